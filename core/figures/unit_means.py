"""The units of a campaign side by side: the chart of their means with intervals."""

from core.figures.charts import Whisker, WhiskerChart
from core.figures.words import interval, marks
from core.review.report import CampaignReport, UnitResult


def unit_chart(report: CampaignReport) -> WhiskerChart:
    """One whisker for each unit; the whole bureau's mean is the reference."""
    count = len(report.units)
    return WhiskerChart(
        whiskers=tuple(_whisker(unit) for unit in report.units),
        heads=("均分", "件数", "名次"),
        reference=report.overall.mean,
        sentence=f"{count} 个单位的均分与 95% 区间，全局{mean_in_words(report.overall)}。",
    )


def mean_in_words(result: UnitResult) -> str:
    """A mean with what it can be trusted for: 85.00 分，95% 区间 80.97 至 89.03."""
    if result.mean is None:
        return "还没有最终分"
    if result.low is None or result.high is None:
        return f"{marks(result.mean)} 分"
    return f"{marks(result.mean)} 分，95% 区间 {interval(result.low, result.high)}"


def _whisker(unit: UnitResult) -> Whisker:
    return Whisker(
        label=unit.unit,
        value=unit.mean,
        low=unit.low,
        high=unit.high,
        faint=unit.few,
        figures=(marks(unit.mean), f"{unit.n} 件", unit.standing),
    )
