"""Writes values for people: in messages, and in the explanation of why a rule fired."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.tickets.fields import is_empty
from core.tickets.language.texts import elements

NOTHING = "（空）"
_SHOWN = 24
_SHOWN_ITEMS = 4


def said(value: Any) -> str:
    """A value in full, the way a message shows it."""
    if is_empty(value):
        return NOTHING
    match value:
        case bool():
            return "是" if value else "否"
        case StrEnum():
            return value.value
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case int() | Decimal() | float():
            return _plain(value)
        case tuple() | list():
            return "、".join(elements(value))
    return str(value).strip()


def said_briefly(value: Any) -> str:
    """A value with long texts and lists cut short; texts in quotes."""
    if isinstance(value, tuple | list) and not is_empty(value):
        return _cut_list(elements(value))
    if isinstance(value, str) and not isinstance(value, StrEnum) and not is_empty(value):
        return f"“{_cut(' '.join(value.split()))}”"
    return said(value)


def _cut_list(items: Iterable[str]) -> str:
    there = list(items)
    shown = "、".join(_cut(item) for item in there[:_SHOWN_ITEMS])
    return f"{shown} 等 {len(there)} 项" if len(there) > _SHOWN_ITEMS else shown


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


def _plain(number: float | Decimal) -> str:
    """Without the zeros that say nothing: 5 and not 5.00, 0.87 and not 0.8700."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    whole = exact.to_integral_value()
    return f"{whole:f}" if exact == whole else f"{exact.normalize():f}"
