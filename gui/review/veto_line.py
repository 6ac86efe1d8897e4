"""One veto on the desk: why it is suspected, 不成立 and 命中, and the grounds of a hit."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from core.review.rubric import Veto
from gui.boxes import column, row
from gui.buttons import button
from gui.chips import Chip
from gui.icons import set_icon
from gui.labels import label, picture
from gui.review.draft import Draft

NOT_SO, HIT = "不成立", "命中"


class VetoLine(QFrame):
    """One veto: what it is, why it is suspected, the two answers; the grounds where it was hit."""

    pressed = Signal(str)

    def __init__(self, draft: Draft, veto: Veto, *, roomy: bool = False) -> None:
        super().__init__()
        self._draft, self._veto = draft, veto
        self._flag = picture("flag", "text-3", 15)
        self._title = label("", "dense", wrap=True)
        self.no = _answer(f"{NOT_SO}　N", lambda: self.decide(hit=False))
        self.yes = _answer(f"{HIT}　Y", lambda: self.decide(hit=True))
        self._said = Chip("", "done")
        self.again = button("改", "quiet", on=self._ask_again)
        self.again.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("依据：看到什么、在哪里")
        self.reason.setAccessibleName(f"{veto.code} 命中的依据")
        self.reason.textEdited.connect(lambda text: draft.hit(veto.code, text))
        self._asking = False
        head = row(self._flag, (self._title, 1), self._said, self.again, self.no, self.yes, gap=8)
        margins = (16, 5, 12, 6) if roomy else (0, 0, 0, 0)
        self.setLayout(column(head, self.reason, gap=4, margins=margins))
        self._is_roomy = roomy
        self.refresh()

    @property
    def code(self) -> str:
        return self._veto.code

    def decide(self, *, hit: bool) -> None:
        self._asking = False
        if not hit:
            self._draft.rule_out(self.code)
        elif self.code not in self._draft.marks.vetoes:
            self._draft.hit(self.code)
        self.refresh()
        if hit and not self._draft.is_locked:
            self.reason.setFocus()

    def _ask_again(self) -> None:
        self._asking = True
        self.refresh()

    def refresh(self) -> None:
        marks, locked = self._draft.marks, self._draft.is_locked
        suspicion = next((p for p in self._draft.suspected() if p.veto == self.code), None)
        hit, cleared = self.code in marks.vetoes, self.code in marks.cleared
        undecided = suspicion is not None and not hit and not cleared
        words = f"{self.code} {self._veto.title}"
        if suspicion is not None:
            words += f"（疑似）：{suspicion.message}"
        self._title.setText(words)
        self._show_state(hit=hit, cleared=cleared, undecided=undecided)
        asks = not locked and (
            undecided or self._asking or (self._is_roomy and not hit and not cleared)
        )
        self.no.setVisible(asks)
        self.yes.setVisible(asks)
        self.again.setVisible(not locked and (hit or cleared) and not asks)
        self.reason.setVisible(hit)
        self.reason.setReadOnly(locked)
        if hit and self.reason.text() != marks.vetoes[self.code]:
            self.reason.setText(marks.vetoes[self.code])

    def _show_state(self, *, hit: bool, cleared: bool, undecided: bool) -> None:
        set_icon(self._flag, "flag", "danger-text" if hit or undecided else "text-3", 15)
        if hit:
            self._said.say(HIT, "veto")
        else:
            self._said.say(NOT_SO if cleared else "未见线索", "done")
        self._said.setVisible(not undecided)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.code)


def _answer(words: str, on: Callable[[], object]) -> QPushButton:
    made = button(words, "dense", on=on)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are N and Y
    return made
