"""Known words in a text, however they are spaced: over line breaks, in full width, with dots."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.dates import half_width
from core.tickets.language.numerals import value_of

_BLANKS = r"\s\u200b-\u200d\u2060\ufeff"
_BLANK = re.compile(f"[{_BLANKS}]+")
_GAP = re.compile(rf"[{_BLANKS}.·•・‧\-_]+")
_HOUSE = re.compile(r"[〇零一二三四五六七八九十百]+(?=[号弄室幢栋座楼单层组支])")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without its gaps, and where each of its characters stood."""

    text: str
    places: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text between two places of the squeezed one."""
        return self.places[start], self.places[end - 1] + 1

    def find(self, word: str) -> Iterator[tuple[int, int]]:
        """Where `word` stands, as stretches of the original text."""
        at = self.text.find(word)
        while at >= 0:
            yield self.span(at, at + len(word))
            at = self.text.find(word, at + len(word))


def squeezed(text: str) -> Squeezed:
    """`text` as addresses are compared: no blanks, half width, 五十三号 as 53号."""
    narrow = half_width(text)
    if not _HOUSE.search(narrow):
        return _without(_BLANK, narrow)
    signs: list[str] = []
    places: list[int] = []
    at = 0
    for number in _HOUSE.finditer(narrow):
        signs += narrow[at : number.start()]
        places += range(at, number.start())
        at = number.end()
        figures = str(value_of(number.group()))
        signs += figures
        places += [number.start()] * (len(figures) - 1) + [at - 1]
    whole = _without(_BLANK, "".join(signs) + narrow[at:])
    places += range(at, len(narrow))
    return Squeezed(whole.text, tuple(places[place] for place in whole.places))


def closed_up(text: str) -> Squeezed:
    """`text` as names are compared: without blanks, dots and hyphens, in half width."""
    return _without(_GAP, half_width(text))


def _without(gaps: re.Pattern[str], text: str) -> Squeezed:
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for gap in gaps.finditer(text):
        kept.append(text[at : gap.start()])
        places += range(at, gap.start())
        at = gap.end()
    if not at:
        return Squeezed(text, range(len(text)))
    kept.append(text[at:])
    places += range(at, len(text))
    return Squeezed("".join(kept), tuple(places))
