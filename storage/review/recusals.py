"""Declarations of partiality at rest, and the pairs of linked units."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.review.linked import linked_pairs, plain
from core.review.mutual import Pair
from core.review.recusals import Recusal, RecusalKind, refuse_wrong
from storage.loading import load_by_ref
from storage.people import officers
from storage.settings import read_setting
from storage.tables.recusals import recusal

if TYPE_CHECKING:
    from storage.transaction import Transaction

LINKED = "linked_units"


def recusals(connection: Connection, *, held: bool = False) -> list[Recusal]:
    """All declarations, or those that hold; the newest first."""
    query = select(recusal).order_by(recusal.c.id.desc())
    if held:
        query = query.where(recusal.c.taken_back_at.is_(None))
    return [_recusal(row) for row in connection.execute(query)]


def linked_units(connection: Connection) -> frozenset[Pair]:
    """The pairs of units that should not review each other where it can be helped."""
    return linked_pairs(read_setting(connection, LINKED, []))


def _recusal(row: Row[Any]) -> Recusal:
    return Recusal(
        id=row.id,
        officer=row.officer,
        kind=RecusalKind[row.kind],
        about=row.about,
        reason=row.reason,
        declared_by=row.declared_by,
        declared_at=row.declared_at,
        taken_back_at=row.taken_back_at,
        taken_back_by=row.taken_back_by,
        taken_back_reason=row.taken_back_reason,
    )


class Recusals:
    """The declarations written in one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def declare(self, new: Recusal) -> int:
        """Keep a declaration; gives its number."""
        there = self._tx.connection
        refuse_wrong(new, recusals(there), (one.name for one in officers(there)))
        about = new.about.strip()
        if new.kind is RecusalKind.TICKET and not load_by_ref(there, [about]):
            raise Refusal(f"没有工单 {about}，请核对编号。", field="about")
        row = {
            "officer": new.officer,
            "kind": new.kind.name,
            "about": about,
            "reason": new.reason.strip(),
        }
        kept = {**row, "declared_by": self._tx.who, "declared_at": self._tx.at}
        made = there.execute(insert(recusal).values(kept)).inserted_primary_key
        assert made is not None  # noqa: S101 -- an insert with a generated key has one
        self._record(made[0], None, row)
        return int(made[0])

    def take_back(self, id_: int, reason: str) -> Recusal:
        """Say that a declaration no longer holds, and why."""
        old = next((one for one in recusals(self._tx.connection) if one.id == id_), None)
        if old is None or not old.holds:
            raise Refusal(f"没有编号 {id_} 的回避申报，或者已经撤回。")
        if not reason.strip():
            raise Refusal("请写明为什么撤回。", field="reason")
        values = {
            "taken_back_at": self._tx.at,
            "taken_back_by": self._tx.who,
            "taken_back_reason": reason.strip(),
        }
        change = update(recusal).where(recusal.c.id == id_).values(values)
        self._tx.connection.execute(change)
        before = {"officer": old.officer, "about": old.about}
        self._record(id_, before, {"taken_back": reason.strip()})
        return replace(old, taken_back_at=self._tx.at)

    def link(self, pairs: Iterable[Pair]) -> None:
        """Keep exactly these pairs as linked units."""
        self._tx.settings.write(LINKED, plain(pairs))

    def _record(self, id_: int, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        self._tx.record([Change(subject="recusal", ref=f"{id_}", before=before, after=after)])
