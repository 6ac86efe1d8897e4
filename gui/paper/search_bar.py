"""Finds words on the pages of a PDF: a line above the pages, closed again with Esc."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.boxes import row
from gui.buttons import tool
from gui.jobs import Jobs
from gui.labels import label
from gui.paper.pages import PdfPages
from storage.files.pdf.pictures import Place, places_of

PAUSE = 250
"""Milliseconds without a key before the words are looked for."""


class SearchBar(QWidget):
    """The words, how often they stand there, and the way from one place to the next."""

    def __init__(self, jobs: Jobs, pages: PdfPages) -> None:
        super().__init__()
        self._jobs = jobs
        self._pages = pages
        self._pdf = b""
        self._found: tuple[Place, ...] = ()
        self._at = 0
        self.field = QLineEdit()
        self.field.setPlaceholderText("在文书里查找")
        self.field.setAccessibleName("在文书里查找")
        self.count = label("", "dense")
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.look)
        self.field.textChanged.connect(lambda _text: self._soon.start())
        self.setLayout(
            row(
                (self.field, 1),
                self.count,
                tool("arrow-up", "上一处（Shift 回车）", on=lambda: self.step(-1)),
                tool("arrow-down", "下一处（回车）", on=lambda: self.step(1)),
                tool("x", "不找了（Esc）", on=self.close_search),
                gap=4,
                margins=(16, 4, 8, 4),
            )
        )
        self.hide()

    def show_pdf(self, pdf: bytes) -> None:
        """Look for the same words in another PDF."""
        self._pdf = pdf
        if self.isVisible():
            self.look()

    def begin(self) -> None:
        """Show the line, ready to type."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_search(self) -> None:
        """Hide the line and what it marked."""
        self.hide()
        self._pages.show_found((), 0)
        self._pages.setFocus()

    def look(self) -> None:
        """Find the words, aside."""
        self._soon.stop()
        words, pdf = self.field.text().strip(), self._pdf
        if not words:
            self._receive("", pdf, ())
            return
        self._jobs.start(
            lambda _progress: places_of(pdf, words), partial(self._receive, words, pdf)
        )

    def step(self, places: int) -> None:
        """To the next place, or the one before; from the last to the first."""
        if self._soon.isActive():
            self.look()
        elif self._found:
            self._at = (self._at + places) % len(self._found)
            self._show_place()

    def _receive(self, words: str, pdf: bytes, found: tuple[Place, ...]) -> None:
        if pdf is self._pdf and words == self.field.text().strip():
            self._found, self._at = found, 0
            self._show_place()

    def _show_place(self) -> None:
        if self._found:
            self.count.setText(f"第 {self._at + 1} 处，共 {len(self._found)} 处")
        else:
            self.count.setText("没有找到" if self.field.text().strip() else "")
        self._pages.show_found(self._found, self._at)

    def showEvent(self, event: QShowEvent) -> None:
        """Mark again what was looked for before."""
        super().showEvent(event)
        if self.field.text().strip():
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift back; Esc closes."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case Qt.Key.Key_Escape:
                self.close_search()
            case _:
                super().keyPressEvent(event)
