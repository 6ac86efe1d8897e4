"""Guidance while filling in (指引): what is said at a field, and why; handling points; guesses.

`fields.py` says what to write in a field, `pairs.py` how it reads well and badly, `why.py` answers
为什么, `points.py` are the handling points and how they change, `suggestion.py` guesses the kind of
a ticket from its text. Content is data in `resources/guidance/`.
"""
