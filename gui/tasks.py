"""One line of 待办, as a value: any page's room can offer such lines, the home page shows them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gui.desk import Desk
from storage.database import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do: what, why, and the verb that leads there."""

    icon: str
    title: str
    why: str
    verb: str
    page: str
    target: object = None


Source = Callable[[Desk, Reading], Iterator[Task]]
"""Finds the lines of one kind for the officer who sits at the desk."""
