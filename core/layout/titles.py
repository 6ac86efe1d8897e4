"""Breaks the title of an official paper into lines: by words, in a trapezoid or a diamond.

The standard asks that no word is torn and that the lines stand in such a shape (词意完整、
排列对称). Which words stay whole is data; beside them a line gladly ends after 关于 and 的.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise

MOST_LINES = 4
TORN, LOOSE, AFTER, SHAPE, UNEVEN = 100.0, 6.0, 0.0, 30.0, 1.0
"""What a break costs inside a word, between words, after a joint; a bad shape; uneven lines."""

_JOINTS = ("关于", "的", "和", "与", "暨", "、")
_ATOM = re.compile(r"[0-9A-Za-z.]+[年月日号期季度]*|[“《〔（][^”》〕）]*[”》〕）]|.", re.DOTALL)
_KEPT_TO_THE_LEFT = "的、，）》”〕和"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters that stay together, and what it costs to end a line after them."""

    text: str
    cost: float


def title_lines(
    title: str, measure: Callable[[str], float], width: float, words: Sequence[str]
) -> tuple[str, ...]:
    """The lines of a title; those that it names itself stay, else as few as have room."""
    if "\n" in title:
        return tuple(line.strip() for line in title.split("\n") if line.strip())
    if measure(title) <= width or not title:
        return (title,)
    pieces = list(_pieces(title, sorted(words, key=len, reverse=True)))
    for count in range(2, MOST_LINES + 1):
        best = min(_ways(pieces, count, measure, width), default=None)
        if best is not None:
            return best[1]
    return (title,)


def _pieces(title: str, words: Sequence[str]) -> Iterator[_Piece]:
    """Words that are known, figures with their units, what stands in brackets, else characters."""
    atoms = list(_atoms(title, words))
    for atom, following in zip(atoms, (*atoms[1:], ""), strict=True):
        if following[:1] in _KEPT_TO_THE_LEFT:
            cost = TORN
        elif atom in _JOINTS:
            cost = AFTER
        elif len(atom) > 1 or len(following) > 1:
            cost = LOOSE
        else:
            cost = TORN / 2
        yield _Piece(atom, cost)


def _atoms(title: str, words: Sequence[str]) -> Iterator[str]:
    place = 0
    while place < len(title):
        word = next((one for one in words if title.startswith(one, place)), None)
        if word is None:
            found = _ATOM.match(title, place)
            word = found.group() if found else title[place]
        yield word
        place += len(word)


def _ways(
    pieces: Sequence[_Piece], count: int, measure: Callable[[str], float], width: float
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Every way to break into so many lines that have room, with what it costs."""
    ends = [0.0, *accumulate(measure(piece.text) for piece in pieces)]
    for breaks in combinations(range(1, len(pieces)), count - 1):
        edges = (0, *breaks, len(pieces))
        widths = [ends[end] - ends[start] for start, end in pairwise(edges)]
        if max(widths) <= width:
            lines = tuple(
                "".join(piece.text for piece in pieces[start:end]) for start, end in pairwise(edges)
            )
            torn = sum(pieces[place - 1].cost for place in breaks)
            yield torn + _shape(widths), lines


def _shape(widths: Sequence[float]) -> float:
    """What the shape costs: an hourglass or a block much, a very uneven one a little."""
    mean = sum(widths) / len(widths)
    steps = [after - before for before, after in pairwise(widths)]
    even = min(map(abs, steps)) < mean / 20
    turned_in = any(before < 0 < after for before, after in pairwise(steps))
    uneven = sum(abs(width - mean) for width in widths) / mean
    return SHAPE * (even + turned_in) + UNEVEN * 10 * uneven
