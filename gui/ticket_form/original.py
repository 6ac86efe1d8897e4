"""What the petitioner said, as the hotline took it down; to look at from anywhere in the form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextEdit, QWidget

from core.tickets.fields import BY_KEY, as_text
from core.tickets.ticket import Ticket
from gui import theme
from gui.boxes import column
from gui.labels import label

WIDTH, HEIGHT = 620, 380
SAID = ("content", "claims", "demand", "clue", "trader_name", "trader_address")


class OriginalPopup(QDialog):
    """Small and above the button that opened it; Esc or a press elsewhere closes it."""

    def __init__(self, parent: QWidget, ticket: Ticket) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("工单原文")
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "reading")
        self.text.setAccessibleName("工单原文")
        self.text.setPlainText(original(ticket))
        title = label(f"工单原文　{ticket.ref}", "section")
        title.setContentsMargins(16, 12, 16, 0)
        self.setLayout(column(title, (self.text, 1), gap=4))
        self.resize(theme.text_size(WIDTH), theme.text_size(HEIGHT))

    def show_above(self, anchor: QWidget) -> None:
        corner = anchor.mapToGlobal(anchor.rect().topLeft())
        self.move(corner.x(), max(corner.y() - self.height() - 6, 0))
        self.show()
        self.text.setFocus()


def original(ticket: Ticket) -> str:
    """What was said, each part with its heading; what is not there is left out."""
    said = ((BY_KEY[key].header, as_text(BY_KEY[key].get(ticket)).strip()) for key in SAID)
    return "\n\n".join(f"{header}\n{text}" for header, text in said if text)
