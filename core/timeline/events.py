"""What a ticket says of its own past: the dated events among its fields.

A ticket that came from a ledger brings its history along; it is told by the days of the events,
not by the day on which somebody imported it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from core.tickets.fields import BY_KEY
from core.tickets.ticket import Ticket
from core.tickets.words import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; without `has_time` only its day is known."""

    at: datetime
    has_time: bool
    words: str


_WORDS: Mapping[str, Callable[[Ticket], str]] = {
    "hotline_created_at": lambda _t: "诉求人向热线反映",
    "received_at": lambda _t: "区局接收了这件工单",
    "assigned_at": lambda t: f"派到{t.unit or '承办单位'}",
    "first_contact_at": lambda t: f"先行联系诉求人，{_word(t.contact.first_contact_result)}",
    "acceptance_date": lambda t: f"决定{_word(t.complaint.acceptance)}投诉",
    "acceptance_notice_at": lambda _t: "告知受理决定",
    "id_proof_notice_date": lambda _t: "通知诉求人限期提供材料",
    "inspected_at": lambda _t: "到现场核查",
    "extension_approved_date": lambda _t: "核查延期获得批准",
    "hotline_extension_date": lambda _t: "热线办理延期获得批准",
    "test_from": lambda _t: "送去鉴定检测，期间不计入时限",
    "test_to": lambda _t: "鉴定检测结束",
    "mediated_on": lambda _t: "调解达成协议",
    "termination_date": lambda _t: "终止调解",
    "termination_notice_petitioner": lambda _t: "把终止调解告知投诉人",
    "termination_notice_trader": lambda _t: "把终止调解告知被投诉人",
    "filing_date": lambda t: f"举报轨决定{_word(t.tipoff.filing)}",
    "tipoff_notice_at": lambda _t: "告知举报结果",
    "transfer_date": lambda t: f"移送{t.referral.transfer_to or '有权处理的部门'}",
    "supervised_at": lambda t: f"分管领导{t.gate.supervisor}审核",
    "section_decided_at": lambda t: f"科室审批：{_word(t.gate.section_decision)}",
    "notice_at": lambda _t: "把结果告知诉求人",
    "replied_at": lambda _t: "答复热线",
    "closed_at": lambda t: f"办结{_found(t)}",
    "callback_at": lambda t: f"回访诉求人，{_word(t.callback.satisfaction)}",
}
"""In the order of the work, which decides where two have the same moment."""


def events(ticket: Ticket) -> list[Event]:
    """All events of the ticket's fields, by time.

    Of some only the day is known: they stand behind what comes before them in the work.
    """
    found: list[Event] = []
    latest: dict[date, datetime] = {}
    for key, words in _WORDS.items():
        at = BY_KEY[key].get(ticket)
        if at is not None:
            made = _event(at, words(ticket).rstrip("，"), latest)
            latest[made.at.date()] = max(made.at, latest.get(made.at.date(), made.at))
            found.append(made)
    return sorted(found, key=lambda one: one.at)


def _event(at: date | datetime, words: str, latest: Mapping[date, datetime]) -> Event:
    if isinstance(at, datetime):
        return Event(at=at, has_time=True, words=words)
    behind = latest.get(at, datetime.combine(at, time()))
    return Event(at=behind, has_time=False, words=words)


def _word(value: Any) -> str:
    return value.value if value is not None else ""


def _found(ticket: Ticket) -> str:
    verdict = ticket.outcome.verdict
    known = verdict is not None and verdict is not Verdict.NOT_APPLICABLE
    return f"，认定为{verdict.value}" if verdict is not None and known else ""
