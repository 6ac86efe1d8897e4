"""The pages of a PDF one below the other, as they print; scrolling and zoom, all by keyboard.

Knows a PDF and jobs, no document. A page that has no picture yet is shown as white paper, or by
the picture of another size, until the job is back.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from gui import theme
from gui.jobs import Jobs
from gui.paper.arrangement import GAP, Arrangement, fit
from gui.paper.images import PageImages, Shot
from storage.files.pdf.pictures import POINTS_PER_INCH, PageSize, Place

LEVELS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
LINE = 40
MARK_STRENGTH = 0.22

_CTRL = Qt.KeyboardModifier.ControlModifier
_ZOOM = {Qt.Key.Key_Equal: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


class PdfPages(QAbstractScrollArea):
    """Shows a PDF; `jobs` paints its pages aside. Pages count from 1 outside of this class."""

    page_changed = Signal(int)
    """The page that is read now."""

    zoom_changed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._sizes: tuple[PageSize, ...] = ()
        self._marked: tuple[Place, ...] = ()
        self._found: tuple[Place, ...] = ()
        self._found_at = 0
        self._level: float | None = None
        self._page = 1
        self._arranged = Arrangement((), 1.0)
        self._images = PageImages(jobs, self)
        self._images.arrived.connect(self.viewport().update)
        self._soon = QTimer(self, singleShot=True, interval=15)
        self._soon.timeout.connect(self._want_images)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(LINE)
            bar.valueChanged.connect(self._on_scrolled)
        self._say_where()

    def show_pdf(self, pdf: bytes, sizes: Sequence[PageSize], marked: Sequence[Place] = ()) -> None:
        """Show another PDF, or the same one made anew: the place is kept where it still exists.

        What is `marked` stands on amber here, and nowhere in the PDF itself.
        """
        kept = self._page
        self._marked = tuple(marked)
        self._found = ()
        self._sizes = tuple(sizes)
        self._images.show_pdf(pdf)
        self._arrange()
        self.go_to(min(kept, max(1, self.page_count)))
        self._say_where()

    def show_found(self, places: Sequence[Place], at: int) -> None:
        """Lay colour over places that were searched for, and bring one of them into view."""
        self._found, self._found_at = tuple(places), at
        if places:
            self._bring(places[at])
        self.viewport().update()

    def _bring(self, place: Place) -> None:
        """Scroll so that the place stands in the upper third, where it is not in view already."""
        scale = self._arranged.sizes[place.page].width() / self._sizes[place.page].width
        top = round(self._arranged.tops[place.page] + place.top * scale)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + GAP <= top <= bar.value() + height - 3 * GAP:
            bar.setValue(top - height // 3)

    @property
    def page(self) -> int:
        return self._page

    @property
    def page_count(self) -> int:
        return len(self._sizes)

    @property
    def zoom(self) -> float:
        """How large pages are shown; 1.0 is the size of the paper."""
        if self._level is not None:
            return self._level
        # As if the scroll bar were there: else it would come and go with the size it causes.
        bar = self.verticalScrollBar().sizeHint().width()
        return fit(self._sizes, self.width() - bar)

    @property
    def is_sharp(self) -> bool:
        """Whether every page that is seen has a picture made for this size and screen."""
        return all(self._images.has(self._shot(page)) for page in self._seen())

    def go_to(self, page: int) -> None:
        """Bring the upper edge of a page into view."""
        if 1 <= page <= self.page_count:
            self.verticalScrollBar().setValue(self._arranged.tops[page - 1] - GAP)

    def step(self, pages: int) -> None:
        self.go_to(min(max(1, self._page + pages), self.page_count))

    def zoom_by(self, steps: int) -> None:
        """To the next larger (1) or smaller (-1) level."""
        here = self.zoom
        larger = [level for level in LEVELS if level > here + 0.001]
        smaller = [level for level in LEVELS if level < here - 0.001]
        for level in larger[:1] if steps > 0 else smaller[-1:]:
            self._set_level(level)

    def zoom_to_fit(self) -> None:
        """As wide as there is room."""
        self._set_level(None)

    def _set_level(self, level: float | None) -> None:
        page = self._page
        self._level = level
        self._arrange()
        self.go_to(page)
        self.zoom_changed.emit()

    def _arrange(self) -> None:
        self._arranged = Arrangement(self._sizes, self.zoom)
        view = self.viewport().size()
        for bar, whole, shown in (
            (self.verticalScrollBar(), self._arranged.height, view.height()),
            (self.horizontalScrollBar(), self._arranged.width, view.width()),
        ):
            bar.setPageStep(shown)
            bar.setRange(0, max(0, whole - shown))
        self._soon.start()
        self.viewport().update()

    def _seen(self) -> range:
        return self._arranged.seen(self.verticalScrollBar().value(), self.viewport().height())

    def _rect(self, page: int) -> QRect:
        size = self._arranged.sizes[page]
        spare = max(GAP, (self.viewport().width() - size.width()) // 2)
        left = spare - self.horizontalScrollBar().value()
        return QRect(
            QPoint(left, self._arranged.tops[page] - self.verticalScrollBar().value()), size
        )

    def _shot(self, page: int) -> Shot:
        """As many dots as make the picture just as wide as its place on this screen."""
        pixels = self._arranged.sizes[page].width() * self.devicePixelRatioF()
        return Shot(page, pixels * POINTS_PER_INCH / self._sizes[page].width)

    def _want_images(self) -> None:
        """Those of the pages that are seen, then of the next one."""
        seen = self._seen()
        pages = range(seen.start, min(seen.stop + 1, self.page_count))
        self._images.want([self._shot(page) for page in pages])

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self._soon.start()
        reading = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = self._arranged.page_at(reading) + 1
        if page != self._page:
            self._page = page
            self._say_where()
            self.page_changed.emit(page)

    def _say_where(self) -> None:
        name = f"第 {self._page} 页预览，共 {self.page_count} 页" if self._sizes else "预览"
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pages that are seen, and the focus ring."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._seen():
            self._paint_page(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._rect(page)
        painter.fillRect(rect.adjusted(-1, 0, 1, 3), theme.colour("shadow"))
        painter.fillRect(rect, theme.colour("paper"))
        shot = self._shot(page)
        image = self._images.best(shot)
        if image is None:
            return
        # Paper stays paper in the dark scheme, a little dimmed: ink is laid over its colour.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        if self._images.has(shot):  # pixel for pixel, or small text would blur
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(rect.topLeft(), image)
        else:
            painter.drawImage(rect, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self._paint_marks(painter, page, rect)

    def _paint_marks(self, painter: QPainter, page: int, rect: QRect) -> None:
        """Lay colour over what is missing or was found, so that the ink still shows."""
        scale = rect.width() / self._sizes[page].width
        for tone, places in (("warn", self._marked), ("accent", self._found)):
            colour = theme.colour(tone)
            colour.setAlphaF(MARK_STRENGTH)
            for place in places:
                if place.page == page:
                    spot = _spot(place, scale).translated(rect.topLeft())
                    painter.fillRect(spot, colour)
                    if places is self._found and place is self._found[self._found_at]:
                        painter.setPen(QPen(theme.colour("accent"), 2))
                        painter.drawRect(spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep reading the same page."""
        super().resizeEvent(event)
        page = self._page
        self._arrange()
        if self._level is None:
            self.go_to(page)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & _CTRL:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take the keys of zooming before the window takes them for the size of text."""
        is_ours = isinstance(event, QKeyEvent) and _zoom_steps(event) is not None
        if is_ours and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn by a screen, ← and → by a page, Home and End, Ctrl with + − 0."""
        steps = _zoom_steps(event)
        bar, wide = self.verticalScrollBar(), self.horizontalScrollBar().maximum() > 0
        match event.key():
            case _ if steps == 0:
                self.zoom_to_fit()
            case _ if steps:
                self.zoom_by(steps)
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case (Qt.Key.Key_Left | Qt.Key.Key_Right) as key if not wide:
                self.step(1 if key == Qt.Key.Key_Right else -1)
            case _:
                super().keyPressEvent(event)


def _spot(place: Place, scale: float) -> QRectF:
    box = QRectF(place.left, place.top, place.width, place.height)
    return QRectF(box.topLeft() * scale, box.size() * scale).adjusted(-2, -2, 2, 2)


def _zoom_steps(event: QKeyEvent) -> int | None:
    """1, -1, 0 for fit; None where the key is another one."""
    if not event.modifiers() & _CTRL:
        return None
    return _ZOOM.get(Qt.Key(event.key()))
