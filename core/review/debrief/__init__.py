"""The debrief (讲评) of a locked campaign: what its deductions lead to.

Handling points (`proposing`, `citing`), remedies (`remedies`), whether points help (`recurrence`).
"""
