"""How figures are written in a briefing: 4386 件, 6.20%, 0.41 个百分点.

A rise in per cent and a difference of percentages are never mixed up (百分比与百分点).
"""

from decimal import Decimal
from fractions import Fraction

from core.briefing.figure import LiveFigure, Sense
from core.decimals import half_up
from core.figures.words import NOTHING

HUNDRED = 100
ABSENT = "暂无"
NEW = "新增"


def count(name: str, value: Decimal | None, sign: str = "件", /, **more: str) -> LiveFigure:
    shown = ABSENT if value is None else f"{value.normalize():f} {sign}"
    return LiveFigure(name=name, sense=Sense.COUNT, value=value, shown=shown, **more)


def share(name: str, value: Decimal | None, sign: str = "%", /, **more: str) -> LiveFigure:
    room = "" if sign == "%" else " "
    shown = NOTHING if value is None else f"{value:.2f}{room}{sign}"
    return LiveFigure(name=name, sense=Sense.SHARE, value=value, shown=shown, **more)


def words(name: str, said: str, **more: str) -> LiveFigure:
    return LiveFigure(name=name, sense=Sense.WORDS, value=None, shown=said, **more)


def change(name: str, now: Decimal | None, before: Decimal | None, note: str) -> LiveFigure:
    """By how much of what was before (增幅), two places; — where that was nothing."""
    value = growth(now, before)
    shown = NOTHING if value is None else f"{abs(value):.2f}%"
    if value is None and now and before is not None:
        shown = NEW
    return LiveFigure(name=name, sense=Sense.CHANGE, value=value, shown=shown, note=note)


def growth(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """In per cent of `before`, two places; None where there is nothing to compare with."""
    if now is None or not before:
        return None
    return half_up((Fraction(now) - Fraction(before)) / Fraction(before) * HUNDRED)


def points(
    name: str, now: Decimal | None, other: Decimal | None, note: str, unit: str = "个百分点"
) -> LiveFigure:
    """How far two percentages are apart, as they are shown."""
    value = None if now is None or other is None else now - other
    shown = NOTHING if value is None else f"{abs(value):.2f} {unit}"
    return LiveFigure(name=name, sense=Sense.POINTS, value=value, shown=shown, note=note)
