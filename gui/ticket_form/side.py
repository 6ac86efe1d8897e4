"""The panel at the right of the form: guidance at the focused field, findings, similar tickets."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from gui.boxes import column
from gui.desk import Desk
from gui.ticket_form.findings_list import FindingsList
from gui.ticket_form.guidance_panel import GuidancePanel
from gui.ticket_form.similar_panel import SimilarPanel

WIDTH = 340
ROOM_FOR_THREE = 640


class Side(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.guidance = GuidancePanel(desk.preferences)
        self.findings = FindingsList()
        self.similar = SimilarPanel(desk)
        self.setLayout(column((self.guidance, 5), (self.findings, 4), self.similar, gap=0))
        self.setFixedWidth(WIDTH)
        self.similar.unfolded.connect(lambda _on: self._make_room())

    def _make_room(self) -> None:
        """In a low window guidance gives way while somebody looks at similar tickets."""
        looking = self.similar.isVisible() and self.similar.is_unfolded
        self.guidance.setVisible(not looking or self.height() >= ROOM_FOR_THREE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
