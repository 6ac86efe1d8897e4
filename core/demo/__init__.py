"""The demo store (演示台账): an invented office and tickets, the same for a seed and day.

Values only. The words come from `resources/demo/`, the day is handed in, and nothing is written.
"""
