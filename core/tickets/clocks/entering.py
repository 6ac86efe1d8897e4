"""Entering what moves a clock: a suspension and its end, an extension, the days no ledger has.

The rules of law stand here: with proof, without overlap, once, by the right person, in time.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer, Role, may
from core.tickets.clocks.course import Course, cache_rows
from core.tickets.clocks.law import ClockLaw, ClockRule
from core.tickets.ticket import Ticket
from core.tickets.timing import DAYS, GrantRecord, PauseRecord, Timing
from core.workdays import Calendar


class Tickets(Protocol):
    def get(self, ref: str) -> Ticket: ...


class Times(Protocol):
    """What entering asks of the store: keep the events of a ticket, and let its clocks follow."""

    def put(self, ref: str, timing: Timing) -> None: ...


@dataclass(frozen=True, slots=True)
class Entering:
    """One officer enters events into the clocks of one ticket."""

    tickets: Tickets
    times: Times
    law: ClockLaw
    calendar: Calendar
    ref: str
    by: Officer
    at: datetime

    def suspend(self, code: str, first: date, last: date | None, proof: str) -> None:
        """Let a clock rest from `first` on; without `last` until `resume` says."""
        ticket, rule, course = self._open(code)
        if not rule.can_pause:
            raise Refusal(f"{rule.name}的期限条文没有扣除的规定，不能暂停。")
        if not proof.strip():
            raise Refusal("请写明凭什么扣除，例如：检测委托书的日期和编号。", field="proof")
        self._refuse_wrong_days(course, first, last)
        for pause in course.pauses:
            if first <= (pause.last or date.max) and pause.first <= (last or date.max):
                until = pause.last or "还没有结束"
                raise Refusal(
                    f"和已有的扣除（{pause.first} 至 {until}）重叠，请改日期。", field="first"
                )
        made = PauseRecord(
            clock=code, first=first, last=last, proof=proof.strip(), who=self.by.name
        )
        timing = ticket.timing
        self.times.put(self.ref, replace(timing, pauses=(*timing.pauses, made)))

    def resume(self, code: str, last: date, proof: str) -> None:
        """End the suspension that goes on; `last` is its last day."""
        ticket, rule, _ = self._open(code)
        going_on = [one for one in ticket.timing.pauses if one.clock == code and one.last is None]
        if not going_on:
            raise Refusal(f"{rule.name}现在没有暂停。表上填的检测起止请在填报页补结束日期。")
        if not proof.strip():
            raise Refusal("请写明凭什么恢复，例如：检测报告签收单。", field="proof")
        [old] = going_on
        if last < old.first:
            raise Refusal(f"结束早于开始（{old.first}），请核对。", field="last")
        self._refuse_future(last, "last")
        said = f"{old.proof}；{proof.strip()}"
        others = tuple(one for one in ticket.timing.pauses if one is not old)
        made = replace(old, last=last, proof=said)
        self.times.put(self.ref, replace(ticket.timing, pauses=(*others, made)))

    def extend(self, code: str, approved_on: date, approver: Officer, reason: str) -> None:
        """Record the one extension that the law allows, approved before the old last day."""
        ticket, rule, course = self._open(code)
        if rule.extension is None:
            raise Refusal(f"{rule.name}的期限不能延长。")
        if course.grant is not None:
            raise Refusal(f"{rule.name}已经延长过（{course.grant.approved} 批准），只能延长一次。")
        if not reason.strip():
            raise Refusal("请写明延长的理由。", field="reason")
        self._refuse_future(approved_on, "approved_on")
        self._refuse_wrong_approver(ticket, rule, approver, approved_on)
        if course.due is not None and approved_on > course.due:
            raise Refusal(
                f"{approved_on} 批准时已过原期限（{course.due}），延长无效。请写明超期原因。",
                field="approved_on",
            )
        made = GrantRecord(
            clock=code,
            approved_on=approved_on,
            approved_by=approver.name,
            reason=reason.strip(),
            who=self.by.name,
        )
        timing = ticket.timing
        self.times.put(self.ref, replace(timing, grants=(*timing.grants, made)))

    def enter(self, key: str, day: date | None) -> None:
        """Enter one of the days that no ledger has; None takes it out."""
        ticket = self._ticket()
        if day is not None and key != "id_proof_due":
            self._refuse_future(day, "day")
        received = ticket.received_at
        if day is not None and received is not None and day < received.date():
            raise Refusal(f"{DAYS[key]}早于收到工单的 {received.date()}，请核对。", field="day")
        others = {one: kept for one, kept in ticket.timing.days.items() if one != key}
        days = others if day is None else {**others, key: day}
        self.times.put(self.ref, replace(ticket.timing, days=days))

    def _ticket(self) -> Ticket:
        ticket = self.tickets.get(self.ref)
        if not may(self.by, Action.EDIT_TICKET, ticket.unit, today=self.at.date()):
            raise Refusal(f"{self.by.name}不能{Action.EDIT_TICKET.value}，请承办单位录入。")
        return ticket

    def _open(self, code: str) -> tuple[Ticket, ClockRule, Course]:
        ticket = self._ticket()
        found = [c for c in cache_rows(ticket, self.law, self.calendar) if c.code == code]
        if not found:
            raise Refusal(f"工单 {self.ref} 现在没有这只时限。")
        if found[0].stopped:
            raise Refusal(f"{self.law.rule(code).name}已经完成，不用再改。")
        return ticket, self.law.rule(code), found[0]

    def _refuse_wrong_days(self, course: Course, first: date, last: date | None) -> None:
        if first < course.start:
            raise Refusal(f"扣除不能早于起算日 {course.start}。", field="first")
        if last is not None and last < first:
            raise Refusal("结束早于开始，请核对。", field="last")
        self._refuse_future(first, "first")
        if course.due is None:
            return
        if first > course.due:
            raise Refusal(f"{first} 已过期限 {course.due}，扣除不起作用。", field="first")
        late = self.at.date() > course.due
        if late and not may(self.by, Action.BACKDATE_CLOCKS, today=self.at.date()):
            raise Refusal(f"期限（{course.due}）已过，{Action.BACKDATE_CLOCKS.value}由消保科办。")

    def _refuse_future(self, day: date, field: str) -> None:
        if day > self.at.date():
            raise Refusal(f"{day} 还没有到，请核对日期。", field=field)

    def _refuse_wrong_approver(
        self, ticket: Ticket, rule: ClockRule, approver: Officer, on: date
    ) -> None:
        assert rule.extension is not None  # noqa: S101 -- just refused otherwise
        role = Role[rule.extension.by]
        if role not in approver.roles_on(on):
            raise Refusal(f"延长由{role.value}批准，{approver.name}不是。", field="approved_by")
        if approver.name == ticket.handler:
            raise Refusal("承办人不能批准自己的延长。", field="approved_by")
