"""The charts of an issue, from its figures: the same for the screen and for the paper."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from core.briefing.figure import BriefingFigures
from core.figures.series_charts import BarChart, HeatMap, LineChart, Mark, SeriesChart, written

KINDS_AND_SOURCES = (
    "接收投诉",
    "接收举报",
    "接收复合件",
    "接收咨询及其他",
    "热线来源",
    "平台来源",
    "来信来访等来源",
)


def _mark(figures: BriefingFigures, name: str, label: str, unit: str = "") -> Mark:
    found = figures.get(name)
    if found is None:
        return Mark(label=label, value=None)
    return Mark(label=label, value=found.value, opens=found.condition, unit=unit or found.unit)


def trend(figures: BriefingFigures) -> LineChart:
    rows = figures.series.get("接收趋势", ())
    marks = tuple(_mark(figures, f"接收总量.{month}", f"{int(month[5:])} 月") for month, _ in rows)
    last = marks[-1] if marks else Mark(label="", value=None)
    return LineChart(
        marks=marks, sentence=f"近 13 个月接收量，最近一个月 {written(last.value)} 件。"
    )


def kinds_and_sources(figures: BriefingFigures) -> BarChart:
    marks = tuple(
        _mark(figures, name, name.removeprefix("接收").removesuffix("来源"))
        for name in KINDS_AND_SOURCES
    )
    most = max(marks, key=lambda one: one.value or Decimal(0))
    return BarChart(
        marks=marks, sentence=f"接收工单的类型和来源，最多的是{most.label}。", sign=" 件"
    )


def against_target(figures: BriefingFigures, name: str = "按时办结率") -> BarChart:
    target = figures.get(f"{name}.目标")
    marks = tuple(
        _mark(figures, f"{name}@{unit}", unit) for unit, _ in figures.series.get(name, ())
    )
    made = BarChart(
        marks=marks,
        sentence="",
        sign="%",
        target=None if target is None else target.value,
        is_low=name in LOW,
    )
    missing = sum(map(made.misses, marks))
    said = f"各所队{name}，{made.target_said}，{missing} 个单位没有达到。"
    return BarChart(marks=marks, sentence=said, sign="%", target=made.target, is_low=made.is_low)


LOW = frozenset({"退回重办率", "超期率"})


def categories(figures: BriefingFigures) -> BarChart:
    marks = tuple(
        _mark(figures, f"行业{place}", name)
        for place, (name, _) in enumerate(figures.series.get("行业", ()), start=1)
    )
    said = f"诉求最多的行业是{marks[0].label}。" if marks else "没有登记行业类别的工单。"
    return BarChart(marks=marks, sentence=said, sign=" 件")


def months_and_units(figures: BriefingFigures) -> HeatMap:
    cells = {tuple(said.split("\t")): value for said, value in figures.series.get("各月所队", ())}
    months = [month for month, _ in figures.series.get("接收趋势", ())]
    units = dict.fromkeys(unit for unit, _ in cells)
    rows = tuple(
        (unit, tuple(_cell(figures, month, unit, cells.get((unit, month))) for month in months))
        for unit in units
    )
    names = tuple(f"{int(month[5:])} 月" for month in months)
    return HeatMap(columns=names, rows=rows, sentence="各所队近 13 个月每月的接收量。")


def _cell(figures: BriefingFigures, month: str, unit: str, value: Decimal | None) -> Mark:
    whole = figures.get(f"接收总量.{month}")
    opens = "" if whole is None else whole.condition
    return Mark(label=f"{unit} {month}", value=value or Decimal(0), opens=opens, unit=unit)


def review_grades(figures: BriefingFigures) -> BarChart:
    rows = figures.series.get("评查等次", ())
    marks = tuple(Mark(label=name, value=value) for name, value in rows)
    whole = sum((value or Decimal(0) for _, value in rows), Decimal(0))
    return BarChart(marks=marks, sentence=f"评查得分的分布，共 {whole} 件。", sign=" 件")


CHARTS: Mapping[str, tuple[str, Callable[[BriefingFigures], SeriesChart]]] = {
    "接收趋势": ("近 13 个月接收量（件）", trend),
    "类型和来源图": ("接收工单的类型和来源（件）", kinds_and_sources),
    "按时办结对目标": ("各所队按时办结率和目标（%）", against_target),
    "行业前五": ("诉求行业前五（件）", categories),
    "各月所队热力": ("各所队每月接收量（件）", months_and_units),
    "评查得分": ("评查等次的分布（件）", review_grades),
}
"""Every chart by the name that structures use, with its caption."""


def is_empty(chart: SeriesChart) -> bool:
    match chart:
        case HeatMap():
            return not chart.rows
        case LineChart() | BarChart():
            return not _known(chart.marks)


def _known(marks: Sequence[Mark]) -> bool:
    return any(mark.value is not None for mark in marks)
