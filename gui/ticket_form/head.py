"""The head of the form: the stages, and below them the clocks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.boxes import column, rule
from gui.ticket_form.clock_strip import ClockStrip
from gui.ticket_form.judging import Judgement
from gui.ticket_form.stage_bar import StageBar


class Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stages = StageBar()
        self.clocks = ClockStrip()
        self.setLayout(column(self.stages, rule(), self.clocks, rule(), gap=0))

    def show_judged(self, judged: Judgement) -> None:
        """Say where the ticket stands, what the stage needs and how much time there is."""
        self.stages.show_stages(judged.needs, judged.done, judged.stage)
        self.clocks.show_clocks(judged.clocks)
