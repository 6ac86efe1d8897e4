"""The way from a finished PDF to a printer: ask where and how, then send the very pages.

Where the system's spooler takes PDF the file goes there as it is; elsewhere Qt prints pictures of
the pages, sharp enough for paper.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from core.errors import Trouble
from gui.jobs import Jobs, Progress
from gui.paper.images import to_image
from storage.files.pdf.pictures import page_sizes, pages_of
from storage.files.writing import write_whole
from storage.printing import PrintOrder, Sides, spool, takes_pdf

DOTS = 300
"""Per inch, for pictures sent to a printer."""

_SIDES = {
    QPrinter.DuplexMode.DuplexLongSide: Sides.LONG_EDGE,
    QPrinter.DuplexMode.DuplexAuto: Sides.LONG_EDGE,
    QPrinter.DuplexMode.DuplexShortSide: Sides.SHORT_EDGE,
}


def ask_and_print(
    pdf: bytes, name: str, jobs: Jobs, parent: QWidget, done: Callable[[str], object]
) -> None:
    """Show the system's print dialog; when it is accepted, print as a job and say so by `done`."""
    printer = a_printer(name)
    pages = len(page_sizes(pdf))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    accepted = dialog.exec()  # on Windows the dialog is the system's own and knows no `open`
    dialog.deleteLater()
    if accepted:
        print_pages(pdf, printer, jobs, done)


def a_printer(name: str) -> QPrinter:
    """A4 without margins of its own: the pages bring theirs."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setCreator("热线工单评查台")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_pages(
    pdf: bytes, printer: QPrinter, jobs: Jobs, done: Callable[[str], object]
) -> Progress:
    """Send the pages that `printer` asks for, as a job that can be cancelled."""
    name = printer.docName()
    chosen = chosen_pages(printer, len(page_sizes(pdf)))
    file = Path(printer.outputFileName()) if printer.outputFileName() else None
    if file is not None:
        job = partial(_write, pdf, chosen, file)
    elif printer.printerName() and takes_pdf():
        job = partial(_spool, pdf, chosen, _order(printer))
    else:
        job = partial(draw_pages, pdf, chosen, printer)
    where = file.name if file else printer.printerName() or "打印机"
    return jobs.start(
        job,
        lambda _result: done(f"“{name}”已送到“{where}”，共 {len(chosen)} 页。"),
        title=f"正在打印“{name}”",
        cancelling="取消后不再送出余下的页。",
    )


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages (from 0) that were chosen in the dialog."""
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage():
        return list(range(printer.fromPage() - 1, min(printer.toPage(), count)))
    return list(range(count))


def _order(printer: QPrinter) -> PrintOrder:
    return PrintOrder(
        printer=printer.printerName(),
        title=printer.docName(),
        copies=printer.copyCount(),
        collated=printer.collateCopies(),
        sides=_SIDES.get(printer.duplex(), Sides.ONE),
    )


def _spool(pdf: bytes, chosen: list[int], order: PrintOrder, progress: Progress) -> None:
    progress(0, 0)
    spool(_only(pdf, chosen), order)


def _write(pdf: bytes, chosen: list[int], file: Path, progress: Progress) -> None:
    """Print into a file: the pages as they are, not as Qt would draw them."""
    progress(0, 0)
    write_whole(file, _only(pdf, chosen))


def _only(pdf: bytes, chosen: list[int]) -> bytes:
    is_whole = chosen == list(range(len(page_sizes(pdf))))
    return pdf if is_whole else pages_of(pdf, chosen)


def draw_pages(pdf: bytes, chosen: list[int], printer: QPrinter, progress: Progress) -> None:
    """Paint pages (from 0); Qt allows painting on a printer outside of the window's thread."""
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    turn = chosen * copies
    painter = QPainter()
    if not (printer.isValid() and painter.begin(printer)):
        name, where = printer.docName(), printer.printerName()
        raise Trouble(f"没有打印成“{name}”：打印机“{where}”用不了。请看它是否连着，或换一台。")
    try:
        for done, page in enumerate(turn):
            progress(done, len(turn), f"第 {page + 1} 页")
            if done:
                printer.newPage()
            image = _upright(to_image(pdf, page, min(DOTS, printer.resolution())))
            painter.drawImage(_on_paper(printer, QSizeF(image.size())), image)
    finally:
        painter.end()


def _upright(image: QImage) -> QImage:
    """A page that stands across on the screen, as it lies on the sheet: its head at the left."""
    if image.width() <= image.height():
        return image
    return image.transformed(QTransform().rotate(-90))


def _on_paper(printer: QPrinter, size: QSizeF) -> QRectF:
    """Where a page goes: over the whole sheet, in its own proportions."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    fitted = size.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (sheet.width() - fitted.width()) / 2
    top = (sheet.height() - fitted.height()) / 2
    return QRectF(left, top, fitted.width(), fitted.height())
