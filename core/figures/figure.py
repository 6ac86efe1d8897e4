"""A figure of an indicator (指标值): what was counted, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.decimals import half_up
from core.figures.definition import Indicator, Kind
from core.figures.period import Period

HUNDRED = 100
BUREAU = ""
"""Stands for the whole bureau (全局) where a unit is asked for."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`numerator` of `denominator`; the value is a percentage or, for a mean, a number of days."""

    kind: Kind
    numerator: Decimal
    denominator: Decimal
    few: int

    @property
    def value(self) -> Decimal | None:
        """Two places, half up; None where there is nothing to divide by (—)."""
        exact = self.exact
        return None if exact is None else half_up(exact)

    @property
    def exact(self) -> Fraction | None:
        if not self.denominator:
            return None
        whole = Fraction(self.numerator) / Fraction(self.denominator)
        return whole * HUNDRED if self.kind is Kind.SHARE else whole

    @property
    def is_few(self) -> bool:
        """Whether it rests on so few that little can be said (样本少)."""
        return 0 < self.denominator < self.few


@dataclass(frozen=True, slots=True)
class Beside:
    """What is counted beside an indicator (另列); `among` is None where it stands alone."""

    name: str
    counted: Decimal
    among: Decimal | None


ByCode = Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one period, as known on `as_of`: the bureau's and each unit's, by code.

    The bureau's are counted over all tickets, those of no unit too; they are no sums of values.
    """

    period: Period
    as_of: date
    version: str
    """The version of the definitions (口径)."""
    indicators: tuple[Indicator, ...]
    bureau: ByCode
    units: Mapping[str, ByCode]
    aside: Mapping[str, tuple[Beside, ...]]
    """Counted beside, for the bureau, by code."""

    def of(self, code: str, unit: str = BUREAU) -> Figure | None:
        """A figure; None where this period has no such indicator, or there is no such unit."""
        return (self.units.get(unit, {}) if unit else self.bureau).get(code)

    def indicator(self, code: str) -> Indicator:
        return next(one for one in self.indicators if one.code == code)
