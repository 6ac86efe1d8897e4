"""Finds the widget that a step points at, brings it into sight, and says where it is seen."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.tour.steps import Step

AIR = 24
"""Pixels kept free above and below what has been scrolled into sight."""


def anchor_of(window: QWidget, step: Step) -> QWidget | None:
    """The widget a step points at, if it is shown now."""
    names = filter(None, (step.anchor, step.instead))
    found = (one for name in names for one in window.findChildren(QWidget, name))
    return next((one for one in found if one.isVisible() and not one.size().isEmpty()), None)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll every scroll area round `widget` so that it is seen."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea) and area.widget() is not None:
            area.ensureWidgetVisible(widget, 0, AIR)
        area = area.parentWidget()


def seen_of(window: QWidget, widget: QWidget) -> QRect:
    """What is seen of `widget`, in the window's pixels; empty where it is scrolled away."""
    seen = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    outer = widget.parentWidget()
    while outer is not None and outer is not window:
        seen &= QRect(outer.mapTo(window, QPoint(0, 0)), outer.size())
        outer = outer.parentWidget()
    return seen & window.rect()


def chain_of(window: QWidget, widget: QWidget) -> list[QWidget]:
    """`widget` and everything round it up to the window: what moves it or takes it away."""
    found, outer = [], widget
    while outer is not window:
        found.append(outer)
        above = outer.parentWidget()
        if above is None:
            break
        outer = above
    return [*found, window]
