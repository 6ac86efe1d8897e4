"""Functions of the rule language over the ticket's clocks, other tickets and the office itself."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from core.tickets.case import Case, OtherTickets, RunningClock
from core.tickets.clocks.clock import ClockState
from core.tickets.clocks.law import TermUnit
from core.tickets.language.function import Function, Unknown, takes, takes_word
from core.tickets.language.value_types import DAY, FLAG, NUMBER, TEXT, Sort, word_type

Number: TypeAlias = int | float | Decimal


class ClockName(StrEnum):
    """The clocks (时钟) as a rule names them; members are named after their codes."""

    C_ACCEPT = "受理钟"
    C_MEDIATE = "调解钟"
    C_TERM_NOTICE = "终止告知钟"
    R_VERIFY = "核查钟"
    R_FILING_NOTICE = "立案告知钟"
    AD_53 = "广告钟"
    AUCL = "不正当竞争告知钟"
    CASE_90 = "办案钟"
    H_CONTACT = "先行联系钟"
    HOTLINE = "热线办结钟"


_CODES: Mapping[ClockName, tuple[str, ...]] = {
    **{name: (name.name,) for name in ClockName},
    ClockName.HOTLINE: ("H_CONSULT", "H_SUPERVISE", "H_NORMAL", "H_COMPLEX"),
}
"""Every ticket has one of the four hotline clocks."""


def codes(name: ClockName) -> tuple[str, ...]:
    """The codes a clock's name stands for; a ticket has at most one of them."""
    return _CODES[name]


def _clock(case: Case, name: ClockName) -> RunningClock | None:
    clocks = case.clocks()
    if clocks is None:
        raise Unknown("算不出时限")
    return next((clocks[code] for code in codes(name) if code in clocks), None)


def _of_clock(read: Callable[[RunningClock], Any]) -> Callable[[Case, ClockName], Any]:
    def run(case: Case, name: ClockName) -> Any:
        clock = _clock(case, name)
        return None if clock is None else read(clock)

    return run


def _others(case: Case) -> OtherTickets:
    if case.around.others is None:
        raise Unknown("查不到其他工单")
    return case.around.others


def _originals(case: Case) -> int:
    ticket = case.ticket
    return _others(case).originals(ticket.number, besides=ticket.ref)


def _contacted_at(case: Case, moment: datetime) -> str:
    return _others(case).contacted_at(moment, besides=case.ticket.ref)


def _reply_like(case: Case, above: Number) -> str:
    reply, number = case.ticket.outcome.reply, case.ticket.number
    found = _others(case).with_reply_like
    case.spend(len(reply) * _SKETCHING)
    return found(reply, _share(above), number=number) if reply else ""


def _earlier_tipoff(case: Case, within: Number, above: Number) -> str:
    found = _others(case).earlier_tipoff
    return found(case.ticket, within=_days(within), above=_share(above))


def _petitioners(case: Case, days: Number) -> int:
    return _others(case).petitioners_of_trader(case.ticket, days=_days(days))


def _tickets(case: Case, days: Number) -> int:
    return _others(case).tickets_of_trader(case.ticket, days=_days(days))


_SKETCHING = 20
"""How much work each character of a reply is when replies like it are looked for."""


def _share(number: Number) -> float:
    """Likeness goes from 0 to 1; nothing is more alike than 1."""
    return float(max(0, min(number, 1)))


def _days(days: Number) -> int:
    """So many days that a store can look through; nobody asks for more than ten years."""
    return max(0, min(int(days), 3650))


def _is_submitting(case: Case) -> bool:
    return case.submitting


def _is_unit(case: Case, name: str) -> bool:
    return name.strip() in case.around.units


def _has_units(case: Case) -> bool:
    return bool(case.around.units)


def _writer(case: Case) -> str:
    return case.around.writer


def _writer_unit(case: Case) -> str:
    return case.around.writer_unit


def _verified_from(case: Case) -> date | None:
    """The day of receipt, or the later one on which new facts came, unless it was decided then."""
    received, anew = case.ticket.received_at, case.ticket.restarted_on
    first = None if received is None else received.date()
    if first is None or anew is None or not first < anew <= case.today:
        return first
    decided = case.ticket.tipoff.filing_date
    return first if decided is not None and decided <= anew else anew


def _due(clock: RunningClock) -> date:
    return clock.due


_CLOCK = (takes_word("时钟", word_type(ClockName)),)
_DAYS = takes("几日内", Sort.NUMBER)
_ALIKE = takes("相似度超过", Sort.NUMBER)

FUNCTIONS = (
    Function(
        "届满日",
        "这只钟的届满日；工单没有这只钟时为空。",
        _CLOCK,
        DAY,
        _of_clock(_due),
        asks_case=True,
    ),
    Function(
        "剩余",
        "这只钟还剩几日，按它自己的单位；已停止的是 0。",
        _CLOCK,
        NUMBER,
        _of_clock(lambda clock: clock.remaining),
        asks_case=True,
    ),
    Function(
        "时限单位",
        "这只钟按工作日算还是按自然日算。",
        _CLOCK,
        word_type(TermUnit),
        _of_clock(lambda clock: clock.unit),
        asks_case=True,
    ),
    Function(
        "时限状态",
        "这只钟现在的状态。",
        _CLOCK,
        word_type(ClockState),
        _of_clock(lambda clock: clock.state),
        asks_case=True,
    ),
    Function(
        "正在提交",
        "正在把这件交给分管领导。",
        (),
        FLAG,
        _is_submitting,
        asks_case=True,
        reads="正在提交",
    ),
    Function(
        "填报人",
        "正在填写这件的承办人；不是承办人在填写时为空。",
        (),
        TEXT,
        _writer,
        asks_case=True,
    ),
    Function(
        "填报单位",
        "正在填写这件的承办人所在的所、队；不是承办人在填写时为空。",
        (),
        TEXT,
        _writer_unit,
        asks_case=True,
    ),
    Function(
        "在单位名录",
        "是单位名录里的所、队。",
        (takes("单位", Sort.TEXT),),
        FLAG,
        _is_unit,
        asks_case=True,
        reads="{0} 在单位名录",
    ),
    Function(
        "有单位名录",
        "已经录入本局的所、队。",
        (),
        FLAG,
        _has_units,
        asks_case=True,
        reads="已录入单位名录",
    ),
    Function(
        "核查起算日",
        "收到之日；同一举报人补充新事实的后一件关联到本件的，是后一件收到之日。",
        (),
        DAY,
        _verified_from,
        asks_case=True,
    ),
    Function(
        "同号原件数",
        "另有几件同号而不是重办的工单。",
        (),
        NUMBER,
        _originals,
        asks_case=True,
        asks_others=True,
    ),
    Function(
        "同秒联系件",
        "先行联系时间精确到秒相同的另一件的编号。",
        (takes("时间", Sort.TIME),),
        TEXT,
        _contacted_at,
        asks_case=True,
        asks_others=True,
    ),
    Function(
        "雷同答复件",
        "答复与本件雷同的另一件的编号。",
        (_ALIKE,),
        TEXT,
        _reply_like,
        asks_case=True,
        asks_others=True,
    ),
    Function(
        "前次举报件",
        "同一人就大体相同的事举报同一主体的较早一件的编号。",
        (_DAYS, _ALIKE),
        TEXT,
        _earlier_tipoff,
        asks_case=True,
        asks_others=True,
    ),
    Function(
        "集中诉求人数",
        "含本件的几日之内，反映同一主体的不同诉求人数。",
        (_DAYS,),
        NUMBER,
        _petitioners,
        asks_case=True,
        asks_others=True,
    ),
    Function(
        "集中诉求件数",
        "含本件的几日之内，反映同一主体的件数。",
        (_DAYS,),
        NUMBER,
        _tickets,
        asks_case=True,
        asks_others=True,
    ),
)
"""Every function that looks beyond the ticket's fields, with what it does in the office's words."""
