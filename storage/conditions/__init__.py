"""The executor in SQL: makes a WHERE clause of a checked condition of the rule language.

The same tree that `core.tickets.language.closures` runs in Python. What SQL cannot say is refused
with a sentence, never guessed. `writer.py` walks the tree, `functions.py` says which functions have
a counterpart, `elements.py` looks into lists, `portable.py` holds what databases spell differently.
"""

from storage.conditions.writer import sql_condition

__all__ = ["sql_condition"]
