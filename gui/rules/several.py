"""Several words out of many: those chosen as chips that can be taken away, and a field to add one.

And several out of a few, all of which are seen.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from gui.boxes import clear, row
from gui.buttons import button
from gui.combo import Combo
from gui.flow import FlowLayout

ADD_WIDTH = 170


class Several(QWidget):
    """For words out of a long list; the order is that in which they were added."""

    edited = Signal()

    def __init__(self, name: str, words: Sequence[str], *, adding: str) -> None:
        super().__init__()
        self._known = list(words)
        self._chosen: list[str] = []
        self._flow = FlowLayout(gap=6)
        self.add = Combo()
        self.add.setEditable(True)
        self.add.addItems(self._known)
        self.add.setFixedWidth(ADD_WIDTH)
        self.add.setAccessibleName(f"{name}：{adding}")
        line = QLineEdit()
        line.setPlaceholderText(adding)
        self.add.setLineEdit(line)
        completer = QCompleter(self._known, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.add.setCompleter(completer)
        self.add.activated.connect(lambda _at: self._add())
        line.returnPressed.connect(self._add)
        self.setFocusProxy(self.add)
        self.setLayout(row((self._flow, 1)))
        self.show_words(())

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self._chosen)

    def show_words(self, words: Sequence[str]) -> None:
        self._chosen = list(words)
        self._flow.removeWidget(self.add)
        clear(self._flow)
        for word in self._chosen:
            chip = button(word, "dense", "x", on=partial(self._drop, word))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setAccessibleName(f"去掉{word}")
            chip.setToolTip(f"去掉“{word}”")
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add)
        self.add.setCurrentIndex(-1)
        self.add.clearEditText()
        self.updateGeometry()

    def _add(self) -> None:
        word = self.add.currentText().strip()
        if word in self._known and word not in self._chosen:
            self.show_words([*self._chosen, word])
            self.edited.emit()

    def _drop(self, word: str) -> None:
        self.show_words([one for one in self._chosen if one != word])
        self.add.setFocus()
        self.edited.emit()


class Some(QWidget):
    """For a few words, each down or not."""

    edited = Signal()

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        flow = FlowLayout(gap=6)
        for word in words:
            made = button(word, "choice", on=self.edited.emit)
            made.setCheckable(True)
            self._buttons[word] = made
            flow.addWidget(made)
        self.setLayout(row((flow, 1)))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word, made in self._buttons.items() if made.isChecked())

    def show_words(self, words: Sequence[str]) -> None:
        for word, made in self._buttons.items():
            made.setChecked(word in words)
