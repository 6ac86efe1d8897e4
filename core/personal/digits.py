"""Figures as people write them: full width, Chinese, in groups, with dots, over a line break.

A *run* is all that could be one number; it is made of *groups*, written together in one script.
Whether neighbouring groups are one number is decided by whoever knows what such numbers look like.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_CHINESE = dict(
    zip("〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0001234567891123456789", strict=True)
)
_HAN = "".join(_CHINESE)
_PLAIN = "0-9０-９"
_FIGURES = f"[{_PLAIN}]+|[{_HAN}]+"
_JOIN = r"[\s\u200b-\u200d\u2060\ufeff\-‐-―－_＿.．·•・/／~～()（）]{0,4}"
_RUN = re.compile(f"(?:{_FIGURES})(?:{_JOIN}(?:{_FIGURES}))*")
_GROUP = re.compile(_FIGURES)
_MANY = re.compile(f"(?:[{_PLAIN}{_HAN}]{_JOIN}){{6}}")
_DAY = re.compile(rf"(?<![{_PLAIN}])(?:19|20)\d\d\s?[-/.年]\s?[01]?\d\s?[-/.月]\s?[0-3]?\d(?!\d)")
_DASHES = "-‐‑‒–—―－_＿~～"
_DOTS = ".．·•・"
_SLASHES = "/／"
_BRACKETS = "()（）"


@dataclass(frozen=True, slots=True)
class Group:
    """Figures without a gap, as plain ones, and where they stand; `day`: part of a written day."""

    start: int
    end: int
    figures: str
    gap: str
    """What kind of gap lies before it: " ", "-", ".", "/", "(", or "" for none that matters."""
    day: bool


def runs(text: str) -> Iterator[tuple[Group, ...]]:
    """The runs of a text that have enough figures to be somebody's number."""
    if not _MANY.search(text):
        return
    days = [hit.span() for hit in _DAY.finditer(text)]
    for run in _RUN.finditer(text):
        groups = tuple(_groups(text, run, days))
        if sum(len(group.figures) for group in groups) >= 6:
            yield groups


def _groups(text: str, run: re.Match[str], days: Sequence[tuple[int, int]]) -> Iterator[Group]:
    end = run.start()
    for hit in _GROUP.finditer(text, run.start(), run.end()):
        in_day = any(start <= hit.start() and hit.end() <= until for start, until in days)
        yield Group(*hit.span(), plain_figures(hit.group()), _gap(text[end : hit.start()]), in_day)
        end = hit.end()


@lru_cache(maxsize=4096)
def plain_figures(written: str) -> str:
    """Figures in whatever script as 0 to 9."""
    if written.isascii():
        return written
    return "".join(_CHINESE.get(sign) or str(unicodedata.decimal(sign)) for sign in written)


def _gap(between: str) -> str:
    for kind, signs in (("-", _DASHES), (".", _DOTS), ("/", _SLASHES), ("(", _BRACKETS)):
        if any(sign in signs for sign in between):
            return kind
    return " " if between.strip("\u200b\u200c\u200d\u2060\ufeff\r\n") else ""


def joined(groups: Sequence[Group]) -> str:
    """The figures of groups as one number."""
    return "".join(group.figures for group in groups)


def sizes(groups: Sequence[Group]) -> tuple[int, ...]:
    return tuple(len(group.figures) for group in groups)


def gaps(groups: Sequence[Group]) -> frozenset[str]:
    """The kinds of gap inside these groups that matter."""
    return frozenset(group.gap for group in groups[1:] if group.gap)


def is_figure(sign: str) -> bool:
    """Whether one character is a figure, in any of the scripts read here."""
    return bool(_GROUP.fullmatch(sign))
