from dataclasses import replace
from decimal import Decimal

from reportlab.graphics.shapes import Circle, Line, String
from reportlab.lib.colors import black, white

from core.figures.charts import Whisker, WhiskerChart
from storage.files.pdf.fonts import shipped
from storage.files.pdf.style import WORKING_STYLES
from storage.files.pdf.whiskers import WhiskerDrawing


def drawn(*whiskers: Whisker) -> WhiskerDrawing:
    chart = WhiskerChart(whiskers=whiskers, heads=("均分",), reference=Decimal("84"), sentence="")
    return WhiskerDrawing(chart, 450, WORKING_STYLES.note, shipped())


def a_whisker(value: str | None, low: str | None, high: str | None, *, faint: bool) -> Whisker:
    known = [None if text is None else Decimal(text) for text in (value, low, high)]
    return Whisker(
        label="新桥所𠮷", value=known[0], low=known[1], high=known[2], faint=faint, figures=("—",)
    )


def test_dots_are_full_or_hollow_so_that_no_colour_is_needed() -> None:
    drawing = drawn(
        a_whisker("86.5", "80", "93", faint=False), a_whisker("72.75", "62", "84", faint=True)
    )
    dots = [shape for shape in drawing.contents if isinstance(shape, Circle)]
    assert [dot.fillColor for dot in dots] == [black, white]
    assert dots[0].cx > dots[1].cx
    assert dots[0].cy > dots[1].cy


def test_few_cases_and_the_reference_are_dashed() -> None:
    drawing = drawn(a_whisker("72.75", "62", "84", faint=True))
    dashed = [
        shape for shape in drawing.contents if isinstance(shape, Line) and shape.strokeDashArray
    ]
    assert [shape.x1 == shape.x2 for shape in dashed] == [True, False]


def test_without_a_value_only_the_name_is_written() -> None:
    drawing = drawn(a_whisker(None, None, None, faint=True))
    assert not [shape for shape in drawing.contents if isinstance(shape, Circle)]


def test_everything_lies_within_the_drawing() -> None:
    drawing = drawn(a_whisker("60", "0", "100", faint=False))
    x1, y1, x2, y2 = drawing.getBounds()
    assert x1 >= 0
    assert y1 >= 0
    assert x2 <= drawing.width + 0.01
    assert y2 <= drawing.height + 0.01


def test_long_figures_never_run_into_the_column_before() -> None:
    line = replace(
        a_whisker("90.5", "46", "100", faint=True), figures=("90.50", "2 件", "不分先后，样本少")
    )
    heads = ("均分", "件数", "名次")
    chart = WhiskerChart(whiskers=(line,), heads=heads, reference=None, sentence="")
    drawing = WhiskerDrawing(chart, 450, WORKING_STYLES.note, shipped())
    written = [one for one in drawing.contents if isinstance(one, String)][-9:]
    count, place = (
        next(one for one in written if one.text.startswith(text)) for text in ("件", "不分先后")
    )
    size = WORKING_STYLES.note.size
    assert count.x + size < place.x
    rightmost = max(shape.x2 for shape in drawing.contents if isinstance(shape, Line))
    assert rightmost < count.x
