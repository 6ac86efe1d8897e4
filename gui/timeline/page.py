"""工单时间线: what happened to a ticket, on paper too; an earlier version restored."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.errors import Refusal
from core.people import Action
from core.timeline.entry import Entry, EntryKind
from core.timeline.paper import timeline_paper
from gui.ask import AskPopup
from gui.boxes import box, column, row
from gui.buttons import button
from gui.desk import Desk
from gui.page import Page
from gui.preview import PagePreview
from gui.side_list import SideList
from gui.timeline.rows import ICONS, EntryRows
from storage.timeline.reading import timeline
from storage.timeline.restoring import restore, step_name

if TYPE_CHECKING:
    from core.tickets.ticket import Ticket

ALL = "全部"


class TimelinePage(Page):
    title = "时间线"
    purpose = "这件工单从头到尾发生过什么、时限怎么变的、谁看过诉求人的信息，按先后念得通。"
    keys = (("Ctrl P", "打印"), ("Esc", "回到工单"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ref = ""
        self._about: tuple[Ticket, Sequence[Entry]] | None = None
        self.kinds_list = SideList("类别", unit="条")
        self.rows = EntryRows()
        self.preview = PagePreview(desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self.preview)
        middle = box(column((self._stack, 1), gap=0), "surface")
        self.setLayout(column(box(row(self.kinds_list, (middle, 1), gap=0)), gap=0))
        self.kinds_list.chosen.connect(lambda _name: self._list())
        self.rows.restore_asked.connect(self._ask_restore)
        self._back = button("回到工单", icon="arrow-left", on=self._go_back)
        self._print = button("打印", icon="printer", keys="Ctrl P", on=self.print_pages)
        QShortcut(QKeySequence("Ctrl+P"), self.rows, self.print_pages)
        QShortcut(QKeySequence("Escape"), self, self._go_back)

    @property
    def entries(self) -> Sequence[Entry]:
        return self._about[1] if self._about is not None else ()

    def regions(self) -> Sequence[QWidget]:
        return (self.kinds_list, self._stack)

    def open(self, target: object) -> None:
        """Show the time line of the ticket with this reference."""
        self.ref = str(target or "")
        self.load()

    def load(self) -> None:
        self._stack.setCurrentWidget(self.rows)
        self.act(self._back, self._print)
        if not self.ref:
            self._about = None
            self._list()
            return
        try:
            with self.desk.store.reading() as connection:
                self._about = timeline(connection, self.ref)
        except Refusal as gone:
            self._about = None
            self.desk.deal_with(gone)
        self._say_kinds()
        self._list()

    def _say_kinds(self) -> None:
        there = {kind: sum(one.kind is kind for one in self.entries) for kind in EntryKind}
        kinds = [(kind.value, ICONS[kind], count) for kind, count in there.items() if count]
        self.kinds_list.show_groups([("", [(ALL, "history", len(self.entries)), *kinds])])
        if not self.kinds_list.current:
            self.kinds_list.light(ALL)

    def _list(self) -> None:
        name = self.kinds_list.current
        shown = [one for one in self.entries if name in (ALL, "") or one.kind.value == name]
        newest = max((one.version or 0 for one in self.entries), default=0)
        about = self._about[0] if self._about is not None else None
        may = about is not None and self.desk.may(Action.EDIT_TICKET, about.unit)
        self.rows.show_entries(shown, current=newest, may_restore=may)
        trader = about.trader.trader_name if about is not None else ""
        self.say_context("　".join(filter(None, (self.ref, trader))))

    def _go_back(self) -> None:
        if self._stack.currentWidget() is self.preview:
            self._stack.setCurrentWidget(self.rows)
        else:
            self.desk.go("ticket", self.ref)

    def print_pages(self) -> None:
        """Show the very pages, from which they are printed or saved."""
        if self._about is None:
            return
        make = partial(timeline_paper, *self._about, made_at=self.desk.now())
        self._stack.setCurrentWidget(self.preview)
        self.preview.show_paper(make, name=f"工单时间线 {self.ref}")

    def _ask_restore(self, number: int) -> None:
        popup = AskPopup(
            self,
            title=f"恢复到第 {number} 版",
            sentence="现在的内容也留着，随时能再恢复；审核、审批和回访写下的不变，时限跟着重新计算。",
            verb="恢复",
            field="为什么恢复",
            empty="请写明为什么恢复，时间线上要留着。",
        )
        popup.given.connect(lambda reason: self.restore(number, reason))
        popup.show_above(self.rows)

    def restore(self, number: int, reason: str) -> bool:
        """Write the ticket as it was then, as a new version."""
        ref, officer = self.ref, self.desk.officer
        return self.desk.do(
            lambda tx: restore(tx, ref, number, reason, by=officer),
            what=step_name(number, reason),
            done=f"工单 {ref} 恢复到第 {number} 版的样子，原来的也留着。",
        )
