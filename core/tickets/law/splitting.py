"""Splits the text of an act into its articles (分条), and proposes its title and days.

What looks wrong is named and left to the officer: numbers that are missing, that come twice, and
text behind the last article that belongs to something else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.tickets.language.numerals import NUMERAL, value_of
from core.tickets.law.citations import COUNTRY, Citation
from core.tickets.law.statutes import ArticleNumber, article_name
from core.tickets.law.text_lines import (
    ARTICLE,
    ITEM,
    is_ended,
    is_heading,
    paragraphs,
    starts_article,
)


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as the text has it; `text` has one paragraph or item a line."""

    number: int
    inserted: int
    chapter: str
    text: str

    @property
    def key(self) -> ArticleNumber:
        return self.number, self.inserted

    @property
    def name(self) -> str:
        return article_name(self.number, self.inserted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A text cut into articles, what its head says of it, and what to look at before keeping it."""

    title: str
    order: str
    since: date | None
    articles: tuple[ArticleText, ...]
    doubts: tuple[str, ...]


def split(lines: Iterable[str], *, name: str) -> Split:
    """Cut the lines of a file called `name` into articles; without any the result has none."""
    whole = paragraphs(lines)
    head = _head(whole)
    own, annex = _until_it_begins_again(list(_articles(whole)))
    once, doubles = _once(own)
    kept, behind = _without_imprint(once)
    last = kept[-1].text if kept else ""
    return Split(
        title=_title(head, name),
        order=_order(head),
        since=_first_day("".join(head)) or _first_day(last),
        articles=tuple(kept),
        doubts=(*_gaps(kept), *doubles, *behind, *_left_out(annex)),
    )


def _head(whole: Sequence[str]) -> list[str]:
    """What stands before the first article."""
    for at, line in enumerate(whole):
        if starts_article(line, after="。"):
            return list(whole[:at])
    return list(whole)


def _articles(whole: Iterable[str]) -> Iterator[ArticleText]:
    """The articles in the order of the text, each under the headings above it."""
    headings: dict[str, str] = {}
    current: ArticleText | None = None
    before = "。"
    for line in whole:
        found = ARTICLE.match(line)
        if found is not None and starts_article(line, after=before):
            if current is not None:
                yield current
            inserted = value_of(found["inserted"]) if found["inserted"] else 0
            text = found["rest"].strip()
            current = ArticleText(value_of(found["number"]), inserted, _under(headings), text)
        elif is_heading(line):
            _enter(headings, line)
        elif current is not None:
            current = replace(current, text=f"{current.text}\n{line}".strip())
        before = line
    if current is not None:
        yield current


_LEVELS = ("编", "分编", "章", "节")
_HEADED = re.compile(rf"(第\s*{NUMERAL}\s*(编|分编|章|节))(.*)")


def _enter(headings: dict[str, str], line: str) -> None:
    """Go into a chapter: what was below it is left."""
    found = _HEADED.fullmatch(line)
    if found is None:
        return
    level, name = found[2], "".join(found[3].split())
    for lower in _LEVELS[_LEVELS.index(level) :]:
        headings.pop(lower, None)
    headings[level] = f"{''.join(found[1].split())}　{name}".strip()


def _under(headings: dict[str, str]) -> str:
    return "　".join(headings[level] for level in _LEVELS if level in headings)


def _until_it_begins_again(
    found: Sequence[ArticleText],
) -> tuple[Sequence[ArticleText], Sequence[ArticleText]]:
    """The articles up to where the numbers begin anew, and those behind: an annex, another act."""
    for at in range(1, len(found)):
        if found[at].key == (1, 0) and found[at - 1].number > 1:
            return found[:at], found[at:]
    return found, ()


def _once(found: Iterable[ArticleText]) -> tuple[list[ArticleText], list[str]]:
    """Each article once, the first time it comes; and which came again."""
    kept: dict[ArticleNumber, ArticleText] = {}
    doubts = []
    for one in found:
        if one.key in kept:
            doubts.append(f"{one.name}出现了两次，只收了前面一处。")
        else:
            kept[one.key] = one
    return list(kept.values()), list(dict.fromkeys(doubts))


def _without_imprint(
    kept: Sequence[ArticleText],
) -> tuple[list[ArticleText], list[str]]:
    """The articles without what stands below the last one: who issued it, a date, an annex."""
    if not kept:
        return [], []
    lines = kept[-1].text.splitlines()
    own = len(lines)
    while own > 1 and not is_ended(lines[own - 1]) and not ITEM.match(lines[own - 1]):
        own -= 1
    last = replace(kept[-1], text="\n".join(lines[:own]))
    doubts = [f"最后一条下面的“{line[:20]}”没有收进来。" for line in lines[own:]]
    return [*kept[:-1], last], doubts


def _gaps(kept: Sequence[ArticleText]) -> Iterator[str]:
    """Numbers that nothing stands for, and articles that say nothing."""
    numbers = {one.number for one in kept}
    missing = [number for number in range(1, max(numbers, default=0)) if number not in numbers]
    for first, last in _runs(missing):
        said = (
            article_name(first) if first == last else f"{article_name(first)}至{article_name(last)}"
        )
        yield f"没有找到{said}。"
    yield from (f"{one.name}没有内容。" for one in kept if not one.text)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as first and last."""
    first = previous = None
    for number in numbers:
        if previous is None or number != previous + 1:
            if first is not None and previous is not None:
                yield first, previous
            first = number
        previous = number
    if first is not None and previous is not None:
        yield first, previous


def _left_out(rest: Sequence[ArticleText]) -> Iterator[str]:
    if rest:
        yield f"后面又从第一条开始（{len(rest)} 条），可能是附件或另一部法规，没有收进来。"


# What the head says

_DAY = rf"({NUMERAL})\s*年\s*({NUMERAL})\s*月\s*({NUMERAL})\s*日"
_SINCE = re.compile(rf"自\s*{_DAY}\s*起\s*(?:施行|实施|生效)")
_NUMBERED = re.compile(r"((?:国家市场监督管理)?总局|国务院|主席)?令\s*(?:第)?\s*(\d+)\s*号")
_REVISED = re.compile(
    rf"({NUMERAL})\s*年\s*{NUMERAL}\s*月\s*{NUMERAL}\s*日[^。）)]{{0,60}}?(修订|修正)"
)
_NO_TITLE = re.compile(
    r"[（(].*|目\s*录|.*[:：].*|.*(?:公布|通过|下载|规章|发布).*|第.{1,4}[章编节].*"
)
_STATE = re.compile(r"[-—_（(\s]*(?:已)?(?:废止|失效)[)）]?$")
_LONGEST_TITLE = 60


def _title(head: Sequence[str], name: str) -> str:
    """The title in the head, else the name of the file."""
    candidates = (_STATE.sub("", "".join(line.split())) for line in head)
    fitting = [
        one.strip("《》")
        for one in candidates
        if 4 <= len(one) <= _LONGEST_TITLE and not _NO_TITLE.fullmatch(one)
    ]
    own = _STATE.sub("", name)
    named = next((one for one in fitting if _is_like(one, own)), None)
    return named or next((one for one in fitting if one.endswith(_KINDS)), None) or own


_KINDS = ("法", "条例", "办法", "规定", "细则", "决定", "规则", "规范", "意见", "标准")


def _is_like(title: str, name: str) -> bool:
    return title.removeprefix(COUNTRY) in name or name.removeprefix(COUNTRY) in title


def _order(head: Sequence[str]) -> str:
    """总局令第121号, or 2025 年修订 where the head names no order."""
    text = " ".join(head)
    numbered = _NUMBERED.search(text)
    if numbered:
        issuer = (numbered[1] or "").removeprefix("国家市场监督管理")
        return f"{issuer}令第{numbered[2]}号"
    revised = list(_REVISED.finditer(text))
    return f"{value_of(revised[-1][1])} 年{revised[-1][2]}" if revised else ""


def _first_day(text: str) -> date | None:
    """The first day that `text` says something comes into force on."""
    days = (_day(*found.groups()) for found in _SINCE.finditer("".join(text.split())))
    return next((day for day in days if day is not None), None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(value_of(year), value_of(month), value_of(day))
    except ValueError:
        return None


# Parts of an article


def cited_part(text: str, citation: Citation) -> str:
    """The paragraph or item of an article that a citation names; the whole where it names none."""
    own = _paragraphs_of(text)
    wanted = own
    if citation.paragraph:
        wanted = own[citation.paragraph - 1 : citation.paragraph]
    elif citation.item:
        wanted = [lines for lines in own if len(lines) > 1][:1]
    if citation.item:
        wanted = [[line] for lines in wanted for line in lines if _item(line) == citation.item]
    return "\n".join(line for lines in wanted for line in lines)


def _paragraphs_of(text: str) -> list[list[str]]:
    """The paragraphs (款) of an article, each with the items (项) that belong to it."""
    found: list[list[str]] = []
    for line in text.splitlines():
        if found and ITEM.match(line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _item(line: str) -> int:
    found = _ITEM_NUMBER.match(line)
    return value_of(found[1]) if found else 0


_ITEM_NUMBER = re.compile(rf"[（(]\s*({NUMERAL})\s*[)）]")
