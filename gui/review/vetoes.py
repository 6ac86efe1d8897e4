"""Vetoes (一票否决): the strip of suspected ones below the rubric, and the list of all of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from gui import theme
from gui.boxes import box, column, row
from gui.buttons import button
from gui.chips import Chip
from gui.labels import ElidedLabel, key_cap, label, picture
from gui.review.draft import Draft
from gui.review.veto_line import VetoLine


class VetoStrip(QFrame):
    """Always in sight: which vetoes are suspected and which were found to be the case."""

    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAccessibleName("一票否决")
        self.setObjectName("review-vetoes")
        self._draft: Draft | None = None
        self._folded = False
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

    def show_lines(self, *, on: bool) -> None:
        """Leave the lines out while all vetoes are gone through above."""
        self._folded = not on
        for line in self.lines:
            line.setVisible(on)

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
            if self._folded:
                self.lines[-1].hide()
        self._say_rest(self._draft)

    def decide(self, *, hit: bool) -> bool:
        """Answer the first suspected veto that is undecided; False where there is none."""
        waiting = self._draft.undecided_vetoes() if self._draft is not None else []
        if self._draft is None or self._draft.is_locked or not waiting:
            return False
        line = next(one for one in self.lines if one.code == waiting[0].veto)
        line.decide(hit=hit)
        return True


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
        self._draft: Draft | None = None
        self._current = 0

    def show_draft(self, draft: Draft) -> None:
        """Show the vetoes of a review; built when somebody asks for them."""
        if self._draft is draft:
            self.refresh()
            return
        self._draft = draft
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
