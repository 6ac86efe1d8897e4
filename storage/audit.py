"""The audit trail at rest: reading it, checking its chain, and taking a step back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection, Row, exists, select

from core.audit import Change, Step, Values, first_break
from core.errors import Refusal
from storage.tables.office import change, step

if TYPE_CHECKING:
    from storage.transaction import Transaction


class Restores(Protocol):
    """What a repository must offer for its things to be undone."""

    def take_back(self, changes: Iterable[Change]) -> None:
        """Put things back as `before` says; refuse when one is no longer as `after` says."""


def undo(tx: "Transaction", step_id: int) -> str:
    """Put back everything that a step changed; each repository restores its own kind of thing."""
    row = tx.connection.execute(select(step).where(step.c.id == step_id)).one_or_none()
    if row is None:
        raise Refusal("找不到要撤销的那一步。")
    if tx.connection.execute(select(exists().where(step.c.undoes == step_id))).scalar():
        raise Refusal(f"“{row.what}”已经撤销过了。")
    restorers: dict[str, Restores] = {
        "ticket": tx.tickets,
        "import_base": tx.imports,
        "rule_set_pin": tx.pins,
        "law_text": tx.law_texts,
        "ticket_link": tx.links,
        "ticket_apart": tx.links,
        "timing": tx.times,
        "submission": tx.handling,
        "movement": tx.moves,
    }
    for subject, changes in _by_subject(tx.connection, step_id).items():
        if subject not in restorers:
            raise Refusal(f"“{row.what}”不能整步撤销，请逐项改回。")
        restorers[subject].take_back(changes)
    return str(row.what)


def _by_subject(connection: Connection, step_id: int) -> dict[str, list[Change]]:
    rows = connection.execute(
        select(change).where(change.c.step_id == step_id).order_by(change.c.id.desc())
    )
    grouped: dict[str, list[Change]] = {}
    for row in rows:
        grouped.setdefault(row.subject, []).append(_change(row))
    return grouped


def history(connection: Connection, subject: str, ref: str) -> list[tuple[Step, Change]]:
    """All that happened to one thing, oldest first."""
    rows = connection.execute(
        select(change, step.c.at, step.c.who, step.c.what, step.c.undoes)
        .join(step)
        .where(change.c.subject == subject, change.c.ref == ref)
        .order_by(change.c.id)
    )
    return [
        (
            Step(id=row.step_id, at=row.at, who=row.who, what=row.what, undoes=row.undoes),
            _change(row),
        )
        for row in rows
    ]


def histories(
    connection: Connection, subjects: Iterable[str], ref: str
) -> list[tuple[Step, Change]]:
    """All that happened to one thing under any of these subjects, oldest first."""
    found = [entry for subject in subjects for entry in history(connection, subject, ref)]
    return sorted(found, key=lambda entry: entry[0].id)


def chain_problems(connection: Connection) -> list[str]:
    """What is wrong with the chain of entries; an empty list means that nothing was altered."""
    broken = first_break(_entries(connection))
    return [] if broken is None else [f"留痕第 {broken + 1} 条与前后不连贯，可能被改动过。"]


def _entries(connection: Connection) -> Iterator[tuple[Change, datetime, str, str, str]]:
    rows = connection.execution_options(yield_per=5000).execute(
        select(change, step.c.at, step.c.who).join(step).order_by(change.c.id)
    )
    for row in rows:
        yield _change(row), row.at, row.who, row.previous_hash, row.hash


def _change(row: Row[tuple[object, ...]]) -> Change:
    return Change(
        subject=row.subject, ref=row.ref, before=_values(row.before), after=_values(row.after)
    )


def _values(stored: object) -> Values | None:
    return dict(stored) if isinstance(stored, dict) else None
