"""The lines of a law's text as they come from a file, cleaned and put together into paragraphs.

Files differ: some have one paragraph a line, some are broken at a fixed width, some are indented,
some carry Markdown, page numbers and a table of contents. What is left is one paragraph a line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from core.tickets.language.numerals import NUMERAL

ARTICLE = re.compile(
    rf"第\s*(?P<number>{NUMERAL})\s*条(?:\s*之\s*(?P<inserted>{NUMERAL}))?(?P<gap>[\s:：]*)(?P<rest>.*)"
)
HEADING = re.compile(rf"第\s*{NUMERAL}\s*(?P<level>编|分编|章|节)(?P<name>\s*\S.{{0,40}})?")
ITEM = re.compile(rf"[（(]\s*{NUMERAL}\s*[)）]")

_MARKDOWN = re.compile(r"\*\*|__|^\s{0,3}(?:#{1,6}|>|[-*+])\s+|`")
_LINK = re.compile(r"!?\[([^\]]{0,300})\]\([^)]{0,500}\)")
_COMMENT = re.compile(r"<!--.{0,2000}?-->|<[^<>]{1,200}>")
_PAGE_NUMBER = re.compile(
    r"[—–－\-\s]*\d{1,4}[—–－\-\s]*|第\s*\d{1,4}\s*页(?:\s*[，,/／]?\s*共\s*\d{1,4}\s*页)?"
)
_CONTENTS_LINE = re.compile(r".{1,60}?(?:[.．。…·]{3,}|\s{3,}|\t)\s*\d{1,4}")
_BLANKS = " \t\u3000\xa0\u200b\ufeff"
_CLOSERS = "”’\"'）)】》〕"
_ENDS = "。；;：:！!？?"
_BROKEN_SHARE = 0.25
"""From this share of lines without an end on, the file was broken at a fixed width."""


def paragraphs(lines: Iterable[str]) -> list[str]:
    """One paragraph a line, headings and items alone, blanks at both ends gone."""
    kept = [line for line in (_plain(line) for line in lines) if _says_something(line)]
    indents = any(ARTICLE.match(line.strip(_BLANKS)) and _is_indented(line) for line in kept)
    return list(_joined(kept, indents=indents and _is_broken(kept)))


def _plain(line: str) -> str:
    """Without Markdown, tags and the signs that only print."""
    text = _COMMENT.sub("", line.rstrip()).replace("\\", "")
    indent = line[: len(line) - len(line.lstrip(_BLANKS))]
    return indent + _MARKDOWN.sub("", _LINK.sub(r"\1", text)).lstrip(_BLANKS)


def _says_something(line: str) -> bool:
    text = line.strip(_BLANKS)
    return bool(text) and not _PAGE_NUMBER.fullmatch(text) and not _CONTENTS_LINE.fullmatch(text)


def _is_indented(line: str) -> bool:
    return line.startswith(("\u3000", "  ", "\t", "\xa0"))


def _is_broken(lines: Sequence[str]) -> bool:
    """Whether many lines stop in the middle of a sentence."""
    inside = [line for line in lines if len(line) > 8 and not HEADING.fullmatch(line.strip())]
    open_ones = [line for line in inside if not is_ended(line)]
    return len(open_ones) > _BROKEN_SHARE * max(len(inside), 1)


def is_ended(line: str) -> bool:
    """Whether a line ends as a paragraph of a law ends, closing quotes aside."""
    return line.rstrip(_BLANKS).rstrip(_CLOSERS).endswith(tuple(_ENDS))


_NOTHING_YET = "。"


def _joined(lines: Iterable[str], *, indents: bool) -> Iterator[str]:
    """Lines that belong together in one; with `indents` only an indented line begins another.

    Above the first article nothing is put together: titles do not end like sentences.
    """
    current, in_articles = "", False
    for line in lines:
        text = line.strip(_BLANKS)
        in_articles = in_articles or starts_article(text, after=current or _NOTHING_YET)
        if _is_bare(current) and not starts_article(text, after=current):
            current = f"{current}　{text}"
        elif not in_articles or not current or _begins(line, text, current, indents=indents):
            if current:
                yield current
            current = text
        else:
            current = _glued(current, text)
    if current:
        yield current


def _is_bare(text: str) -> bool:
    """Whether it is the number of a chapter whose name stands on the next line."""
    found = HEADING.fullmatch(text)
    return found is not None and not found["name"]


def _begins(line: str, text: str, before: str, *, indents: bool) -> bool:
    if is_heading(text) or is_heading(before) or ITEM.match(text):
        return True
    if starts_article(text, after=before):
        return True
    if not is_ended(before):
        return False
    return not indents or _is_indented(line)


def _glued(before: str, text: str) -> str:
    """Two halves of a broken line; Latin words keep the blank between them."""
    between = " " if before[-1].isascii() and before[-1].isalnum() and text[0].isascii() else ""
    return before + between + text


def is_heading(text: str) -> bool:
    """Whether a line is the heading of a part, a chapter or a section."""
    found = HEADING.fullmatch(text)
    return found is not None and not is_ended(text) and "条" not in (found["name"] or "")


_GOES_ON = ("、", "第", "规定", "和", "至", "的", "或", "以", "及", "与", "，", "。", "；", "所")


_ENDS_OF_HEADS = (")", "）", "法", "条例", "办法", "规定", "细则")
"""What stands above the first article: the title, or in brackets when it was made."""


def starts_article(text: str, *, after: str) -> bool:
    """Whether a line begins an article, and does not only go on with a mention of one."""
    found = ARTICLE.match(text)
    if found is None:
        return False
    rest, is_free = found["rest"], is_ended(after) or is_heading(after)
    if not rest:
        return is_free or after.endswith(_ENDS_OF_HEADS)
    if not found["gap"]:
        return is_free and not rest.startswith(_GOES_ON)
    return is_free or not rest.startswith(_GOES_ON)
