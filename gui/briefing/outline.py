"""The sections of an issue at the left: how far each is, and which one is open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from core.briefing.issue import Issue, State
from core.briefing.paper import NUMERALS
from core.briefing.structure import Structure
from gui import theme
from gui.boxes import clear, column, row
from gui.buttons import button
from gui.chips import Chip
from gui.combo import Combo
from gui.labels import label

WIDTH = 184


class Outline(QFrame):
    chosen = Signal(str)
    """The key of a section."""

    issue_chosen = Signal(int)
    draft_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "views")
        self.setAccessibleName("各期和各节")
        self.issues = Combo()
        self.issues.setAccessibleName("哪一期")
        self.issues.activated.connect(self._on_issue)
        self.state = Chip()
        self.new = button("起草一期", "quiet", "plus", on=self.draft_asked.emit)
        self._rows = column(gap=2)
        self._done = label("", "caption")
        self._entries: dict[str, QPushButton] = {}
        self.setLayout(
            column(
                self.issues,
                row(self.state, None),
                8,
                self._rows,
                None,
                self._done,
                self.new,
                margins=(8, 12, 8, 12),
                gap=4,
            )
        )
        self.setFixedWidth(theme.text_size(WIDTH))

    def show_issues(self, every: Sequence[tuple[int, str]], current: int) -> None:
        self.issues.clear()
        for id_, title in every:
            self.issues.addItem(title, id_)
        self.issues.setCurrentIndex(max(self.issues.findData(current), 0))
        self.issues.setVisible(bool(every))

    def show_issue(self, issue: Issue, made: Structure, current: str, doubtful: set[str]) -> None:
        clear(self._rows)
        self._entries = {}
        for numeral, part in zip(NUMERALS, made.parts, strict=False):
            icon, tone, said = _state_of(issue, part.key, current, doubtful)
            entry = button(f"{numeral}、{part.title}", "view", icon, tone=tone)
            entry.setCheckable(True)
            entry.setChecked(part.key == current)
            entry.setAccessibleName(f"{part.title}，{said}")
            entry.setToolTip(f"{part.title}：{said}")
            entry.clicked.connect(lambda _on=False, key=part.key: self.chosen.emit(key))
            self._rows.addWidget(entry)
            self._entries[part.key] = entry
        done = sum(issue.section(part.key).is_done for part in made.parts)
        self._done.setText(f"完成 {done} 节，共 {len(made.parts)} 节")
        self.state.say(str(issue.state), _CHIPS[issue.state])

    def entry(self, key: str) -> QPushButton:
        return self._entries[key]

    def _on_issue(self, place: int) -> None:
        self.issue_chosen.emit(int(self.issues.itemData(place)))


_CHIPS = {
    State.DRAFT: "draft",
    State.SUBMITTED: "soon",
    State.APPROVED: "done",
    State.ISSUED: "done",
}


def _state_of(issue: Issue, key: str, current: str, doubtful: set[str]) -> tuple[str, str, str]:
    section = issue.section(key)
    if key in doubtful:
        return "triangle-alert", "warn-text", "有待核的数字"
    if section.is_done:
        return "circle-check", "ok-text", "已完成"
    if key == current:
        return "pencil-line", "accent-text", "正在编"
    if section.sentences:
        return "circle-dashed", "text-3", "有程序写的初稿"
    return "circle", "text-3", "还没有内容"
