"""Asks for the reason why a warning is overridden; small, beside the field, not a dialog."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, paragraph, set_paragraph

WIDTH = 420


class ReasonPopup(QDialog):
    """`given` carries the reason; an empty one is not taken."""

    given = Signal(str)

    def __init__(self, parent: QWidget, title: str, sentence: str, verb: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "palette")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("理由")
        self.reason.returnPressed.connect(self._give)
        self._said = paragraph(sentence, "caption")
        self.setLayout(
            column(
                label(title, "section"),
                self._said,
                self.reason,
                row(None, button(verb, "primary", on=self._give)),
                gap=8,
                margins=(16, 14, 16, 14),
            )
        )
        self.setFixedWidth(theme.text_size(WIDTH))
        self.reason.setFocus()

    def _give(self) -> None:
        if not self.reason.text().strip():
            set_paragraph(self._said, "请写明理由，它会和这件工单一起留存。")
            theme.set_state(self._said, "danger", "tone")
            return
        self.given.emit(self.reason.text().strip())
        self.accept()
