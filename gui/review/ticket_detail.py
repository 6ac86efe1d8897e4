"""One drawn ticket beside the list: its mark, the items, how it was worked out, who reviewed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.figures.words import marks, whole_marks
from core.review.appeals import appeal_lines
from core.review.arithmetic import arithmetic
from core.review.formula import Formula
from core.review.report import TicketResult
from core.review.reviews import PEERS, Review, Stage, Task
from core.review.rubric import Rubric
from core.review.schedule import day_words
from gui import theme
from gui.boxes import box, column, frame, row, rule, scrolled
from gui.buttons import button
from gui.chips import Chip
from gui.labels import label, paragraph
from gui.review.appeal_sheet import AppealSheet
from gui.review.marks_grid import marks_grid
from gui.review.reason_row import ReasonRow

WIDTH = 404


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A ticket as its reader may see it; the tasks are there for the section alone."""

    ticket: TicketResult
    rubric: Rubric
    formula: Formula
    reviews: tuple[Review, ...]
    tasks: tuple[Task, ...]
    done: frozenset[Stage]
    can_change: bool
    appeal_until: date | None = None
    """The last day on which whoever looks may appeal; None where they may not."""
    may_decide: bool = False
    """Whether an appeal waits here for whoever looks."""


class TicketDetail(QFrame):
    return_asked = Signal(object)
    reassign_asked = Signal(object)
    """Both carry the `Task` that is meant."""

    replace_asked = Signal()
    appeal_asked = Signal()
    decision_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("这一件的评查")
        self.reason = ReasonRow()
        self.appeals = AppealSheet()
        self.lines: tuple[str, ...] = ()
        self._inside = QVBoxLayout()
        self._inside.setSpacing(6)
        self._inside.setContentsMargins(16, 12, 16, 16)
        top = column(self.reason, self.appeals, gap=0, margins=(12, 8, 12, 0))
        self.setLayout(column(top, (scrolled(box(self._inside)), 1), gap=0))
        self.setFixedWidth(theme.text_size(WIDTH))

    def show_detail(self, detail: Detail | None) -> None:
        """Show a ticket, or that none is chosen."""
        self.reason.hide()
        self.appeals.hide()
        self.lines = ()
        _clear(self._inside)
        if detail is None:
            self._inside.addWidget(
                label("选一件，看它的每一项得分是怎么来的。", "second", wrap=True)
            )
            self._inside.addStretch(1)
            return
        self._add_head(detail.ticket)
        if detail.reviews:
            self._add_marks(detail)
        else:
            why = "自评、互评交齐以前，谁也看不到得分。" if not detail.ticket.grade else ""
            self._inside.addWidget(label(why, "dense", wrap=True))
        if detail.tasks:
            self._add_tasks(detail)
        self._inside.addStretch(1)

    def _add_head(self, ticket: TicketResult) -> None:
        state = "veto" if ticket.vetoes else "plain"
        head = row(label(ticket.ref, "section"), None, gap=8)
        if ticket.grade:
            head.addWidget(Chip(ticket.grade, state))
            head.addWidget(label(marks(ticket.final), "section"))
        self._inside.addWidget(box(head))
        self._inside.addWidget(label(ticket.unit, "caption"))
        for flag in ticket.flags:
            self._inside.addWidget(label(flag.sentence, "dense", tone="warn", wrap=True))
        for veto in ticket.vetoes:
            said = f"一票否决：{veto.title}。{veto.reason}"
            self._inside.addWidget(label(said, "dense", tone="danger", wrap=True))

    def _add_marks(self, detail: Detail) -> None:
        self._inside.addWidget(marks_grid(detail.rubric, detail.reviews))
        by_stage = {review.stage: review for review in detail.reviews}
        self.lines = arithmetic(detail.ticket, by_stage, detail.rubric, detail.formula)
        self._add_title("怎么算的")
        for line in self.lines:
            self._inside.addWidget(label(line, "caption", wrap=True))
        lost = [
            f"{one.code} {one.title}扣 {whole_marks(one.lost)} 分：{one.reason}"
            for one in detail.ticket.shortfalls
        ]
        if lost:
            self._add_title("复核扣分理由")
            self._inside.addWidget(paragraph("\n".join(lost), "dense"))
        self._add_appeal(detail)

    def _add_appeal(self, detail: Detail) -> None:
        """What was appealed and decided, and what can be done about it now."""
        ticket, appeal = detail.ticket, detail.ticket.appeal
        if appeal is not None:
            self._add_title("申诉")
            for line in appeal_lines(appeal, ticket.before_appeal, ticket.final):
                self._inside.addWidget(label(line, "dense", wrap=True))
        if detail.may_decide:
            ask = button("答复申诉…", on=self.decision_asked.emit)
            self._inside.addWidget(box(row(ask, None)))
        elif detail.appeal_until is not None:
            until = day_words(detail.appeal_until)
            ask = button("申诉…", "quiet", on=self.appeal_asked.emit)
            said = label(f"{until}前可以申诉一次", "caption")
            self._inside.addWidget(box(row(ask, said, None)))

    def _add_tasks(self, detail: Detail) -> None:
        self._add_title("谁来评")
        handed_in = {review.stage: review for review in detail.reviews}
        for task in detail.tasks:
            self._inside.addWidget(self._task_line(task, handed_in.get(task.stage), detail))
        if detail.can_change:
            replace = button("作废补抽…", "quiet", "rotate-cw", on=self.replace_asked.emit)
            self._inside.addWidget(box(row(replace, None)))

    def _task_line(self, task: Task, review: Review | None, detail: Detail) -> QWidget:
        who = f"{task.unit}{review.officer if review else task.officer}"
        is_done = task.stage in detail.done
        said = "已交" if is_done else "还没有交"
        if review is not None:
            at = review.handed_in_at
            said = f"{day_words(at.date())} {at:%H:%M} 交"
        words = column(
            label(f"{task.stage}　{who}", "dense"),
            label(f"{said}。{task.why}" if task.why else said, "caption", wrap=True),
            gap=0,
        )
        line = row((words, 1), gap=8)
        if detail.can_change and is_done:
            line.addWidget(button("退回…", "quiet", on=lambda: self.return_asked.emit(task)))
        elif detail.can_change and task.stage in PEERS:
            line.addWidget(button("改派…", "quiet", on=lambda: self.reassign_asked.emit(task)))
        return frame("row-last", line)

    def _add_title(self, title: str) -> None:
        self._inside.addSpacing(6)
        self._inside.addWidget(rule())
        self._inside.addWidget(label(title, "field"))


def _clear(layout: QVBoxLayout) -> None:
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def in_order(reviews: Sequence[Review]) -> tuple[Review, ...]:
    """Reviews in the order of the rounds."""
    order = list(Stage)
    return tuple(sorted(reviews, key=lambda one: order.index(one.stage)))
