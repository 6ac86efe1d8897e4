"""How the file is read: which sheet, which rows are the heading, which column is which field."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSpinBox

from core.tickets.intake.columns import Match
from core.tickets.intake.profile import Profile
from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.importing.field_picker import FieldPicker
from gui.importing.tables import COLUMN_COLUMNS, attention
from gui.labels import label
from gui.tables.view import Table
from storage.files.ledger.proposal import Proposal

ROOM = 300
OURS = 2
"""The place of our field in the table."""


class MappingCard(QFrame):
    sheet_chosen = Signal(str)
    heading_chosen = Signal(int, int)
    profile_chosen = Signal(object)
    column_chosen = Signal(int, str)
    """A column of the file, and the key of the field it goes to, or empty."""

    keep_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("对列")
        self._matches: Sequence[Match] = ()
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("工作表")
        self.sheets.textActivated.connect(self.sheet_chosen)
        self.first_row, self.last_row = QSpinBox(), QSpinBox()
        for spin, name in ((self.first_row, "表头从第几行"), (self.last_row, "表头到第几行")):
            spin.setRange(1, 999)
            spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            spin.setFixedWidth(theme.text_size(48))
            spin.setAccessibleName(name)
            spin.editingFinished.connect(self._on_heading)
        self.profiles = QComboBox()
        self.profiles.setAccessibleName("对应方案")
        self.profiles.activated.connect(lambda _n: self._on_profile())
        self.columns: Table[Match] = Table("对列", COLUMN_COLUMNS, key=lambda m: m.column)
        self.columns.opened.connect(self._pick)
        self.columns.setMinimumHeight(theme.text_size(ROOM))
        self._said = label("", "caption")
        keep = button("记住这次的对应", "quiet", "bookmark", on=self.keep_asked.emit)
        place = row(
            label("工作表", "field"),
            self.sheets,
            8,
            label("表头在第", "field"),
            self.first_row,
            label("至", "field"),
            self.last_row,
            label("行", "field"),
            None,
            label("套用方案", "field"),
            self.profiles,
        )
        head = row(label("对列", "section"), 2, self._said, None, keep)
        self.setLayout(column(head, 6, place, 8, (self.columns, 1), margins=(16, 12, 16, 12)))

    def show_file(self, sheets: Sequence[str], profiles: Sequence[Profile]) -> None:
        """Offer the sheets of a file, and the profiles that are kept."""
        self.sheets.clear()
        self.sheets.addItems(list(sheets))
        self.profiles.clear()
        self.profiles.addItem("不套用")
        for profile in profiles:
            self.profiles.addItem(profile.name, profile)

    def show_proposal(self, proposal: Proposal) -> None:
        layout = proposal.layout
        self._matches = layout.matches
        self.sheets.setCurrentText(proposal.sheet.name)
        self.profiles.setCurrentText(layout.profile or "不套用")
        self.first_row.setValue(layout.heading.first)
        self.last_row.setValue(layout.heading.last)
        titled = [match for match in layout.matches if match.title]
        self.columns.show_rows(sorted(titled, key=attention))
        known = sum(bool(match.key) for match in titled)
        doubtful = len(layout.doubtful)
        look = f"；{doubtful} 列是猜的，排在前面" if doubtful else ""
        self._said.setText(f"{len(titled)} 列认出 {known} 列{look}")

    def _on_heading(self) -> None:
        first = self.first_row.value()
        self.heading_chosen.emit(first, max(first, self.last_row.value()))

    def _on_profile(self) -> None:
        profile = self.profiles.currentData()
        if profile is not None:
            self.profile_chosen.emit(profile)

    def _pick(self, match: Match) -> None:
        taken = {one.key: one.title for one in self._matches if one.key}
        picker = FieldPicker(self, match.title, taken)
        picker.picked.connect(lambda key: self.column_chosen.emit(match.column, key))
        index = self.columns.currentIndex()
        where = self.columns.visualRect(index.siblingAtColumn(OURS)).bottomLeft()
        picker.move(self.columns.viewport().mapToGlobal(where))
        picker.show()
