"""Which way units lean, as a chart: a dot with its interval to the left or right of nothing."""

from collections.abc import Sequence
from decimal import Decimal

from core.figures.charts import Whisker, WhiskerChart
from core.figures.words import signed
from core.review.quality.leaning import Leaning

FURTHEST = Decimal(100)


def leaning_chart(
    leanings: Sequence[Leaning], *, few: int, above: str, below: str, what: str
) -> WhiskerChart:
    """One whisker for each unit round 0; `above` and `below` say what the sides mean."""
    clear = [f"{one.unit}{one.word(above, below)}" for one in leanings if one.is_clear]
    said = "，".join(clear) or "看不出哪个单位有偏向"
    return WhiskerChart(
        whiskers=tuple(_whisker(one, few, above, below) for one in leanings),
        heads=("平均差", "份数", "说明"),
        reference=Decimal(0),
        sentence=f"{what}：{said}。",
        least=-FURTHEST,
        most=FURTHEST,
        fits=True,
    )


def _whisker(one: Leaning, few: int, above: str, below: str) -> Whisker:
    return Whisker(
        label=one.unit,
        value=one.mean,
        low=one.interval.low if one.interval else None,
        high=one.interval.high if one.interval else None,
        faint=one.n < few,
        figures=(signed(one.mean), f"{one.n} 份", one.word(above, below)),
    )
