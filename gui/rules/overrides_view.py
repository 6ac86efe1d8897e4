"""被确认放行的提示: warnings that somebody overrode, with the reason, newest first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.tickets.rules.plain import Data
from gui.boxes import box, column, row
from gui.combo import Combo
from gui.empty import empty_state
from gui.labels import label
from gui.tables.cells import Column, Words
from gui.tables.view import Table
from storage.rules.overrides import Override, OverridePlace

ALL = "全部规则"
NOTHING = "有人对“须确认”的提示写明理由放行以后，这里一件一件列着，可以看出哪条规则写得太宽。"

Page = tuple[list[Override], OverridePlace | None]
Read = Callable[[str, OverridePlace | None], Page]
"""Gives a page of the overrides of one rule ("" for all), behind a place."""

COLUMNS: tuple[Column[Override], ...] = (
    Column(key="at", title="时间", cell=lambda one: f"{one.at:%Y-%m-%d %H:%M}", width=130),
    Column(
        key="ref",
        title="工单",
        cell=lambda one: Words(one.ref, "accent-text"),
        width=160,
        opens=True,
    ),
    Column(key="unit", title="承办单位", cell=lambda one: one.unit, width=96),
    Column(key="who", title="谁确认的", cell=lambda one: one.who, width=84),
    Column(key="rule", title="规则", cell=lambda one: one.rule, width=72),
    Column(
        key="reason",
        title="理由",
        cell=lambda one: Words(one.reason, "text"),
        width=260,
        stretch=True,
        tip=lambda one: one.reason,
    ),
    Column(
        key="message",
        title="提示",
        cell=lambda one: one.message or "现在已经不报",
        width=260,
        tip=lambda one: one.message,
    ),
)


class OverridesView(QWidget):
    ticket_asked = Signal(str)

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self._ids: list[str] = []
        self.rule = Combo()
        self.rule.setAccessibleName("哪条规则")
        self.table: Table[Override] = Table(
            "被确认放行的提示", COLUMNS, key=lambda one: (one.ref, one.rule)
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty_state("circle-check", "没有被确认放行的提示", NOTHING))
        head = row(
            label("被确认放行的提示", "section"),
            *(8, self.rule, None),
            margins=(16, 10, 16, 8),
        )
        whole = box(column(head, (self._stack, 1), gap=0), "surface")
        self.setLayout(column(whole))
        self.rule.activated.connect(lambda _at: self._show())
        self.table.opened.connect(lambda one: self.ticket_asked.emit(one.ref))

    def show_overrides(self, rules: Sequence[Data], counts: dict[str, int]) -> None:
        """Show them all; each rule that has some can be looked at by itself."""
        titles = {str(one.get("id", "")): str(one.get("title", "")) for one in rules}
        self._ids = ["", *sorted(counts)]
        self.rule.clear()
        self.rule.addItem(f"{ALL}（{sum(counts.values())} 件）")
        for id_ in self._ids[1:]:
            self.rule.addItem(f"{id_}　{titles.get(id_, '')}（{counts[id_]} 件）")
        self._show()

    def _show(self) -> None:
        id_ = self._ids[max(self.rule.currentIndex(), 0)]
        found, place = self._read(id_, None)
        places = [place]

        def more(_last: Override) -> list[Override]:
            if places[0] is None:
                return []
            page, places[0] = self._read(id_, places[0])
            return page

        self.table.show_rows(found, more)
        self._stack.setCurrentIndex(0 if found else 1)
