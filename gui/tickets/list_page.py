"""The list of tickets (工单): views at the left, conditions above, one line a ticket."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QStackedWidget, QWidget

from core.people import Action
from core.tickets.language.tree import Node
from core.tickets.life.table import Move
from gui import theme
from gui.ask import AskPopup
from gui.boxes import box, column, frame, row
from gui.buttons import button
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import label
from gui.moves.offering import ask_move, bulk_moves, move_menu, show_above
from gui.moves.popup import MovePopup
from gui.notices import Tone
from gui.page import Page
from gui.tables.view import Table
from gui.tickets.columns import columns
from gui.tickets.condition_picker import ConditionPicker
from gui.tickets.exporting import export
from gui.tickets.filter_bar import FilterBar
from gui.tickets.preview import Preview
from gui.tickets.view_list import ViewList
from gui.tickets.views import USUAL, VIEWS, View
from storage.ticket_lists import Order, Place, TicketLine, Wanted, count, lines, seen_by
from storage.views import SavedView, condition, saved_views

OWN = "自存视图"
HEIGHTS = ("row", "dense")
WIDE = 1500
"""From this width on views, list and preview stand beside each other."""
GIVE_WAY = ("stage", "verdict")
"""The columns that make room for a preview on narrow screens; it shows both."""


class TicketListPage(Page):
    title = "工单"
    purpose = "按视图、条件和文字找工单，一行一件，打开就能办。"
    kinds = frozenset({"ticket", "submission", "saved_view", "finding", "movement"})
    keys = (
        ("Ctrl N", "登记工单"),
        ("Ctrl F", "在这张列表里找"),
        ("Ctrl L", "添加条件"),
        ("Alt T", "这件的全部时限"),
        ("Ctrl T", "时限为什么是这一天"),
        ("Ctrl E", "导出"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._conditions: list[str] = []
        self._words = ""
        self._order, self._descending = Order.DUE, False
        self._next: Place | None = None
        self._saved: list[SavedView] = []
        self.views = ViewList()
        self.filters = FilterBar()
        everywhere = seen_by(desk.officer, desk.today).units is None
        self.table: Table[TicketLine] = Table(
            "工单", columns(all_units=everywhere), key=lambda t: t.ref, ticks=True
        )
        self.preview = Preview(desk)
        self.preview.closed.connect(lambda: self._show_preview(None))
        self._empty = QStackedWidget()
        self._empty.setObjectName("ticket-table")
        self._bulk = self._bulk_bar()
        self._lay_out()
        self._connect()
        self._view = USUAL

    def _lay_out(self) -> None:
        self._empty.addWidget(self.table)
        middle = column(
            self.filters, (self._empty, 1), row(self._bulk, margins=(16, 0, 16, 8)), gap=0
        )
        self.setLayout(row(self.views, (box(middle, "surface"), 1), self.preview, gap=0))
        self.table.remember_in(self.desk.preferences, self._columns_kept_under())
        self.table.show_sort(self._order)
        self.preview.hide()
        if self.desk.may(Action.REGISTER_TICKET):
            self.act(button("登记工单", "primary", "plus", on=lambda: self.desk.go("ticket", "")))

    def _columns_kept_under(self) -> str:
        """Choice and widths of columns are kept apart for those who see all units."""
        everywhere = seen_by(self.desk.officer, self.desk.today).units is None
        return "tickets of all units" if everywhere else "tickets"

    def _connect(self) -> None:
        self.views.chosen.connect(self.show_view)
        self.views.keep_asked.connect(self._keep_view)
        self.filters.searched.connect(self._search)
        self.filters.condition_asked.connect(self._pick_condition)
        self.filters.condition_dropped.connect(self._drop_condition)
        self.filters.export_button.clicked.connect(lambda _on=False: self._show_export())
        self.filters.height_button.clicked.connect(lambda _on=False: self._change_height())
        self.filters.columns_button.clicked.connect(lambda _on=False: self._show_columns())
        self.table.opened.connect(lambda ticket: self.desk.go("ticket", ticket.ref))
        self.table.previewed.connect(self._toggle_preview)
        self.table.current_changed.connect(self._follow)
        self.table.sort_wanted.connect(self._sort)
        self.table.ticked_changed.connect(self._on_ticked)
        for keys, do in (
            ("Ctrl+N", lambda: self.desk.go("ticket", "")),
            ("Ctrl+F", self.filters.words.setFocus),
            ("Ctrl+L", self._pick_condition),
            ("Alt+T", self._preview_current),
            ("Ctrl+T", self._explain_clocks),
            ("Ctrl+E", self._show_export),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        return (self.views, self.filters, self.table, self.preview)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    # what is shown

    def open(self, target: object) -> None:
        """Show a view by name, or the tickets that meet a condition (a sentence)."""
        if isinstance(target, Wanted):
            self._show_only(target)
        elif isinstance(target, str):
            self.show_view(target)

    def show_view(self, name: str) -> None:
        """Show one of the views, without what was asked for before."""
        self._view = name
        saved = next((view for view in self._saved if view.name == name), None)
        self._conditions = list(saved.conditions) if saved else []
        self._only = None
        self._words = ""
        self.filters.words.blockSignals(True)
        self.filters.words.clear()
        self.filters.words.blockSignals(False)
        self.load()

    _only: Wanted | None = None
    """What another page asked to see, instead of a view."""

    def _show_only(self, wanted: Wanted) -> None:
        self.show_view("")
        self._only = wanted
        self.load()

    def wanted(self) -> Wanted:
        """Which tickets are shown now."""
        base = self._of_view(self._view) if self._only is None else self._only
        own = tuple(map(self.meaning, self._conditions))
        return replace(base, conditions=(*base.conditions, *own), words=self._words)

    def meaning(self, sentence: str) -> Node:
        """A typed sentence, read with the words of the rulebook in force."""
        with self.desk.store.reading() as connection:
            return condition(connection, sentence, self.desk.today)

    def _of_view(self, name: str) -> Wanted:
        everywhere = seen_by(self.desk.officer, self.desk.today)
        view = next((view for view in self._offered() if view.name == name), None)
        return view.narrow(everywhere, self.desk.officer, self.desk.today) if view else everywhere

    def _offered(self) -> list[View]:
        return [view for view in VIEWS if view.open_to(self.desk.officer, self.desk.today)]

    def load(self) -> None:
        wanted = self.wanted()
        with self.desk.store.reading() as connection:
            self._saved = saved_views(connection, self.desk.officer.name)
            groups: dict[str, list[tuple[str, str, int]]] = {}
            for view in self._offered():
                number = count(connection, self._of_view(view.name), self.desk.now())
                groups.setdefault(view.group, []).append((view.name, view.icon, number))
            for saved in self._saved:
                number = count(connection, self._of_saved(saved), self.desk.now())
                groups.setdefault(OWN, []).append((saved.name, "bookmark", number))
            found, self._next = self._page(wanted, None)
            total = count(connection, wanted, self.desk.now())
        self.views.show_groups(list(groups.items()))
        self.views.light(self._view)
        self.filters.show_conditions(self._conditions)
        self.filters.say_count(total, total)
        self.table.show_rows(found, self._load_more)
        self._show_emptiness(total)
        self.say_context(self._context())

    def _of_saved(self, saved: SavedView) -> Wanted:
        everywhere = seen_by(self.desk.officer, self.desk.today)
        return replace(everywhere, conditions=tuple(map(self.meaning, saved.conditions)))

    def _page(self, wanted: Wanted, after: Place | None) -> tuple[list[TicketLine], Place | None]:
        with self.desk.store.reading() as connection:
            return lines(
                connection,
                wanted,
                self.desk.now(),
                order=self._order,
                descending=self._descending,
                after=after,
            )

    def _load_more(self, _last: TicketLine) -> Sequence[TicketLine]:
        if self._next is None:
            return ()
        found, self._next = self._page(self.wanted(), self._next)
        return found

    def _context(self) -> str:
        units = seen_by(self.desk.officer, self.desk.today).units
        where = "全局" if units is None else "、".join(sorted(units)) or "没有可看的单位"
        return f"{where}，{self._view or '查到的工单'}"

    def _show_emptiness(self, total: int) -> None:
        while self._empty.count() > 1:
            gone = self._empty.widget(1)
            self._empty.removeWidget(gone)
            gone.deleteLater()
        if not total:
            self._empty.addWidget(self._nothing())
        self._empty.setCurrentIndex(0 if total else 1)

    def _nothing(self) -> QWidget:
        asked = self._conditions or self._words
        why = (
            "没有同时符合这些条件的工单。可以去掉一个条件，或换几个字再找。"
            if asked
            else f"“{self._view or '这里'}”现在没有工单。可以看全部在办，或到“已办结”里找。"
        )
        buttons = [button("看全部在办", "primary", on=lambda: self.show_view(USUAL))]
        if asked:
            buttons.append(button("去掉这些条件", on=lambda: self.show_view(self._view)))
        return empty_state("search-x" if asked else "inbox", "这里没有工单", why, buttons)

    # asking

    def _search(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self.load()

    def _pick_condition(self) -> None:
        picker = ConditionPicker(self, self.meaning)
        picker.picked.connect(self.add_condition)
        picker.move(self.filters.add.mapToGlobal(self.filters.add.rect().bottomLeft()))
        picker.show()

    def add_condition(self, sentence: str) -> None:
        """Narrow the list by one more sentence."""
        if sentence not in self._conditions:
            self._conditions.append(sentence)
            self.load()

    def _drop_condition(self, sentence: str) -> None:
        self._conditions.remove(sentence)
        self.load()

    def _sort(self, key: str, descending: bool) -> None:  # noqa: FBT001 -- a slot
        self._order, self._descending = Order(key), descending
        self.load()

    def _keep_view(self) -> None:
        if not self._conditions:
            self.desk.say("先用“添加条件”定好要看哪些工单，再存为视图。", Tone.INFO)
            return
        popup = AskPopup(
            self,
            title="存为视图",
            sentence="左边会多一个视图，按现在的条件列出工单。",
            verb="存下",
            field="视图的名字",
            empty="请给这个视图起个名字。",
        )
        popup.given.connect(self.keep_view)
        popup.show_above(self.views)

    def keep_view(self, name: str) -> None:
        """Keep the conditions shown now under a name."""
        conditions = list(self._conditions)
        kept = self.desk.do(
            lambda tx: tx.views.keep(name, conditions),
            what="存视图",
            done=f"视图“{name}”已存，在左边“{OWN}”里。",
            undo=False,
        )
        if kept:
            self.show_view(name)

    # how it looks

    def _change_height(self) -> None:
        self._dense = not self._dense
        self.table.set_row_height(HEIGHTS[self._dense])

    _dense = False

    def _show_columns(self) -> None:
        where = self.filters.columns_button
        self.table.column_menu().popup(where.mapToGlobal(where.rect().bottomLeft()))

    def _toggle_preview(self, ticket: TicketLine) -> None:
        self._show_preview(None if self.preview.isVisible() else ticket)

    def _explain_clocks(self) -> None:
        ticket = self.table.current()
        if ticket is not None:
            clock = ticket.clock.code if ticket.clock else ""
            self.desk.go("ticket-clocks", (ticket.ref, clock))

    def _preview_current(self) -> None:
        self._show_preview(self.table.current())

    def _show_preview(self, ticket: TicketLine | None) -> None:
        """Show the preview, or close it; where the window is narrow it takes the views' room."""
        self.preview.setVisible(ticket is not None)
        narrow = ticket is not None and self.width() < theme.text_size(WIDE)
        self.views.setVisible(not narrow)
        self.table.hide_for_now(GIVE_WAY if narrow else ())
        if ticket is not None:
            self.preview.show_ticket(ticket)

    def _follow(self, ticket: TicketLine | None) -> None:
        if ticket is not None and self.preview.isVisible():
            self.preview.show_ticket(ticket)

    # many at once

    def _bulk_bar(self) -> QFrame:
        self._ticked = label("")
        self._moves_button = button("流转…", icon="split", tone="bulk-text", on=self._show_moves)
        bar = frame(
            "bulk",
            row(
                self._ticked,
                self._moves_button,
                button("导出", icon="download", tone="bulk-text", on=self._show_export),
                None,
                button("取消选择　Esc", on=self.table.rows.untick_all),
                margins=(16, 5, 12, 5),
            ),
        )
        bar.hide()
        # In its place already: shown by itself it would be a window that takes the focus.
        self._moves_button.setVisible(bool(bulk_moves(self.desk)))
        return bar

    def _on_ticked(self, number: int) -> None:
        self._ticked.setText(f"已选 {number} 件")
        self._bulk.setVisible(bool(number))

    def _show_moves(self) -> None:
        """Offer what can be done with all that are ticked."""
        menu = move_menu(self, bulk_moves(self.desk), self.ask_for)
        show_above(menu, self._moves_button)

    def ask_for(self, move: Move) -> MovePopup:
        """Ask for what a move on all that are ticked needs, and show what it would do."""
        ticked = self.table.ticked()
        units = {one.unit for one in ticked}
        return ask_move(
            self,
            self.desk,
            self._moves_button,
            move,
            [one.ref for one in ticked],
            unit=units.pop() if len(units) == 1 else "",
            then=lambda _refs: self.table.rows.untick_all(),
        )

    def _show_export(self) -> None:
        """Offer the two ways of exporting (Ctrl+E)."""
        if not self.desk.may(Action.EXPORT_LEDGER):
            self.desk.say("台账由消保科导出。需要时请联系消保科。", Tone.WARN)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, masked in (("导出，遮盖诉求人信息…", True), ("导出完整台账…", False)):
            menu.addAction(words).triggered.connect(
                lambda _on=False, masked=masked: self._ask_where_to_export(masked=masked)
            )
        where = self.filters.export_button
        menu.popup(where.mapToGlobal(where.rect().bottomLeft()))

    def _ask_where_to_export(self, *, masked: bool) -> None:
        ending = "-遮盖" if masked else ""
        suggested = Path.home() / f"工单台账-{self.desk.today:%Y%m%d}{ending}.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, "导出工单", str(suggested), "表格 (*.xlsx)")
        if name:
            self.export_to(Path(name), masked=masked)

    def export_to(self, target: Path, *, masked: bool) -> None:
        """Write the ticked tickets, or else all that are shown, to a spreadsheet."""
        ticked = [ticket.id for ticket in self.table.ticked()]
        export(self.desk, target, self.wanted(), ticked, masked=masked)
