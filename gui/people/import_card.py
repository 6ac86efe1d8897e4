"""What a list of staff would do, before it is kept: who is new, who changes, what stays out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.staff.roster import Fate, Roster
from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, paragraph, set_paragraph

NAMED = 12
"""So many names, or rows, are written out."""


class ImportCard(QFrame):
    taken = Signal(object)
    """Carries the `Roster` that was looked at."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("人员名单预览")
        self._roster = Roster()
        self.title = label("", "section")
        self.said = paragraph("", "dense")
        self.go = button("导入", "primary", on=lambda: self.taken.emit(self._roster))
        self.setLayout(
            column(
                self.title,
                self.said,
                row(self.go, button("先不导", on=self.left.emit), None),
                gap=8,
                margins=(16, 12, 16, 14),
            )
        )

    def show_roster(self, name: str, roster: Roster) -> None:
        self._roster = roster
        self.title.setText(f"“{name}”会这样导入")
        set_paragraph(self.said, "\n".join(_words(roster)))
        changes = len(roster.of(Fate.ADDED)) + len(roster.of(Fate.CHANGED))
        self.go.setText(f"导入 {changes} 人")
        self.go.setEnabled(bool(changes or roster.units))


def _words(roster: Roster) -> list[str]:
    found = []
    if roster.units:
        found.append("新增单位：" + "、".join(unit.name for unit in roster.units) + "。")
    for fate in (Fate.ADDED, Fate.CHANGED):
        names = [one.officer.name for one in roster.of(fate)]
        if names:
            more = f" 等 {len(names)} 人" if len(names) > NAMED else ""
            found.append(f"{fate.value} {len(names)} 人：{'、'.join(names[:NAMED])}{more}。")
    found.append(f"没有变化 {len(roster.of(Fate.UNCHANGED))} 人；名单里没有的人不动。")
    if roster.faults:
        found.append(f"有 {len(roster.faults)} 行不导：")
        found += [f"第 {one.row} 行，{one.why}" for one in roster.faults[:NAMED]]
    return found
