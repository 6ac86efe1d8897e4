"""Declared partiality (回避申报): an officer says from which ticket or trader to be kept away.

A declaration is never deleted: it is taken back, by whom, when and why stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.dates import half_width
from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.ticket import Ticket


class RecusalKind(StrEnum):
    """What an officer may be partial to."""

    TICKET = "工单"
    TRADER = "被诉方"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """One declaration; `about` is a ticket's ref, or a trader's name or credit code."""

    officer: str
    kind: RecusalKind
    about: str
    reason: str
    id: int = 0
    declared_by: str = ""
    declared_at: datetime | None = None
    taken_back_at: datetime | None = None
    taken_back_by: str = ""
    taken_back_reason: str = ""

    @property
    def holds(self) -> bool:
        return self.taken_back_at is None

    @property
    def words(self) -> str:
        """Why the officer keeps away, for whoever reads the assignment."""
        return f"申报回避{self.kind}：{self.reason}"

    def concerns(self, ticket: Ticket) -> bool:
        """Whether the ticket is one from which the officer is to be kept away."""
        if not self.holds:
            return False
        if self.kind is RecusalKind.TICKET:
            return self.about == ticket.ref
        there = (ticket.trader.trader_name, ticket.trader.trader_uscc)
        return _bare(self.about) in {_bare(one) for one in there if one.strip()}


def _bare(text: str) -> str:
    """A trader's name without what people write differently: spaces, width, case."""
    return "".join(half_width(text).split()).casefold()


def refuse_wrong(new: Recusal, kept: Iterable[Recusal], officers: Iterable[str]) -> None:
    """Refuse a declaration of nobody, about nothing, without a reason, or made already."""
    if new.officer not in set(officers):
        raise Refusal(f"人员里没有“{new.officer}”，请核对姓名。", field="officer")
    if not new.about.strip():
        raise Refusal("请写明回避哪一件工单，或哪一个被诉方。", field="about")
    if not new.reason.strip():
        raise Refusal("请写明为什么回避，如近亲属、有经济往来。", field="reason")
    for old in kept:
        same = (old.officer, old.kind, _bare(old.about))
        if old.holds and same == (new.officer, new.kind, _bare(new.about)):
            raise Refusal(f"{new.officer}对“{new.about}”已经申报过回避。", field="about")


def refuse_unless_may_declare(by: Officer | None, officer: str, *, today: date) -> None:
    """Refuse to declare for others, or take back, to all but the section; None is nobody known."""
    if by is None or by.name == officer or may(by, Action.PLAN_CAMPAIGN, today=today):
        return
    raise Refusal(f"{by.name}只能申报、撤回自己的回避。替别人申报请找消保科。")
