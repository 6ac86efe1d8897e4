"""Guidance at the focused field, in three depths; and, on F1, the answer to 为什么 in their place.

A line and why; good and bad examples; the articles and the handling points. The depth is
remembered per person.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from core.tickets.fields import BY_KEY
from gui.boxes import box, clear, column, row, rule, scrolled
from gui.buttons import Strip, button
from gui.labels import key_cap, label, paragraph
from gui.preferences import Preferences
from gui.ticket_form.guidance_parts import (
    article_part,
    lost_part,
    pair_parts,
    point_parts,
    why_parts,
)
from gui.ticket_form.telling import Told

DEPTHS = ("一句话", "好例差例", "依据条文")
REMEMBERED = "guidance-depth"
_SCROLLS = {
    Qt.Key.Key_Down: 40,
    Qt.Key.Key_Up: -40,
    Qt.Key.Key_PageDown: 240,
    Qt.Key.Key_PageUp: -240,
}


class GuidancePanel(QWidget):
    left = Signal()
    """Somebody wants to go back to the field (Esc)."""

    article_asked = Signal(object)
    """The place of an article that somebody wants to read in the library."""

    answering = Signal(bool)
    """Whether the answer to 为什么 is shown now."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setAccessibleName("填报指引")
        self.setObjectName("form-guidance")
        self._preferences = preferences
        self._told: Told | None = None
        self._answering = False
        self._title = label("填报指引", "section")
        self._aside = label("当前字段", "caption")
        self._key = key_cap("F2")
        self.back = button("返回　Esc", "quiet", "arrow-left", on=self.close_answer)
        self.depths = Strip(DEPTHS, kind="tab", current=int(preferences.read(REMEMBERED, 1)))
        self.depths.chosen.connect(self._on_depth)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self._inside.setContentsMargins(16, 10, 16, 12)
        head = row(self._title, None, self._aside, self._key, self.back)
        head.setContentsMargins(16, 10, 12, 0)
        self._tabs = box(row(self.depths, None, margins=(16, 0, 16, 0)))
        whole = box(self._inside)
        # As high as the paragraphs are in this width, not as they would be in the narrowest.
        whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._scroll = scrolled(whole)
        self.setLayout(column(head, self._tabs, rule(), (self._scroll, 1), gap=0))
        self._show()

    def show_told(self, told: Told | None) -> None:
        """Say what belongs to a field; another field puts the answer to 为什么 away."""
        if told == self._told:
            return
        before, self._told = self._told, told
        same = before is not None and told is not None and before.key == told.key
        if self._answering and not same:
            self._turn(answering=False)
        self._show(keep_place=same)

    @property
    def heading(self) -> str:
        """Which field is spoken of."""
        return self._title.text()

    # 为什么

    @property
    def is_answering(self) -> bool:
        return self._answering

    def answer(self) -> bool:
        """Answer 为什么 in the place of the guidance; False where no field is spoken of."""
        if self._told is None:
            return False
        self._turn(answering=True)
        self._show()
        return True

    def close_answer(self) -> None:
        """Go back from the answer to the guidance."""
        if self._answering:
            self._turn(answering=False)
            self._show()

    def _turn(self, *, answering: bool) -> None:
        self._answering = answering
        self.answering.emit(answering)

    # depths

    def next_depth(self) -> None:
        """Go one depth further, and round (F2); from the answer first back."""
        if self._answering:
            self.close_answer()
            return
        self.depths.choose((self.depths.current + 1) % len(DEPTHS))
        self._on_depth(self.depths.current)

    def _on_depth(self, depth: int) -> None:
        self._preferences.write(REMEMBERED, depth)
        self._show()

    def take_focus(self) -> None:
        """Move into the panel (Shift+F2)."""
        target = self.back if self._answering else self.depths.button(self.depths.current)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the arrows; Esc leaves the answer, then the panel."""
        key = Qt.Key(event.key())
        if key in _SCROLLS:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLS[key])
        elif key is Qt.Key.Key_Escape:
            self.close_answer()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # showing

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out anew: what was filled while nobody looked was as narrow as could be."""
        super().showEvent(event)
        self._show(keep_place=True)

    def _show(self, *, keep_place: bool = False) -> None:
        place = self._scroll.verticalScrollBar().value() if keep_place else 0
        clear(self._inside)
        self._title.setText(self._say_title())
        for widget in (self._aside, self._key, self._tabs):
            widget.setVisible(not self._answering)
        self.back.setVisible(self._answering)
        for part in self._parts():
            self._inside.addWidget(part)
        self._inside.addStretch(1)
        self._scroll.verticalScrollBar().setValue(place)

    def _say_title(self) -> str:
        if self._told is None:
            return "填报指引"
        header = BY_KEY[self._told.key].header
        return f"为什么：{header}" if self._answering else header

    def _parts(self) -> Iterator[QWidget]:
        told = self._told
        if told is None:
            yield paragraph("把光标放进一栏，这里说明怎么填。", "second")
            yield paragraph("按 F1，说明为什么问这一栏、为什么报这一条。", "caption")
        elif self._answering:
            yield from why_parts(told, self.article_asked.emit)
        else:
            yield from self._at_depth(told)

    def _at_depth(self, told: Told) -> Iterator[QWidget]:
        match self.depths.current:
            case 0:
                return _line(told)
            case 1:
                return _examples(told)
        return self._law(told)

    def _law(self, told: Told) -> Iterator[QWidget]:
        if not told.articles:
            yield paragraph(told.guidance.basis(told.day), "second")
        yield from (article_part(one, self.article_asked.emit) for one in told.articles)
        yield from point_parts(told.points)
        yield from _lost(told)


def _line(told: Told) -> Iterator[QWidget]:
    said = told.guidance
    yield paragraph(said.line(told.day), "strong")
    yield paragraph(said.why(told.day), "second")
    yield from pair_parts(said.pairs_on(told.day)[:1])
    yield from _lost(told)


def _examples(told: Told) -> Iterator[QWidget]:
    said = told.guidance
    pairs = said.pairs_on(told.day)
    if not pairs:
        yield paragraph(said.line(told.day), "strong")
        yield paragraph(said.why(told.day), "second")
    yield from pair_parts(pairs)
    yield from _lost(told)
    yield paragraph(said.basis(told.day), "caption")


def _lost(told: Told) -> Iterator[QWidget]:
    if told.lost:
        yield lost_part(told.lost)
