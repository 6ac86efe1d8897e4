"""What a command is, and what it is given. Which commands there are stands in `table.py`."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from storage.database import Store

Result = dict[str, Any]
"""The JSON document of a command, as `--json` prints it."""


def nothing_more(_parser: ArgumentParser) -> None:
    """For a command without options of its own."""


def nothing_shown(_result: Result, _args: Namespace) -> str | None:
    """For a command after which no window opens."""
    return None


@dataclass(slots=True)
class Context:
    """What every command is given: the store, the day, and who asks."""

    where: str | Path
    now: Callable[[], datetime]
    who: str
    say: Callable[[str], None]
    """Says how far a long piece of work has come; never part of the result."""
    officer: str = ""
    as_of: date | None = None
    """Set when the day was given and not read off the clock: the time of day is then unknown."""
    _opened: list[Store] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.now().date()

    def store(self, *, create: bool = True) -> Store:
        """The store, opened and brought up to date on first use."""
        if not self._opened:
            self._opened.append(Store.open(self.where, now=self.now, create=create))
        return self._opened[0]

    def close(self) -> None:
        for store in self._opened:
            store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One word after `main.py`: what it takes, does, and says to a person.

    `run` gives the JSON document; `lines` turns it into sentences for a terminal.
    """

    name: str
    help: str
    run: Callable[[Context, Namespace], Result]
    lines: Callable[[Result], Iterable[str]]
    options: Callable[[ArgumentParser], None] = nothing_more
    shows: Callable[[Result, Namespace], str | None] = nothing_shown
    """Which store to open in the window afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A word that is followed by another one, as in `campaign plan`."""

    name: str
    help: str
    commands: tuple[Command, ...]
