"""The editor of evidence (佐证材料): rows of kind and name; the files stay elsewhere."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from core.tickets.fields import is_empty
from core.tickets.ticket import Evidence
from gui.boxes import row
from gui.buttons import button, tool
from gui.combo import Combo
from gui.forms.description import Asked

KIND_WIDTH = 132


class EvidenceRow(QWidget):
    """One piece: what kind, what it is called, and a button that takes it away."""

    edited = Signal()
    taken_away = Signal(object)

    def __init__(self, kinds: list[str], item: Evidence) -> None:
        super().__init__()
        self.kind = Combo()
        self.kind.setEditable(True)
        self.kind.addItems(kinds)
        self.kind.setEditText(item.kind)
        self.kind.setFixedWidth(KIND_WIDTH)
        self.kind.setAccessibleName("佐证种类")
        self.name = QLineEdit(item.name)
        self.name.setPlaceholderText("材料名称")
        self.name.setAccessibleName("佐证名称")
        self.remove: QToolButton = tool("x", "去掉这份佐证")
        self.remove.clicked.connect(lambda _on=False: self.taken_away.emit(self))
        self.kind.editTextChanged.connect(lambda _text: self.edited.emit())
        self.name.textEdited.connect(lambda _text: self.edited.emit())
        self.setLayout(row(self.kind, (self.name, 1), self.remove, gap=6))

    def item(self) -> Evidence:
        return Evidence(self.kind.currentText().strip(), self.name.text().strip())

    def lock(self, *, on: bool) -> None:
        self.kind.lock(on=on)
        self.name.setReadOnly(on)
        self.remove.setVisible(not on)


class EvidenceEditor(QWidget):
    edited = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._kinds = [words for _, words in asked.options]
        self._rows: list[EvidenceRow] = []
        self._locked = False
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add = button("添加佐证", "quiet", "plus", on=self._on_add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._list)
        whole.addLayout(row(self.add, None))
        self.setFocusProxy(self.add)

    def show_value(self, value: Any) -> None:
        items = tuple(value or ())
        if items == tuple(one.item() for one in self._rows):
            return
        for old in self._rows:
            self._drop(old)
        self._rows = []
        for item in items:
            self._append(item)

    def value(self) -> tuple[Evidence, ...]:
        items = (one.item() for one in self._rows)
        return tuple(item for item in items if not (is_empty(item.kind) and is_empty(item.name)))

    def typed(self) -> list[list[str]]:
        return [[one.item().kind, one.item().name] for one in self._rows]

    def retype(self, typed: Any) -> None:
        self.show_value(tuple(Evidence(kind, name) for kind, name in typed or ()))

    def lock(self, *, on: bool) -> None:
        self._locked = on
        self.add.setVisible(not on)
        for one in self._rows:
            one.lock(on=on)

    def _append(self, item: Evidence) -> EvidenceRow:
        made = EvidenceRow(self._kinds, item)
        made.edited.connect(self.edited)
        made.taken_away.connect(self._on_taken_away)
        made.lock(on=self._locked)
        self._rows.append(made)
        self._list.addWidget(made)
        return made

    def _drop(self, one: EvidenceRow) -> None:
        self._list.removeWidget(one)
        one.hide()
        one.deleteLater()

    def _on_add(self) -> None:
        kind = self._kinds[0] if self._kinds else ""
        self._append(Evidence(kind, "")).name.setFocus()
        self.edited.emit()

    def _on_taken_away(self, one: EvidenceRow) -> None:
        self._rows.remove(one)
        self._drop(one)
        self.add.setFocus()
        self.edited.emit()
