"""Asks for one line, a reason or a name; small and beside what asked, not a dialog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, paragraph, set_paragraph

WIDTH = 420


class AskPopup(QDialog):
    """Enter or the verb gives the line; Esc leaves."""

    given = Signal(str)

    def __init__(  # noqa: PLR0913 -- all but the first go by name
        self,
        parent: QWidget,
        *,
        title: str,
        sentence: str,
        verb: str,
        field: str,
        empty: str,
        above: Sequence[QWidget] = (),
    ) -> None:
        """`field` names the line for readers, `empty` is said when nothing was written.

        With an empty `empty` nothing need be written.

        What else is asked stands `above` the line.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "palette")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = QLineEdit()
        self.line.setAccessibleName(field)
        self.line.returnPressed.connect(self._give)
        self._empty = empty
        self._said = paragraph(sentence, "caption")
        self._inside = column(
            label(title, "section"),
            self._said,
            *above,
            self.line,
            row(None, button(verb, "primary", on=self._give)),
            gap=8,
            margins=(16, 14, 16, 14),
        )
        self.setLayout(self._inside)
        self.setFixedWidth(theme.text_size(WIDTH))

    def _give(self) -> None:
        if self._empty and not self.line.text().strip():
            set_paragraph(self._said, self._empty)
            theme.set_state(self._said, "danger", "tone")
            return
        self.given.emit(self.line.text().strip())
        self.accept()

    def show_above(self, anchor: QWidget) -> None:
        """Show above (or, where there is no room, over) the thing that asked."""
        self.adjustSize()
        # What wraps tells its height only for a width; the layout asks it when told to.
        self.resize(self.width(), self._inside.totalHeightForWidth(self.width()))
        corner = anchor.mapToGlobal(anchor.rect().topLeft())
        self.move(corner.x(), max(corner.y() - self.height() - 6, 0))
        self.show()
        self.line.setFocus()
