"""Where pages lie that stand one below the other. Arithmetic only; nothing is drawn here."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QSize

from storage.files.pdf.pictures import PageSize

PIXELS_PER_POINT = 96 / 72
GAP = 16
"""Round the pages and between them, in device-independent pixels."""

WIDEST_FIT = 1.5


class Arrangement:
    """Pages at one zoom; 1.0 is the size of the paper. Pages count from 0."""

    def __init__(self, pages: Sequence[PageSize], zoom: float) -> None:
        scale = zoom * PIXELS_PER_POINT
        self.sizes = [QSize(round(p.width * scale), round(p.height * scale)) for p in pages]
        self.tops = []
        self.height = GAP
        for size in self.sizes:
            self.tops.append(self.height)
            self.height += size.height() + GAP
        self.width = max((size.width() for size in self.sizes), default=0) + 2 * GAP

    def seen(self, upper: int, height: int) -> range:
        """The pages of which anything lies in the `height` pixels below `upper`."""
        first = max(0, bisect_right(self.tops, upper) - 1)
        if first < len(self.tops) and self.tops[first] + self.sizes[first].height() <= upper:
            first += 1
        return range(first, max(first, bisect_right(self.tops, upper + height - 1)))

    def page_at(self, y: int) -> int:
        """The last page that begins at or above `y`."""
        return max(0, bisect_right(self.tops, y) - 1)


def fit(pages: Sequence[PageSize], width: int) -> float:
    """The zoom at which the widest page fills `width` pixels with a gap at each side."""
    widest = max((page.width for page in pages), default=1.0)
    return max(0.1, min((width - 2 * GAP) / (widest * PIXELS_PER_POINT), WIDEST_FIT))
