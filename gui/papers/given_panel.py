"""A paper that was given: number, day, to whom and how; what it offers to the ticket."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.figures.words import moment
from core.papers.issuing import Given
from core.tickets.fields import BY_KEY, shown_text
from gui.boxes import column, frame, row
from gui.buttons import button
from gui.facts import Facts, in_fours
from gui.labels import label, paragraph, set_paragraph

FINGERPRINT = 4
"""So many groups of four are enough to compare by eye."""


class GivenPanel(QWidget):
    void_asked = Signal()
    taken = Signal()
    """What the paper offers is to be written to the ticket."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("签发情况")
        self._title = label("", "section", wrap=True)
        self.facts = Facts()
        self.void_button = button("作废…", icon="octagon-x", on=self.void_asked.emit)
        self._offers = Facts()
        self._why = paragraph("", "caption")
        self.take_button = button("写进工单", "dense", "pencil-line", on=self.taken.emit)
        self._offer = frame(
            "tint",
            column(
                label("可以写进工单的", "field"), self._why, self._offers,
                row(self.take_button, None), gap=8, margins=(12, 10, 12, 12),
            ),
            tone="info",
        )  # fmt: skip
        self.setLayout(
            column(
                self._title, self.facts, row(self.void_button, None), self._offer, None, gap=12,
                margins=(20, 10, 16, 12),
            )
        )  # fmt: skip

    def show_given(self, given: Given, offers: Mapping[str, Any], *, may: bool) -> None:
        """Show the paper; `offers` are values for empty fields of the ticket, by key."""
        self._title.setText(given.title)
        self.facts.show_facts(_facts(given))
        self.void_button.setVisible(may and not given.is_void)
        self._offer.setVisible(bool(offers) and may and not given.is_void)
        set_paragraph(self._why, "这几栏还空着。写进去以前请核对，写了也可以撤销。")
        self._offers.show_facts(
            (BY_KEY[key].header, shown_text(BY_KEY[key], value), "")
            for key, value in offers.items()
        )


def _facts(given: Given) -> list[tuple[str, str, str]]:
    way = f"，{given.way}" if given.way else ""
    said = [
        ("编号", given.number or "不编号", ""),
        ("给谁", f"{given.reader}{way}", ""),
        ("签发", f"{moment(given.issued_at)}，{given.issued_by}", ""),
        ("告知理由", given.reason, ""),
        ("式样", given.version, ""),
        ("指纹", in_fours(given.sha256, FINGERPRINT), in_fours(given.sha256)),
    ]
    if given.voided_at is not None:
        said.append(("作废", f"{moment(given.voided_at)}，{given.voided_by}", ""))
        said.append(("作废原因", given.void_reason, ""))
    return [(name, value, whole) for name, value, whole in said if value]
