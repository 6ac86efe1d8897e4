"""一问一答: one question at a time over the same fields as the whole form.

The form stays the place where everything stands; what is answered here is written there at once,
and shown here as it stands there. So both ways of working hold the same draft at every moment.
"""
