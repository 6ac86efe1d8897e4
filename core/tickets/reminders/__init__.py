"""Reminders (催办): on which level whom, in whose place, when; what was done with each is for good.

`escalation.py` says who hears of a clock, `reminder.py` what a reminder is and what may be done
with it. The limits of the levels are settings (`core/tickets/clocks/options.py`).
"""
