"""Acts (法规) in the versions the program knows, with its own short wording of their articles.

The wording is ours, so that it may be shipped; the official text is what the office loads itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.tickets.law.citations import COUNTRY, Citation, act_title
from core.tickets.law.dated import Span

ArticleNumber = tuple[int, int]
"""(15, 0) for the fifteenth article, (15, 1) for 第十五条之一."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One version of an act; `title` is without the country, `order` tells versions apart."""

    title: str
    order: str
    span: Span
    is_law_of_the_country: bool = False
    last: int | None = None
    """The number of its last article; None where nobody has counted."""
    articles: Mapping[ArticleNumber, str] = field(default_factory=dict, compare=False, repr=False)
    """Our short wording of the articles we know, in their order."""

    @property
    def full_title(self) -> str:
        """As it is cited in a paper: 《中华人民共和国广告法》."""
        return f"《{COUNTRY if self.is_law_of_the_country else ''}{self.title}》"

    def is_in_force(self, day: date) -> bool:
        return self.span.holds_on(day)


@dataclass(frozen=True, slots=True)
class Statutes:
    """All acts the program knows, in the order of the data."""

    acts: tuple[Act, ...]

    def versions(self, title: str) -> tuple[Act, ...]:
        """The versions of an act, by title with or without the country; none if unknown."""
        wanted = act_title(title)
        return tuple(act for act in self.acts if act.title == wanted)

    def act(self, title: str, day: date) -> Act | None:
        """The version in force on `day`; where none was, the one whose time is nearest."""
        return min(self.versions(title), key=lambda act: _away(act.span, day), default=None)


def _away(span: Span, day: date) -> int:
    return abs((span.nearest(day) - day).days)


def article_name(number: int, inserted: int = 0) -> str:
    """How an article is called: 第一百〇二条, 第十五条之一."""
    return f"第{chinese(number)}条" + (f"之{chinese(inserted)}" if inserted else "")


def part_name(cited: Citation) -> str:
    """The part of an article that is cited: 第一款第（五）项; "" for the whole of it."""
    paragraph = f"第{chinese(cited.paragraph)}款" if cited.paragraph else ""
    return paragraph + (f"第（{chinese(cited.item)}）项" if cited.item else "")


_DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """A number from 0 to 9999 as laws write it: 十五, 一百〇二, 一百一十, 一千零一."""
    if not 0 <= number < 10_000:
        return str(number)
    if number < 20:
        return (
            _DIGITS[number] if number < 10 else "十" + (_DIGITS[number - 10] if number > 10 else "")
        )
    said, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            said += ("〇" if gap else "") + _DIGITS[digit] + unit
        gap = bool(said) and not digit
    return said
