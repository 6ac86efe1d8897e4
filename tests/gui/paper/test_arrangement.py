from hypothesis import given
from hypothesis import strategies as st

from gui.paper.arrangement import GAP, Arrangement, fit
from storage.files.pdf.pictures import PageSize

A4 = PageSize(595.28, 841.89)


def test_at_full_size_a_page_is_as_large_as_paper() -> None:
    (size,) = Arrangement([A4], 1.0).sizes
    assert (round(size.width() / 96 * 25.4), round(size.height() / 96 * 25.4)) == (210, 297)


def test_the_widest_page_fits_the_room() -> None:
    zoom = fit([A4, PageSize(842, 595)], 452)
    assert Arrangement([PageSize(842, 595)], zoom).width in range(451, 454)


@given(st.integers(1, 20), st.integers(0, 30_000), st.integers(1, 2000))
def test_the_pages_seen_are_those_that_cross_the_view(count: int, upper: int, height: int) -> None:
    arranged = Arrangement([A4] * count, 0.5)
    crossing = [
        page
        for page, (top, size) in enumerate(zip(arranged.tops, arranged.sizes, strict=True))
        if top < upper + height and top + size.height() > upper
    ]
    assert list(arranged.seen(upper, height)) == crossing


def test_nothing_is_seen_of_no_pages() -> None:
    empty = Arrangement([], 1.0)
    assert (list(empty.seen(0, 100)), empty.height, empty.page_at(50)) == ([], GAP, 0)
