"""A rulebook out to a spreadsheet, and back: what it would change is seen before it is taken."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from core.tickets.rules.differences import differences
from core.tickets.rules.plain import Data, tidy
from core.tickets.rules.sheets.faults import SheetFault
from core.tickets.rules.sheets.reading import ReadRulebook
from gui.boxes import at_most, box, card, clear, column, row, scrolled
from gui.buttons import button
from gui.desk import Desk
from gui.forms.form import GREATEST_WIDTH
from gui.labels import label, picture
from gui.notices import Offer, Tone
from gui.rules.diff_view import DiffView
from storage.files.rulebook import read_rulebook, write_rulebook

KINDS = "表格 (*.xlsx)"
FAULTS = 30


def write_out(desk: Desk, target: Path, data: Data, name: str) -> None:
    """Write the rulebook to a spreadsheet, as a job; says when it is done, and where."""
    tidied = tidy(data)

    def done(_nothing: None) -> None:
        folder = QUrl.fromLocalFile(str(target.parent))
        offer = Offer("打开文件夹", lambda: QDesktopServices.openUrl(folder))
        rules = len(tidied.get("rules", ()))
        desk.say(f"导出 {rules} 条规则，在“{target.name}”。", Tone.OK, offer=offer)

    desk.jobs.start(
        lambda _progress: write_rulebook(target, tidied, name=name),
        done,
        title=f"正在导出到“{target.name}”",
        cancelling="取消后不会留下半个文件。",
    )


class TakingIn(QWidget):
    """Shows what a spreadsheet would change of the draft, and what is wrong in it."""

    taken = Signal(object)
    """Carries the data of the rulebook that was read."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.read: ReadRulebook | None = None
        self._title = label("", "section")
        self._said = label("", "second", wrap=True)
        self._faults = QVBoxLayout()
        self._faults.setSpacing(2)
        self.diff = DiffView()
        self.take = button("换成草稿", "primary", on=self._take)
        self.leave = button("不导入", on=self.left.emit)
        head = card(
            "", row(self._title, None), 4, self._said, 4, self._faults, 8,
            row(self.take, self.leave, None),
        )  # fmt: skip
        whole = box(column(head, 10, self.diff, gap=0))
        ground = box(column(at_most(GREATEST_WIDTH, whole), None, margins=(16, 12, 16, 12)))
        self.setLayout(column(scrolled(ground)))

    def start(self, desk: Desk, path: Path, draft: Data) -> None:
        """Read a spreadsheet as a job, and show what it would change of the draft."""
        desk.jobs.start(
            lambda _progress: read_rulebook(path),
            lambda read: self.show_read(path.name, read, draft) if isValid(self) else None,
            title=f"正在读“{path.name}”",
            cancelling="取消后什么也没有变。",
            instead=self._failed,
        )
        self._title.setText(f"正在读“{path.name}”")
        self._said.setText("")
        self.take.setVisible(False)
        clear(self._faults)
        self.diff.show_differences((), none="")

    def _failed(self, _error: BaseException) -> bool:
        """Go back to the rules; why it could not be read is said as usual."""
        if isValid(self):
            self.left.emit()
        return False

    def show_read(self, name: str, read: ReadRulebook, draft: Data) -> None:
        """Show what came of reading; with faults nothing can be taken."""
        self.read = read
        found = differences(draft, read.data)
        self._title.setText(f"导入“{name}”")
        self._say(read, len(found))
        self.take.setVisible(not read.faults and bool(found))
        self._show_faults(read.faults)
        self.diff.show_differences(found, none="表格里的规则和草稿一样，没有改动。")

    def _say(self, read: ReadRulebook, changed: int) -> None:
        if read.faults:
            said = f"表格里有 {len(read.faults)} 处要改，改好再导入。位置和改法在下面。"
        elif changed:
            said = f"会改动 {changed} 处，下面一处一处列着。换成草稿以后还要提交、确认才生效。"
        else:
            said = ""
        self._said.setText(said)
        self._said.setVisible(bool(said))

    def _show_faults(self, faults: Sequence[SheetFault]) -> None:
        clear(self._faults)
        for one in faults[:FAULTS]:
            mark = column(picture("circle-x", "danger-text", 14), None, margins=(0, 3, 0, 0))
            said = label(f"{one}", "dense", wrap=True)
            self._faults.addLayout(row(mark, (said, 1), gap=6))
        if len(faults) > FAULTS:
            self._faults.addWidget(label(f"还有 {len(faults) - FAULTS} 处。", "caption"))

    def _take(self) -> None:
        if self.read is not None:
            self.taken.emit(self.read.data)
