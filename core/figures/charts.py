"""What a chart shows, as values: the screen and the paper draw the same description.

No colours, no lengths, no drawing here. Every chart can say itself in one sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor

STEP = 10
"""Marks between two lines of the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisker:
    """One line of the chart: a dot with the interval round it; nothing is drawn where it is None.

    `faint` marks a value that rests on few cases: a hollow dot on a dashed line. `figures` are the
    words beside the line, one for each of the chart's `heads`.
    """

    label: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    faint: bool
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhiskerChart:
    """Means with their intervals, one line for each unit (均分与区间).

    `reference` is the value of the whole, drawn as an upright line; `least` and `most` are the
    ends that the scale can have. Marks are shown up to `most`; where `fits`, the scale ends where
    the values do.
    """

    whiskers: tuple[Whisker, ...]
    heads: tuple[str, ...]
    reference: Decimal | None
    sentence: str
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(100)
    fits: bool = False

    def scale(self) -> tuple[int, ...]:
        """The marks on the scale: whole steps that hold every value, at least two of them."""
        seen = [mark for one in self.whiskers for mark in (one.low, one.value, one.high)]
        known = [mark for mark in (*seen, self.reference) if mark is not None]
        top = self._top(known) if self.fits else int(self.most)
        lowest = min(known, default=self.least)
        first = floor(max(self.least, lowest) / STEP) * STEP
        return tuple(range(min(first, top - STEP), top + 1, STEP))

    def _top(self, known: Sequence[Decimal]) -> int:
        highest = min(self.most, max(known, default=self.most))
        return ceil(highest / STEP) * STEP

    def texts(self) -> Iterator[str]:
        """Every piece of text in the chart."""
        yield from self.heads
        for whisker in self.whiskers:
            yield whisker.label
            yield from whisker.figures
