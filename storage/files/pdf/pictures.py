"""Pages of a finished PDF as pictures, as pieces, and as text, through PDFium.

PDFium may be used by one thread at a time: every call here holds one lock, so that all of this is
safe on any thread. Pages count from 0.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

POINTS_PER_INCH = 72

_one_at_a_time = threading.RLock()


@dataclass(frozen=True, slots=True)
class PageSize:
    """In points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in pixels: four bytes each, blue, green, red and one unused; `stride` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands on a page, in points from the page's upper left corner."""

    page: int
    left: float
    top: float
    width: float
    height: float


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """How large each page is; the number of pages with it."""
    with opened(pdf) as document:
        return tuple(PageSize(*page.get_size()) for page in document)


def picture(pdf: bytes, page: int, dots_per_inch: float) -> Picture:
    """One page as it prints, on white paper."""
    with opened(pdf) as document:
        bitmap = document[page].render(scale=dots_per_inch / POINTS_PER_INCH, prefer_bgrx=True)
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def pages_of(pdf: bytes, pages: Sequence[int]) -> bytes:
    """A PDF of just these pages, in this order."""
    with opened(pdf) as document, opened(None) as part:
        part.import_pages(document, list(pages))
        written = BytesIO()
        part.save(written)
        return written.getvalue()


def text_of(pdf: bytes) -> tuple[str, ...]:
    """The text of each page as it is found and copied."""
    with opened(pdf) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def places_of(pdf: bytes, words: str) -> tuple[Place, ...]:
    """Where `words` stand, each time they do."""
    with opened(pdf) as document:
        return tuple(
            place for number, page in enumerate(document) for place in _places(page, number, words)
        )


def _places(page: pypdfium2.PdfPage, number: int, words: str) -> Iterator[Place]:
    text, height = page.get_textpage(), page.get_height()
    found = text.search(words)
    while (hit := found.get_next()) is not None:
        boxes = [text.get_charbox(at) for at in range(hit[0], hit[0] + hit[1])]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
        yield Place(number, left, height - top, right - left, top - bottom)


@contextmanager
def opened(pdf: bytes | None) -> Iterator[pypdfium2.PdfDocument]:
    """A document, or a new one, while nobody else uses PDFium."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument.new() if pdf is None else pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
