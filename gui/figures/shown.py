"""What the page of figures shows, gathered in one reading: this period and those beside it."""

from dataclasses import dataclass
from datetime import date

from core.errors import Refusal
from core.figures.closing import ClosedMonth, Late
from core.figures.figure import BUREAU, Figure, Figures
from core.figures.period import Period
from core.figures.standing import standings
from storage.database import Reading
from storage.figures.closing import Correction, closed_month, late, taken_note
from storage.figures.indicators import indicators


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The figures of a period; those of a closed month stand as they were closed."""

    figures: Figures
    before: Figures
    a_year_before: Figures
    closed: ClosedMonth | None = None
    late: tuple[Late, ...] = ()
    noted: tuple[Correction, ...] = ()
    problem: str = ""
    """Why what was closed cannot be shown, where it cannot."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of the table of units; "" is the bureau."""

    unit: str
    shown: Shown

    @property
    def name(self) -> str:
        return self.unit or "全局"

    def figure(self, code: str) -> Figure | None:
        return self.shown.figures.of(code, self.unit)

    def is_reached(self, code: str) -> bool | None:
        figure = self.figure(code)
        indicator = self.shown.figures.indicator(code)
        return indicator.is_reached(figure.value if figure else None, self.unit)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One line of the table of indicators, of one unit."""

    code: str
    unit: str
    shown: Shown

    @property
    def figure(self) -> Figure | None:
        return self.shown.figures.of(self.code, self.unit)

    @property
    def standing(self) -> str:
        if self.unit == BUREAU:
            return ""
        one = self.shown.figures.indicator(self.code)
        place = standings(one, self.shown.figures.units).get(self.unit)
        return place.word if place is not None else ""


def shown_of(connection: Reading, period: Period, today: date) -> Shown:
    """Gather what is shown of a period today."""
    counted = indicators(connection, period, today)
    before = indicators(connection, period.before(), today)
    a_year_before = indicators(connection, period.a_year_before(), today)
    try:
        closed = closed_month(connection, period.first) if period.is_month else None
    except Refusal as refusal:
        return Shown(
            figures=counted, before=before, a_year_before=a_year_before, problem=str(refusal)
        )
    if closed is None:
        return Shown(figures=counted, before=before, a_year_before=a_year_before)
    return Shown(
        figures=closed.figures,
        before=before,
        a_year_before=a_year_before,
        closed=closed,
        late=late(connection, closed, today),
        noted=tuple(taken_note(connection, period.first)),
    )
