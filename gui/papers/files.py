"""How a paper leaves: into a PDF, into a document, to a printer. Each leaves a trace."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from core.paper import Paper
from core.papers.drafting import Draft
from core.papers.issuing import Given
from gui.desk import Desk
from gui.notices import Tone
from storage.files.writing import write_whole
from storage.paper_issuing import pressed, written

PDF, WORD = "PDF", "Word"
ENDINGS = {PDF: (".pdf", "PDF 文件 (*.pdf)"), WORD: (".docx", "Word 文件 (*.docx)")}


def ask_where(parent: QWidget, name: str, kind: str) -> Path | None:
    """Where to write the file, or None."""
    ending, filter_ = ENDINGS[kind]
    suggested = str(Path.home() / f"{name}{ending}")
    chosen, _ = QFileDialog.getSaveFileName(parent, f"导出 {kind}", suggested, filter_)
    return Path(chosen).with_suffix(ending) if chosen else None


def write(desk: Desk, paper: Paper, target: Path, kind: str, then: Callable[[], None]) -> None:
    """Write the file, aside; `then` is called when it is there."""

    def make() -> None:
        write_whole(target, written(paper) if kind == WORD else pressed(paper).pdf)

    def done(_result: None) -> None:
        then()
        more = "文档可以在 WPS 或 Word 里改；改过的不再是签发的那一份。" if kind == WORD else ""
        desk.say(f"已导出“{target.name}”。", Tone.OK, more=more)

    desk.jobs.start(
        lambda _progress: make(),
        done,
        title=f"正在导出“{target.name}”",
        cancelling="取消后不会留下半个文件。",
    )


def log(desk: Desk, of: Given | Draft, ref: str, as_: str, reason: str) -> None:
    """Keep in the trail that a paper left, and why it might."""
    desk.do(
        lambda tx: tx.papers.log_export(of, ref, as_=as_, reason=reason),
        what=f"导出文书：{as_}",
        undo=False,
    )
