"""How a text with live figures is written down: 接收{接收总量}，办结{办结总量=4200 件}.

A name alone is always shown as it is now; behind = stands what somebody typed over it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.briefing.figure import LiveFigure

_LIVE = re.compile(r"\{([^{}=]+)(?:=([^{}]*))?\}")
_WORD = r"(?:\{[^{}]*\}|[^。！？{])"
_SENTENCE = re.compile(rf"{_WORD}*[。！？]+[”’）]?|{_WORD}+|\{{")
_BRACES = str.maketrans("{}", "｛｝")
UNKNOWN = "（没有这个数）"


@dataclass(frozen=True, slots=True)
class Live:
    """A reference to a figure; `typed` is what somebody wrote over it, None where nobody did."""

    name: str
    typed: str | None = None


Piece = str | Live


def pieces(text: str) -> Iterator[Piece]:
    """The text piece by piece."""
    at = 0
    for hit in _LIVE.finditer(text):
        if hit.start() > at:
            yield text[at : hit.start()]
        yield Live(hit[1], hit[2])
        at = hit.end()
    if at < len(text):
        yield text[at:]


def written(parts: Iterable[Piece]) -> str:
    """The text of these pieces; braces that somebody typed become full-width ones."""
    return "".join(_written(one) for one in parts)


def _written(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece.translate(_BRACES)
    typed = "" if piece.typed is None else f"={piece.typed.translate(_BRACES)}"
    return f"{{{piece.name}{typed}}}"


def shown(piece: Piece, figures: Mapping[str, LiveFigure]) -> str:
    """What a reader sees of a piece."""
    if isinstance(piece, str):
        return piece
    if piece.typed is not None:
        return piece.typed
    found = figures.get(piece.name)
    return UNKNOWN if found is None else found.shown


def plain(text: str, figures: Mapping[str, LiveFigure]) -> str:
    """The whole text as a reader sees it: half a space between Chinese and a live number."""
    said = ""
    for piece in pieces(text):
        new = shown(piece, figures)
        if isinstance(piece, Live):
            said += _gap(said, new)
        said += new
    return said


def _gap(before: str, behind: str) -> str:
    return " " if behind[:1].isdigit() and "\u4e00" <= before[-1:] <= "\u9fff" else ""


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, each with its closing mark; figures are never cut."""
    return [hit[0] for hit in _SENTENCE.finditer(text) if hit[0].strip()]
