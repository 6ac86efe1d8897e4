"""The sentence that is being built from the answers (会这样写进工单), its gaps tinted."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame

from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, picture

SPREAD = 122

Pieces = Sequence[tuple[str, bool]]


class SentenceBox(QFrame):
    edit_asked = Signal()
    """Somebody wants to write it in other words."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tint")
        self._pieces: tuple[tuple[str, bool], ...] = ()
        self._said = label("", "second", wrap=True)
        self._said.setTextFormat(Qt.TextFormat.RichText)
        self._edit = button("自己改", "link", "pencil-line", on=self.edit_asked.emit)
        title = label("会这样写进工单，您还可以改", "caption")
        head = row(picture("file-text", "text-3", 14), title, None, self._edit, gap=6)
        self.setLayout(column(head, self._said, gap=3, margins=(14, 8, 10, 10)))

    @property
    def words(self) -> str:
        """The sentence as it is read, gaps in brackets."""
        return "".join(f"〔{text}〕" if waits else text for text, waits in self._pieces)

    def show_pieces(self, pieces: Pieces) -> None:
        """Show the sentence; a piece that waits for an answer is tinted."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self._paint_again()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the gaps anew when the scheme has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._pieces:
            self._paint_again()

    def _paint_again(self) -> None:
        parts = "".join(_gap(text) if waits else escape(text) for text, waits in self._pieces)
        self._said.setText(f'<div style="line-height:{SPREAD}%">{parts}</div>')
        self._said.setAccessibleName(self.words)


def _gap(words: str) -> str:
    ink, ground = (theme.colour(name).name() for name in ("accent-text", "accent-soft"))
    style = f"color:{ink}; background-color:{ground};"
    return f'<span style="{style}">&nbsp;{escape(words)}&nbsp;</span>'
