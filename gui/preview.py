"""`PagePreview`: the pages of a paper as they print, with page, zoom, 另存 and 打印.

    self.preview = PagePreview(desk)
    self.preview.show_paper(lambda: campaign_summary(report), name="第 3 季度督查情况汇总")

The paper is set aside by a job; what is shown, saved and printed are the same bytes.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

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
from storage.files.pdf.pictures import PageSize, Place, page_sizes, places_of
from storage.files.writing import write_whole

SETTING = "正在排版……"


class Made(NamedTuple):
    """A PDF, what had to be replaced in it, and words that stand on amber while it is shown."""

    pdf: bytes
    notes: tuple[str, ...] = ()
    marked: str = ""


class Shown(NamedTuple):
    """A PDF ready to be shown."""

    pdf: bytes
    sizes: tuple[PageSize, ...]
    notes: tuple[str, ...]
    marked: tuple[Place, ...] = ()


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
        self.pages = PdfPages(desk.jobs)
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
        head = row(self.position, None, *self._tools, gap=2, margins=(16, 4, 8, 4))
        self.setLayout(column(head, rule(), (middle, 1), self._foot, gap=0))
        self.pages.page_changed.connect(lambda _page: self._refresh())
        self.pages.zoom_changed.connect(self._refresh)
        if gives_files:
            printing = QShortcut(QKeySequence("Ctrl+P"), self, self.print_pages)
            printing.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.clear()

    def _make_tools(self) -> list[QWidget]:
        pages = self.pages
        self.previous = tool("chevron-left", "上一页", on=lambda: pages.step(-1))
        self.next = tool("chevron-right", "下一页", on=lambda: pages.step(1))
        self.smaller = tool("zoom-out", "缩小（Ctrl −）", on=lambda: pages.zoom_by(-1))
        self.larger = tool("zoom-in", "放大（Ctrl =）", on=lambda: pages.zoom_by(1))
        self.save_button = button("另存为…", "quiet", on=self.save_as)
        self.print_button = button("打印", "quiet", "printer", on=self.print_pages)
        return [
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
        self._pdf = b""
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

    def save_as(self) -> None:
        """Write the PDF where the officer says."""
        if not self._pdf:
            return
        suggested = str(Path.home() / f"{self._name}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, "另存为", suggested, "PDF 文件 (*.pdf)")
        if chosen:
            self.save_to(Path(chosen).with_suffix(".pdf"))

    def save_to(self, target: Path) -> None:
        """Write the PDF to a file, aside."""
        pdf, desk = self._pdf, self._desk
        desk.jobs.start(
            lambda _progress: write_whole(target, pdf),
            lambda _result: desk.say(f"已存成“{target.name}”。", Tone.OK),
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
        self._pdf = shown.pdf
        self.pages.show_pdf(shown.pdf, shown.sizes, shown.marked)
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
        self.previous.setEnabled(page > 1)
        self.next.setEnabled(page < count)


def _set(make: Callable[[], Paper]) -> Made:
    from storage.files.pdf.rendering import render  # noqa: PLC0415 -- slow to load

    rendered = render(make())
    return Made(rendered.pdf, rendered.coverage.sentences())


def _made(make: Callable[[], Made], progress: Progress) -> Shown:
    """The job: reportlab is loaded here, not before the first paint."""
    progress(0, 1)  # pages that nobody wants any more are not made
    made = make()
    marked = places_of(made.pdf, made.marked) if made.marked else ()
    return Shown(made.pdf, page_sizes(made.pdf), made.notes, marked)
