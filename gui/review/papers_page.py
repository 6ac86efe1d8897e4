"""打印督查文书: every paper of a campaign as it prints, one by one or for all units in one go."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from core.errors import Refusal
from core.review.circulars import Circular, standing
from core.review.papers.choosing import Document, Wanted
from gui.ask import AskPopup
from gui.boxes import box, column, frame, row
from gui.buttons import button
from gui.desk import Desk
from gui.dialogs.window import DialogWindow, confirm
from gui.jobs import Progress
from gui.notices import Tone
from gui.page import Page
from gui.paper.batch import File, write_every
from gui.preview import Made, PagePreview, as_document
from gui.review.papers_sheet import PapersSheet
from storage.review.circular_log import circulars
from storage.review.printing import Printable, design_of, printable
from storage.review.reading import campaigns

SHEET = 300


class CampaignPapersPage(Page):
    title = "打印督查文书"
    purpose = "一次督查的公证页、评分表、成绩单、清单、汇总和通报都在这里预览、打印，也能存成表格。"
    kinds = frozenset({"campaign", "review", "appeal", "circular", "remedy", "point_citation"})
    folds_navigation = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sheet = PapersSheet()
        self.preview = PagePreview(desk)
        self.found: Printable | None = None
        self.issued: Circular | None = None
        self.asking: DialogWindow | None = None
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._set_pages)
        self._back = button("督查结果", icon="arrow-left", on=self._go_back)
        side = frame("views", column(self.sheet, gap=0), width=SHEET)
        pages = box(column(self.preview, gap=0), "surface")
        self.setLayout(row(side, (pages, 1), gap=0))
        self.sheet.chosen.connect(self.show_chosen)
        self.sheet.table_asked.connect(self._ask_table)
        self.sheet.every_asked.connect(self._ask_folder)
        self.sheet.issue_asked.connect(self._ask_to_issue)
        self.sheet.void_asked.connect(self._ask_to_void)

    def regions(self) -> Sequence[QWidget]:
        return (self.sheet, self.preview.pages)

    def begin_at(self) -> QWidget | None:
        return self.sheet.document

    # what is shown

    def open(self, target: object) -> None:
        """Show a campaign by its number; with a document, or the ticket whose sheet is wanted."""
        match target:
            case int() as id_:
                self._read(id_)
            case (int() as id_, Document() as document):
                self._read(id_, document)
            case (int() as id_, str() as ref):
                self._read(id_)
                self.sheet.choose_ticket(ref)
        self.show_chosen()

    def load(self) -> None:
        if self.found is not None:
            self._read(self.found.about.id)
            self.show_chosen()
            return
        with self.desk.store.reading() as connection:
            newest = next(iter(campaigns(connection)), None)
        if newest is None:
            self.preview.clear("还没有督查，没有可以打印的。")
        else:
            self._read(newest.id)
            self.show_chosen()

    def _read(self, id_: int, document: Document | None = None) -> None:
        desk = self.desk
        with desk.store.reading() as connection:
            self.found = printable(connection, id_, desk.officer, today=desk.today)
            self.issued = standing(circulars(connection, id_))
        self.sheet.show_campaign(self.found, document, self.issued)
        self.say_title(self.found.report.title)
        self.say_context(str(self.found.about.state))
        self.act(self._back)

    def show_chosen(self) -> None:
        """Show the pages of what is chosen, once all that is asked for now has been said."""
        self._due.start()

    def _set_pages(self) -> None:
        found = self.found
        if found is None:
            return
        try:
            wanted = self.sheet.wanted()
        except Refusal as refusal:
            self.preview.clear(str(refusal))
            return
        self.preview.show_made(partial(self._made, found, wanted), name=_called(found, wanted))

    def _made(self, found: Printable, wanted: Wanted) -> Made:
        from storage.files.pdf.rendering import render  # noqa: PLC0415 -- slow to load

        with self.desk.store.reading() as connection:
            paper = found.paper(wanted, connection)
        design = design_of(wanted.document)
        rendered = render(paper, design)
        document = partial(as_document, paper, design)
        return Made(rendered.pdf, rendered.coverage.sentences(), document=document)

    def _go_back(self) -> None:
        self.desk.go("campaign-result", self.found.about.id if self.found is not None else None)

    # the log of circulars

    def _ask_to_issue(self) -> None:
        """Number the circular, after a question: with that it is given out."""
        self.asking = confirm(
            self.window(),
            "给这份通报编号？",
            "编号以后内容固定，印出来的就是这一份；要改只能作废重发，号不再用。",
            yes="编号发文",
            no="先不编号",
            do=self.issue,
        )

    def issue(self) -> bool:
        """Number the circular as it is written beside the pages."""
        found, by = self.found, self.desk.officer
        assert found is not None  # noqa: S101 -- asked from a shown campaign
        id_, order = found.about.id, self.sheet.heading()
        return self.desk.do(
            lambda tx: tx.circulars.issue(id_, order, by=by),
            what="通报编号",
            done=lambda made: f"通报已编号：{made.number}。",
            undo=False,
        )

    def _ask_to_void(self) -> None:
        popup = AskPopup(
            self,
            title="作废这份通报",
            sentence="原来的号不再用；作废以后可以改了重新编号。",
            verb="作废",
            field="理由",
            empty="请写明为什么作废。",
        )
        popup.given.connect(self.void)
        popup.show_above(self.sheet.void_button)

    def void(self, reason: str) -> bool:
        """Take the circular back; its number is not used again."""
        one, by = self.issued, self.desk.officer
        assert one is not None  # noqa: S101 -- asked for one that is shown
        return self.desk.do(
            lambda tx: tx.circulars.void(one.id, reason, by=by),
            what="作废通报",
            done=f"{one.number}已作废。",
            undo=False,
        )

    # files

    def _ask_table(self) -> None:
        if self.found is None:
            return
        suggested = str(Path.home() / f"{_called(self.found, self.sheet.wanted())}.xlsx")
        chosen, _ = QFileDialog.getSaveFileName(self, "另存表格", suggested, "工作簿 (*.xlsx)")
        if chosen:
            self.save_table(Path(chosen).with_suffix(".xlsx"))

    def save_table(self, target: Path) -> None:
        """Write the tables of what is chosen, aside."""
        found, wanted, desk = self.found, self.sheet.wanted(), self.desk
        assert found is not None  # noqa: S101 -- asked from a shown campaign

        def job(_progress: Progress) -> None:
            from storage.files.paper_sheets import write_tables  # noqa: PLC0415 -- only here

            with desk.store.reading() as connection:
                paper = found.paper(wanted, connection)
            write_tables(target, paper)

        desk.jobs.start(
            job,
            lambda _result: desk.say(f"已存成“{target.name}”。", Tone.OK),
            title=f"正在写“{target.name}”",
            cancelling="取消后不会留下半个文件。",
        )

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "存到哪个文件夹", str(Path.home()))
        if chosen:
            self.save_every(Path(chosen))

    def save_every(self, folder: Path) -> None:
        """Write the document of every unit, or of every ticket, into a folder, aside."""
        found, desk = self.found, self.desk
        assert found is not None  # noqa: S101 -- asked from a shown campaign
        every = found.every(self.sheet.wanted())
        files = [
            File(f"{one.name}.pdf", one.ref or one.unit, partial(self._pdf, found, one))
            for one in every
        ]
        write_every(desk, folder, files, what=str(every[0].document) if every else "文书")

    def _pdf(self, found: Printable, wanted: Wanted) -> bytes:
        return self._made(found, wanted).pdf


def _called(found: Printable, wanted: Wanted) -> str:
    return f"{found.report.title}　{wanted.name}"
