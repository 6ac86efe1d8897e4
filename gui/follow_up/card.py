"""The ticket beside the list of 回访: what it was about, and the part that somebody has to do."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.figures.words import day, moment
from core.follow_up.callback import RoundEnd, RoundResult, Standing
from core.follow_up.calling import TO_CALL
from core.follow_up.due import due_of
from core.people import Action, Officer
from gui import theme
from gui.boxes import box, clear, column, row, rule, scrolled
from gui.buttons import button
from gui.chips import Chip
from gui.desk import Desk
from gui.follow_up.answer_part import AnswerPart
from gui.follow_up.call_part import CallPart
from gui.follow_up.escalation_part import EscalationPart
from gui.follow_up.parts import titled
from gui.labels import label, paragraph
from storage.follow_up.reading import Followed
from storage.follow_up.rules import follow_up_rules
from storage.follow_up.writing import wants_escalation

if TYPE_CHECKING:
    from core.workdays import Calendar

WIDTH = 400
MATTER = 160
STATES = {
    Standing.TO_CALL: "near",
    Standing.TO_CALL_AGAIN: "near",
    Standing.TO_EXPLAIN: "warn",
    Standing.TO_SIGN: "proposed",
    Standing.UNHAPPY: "warn",
    Standing.DONE: "done",
    Standing.REFUSED: "calm",
    Standing.UNREACHED: "calm",
}


class FollowCard(QFrame):
    made = Signal(object)
    """The part of the work that is shown was made; whoever owns the card connects it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("这一件的回访")
        self._desk = desk
        self.shown: Followed | None = None
        self._shown_to: Officer | None = None
        self.parts: list[CallPart | AnswerPart | EscalationPart] = []
        self.days: Calendar | None = None
        self.owners: tuple[str, ...] = ()
        self.themes: tuple[str, ...] = ()
        self._inside = QVBoxLayout()
        self._inside.setSpacing(12)
        self._inside.setContentsMargins(16, 12, 16, 16)
        self.setLayout(column(scrolled(box(self._inside)), gap=0))
        self.setFixedWidth(theme.text_size(WIDTH))

    def written(self) -> bool:
        """Whether something stands here that is not kept."""
        return any(part.written() for part in self.parts)

    def show_one(self, one: Followed | None) -> None:
        """Show a ticket; what is being written for the same one stays."""
        if one is not None and (one, self._desk.officer) == (self.shown, self._shown_to):
            return
        self.shown, self._shown_to = one, self._desk.officer
        self.parts = []
        clear(self._inside)
        if one is None:
            words = "在左边选一件，这里显示怎么联系、说了什么、还要谁做什么。"
            self._inside.addWidget(paragraph(words, "second"))
        else:
            self._fill(one)
        self._inside.addStretch(1)

    def _fill(self, one: Followed) -> None:
        rules, found = follow_up_rules(), one.follow_up
        standing = found.standing(rules.rounds)
        ticket = found.ticket
        open_ = button("打开工单", "quiet", on=lambda: self._desk.go("ticket", found.ref))
        state = Chip(standing.value, STATES[standing])
        due = due_of(found, rules, self.days) if self.days else None
        until = f"　{day(due)}前" if due is not None else ""
        trader = ticket.trader.trader_name or "未登记被诉主体"
        self._add(box(row(label(trader, "section", wrap=True), None, state)))
        facts = f"{found.ref}　{ticket.unit}　{ticket.handler}{until}"
        self._add(paragraph(facts, "caption"))
        self._add(paragraph(_short(ticket.claim.content), "dense"))
        self._add(box(row(None, open_)))
        if ticket.outcome.reply:
            self._add(titled("答复过的话", paragraph(_short(ticket.outcome.reply), "dense")))
        for ended in found.results or ((found.last,) if found.last else ()):
            self._add(titled(f"第 {ended.round} 次回访", paragraph(_ended(ended), "dense")))
        self._work(one, standing)

    def _work(self, one: Followed, standing: Standing) -> None:
        ticket = one.follow_up.ticket
        is_watched = one.escalation is not None or wants_escalation(one)
        self._add(rule())
        if standing in TO_CALL and ticket.is_closed and self._desk.may(Action.CALL_BACK):
            self._add_part(CallPart(one))
        elif one.follow_up.explanation or standing in (Standing.TO_EXPLAIN, Standing.TO_SIGN):
            self._add_part(AnswerPart(self._desk, one, standing))
        if is_watched:
            self._add(label("专项督办", "section"))
            self._add_part(
                EscalationPart(self._desk, one.escalation, self.owners, self.themes, self._usual())
            )

    def _usual(self) -> date:
        """By when an analysis is expected, unless somebody says otherwise."""
        today, number = self._desk.today, follow_up_rules().escalation
        return self.days.add_workdays(today, number) if self.days is not None else today

    def _add_part(self, part: CallPart | AnswerPart | EscalationPart) -> None:
        self.parts.append(part)
        self._add(part)
        self.made.emit(part)

    def _add(self, widget: QWidget) -> None:
        self._inside.addWidget(widget)


def _ended(ended: RoundResult) -> str:
    who = f"，{ended.by}打的" if ended.by else "，台账带来的"
    note = f"：{ended.note}" if ended.note else ""
    if ended.end is not RoundEnd.RATED:
        return f"{moment(ended.at)}{who}，{ended.end.value}{note}"
    service = f"对服务{ended.service.value}，" if ended.service else ""
    result = f"对结果{ended.result.value}" if ended.result else "没有评价"
    solved = f"，{ended.solved.value}" if ended.solved else ""
    return f"{moment(ended.at)}{who}，{service}{result}{solved}{note}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= MATTER else f"{words[:MATTER]}……"
