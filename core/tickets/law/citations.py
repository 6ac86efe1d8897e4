"""Citations (法条引用): which act, article, paragraph (款) and item (项) a text names.

    《市场监督管理投诉举报处理办法》第二十三条第一款第（一）项、第二款；《广告法》第五十三条

Two citations of the first act, one of the second. What follows an article without naming one of its
own belongs to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from core.tickets.language.numerals import NUMERAL, value_of

COUNTRY = "中华人民共和国"
"""Stands before the title of most laws; leaving it out names the same act."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One article, or a part of it; `act` is without the country.

    Without an article the whole act is meant; 0 is a paragraph or item that is not named.
    `inserted` is 1 for 第十五条之一, an article that was put in behind the fifteenth.
    """

    act: str
    article: int | None = None
    paragraph: int = 0
    item: int = 0
    inserted: int = 0


_CITED = re.compile(r"《([^《》]+)》([^《》]*)")
_PART = re.compile(
    rf"第(?P<article>{NUMERAL})条(?:之(?P<inserted>{NUMERAL}))?"
    rf"|第(?P<paragraph>{NUMERAL})款"
    rf"|第[（(]?(?P<item>{NUMERAL})[）)]?项"
)
_GAPS = re.compile(r"\s+")


def act_title(text: str) -> str:
    """The title by which an act is known here: without blanks and without the country."""
    return _GAPS.sub("", text).removeprefix(COUNTRY)


@lru_cache(maxsize=64)  # the rules of one ticket read the same texts
def parse_citations(text: str) -> tuple[Citation, ...]:
    """All that `text` cites, in order; an act that is named without an article stands alone."""
    return tuple(one for title, behind in _CITED.findall(text) for one in _of_act(title, behind))


def _of_act(title: str, behind: str) -> Iterator[Citation]:
    current = Citation(act_title(title))
    for part in _PART.finditer(_GAPS.sub("", behind)):
        following = _next(current, part)
        if following is None:
            continue
        if _is_beside(current, part):
            yield current
        current = following
    yield current


def _next(current: Citation, part: re.Match[str]) -> Citation | None:
    """The citation once `part` is read; None for a paragraph or item of no article."""
    if part["article"]:
        inserted = value_of(part["inserted"]) if part["inserted"] else 0
        return Citation(current.act, value_of(part["article"]), inserted=inserted)
    if current.article is None:
        return None
    if part["paragraph"]:
        return replace(current, paragraph=value_of(part["paragraph"]), item=0)
    return replace(current, item=value_of(part["item"]))


def _is_beside(current: Citation, part: re.Match[str]) -> bool:
    """Whether `part` begins another citation instead of making the current one narrower."""
    if part["article"]:
        return current.article is not None
    if part["paragraph"]:
        return bool(current.paragraph or current.item)
    return bool(current.item)
