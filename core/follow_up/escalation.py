"""Special escalation (专项督办): the city's dissatisfied tickets, and those dissatisfied twice.

It has an owner and a day. The owner writes the analysis; somebody else of the section concludes
whether the office was at fault. Who was at fault becomes a typical case, told without names.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from core.errors import Refusal
from core.follow_up.callback import FollowUp
from core.follow_up.rules import FollowUpRules
from core.people import Action, Officer, may
from core.review.debrief.cases import refuse_named

LEAST_ANALYSIS = 20
"""So short an analysis says nothing that a conclusion could rest on."""


class EscalationOrigin(StrEnum):
    CITY = "市级回访不满意"
    TWICE = "再次回访仍不满意"


class EscalationState(StrEnum):
    OPEN = "待分析"
    ANALYSED = "待结论"
    CLOSED = "已结论"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """One ticket under special escalation; what has not happened yet is "" or None."""

    ref: str
    origin: EscalationOrigin
    owner: str
    due: date
    by: str
    at: datetime
    analysis: str = ""
    analysed_by: str = ""
    analysed_at: datetime | None = None
    sent_back: str = ""
    at_fault: bool | None = None
    reason: str = ""
    case_text: str = ""
    """The typical case, told so that nobody can be recognised."""
    in_circular: bool = False
    concluded_by: str = ""
    concluded_at: datetime | None = None

    @property
    def state(self) -> EscalationState:
        if self.concluded_at is not None:
            return EscalationState.CLOSED
        return EscalationState.OPEN if self.analysed_at is None else EscalationState.ANALYSED

    def is_overdue(self, today: date) -> bool:
        return self.state is EscalationState.OPEN and today > self.due

    @property
    def conclusion(self) -> str:
        """In words; "" while there is none."""
        return {None: "", True: "有责", False: "无责"}[self.at_fault]


def origin_of(found: FollowUp, rules: FollowUpRules) -> EscalationOrigin | None:
    """Why the ticket belongs under special escalation; None where it does not."""
    if found.ticket.callback.city_dissatisfied:
        return EscalationOrigin.CITY
    return EscalationOrigin.TWICE if found.is_twice_dissatisfied(rules.rounds) else None


def escalate(  # noqa: PLR0913 -- all but the first go by name
    found: FollowUp,
    there: Escalation | None,
    *,
    owner: str,
    due: date,
    by: Officer,
    at: datetime,
    rules: FollowUpRules,
    known: Collection[str],
) -> Escalation:
    """Put a ticket under special escalation; `known` are the names of the officers."""
    _require(by, Action.ESCALATE, at)
    if there is not None:
        raise Refusal(f"工单 {found.ref} 已经在专项督办里（{there.state.value}）。")
    origin = origin_of(found, rules)
    if origin is None:
        raise Refusal(
            f"工单 {found.ref} 不用专项督办：市级回访不满意，或者再次回访仍不满意的才督办。"
        )
    if due <= at.date():
        raise Refusal(f"督办期限（{due.month} 月 {due.day} 日）要在今天以后。", field="due")
    if not owner.strip():
        raise Refusal("请选一位负责分析的人。", field="owner")
    if known and owner not in known:
        raise Refusal(f"人员里没有“{owner}”，请核对姓名。", field="owner")
    return Escalation(ref=found.ref, origin=origin, owner=owner, due=due, by=by.name, at=at)


def analyse(there: Escalation, text: str, *, by: Officer, at: datetime) -> Escalation:
    """Write what happened and why; only the owner does."""
    if by.name != there.owner:
        raise Refusal(f"这一件由{there.owner}分析。")
    if there.state is EscalationState.CLOSED:
        raise Refusal("这一件已有结论，不能再改分析。")
    if len(text.strip()) < LEAST_ANALYSIS:
        raise Refusal(
            f"分析请至少写 {LEAST_ANALYSIS} 个字：经过、症结、凭什么这样看。", field="analysis"
        )
    return replace(there, analysis=text.strip(), analysed_by=by.name, analysed_at=at, sent_back="")


def return_analysis(there: Escalation, reason: str, *, by: Officer, at: datetime) -> Escalation:
    """The analysis does not convince: it is open again, its day stays."""
    _require_conclusion(there, by, at)
    if not reason.strip():
        raise Refusal("请写明还差什么，负责分析的人要看。", field="reason")
    return replace(there, sent_back=reason.strip(), analysed_by="", analysed_at=None)


def conclude(  # noqa: PLR0913 -- all but the first go by name
    there: Escalation,
    found: FollowUp,
    *,
    at_fault: bool,
    reason: str,
    case_text: str,
    in_circular: bool,
    by: Officer,
    at: datetime,
    names: Collection[str],
) -> Escalation:
    """Say whether the office was at fault; a fault is told as a typical case, without names.

    `names` are the units and officers of the bureau. Whoever analysed it does not conclude.
    """
    _require_conclusion(there, by, at)
    if not reason.strip():
        raise Refusal("请写明凭什么这样认定。", field="reason")
    if at_fault:
        refuse_named(case_text, found.ticket, names)
    return replace(
        there,
        at_fault=at_fault,
        reason=reason.strip(),
        case_text=case_text.strip() if at_fault else "",
        in_circular=at_fault and in_circular,
        concluded_by=by.name,
        concluded_at=at,
    )


def _require_conclusion(there: Escalation, by: Officer, at: datetime) -> None:
    _require(by, Action.ESCALATE, at)
    if there.state is not EscalationState.ANALYSED:
        raise Refusal(f"这一件{there.state.value}，还不能下结论，也不能退回。")
    if by.name in (there.owner, there.analysed_by):
        raise Refusal("自己分析的，请由另一位同事下结论。")


def _require(by: Officer, action: Action, at: datetime) -> None:
    if not may(by, action, today=at.date()):
        raise Refusal(f"{by.name}不能{action.value}。")
