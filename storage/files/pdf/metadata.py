"""What a PDF says about itself: title, author, subject, and a date that is never today's."""

from datetime import datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from core.paper import Paper
from storage.files.pdf.archive import keep
from storage.files.pdf.text import for_paper

LANGUAGE = "zh-CN"
CREATOR = "热线工单评查台"
ZONE = "+08'00'"
"""China Standard Time, in which all times of the office are."""


def describe(canvas: Canvas, paper: Paper) -> None:
    """Write the paper's own data; readers show the title in place of the file's name."""
    title, author, subject = map(_one_line, (paper.title, paper.author, paper.subject))
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator(CREATOR)
    keep(
        canvas,
        title=title,
        author=author,
        subject=subject,
        creator=CREATOR,
        at=paper.made_at,
    )
    canvas.setDateFormatter(_always(paper.made_at))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()


def pdf_date(moment: datetime) -> str:
    return f"D:{moment:%Y%m%d%H%M%S}{ZONE}"


def _always(moment: datetime) -> Any:
    """A formatter that forgets the time it is asked about."""
    return lambda *_parts: pdf_date(moment)


def _one_line(text: str) -> str:
    return " ".join(for_paper(text).split())
