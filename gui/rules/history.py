"""版本历史: every version with its authors, days and reason, and what differs between any two."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.tickets.rules.differences import differences
from core.tickets.rules.plain import Data
from core.tickets.rules.versions import RulebookVersion, VersionState
from gui import theme
from gui.boxes import at_most, box, card, column, row, scrolled
from gui.buttons import button
from gui.combo import Combo
from gui.forms.form import GREATEST_WIDTH
from gui.labels import label
from gui.rules.diff_view import DiffView
from gui.rules.opened import Opened
from gui.tables.cells import Cell, Column, Tag, Words
from gui.tables.view import Table

ROWS = 6
_STATES = {
    VersionState.DRAFT: "draft",
    VersionState.PROPOSED: "warn",
    VersionState.CONFIRMED: "ok",
    VersionState.REJECTED: "plain",
}


def _since(one: RulebookVersion) -> Cell:
    if one.effective_from is None:
        return "一直" if one.state is VersionState.CONFIRMED else ""
    return f"{one.effective_from}{'，在办的也用' if one.covers_open else ''}"


COLUMNS: tuple[Column[RulebookVersion], ...] = (
    Column(
        key="name",
        title="版本",
        cell=lambda one: Words(one.name, "text", strong=True),
        width=84,
        opens=True,
    ),
    Column(
        key="state", title="状态", cell=lambda one: Tag(one.state, _STATES[one.state]), width=96
    ),
    Column(key="since", title="生效", cell=_since, width=190),
    Column(key="authors", title="谁写的", cell=lambda one: "、".join(one.authors), width=130),
    Column(key="decided", title="谁确认或退回", cell=lambda one: one.decided_by, width=110),
    Column(
        key="written",
        title="写于",
        cell=lambda one: f"{one.written_at:%Y-%m-%d %H:%M}",
        width=130,
    ),
    Column(
        key="reason",
        title="理由",
        cell=lambda one: one.opinion or one.reason,
        width=240,
        stretch=True,
        tip=lambda one: "；".join(filter(None, (one.reason, one.opinion))),
    ),
)

Read = Callable[[int], Data]
"""Gives the data of a version by its number."""


class History(QWidget):
    left = Signal()
    taken = Signal(object)
    """Somebody wants to go on from this version: carries it."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self._versions: Sequence[RulebookVersion] = ()
        self._shown: RulebookVersion | None = None
        self.table: Table[RulebookVersion] = Table("版本", COLUMNS, key=lambda one: one.number)
        self.title = label("", "section")
        self.against = Combo()
        self.against.setAccessibleName("和哪一版比")
        self.take = button("用这一版起草", icon="pencil-line", on=self._take)
        self.diff = DiffView()
        back = button("回到规则", icon="arrow-left", on=self.left.emit)
        head = row(*(self.title, label("比", "second"), self.against, None, self.take, back), gap=8)
        whole = box(column(card("版本历史", self.table), 10, head, 4, self.diff, gap=4))
        ground = box(column(at_most(GREATEST_WIDTH, whole), None, margins=(16, 12, 16, 12)))
        self.setLayout(column(scrolled(ground)))
        self.table.current_changed.connect(self._on_current)
        self.against.activated.connect(lambda _at: self._compare())

    def show_versions(self, opened: Opened, *, at: int | None = None) -> None:
        """Show all versions; `at` is the number of the one to begin with."""
        self._versions = opened.versions
        self.table.show_rows(opened.versions)
        rows = min(max(len(opened.versions), 2), ROWS)
        self.table.setFixedHeight(theme.text_size(theme.size("table-head") + 36 * rows) + 8)
        self.table.go_to(max(self.table.rows.row_of(at), 0))
        self._on_current(self.table.current())

    def _on_current(self, version: RulebookVersion | None) -> None:
        if version is None:
            return
        self._shown = version
        self.title.setText(version.name)
        others = [one for one in self._versions if one.number != version.number]
        self.against.clear()
        self.against.addItems([_said(one) for one in others])
        before = version.based_on or (others[-1].number if others else 0)
        self.against.setCurrentIndex(
            next((at for at, one in enumerate(others) if one.number == before), 0)
        )
        self._compare()

    def _compare(self) -> None:
        """Show what the version has that the other has not, and the reverse."""
        assert self._shown is not None  # noqa: S101 -- a version is shown
        others = [one for one in self._versions if one.number != self._shown.number]
        at = self.against.currentIndex()
        if not 0 <= at < len(others):
            self.diff.show_differences((), none="只有这一版，没有可以比的。")
            return
        found = differences(self._read(others[at].number), self._read(self._shown.number))
        none = f"{self._shown.name}和{others[at].name}写的一样。"
        self.diff.show_differences(found, none=none)

    def _take(self) -> None:
        if self._shown is not None:
            self.taken.emit(self._shown)


def _said(version: RulebookVersion) -> str:
    since = f"，{version.effective_from} 起" if version.effective_from else ""
    return f"{version.name}（{version.state}{since}）"
