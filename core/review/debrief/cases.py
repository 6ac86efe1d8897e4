"""Good practice (好经验) and typical cases (典型案例): what a ticket teaches, without its people.

The text goes round the bureau: it names no petitioner, no unit and no officer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.errors import Refusal
from core.people import Action, Officer, may
from core.personal.leaks import Reader, leaks, refuse_leaks
from core.review.report import TicketResult
from core.tickets.ticket import Ticket

LEAST, MOST = 20, 600
"""Characters: less teaches nothing, more nobody reads."""


class CaseKind(StrEnum):
    GOOD = "好经验"
    TYPICAL = "典型案例"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One ticket of a campaign, told so that nobody can be recognised."""

    campaign: int
    ref: str
    kind: CaseKind
    text: str
    by: str
    at: datetime


def make_case(
    case: Case, ticket: Ticket, result: TicketResult, *, by: Officer, names: Collection[str]
) -> Case:
    """The case if it may go round; `names` are the units and officers of the bureau."""
    if not may(by, Action.EDIT_POINTS, today=case.at.date()):
        raise Refusal(f"{by.name}不能写案例，由消保科写。")
    if case.kind is CaseKind.TYPICAL and not (result.shortfalls or result.vetoes):
        raise Refusal(f"工单 {case.ref} 没有扣分，可以作好经验，不作典型案例。", field="kind")
    refuse_named(case.text, ticket, names)
    return case


def refuse_named(text: str, ticket: Ticket, names: Collection[str]) -> None:
    """Refuse a case by which anybody could be recognised, or which is too short or too long.

    `names` are the units and officers of the bureau.
    """
    if not LEAST <= len(text.strip()) <= MOST:
        raise Refusal(
            f"案例写 {LEAST} 到 {MOST} 个字：怎么办的、好在哪里或差在哪里。", field="text"
        )
    refuse_leaks(leaks(text, ticket, to=Reader.OUTSIDE))
    named = next((one for one in sorted(names, key=len, reverse=True) if one in text), "")
    if named:
        raise Refusal(f"案例里写了“{named}”，请改成“某所”“承办人”一类的说法。", field="text")
    trader = ticket.trader.trader_name
    if trader and trader in text:
        raise Refusal(f"案例里写了“{trader}”，请改成“某经营者”。", field="text")
