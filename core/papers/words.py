"""How papers write days, moments, amounts, numbers of grounds, boxes and what is still missing."""

from datetime import date, datetime
from decimal import Decimal

BLANK = "〔　　〕"
"""Stands on paper where something is missing that the paper cannot do without."""

BY_HAND = "　　　　"
"""Room for what may be left out, or is written by hand."""

BOX, TICKED = "□", "☑"
_NUMERALS = "一二三四五六七八九十"


def official_day(value: date) -> str:
    """2026年4月15日, without spaces and without idle zeros (GB/T 9704)."""
    return f"{value.year}年{value.month}月{value.day}日"


def official_moment(value: datetime) -> str:
    """2026年4月15日14时, with minutes where there are any."""
    minutes = f"{value.minute}分" if value.minute else ""
    return f"{official_day(value)}{value.hour}时{minutes}"


def yuan(amount: Decimal) -> str:
    """36元, 36.50元."""
    return f"{amount:.2f}元".replace(".00元", "元")


def ground(number: int | None) -> str:
    """The number of a ground as the forms write it: 〔三〕; "" where there is none."""
    written = numeral(number or 0)
    return f"〔{written}〕" if written else ""


def numeral(number: int) -> str:
    """一 to 十; "" for any other number."""
    return _NUMERALS[number - 1] if 1 <= number <= len(_NUMERALS) else ""


def ticked(*, on: bool) -> str:
    return TICKED if on else BOX
