"""`PagePreview`: the pages of a paper as they print: page, zoom, search, thumbnails, 另存 and 打印.

    self.preview = PagePreview(desk)
    self.preview.show_paper(lambda: campaign_summary(report), name="第 3 季度督查情况汇总")

The paper is set aside by a job; what is shown, saved and printed are the same bytes.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget
from shiboken6 import isValid

from core.errors import Refusal, Trouble
from core.paper import Paper
from gui.boxes import box, column, row, rule
from gui.buttons import button, tool
from gui.desk import Desk
from gui.icons import set_icon
from gui.jobs import Progress
from gui.labels import label, paragraph, picture, set_paragraph
from gui.notices import Tone
from gui.paper.pages import PdfPages
from gui.paper.search_bar import SearchBar
from gui.paper.thumbnails import Thumbnails
from storage.files.pdf.pictures import PageSize, Place, page_sizes, places_of
from storage.files.writing import write_whole

if TYPE_CHECKING:
    from storage.files.pdf.pages import PageDesign

SETTING = "正在排版……"
PDF_FILES, WORD_FILES = "PDF 文件 (*.pdf)", "Word 文件 (*.docx)"


class Made(NamedTuple):
    """A PDF, what had to be replaced in it, and words that stand on amber while it is shown.

    `document` makes the same paper as a document for WPS and Word, where there is one.
    """

    pdf: bytes
    notes: tuple[str, ...] = ()
    marked: str = ""
    document: Callable[[], bytes] | None = None


class Shown(NamedTuple):
    """A PDF ready to be shown."""

    pdf: bytes
    sizes: tuple[PageSize, ...]
    notes: tuple[str, ...]
    marked: tuple[Place, ...] = ()
    document: Callable[[], bytes] | None = None


class PagePreview(QWidget):
    """Shows one PDF at a time; empty until it is given one."""

    shown = Signal()
    """The pages of another PDF are there."""

    def __init__(self, desk: Desk, *, gives_files: bool = True) -> None:
        """Without `gives_files` whoever shows it saves and prints in a way of their own."""
        super().__init__()
        self._desk = desk
        self._gives_files = gives_files
        self._name = ""
        self._pdf = b""
        self._setting: Progress | None = None
        self._wanted: object = None
        """Stands for the pages asked for last; what comes home for others is not shown."""
        self._document: Callable[[], bytes] | None = None
        self.pages = PdfPages(desk.jobs)
        self.search = SearchBar(desk.jobs, self.pages)
        self.thumbnails = Thumbnails(desk.jobs)
        self.position = label("", "dense")
        self._message = label("", "second", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark = picture("circle-check", "ok-text", 14)
        self._notes = paragraph("", "caption")
        self._tools = self._make_tools()
        middle = QWidget()  # what is put into a stack without one comes up as a window of its own
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.pages)
        self._foot = box(row(self._mark, (self._notes, 1), gap=6, margins=(16, 6, 12, 8)))
        head = row(self.position, None, *self._tools, gap=0, margins=(12, 4, 4, 4))
        side_by_side = row(self.thumbnails, (middle, 1), gap=0)
        self.setLayout(column(head, rule(), self.search, (side_by_side, 1), self._foot, gap=0))
        self._connect()
        self.clear()

    def _connect(self) -> None:
        self.pages.page_changed.connect(lambda _page: self._refresh())
        self.pages.zoom_changed.connect(self._refresh)
        self.thumbnails.page_chosen.connect(self.pages.go_to)
        keys = {"Ctrl+F": self.find_words}
        if self._gives_files:
            keys["Ctrl+P"] = self.print_pages
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _make_tools(self) -> list[QWidget]:
        pages = self.pages
        self.previous = tool("chevron-left", "上一页", on=lambda: pages.step(-1))
        self.next = tool("chevron-right", "下一页", on=lambda: pages.step(1))
        self.smaller = tool("zoom-out", "缩小（Ctrl −）", on=lambda: pages.zoom_by(-1))
        self.larger = tool("zoom-in", "放大（Ctrl =）", on=lambda: pages.zoom_by(1))
        self.find_button = tool("search", "在文书里查找（Ctrl F）", on=self.find_words)
        self.thumbnails_button = tool("panel-left", "各页缩略图", on=self.turn_thumbnails)
        self.thumbnails_button.setCheckable(True)
        self.save_button = button("另存为…", "quiet", on=self.save_as)
        self.print_button = button("打印", "quiet", on=self.print_pages)
        return [
            self.thumbnails_button,
            self.find_button,
            self.previous,
            self.next,
            self.smaller,
            self.larger,
            self.save_button,
            self.print_button,
        ]

    def clear(self, sentence: str = "这里预览要打印的页。") -> None:
        """Show no pages, but say why."""
        self._stop_setting()
        self._pdf, self._document = b"", None
        self.search.hide()
        self.thumbnails.hide()
        self.thumbnails_button.setChecked(False)
        self._message.setText(sentence)
        self._stack.setCurrentWidget(self._message)
        self._refresh()

    def show_pdf(self, pdf: bytes, *, name: str, notes: Sequence[str] = ()) -> None:
        """Show a finished PDF; `name` is what file and print job are called."""
        self._name = name
        self._stop_setting()
        self._show(Shown(pdf, page_sizes(pdf), tuple(notes)))

    def show_paper(self, make: Callable[[], Paper], *, name: str) -> None:
        """Make a paper and set it, aside; pages shown before stay until the new ones are there."""
        self.show_made(partial(_set, make), name=name)

    def show_made(self, make: Callable[[], Made], *, name: str) -> None:
        """Make a PDF, aside, and show it; pages shown before stay until it is there."""
        self._name = name
        self._stop_setting()
        if not self._pdf:
            self.clear(SETTING)
        wanted = self._wanted = object()
        self._setting = self._desk.jobs.start(
            partial(_made, make),
            lambda shown: self._show(shown) if self._wanted is wanted else None,
            title=f"正在排版“{name}”",
            cancelling="取消后不出这份文书，别的不受影响。",
            instead=lambda error: self._wanted is wanted and self._say_why_not(error),
        )

    def _stop_setting(self) -> None:
        """Let nothing that is still being set be shown any more."""
        self._wanted = None
        if self._setting is not None:
            self._setting.cancel()
            self._setting = None

    def find_words(self) -> None:
        """Ask for words, and find them on the pages."""
        if self._pdf:
            self.search.begin()

    def turn_thumbnails(self) -> None:
        """Show the small pictures, or put them away."""
        wanted = bool(self._pdf) and not self.thumbnails.isVisibleTo(self)
        self.thumbnails.setVisible(wanted)
        self.thumbnails_button.setChecked(wanted)
        self.thumbnails.mark(self.pages.page)

    def save_as(self) -> None:
        """Write the PDF, or the document that can be edited, where the officer says."""
        if not self._pdf:
            return
        suggested = str(Path.home() / f"{self._name}.pdf")
        filters = [PDF_FILES, *([WORD_FILES] if self._document else [])]
        chosen, kind = QFileDialog.getSaveFileName(self, "另存为", suggested, ";;".join(filters))
        if chosen:
            self.save_to(Path(chosen).with_suffix(".docx" if kind == WORD_FILES else ".pdf"))

    def save_to(self, target: Path) -> None:
        """Write the PDF to a file, aside; a document where the file is called .docx."""
        pdf, document, desk = self._pdf, self._document, self._desk
        make = document if document and target.suffix == ".docx" else lambda: pdf
        desk.jobs.start(
            lambda _progress: write_whole(target, make()),
            lambda _result: desk.say(f"已存成“{target.name}”。", Tone.OK),
            title=f"正在写“{target.name}”",
            cancelling="取消后不会留下半个文件。",
        )

    def print_pages(self) -> None:
        """Ask for a printer, and send it these pages."""
        if not self._pdf:
            return
        from gui.paper.printing import ask_and_print  # noqa: PLC0415 -- loads printer drivers

        said = partial(self._desk.say, tone=Tone.OK)
        ask_and_print(self._pdf, self._name, self._desk.jobs, self, said)

    def _show(self, shown: Shown) -> None:
        if not isValid(self):
            return
        self._pdf, self._document = shown.pdf, shown.document
        self.pages.show_pdf(shown.pdf, shown.sizes, shown.marked)
        self.thumbnails.show_pdf(shown.pdf, shown.sizes)
        self.search.show_pdf(shown.pdf)
        self._stack.setCurrentWidget(self.pages)
        self._say_notes(shown.notes)
        self._refresh()
        self.shown.emit()

    def _say_why_not(self, error: BaseException) -> bool:
        """Say on the empty page what the notice or the dialog says too."""
        if isValid(self) and not self._pdf:
            self.clear(str(error) if isinstance(error, Refusal | Trouble) else "")
        return False

    def _say_notes(self, notes: tuple[str, ...]) -> None:
        set_icon(self._mark, *(("info", "info-text") if notes else ("circle-check", "ok-text")), 14)
        set_paragraph(self._notes, "\n".join(notes) or "字体齐全，每个字都能印出来。")

    def _refresh(self) -> None:
        page, count = self.pages.page, self.pages.page_count
        is_there = bool(self._pdf)
        self.position.setText(f"第 {page} 页，共 {count} 页" if is_there else "")
        self._foot.setVisible(is_there)
        for one in self._tools:
            gives = self._gives_files or one not in (self.save_button, self.print_button)
            one.setVisible(is_there and gives)
        self.thumbnails.mark(page)
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < count)


def _set(make: Callable[[], Paper]) -> Made:
    from storage.files.pdf.rendering import render  # noqa: PLC0415 -- slow to load

    paper = make()
    rendered = render(paper)
    return Made(rendered.pdf, rendered.coverage.sentences(), document=partial(as_document, paper))


def as_document(paper: Paper, design: "PageDesign | None" = None) -> bytes:
    """The paper for WPS and Word, in the sizes of its pages."""
    from storage.files.docx.papers import docx_of  # noqa: PLC0415 -- slow to load
    from storage.files.pdf.pages import WORKING  # noqa: PLC0415 -- slow to load

    return docx_of(paper, design or WORKING)


def _made(make: Callable[[], Made], progress: Progress) -> Shown:
    """The job: reportlab is loaded here, not before the first paint."""
    progress(0, 1)  # pages that nobody wants any more are not made
    made = make()
    marked = places_of(made.pdf, made.marked) if made.marked else ()
    return Shown(made.pdf, page_sizes(made.pdf), made.notes, marked, made.document)
