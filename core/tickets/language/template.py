"""Messages with calculated values, such as 届满日为 {届满日(受理钟)}.

What stands between { and } is a sentence that gives a value; everything else is shown as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from core.tickets.case import Case
from core.tickets.fields import is_empty
from core.tickets.language.check import value
from core.tickets.language.closures import Value, compile_value
from core.tickets.language.function import Unknown
from core.tickets.language.mistakes import Mistake
from core.tickets.language.said_values import said
from core.tickets.language.tree import Node
from core.tickets.language.vocabulary import Vocabulary

MAX_LENGTH, MAX_FILLED = 500, 2000
_BRACED = re.compile(r"\{([^{}]*)\}")
_UNKNOWN = "（算不出）"

Filled: TypeAlias = Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Template:
    """A text and the checked values in it; `fill` writes it out for a case."""

    text: str
    values: tuple[Node, ...] = ()
    _pieces: tuple[str | Value, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        texts = _BRACED.split(self.text)[::2]
        compiled = [compile_value(node) for node in self.values]
        mixed: list[str | Value] = [texts[0]]
        for get, text in zip(compiled, texts[1:], strict=True):
            mixed += [get, text]
        object.__setattr__(self, "_pieces", tuple(mixed))

    def parts(self, case: Case) -> Iterator[tuple[str, Node | None]]:
        """The text piece by piece; a value that is empty or cannot be known gives "" and its node.

        All other pieces come without a node.
        """
        nodes = iter(self.values)
        for piece in self._pieces:
            if isinstance(piece, str):
                yield piece, None
            else:
                node = next(nodes)
                text = _known(piece, case)
                yield text, None if text else node

    def fill(self, case: Case) -> str:
        """The text with its values; what cannot be known says so."""
        pieces = (one if isinstance(one, str) else _said(one, case) for one in self._pieces)
        filled = "".join(pieces)
        return filled if len(filled) <= MAX_FILLED else f"{filled[:MAX_FILLED]}……"


def template(text: str, vocabulary: Vocabulary) -> Template:
    """Read a message, or raise a Mistake that counts from the beginning of the whole text."""
    if len(text) > MAX_LENGTH:
        said_ = f"提示有 {len(text)} 个字，最多 {MAX_LENGTH} 个。"
        raise Mistake(said_, sentence=text[:MAX_LENGTH], at=MAX_LENGTH)
    if (at := _stray_brace(text)) is not None:
        raise Mistake("花括号没有成对。", sentence=text, at=at)
    return Template(text, tuple(_read(hit, text, vocabulary) for hit in _BRACED.finditer(text)))


def _read(hit: re.Match[str], text: str, vocabulary: Vocabulary) -> Node:
    try:
        return value(hit.group(1), vocabulary)
    except Mistake as mistake:
        raise Mistake(mistake.said, sentence=text, at=hit.start(1) + mistake.at) from None


def _stray_brace(text: str) -> int | None:
    rest = _BRACED.sub(lambda hit: " " * len(hit.group()), text)
    return next((at for at, character in enumerate(rest) if character in "{}"), None)


def _known(get: Value, case: Case) -> str:
    """A value in words; "" where there is none."""
    try:
        found = get(case)
    except Unknown:
        return ""
    return "" if is_empty(found) else said(found)


def _said(get: Value, case: Case) -> str:
    try:
        return said(get(case))
    except Unknown:
        return _UNKNOWN
