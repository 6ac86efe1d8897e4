"""The saved views at the left of the ticket list, in groups, with live counts."""

from PySide6.QtCore import Signal

from gui.buttons import button
from gui.side_list import SideList


class ViewList(SideList):
    keep_asked = Signal()

    def __init__(self) -> None:
        super().__init__("视图")
        self.setObjectName("ticket-views")
        self.below.addWidget(button("存为视图", "quiet", "plus", on=self.keep_asked.emit))
        self.below.addStretch(1)
