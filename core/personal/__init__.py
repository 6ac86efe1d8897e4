"""Personal data in free text: what it looks like, where it stands, and what may not leave.

`finding.personal_data` finds it, `core.masking` covers it, `leaks.leaks` judges a text that is
about to leave the office, `checks` verifies numbers that carry a check digit.
"""
