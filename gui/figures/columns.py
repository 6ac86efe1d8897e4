"""The columns of the tables of figures."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from core.figures.comparing import change_said
from core.figures.definition import Better, Indicator, Kind
from core.figures.figure import Figure
from core.figures.words import NOTHING, whole_marks
from gui.figures.shown import IndicatorRow, UnitRow
from gui.tables.cells import Column, Tag, Words

MARKS = {True: ("circle-check", "ok-text"), False: ("triangle-alert", "warn-text")}
"""Whether the target is reached: a sign and a colour."""


def value_said(figure: Figure | None) -> str:
    """98.08%, 8.76, —."""
    if figure is None or figure.value is None:
        return NOTHING
    return f"{figure.value}{'%' if figure.kind is Kind.SHARE else ''}"


def parts_said(figure: Figure | None) -> str:
    """51 / 52."""
    if figure is None:
        return NOTHING
    return f"{whole_marks(figure.numerator)} / {whole_marks(figure.denominator)}"


def target_said(target: Decimal | None, better: Better) -> str:
    """≥ 98, ≤ 3, — for what is only watched."""
    if target is None or better is Better.NEITHER:
        return NOTHING
    return f"{'≥' if better is Better.HIGH else '≤'} {whole_marks(target)}"


def unit_columns(indicators: Sequence[Indicator]) -> tuple[Column[UnitRow], ...]:
    """The unit, and one column for each indicator."""
    name: Column[UnitRow] = Column(
        key="unit",
        title="单位",
        cell=lambda row: Words(row.name, "text", strong=not row.unit),
        width=112,
    )
    return (name, *(_of_indicator(one) for one in indicators))


def _of_indicator(one: Indicator) -> Column[UnitRow]:
    return Column(
        key=one.code,
        title=one.name,
        cell=_value_cell(one.code),
        width=max(104, 18 * len(one.name) + 24),
        right=True,
        tip=lambda row: _explained(row, one),
    )


def _value_cell(code: str) -> Callable[[UnitRow], Words]:
    def cell(row: UnitRow) -> Words:
        reached = row.is_reached(code)
        icon, tone = MARKS[reached] if reached is not None else ("", "text")
        said = value_said(row.figure(code))
        return Words(said, tone if reached is False else "text", icon=icon, strong=not row.unit)

    return cell


def _explained(row: UnitRow, one: Indicator) -> str:
    figure = row.figure(one.code)
    reached = {True: "达到目标", False: "没有达到目标", None: ""}[row.is_reached(one.code)]
    few = "样本少" if figure is not None and figure.is_few else ""
    target = target_said(one.target_of(row.unit), one.better)
    words = [f"{row.name}{one.name} {value_said(figure)}（{parts_said(figure)}）"]
    words += [f"目标 {target}"] if target != NOTHING else []
    return "，".join([*words, *filter(None, (reached, few))])


def _of(row: IndicatorRow) -> Indicator:
    return row.shown.figures.indicator(row.code)


def _value_of_row(row: IndicatorRow) -> Words:
    figure = row.figure
    reached = _of(row).is_reached(figure.value if figure else None, row.unit)
    icon, tone = MARKS[reached] if reached is not None else ("", "text")
    return Words(value_said(figure), tone if reached is False else "text", icon=icon, strong=True)


def _change(row: IndicatorRow, before: Figure | None, than: str) -> str:
    figure = row.figure
    if figure is None or before is None:
        return NOTHING
    return change_said(figure, before, than)


INDICATORS: tuple[Column[IndicatorRow], ...] = (
    Column(
        key="name",
        title="指标",
        cell=lambda row: Words(_of(row).name, "text", strong=_of(row).is_appraisal),
        width=132,
        tip=lambda row: _of(row).note,
    ),
    Column(key="value", title="本期", cell=_value_of_row, width=104, right=True),
    Column(
        key="parts",
        title="分子 / 分母",
        cell=lambda row: parts_said(row.figure),
        width=104,
        right=True,
    ),
    Column(
        key="target",
        title="目标",
        cell=lambda row: target_said(_of(row).target_of(row.unit), _of(row).better),
        width=72,
        right=True,
    ),
    Column(
        key="before",
        title="与上期比",
        cell=lambda row: _change(row, row.shown.before.of(row.code, row.unit), "环比"),
        width=176,
    ),
    Column(
        key="year",
        title="与去年同期比",
        cell=lambda row: _change(row, row.shown.a_year_before.of(row.code, row.unit), "同比"),
        width=176,
    ),
    Column(key="place", title="名次", cell=lambda row: row.standing, width=96),
    Column(
        key="few",
        title="",
        cell=lambda row: Tag("样本少", "plain") if row.figure and row.figure.is_few else "",
        stretch=True,
    ),
)
