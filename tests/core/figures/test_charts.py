from decimal import Decimal

from core.figures.charts import Whisker, WhiskerChart


def a_chart(*lows: str | None, reference: str | None = None) -> WhiskerChart:
    return WhiskerChart(
        whiskers=tuple(a_whisker(low) for low in lows),
        heads=("均分",),
        reference=Decimal(reference) if reference else None,
        sentence="",
    )


def a_whisker(low: str | None) -> Whisker:
    mark = Decimal(low) if low else None
    return Whisker(label="九亭所", value=mark, low=mark, high=mark, faint=False, figures=("—",))


def test_the_scale_holds_every_value_in_whole_steps() -> None:
    assert a_chart("61.40", "88").scale() == (60, 70, 80, 90, 100)
    assert a_chart("88", reference="59.99").scale()[0] == 50


def test_the_scale_has_two_ends_even_where_all_is_at_the_top() -> None:
    assert a_chart("100").scale() == (90, 100)


def test_a_chart_without_values_shows_the_whole_scale() -> None:
    assert a_chart(None).scale() == tuple(range(0, 101, 10))


def test_every_text_of_the_chart_is_told() -> None:
    assert list(a_chart("70").texts()) == ["均分", "九亭所", "—"]
