"""The rules by heading, with what they found lately; searched by number, words and articles.

Below the rules stand the words they share, and the way to the warnings that were overridden.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from core.tickets.rules.plain import Data
from gui import icons, theme
from gui.boxes import column, row, rule
from gui.buttons import button
from gui.rules.draft import EDITED, NEW, PENDING, SAME, Draft
from gui.tables.cells import Cell, Column, Entry, Heading
from gui.tables.view import Table

WIDTH = 272
HEADING = 34
WORDS = {"names": "名称", "lists": "词表", "tables": "数表"}
"""The parts of a rulebook that all rules share, by the key of the data."""

OVERRIDES = "overrides"
"""The line that leads to the warnings that were overridden."""

_STATES = {EDITED: "正在改", NEW: "新的", PENDING: "待确认"}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line: a heading, a rule by its number, or a part with shared words."""

    key: str
    cell: Cell
    rule: str = ""
    part: str = ""


class RuleList(QFrame):
    rule_chosen = Signal(str)
    part_chosen = Signal(str)
    """A part of the shared words, by its key, or the overridden warnings."""

    new_asked = Signal()
    export_asked = Signal()
    import_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "views")
        self.setAccessibleName("规则列表")
        self._draft: Draft | None = None
        self._hits: Mapping[str, int] = {}
        self._overridden = 0
        self._quiet = False
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setPlaceholderText("搜编号、词句、条文")
        self.search.setAccessibleName("搜编号、词句、条文")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(
            icons.icon("search", "text-3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.table: Table[ListLine] = Table("规则", _COLUMNS, key=_key, height="roomy")
        self.table.horizontalHeader().hide()
        self.new = button("新规则", "quiet", "plus", on=self.new_asked.emit)
        self.take_out = button("导出…", "quiet", "download", on=self.export_asked.emit)
        self.take_in = button("导入…", "quiet", "file-spreadsheet", on=self.import_asked.emit)
        foot = row(self.new, None, self.take_in, self.take_out, gap=2, margins=(6, 6, 6, 6))
        self.setLayout(
            column(
                row(self.search, margins=(10, 10, 10, 10)),
                *(rule(), (self.table, 1), rule(), foot),
                gap=0,
                margins=(0, 0, 1, 0),
            )
        )
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self._first)
        self.table.current_changed.connect(self._on_current)
        self.fit()

    def fit(self) -> None:
        self.setFixedWidth(theme.text_size(WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def show_rules(self, draft: Draft, hits: Mapping[str, int]) -> None:
        """Show the rules of the draft, and on how many tickets each fired in the last 30 days."""
        self._draft, self._hits = draft, hits
        self._show()

    def say_overridden(self, count: int) -> None:
        """Say how many warnings were overridden; shown with the next rules."""
        self._overridden = count

    def go_to(self, id_: str) -> None:
        """Make a rule, or a part of the words, the current line; nobody is told."""
        at = self.table.rows.row_of(id_)
        if at < 0 and self.search.text():
            self.search.clear()
            at = self.table.rows.row_of(id_)
        self._quiet = True
        self.table.go_to(at)
        self._quiet = False

    @property
    def part(self) -> str:
        """The part that the current line leads to; nothing where it is a rule."""
        line = self.table.current()
        return line.part if line is not None else ""

    @property
    def shown(self) -> list[str]:
        """The numbers of the rules in the list, from top to bottom."""
        return [line.rule for line in self.table.rows.values if line.rule]

    def _show(self) -> None:
        if self._draft is None:
            return
        self._quiet = True
        lines = list(self._lines(self._draft))
        self.table.show_rows(lines)
        height = self.table.verticalHeader()
        for at, line in enumerate(lines):
            if isinstance(line.cell, Heading):
                height.resizeSection(at, theme.text_size(HEADING))
            elif height.sectionSize(at) != height.defaultSectionSize():
                height.resizeSection(at, height.defaultSectionSize())
        self._quiet = False

    def _lines(self, draft: Draft) -> Iterator[ListLine]:
        words = self.search.text().casefold().split()
        for group in draft.groups:
            rules = [one for one in draft.rules if str(one.get("group", "")) == group]
            found = [one for one in rules if _holds(one, words)]
            if found:
                yield ListLine(f"#{group}", Heading(group or "没有分组", f"{len(found)} 条"))
            for one in found:
                yield self._line(draft, one)
        if not words:
            yield ListLine("#words", Heading("共用的词"))
            for part, name in WORDS.items():
                count = len(draft.words(part))
                yield ListLine(part, Entry(f"{count} 个", "", name), part=part)
            yield ListLine("#more", Heading("用得怎样"))
            yield ListLine(
                OVERRIDES, Entry(f"{self._overridden} 件", "", "被确认放行的提示"), part=OVERRIDES
            )

    def _line(self, draft: Draft, data: Data) -> ListLine:
        id_ = str(data.get("id", ""))
        state = draft.state(id_)
        hits = self._hits.get(id_, 0)
        aside = "，".join(
            filter(None, (_STATES.get(state, ""), f"近 30 日 {hits} 次" if hits else ""))
        )
        return ListLine(id_, Entry(id_, aside, str(data.get("title", "")), state != SAME), id_)

    def _first(self) -> None:
        """Go to the first rule that was found."""
        found = self.shown
        if found:
            self.table.go_to(self.table.rows.row_of(found[0]))
            self.table.setFocus()

    def _on_current(self, line: ListLine | None) -> None:
        if line is None or self._quiet:
            return
        if line.rule:
            self.rule_chosen.emit(line.rule)
        elif line.part:
            self.part_chosen.emit(line.part)


def _key(line: ListLine) -> str:
    return line.key


_COLUMNS: tuple[Column[ListLine], ...] = (
    Column(key="line", title="规则", cell=lambda line: line.cell, stretch=True),
)


def _holds(rule_data: Data, words: list[str]) -> bool:
    text = " ".join(texts(rule_data)).casefold()
    return all(word in text for word in words)


def texts(value: Any) -> Iterator[str]:
    """All texts in the data of a rule, for searching; its examples are left out."""
    match value:
        case Mapping():
            for key, one in value.items():
                if key not in {"fires", "silent", "equivalent"}:
                    yield from texts(one)
        case list() | tuple():
            for one in value:
                yield from texts(one)
        case str():
            yield value
