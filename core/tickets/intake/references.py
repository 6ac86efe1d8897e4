"""Which ticket a row of a ledger is about: its reference (工单引用), also for reworks.

An ordinary row is the number. Reworks share the number of the ticket they redo; they are told apart
by 派至所队时间 and numbered 1, 2 … in its order. A reference once given stays.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.tickets.fields import BY_KEY, from_plain
from core.tickets.intake.rows import Draft
from core.tickets.ticket import Ticket

_NEVER = datetime(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework:
    """A ticket of the store that a row of a rework may be about.

    `assigned` holds when it was assigned, by itself and by the last ledger. A ticket whose `ref` is
    its number counts where the ledger has no ordinary row for it.
    """

    ref: str
    number: str
    assigned: frozenset[datetime | None]


@dataclass(frozen=True, slots=True)
class Doubled:
    """A row that cannot be told from an earlier one; `reason` names that row."""

    reason: str


Reference = str | Doubled


def references(
    drafts: Iterable[Draft], find: Callable[[Sequence[str]], Iterable[Rework]]
) -> dict[int, Reference]:
    """The reference of each row by row number; a second row of one ticket is `Doubled`.

    `drafts` need only `number`, `is_rework` and `assigned_at`; one without a number gets "". `find`
    gives the tickets of the store by numbers, and is asked only for those with reworks.
    """
    found: dict[int, Reference] = {}
    first: dict[str, int] = {}
    reworks: dict[str, list[Draft]] = {}
    for draft in drafts:
        if not draft.number:
            found[draft.row] = ""
        elif draft.values.get("is_rework"):
            reworks.setdefault(draft.number, []).append(draft)
        elif draft.number in first:
            found[draft.row] = _doubled(draft, first[draft.number])
        else:
            first[draft.number] = draft.row
            found[draft.row] = draft.number
    stored: dict[str, list[Rework]] = {}
    for one in find(sorted(reworks)) if reworks else ():
        stored.setdefault(one.number, []).append(one)
    for number, rows in reworks.items():
        taken = number if number in first else ""
        known = [one for one in stored.get(number, []) if one.ref != taken]
        found |= _numbered(number, rows, known)
    return found


def rework_position(ref: str) -> int:
    """The k of `number#k`; 0 for a ticket that is no rework."""
    tail = ref.rpartition("#")[2]
    return int(tail) if "#" in ref and tail.isdecimal() else 0


def _doubled(draft: Draft, earlier: int) -> Doubled:
    return Doubled(
        f"编号 {draft.number} 在第 {earlier} 行已经有了，这一行又不是重办件。"
        "请删掉一行，或把“是否重办件”写成“是”。"
    )


def _numbered(number: str, rows: Sequence[Draft], stored: Sequence[Rework]) -> dict[int, Reference]:
    left = sorted(stored, key=lambda one: rework_position(one.ref))
    next_place = max((rework_position(one.ref) for one in left), default=0) + 1
    found: dict[int, Reference] = {}
    seen: dict[datetime | None, int] = {}
    for draft in sorted(rows, key=_in_order):
        when = draft.values.get("assigned_at")
        known = next((one for one in left if when in one.assigned), None)
        if known is not None:
            left.remove(known)
            found[draft.row] = known.ref
        elif when in seen:
            found[draft.row] = _same_time(number, seen[when])
        else:
            found[draft.row] = f"{number}#{next_place}"
            next_place += 1
        seen.setdefault(when, draft.row)
    return found


def _in_order(draft: Draft) -> tuple[bool, datetime, int]:
    when = draft.values.get("assigned_at")
    return (when is None, when or _NEVER, draft.row)


def _same_time(number: str, earlier: int) -> Doubled:
    return Doubled(
        f"编号 {number} 的重办件和第 {earlier} 行的“派至所队时间”一样，分不清是不是同一件。"
        "请核对时间，或删掉一行。"
    )


def stored_rework(stored: Ticket, base: Mapping[str, Any]) -> Rework:
    """How a ticket of the store is recognised by a row of a rework: by when it was assigned.

    One that is no rework must have been assigned at that very time.
    """
    before: datetime | None = from_plain(BY_KEY["assigned_at"], base.get("assigned_at"))
    times = {stored.assigned_at, before} if "assigned_at" in base else {stored.assigned_at}
    if stored.ref == stored.number and not stored.is_rework:
        times.discard(None)
    return Rework(ref=stored.ref, number=stored.number, assigned=frozenset(times))
