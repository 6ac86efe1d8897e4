"""Breaks Chinese text into lines (避头尾): what may begin or end a line, what stays together.

Knows widths through a function and nothing of fonts or pages. No closing mark begins a line and no
opening mark ends one (GB/T 15834-2011, 5.1); Latin words, numbers with their units, dashes and
ellipses stay whole.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.layout.marks import CLOSING, OPENING

MARKS = frozenset(OPENING + CLOSING)
SQUEEZED = frozenset("”’）〕］｝》〉」』】〗，。、；：！？．")
"""Full-width marks whose right half is empty: at the end of a line it may hang into the margin."""

UNITS = (
    "个工作日|个自然日|个百分点|百分点|个月|工作日|万元|亿元|分钟|小时|公斤|千克|公里|平方米"
    "|元|角|分|件|项|条|次|人|户|家|份|页|面|号|期|届|岁|倍|成|天|日|月|年|时|点|章|款|名|例|字|%|％|‰|℃"
)
"""What a number is not parted from."""

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd\u2460-\u24ff"
)
_OPEN, _CLOSE = re.escape(OPENING), re.escape(CLOSING)
_LETTER = rf"[^\s{_WIDE}{_OPEN}{_CLOSE}]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[’.,:;!?%(){{}}\[\]·](?={_LETTER}))*"
_NUMBER = rf"(?:第 ?|[≥≤±+−-])?\d+(?:[.,:：/\-－—–~～]\d+)*(?: ?(?:{UNITS}))?(?!{_LETTER})"
_CHUNK = re.compile(rf"\s+|(?:[{_OPEN}]\s*)*(?:{_NUMBER}|{_WORD}|——|……|\S)(?:\s*[{_CLOSE}])*")
_STRETCHES = re.compile(rf"[\s{_WIDE}{re.escape('“”‘’—…·')}]")

EPSILON = 0.001
MOST_SQUEEZE = 1.0
"""A line that is squeezed gives up so many characters' width at most, between its marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line; `width` is what it fills, without a mark's empty half that hangs out.

    One that is to be squeezed is wider than its room.
    """

    text: str
    width: float
    ends_paragraph: bool


def chunks(text: str) -> Iterator[str]:
    """Split `text` into pieces that stay whole; white space is a piece by itself."""
    return (found.group() for found in _CHUNK.finditer(text))


def stretches(char: str) -> bool:
    """Whether a justified line may widen the gap after `char`: yes for Chinese, no inside words."""
    return bool(_STRETCHES.match(char))


def squeezes(text: str, measure: Callable[[str], float]) -> list[float]:
    """By how much the gap after each character may shrink: by empty halves of marks beside it."""
    whole = measure("中")
    wide = [_is_hollow(char) and measure(char) >= 0.9 * whole for char in text]
    gaps = [
        (wide[place] and char in SQUEEZED) or (wide[place + 1] and following in OPENING)
        for place, (char, following) in enumerate(pairwise(text))
    ]
    return [*(whole / 2 if gives else 0.0 for gives in gaps), 0.0][: len(text)]


def _is_hollow(char: str) -> bool:
    return char in OPENING or char in SQUEEZED


def break_lines(
    text: str,
    measure: Callable[[str], float],
    width: float,
    *,
    indent: float = 0.0,
    squeezing: bool = False,
) -> list[Line]:
    """Fill lines of `width` from one paragraph; the first is shorter by `indent`.

    White space at a break is dropped, nothing else. A piece longer than a whole line is cut where
    the line is full. With `squeezing` a piece whose closing mark has no room is still taken where
    the marks of the line can give it (挤进); else it goes down as a whole (推出).
    """
    rows: list[list[str]] = [[]]
    room = width - indent
    for piece in _fitting(text, measure, width):
        taken = measure(piece)
        over = taken - _hang(piece, measure) - room
        if rows[-1] and not piece.isspace() and over > EPSILON:
            squeezed = squeezing and measure(piece[0]) <= room + EPSILON
            if not (squeezed and _gives("".join((*rows[-1], piece)), measure) >= over):
                rows.append([])
                room = width
        rows[-1].append(piece)
        room -= taken
    _leave_no_single(rows)
    return [
        _line("".join(row), measure, width - (0 if place else indent), last=row is rows[-1])
        for place, row in enumerate(rows)
    ]


def _gives(text: str, measure: Callable[[str], float]) -> float:
    return min(sum(squeezes(text, measure)), MOST_SQUEEZE * measure("中"))


def _fitting(text: str, measure: Callable[[str], float], width: float) -> Iterator[str]:
    for chunk in chunks(text):
        if measure(chunk) - _hang(chunk, measure) > width + EPSILON:
            yield from chunk
        else:
            yield chunk


def _hang(piece: str, measure: Callable[[str], float]) -> float:
    """How much of `piece` may stand outside of the line: the empty half of a closing mark."""
    mark = piece[-1]
    if mark not in SQUEEZED or measure(mark) < 0.9 * measure("中"):
        return 0.0
    return measure(mark) / 2


def _leave_no_single(rows: list[list[str]]) -> None:
    """Bring a second character down when the last line would hold but one (单字不成行)."""
    if len(rows) < 2 or sum(char not in MARKS for char in "".join(rows[-1]).strip()) > 1:
        return
    above = rows[-2]
    start = len(above) - (2 if above[-1].isspace() else 1)
    if start >= 2 and len(above[start]) <= 3:
        rows[-1][:0] = above[start:]
        del above[start:]


def _line(text: str, measure: Callable[[str], float], room: float, *, last: bool) -> Line:
    shown = text.rstrip()
    width = measure(shown)
    if width > room + EPSILON:
        width -= _hang(shown, measure)
    return Line(text=shown, width=width, ends_paragraph=last)
