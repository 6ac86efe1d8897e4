"""Functions of the rule language that put values into words, for texts made from a ticket."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from core.tickets.case import Case
from core.tickets.language.day_functions import has_time
from core.tickets.language.function import Function, Unknown, takes, takes_word
from core.tickets.language.texts import elements
from core.tickets.language.value_types import TEXT, Sort, word_type
from core.tickets.law.following import GROUNDS_OF_FIELD, TRACK_OF, followed
from core.tickets.words import NotFiledGround

GAP = "〔待补：{}〕"
"""Stands in a text where the ticket does not say yet what belongs there."""

_DATED = (Sort.DAY, Sort.TIME)


def _year_and_day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _day(value: date) -> str:
    return f"{value.month}月{value.day}日"


def _time(value: datetime) -> str:
    """Nothing where only the day was recorded."""
    return f"{value:%H:%M}" if has_time(value) else ""


def _itemised(items: Iterable[Any]) -> str:
    """The items with ；between them; 照片:门头 as 照片：门头."""
    return "；".join(item.rstrip("；;。").replace(":", "：", 1) for item in elements(items))


def _paired(claims: tuple[str, ...] | None, verdicts: tuple[str, ...] | None) -> str:
    """Each claim with what was found of it, one below the other; what is not there is a gap."""
    asked, found = elements(claims), elements(verdicts)
    missing_claim, missing_verdict = GAP.format("诉求事项"), GAP.format("逐项认定")
    return "\n".join(
        f"{number}．{_at(asked, number, missing_claim)}：{_at(found, number, missing_verdict)}"
        for number in range(1, max(len(asked), len(found)) + 1)
    )


def _at(items: list[str], number: int, otherwise: str) -> str:
    return items[number - 1].rstrip("；;。") if number <= len(items) else otherwise


def _sentence(text: str) -> str:
    """The text with one full stop at its end."""
    return text.strip().rstrip("。；;，,.") + "。"


def _we(unit: str | None) -> str:
    """How the unit calls itself."""
    return "我队" if (unit or "").strip().endswith("队") else "我所"


def _ground(key: str) -> Any:
    """What the law that the ticket follows has a ground of the field `key` for."""

    def say(case: Case, code: Any) -> str | None:
        sets = case.around.rule_sets
        if sets is None:
            raise Unknown
        of = GROUNDS_OF_FIELD[key]
        found = followed(case.ticket, TRACK_OF[of], sets, case.today).ground(of, code)
        return found.says.rstrip("。") if found else None

    return say


_DAY_OF = (takes("日期", *_DATED),)

FUNCTIONS = (
    Function("年月日", "写成 2026年11月20日 的样子。", _DAY_OF, TEXT, _year_and_day),
    Function("月日", "写成 11月20日 的样子。", _DAY_OF, TEXT, _day),
    Function(
        "时分",
        "写成 14:20 的样子；只登记了日期的不写。",
        (takes("时间", Sort.TIME),),
        TEXT,
        _time,
    ),
    Function(
        "清单",
        "列表的各项，用分号隔开。",
        (takes("列表", Sort.LIST, Sort.EVIDENCE),),
        TEXT,
        _itemised,
    ),
    Function(
        "逐项对应",
        "每一项诉求和它的认定，一行一项；缺的标出来。",
        (takes("诉求事项", Sort.LIST), takes("逐项认定", Sort.LIST)),
        TEXT,
        _paired,
        takes_empty=True,
    ),
    Function("成句", "末尾只留一个句号。", (takes("文本", Sort.TEXT),), TEXT, _sentence),
    Function(
        "自称",
        "承办单位怎样称呼自己：我所、我队。",
        (takes("承办单位", Sort.TEXT),),
        TEXT,
        _we,
        takes_empty=True,
    ),
    *(
        Function(
            name,
            f"{what}的一项在当期规则集里是什么意思。",
            (parameter,),
            TEXT,
            _ground(key),
            asks_case=True,
        )
        for name, what, key, parameter in (
            ("不予受理的情形", "不予受理情形", "decline_ground", takes("项号", Sort.NUMBER)),
            ("终止调解的情形", "终止调解情形", "termination_ground", takes("项号", Sort.NUMBER)),
            (
                "不予立案的情形",
                "不予立案情形",
                "not_filed_ground",
                takes_word("情形", word_type(NotFiledGround)),
            ),
        )
    ),
)
"""Every function that puts values into words, with what it does in the office's words."""
