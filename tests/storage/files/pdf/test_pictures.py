from concurrent.futures import ThreadPoolExecutor

import pytest

from core.paper import Prose
from storage.files.pdf.pictures import page_sizes, pages_of, picture, places_of, text_of
from storage.files.pdf.rendering import render
from tests.storage.files.pdf.papers import a_paper

PDF = render(a_paper(Prose("字" * 4000))).pdf


def test_pages_are_a4() -> None:
    sizes = page_sizes(PDF)
    assert len(sizes) > 2
    assert {(round(size.width / 72 * 25.4), round(size.height / 72 * 25.4)) for size in sizes} == {
        (210, 297)
    }


def test_a_picture_is_as_sharp_as_asked_and_shows_ink_on_white() -> None:
    image = picture(PDF, 0, 144)
    assert (image.width, image.height) == (1191, 1684)
    assert len(image.pixels) == image.stride * image.height
    assert image.pixels[:3] == b"\xff\xff\xff"
    assert min(image.pixels[0::4]) < 64


def test_some_pages_make_a_pdf_of_their_own() -> None:
    part = pages_of(PDF, [2, 0])
    assert text_of(part) == (text_of(PDF)[2], text_of(PDF)[0])


def test_many_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda _: picture(PDF, 1, 72), range(12)))
    assert len({image.pixels for image in images}) == 1


def test_words_are_found_where_they_stand_each_time_they_do() -> None:
    pdf = render(
        a_paper(Prose("电话〔　　〕，地址〔　　〕。"), Prose("字" * 4000), Prose("〔　　〕"))
    ).pdf
    places = places_of(pdf, "〔　　〕")
    last = len(page_sizes(pdf)) - 1
    assert [place.page for place in places] == [0, 0, last]
    first, second, _ = places
    assert first.top == pytest.approx(second.top, abs=1)
    assert first.left + first.width < second.left
    assert 20 < first.width < 45
    assert places_of(pdf, "没有的话") == ()
