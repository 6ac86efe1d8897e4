import pytest

from core.review.agreement import Scale, alpha

ROWS = (
    "1 2 3 3 2 1 4 1 2 – – –",
    "1 2 3 3 2 2 4 1 2 5 – 3",
    "– 3 3 3 2 3 4 2 2 5 1 –",
    "1 2 3 3 2 4 4 1 2 5 1 –",
)
UNITS = [
    [None if mark == "–" else float(mark) for mark in unit]
    for unit in zip(*(row.split() for row in ROWS), strict=True)
]


@pytest.mark.parametrize(
    ("scale", "published"),
    [
        (Scale.NOMINAL, 0.743),
        (Scale.ORDINAL, 0.815),
        (Scale.INTERVAL, 0.849),
        (Scale.RATIO, 0.797),
    ],
)
def test_alpha_is_the_published_one(scale: Scale, published: float) -> None:
    found = alpha(UNITS, scale)
    assert found is not None
    assert round(found, 3) == published


def test_full_agreement_is_1() -> None:
    assert alpha([[80.0, 80.0], [95.0, 95.0]], Scale.INTERVAL) == 1


def test_without_any_variation_there_is_no_alpha() -> None:
    assert alpha([[90.0, 90.0], [90.0, 90.0]], Scale.INTERVAL) is None


def test_without_two_marks_for_a_ticket_there_is_no_alpha() -> None:
    assert alpha([[90.0, None], [80.0]], Scale.INTERVAL) is None
