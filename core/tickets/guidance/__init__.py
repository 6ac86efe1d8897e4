"""Guidance while filling in (指引): what is said at a field, and why; handling points; suggestions.

`fields.py` says what to write in a field and when the field applies, `pairs.py` how it reads well
and badly. Content is data in `resources/guidance/`.
"""
