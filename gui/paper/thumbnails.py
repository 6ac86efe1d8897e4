"""Small pictures of all pages beside the one that is read; choosing one goes there."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from gui import theme
from gui.jobs import Jobs
from gui.paper.images import PageImages, Shot
from storage.files.pdf.pictures import POINTS_PER_INCH, PageSize

SIDE = 84
"""How wide and how high a picture is at most, in device-independent pixels."""

WIDTH = 116


class Thumbnails(QListWidget):
    """One picture a page, painted aside while the list is shown. Pages count from 1."""

    page_chosen = Signal(int)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._pdf = b""
        self._sizes: tuple[PageSize, ...] = ()
        self._images = PageImages(jobs, self)
        self._images.arrived.connect(self._put_images)
        self.setAccessibleName("各页缩略图")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setFixedWidth(WIDTH)
        self.setGridSize(QSize(WIDTH - self.verticalScrollBar().sizeHint().width() - 4, SIDE + 32))
        self.currentRowChanged.connect(self._on_row)
        self.hide()

    def show_pdf(self, pdf: bytes, sizes: Sequence[PageSize]) -> None:
        """Show the pages of another PDF."""
        self._pdf, self._sizes = pdf, tuple(sizes)
        self._images.show_pdf(pdf)
        with QSignalBlocker(self):
            self.clear()
            for page in range(1, len(self._sizes) + 1):
                item = QListWidgetItem(self._blank(), str(page))
                item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"第 {page} 页")
                self.addItem(item)
        self._want_images()

    def mark(self, page: int) -> None:
        """Mark the page that is read now."""
        with QSignalBlocker(self):
            self.setCurrentRow(page - 1)
        if (item := self.item(page - 1)) is not None:
            self.scrollToItem(item)

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.page_chosen.emit(row + 1)

    def _shot(self, page: int) -> Shot:
        size = self._sizes[page]
        pixels = SIDE * self.devicePixelRatioF()
        return Shot(page, pixels * POINTS_PER_INCH / max(size.width, size.height))

    def _want_images(self) -> None:
        if self.isVisible():
            self._images.want([self._shot(page) for page in range(len(self._sizes))])

    def _put_images(self) -> None:
        for page in range(self.count()):
            image = self._images.best(self._shot(page))
            item = self.item(page)
            if image is not None and item is not None:
                item.setIcon(QIcon(_framed(QPixmap.fromImage(image))))

    def _blank(self) -> QIcon:
        """White paper, until the picture is there."""
        sheet = QPixmap(round(SIDE / 2**0.5), SIDE)
        sheet.fill(theme.colour("paper"))
        return QIcon(_framed(sheet))

    def showEvent(self, event: QShowEvent) -> None:
        """Paint the pages when somebody looks."""
        super().showEvent(event)
        self._want_images()


def _framed(sheet: QPixmap) -> QPixmap:
    """A hairline round the page: paper is as white as what lies below it."""
    painter = QPainter(sheet)
    painter.setPen(theme.colour("line-strong"))
    painter.drawRect(sheet.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return sheet
