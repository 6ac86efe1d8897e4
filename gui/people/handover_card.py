"""离岗交接: what somebody has open, to whom it goes, and why; shown before it is done."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from core.people import Officer, Role, holders
from core.staff.leaving import OpenWork, WorkKind
from gui.boxes import column, row
from gui.buttons import button
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label, paragraph, set_paragraph
from gui.moves.answers import Picker

NAMED = 8


class HandoverCard(QFrame):
    handed = Signal(str, str, str)
    """Who leaves, who takes over, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("离岗交接")
        self._name = ""
        self.title = label("", "section")
        self.said = paragraph("", "dense")
        self.heir = Picker((), "请选接手的人")
        self.heir.setAccessibleName("接手的人")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("为什么交接")
        self.reason.setPlaceholderText("为什么交接，如调离、借调")
        self.note = NoteLine()
        self.go = button("交接", "primary", on=self._hand)
        self._asked = QFrame()
        self._asked.setLayout(column(self.heir, self.reason, self.note, row(self.go, None), gap=8))
        self.setLayout(column(self.title, self.said, self._asked, gap=8, margins=(16, 12, 16, 14)))

    def show_work(
        self,
        officer: Officer,
        work: Sequence[OpenWork],
        everybody: Sequence[Officer],
        today: date,
        *,
        may_hand: bool,
    ) -> None:
        """Show what `officer` has open, and who could take it over."""
        self._name = officer.name
        self.title.setText(f"{officer.name}手上没有办完的")
        set_paragraph(self.said, "\n".join(_words(work)))
        units = {one.unit for one in work if one.kind is WorkKind.TICKET}
        names = _heirs(officer, units or officer.units_on(today), everybody, today)
        self.heir.offer([(name, name) for name in names])
        self.go.setText(f"交接 {len(work)} 项")
        self._asked.setVisible(may_hand and bool(work))
        self.reason.clear()
        self.note.say(None)

    def say(self, sentence: str) -> None:
        """Say why it cannot be handed over."""
        self.note.say(FieldNote("to", "error", sentence))

    def _hand(self) -> None:
        self.handed.emit(self._name, self.heir.chosen, self.reason.text())


def _words(work: Sequence[OpenWork]) -> list[str]:
    if not work:
        return ["都办完了，没有要交接的。"]
    found = []
    for kind in WorkKind:
        mine = [one.what for one in work if one.kind is kind]
        if mine:
            more = f" 等 {len(mine)} 项" if len(mine) > NAMED else ""
            found.append(f"{kind.value} {len(mine)} 项：{'；'.join(mine[:NAMED])}{more}。")
    found.append("工单和整改交给接手的人；评查按分派的规则换人；催办跟着工单走。")
    return found


def _heirs(
    officer: Officer, units: frozenset[str] | set[str], everybody: Sequence[Officer], today: date
) -> list[str]:
    """Who handles in every one of the units."""
    found: set[str] | None = None
    for unit in units:
        names = {one.name for one in holders(everybody, Role.HANDLER, unit, today=today)}
        found = names if found is None else found & names
    return sorted((found or set()) - {officer.name})
