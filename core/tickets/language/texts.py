"""How texts and lists are read: blanks, likeness, words near each other, numbers, citations.

Plain functions of texts; which of them a sentence can call stands in `text_functions`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import Indel

from core.tickets.fields import is_empty
from core.tickets.language.numerals import NUMERAL, value_of
from core.tickets.language.word_lists import WordList, pattern
from core.tickets.law.citations import parse_citations
from core.tickets.law.statutes import article_name

Text = str

SENTENCE_END = re.compile(r"[。；;！？!?\n\r]")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_WRITTEN_DAY = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9](?![0-9])")
_GAPS_IN_NUMBER = re.compile(r"(?<=[0-9])[ \-－—–]+(?=[0-9Xx])")
_GAPS = re.compile(r"[\s\-－—–]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_TITLE = re.compile(r"《([^《》]*)》")


def elements(value: Iterable[Any] | None) -> list[str]:
    """The elements of a list that are not blank, as text."""
    return [text for item in value or () if (text := str(item).strip())]


def squeeze(text: Text) -> Text:
    """The text without any blanks."""
    return "".join(text.split())


def bare(text: Text) -> Text:
    """The text without blanks and punctuation."""
    return _NO_LETTERS.sub("", text)


def join(*parts: Any) -> Text:
    """The parts one below the other, so that no word or sentence runs from one into the next."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, tuple):
            lines += elements(part)
        elif not is_empty(part):
            lines.append(str(part))
    return "\n".join(lines)


def plain_width(text: Text) -> Text:
    """Full-width letters and figures as plain ones, without blanks (规整)."""
    return squeeze(text.translate(FULL_WIDTH))


def similarity(one: Text, other: Text) -> float:
    """Twice the longest common subsequence over both lengths, punctuation aside; 0 to 1."""
    return Indel.normalized_similarity(bare(one), bare(other))


def by_length(words: Iterable[str]) -> Mapping[int, frozenset[str]]:
    """The words without blanks and punctuation, by how many characters that leaves."""
    pieces = {piece for word in words if (piece := bare(word))}
    return {
        length: frozenset(piece for piece in pieces if len(piece) == length)
        for length in sorted(set(map(len, pieces)))
    }


def consists_of(text: Text, words: Mapping[int, frozenset[str]]) -> bool:
    """Whether `text`, without blanks and punctuation, is made up of `words` alone (只含)."""
    whole = bare(text)
    reached = {0}
    for start in range(len(whole)):
        if start in reached:
            reached |= {
                start + length
                for length, known in words.items()
                if whole[start : start + length] in known
            }
    return len(whole) in reached


def all_among(items: Iterable[Any], words: Iterable[str]) -> bool:
    """Whether every element is one of `words`, and there is an element (只含)."""
    there = elements(items)
    allowed = set(words)
    return bool(there) and all(item in allowed for item in there)


def kinds_present(text: Text, *lists: WordList) -> int:
    """Of how many of the lists a word stands in the text."""
    return sum(bool(words.found(text)) for words in lists)


@lru_cache(maxsize=64)
def _either(first: WordList, second: WordList) -> re.Pattern[str]:
    """Finds words of both lists, the longer first, so that 成立 is not seen inside 不成立."""
    return pattern({*first.words, *second.words})


def follows(text: Text, first: WordList, second: WordList, gap: int) -> bool:
    """Whether a word of `second` begins at most `gap` characters behind a word of `first`."""
    end = None
    for hit in _either(first, second).finditer(text):
        if first.pattern.fullmatch(hit.group()):
            end = hit.end()
        elif end is not None and hit.start() - end <= gap:
            return True
    return False


def follows_in_sentence(text: Text, first: WordList, second: WordList, gap: int) -> bool:
    """Likewise, but within one sentence."""
    if not (first.found(text) and second.found(text)):
        return False
    return any(follows(sentence, first, second, gap) for sentence in SENTENCE_END.split(text))


def stands_affirmed(text: Text, words: WordList, denials: WordList, reach: int) -> bool:
    """Whether some word stands without a denial in the `reach` characters before it (同一句)."""
    if not words.found(text):
        return False
    return any(
        not denials.found(sentence[max(0, hit.start() - int(reach)) : hit.start()])
        for sentence in SENTENCE_END.split(text)
        for hit in words.pattern.finditer(sentence)
    )


def titles(text: Text) -> tuple[str, ...]:
    """What stands between 《 and 》."""
    return tuple(_TITLE.findall(text))


def without_titles(text: Text) -> Text:
    """The text without 《…》."""
    return _TITLE.sub("", text)


def says_number(text: Text, unit: Text, number: int) -> bool:
    """Whether the text says `number` of `unit`, in whatever figures and however spaced."""
    said = squeeze(unit.translate(FULL_WIDTH))
    if not all(sign in text or sign < "\x7f" for sign in said):
        return False
    looked_for = _numbered(said)
    lines = map(plain_width, text.splitlines())
    return any(value_of(hit) == number for line in lines for hit in looked_for.findall(line))


@lru_cache(maxsize=64)
def _numbered(unit: Text) -> re.Pattern[str]:
    return re.compile(f"({NUMERAL})" + re.escape(unit))


def begins_with_any(value: Text | tuple[Any, ...], words: WordList) -> bool:
    """Whether the text, or an element of the list, begins with one of the words."""
    begins = tuple(words.words)
    texts = elements(value) if isinstance(value, tuple) else [value.strip()]
    return any(text.startswith(begins) for text in texts)


def ends_with_any(text: Text, words: WordList) -> bool:
    """Whether the text ends with one of the words."""
    return text.strip().endswith(tuple(words.words))


_MOBILE = r"1[3-9][0-9]{9}"
_IDENTITY = r"[0-9]{17}[0-9Xx]"
_CARD = r"[0-9]{19}|[0-9]{16}"
_SENSITIVE = re.compile(rf"(?<![0-9])(?:{_IDENTITY}|{_CARD}|{_MOBILE})(?![0-9])")


_DIGIT, _SHORTEST_NUMBER = re.compile(r"[0-9０-９]"), 11


def sensitive_numbers(text: Text) -> tuple[str, ...]:
    """Mobile numbers, identity numbers and bank cards that stand in full in the text.

    They may be written in groups; a day before them (2026-11-03 138…) is no part of them.
    """
    if len(_DIGIT.findall(text)) < _SHORTEST_NUMBER:
        return ()
    undated = _WRITTEN_DAY.sub("日", text.translate(FULL_WIDTH))
    return tuple(_SENSITIVE.findall(_GAPS_IN_NUMBER.sub("", undated)))


def leave_out(items: tuple[Any, ...] | None, *texts: Text | None) -> tuple[str, ...]:
    """The elements that stand in none of the texts."""
    known = join(*(without_gaps(text) for text in texts if text)).upper()
    return tuple(item for item in elements(items) if item.upper() not in known)


def without_gaps(text: Text) -> Text:
    """The text without blanks and hyphens, for numbers written in groups."""
    return _GAPS.sub("", text.translate(FULL_WIDTH))


def runs_alike(one: Text, other: Text, length: int) -> bool:
    """Whether `length` characters in a row stand in both texts, blanks aside."""
    first, second = squeeze(one), squeeze(other)
    length = max(int(length), 1)
    seen = {first[at : at + length] for at in range(len(first) - length + 1)}
    return any(second[at : at + length] in seen for at in range(len(second) - length + 1))


def beyond_last_article(refs: tuple[Any, ...], articles: Mapping[str, int]) -> tuple[str, ...]:
    """The references to an article that the statute lacks; unknown statutes are let pass."""
    return tuple(ref for ref in elements(refs) if any(_beyond(ref, articles)))


def _beyond(ref: Text, articles: Mapping[str, int]) -> Iterator[bool]:
    for cited in parse_citations(ref):
        last = articles.get(cited.act)
        if last is not None and cited.article is not None:
            yield not 1 <= cited.article <= last


def renumbered(text: Text, now: Mapping[str, int]) -> tuple[str, ...]:
    """What each cited article is called now; `now` goes by act and article, as one name."""
    moved = {
        f"{article_name(old)}改为{article_name(new)}": None
        for act, old in _articles_cited(text)
        if (new := now.get(act + article_name(old))) is not None
    }
    return tuple(moved)


def _articles_cited(text: Text) -> Iterator[tuple[str, int]]:
    return ((one.act, one.article) for one in parse_citations(text) if one.article is not None)
