"""The papers of a ticket at the left: which can be given, which were, and why not the rest."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from gui.boxes import column, rule
from gui.labels import label, paragraph
from gui.papers.opened import Line, Opened
from gui.tables.cells import Cell, Column, Stack, Words
from gui.tables.view import Table

UNSAVED = "工单里有没保存的改动。文书按已经保存的内容出。"


def _sign(line: Line) -> Cell:
    if line.given is not None:
        void = line.given.is_void
        return Words(
            "", "text-3" if void else "ok-text", icon="octagon-x" if void else "circle-check"
        )
    if not line.is_ready:
        return Words("", "text-3", icon="circle-dashed")
    return Words("", "warn-text" if line.missing else "accent-text", icon="file-text")


def _words(line: Line) -> Cell:
    if line.given is not None:
        given = line.given
        state = "已作废" if given.is_void else f"{given.issued_at:%m 月 %d 日}，给{given.reader}"
        return Stack(given.title, "　".join(filter(None, (state, given.number))))
    title = line.form.title if line.form is not None else ""
    if not line.is_ready:
        return Stack(title, f"现在不出：{line.why_not}")
    return Stack(title, f"可以出，还缺 {line.missing} 处" if line.missing else "可以出，都填好了")


def _tip(line: Line) -> str:
    if line.given is not None and line.given.is_void:
        return f"{line.given.number} 已作废：{line.given.void_reason}"
    return line.why_not or (line.given.number if line.given else "")


_COLUMNS: tuple[Column[Line], ...] = (
    Column(key="sign", title="", cell=_sign, width=34),
    Column(key="words", title="", cell=_words, stretch=True, opens=True, tip=_tip),
)


class PaperList(QWidget):
    chosen = Signal(object)
    """The `Line` somebody went to."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("文书列表")
        self.table: Table[Line] = Table("文书", _COLUMNS, key=lambda line: line.key, height="roomy")
        self.table.horizontalHeader().hide()
        self.table.current_changed.connect(self._tell)
        self._unsaved = paragraph(UNSAVED, "caption", tone="warn")
        self._unsaved.setContentsMargins(16, 8, 12, 8)
        head = label("文书", "section")
        head.setContentsMargins(16, 10, 12, 10)
        self.setLayout(column(head, rule(), self._unsaved, (self.table, 1), gap=0))

    def show_opened(self, opened: Opened, wanted: str) -> Line | None:
        """Show the papers, at the one with the key `wanted` or the first; gives which it is.

        Nobody is told that another line was gone to.
        """
        self._unsaved.setVisible(opened.has_unsaved)
        with QSignalBlocker(self):
            self.table.show_rows(opened.lines)
            self.table.go_to(max(self.table.rows.row_of(wanted), 0))
        return self.table.current()

    def go_to(self, key: str) -> None:
        """Go to the line with this key, as a person would."""
        at = self.table.rows.row_of(key)
        if at >= 0:
            self.table.go_to(at)

    def _tell(self, line: Line | None) -> None:
        if line is not None:
            self.chosen.emit(line)
