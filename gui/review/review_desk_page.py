"""评查台: the covered ticket beside the rubric, marked by keyboard; the officer's queue on top.

The same page serves self review, peer reviews, the third review and the section's recheck. What may
be seen of others is decided by `core.review.reviews.visible_reviews` alone.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QStackedWidget, QWidget

from core.figures.words import whole_marks
from core.review.reviews import COVERED, Stage
from gui import theme
from gui.boxes import box, column, frame, row, rule
from gui.buttons import button
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import ElidedLabel, label
from gui.page import Page
from gui.review.draft import Draft
from gui.review.foot import DeskFoot
from gui.review.opened import open_task
from gui.review.queue_strip import QueueStrip
from gui.review.rounds import ROUNDS, Round, round_names, rounds_of, spot_of
from gui.review.rubric_list import RubricList
from gui.review.ticket_panel import TicketPanel
from gui.review.vetoes import VetoList, VetoStrip
from storage.review.reviews import QueuedTask, queue_of

PANEL, PANEL_NARROW, NARROW = 560, 480, 1180
SAVE_AFTER = 500
"""Milliseconds after the last key stroke in which a draft is kept."""

NOTHING = "督查分派到您名下的件会列在这里，按评查表逐项打分。现在没有要您评的件。"


class ReviewDeskPage(Page):
    title = "评查台"
    purpose = "左边看原文，右边按评查表逐项打分、贴证据；互评时不知道是谁办的。"
    kinds = frozenset({"review", "campaign"})
    folds_navigation = True
    keys = (
        ("↑ ↓", "换评查项"),
        ("1 至 9", "选分"),
        ("Enter", "下一个未评的项"),
        ("A / D", "采纳 / 不采纳程序的建议"),
        ("E", "把选中的文字贴为证据，再按换成不足、存疑、去掉"),
        ("V", "逐项看一票否决"),
        ("N / Y", "否决不成立 / 命中"),
        ("Ctrl S", "暂存"),
        ("Ctrl Enter", "提交这一件"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = QueueStrip()
        self.ticket = TicketPanel()
        self.rubric = RubricList()
        self.veto_list = VetoList()
        self.vetoes = VetoStrip()
        self.foot = DeskFoot()
        self.draft: Draft | None = None
        self._officer = desk.officer
        self._rounds: list[Round] = []
        self._round = self._place = 0
        self._unkept = False
        self._save = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._save.timeout.connect(self.keep_draft)
        self._version = label("", "caption")
        self._middle = QStackedWidget()
        self._panel = self._make_panel()
        self._lay_out()
        self._connect()

    def _make_panel(self) -> QWidget:
        hint = ElidedLabel("caption")
        hint.say("↑↓ 换项　1–9 打分")
        head = row(label("评查表", "section"), self._version, None, hint, margins=(16, 9, 12, 6))
        self._middle.addWidget(self.rubric)
        self._middle.addWidget(self.veto_list)
        parts = column(
            head, rule(), (self._middle, 1), rule(), self.vetoes, rule(), self.foot, gap=0,
            margins=(1, 0, 0, 0),
        )  # fmt: skip
        return frame("panel", parts)

    def _lay_out(self) -> None:
        self._nothing = empty_state(
            "scale",
            "没有要评的件",
            NOTHING,
            [button("看待办", on=lambda: self.desk.go("home"))],
        )
        self._nothing.setObjectName("review-nothing")
        work = row((self.ticket, 1), self._panel, gap=0)
        self._work = box(column(self.queue, rule(), (work, 1), gap=0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._work)
        self._stack.addWidget(self._nothing)
        self.setLayout(column(self._stack, gap=0))

    def _connect(self) -> None:
        self.queue.spot_chosen.connect(self.go_to)
        self.queue.round_chosen.connect(self._choose_round)
        self.ticket.sign_pressed.connect(self._pin)
        self.vetoes.list_asked.connect(self.toggle_vetoes)
        self.foot.keep_pressed.connect(self._keep_and_say)
        self.foot.submit_pressed.connect(self.submit)
        QShortcut(QKeySequence("Ctrl+S"), self, self._keep_and_say).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def regions(self) -> Sequence[QWidget]:
        return (self.queue, self.ticket, self._middle, self.vetoes, self.foot)

    def primary(self) -> QAbstractButton:
        return self.foot.submit

    # the queue

    def load(self) -> None:
        self.keep_draft()
        with self.desk.store.reading() as connection:
            found = queue_of(connection, self._officer, today=self.desk.today)
        here = self._here()
        self._rounds = rounds_of(found)
        self._stack.setCurrentIndex(0 if self._rounds else 1)
        if not self._rounds:
            self.draft = None
            self.say_context("")
            return
        if here is None or not self._find(here.task.campaign, here.task.ref, here.task.stage):
            self._first_open()
        self._open_current()

    def _here(self) -> QueuedTask | None:
        if self._round < len(self._rounds) and self._place < len(self._rounds[self._round]):
            return self._rounds[self._round][self._place]
        return None

    def _find(self, campaign: int, ref: str, stage: Stage | None) -> bool:
        """Go to a review of the queue, if it is there."""
        for number, some in enumerate(self._rounds):
            for place, one in enumerate(some):
                task = one.task
                if (task.campaign, task.ref) == (campaign, ref) and stage in (None, task.stage):
                    self._round, self._place = number, place
                    return True
        return False

    def _first_open(self) -> None:
        """Go to the first review that can be made, of the first round that has one."""
        for number, some in enumerate(self._rounds):
            for place, one in enumerate(some):
                if one.handed_in_at is None and one.is_ready:
                    self._round, self._place = number, place
                    return
        self._round = self._place = 0

    def open(self, target: object) -> None:
        """Show a round (a Stage), or one review: (campaign, ref, stage or None)."""
        match target:
            case Stage():
                wanted = [
                    n for n, some in enumerate(self._rounds)
                    if ROUNDS[some[0].task.stage] == ROUNDS[target]
                ]  # fmt: skip
                if wanted:
                    self._choose_round(wanted[0])
            case (int() as campaign, str() as ref, stage):
                if self._find(campaign, ref, stage if isinstance(stage, Stage) else None):
                    self._open_current()

    def _choose_round(self, number: int) -> None:
        self._round, some = number, self._rounds[number]
        waiting = [n for n, one in enumerate(some) if one.handed_in_at is None and one.is_ready]
        self.go_to(waiting[0] if waiting else 0)

    def go_to(self, place: int) -> None:
        """Show another review of this round."""
        self.keep_draft()
        self._place = place
        self._open_current()

    def _open_current(self) -> None:
        here = self._rounds[self._round][self._place]
        with self.desk.store.reading() as connection:
            opened = open_task(connection, here.task, self._officer, self.desk.now())
        if self.draft is not None and self.draft.opened == opened:
            self._show_queue()
            return
        if self.draft is not None:
            self.draft.deleteLater()
        self.draft = Draft(opened, self)
        self.draft.changed.connect(self._on_answered)
        self._show_draft(self.draft)
        self._show_queue()

    def _show_draft(self, draft: Draft) -> None:
        count = len(draft.rubric.items)
        self._version.setText(f"{draft.rubric.version} 版，{count} 项")
        self.say_context(f"{draft.rubric.name}专项")
        self.ticket.show_draft(draft)
        self.rubric.show_draft(draft)
        self.vetoes.show_draft(draft)
        self.foot.show_draft(draft)
        self._show_items()
        if self.isVisible():
            self.rubric.setFocus()

    def _show_queue(self) -> None:
        some = self._rounds[self._round]
        here = some[self._place]
        name = ROUNDS[here.task.stage]
        names = round_names(self._rounds)
        title = here.title if len(names) > 1 else f"{here.title}，{name}"
        self.queue.show_rounds(names, self._round)
        spots = [spot_of(n, one, current=n == self._place) for n, one in enumerate(some, start=0)]
        self.queue.show_queue(title, spots, self._place, covered=here.task.stage in COVERED)

    # answering

    def _on_answered(self, _code: str) -> None:
        assert self.draft is not None  # noqa: S101 -- only a draft says that it changed
        self.foot.show_draft(self.draft)
        self._unkept = True
        self._save.start()

    def _pin(self, sign: str = "") -> None:
        """Pin the selected words to the current item; the same words again turn the sign."""
        draft, found = self.draft, self.ticket.text.selection()
        if draft is None or draft.is_locked:
            return
        code = self.rubric.current.code
        if found is None or not found[3].strip():
            self.desk.say("先在左边选中要作证据的文字，再按 E。")
            return
        draft.pin_or_turn(code, found, sign)

    def toggle_vetoes(self) -> None:
        """Show all vetoes in the place of the items, or the items again."""
        if self.draft is None:
            return
        if self._middle.currentWidget() is self.rubric:
            self.veto_list.show_draft(self.draft)
            self._middle.setCurrentWidget(self.veto_list)
            self.vetoes.show_lines(on=False)
            self.veto_list.setFocus()
        else:
            self._show_items()
            self.rubric.setFocus()

    def _show_items(self) -> None:
        self._middle.setCurrentWidget(self.rubric)
        self.vetoes.show_lines(on=True)

    def keep_draft(self) -> bool:
        """Keep what is not kept yet; True where something was written."""
        self._save.stop()
        draft = self.draft
        if not self._unkept or draft is None:
            return False
        self._unkept = False
        task, officer, marks = draft.opened.task, self._officer, draft.marks
        return self.desk.do(
            lambda tx: tx.reviews.keep_draft(task, officer, marks), what="存评分草稿", undo=False
        )

    def _keep_and_say(self) -> None:
        if self.draft is None or self.draft.is_locked:
            return
        self.keep_draft()
        self.desk.say(f"{self.draft.opened.task.called} 的评分已暂存，下次接着评。")

    def submit(self) -> None:
        """Hand the review in: it is locked, and the next open one is shown."""
        draft = self.draft
        if draft is None or draft.is_locked or draft.missing():
            return
        self._save.stop()
        self._unkept = False
        task, officer, marks = draft.opened.task, self._officer, draft.marks
        name = f"{task.called} 的{ROUNDS[task.stage]}"
        done = self.desk.do(
            lambda tx: tx.reviews.hand_in(task, officer, marks),
            what=f"提交{ROUNDS[task.stage]}",
            done=lambda score: f"{name}已提交并锁定，合计 {whole_marks(score.total)} 分。",
            undo=False,
        )
        if done:
            self._choose_next()

    def _choose_next(self) -> None:
        some = self._rounds[self._round]
        order = [*range(self._place + 1, len(some)), *range(self._place)]
        waiting = [n for n in order if some[n].handed_in_at is None and some[n].is_ready]
        if waiting:
            self.go_to(waiting[0])

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys, as long as no text is being written; what fields ignore also comes here."""
        if not self._obey(event):
            super().keyPressEvent(event)

    def _obey(self, event: QKeyEvent) -> bool:
        moves = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        modified = event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if self.draft is None or modified or (_is_writing() and not moves):
            return False
        in_vetoes = self._middle.currentWidget() is self.veto_list
        match Qt.Key(event.key()):
            case Qt.Key.Key_E:
                self._pin()
            case Qt.Key.Key_V:
                self.toggle_vetoes()
            case Qt.Key.Key_Escape if in_vetoes:
                self.toggle_vetoes()
            case Qt.Key.Key_N | Qt.Key.Key_Y as key if not in_vetoes:
                return self.vetoes.decide(hit=key is Qt.Key.Key_Y)
            case _:
                done = (self.veto_list if in_vetoes else self.rubric).obey(event)
                if done and moves and _is_writing():
                    (self.veto_list if in_vetoes else self.rubric).setFocus()
                return done
        return True

    # looks

    def leave(self) -> bool:
        self.keep_draft()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_draft()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.text_size(NARROW)
        self._panel.setFixedWidth(theme.text_size(PANEL if wide else PANEL_NARROW))


def _is_writing() -> bool:
    here = QApplication.focusWidget()
    return isinstance(here, QLineEdit) and not here.isReadOnly()
