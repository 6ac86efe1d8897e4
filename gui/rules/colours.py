"""Colours a sentence of the rule language as it is written: fields, values on a tint, joiners."""

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from core.tickets.language.grammar import MAX_LENGTH
from core.tickets.language.pieces import Role, pieces
from core.tickets.language.vocabulary import Vocabulary
from gui import theme
from gui.utf16 import units

_LOOKS: dict[Role, tuple[str, str, bool]] = {
    Role.FIELD: ("accent-text", "", True),
    Role.NAME: ("accent-text", "", True),
    Role.FUNCTION: ("accent-text", "", False),
    Role.LIST: ("ok-text", "ok-soft", False),
    Role.VALUE: ("ok-text", "ok-soft", False),
    Role.JOINER: ("text-3", "", False),
    Role.SIGN: ("text-3", "", False),
}
"""Ink, tint and whether in the medium weight; what is not named is plain text."""


class SentenceColours(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._vocabulary = Vocabulary()

    def speak(self, vocabulary: Vocabulary) -> None:
        """Colour with the words of another vocabulary from here on."""
        if vocabulary is not self._vocabulary:
            self._vocabulary = vocabulary
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            return  # no sentence is as long as that; it is refused anyway
        for piece in pieces(text, self._vocabulary):
            look = _LOOKS.get(piece.role)
            if look is not None:
                start = units(text[: piece.start])
                self.setFormat(start, units(piece.text), _format(*look))


def _format(ink: str, tint: str, strong: bool) -> QTextCharFormat:  # noqa: FBT001 -- see the table
    result = QTextCharFormat()
    result.setForeground(theme.colour(ink))
    if tint:
        result.setBackground(theme.colour(tint))
    if strong:
        result.setFontWeight(QFont.Weight.Medium)
    return result
