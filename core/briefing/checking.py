"""What is doubtful about the numbers in a text: typed over, typed by hand, not fitting together.

26 tickets after a fall of 31.58 % means that there were 38 before; where no whole number can have
been there, one of the two is wrong. The comparison is done in exact arithmetic.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from core.briefing.figure import LiveFigure
from core.briefing.notation import UNKNOWN, Live, pieces, plain, sentences

_TYPED = re.compile(r"(?<![\d.年月第])(\d+(?:\.\d+)?)\s?(个百分点|%|％|件|起|案|万元|元|家|次)")
_CHANGE = re.compile(
    r"(\d+)\s?(?:件|起|案|家|次)[^。；\d]{0,12}?(同比|环比|较上月|较上年|比上年)"
    r"(增长|增加|上升|减少|下降)\s?(\d+(?:\.\d{1,2})?)[%％]"
)
_FALLS = frozenset({"减少", "下降"})
HUNDRED = 100
_ENOUGH = 3


class Doubt(StrEnum):
    CHANGED = "改过的数字"
    UNKNOWN = "没有的数字"
    TYPED = "手写的数字"
    IMPOSSIBLE = "对不上的数字"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One doubt; `figure` is the live figure that could stand there instead, where there is one."""

    doubt: Doubt
    said: str
    sentence: str
    figure: str = ""


def flags(text: str, figures: Mapping[str, LiveFigure]) -> tuple[Flag, ...]:
    """Everything doubtful in a text with live figures."""
    return (*_of_live(text, figures), *_of_typed(text, figures), *_of_changes(text, figures))


def _of_live(text: str, figures: Mapping[str, LiveFigure]) -> Iterator[Flag]:
    for piece in pieces(text):
        if not isinstance(piece, Live):
            continue
        found = figures.get(piece.name)
        if found is None:
            sentence = f"没有“{piece.name}”这个数，请改名或者删去。"
            yield Flag(doubt=Doubt.UNKNOWN, said=UNKNOWN, sentence=sentence)
        elif piece.typed is not None and piece.typed.strip() != found.shown:
            sentence = f"{piece.name}写成了“{piece.typed}”，台账里是 {found.shown}。"
            yield Flag(doubt=Doubt.CHANGED, said=piece.typed, sentence=sentence, figure=piece.name)


def _of_typed(text: str, figures: Mapping[str, LiveFigure]) -> Iterator[Flag]:
    for piece in pieces(text):
        if isinstance(piece, str):
            for hit in _TYPED.finditer(piece):
                yield _typed(hit, figures)


def _typed(hit: re.Match[str], figures: Mapping[str, LiveFigure]) -> Flag:
    said = hit[0]
    wanted = said.replace(" ", "").replace("％", "%")
    alike = next((one.name for one in figures.values() if one.shown.replace(" ", "") == wanted), "")
    if alike:
        sentence = f"手写了“{said}”，建议换成活数字“{alike}”，台账一变它会跟着变。"
    else:
        sentence = f"手写了“{said}”，本期的数里没有它，请核对出处。"
    return Flag(doubt=Doubt.TYPED, said=said, sentence=sentence, figure=alike)


def _of_changes(text: str, figures: Mapping[str, LiveFigure]) -> Iterator[Flag]:
    for one in sentences(plain(text, figures)):
        for hit in _CHANGE.finditer(one):
            now, by = int(hit[1]), Decimal(hit[4])
            if bases(now, -by if hit[3] in _FALLS else by) == ():
                sentence = (
                    f"“{hit[0]}”对不上：没有哪个整数{hit[3]} {hit[4]}% 以后是 {now}，请核对。"
                )
                yield Flag(doubt=Doubt.IMPOSSIBLE, said=hit[0], sentence=sentence)


def bases(now: int, change: Decimal) -> tuple[int, ...]:
    """The whole numbers that can have been there before: 26 after −31.58 % gives 38.

    Up to three; () where none fits. Nothing is known where a value fell to nothing.
    """
    half = Fraction(1, 2 * 10 ** _places(change))
    low, high = (1 + (Fraction(change) + one) / HUNDRED for one in (-half, half))
    if high <= 0:
        return ()
    first = ceil(now / high)
    last = floor(now / low) if low > 0 else first + _ENOUGH
    found = (
        base
        for base in range(max(first, 1), last + 1)
        if abs(Fraction((now - base) * HUNDRED, base) - Fraction(change)) <= half
    )
    return tuple(one for one, _ in zip(found, range(_ENOUGH), strict=False))


def _places(change: Decimal) -> int:
    exponent = change.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
