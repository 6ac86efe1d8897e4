"""Hands a PDF to the system's print spooler as it is, where there is one that takes PDF (CUPS).

Vectors stay vectors: the printer gets the very file that was shown. Elsewhere the window prints
pictures of the pages.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Trouble

SECONDS = 60
"""So long a spooler may take to accept a file; printing itself goes on without us."""


class Sides(StrEnum):
    """On which sides of the paper, in the words of the spooler."""

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """How somebody wants a document printed."""

    printer: str
    title: str
    copies: int = 1
    collated: bool = True
    sides: Sides = Sides.ONE


def takes_pdf() -> bool:
    """Whether this system has a spooler that prints PDF files."""
    return sys.platform.startswith("linux") and shutil.which("lp") is not None


def spool(pdf: bytes, order: PrintOrder) -> None:
    """Send the file to the printer. Raises Trouble when the spooler does not take it."""
    program = shutil.which("lp")
    refusal = Trouble(
        f"没有打印成“{order.title}”：打印机“{order.printer}”没有接收。",
        steps=("请看打印机是否开着、连着、有没有停用，再打印一次。", "也可以先另存为 PDF。"),
    )
    if program is None:
        raise refusal
    try:
        subprocess.run(  # noqa: S603 -- the system's own spooler, arguments are never a command line
            [program, *_options(order), "-"],
            input=pdf,
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise refusal from error


def _options(order: PrintOrder) -> list[str]:
    return [
        *("-d", order.printer),
        *("-n", str(order.copies)),
        *("-t", order.title),
        *("-o", f"sides={order.sides}"),
        *("-o", f"collate={'true' if order.collated else 'false'}"),
        *("-o", "print-scaling=none"),
    ]
