"""Checks a finished PDF against the layout of official papers, and says it as plain data."""

from dataclasses import asdict
from typing import Any

from core.layout.checking import LayoutReport, check
from storage.layout import official


def checked(pdf: bytes) -> LayoutReport:
    """What the file shows, and what is not as the standard asks. Refuses what is no PDF."""
    from storage.files.pdf.reading_back import read_back  # noqa: PLC0415 -- slow to load

    found = read_back(pdf)
    return check(found.sheets, found.fonts, official())


def fitness(pdf: bytes) -> tuple[str, ...]:
    """What keeps the file from being PDF/A-2b, as sentences."""
    from storage.files.pdf.archive_check import faults  # noqa: PLC0415 -- needed only here

    return faults(pdf)


def as_data(report: LayoutReport) -> dict[str, Any]:
    """The report for JSON; lengths in millimetres, pitches and sizes in points."""
    pages = [
        {key: one for key, one in asdict(page).items() if key != "body"} for page in report.pages
    ]
    return {
        "standard": report.standard,
        "conforms": report.conforms,
        "lines": report.lines,
        "characters": report.characters,
        "fonts": [asdict(one) for one in report.fonts],
        "pages": pages,
        "findings": [asdict(one) for one in report.findings],
    }
