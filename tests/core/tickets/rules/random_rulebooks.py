"""Rulebooks at random: every entry that there is, with texts that spreadsheets find hard."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.tickets.fields import FIELDS, Field, FieldType
from core.tickets.rules.plain import tidy
from core.tickets.words import Kind

_SIGNS = "甲乙丙〔〕“”；;、，,\\\n=+-@'\"<>&《》123 是否𠮷"
texts = st.text(_SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool) | st.sampled_from(
    ["是", "1", "2026-05-06", "=1+1", "TRUE", "1.50", "例子的今日"]
)
names = st.text("甲乙丙丁123", min_size=1, max_size=6)
_DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
_VALUES: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: texts,
    FieldType.ENUM: texts,
    FieldType.INT: st.integers(-5, 10**9),
    FieldType.MONEY: st.decimals(Decimal(0), Decimal(10**10), places=2),
    FieldType.BOOL: st.booleans(),
    FieldType.DATE: _DAYS,
    FieldType.DATETIME: _MOMENTS,
    FieldType.LIST: st.lists(texts, min_size=1, max_size=3),
    FieldType.EVIDENCE: st.lists(texts, min_size=1, max_size=3),
}


def _column(field: Field) -> st.SearchStrategy[tuple[str, Any]]:
    return _VALUES[field.type].map(lambda value: (field.header, value))


_TICKETS = st.lists(st.sampled_from(FIELDS).flatmap(_column), max_size=5).map(dict)
_SPECIAL = st.fixed_dictionaries(
    {},
    optional={
        "今日": _DAYS,
        "提交": st.just(True),
        "级别": texts,
        "提示": texts,
        "单位名录": st.lists(texts, min_size=1, max_size=3),
        "其他工单": st.lists(_TICKETS, min_size=1, max_size=2),
    },
)
_EXAMPLES = st.lists(st.builds(lambda ticket, more: ticket | more, _TICKETS, _SPECIAL), max_size=3)
_SPANS = {"since": _DAYS, "until": _DAYS}
_BASES = texts | st.lists(
    texts | st.fixed_dictionaries({"text": texts}, optional=_SPANS), min_size=1, max_size=3
)
_EACH = st.lists(st.dictionaries(names, texts, min_size=1, max_size=3), min_size=1, max_size=3)
_OF_CASE: dict[str, st.SearchStrategy[Any]] = {
    **_SPANS,
    "severity": texts,
    "condition": texts,
    "fields": st.lists(st.sampled_from([f.header for f in FIELDS]), min_size=1, max_size=3),
    "message": texts,
    "basis": _BASES,
    "each": _EACH,
}
_EQUIVALENT = st.lists(
    st.fixed_dictionaries({"change": texts, "reason": texts}), min_size=1, max_size=2
)


def _rule(number: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"id": st.just(f"F-{number:03}")},
        optional={
            "title": texts,
            "group": texts,
            "kinds": st.lists(st.sampled_from([kind.value for kind in Kind]), max_size=3),
            "only_submitted": st.booleans(),
            "dated_by": texts,
            "names": st.dictionaries(names, texts, max_size=2),
            "case": st.lists(st.fixed_dictionaries({}, optional=_OF_CASE), max_size=3),
            "fires": _EXAMPLES,
            "silent": _EXAMPLES,
            "equivalent": _EQUIVALENT,
            **_OF_CASE,
        },
    )


def _named(**entries: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.fixed_dictionaries({"name": names}, optional={**entries, "help": texts})
    return st.lists(one, max_size=3, unique_by=lambda given: given["name"])


rulebooks: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "examples_on": _DAYS,
        "names": st.lists(
            st.fixed_dictionaries(
                {"name": names, "means": texts}, optional={"help": texts, "equivalent": _EQUIVALENT}
            ),
            max_size=3,
            unique_by=lambda given: given["name"],
        ),
        "lists": _named(words=st.lists(texts, max_size=4)),
        "tables": _named(rows=st.dictionaries(texts, st.integers(0, 10**6), max_size=3)),
        "rules": st.integers(0, 3).flatmap(
            lambda count: st.tuples(*map(_rule, range(count))).map(list)
        ),
    }
).map(tidy)
