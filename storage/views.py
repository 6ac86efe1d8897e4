"""Saved views (自存视图): a name for a condition of the rule language, kept per officer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select

from core.audit import Change
from core.errors import Refusal
from core.tickets.language import check
from core.tickets.language.tree import Node
from core.tickets.language.vocabulary import Vocabulary
from storage.rules import rulebooks, shipped_vocabulary
from storage.tables.tickets import saved_view

if TYPE_CHECKING:
    from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """What an officer keeps a list under; each condition is one sentence, all must hold."""

    owner: str
    name: str
    conditions: tuple[str, ...]


def condition(connection: Connection, sentence: str, today: date) -> Node:
    """Check a sentence of the rule language; a Mistake (a Refusal) names place and remedy."""
    return _read(sentence, rulebooks(connection).vocabulary(today))


def condition_reader(connection: Connection, today: date) -> Callable[[str], Node]:
    """Checks sentences as `condition` does, also after the connection is given back."""
    vocabulary = rulebooks(connection).vocabulary(today)
    return lambda sentence: _read(sentence, vocabulary)


def program_condition(sentence: str) -> Node:
    """A sentence that is part of the program itself, in the program's own words."""
    return _read(sentence, shipped_vocabulary())


@lru_cache(maxsize=256)
def _read(sentence: str, vocabulary: Vocabulary) -> Node:
    return check.condition(sentence, vocabulary)


def saved_views(connection: Connection, owner: str) -> list[SavedView]:
    """An officer's own views, in the order they were kept."""
    mine = select(saved_view).where(saved_view.c.owner == owner).order_by(saved_view.c.id)
    return [
        SavedView(owner=row.owner, name=row.name, conditions=tuple(row.conditions))
        for row in connection.execute(mine)
    ]


class Views:
    """Writes saved views; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def keep(self, name: str, conditions: Sequence[str]) -> None:
        """Keep a view of the one who writes; a view of the same name is replaced."""
        if not name.strip():
            raise Refusal("请给这个视图起个名字。", field="name")
        for sentence in conditions:
            condition(self._tx.connection, sentence, self._tx.at.date())
        self.drop(name)
        row = {"owner": self._tx.who, "name": name, "conditions": list(conditions)}
        self._tx.connection.execute(insert(saved_view).values(**row))
        self._record(name, None, {"conditions": list(conditions)})

    def drop(self, name: str) -> None:
        mine = (saved_view.c.owner == self._tx.who, saved_view.c.name == name)
        old = self._tx.connection.execute(select(saved_view).where(*mine)).one_or_none()
        if old is not None:
            self._tx.connection.execute(delete(saved_view).where(*mine))
            self._record(name, {"conditions": old.conditions}, None)

    def _record(
        self, name: str, before: dict[str, object] | None, after: dict[str, object] | None
    ) -> None:
        ref = f"{self._tx.who} {name}"
        self._tx.record([Change(subject="saved_view", ref=ref, before=before, after=after)])
