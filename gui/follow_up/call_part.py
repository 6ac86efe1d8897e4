"""Calling: the number, the calls so far, one key for a call in vain, and what was said."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from core.figures.words import moment
from core.follow_up.callback import GRADES, Attempt, CallOutcome
from core.follow_up.calling import still_wanted
from core.masking import cover_phone
from core.tickets.words import Solved
from gui.boxes import box, column, row
from gui.buttons import button
from gui.choices import Choices
from gui.follow_up.parts import asked, titled
from gui.labels import label, paragraph
from storage.follow_up.reading import Followed
from storage.follow_up.rules import follow_up_rules

VAIN = tuple(one for one in CallOutcome if one is not CallOutcome.TALKED)


class CallPart(QFrame):
    called = Signal(object, str)
    """A call in vain: its outcome and the note."""
    rated = Signal(object, object, object, str)
    """Service, result, solved (or None), note."""
    refused = Signal(str)
    given_up = Signal(str)
    number_asked = Signal()

    def __init__(self, one: Followed) -> None:
        super().__init__()
        self._one = one
        self.service = _choices("对服务", GRADES)
        self.result = _choices("对结果", GRADES)
        self.solved = _choices("解决情况", [o for o in Solved if o is not Solved.NOT_RATED])
        self.note = QLineEdit()
        self.note.setAccessibleName("诉求人怎么说")
        self.number = label(self._covered(), "strong")
        self.show_button = button("显示号码", "quiet", "eye", on=self.number_asked.emit)
        self.setLayout(column(*self._parts(), gap=12))

    def show_number(self, phone: str) -> None:
        """The number uncovered, so that it can be dialled."""
        self.number.setText(phone or "没有登记电话")
        self.show_button.setVisible(False)

    def written(self) -> bool:
        """Whether something was chosen or noted that is not kept."""
        picked = (self.service, self.result, self.solved)
        return bool(self.note.text().strip()) or any(one.chosen is not None for one in picked)

    def _covered(self) -> str:
        phone = self._one.follow_up.ticket.petitioner.petitioner_phone
        return cover_phone(phone) if phone else "没有登记电话"

    def _parts(self) -> Iterator[QWidget]:
        yield box(row(label("诉求人电话", "field"), self.number, self.show_button, None))
        yield from self._calls()
        yield asked("对服务", self.service)
        yield asked("对结果", self.result)
        yield asked("解决情况", self.solved)
        yield asked("诉求人怎么说", self.note, "不满意的一定要记，所队照着说明。")
        keep = button("记下评价", "primary", "check", keys="Ctrl Enter", on=self._rate)
        refuse = button("拒访", on=lambda: self.refused.emit(self.note.text()))
        yield box(row(None, refuse, keep))

    def _calls(self) -> Iterator[QWidget]:
        rules = follow_up_rules()
        found = self._one.follow_up
        calls = found.calls()
        if calls:
            yield titled("打过的电话", *(label(_said(one), "dense") for one in calls))
        keys = [
            button(f"{outcome.value}　{key}", "dense", on=partial(self._call, outcome))
            for key, outcome in enumerate(VAIN, start=1)
        ]
        missing = still_wanted(found, rules)
        half = "，每次在不同的半天" if rules.own_half_day else ""
        hint = f"再有 {missing} 次没打通{half}，才能记联系不上。"
        give_up = button("记联系不上", "dense", on=lambda: self.given_up.emit(self.note.text()))
        words: list[QWidget] = (
            [paragraph(hint, "caption")] if missing else [box(row(give_up, None))]
        )
        lines = [box(row(*keys[:2], None)), box(row(*keys[2:], None))]
        yield titled("没有打通，在名单里按一个数字就记下", *lines, *words)

    def _call(self, outcome: CallOutcome) -> None:
        self.called.emit(outcome, self.note.text())

    def _rate(self) -> None:
        self.rated.emit(
            self.service.chosen, self.result.chosen, self.solved.chosen, self.note.text()
        )


def _said(one: Attempt) -> str:
    note = f"　{one.note}" if one.note else ""
    return f"{moment(one.at)}　{one.outcome.value}　{one.by}{note}"


def _choices(name: str, options: Sequence[StrEnum]) -> Choices:
    made = Choices([(one, one.value) for one in options])
    made.setAccessibleName(name)
    return made
