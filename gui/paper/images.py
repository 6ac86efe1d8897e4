"""Pictures of the pages of one PDF: made aside by a job, kept while there is room."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from gui.jobs import Jobs, Progress
from storage.files.pdf.pictures import picture

KEPT_BYTES = 96 * 2**20
"""Pictures up to this size are kept; the ones not seen for longest go first."""


class Shot(NamedTuple):
    """A page (from 0) at so many dots per inch."""

    page: int
    dots: float


class PageImages(QObject):
    """Give it the shots that are wanted now; it says when some have arrived."""

    arrived = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pdf = b""
        self._kept: OrderedDict[Shot, QImage] = OrderedDict()
        self._painting: Progress | None = None

    def show_pdf(self, pdf: bytes) -> None:
        """Forget everything about the PDF before."""
        self._pdf = pdf
        self._kept.clear()

    def has(self, shot: Shot) -> bool:
        return shot in self._kept

    def best(self, shot: Shot) -> QImage | None:
        """The picture, or one of the same page in another size, or None."""
        if shot in self._kept:
            self._kept.move_to_end(shot)
            return self._kept[shot]
        others = (image for kept, image in self._kept.items() if kept.page == shot.page)
        return next(others, None)

    def want(self, shots: Sequence[Shot]) -> None:
        """Have these painted, in this order; what was wanted before no longer is."""
        if self._painting is not None:
            self._painting.cancel()
            self._painting = None
        missing = [shot for shot in shots if shot not in self._kept]
        if missing:
            job = partial(_paint, self._pdf, missing)
            self._painting = self._jobs.start(job, partial(self._receive, self._pdf))

    def _receive(self, pdf: bytes, images: dict[Shot, QImage]) -> None:
        if not isValid(self) or pdf is not self._pdf:
            return
        self._painting = None
        self._kept.update(images)
        self._forget_old(len(images))
        self.arrived.emit()

    def _forget_old(self, fresh: int) -> None:
        size = sum(image.sizeInBytes() for image in self._kept.values())
        while size > KEPT_BYTES and len(self._kept) > fresh:
            _, dropped = self._kept.popitem(last=False)
            size -= dropped.sizeInBytes()


def to_image(pdf: bytes, page: int, dots: float) -> QImage:
    """One page as an image with memory of its own."""
    made = picture(pdf, page, dots)
    kind = QImage.Format.Format_RGB32
    return QImage(made.pixels, made.width, made.height, made.stride, kind).copy()


def _paint(pdf: bytes, shots: Sequence[Shot], progress: Progress) -> dict[Shot, QImage]:
    images = {}
    for done, shot in enumerate(shots):
        progress(done, len(shots))
        images[shot] = to_image(pdf, shot.page, shot.dots)
    return images
