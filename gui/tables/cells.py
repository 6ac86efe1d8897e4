"""What stands in a cell of a table, as values, and what a column is.

A column turns the value of a row into a cell; the painter knows how a cell looks and a screen
reader gets the same thing in words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Words:
    """Text in a tone of its own; a plain `str` in a cell is text in `text-2`."""

    text: str
    tone: str = "text-2"
    strong: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A chip (see gui/chips.py for the states)."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What it is, and beside it what explains it; the second gives way when it is narrow."""

    first: str
    rest: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Two lines in a row of 48 px: what it is, and below it what explains it."""

    first: str
    rest: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A sentence to be read: up to two lines in a row of 48 px."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing in a row of two lines: its number with what is said of it, below it what it is."""

    number: str
    aside: str
    title: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above the rows that belong together, with how many there are."""

    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what, each with the icon of its state: (2, "error", "必改")."""

    items: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole as a bar: 5 of 6."""

    done: int
    total: int


Cell = str | Words | Tag | Pair | Stack | Prose | Entry | Heading | Counts | Share


def said(cell: Cell) -> str:
    """The cell in words."""
    match cell:
        case str():
            return cell
        case Words() | Tag() | Prose():
            return cell.text
        case Pair() | Stack():
            return f"{cell.first}　{cell.rest}" if cell.rest else cell.first
        case Entry():
            return f"{cell.number}　{cell.title}　{cell.aside}".rstrip("　")
        case Heading():
            return f"{cell.text}　{cell.aside}" if cell.aside else cell.text
        case Counts():
            return "，".join(f"{count} {words}" for count, _, words in cell.items if count)
        case Share():
            return f"{cell.done} / {cell.total}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """One column: its stable key, its head, what stands in a cell, and how wide it is.

    `width` is in px at type size 100 %; the column with `stretch` takes what is left instead.
    `sorts` lets the head be clicked. A click on a cell of a column that `opens` opens the row.
    `hidden` columns are offered in the column menu but not shown at first. `tip` is said when the
    pointer rests.
    """

    key: str
    title: str
    cell: Callable[[T], Cell]
    width: int = 96
    stretch: bool = False
    right: bool = False
    sorts: bool = False
    opens: bool = False
    hidden: bool = False
    tip: Callable[[T], str] | None = None
