"""Tickets that resemble this one (相似和重复的工单): folded to one line until somebody looks.

Linked ones stand first. What is done with one stands below the list, for the current row.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from core.tickets.similar.likeness import Respect, Traits, traits_of
from core.tickets.similar.links import LinkKind
from core.tickets.ticket import Ticket
from gui.ask import AskPopup
from gui.boxes import box, clear, column, row, rule, scrolled
from gui.buttons import button
from gui.chips import Chip
from gui.desk import Desk
from gui.icons import set_icon
from gui.labels import key_cap, paragraph, set_paragraph
from gui.tables.cells import Cell, Column, Stack, Tag, Words
from gui.tables.view import Table
from gui.ticket_form.linking import MEANINGS, link, set_apart, unlink
from storage.similar import Resembling, resembling

REMEMBERED = "similar-unfolded"
DETAIL, LEAST = 96, 252
KEYS = "Alt S"


def _first(one: Resembling) -> str:
    day = f"　{one.received.month} 月 {one.received.day} 日" if one.received else ""
    return f"{one.number}{day}"


def _second(one: Resembling) -> str:
    if not one.seen:
        return f"由{one.unit}办"
    return one.likeness.sentence if one.likeness else f"{one.unit}　{one.trader}"


def _standing(one: Resembling) -> Cell:
    if one.link is not None:
        return Tag(one.link.kind.value, "plain")
    return Words(one.state, "text-3")


_COLUMNS: tuple[Column[Resembling], ...] = (
    Column(
        key="which",
        title="",
        cell=lambda one: Stack(_first(one), _second(one)),
        stretch=True,
        opens=False,
        tip=lambda one: f"{one.number}　{one.unit}\n{_second(one)}",
    ),
    Column(key="state", title="", cell=_standing, width=96, right=True),
)


class SimilarPanel(QWidget):
    unfolded = Signal(bool)
    """The list is seen now, or is not; also told when there are other tickets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("form-similar")
        self.setAccessibleName("相似和重复的工单")
        self._desk = desk
        self._ref = ""
        self._traits: Traits | None = None
        self._may_link = False
        self.rows: tuple[Resembling, ...] = ()
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.fold = button("相似工单", "quiet", on=self.toggle)
        self.table: Table[Resembling] = Table(
            "相似和重复的工单", _COLUMNS, key=lambda one: one.ref, height="roomy"
        )
        self.table.horizontalHeader().hide()
        self._detail = paragraph("", "dense")
        self._build_actions()
        self._lay_out()
        self.table.current_changed.connect(self._show_current)
        self.table.opened.connect(self._open)
        look = QShortcut(QKeySequence("Alt+S"), self, self.look)
        look.setContext(Qt.ShortcutContext.WindowShortcut)
        self.hide()

    def _build_actions(self) -> None:
        self.open_button = button("打开", "dense", on=lambda: self._open(self.table.current()))
        self.link_button = button("关联…", "dense", on=self._offer_kinds)
        self.unlink_button = button("取消关联", "dense", on=self._unlink)
        self.apart_button = button("不是同一件", "dense", on=self._ask_apart)

    def _lay_out(self) -> None:
        head = row(self.fold, self._chips, None, key_cap(KEYS))
        head.setContentsMargins(8, 4, 12, 4)
        detail = scrolled(box(column(self._detail, None, margins=(16, 8, 16, 8))))
        detail.setFixedHeight(DETAIL)
        actions = row(
            self.open_button,
            self.link_button,
            self.unlink_button,
            self.apart_button,
            None,
            gap=6,
            margins=(16, 6, 12, 8),
        )
        self._body = box(column(rule(), (self.table, 1), rule(), detail, actions, gap=0))
        self._body.setMinimumHeight(LEAST)
        self.setLayout(column(rule(), head, (self._body, 1), gap=0))
        self._show_fold(on=bool(self._desk.preferences.read(REMEMBERED, False)))

    # what is shown

    def show_ticket(self, ticket: Ticket, *, may_link: bool, again: bool = False) -> None:
        """Look for tickets like this one; only where what is compared has changed, or `again`."""
        traits = traits_of(ticket)
        self._may_link = may_link
        if not again and traits == self._traits and ticket.ref == self._ref:
            return
        self._traits, self._ref = traits, ticket.ref
        desk = self._desk
        with desk.store.reading() as connection:
            found = resembling(connection, ticket, to=desk.officer, today=desk.today)
        self.rows = tuple(found)
        self.table.show_rows(self.rows)
        if self.table.current() is None:
            self.table.go_to(0)
        self._say_how_many()
        self._show_current(self.table.current())
        self.setVisible(bool(self.rows))
        self.unfolded.emit(self.is_unfolded)

    def _say_how_many(self) -> None:
        clear(self._chips)
        linked = sum(one.link is not None for one in self.rows)
        probable = sum(
            one.link is None and one.likeness is not None and one.likeness.is_probable
            for one in self.rows
        )
        self.fold.setText(f"相似工单 {len(self.rows)} 件")
        if probable:
            self._chips.addWidget(Chip(f"疑似重复 {probable}", "warn"))
        elif linked:
            self._chips.addWidget(Chip(f"已关联 {linked}", "info"))

    def _show_current(self, one: Resembling | None) -> None:
        set_paragraph(self._detail, _told(one) if one is not None else "")
        linked = one is not None and one.link is not None
        may = self._may_link and bool(self._ref) and one is not None
        self.open_button.setVisible(one is not None and one.seen)
        self.link_button.setText("改关联…" if linked else "关联…")
        self.link_button.setVisible(may)
        self.unlink_button.setVisible(may and linked)
        self.apart_button.setVisible(may and not linked)

    # folding

    @property
    def is_unfolded(self) -> bool:
        return not self._body.isHidden()

    def toggle(self) -> None:
        """Show the list, or fold it to its line; remembered for the next ticket."""
        self._show_fold(on=not self.is_unfolded)
        self._desk.preferences.write(REMEMBERED, self.is_unfolded)

    def _show_fold(self, *, on: bool) -> None:
        self._body.setVisible(on)
        set_icon(self.fold, "chevron-down" if on else "chevron-right", "accent-text")
        self.fold.setAccessibleName("收起相似工单" if on else "展开相似工单")
        self.unfolded.emit(on)

    def look(self) -> None:
        """Unfold and go there (Alt+S)."""
        if self.rows:
            if not self.is_unfolded:
                self.toggle()
            self.table.setFocus()

    # what is done

    def _open(self, one: Resembling | None) -> None:
        if one is not None and one.seen:
            self._desk.go("ticket", one.ref)

    def _offer_kinds(self) -> None:
        menu = self.kinds_menu()
        menu.popup(self.link_button.mapToGlobal(self.link_button.rect().bottomLeft()))

    def kinds_menu(self) -> QMenu:
        """The kinds of link, each with what it means."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = self.table.current()
        for kind in LinkKind if one is not None else ():
            entry = menu.addAction(MEANINGS[kind])
            entry.setCheckable(True)
            entry.setChecked(one is not None and one.link is not None and one.link.kind is kind)
            entry.triggered.connect(partial(self.link_current, kind))
        return menu

    def link_current(self, kind: LinkKind, *_: object) -> bool:
        """Link this ticket with the current one of the list."""
        one = self.table.current()
        return one is not None and link(self._desk, self._ref, one.ref, kind)

    def _unlink(self) -> None:
        one = self.table.current()
        if one is not None:
            unlink(self._desk, self._ref, one.ref)

    def _ask_apart(self) -> None:
        one = self.table.current()
        if one is None:
            return
        popup = AskPopup(
            self,
            title="不是同一件",
            sentence=f"以后不再把 {one.number} 列在这件旁边。理由可以不写。",
            verb="记住",
            field="理由（可以不写）",
            empty="",
        )
        popup.given.connect(partial(set_apart, self._desk, self._ref, one.ref))
        popup.show_above(self.apart_button)


def _told(one: Resembling) -> str:
    """What may be said of a ticket without opening it."""
    if not one.seen:
        return f"这件由{one.unit}办，您看不到内容，只知道编号和单位。要了解请联系{one.unit}。"
    same = one.likeness is not None and Respect.TRADER in one.likeness.respects
    trader = "" if same else one.trader
    head = "　".join(filter(None, (one.unit, one.kind, one.state, trader)))
    alike = f"{one.likeness.sentence}\n" if one.likeness else ""
    return f"{alike}{head}\n{one.content}"
