"""The panel at the right of the form: guidance at the focused field, below it the findings."""

from PySide6.QtWidgets import QFrame

from gui.boxes import column
from gui.preferences import Preferences
from gui.ticket_form.findings_list import FindingsList
from gui.ticket_form.guidance_panel import GuidancePanel

WIDTH = 340


class Side(QFrame):
    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.guidance = GuidancePanel(preferences)
        self.findings = FindingsList()
        self.setLayout(column((self.guidance, 5), (self.findings, 4), gap=0))
        self.setFixedWidth(WIDTH)
