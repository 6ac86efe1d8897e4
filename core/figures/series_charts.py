"""Charts of counts and shares, as values: a course over months, bars, months by units.

The screen and the paper draw the same description. No colours, no lengths, no drawing here; every
chart can be read without colour, because each value is written beside its mark.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.figures.words import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One value with its name; `opens` is the sentence that lists the tickets behind it.

    `unit` is the unit among whose tickets they are looked for.
    """

    label: str
    value: Decimal | None
    opens: str = ""
    unit: str = ""


def written(value: Decimal | None, sign: str = "") -> str:
    """A value as it stands beside its mark: 662, 98.34%."""
    return NOTHING if value is None else f"{value:f}{sign}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """A course over time (趋势); nothing is drawn where a value is None. The axis begins at 0."""

    marks: tuple[Mark, ...]
    sentence: str
    sign: str = ""

    def is_dip(self, place: int) -> bool:
        """Whether the line goes up from here on both sides: its value is then written below."""
        around = self.marks[max(place - 1, 0) : place] + self.marks[place + 1 : place + 2]
        own = self.marks[place].value or Decimal(0)
        return all((one.value or Decimal(0)) > own for one in around)

    def texts(self) -> Iterator[str]:
        for mark in self.marks:
            yield mark.label
            yield written(mark.value, self.sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars side by side; what misses `target` is hollow. `is_low` means that low is good."""

    marks: tuple[Mark, ...]
    sentence: str
    sign: str = ""
    target: Decimal | None = None
    is_low: bool = False

    def misses(self, mark: Mark) -> bool:
        if mark.value is None or self.target is None:
            return False
        return mark.value > self.target if self.is_low else mark.value < self.target

    def texts(self) -> Iterator[str]:
        for mark in self.marks:
            yield mark.label
            yield written(mark.value, self.sign)
        if self.target is not None:
            yield self.target_said

    @property
    def target_said(self) -> str:
        return f"目标 {written(self.target, self.sign)}"

    @property
    def most(self) -> Decimal:
        """The end of the scale: the largest value or the target, at least 1."""
        known = [mark.value for mark in self.marks if mark.value is not None]
        return max([*known, self.target or Decimal(0), Decimal(1)])


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """Rows by columns (热力图): the more, the darker; the value is written in each cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Mark, ...]], ...]
    sentence: str

    def texts(self) -> Iterator[str]:
        yield from self.columns
        for name, marks in self.rows:
            yield name
            yield from (written(mark.value) for mark in marks)

    def depth(self, mark: Mark) -> float:
        """How dark a cell is, from 0 to 1."""
        known = [one.value for _, row in self.rows for one in row if one.value is not None]
        most = max(known, default=Decimal(0))
        return float(mark.value / most) if mark.value and most else 0.0


SeriesChart = LineChart | BarChart | HeatMap
