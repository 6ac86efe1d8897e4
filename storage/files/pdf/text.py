"""The one place where free text becomes text for paper. Nothing here knows a font or a page.

The papers are set without any markup language, so `<诉求>` and `&amp;` need no escape. What paper
cannot show in its place is settled here: line ends, tabs, and characters that by their nature are
invisible.
"""

import re
import unicodedata

TAB = "    "

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_INVISIBLE = {"Cf", "Mn"}
"""Formats and marks: of these the ones below draw nothing by themselves."""
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
"""Variation selectors ask for another shape of the character before them."""


def for_paper(text: str) -> str:
    """`text` with plain line ends, spaces for tabs, and without characters that draw nothing.

    Directions of writing and joiners are among the last: lines are set from left to right. All
    else stays as it is, also what no font can draw.
    """
    plain = _LINE_ENDS.sub("\n", text).replace("\t", TAB)
    if plain.isascii() or not any(_draws_nothing(char) for char in set(plain)):
        return plain
    return "".join(char for char in plain if not _draws_nothing(char))


def code_point(char: str) -> str:
    """How a character that no font can draw is printed: 〔U+1F600〕."""
    return f"〔U+{ord(char):04X}〕"


def paragraphs(text: str) -> list[str]:
    """The lines of `text` that say something; each becomes one paragraph."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _draws_nothing(char: str) -> bool:
    kind = unicodedata.category(char)
    if kind not in _INVISIBLE:
        return False
    return kind == "Cf" or any(ord(char) in selectors for selectors in _SELECTORS)
