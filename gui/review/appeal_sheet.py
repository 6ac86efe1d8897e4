"""Appealing, and deciding an appeal: a few lines for each item, in the panel beside the ticket."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from core.errors import Refusal
from core.figures.words import whole_marks
from core.review.appeals import Appeal, Ruling
from core.review.marks_text import read_marks
from core.review.rubric import Rubric
from gui import theme
from gui.boxes import clear, column, row
from gui.buttons import button
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label

MARKS = 64
Wanted = Mapping[str, tuple[str, str]]


class AppealSheet(QFrame):
    """Asks for reasons and evidence, or for decisions; gives them to whoever asked."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tint")
        self._title = label("", "field", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._note = NoteLine()
        self.go = button("", "primary", on=self._give)
        self._done: Callable[[], bool] = lambda: False
        stay = button("不了", "quiet", on=self.hide)
        self.setLayout(
            column(
                self._title,
                self._lines,
                self._note,
                row(self.go, stay, None, gap=6),
                gap=6,
                margins=(12, 8, 10, 9),
            )
        )
        self.rows: dict[str, AskedRow | RulingRow] = {}
        self.hide()

    def ask(
        self, rubric: Rubric, codes: Sequence[str], until: str, do: Callable[[Wanted], bool]
    ) -> None:
        """Let a unit contest items among `codes`; `do` gets reason and evidence by code."""
        self._begin(f"申诉（{until}前，只能一次）：勾选要申诉的项，写理由和证据", "提出申诉")
        for code in codes:
            self._add(code, AskedRow(f"{code} {_title(rubric, code)}"))
        self._done = lambda: do(self._asked())

    def decide(
        self, appeal: Appeal, rubric: Rubric, do: Callable[[Mapping[str, Ruling]], bool]
    ) -> None:
        """Let the section decide every contested item."""
        self._begin(f"答复{appeal.unit}的申诉：逐项写分数和理由，写原来的分数就是维持", "答复申诉")
        for one in appeal.items:
            name = f"{one.code} {_title(rubric, one.code)}"
            said = f"理由：{one.reason}　证据：{one.evidence}"
            self._add(one.code, RulingRow(name, said, one.before))
        self._done = lambda: do({code: one.ruling(code) for code, one in self._rulings()})

    def _begin(self, title: str, verb: str) -> None:
        clear(self._lines)
        self.rows = {}
        self._title.setText(title)
        self.setAccessibleName(title)
        self.go.setText(verb)
        self._note.say(None)
        self.show()

    def _add(self, code: str, made: "AskedRow | RulingRow") -> None:
        self.rows[code] = made
        self._lines.addWidget(made)

    def _asked(self) -> Wanted:
        asked = {code: one for code, one in self.rows.items() if isinstance(one, AskedRow)}
        return {
            code: (one.reason.text(), one.evidence.text())
            for code, one in asked.items()
            if one.box.isChecked()
        }

    def _rulings(self) -> list[tuple[str, "RulingRow"]]:
        return [(code, one) for code, one in self.rows.items() if isinstance(one, RulingRow)]

    def _give(self) -> None:
        self._note.say(None)
        try:
            done = self._done()
        except Refusal as refusal:
            self._note.say(FieldNote(refusal.field, "error", str(refusal)))
            return
        if done:
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class AskedRow(QWidget):
    """An item that may be contested."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.box = QCheckBox(name)
        self.reason, self.evidence = _line("理由", name), _line("证据", name)
        self._more = QWidget()
        self._more.setLayout(column(self.reason, self.evidence, gap=4, margins=(22, 0, 0, 0)))
        self.setLayout(column(self.box, self._more, gap=4))
        self.box.toggled.connect(self._more.setVisible)
        self._more.hide()


class RulingRow(QWidget):
    """A contested item with what is decided on it."""

    def __init__(self, name: str, said: str, before: Decimal | None) -> None:
        super().__init__()
        self._is_veto = before is None
        self.marks = _line("分数", name)
        self.marks.setFixedWidth(theme.text_size(MARKS))
        self.lifts = QCheckBox("否决不成立")
        self.reason = _line("答复理由", name)
        if before is not None:
            self.marks.setText(whole_marks(before))
        what: QWidget = self.lifts if self._is_veto else self.marks
        lines = (label(name, "dense"), label(said, "caption", wrap=True))
        self.setLayout(column(*lines, row(what, (self.reason, 1), gap=6), gap=3))

    def ruling(self, code: str) -> Ruling:
        """What was decided; refuses marks that are no number."""
        if self._is_veto:
            return Ruling(self.reason.text(), lifted=self.lifts.isChecked())
        return Ruling(self.reason.text(), read_marks(code, self.marks.text()))


def _line(what: str, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(what)
    made.setAccessibleName(f"{name}：{what}")
    return made


def _title(rubric: Rubric, code: str) -> str:
    known = rubric.item(code) or rubric.veto(code)
    return known.title if known else ""
