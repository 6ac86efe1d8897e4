"""Writes a paper where the command line says: PDF, a document, or a spreadsheet of its tables."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from commands.command import Context, Result
from core.errors import Refusal
from core.paper import Paper
from storage.files.writing import write_whole

if TYPE_CHECKING:
    from storage.files.pdf.pages import PageDesign

PDF, DOCUMENT, TABLES = ".pdf", ".docx", ".xlsx"


def write(context: Context, paper: Paper, out: Path, design: "PageDesign | None" = None) -> Result:
    """Write the paper, by default as a working paper; say which characters had to be replaced."""
    kind = out.suffix.lower()
    if kind == TABLES:
        return _tables(paper, out)
    if kind not in {PDF, DOCUMENT}:
        raise Refusal(f"“{out.name}”要以 .pdf、.docx 或 .xlsx 结尾。请改文件名。")
    from storage.files.pdf.pages import WORKING  # noqa: PLC0415 -- reportlab is slow to load
    from storage.files.pdf.rendering import render  # noqa: PLC0415 -- see above

    rendered = render(paper, design or WORKING)
    content = rendered.pdf if kind == PDF else _document(paper, design or WORKING)
    for sentence in rendered.coverage.sentences():
        context.say(sentence)
    write_whole(out, content)
    return {"pages": rendered.pages, "sha256": sha256(content).hexdigest()}


def _document(paper: Paper, design: "PageDesign") -> bytes:
    from storage.files.docx.papers import docx_of  # noqa: PLC0415 -- needed only here

    return docx_of(paper, design)


def _tables(paper: Paper, out: Path) -> Result:
    from storage.files.paper_sheets import write_tables  # noqa: PLC0415 -- needed only here

    count = write_tables(out, paper)
    return {"tables": count, "sha256": sha256(out.read_bytes()).hexdigest()}


def lines(result: Result) -> Iterable[str]:
    size = f"{result['pages']} 页" if "pages" in result else f"{result['tables']} 张表"
    yield f"写好了，共 {size}。SHA-256 {result['sha256']}"
