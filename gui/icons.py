"""Lucide icons, tinted with a token's colour and sharp at the screen's ratio.

An icon set by `set_icon` is painted again by itself when the scheme changes.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from gui import theme
from storage import resources

_PROPERTY = "lucide"
GAP = 4
"""Air at the right of an icon in a button: Qt's own gap is too narrow beside Chinese text."""


def pixmap(name: str, tone: str = "text-2", size: int = 16, ratio: float | None = None) -> QPixmap:
    """One icon in the colour of token `tone`; `size` in device-independent pixels."""
    app = QGuiApplication.instance()
    sharp = ratio or (app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0)
    return _pixmap(name, theme.colour(tone).name(), size, 0, sharp)


@lru_cache(maxsize=1024)
def _pixmap(name: str, tint: str, size: int, gap: int, ratio: float) -> QPixmap:
    result = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    side = round(size * ratio)
    _renderer(name, tint).render(painter, QRectF(0, 0, side, side))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


@lru_cache(maxsize=512)
def _renderer(name: str, tint: str) -> QSvgRenderer:
    svg = resources.read_text(f"icons/{name}.svg").replace("currentColor", tint)
    return QSvgRenderer(QByteArray(svg.encode()))


def icon(name: str, tone: str = "text-2", size: int = 16, *, gap: int = 0) -> QIcon:
    """An icon for a button or a menu, greyed by our own colour when disabled."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    result = QIcon(_pixmap(name, theme.colour(tone).name(), size, gap, ratio))
    off = _pixmap(name, theme.colour("text-off").name(), size, gap, ratio)
    result.addPixmap(off, QIcon.Mode.Disabled)
    return result


def set_icon(
    target: QAbstractButton | QAction | QLabel, name: str, tone: str = "text-2", size: int = 16
) -> None:
    """Show an icon on a button, action or label, and keep it right when the scheme changes."""
    target.setProperty(_PROPERTY, [name, tone, size])
    _paint(target)


def _paint(target: QObject) -> None:
    name, tone, size = target.property(_PROPERTY)
    match target:
        case QLabel():
            target.setPixmap(pixmap(name, tone, size))
        case QAbstractButton():
            gap = GAP if target.text() else 0
            target.setIcon(icon(name, tone, size, gap=gap))
            target.setIconSize(QSize(size + gap, size))
        case QAction():
            target.setIcon(icon(name, tone, size))


def _refresh() -> None:
    for widget in QApplication.allWidgets():
        for target in (widget, *widget.actions()):
            if target.property(_PROPERTY) is not None:
                _paint(target)


theme.when_dressed(_refresh)
