"""处置要点: read by theme, searched, and changed by the section, a second officer confirming."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QStackedWidget, QWidget

from core.people import Action
from core.review.campaign import CampaignState
from core.tickets.guidance.points import Origin, Point, confirm, decline, propose
from gui import icons
from gui.ask import AskPopup
from gui.boxes import box, column, row
from gui.buttons import button
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import label
from gui.page import Page
from gui.points.card import PointCard
from gui.points.editor import PointEditor
from gui.points.shown import ALL, WAITING, WITHDRAWN, Shown, ordered, read
from gui.side_list import SideList
from gui.tables.cells import Cell, Column, Prose, Tag, Words
from gui.tables.view import Table
from storage.review.reading import campaigns
from storage.transaction import Transaction


class PointsPage(Page):
    title = "处置要点"
    purpose = "怎么办才算办好，一条一条写在这里；拿不准时按主题或文字找。"
    kinds = frozenset({"handling_point"})
    keys = (
        ("Ctrl F", "在要点里找"),
        ("Ctrl N", "新增要点（消保科）"),
        ("Enter", "修改这一条（消保科）"),
        ("Ctrl Enter", "提出修改"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown = Shown(points=(), proposals={}, rules={}, themes=())
        self.themes = SideList("主题", unit="条")
        self.words = QLineEdit()
        self.words.setProperty("role", "search")
        self.words.setPlaceholderText("搜要点、规则、栏目、条文")
        self.words.setAccessibleName("搜要点、规则、栏目、条文")
        self.words.addAction(
            icons.icon("search", "text-3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._count = label("", "caption")
        self.table: Table[Point] = Table(
            "处置要点", self._columns(), key=lambda one: one.number, height="roomy"
        )
        self.card = PointCard(desk)
        self.editor: PointEditor | None = None
        self._faces = QStackedWidget()
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column[Point], ...]:
        return (
            Column(key="number", title="", cell=lambda p: Words(f"{p.number}", "text-3"), width=40),
            Column(key="text", title="要点", cell=lambda p: Prose(p.text), stretch=True),
            Column(key="rules", title="规则", cell=lambda p: "、".join(p.rules[:2]), width=110),
            Column(key="state", title="", cell=self._state, width=84),
        )

    def _state(self, point: Point) -> Cell:
        if point.number in self._shown.proposals:
            return Tag("等确认", "proposed")
        return Tag("停用", "plain") if point.is_withdrawn else ""

    def _lay_out(self) -> None:
        head = row((self.words, 1), self._count, margins=(16, 10, 16, 8), gap=12)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(
            empty_state("search-x", "没有找到要点", "换几个字，或者在左边选“全部要点”。")
        )
        middle = box(column(head, (self._lists, 1), gap=0), "surface")
        self._faces.addWidget(box(row(self.themes, (middle, 1), self.card, gap=0)))
        self.setLayout(column(self._faces, gap=0))
        self.themes.show_groups([("", [(ALL, "bookmark-check", 0)])])
        self.themes.light(ALL)

    def _connect(self) -> None:
        self.themes.chosen.connect(lambda _name: self._list())
        self.words.textChanged.connect(lambda _text: self._list())
        self.table.current_changed.connect(lambda point: self.card.show_point(point, self._shown))
        self.table.opened.connect(self.change)
        self.card.change_asked.connect(self.change)
        self.card.withdraw_asked.connect(self._ask_withdrawal)
        self.card.confirmed.connect(self.confirm)
        self.card.declined.connect(self.decline)
        self.desk.refused.connect(self._on_refused)
        for keys, do in (
            ("Ctrl+F", self.words.setFocus),
            ("Ctrl+N", self.begin_new),
            ("Escape", self._on_escape),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        if self.editor is not None:
            return (self.editor,)
        return (self.themes, self.words, self.table, self.card)

    def primary(self) -> QAbstractButton | None:
        return self.editor.give if self.editor is not None else super().primary()

    # reading

    def load(self) -> None:
        self._shown = read(self.desk)
        may = self.desk.may(Action.EDIT_POINTS)
        self.act(*([button("新增要点", icon="plus", on=self.begin_new)] if may else []))
        self.themes.show_groups(self._groups(may=may))
        if not self.themes.current:
            self.themes.light(ALL)
        self._list()

    def _groups(self, *, may: bool) -> list[tuple[str, list[tuple[str, str, int]]]]:
        extra = [(WAITING, "clock")] if may and self._shown.proposals else []
        if self._shown.under(WITHDRAWN):
            extra.append((WITHDRAWN, "circle-minus"))
        first = [(ALL, "bookmark-check"), *extra]
        by_theme = [(theme, "bookmark") for theme in self._shown.themes]
        return [
            (title, [(name, icon, len(self._shown.under(name))) for name, icon in entries])
            for title, entries in (("", first), ("主题", by_theme))
        ]

    def _list(self) -> None:
        found = ordered(self._shown.under(self.themes.current), self.words.text(), self._shown)
        self.table.show_rows(found)
        if found and self.table.current() is None:
            self.table.go_to(0)
        self._lists.setCurrentIndex(0 if found else 1)
        self._count.setText(f"{len(found)} 条")
        self.say_context(self.themes.current)
        self.card.show_point(self.table.current(), self._shown)

    def open(self, target: object) -> None:
        """Show the point of this number, whatever is chosen and searched for."""
        self.stop_writing()
        self.words.clear()
        self.themes.light(ALL)
        self._list()
        row_ = self.table.rows.row_of(target if isinstance(target, int) else 0)
        if row_ >= 0:
            self.table.go_to(row_)

    # writing

    def begin_new(self) -> None:
        """Write a new point (Ctrl+N)."""
        theme = self.themes.current if self.themes.current in self._shown.themes else ""
        self._write(Point(number=0, theme=theme, text="", origin=Origin.OFFICE))

    def change(self, point: Point) -> None:
        """Write a new version of a point."""
        if point.number not in self._shown.proposals:
            self._write(point)

    def _write(self, point: Point) -> None:
        if not self.desk.may(Action.EDIT_POINTS):
            return
        self.stop_writing()
        with self.desk.store.reading() as connection:
            closed = [
                one.plan.title for one in campaigns(connection) if one.state is CampaignState.CLOSED
            ]
        self.editor = PointEditor(self._shown.themes, closed)
        self.editor.proposed.connect(self.propose)
        self.editor.left.connect(self.stop_writing)
        self._faces.addWidget(self.editor)
        self._faces.setCurrentWidget(self.editor)
        self.editor.show_point(point)
        self.say_context(f"修改第 {point.number} 条" if point.number else "新增要点")

    def stop_writing(self) -> None:
        """Go back to the list; what was written is gone."""
        if self.editor is not None:
            self._faces.setCurrentIndex(0)
            self._faces.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            self.table.setFocus()
            self.say_context(self.themes.current)

    def _on_escape(self) -> None:
        """Esc leaves what nobody has written in; a sentence is not lost by one key."""
        if self.editor is not None and self.editor.form.typed():
            self.desk.say("写的还没有提出。不要了，请按“不改了”。")
        else:
            self.stop_writing()

    def propose(self, point: Point, reason: str) -> bool:
        """Hand in a new version, to be confirmed by a colleague."""
        officer, rules = self.desk.officer, self._shown.rules

        def write(tx: Transaction) -> int:
            made = propose(tx.points, point, by=officer, at=tx.at, reason=reason, rules=rules)
            return made.point.number

        return self.desk.do(
            write,
            what="修改处置要点" if point.number else "新增处置要点",
            done=lambda number: f"第 {number} 条已提出，等另一位同事确认。",
            then=lambda _number: self.stop_writing(),
            undo=False,
        )

    def _ask_withdrawal(self, point: Point) -> None:
        verb = "恢复使用" if point.is_withdrawn else "停用"
        popup = AskPopup(
            self,
            title=f"{verb}第 {point.number} 条",
            sentence="停用的要点不再出现在填报页；由另一位同事确认后生效。",
            verb=verb,
            field="理由",
            empty="请写明理由，确认的人要看。",
        )
        changed = replace(point, is_withdrawn=not point.is_withdrawn)
        popup.given.connect(lambda reason: self.propose(changed, reason))
        popup.show_above(self.card)

    def confirm(self, number: int) -> bool:
        """Let a colleague's change take effect."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: confirm(tx.points, number, by=officer, at=tx.at),
            what="确认处置要点",
            done=f"第 {number} 条的修改已经生效。",
            undo=False,
        )

    def decline(self, number: int) -> bool:
        """Do not adopt a change, or take one's own back."""
        officer = self.desk.officer
        return self.desk.do(
            lambda tx: decline(tx.points, number, by=officer, at=tx.at),
            what="不采用处置要点的修改",
            done=f"第 {number} 条的修改没有采用，原文不变。",
            undo=False,
        )

    def _on_refused(self, sentence: str, key: str) -> None:
        if self.editor is not None and self.isVisible():
            self.editor.say(sentence, key)
