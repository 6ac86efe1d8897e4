"""The import page: nothing is written before the last button, and that is one reversible step."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from core.errors import Refusal
from core.tickets.intake.plan import Conflict, Side
from core.tickets.intake.profile import Profile
from core.tickets.intake.tally import Tally
from gui.boxes import box, column, frame, row, scrolled
from gui.buttons import button
from gui.desk import Desk
from gui.importing.chooser import Chooser
from gui.importing.mapping_card import MappingCard
from gui.importing.result_card import ResultCard
from gui.importing.steps import StepBar
from gui.jobs import Progress
from gui.labels import label
from gui.notices import Tone
from gui.page import Page
from storage.dictionary import dictionary
from storage.files.ledger.proposal import (
    Proposal,
    heading_of_rows,
    lay_out_sheet,
    propose_all,
    sample,
)
from storage.files.ledger.reading import Workbook, open_ledger
from storage.files.ledger.rejects import write_rejected
from storage.imports import profiles, take_in, try_out

KINDS = "台账 (*.xlsx *.xlsm *.xls *.csv)"
NOTHING = "取消后什么都不会写入。"


class ImportPage(Page):
    title = "台账导入"
    purpose = "把平台导出的台账收进来：先试导，看清会怎样，再一步导入，能整步撤销。"
    keys = (("Ctrl O", "选文件"),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.path: Path | None = None
        self.workbook: Workbook | None = None
        self.proposal: Proposal | None = None
        self.tally: Tally | None = None
        self.choices: dict[tuple[str, str], Side] = {}
        self.steps = StepBar()
        self.chooser = Chooser()
        self.result = ResultCard(self.choices)
        self.mapping = MappingCard()
        inside = column(self.chooser, self.result, self.mapping, None, gap=12)
        inside.setContentsMargins(20, 12, 20, 16)
        self._foot = self._build_foot()
        self.setLayout(column(self.steps, (scrolled(box(inside)), 1), self._foot, gap=0))
        self.setAcceptDrops(True)
        self._connect()
        self._show()

    def _build_foot(self) -> QFrame:
        self.import_button = button("导入", "primary", on=self.take_in)
        return frame(
            "topbar",
            row(
                button("换一个文件", icon="arrow-left", on=self._start_over),
                None,
                label("导入是一步，可以整步撤销", "caption"),
                button("改好再试", icon="rotate-cw", on=self._read_again),
                self.import_button,
                margins=(20, 8, 16, 8),
            ),
        )

    def _connect(self) -> None:
        self.chooser.button.clicked.connect(lambda _on=False: self._choose())
        self.result.side_chosen.connect(self._change_side)
        self.result.all_chosen.connect(self._choose_all)
        self.result.rejected_wanted.connect(self._ask_where_to_save)
        self.mapping.sheet_chosen.connect(self._other_sheet)
        self.mapping.heading_chosen.connect(self._other_heading)
        self.mapping.profile_chosen.connect(self._use_profile)
        self.mapping.column_chosen.connect(self.map_column)
        self.mapping.keep_asked.connect(self.keep_profile)
        shortcut = QShortcut(QKeySequence("Ctrl+O"), self, self._choose)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        return (self.chooser, self.result, self.mapping, self._foot)

    # choosing, reading, trying out

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选台账文件", str(Path.home()), KINDS)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file and propose how to import it, as a job."""
        self.path = path
        store = self.desk.store

        def job(progress: Progress) -> tuple[Workbook, Proposal, list[Profile]]:
            workbook = open_ledger(path, progress)
            with store.reading() as connection:
                known = profiles(connection)
            return workbook, propose_all(workbook, profiles=known), known

        self.desk.jobs.start(
            job,
            lambda found: self._show_file(*found),
            title=f"正在读“{path.name}”",
            cancelling=NOTHING,
        )

    def _show_file(self, workbook: Workbook, proposal: Proposal, known: Sequence[Profile]) -> None:
        self.workbook = workbook
        self.choices.clear()
        self.mapping.show_file([sheet.name for sheet in workbook.sheets], known)
        self._try(proposal)

    def _try(self, proposal: Proposal) -> None:
        """Try the proposal out and show what an import would do."""
        self.proposal, self.tally = proposal, None
        self._show()
        if not proposal.layout.has_numbers():
            self.desk.say("还没有对上“工单编号”这一列，请在“对列”里指出来。", Tone.WARN)
            return
        store, choices = self.desk.store, dict(self.choices)

        def job(progress: Progress) -> Tally:
            with store.reading() as connection:
                return try_out(connection, proposal, choices=choices, progress=progress)

        self.desk.jobs.start(
            job,
            self._show_tally,
            title=f"正在试导“{proposal.file}”",
            cancelling=NOTHING,
        )

    def _show_tally(self, tally: Tally) -> None:
        self.tally = tally
        self.result.show_tally(tally)
        self._show()
        if self.import_button.isEnabled():
            self.import_button.setFocus()

    def _read_again(self) -> None:
        if self.path is not None:
            self.read(self.path)

    def _start_over(self) -> None:
        self.path = self.workbook = self.proposal = self.tally = None
        self._show()

    def _show(self) -> None:
        proposal = self.proposal
        self.chooser.setVisible(proposal is None)
        self.result.setVisible(self.tally is not None)
        self.mapping.setVisible(proposal is not None)
        self._foot.setVisible(proposal is not None)
        if proposal is None:
            self.steps.show_step(0)
            return
        said = f"{proposal.sheet.name}，{proposal.sheet.row_count} 行 {proposal.sheet.width} 列"
        self.steps.show_step(1 if self.tally is None else 2, proposal.file, said)
        self.mapping.show_proposal(proposal)
        self._say_number()

    def _say_number(self) -> None:
        """Write on the button how many tickets it will import."""
        number = 0
        if self.tally is not None:
            wins = {ref for (ref, _), side in self.choices.items() if side is Side.LEDGER}
            number = self.tally.taken + len(wins - {one.ref for one in self.tally.updates})
        self.import_button.setText(f"导入 {number} 件" if number else "没有要导入的")
        self.import_button.setEnabled(bool(number))

    # correcting

    def _changed(self, change: Callable[[Proposal], Proposal]) -> None:
        if self.proposal is None:
            return
        try:
            self._try(change(self.proposal))
        except Refusal as refusal:
            self.desk.deal_with(refusal)

    def _other_sheet(self, name: str) -> None:
        workbook = self.workbook
        if workbook is not None and self.proposal and name != self.proposal.sheet.name:
            self._changed(lambda _old: propose_all(workbook, sheet=name))

    def _other_heading(self, first: int, last: int) -> None:
        proposal = self.proposal
        if proposal is None:
            return
        here = proposal.layout.heading
        if (first, last) == (here.first, here.last):
            return
        heading = heading_of_rows(proposal.sheet, first, last)
        if heading is None:
            self.desk.say(f"第 {first} 行是空的，不是表头。请另指一行。", Tone.WARN)
            return
        self._try(replace(proposal, layout=lay_out_sheet(proposal.sheet, heading)))

    def _use_profile(self, profile: Profile) -> None:
        workbook = self.workbook
        if workbook is not None:
            self._changed(lambda _old: propose_all(workbook, profile=profile))

    def map_column(self, place: int, key: str) -> None:
        """Give a column of the file by hand to a field, or to none."""

        def corrected(old: Proposal) -> Proposal:
            rows = sample(old.sheet, old.layout.heading)
            return replace(old, layout=old.layout.corrected({place: key}, rows, dictionary()))

        self._changed(corrected)

    def keep_profile(self) -> None:
        """Remember how this file was read, for the next with the same headings."""
        if self.proposal is None or self.path is None:
            return
        name = self.proposal.layout.profile or self.path.stem
        profile = self.proposal.layout.as_profile(name)
        self.desk.do(
            lambda tx: tx.imports.keep_profile(profile),
            what="存对应方案",
            done=f"对应方案“{name}”已记住，下次表头一样的台账自动套用。",
            undo=False,
        )

    def _change_side(self, conflict: Conflict) -> None:
        here = self.choices.get((conflict.ref, conflict.key))
        side = Side.STORE if here is Side.LEDGER else Side.LEDGER
        self.choices[(conflict.ref, conflict.key)] = side
        self._show_sides()

    def _choose_all(self, side: Side) -> None:
        if self.tally is not None:
            self.choices.update({(one.ref, one.key): side for one in self.tally.conflicts})
            self._show_sides()

    def _show_sides(self) -> None:
        self.result.refresh()
        self._say_number()

    # writing

    def take_in(self) -> None:
        """Import what was tried out, as one step."""
        proposal = self.proposal
        if proposal is None or self.tally is None:
            return
        choices = dict(self.choices)
        self.desk.do_later(
            lambda tx, progress: take_in(tx, proposal, choices=choices, progress=progress),
            what=f"导入台账“{proposal.file}”",
            title=f"正在导入“{proposal.file}”",
            cancelling="取消会回到导入之前，不会只进一半。",
            done=_said_done,
            then=lambda _tally: self._done(),
        )

    def _done(self) -> None:
        self._start_over()
        self.desk.go("tickets", "全部在办")

    def _ask_where_to_save(self) -> None:
        if self.path is None:
            return
        suggested = str(self.path.with_name(f"{self.path.stem}-导不进的.xlsx"))
        title, kinds = "导不进的另存表格", "表格 (*.xlsx)"
        name, _ = QFileDialog.getSaveFileName(self, title, suggested, kinds)
        if name:
            self.save_rejected(Path(name))

    def save_rejected(self, target: Path) -> None:
        """Write the rows that were not taken, each with its reason."""
        proposal, tally = self.proposal, self.tally
        if proposal is None or tally is None:
            return

        def say(number: int) -> None:
            self.desk.say(f"{number} 行已另存为“{target.name}”，改好后再导入它。", Tone.OK)

        self.desk.jobs.start(
            lambda _progress: write_rejected(target, proposal.rows, proposal.layout, tally), say
        )

    # dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.read(Path(local[0]))


def _said_done(tally: Tally) -> str:
    left = len(tally.rejected)
    more = f"另有 {left} 行没有导入。" if left else ""
    return f"导入 {tally.taken} 件工单，新增 {tally.added}，更新 {tally.updated}。{more}"
