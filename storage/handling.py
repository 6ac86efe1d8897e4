"""What happens to a ticket on its way: submissions to the leader, reasons for warnings, drafts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.tickets.filling.leftovers import Leftover
from core.tickets.life.moving import Movement
from core.tickets.life.standing import Life
from core.tickets.life.table import Move
from core.tickets.lifecycle import Decision, Submission
from storage.lives import life_of, submission_of
from storage.loading import load_by_id
from storage.tables.tickets import draft, kept_field, submission, ticket, waiver

if TYPE_CHECKING:
    from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A warning overridden (确认并写理由): which rule, why, by whom."""

    rule: str
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form as it was typed, by field key; `ref` is empty while a ticket is being registered."""

    ref: str
    typed: Mapping[str, str]
    at: datetime


def latest_submission(connection: Connection, ref: str) -> Submission | None:
    row = connection.execute(_submissions(ref).limit(1)).one_or_none()
    return None if row is None else submission_of(row)


def handed_in(connection: Connection, officer: str) -> int:
    """How many tickets an officer has handed to the leader so far."""
    query = select(func.count()).select_from(submission).where(submission.c.who == officer)
    return int(connection.execute(query).scalar_one())


def submissions(connection: Connection, ref: str) -> list[Submission]:
    """Every handing-over of a ticket, newest first."""
    return [submission_of(row) for row in connection.execute(_submissions(ref))]


def waivers(connection: Connection, ref: str) -> list[Waiver]:
    query = select(waiver).join(ticket).where(ticket.c.ref == ref).order_by(waiver.c.rule)
    return [
        Waiver(rule=row.rule, reason=row.reason, who=row.who, at=row.at)
        for row in connection.execute(query)
    ]


def kept_fields(connection: Connection, ref: str) -> dict[str, str]:
    """The fields of a ticket that do not apply and were left filled in, with what stood there."""
    query = select(kept_field.c.field, kept_field.c.text).join(ticket).where(ticket.c.ref == ref)
    return {row.field: row.text for row in connection.execute(query)}


def all_kept_fields(connection: Connection) -> dict[str, dict[str, str]]:
    """Likewise of all tickets, by reference; there are few."""
    query = select(ticket.c.ref, kept_field.c.field, kept_field.c.text)
    found: dict[str, dict[str, str]] = {}
    for ref, key, text in connection.execute(query.join_from(kept_field, ticket)):
        found.setdefault(ref, {})[key] = text
    return found


def drafts(connection: Connection, officer: str) -> list[Draft]:
    """What an officer has begun to write, newest first."""
    query = select(draft).where(draft.c.officer == officer).order_by(draft.c.at.desc())
    return [Draft(ref=row.ref, typed=row.typed, at=row.at) for row in connection.execute(query)]


def waiting_for_leader(connection: Connection, units: frozenset[str] | None) -> int:
    """How many tickets of these units were handed in and are not decided on."""
    query = select(func.count()).select_from(submission).join(ticket)
    query = query.where(submission.c.decision.is_(None))
    if units is not None:
        query = query.where(ticket.c.unit.in_(sorted(units)))
    return int(connection.execute(query).scalar_one())


def returned_to(connection: Connection, handler: str) -> list[tuple[str, str]]:
    """The references of an officer's tickets last returned by the leader, each with the reason."""
    newest = select(func.max(submission.c.id)).group_by(submission.c.ticket_id).scalar_subquery()
    query = (
        select(ticket.c.ref, submission.c.opinion)
        .join(ticket)
        .where(submission.c.id.in_(newest))
        .where(submission.c.decision == Decision.RETURNED.name, ticket.c.handler == handler)
        .order_by(submission.c.decided_at)
    )
    return [(ref, opinion) for ref, opinion in connection.execute(query)]


class Handling:
    """Writes submissions, waivers and drafts in one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def latest(self, ref: str) -> Submission | None:
        return latest_submission(self._tx.connection, ref)

    def waived(self, ref: str) -> frozenset[str]:
        """The rules whose warnings have a reason on this ticket."""
        return frozenset(one.rule for one in waivers(self._tx.connection, ref))

    def life(self, ref: str) -> Life:
        """The ticket, and where it lies."""
        return life_of(self._tx.connection, ref)

    def add(self, ref: str, new: Movement) -> None:
        """Write down a move that was made by filling in the form."""
        self._tx.moves.add(ref, new)

    def hand_in(self, ref: str, new: Submission) -> None:
        values = {"who": new.who, "at": new.at, "rulebook": new.rulebook}
        self._tx.connection.execute(insert(submission).values(ticket_id=self._id(ref), **values))
        self._record(ref, None, {"who": new.who, "rulebook": new.rulebook})
        self._moved(ref, Move.SUBMIT)

    def decide(self, ref: str, decision: Decision, *, opinion: str, instead_of: str = "") -> None:
        """Write what the leader said to the newest submission."""
        newest = self._tx.connection.execute(_submissions(ref).limit(1)).one_or_none()
        if newest is None or newest.decision is not None:
            raise Refusal(f"工单 {ref} 现在没有等着审核的提交。")
        values = {
            "decision": decision.name,
            "decided_by": self._tx.who,
            "decided_at": self._tx.at,
            "opinion": opinion,
        }
        change = update(submission).where(submission.c.id == newest.id).values(**values)
        self._tx.connection.execute(change)
        after = {"decision": decision.name, "opinion": opinion}
        self._record(ref, {"decision": None}, after)
        move = Move.APPROVE if decision is Decision.APPROVED else Move.SEND_BACK
        self._moved(ref, move, reason=opinion, instead_of=instead_of)

    def take_back(self, changes: Iterable[Change]) -> None:
        """Let what the leader said be unsaid; handing in is taken back by the leader alone."""
        for one in changes:
            newest = self._tx.connection.execute(_submissions(one.ref).limit(1)).one_or_none()
            said = one.after["decision"] if one.after and one.before else None
            if said is None or newest is None or newest.decision != said:
                raise Refusal(f"工单 {one.ref} 的送审不能撤销，请分管领导退回。")
            unsaid = {"decision": None, "decided_by": "", "decided_at": None, "opinion": ""}
            change = update(submission).where(submission.c.id == newest.id).values(**unsaid)
            self._tx.connection.execute(change)
            self._record(one.ref, one.after or {}, {"decision": None})
            self._tx.moves.renew(one.ref)

    def _moved(self, ref: str, move: Move, reason: str = "", instead_of: str = "") -> None:
        ticket_ = self.life(ref).ticket
        self._tx.moves.add(
            ref,
            Movement(
                move=move,
                who=self._tx.who,
                at=self._tx.at,
                unit=ticket_.unit,
                handler=ticket_.handler,
                reason=reason,
                instead_of=instead_of,
            ),
        )

    def waive(self, ref: str, rule: str, reason: str) -> None:
        """Keep the reason why a warning is overridden; a later reason replaces it."""
        from storage.findings import check_now  # noqa: PLC0415 -- the rules load after the first list

        owner, run = self._id(ref), self._tx.connection.execute
        run(delete(waiver).where(waiver.c.ticket_id == owner, waiver.c.rule == rule))
        row = {"rule": rule, "reason": reason, "who": self._tx.who, "at": self._tx.at}
        run(insert(waiver).values(ticket_id=owner, **row))
        check_now(self._tx.connection, load_by_id(self._tx.connection, [owner]), self._tx.at)
        self._tx.record(
            [Change(subject="waiver", ref=f"{ref} {rule}", before=None, after={"reason": reason})]
        )

    def kept(self, ref: str) -> dict[str, str]:
        return kept_fields(self._tx.connection, ref)

    def keep_field(self, ref: str, left: Leftover) -> None:
        """Keep that a field which does not apply was left filled in."""
        from storage.findings import check_now  # noqa: PLC0415 -- the rules load after the first list

        owner, run = self._id(ref), self._tx.connection.execute
        before = self.kept(ref).get(left.key)
        run(
            delete(kept_field).where(
                kept_field.c.ticket_id == owner, kept_field.c.field == left.key
            )
        )
        row = {"field": left.key, "text": left.text, "who": self._tx.who, "at": self._tx.at}
        run(insert(kept_field).values(ticket_id=owner, **row))
        check_now(self._tx.connection, load_by_id(self._tx.connection, [owner]), self._tx.at)
        was = None if before is None else {left.key: before}
        self._tx.record(
            [Change(subject="kept_field", ref=ref, before=was, after={left.key: left.text})]
        )

    def keep_draft(self, officer: str, ref: str, typed: Mapping[str, str]) -> None:
        """Keep a form as typed. Leaves no audit entry: nothing has been filed yet."""
        self.drop_draft(officer, ref)
        row: dict[str, Any] = {"officer": officer, "ref": ref, "typed": dict(typed)}
        self._tx.connection.execute(insert(draft).values(at=self._tx.at, **row))

    def drop_draft(self, officer: str, ref: str) -> None:
        mine = (draft.c.officer == officer, draft.c.ref == ref)
        self._tx.connection.execute(delete(draft).where(*mine))

    def _id(self, ref: str) -> int:
        found = self._tx.connection.execute(select(ticket.c.id).where(ticket.c.ref == ref)).scalar()
        if found is None:
            raise Refusal(f"查无工单 {ref}。请核对编号。")
        return int(found)

    def _record(self, ref: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
        self._tx.record([Change(subject="submission", ref=ref, before=before, after=after)])


def _submissions(ref: str) -> Select[Any]:
    return (
        select(submission).join(ticket).where(ticket.c.ref == ref).order_by(submission.c.id.desc())
    )
