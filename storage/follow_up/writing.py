"""Writes follow-ups: calls, results, explanations, escalations; each with its audit entry.

The ledger's own fields of a callback (回访时间, 回访满意度, 解决情况, 情况说明, 市级回访不满意) are
written here and by the import of ledgers, nowhere else.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, delete, insert

from core.audit import Change
from core.errors import Refusal
from core.follow_up import calling, escalation, explaining
from core.follow_up.callback import (
    Attempt,
    CallOutcome,
    Explanation,
    RoundEnd,
    RoundResult,
    is_due,
)
from core.follow_up.escalation import Escalation, origin_of
from core.people import Action, Officer, may
from core.tickets.fields import changed
from core.tickets.guidance.points import Origin, Point, propose
from core.tickets.words import Satisfaction, Solved
from storage.calendar import calendar_of
from storage.follow_up.reading import Followed, follow_up
from storage.follow_up.rules import follow_up_rules
from storage.people import officers, units
from storage.tables import follow_up as tables

if TYPE_CHECKING:
    from storage.transaction import Transaction

ATTEMPT, RESULT, EXPLANATION = "callback_attempt", "callback_result", "callback_explanation"
ESCALATION = "escalation"
KINDS = frozenset({"ticket", ATTEMPT, RESULT, EXPLANATION, ESCALATION})
"""The kinds of thing after whose change follow-ups look otherwise."""


class FollowUps:
    """The follow-ups of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx
        self._rules = follow_up_rules()

    # calling

    def attempt(
        self,
        ref: str,
        outcome: CallOutcome,
        *,
        by: Officer,
        called_at: datetime | None = None,
        note: str = "",
    ) -> Attempt:
        """A call that reached nobody."""
        found = self._found(ref)
        now = self._tx.at
        made = calling.attempt(
            found.follow_up,
            outcome,
            by=by,
            called_at=called_at or now,
            now=now,
            rules=self._rules,
            note=note,
        )
        self._keep_attempt(found, made)
        return made

    def rate(  # noqa: PLR0913 -- all but the first go by name
        self,
        ref: str,
        *,
        service: Satisfaction,
        result: Satisfaction,
        by: Officer,
        solved: Solved | None = None,
        called_at: datetime | None = None,
        note: str = "",
    ) -> RoundResult:
        """The petitioner rated service and result."""
        found = self._found(ref)
        now = self._tx.at
        made = calling.rated(
            found.follow_up,
            service=service,
            result=result,
            solved=solved,
            by=by,
            called_at=called_at or now,
            now=now,
            rules=self._rules,
            note=note,
        )
        self._end(found, made)
        return made

    def refuse(
        self, ref: str, *, by: Officer, called_at: datetime | None = None, note: str = ""
    ) -> RoundResult:
        """The petitioner did not want to be asked."""
        found = self._found(ref)
        now = self._tx.at
        made = calling.refused(
            found.follow_up,
            by=by,
            called_at=called_at or now,
            now=now,
            rules=self._rules,
            note=note,
        )
        self._end(found, made)
        return made

    def give_up(self, ref: str, *, by: Officer, note: str = "") -> RoundResult:
        """联系不上, after enough calls."""
        found = self._found(ref)
        made = calling.unreached(
            found.follow_up, by=by, now=self._tx.at, rules=self._rules, note=note
        )
        self._end(found, made)
        return made

    # answering for it

    def explain(self, ref: str, *, why: str, missed: str, remedy: str, by: Officer) -> Explanation:
        """The unit says what lies behind a dissatisfied callback."""
        found = self._found(ref)
        made = explaining.explain(
            found.follow_up,
            why=why,
            missed=missed,
            remedy=remedy,
            by=by,
            at=self._tx.at,
            rules=self._rules,
        )
        self._keep_explanation(found, made)
        return made

    def sign(self, ref: str, *, by: Officer) -> Explanation:
        """The leader signs it; only then it is the ticket's 情况说明."""
        found = self._found(ref)
        made = explaining.sign(found.follow_up, by=by, at=self._tx.at, rules=self._rules)
        self._keep_explanation(found, made)
        self._say(found, {"explanation": made.text})
        return made

    def send_back(self, ref: str, reason: str, *, by: Officer) -> Explanation:
        found = self._found(ref)
        made = explaining.send_back(
            found.follow_up, reason, by=by, at=self._tx.at, rules=self._rules
        )
        self._keep_explanation(found, made)
        return made

    # special escalation

    def mark_city(self, ref: str, *, by: Officer, on: bool = True) -> None:
        """Note that the city's own callback found somebody dissatisfied, or that it did not."""
        found = self._found(ref)
        if not may(by, Action.ESCALATE, today=self._tx.at.date()):
            raise Refusal(f"{by.name}不能{Action.ESCALATE.value}。")
        if found.escalation is not None and not on:
            raise Refusal(f"工单 {found.follow_up.ref} 已经在专项督办里，不能再改成没有不满意。")
        self._say(found, {"city_dissatisfied": on})

    def escalate(self, ref: str, *, owner: str, by: Officer, due: date | None = None) -> Escalation:
        """Put a ticket under special escalation."""
        found = self._found(ref)
        at = self._tx.at
        usual = calendar_of(self._tx.connection).add_workdays(at.date(), self._rules.escalation)
        made = escalation.escalate(
            found.follow_up,
            found.escalation,
            owner=owner,
            due=due or usual,
            by=by,
            at=at,
            rules=self._rules,
            known=[officer.name for officer in officers(self._tx.connection)],
        )
        self._keep_escalation(found, made)
        return made

    def analyse(self, ref: str, text: str, *, by: Officer) -> Escalation:
        return self._go_on(ref, lambda o, _f: escalation.analyse(o, text, by=by, at=self._tx.at))

    def return_analysis(self, ref: str, reason: str, *, by: Officer) -> Escalation:
        return self._go_on(
            ref, lambda o, _f: escalation.return_analysis(o, reason, by=by, at=self._tx.at)
        )

    def conclude(  # noqa: PLR0913 -- all but the first go by name
        self,
        ref: str,
        *,
        at_fault: bool,
        reason: str,
        by: Officer,
        case_text: str = "",
        in_circular: bool = False,
        point: Point | None = None,
    ) -> Escalation:
        """Conclude; a fault becomes a case, and perhaps a handling point for another to confirm."""
        people = {unit.name for unit in units(self._tx.connection)}
        people |= {officer.name for officer in officers(self._tx.connection)}
        made = self._go_on(
            ref,
            lambda one, found: escalation.conclude(
                one,
                found.follow_up,
                at_fault=at_fault,
                reason=reason,
                case_text=case_text,
                in_circular=in_circular,
                by=by,
                at=self._tx.at,
                names=people,
            ),
        )
        if point is not None and at_fault:
            self._propose(made, point, by)
        return made

    def _propose(self, made: Escalation, point: Point, by: Officer) -> None:
        from storage.rules import rulebooks  # noqa: PLC0415 -- only where a point is written

        known = [
            rule.id for rule in rulebooks(self._tx.connection).current(self._tx.at.date()).rules
        ]
        propose(
            self._tx.points,
            point,
            by=by,
            at=self._tx.at,
            reason=f"专项督办认定有责：{made.reason}",
            rules=known,
        )

    # keeping

    def _found(self, ref: str) -> Followed:
        return follow_up(self._tx.connection, ref)

    def _keep_attempt(self, found: Followed, made: Attempt) -> None:
        row = {
            "round": made.round,
            "at": made.at,
            "who": made.by,
            "outcome": made.outcome.name,
            "note": made.note,
        }
        self._tx.connection.execute(insert(tables.attempt).values(ticket_id=found.id, **row))
        self._record(ATTEMPT, found, None, row)

    def _end(self, found: Followed, made: RoundResult) -> None:
        if made.end is not RoundEnd.UNREACHED:
            call = Attempt(round=made.round, at=made.at, by=made.by, outcome=CallOutcome.TALKED)
            self._keep_attempt(found, call)
        row = {
            "round": made.round,
            "at": made.at,
            "who": made.by,
            "round_end": made.end.name,
            "service": made.service and made.service.name,
            "result": made.result and made.result.name,
            "solved": made.solved and made.solved.name,
            "note": made.note,
        }
        self._tx.connection.execute(insert(tables.result).values(ticket_id=found.id, **row))
        self._record(RESULT, found, None, row)
        said = calling.ledger_values(found.follow_up, made)
        self._say(found, said)
        self._say_of_reworks(found, said)

    def _keep_explanation(self, found: Followed, made: Explanation) -> None:
        row = {
            "round": made.round,
            "why": made.why,
            "missed": made.missed,
            "remedy": made.remedy,
            "who": made.by,
            "at": made.at,
            "sent_back": made.sent_back,
            "signed_by": made.signed_by,
            "signed_at": made.signed_at,
        }
        was = found.follow_up.explanation
        before = None if was is None else {"text": was.text, "signed_by": was.signed_by}
        self._replace(tables.explanation, found, row, round_=made.round)
        self._record(EXPLANATION, found, before, row)

    def _keep_escalation(self, found: Followed, made: Escalation) -> None:
        row = {
            "origin": made.origin.name,
            "owner": made.owner,
            "due": made.due,
            "who": made.by,
            "at": made.at,
            "analysis": made.analysis,
            "analysed_by": made.analysed_by,
            "analysed_at": made.analysed_at,
            "sent_back": made.sent_back,
            "at_fault": made.at_fault,
            "reason": made.reason,
            "case_text": made.case_text,
            "in_circular": made.in_circular,
            "concluded_by": made.concluded_by,
            "concluded_at": made.concluded_at,
        }
        was = found.escalation
        before = None if was is None else {"state": was.state.name}
        self._replace(tables.escalation, found, row)
        self._record(ESCALATION, found, before, row | {"state": made.state.name})

    def _go_on(self, ref: str, step: Callable[[Escalation, Followed], Escalation]) -> Escalation:
        found = self._found(ref)
        if found.escalation is None:
            raise Refusal(f"工单 {found.follow_up.ref} 不在专项督办里。")
        made = step(found.escalation, found)
        self._keep_escalation(found, made)
        return made

    def _replace(
        self, table: Table, found: Followed, row: Mapping[str, Any], *, round_: int | None = None
    ) -> None:
        mine = table.c.ticket_id == found.id
        if round_ is not None:
            mine &= table.c.round == round_
        self._tx.connection.execute(delete(table).where(mine))
        self._tx.connection.execute(insert(table).values(ticket_id=found.id, **row))

    def _say(self, found: Followed, values: Mapping[str, Any]) -> None:
        """Let the ticket's own fields say the same."""
        ticket = self._tx.tickets.get(found.follow_up.ref)
        self._tx.tickets.save(changed(ticket, values))

    def _say_of_reworks(self, found: Followed, said: Mapping[str, Any]) -> None:
        """The same call answers for the reworks that wait for one."""
        ticket = found.follow_up.ticket
        same = [] if ticket.is_rework else self._tx.tickets.find([ticket.number])
        self._tx.tickets.save_all(
            [
                changed(one, said)
                for one in same
                if one.is_rework and is_due(one) and one.callback.callback_at is None
            ]
        )

    def _record(
        self,
        subject: str,
        found: Followed,
        before: Mapping[str, Any] | None,
        row: Mapping[str, Any],
    ) -> None:
        after = {key: _plain(value) for key, value in row.items() if value not in (None, "")}
        ref = found.follow_up.ref
        self._tx.record([Change(subject=subject, ref=ref, before=before, after=after)])


def office_point(ref: str, theme: str, text: str) -> Point:
    """A handling point drawn from a fault; number 0: it is new."""
    return Point(
        number=0, theme=theme, text=text.strip(), origin=Origin.OFFICE, source=f"专项督办 {ref}"
    )


def wants_escalation(found: Followed) -> bool:
    """Whether it belongs under special escalation and is not there yet."""
    return found.escalation is None and origin_of(found.follow_up, follow_up_rules()) is not None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
