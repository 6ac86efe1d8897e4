"""Vetoes (一票否决): the strip of suspected ones below the rubric, and the list of all of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QScrollArea, QVBoxLayout

from core.review.rubric import Veto
from gui import theme
from gui.boxes import box, column, row
from gui.buttons import button
from gui.chips import Chip
from gui.icons import set_icon
from gui.labels import ElidedLabel, key_cap, label, picture
from gui.review.draft import Draft

NOT_SO, HIT = "不成立", "命中"


class VetoStrip(QFrame):
    """Always in sight: which vetoes are suspected and which were found to be the case."""

    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAccessibleName("一票否决")
        self._draft: Draft | None = None
        self._rest = Chip("", "done")
        self.all_button = button("逐项看", "quiet", on=self.list_asked.emit)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._lines.setContentsMargins(0, 0, 0, 0)
        hint = ElidedLabel("caption")
        hint.say("命中即不合格，须写依据")
        head = row(
            picture("octagon-alert", "danger-text"),
            label("一票否决", "section"),
            hint,
            None,
            self._rest,
            self.all_button,
            key_cap("V"),
            gap=6,
        )
        self.setLayout(column(head, self._lines, gap=4, margins=(16, 7, 12, 9)))
        self.lines: list[VetoLine] = []

    def show_draft(self, draft: Draft) -> None:
        self._draft = draft
        draft.changed.connect(lambda _code: self.refresh())
        self._build()

    def refresh(self) -> None:
        """Show the decisions as they stand; a veto found in the list gets its own line here."""
        assert self._draft is not None  # noqa: S101 -- shown before it is used
        if [line.code for line in self.lines] != self._codes(self._draft):
            self._build()
        for line in self.lines:
            line.refresh()
        self._say_rest(self._draft)

    def _say_rest(self, draft: Draft) -> None:
        waiting = len({one.veto for one in draft.undecided_vetoes()})
        suspected = {one.veto for one in draft.suspected()} | set(draft.marks.vetoes)
        calm = len(draft.rubric.vetoes) - len(suspected)
        if draft.is_locked:
            count = len(draft.rubric.vetoes) - len(draft.marks.vetoes)
            self._rest.say(f"{count} 项没有命中", "done")
        elif waiting > 1:
            self._rest.say(f"还有 {waiting} 项疑似", "warn")
        elif suspected:
            self._rest.say(f"其余 {calm} 项未见线索", "done")
        else:
            self._rest.say(f"{calm} 项都未见线索", "done")

    @staticmethod
    def _codes(draft: Draft) -> list[str]:
        """The vetoes that were hit, and the first suspected one that waits for an answer."""
        waiting = [] if draft.is_locked else [one.veto for one in draft.undecided_vetoes()][:1]
        return [
            veto.code
            for veto in draft.rubric.vetoes
            if veto.code in draft.marks.vetoes or veto.code in waiting
        ]

    def _build(self) -> None:
        assert self._draft is not None  # noqa: S101 -- called with a draft
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for code in self._codes(self._draft):
            veto = self._draft.rubric.veto(code)
            assert veto is not None  # noqa: S101 -- codes come from the rubric
            self.lines.append(VetoLine(self._draft, veto))
            self._lines.addWidget(self.lines[-1])
        self._say_rest(self._draft)

    def decide(self, *, hit: bool) -> bool:
        """Answer the first suspected veto that is undecided; False where there is none."""
        waiting = self._draft.undecided_vetoes() if self._draft is not None else []
        if self._draft is None or self._draft.is_locked or not waiting:
            return False
        line = next(one for one in self.lines if one.code == waiting[0].veto)
        line.decide(hit=hit)
        return True


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


class VetoList(QScrollArea):
    """All vetoes of the rubric, with ↑↓ and N / Y; V or Esc goes back to the items."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("一票否决逐项")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.lines: list[VetoLine] = []
        self._current = 0

    def show_draft(self, draft: Draft) -> None:
        self.lines = [VetoLine(draft, veto, roomy=True) for veto in draft.rubric.vetoes]
        for line in self.lines:
            line.setProperty("role", "row")
            line.pressed.connect(self._press)
        inside = box(column(*self.lines, None, gap=0))
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        draft.changed.connect(lambda _code: self.refresh())
        self._current = 0
        self._tint()

    def refresh(self) -> None:
        for line in self.lines:
            line.refresh()

    @property
    def current(self) -> VetoLine:
        return self.lines[self._current]

    def _press(self, code: str) -> None:
        self._current = next(n for n, line in enumerate(self.lines) if line.code == code)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._tint()

    def obey(self, event: QKeyEvent) -> bool:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Up | Qt.Key.Key_Down as key:
                step = -1 if key is Qt.Key.Key_Up else 1
                self._current = min(max(self._current + step, 0), len(self.lines) - 1)
                self._tint()
                self.ensureWidgetVisible(self.current, 0, 8)
            case Qt.Key.Key_N:
                self.current.decide(hit=False)
            case Qt.Key.Key_Y:
                self.current.decide(hit=True)
            case _:
                return False
        return True

    def _tint(self) -> None:
        for place, line in enumerate(self.lines):
            theme.set_state(line, "open" if place == self._current else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the page."""
        event.ignore()


def _answer(words: str, on: Callable[[], object]) -> QPushButton:
    made = button(words, "dense", on=on)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are N and Y
    return made
