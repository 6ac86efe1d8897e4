"""The life of a ticket (办理环节): where it lies, who may move it, and what each move does.

`table.py` declares all moves; nothing else decides who may do what where.
"""
