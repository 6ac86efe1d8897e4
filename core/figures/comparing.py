"""A figure beside an earlier one (同比、环比), and whether figures that somebody typed agree.

Shares differ by percentage points (百分点), numbers grow or shrink by per cent; the two are never
mixed. Nothing grows from nothing: 由 0 变正 is 新增, no percentage.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from core.decimals import half_up
from core.figures.definition import Kind
from core.figures.figure import Figure
from core.figures.words import NOTHING, per_cent

NEW = "新增"
TOLERANCE = Fraction(1, 200)
"""Half of the second place: what rounding leaves open."""

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Growth:
    """By how many per cent a number grew; None where it was nothing before."""

    percent: Decimal | None
    is_new: bool = False

    def said(self, than: str) -> str:
        """同比增长 8.33%, 同比减少 31.58%, 同比持平, 新增, —."""
        if self.is_new:
            return NEW
        if self.percent is None:
            return NOTHING
        if not self.percent:
            return f"{than}持平"
        word = "增长" if self.percent > 0 else "减少"
        return f"{than}{word} {per_cent(abs(self.percent))}"


def growth(now: Decimal | int, before: Decimal | int) -> Growth:
    """From `before` to `now`, two places, half up."""
    if not before:
        return Growth(None, is_new=bool(now))
    return Growth(half_up(_growth(Fraction(now), Fraction(before))))


def points(now: Figure, before: Figure) -> Decimal | None:
    """By how much a value rose, as the two are shown; percentage points where they are shares."""
    if now.value is None or before.value is None:
        return None
    return now.value - before.value


def change_said(now: Figure, before: Figure, than: str) -> str:
    """同比上升 0.58 个百分点 for a share, 同比增长 8.33% for a mean."""
    if now.kind is Kind.MEAN:
        return _mean_said(now, before, than)
    by = points(now, before)
    if by is None:
        return NOTHING
    if not by:
        return f"{than}持平"
    return f"{than}{'上升' if by > 0 else '下降'} {abs(by):.2f} 个百分点"


def _mean_said(now: Figure, before: Figure, than: str) -> str:
    if now.value is None or before.value is None:
        return NOTHING
    return growth(now.value, before.value).said(than)


def befores(now: int, percent: Decimal) -> tuple[int, ...]:
    """The whole numbers from which `now` is that growth: 26 and −31.58 give 38."""
    share = 1 + Fraction(percent) / HUNDRED
    if share <= 0 or now < 0:
        return ()
    spread = TOLERANCE / HUNDRED
    least = ceil(now / (share + spread))
    most = floor(now / (share - spread)) if share > spread else least
    near = range(max(least - 1, 1), most + 2)
    return tuple(one for one in near if agrees(now, one, percent))


def agrees(now: int, before: int, percent: Decimal) -> bool:
    """Whether a growth that somebody wrote is that of the two numbers, as far as rounding tells."""
    if not before:
        return False
    return abs(_growth(Fraction(now), Fraction(before)) - Fraction(percent)) <= TOLERANCE


def growth_fault(now: int, before: int, percent: Decimal) -> str:
    """What is wrong with a typed growth, and what it would go with; "" where all three agree."""
    if agrees(now, before, percent):
        return ""
    found = growth(now, before)
    real = NEW if found.is_new else per_cent(found.percent)
    fitting = "、".join(map(str, befores(now, percent)))
    remedy = f"与 {per_cent(percent)} 相符的前期数是 {fitting}" if fitting else "没有相符的前期数"
    return f"本期 {now}、前期 {before}，增幅应是 {real}，写的是 {per_cent(percent)}；{remedy}。"


def share_fault(numerator: Decimal, denominator: Decimal, percent: Decimal) -> str:
    """What is wrong with a typed share; "" where it agrees with what it was divided from."""
    if not denominator:
        return f"分母是 0，没有比率，写的是 {per_cent(percent)}。"
    real = Fraction(numerator) / Fraction(denominator) * HUNDRED
    if abs(real - Fraction(percent)) <= TOLERANCE:
        return ""
    return (
        f"{numerator} 比 {denominator} 是 {per_cent(half_up(real))}，写的是 {per_cent(percent)}。"
    )


def _growth(now: Fraction, before: Fraction) -> Fraction:
    return (now - before) / before * HUNDRED
