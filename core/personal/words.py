"""Known words in a text, however they are spaced: over line breaks, in full width, with dots."""

import re
from dataclasses import dataclass

from core.dates import half_width
from core.tickets.language.numerals import value_of

_BLANKS = r"\s\u200b-\u200d\u2060\ufeff"
_BLANK = re.compile(f"[{_BLANKS}]+")
_BETWEEN = rf"[{_BLANKS}.．·•・‧\-－_]{{0,3}}"
_HOUSE = re.compile(r"[〇零一二三四五六七八九十百]+(?=[号弄室幢栋座楼单层组支])")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without blanks, and where each of its characters stood."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text between two places of the squeezed one."""
        return self.places[start], self.places[end - 1] + 1


def squeezed(text: str) -> Squeezed:
    """`text` as addresses are compared: no blanks, half width, 五十三号 as 53号."""
    narrow = half_width(text)
    signs: list[str] = []
    places: list[int] = []
    at = 0
    for number in _HOUSE.finditer(narrow):
        _keep(narrow, range(at, number.start()), signs, places)
        at = number.end()
        figures = str(value_of(number.group()))
        signs += figures
        places += [number.start()] * (len(figures) - 1) + [at - 1]
    _keep(narrow, range(at, len(narrow)), signs, places)
    return Squeezed("".join(signs), tuple(places))


def _keep(text: str, where: range, signs: list[str], places: list[int]) -> None:
    for place in where:
        if not _BLANK.fullmatch(text[place]):
            signs.append(text[place])
            places.append(place)


def spaced(word: str) -> str:
    """A pattern that finds `word` also with blanks, dots or hyphens between its characters."""
    return _BETWEEN.join(re.escape(sign) for sign in _BLANK.sub("", word))
