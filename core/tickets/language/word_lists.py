"""Named word lists (词表): data that the section may extend, and how they are looked for in a text.

In a word list `×` stands for a number in digits or in Chinese, so that `×月×日` finds 11月3日 and
十一月三日. Everything else is taken literally.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from core.errors import Refusal
from core.tickets.language.numerals import NUMERAL

NUMBER_SIGN = "×"
MAX_WORDS = 500
MAX_LENGTH = 40
MAX_SIGNS = 100


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that a condition can name together."""

    name: str
    words: tuple[str, ...]
    help: str = ""
    pattern: re.Pattern[str] = field(init=False, repr=False, compare=False)
    """Finds any of the words, the longest where several begin alike."""
    _plain: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        plain = tuple(word for word in self.words if NUMBER_SIGN not in word)
        object.__setattr__(self, "_plain", plain)
        object.__setattr__(self, "pattern", pattern(self.words))

    @property
    def is_plain(self) -> bool:
        """Whether no word of the list has a number sign."""
        return len(self._plain) == len(self.words)

    def found(self, text: str) -> str:
        """A word of the list that stands in `text`, or nothing; plain words come first."""
        for word in self._plain:
            if word in text:
                return word
        hit = None if self.is_plain else self.pattern.search(text)
        return hit.group() if hit else ""


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all `words`, the longest first where two begin alike."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_as_pattern, ordered)) or r"(?!)")


def _as_pattern(word: str) -> str:
    return NUMERAL.join(re.escape(piece) for piece in word.split(NUMBER_SIGN))


def word_list(name: str, words: Iterable[str], help_: str = "") -> WordList:
    """Make a word list, or say why these words cannot be one."""
    kept = tuple(words)
    if problem := next(problems(kept), ""):
        raise Refusal(f"词表“{name}”{problem}")
    return WordList(name, kept, help_)


def problems(words: tuple[str, ...]) -> Iterator[str]:
    """Why these words cannot be a list, in sentences that go on after its name."""
    if not words:
        yield "是空的，请至少写一个词。"
    if len(words) > MAX_WORDS:
        yield f"有 {len(words)} 个词，最多 {MAX_WORDS} 个。"
    if (signs := sum(word.count(NUMBER_SIGN) for word in words)) > MAX_SIGNS:
        yield f"里有 {signs} 个“×”，最多 {MAX_SIGNS} 个。请拆成几个词表。"
    for word in words:
        yield from _problems_of(word)


def _problems_of(word: str) -> Iterator[str]:
    if not word.strip():
        yield "里有一个空词，请删掉。"
    if len(word) > MAX_LENGTH:
        yield f"里的“{word[:10]}……”太长，一个词最多 {MAX_LENGTH} 个字。"
    if word.count(NUMBER_SIGN) > 4:
        yield f"里的“{word}”有太多“×”，一个词最多 4 个。"
    if NUMBER_SIGN * 2 in word:
        yield f"里的“{word}”有连在一起的“×”，请只写一个。"
