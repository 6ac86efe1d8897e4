"""Remedies (整改): what a unit has to put right after a campaign, by when, who, and who signed.

A remedy is laid down by the section, proven by its owner's unit, and signed off (销号) by somebody
else; what does not convince is sent back with a reason.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from core.errors import Refusal
from core.people import Action, Officer, may, reach
from core.review.report import CampaignReport, TicketResult

LEAST_PROOF = 10
"""So short a proof says nothing that anybody could look up."""


class RemedyState(StrEnum):
    OPEN = "整改中"
    PROVEN = "待销号"
    CLOSED = "已销号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one unit has to put right: an item, or a veto, with its tickets."""

    unit: str
    code: str
    problem: str
    refs: tuple[str, ...]
    demand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One line of the list (整改台账); what has not happened yet is "" or None."""

    id: int
    campaign: int
    title: str
    """The campaign's."""
    wanted: Wanted
    owner: str
    due: date
    by: str
    at: datetime
    proof: str = ""
    proven_by: str = ""
    proven_at: datetime | None = None
    sent_back: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None

    @property
    def state(self) -> RemedyState:
        if self.signed_at is not None:
            return RemedyState.CLOSED
        return RemedyState.PROVEN if self.proven_at is not None else RemedyState.OPEN

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed without a proof; the section's own pace does not count."""
        return self.state is RemedyState.OPEN and today > self.due


def wanted(report: CampaignReport, advice: Callable[[str], str]) -> tuple[Wanted, ...]:
    """What each unit has to put right, unit by unit; `advice` says what to do by item."""
    return tuple(
        one
        for unit in dict.fromkeys(ticket.unit for ticket in report.reviewed)
        for one in _of_unit(unit, [t for t in report.reviewed if t.unit == unit], advice)
    )


def _of_unit(
    unit: str, tickets: Sequence[TicketResult], advice: Callable[[str], str]
) -> Iterator[Wanted]:
    found: dict[str, tuple[str, list[str]]] = {}
    for ticket in tickets:
        for veto in ticket.vetoes:
            title = f"一票否决：{veto.title}"
            found.setdefault(veto.code, (title, []))[1].append(ticket.ref)
        for item in ticket.shortfalls:
            found.setdefault(item.code, (item.title, []))[1].append(ticket.ref)
    for code, (problem, refs) in found.items():
        yield Wanted(unit=unit, code=code, problem=problem, refs=tuple(refs), demand=advice(code))


def lay_down(
    some: Iterable[Wanted],
    *,
    report: CampaignReport,
    owners: dict[str, str],
    due: date,
    by: Officer,
    at: datetime,
) -> tuple[Remedy, ...]:
    """A remedy for each; `owners` names who answers for a unit. Id 0: they are not kept yet."""
    _require(by, Action.FOLLOW_REMEDIES, None, at)
    if due <= at.date():
        raise Refusal(f"整改期限（{due:%m 月 %d 日}）要在今天以后。", field="due")
    made = []
    for one in some:
        if not owners.get(one.unit, "").strip():
            raise Refusal(f"{one.unit}还没有整改责任人，请先选一位。", field="owner")
        made.append(
            Remedy(
                id=0,
                campaign=report.id,
                title=report.title,
                wanted=one,
                owner=owners[one.unit].strip(),
                due=due,
                by=by.name,
                at=at,
            )
        )
    if not made:
        raise Refusal("没有要立的整改：扣过分的项都已经在台账里。")
    return tuple(made)


def prove(remedy: Remedy, proof: str, *, by: Officer, at: datetime) -> Remedy:
    """Say what was done and where it can be looked up."""
    if by.name != remedy.owner:
        _require(by, Action.PROVE_REMEDY, remedy.wanted.unit, at)
    if remedy.state is not RemedyState.OPEN:
        raise Refusal(f"这一项{remedy.state.value}，不用再提交。")
    if len(proof.strip()) < LEAST_PROOF:
        raise Refusal("请写清做了什么、什么时候做的、凭什么可以查到。", field="proof")
    return replace(remedy, proof=proof.strip(), proven_by=by.name, proven_at=at, sent_back="")


def sign_off(remedy: Remedy, *, by: Officer, at: datetime) -> Remedy:
    """Take it off the list (销号); whoever owns or proved it cannot."""
    _require_decision(remedy, by, at)
    return replace(remedy, signed_by=by.name, signed_at=at)


def amend(
    remedy: Remedy, *, owner: str, due: date, reason: str, by: Officer, at: datetime
) -> Remedy:
    """Give it to somebody else, or another day, with the reason; only while it is under way."""
    _require(by, Action.FOLLOW_REMEDIES, None, at)
    if remedy.state is not RemedyState.OPEN:
        raise Refusal(f"这一项{remedy.state.value}，责任人和期限不能再改。")
    if not owner.strip():
        raise Refusal("请写整改责任人。", field="owner")
    if (owner.strip(), due) == (remedy.owner, remedy.due):
        raise Refusal("责任人和期限都没有变，不用改。", field="owner")
    if due != remedy.due and due <= at.date():
        raise Refusal(f"整改期限（{due:%m 月 %d 日}）要在今天以后。", field="due")
    if not reason.strip():
        raise Refusal("请写明为什么改，留痕里要看得到。", field="reason")
    return replace(remedy, owner=owner.strip(), due=due)


def send_back(remedy: Remedy, reason: str, *, by: Officer, at: datetime) -> Remedy:
    """The proof does not convince: the remedy is open again, its day stays."""
    _require_decision(remedy, by, at)
    if not reason.strip():
        raise Refusal("请写明还差什么，责任人要看。", field="reason")
    return replace(remedy, sent_back=reason.strip(), proven_by="", proven_at=None)


def _require_decision(remedy: Remedy, by: Officer, at: datetime) -> None:
    _require(by, Action.FOLLOW_REMEDIES, None, at)
    if remedy.state is not RemedyState.PROVEN:
        raise Refusal(f"这一项{remedy.state.value}，不能销号，也不能退回。")
    if by.name in (remedy.owner, remedy.proven_by):
        raise Refusal("自己整改的由另一位同事销号。")


def _require(by: Officer, action: Action, unit: str | None, at: datetime) -> None:
    if not may(by, action, unit, today=at.date()):
        raise Refusal(f"{by.name}不能{action.value}。")


def seen_by(viewer: Officer, remedies: Iterable[Remedy], *, today: date) -> list[Remedy]:
    """What an officer may see: what the officer owns, and what the officer's units have to do."""
    looks_after = reach(viewer, Action.SEE_CAMPAIGN, today=today)
    if looks_after is None:
        return list(remedies)
    units = looks_after | (reach(viewer, Action.PROVE_REMEDY, today=today) or frozenset())
    return [one for one in remedies if one.wanted.unit in units or one.owner == viewer.name]


def may_prove(viewer: Officer, remedy: Remedy, *, today: date) -> bool:
    """Whether the officer can hand in the proof of a remedy now."""
    own = viewer.name == remedy.owner
    unit = remedy.wanted.unit
    is_open = remedy.state is RemedyState.OPEN
    return is_open and (own or may(viewer, Action.PROVE_REMEDY, unit, today=today))


def may_decide(viewer: Officer, remedy: Remedy, *, today: date) -> bool:
    """Whether the officer can sign a remedy off, or send it back, now."""
    is_proven = remedy.state is RemedyState.PROVEN
    is_other = viewer.name not in (remedy.owner, remedy.proven_by)
    return is_proven and is_other and may(viewer, Action.FOLLOW_REMEDIES, today=today)


def in_order(remedies: Iterable[Remedy], *, today: date) -> list[Remedy]:
    """Overdue first, then by day; what is signed off last."""
    return sorted(
        remedies,
        key=lambda one: (
            one.state is RemedyState.CLOSED,
            not one.is_overdue(today),
            one.due,
            one.id,
        ),
    )
