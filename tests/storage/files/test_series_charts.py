"""Lines, bars and maps in a PDF: every value can be read without colour, and they are vectors."""

from datetime import datetime
from decimal import Decimal

from core.figures.series_charts import BarChart, HeatMap, LineChart, Mark, SeriesChart
from core.paper import Figure, Paper
from storage.files.pdf.pictures import text_of
from storage.files.pdf.rendering import render


def _mark(label: str, value: str | None) -> Mark:
    return Mark(label=label, value=None if value is None else Decimal(value))


def _printed(chart: SeriesChart) -> tuple[str, bytes]:
    blocks = (Figure(caption="接收量", chart=chart),)
    at = datetime(2026, 11, 30)
    paper = Paper(title="图", author="消保科", subject="图", made_at=at, blocks=blocks)
    pdf = render(paper).pdf
    assert render(paper).pdf == pdf
    return "".join(text_of(pdf)), pdf


def test_a_course_has_its_months_and_values_and_leaves_out_what_is_unknown() -> None:
    marks = (_mark("9 月", "106"), _mark("10 月", None), _mark("11 月", "156"))
    text, pdf = _printed(LineChart(marks=marks, sentence=""))
    for word in ("9 月", "106", "10 月", "11 月", "156", "图 1"):
        assert word in text
    assert b"/Subtype /Image" not in pdf


def test_bars_say_what_misses_the_target_in_words() -> None:
    marks = (_mark("九亭所", "98.50"), _mark("方松所", "99.20"))
    text, _ = _printed(BarChart(marks=marks, sentence="", sign="%", target=Decimal(99)))
    assert text.count("未达目标") == 1
    assert "98.50%" in text
    assert "目标 99%" in text


def test_a_map_writes_every_number_into_its_cell() -> None:
    rows = (("九亭所", (_mark("a", "4"), _mark("b", "17"))), ("方松所", (_mark("c", "0"),) * 2))
    text, _ = _printed(HeatMap(columns=("10 月", "11 月"), rows=rows, sentence=""))
    for word in ("九亭所", "17", "11 月"):
        assert word in text
