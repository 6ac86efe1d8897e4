"""The office's calendar (工作日历) as it is kept: entered by one officer, confirmed by another.

How days are counted is in `core/workdays.py`; here is what a calendar holds, how it reads as data,
what is wrong with it, and who may change it.
"""
