"""A small vocabulary, and short ways to ask what a sentence says of a ticket."""

from datetime import date
from typing import Any

from core.tickets.case import Case, OtherTickets, Surroundings
from core.tickets.fields import ticket_of
from core.tickets.language.check import complete, condition, value
from core.tickets.language.closures import compile_condition, compile_value
from core.tickets.language.explain import compile_explanation
from core.tickets.language.number_tables import NumberTable
from core.tickets.language.vocabulary import Definition, Vocabulary, by_name
from core.tickets.language.word_lists import word_list
from storage.calendar import calendar

TODAY = date(2026, 11, 23)

_LISTS = {
    "退赔用语": ["退款", "退货", "赔偿"],
    "经营者称呼": ["商家", "店长", "负责人"],
    "否认用语": ["表示", "否认"],
    "空泛用语": ["请", "尽快", "处理", "谢谢"],
    "成立用语": ["成立", "属实"],
    "不成立用语": ["不成立", "不属实"],
    "具体时间": ["×月×日", "×个工作日内"],
    "否定词": ["未", "没有"],
    "客观证据": ["照片", "监控"],
    "投诉类": ["投诉", "投诉举报复合件"],
}

VOCABULARY = complete(
    Vocabulary(
        definitions=by_name(
            [
                Definition("今日", "今天()"),
                Definition("收到之日", "日期(区局接收时间)"),
                Definition("新件", "收到之日 不早于 2026-04-15"),
                Definition("诉求文本", "连接(诉求内容, 诉求事项, 投诉请求)"),
                Definition("退单件", "退单理由 不为空 或 建议承办单位 不为空"),
            ]
        ),
        word_lists={name: word_list(name, words) for name, words in _LISTS.items()},
        tables={"法条数": NumberTable("法条数", (("广告法", 74), ("行政处罚法", 86)))},
    )
)


def case(
    *,
    today: date = TODAY,
    others: OtherTickets | None = None,
    submitting: bool = False,
    knows_calendar: bool = True,
    **values: Any,
) -> Case:
    """A ticket with these values by key, without clocks."""
    around = Surroundings(
        today=today, calendar=calendar() if knows_calendar else None, others=others
    )
    return Case(ticket_of({"number": "SJ1", **values}, ref="SJ1"), around, submitting=submitting)


def holds(sentence: str, **values: Any) -> bool | None:
    """Whether the condition holds for a ticket with these values; None for unknown."""
    return compile_condition(condition(sentence, VOCABULARY))(case(**values))


def worth(sentence: str, **values: Any) -> Any:
    """What the sentence gives for a ticket with these values."""
    return compile_value(value(sentence, VOCABULARY))(case(**values))


def why(sentence: str, **values: Any) -> str:
    """The explanation of a condition that holds."""
    return str(compile_explanation(condition(sentence, VOCABULARY))(case(**values)))
