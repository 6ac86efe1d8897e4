"""Layouts and surfaces: rows, columns, sheets, hairlines, scrolling.

One surface deep: ground, white sheet, content. A sheet never stands in a sheet.
"""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.labels import label

Item = QWidget | QLayout | int | tuple[QWidget | QLayout, int] | None
"""What stands in a row: a widget, a layout, a gap in px, (thing, stretch), or None for a spring."""

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)

_Box = TypeVar("_Box", bound=QBoxLayout)


def row(*items: Item, gap: int = 8, margins: Margins = NONE) -> QHBoxLayout:
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = 8, margins: Margins = NONE) -> QVBoxLayout:
    return _filled(QVBoxLayout(), items, gap, margins)


def _filled(layout: _Box, items: tuple[Item, ...], gap: int, margins: Margins) -> _Box:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        match item:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(item)
            case (thing, stretch):
                _add(layout, thing, stretch)
            case _:
                _add(layout, item, 0)
    return layout


def _add(layout: QBoxLayout, thing: QWidget | QLayout, stretch: int) -> None:
    if isinstance(thing, QWidget):
        layout.addWidget(thing, stretch)
    else:
        layout.addLayout(thing, stretch)


def frame(role: str, layout: QLayout, *, tone: str = "", height: int = 0, width: int = 0) -> QFrame:
    """A frame in a role of the sheet: card topbar panel views row row-last tint bulk notice."""
    result = QFrame()
    result.setProperty("role", role)
    if tone:
        result.setProperty("tone", tone)
    result.setLayout(layout)
    if height:
        result.setFixedHeight(height)
    if width:
        result.setFixedWidth(width)
    return result


def box(layout: QLayout, role: str = "") -> QWidget:
    """A widget round a layout, without ground, or with the ground of `page` or `surface`."""
    result = QWidget()
    if role:
        result.setProperty("role", role)
        result.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    result.setLayout(layout)
    return result


def rule(*, vertical: bool = False) -> QFrame:
    """A hairline."""
    result = QFrame()
    result.setProperty("role", "rule-v" if vertical else "rule")
    return result


def card(title: str, *items: Item, aside: tuple[Item, ...] = (), gap: int = 0) -> QFrame:
    """A white sheet with a title; `aside` stands at the right end of the title's line."""
    head: tuple[Item, ...] = (row(label(title, "section"), None, *aside), 8) if title else ()
    return frame("card", column(*head, *items, gap=gap, margins=(16, 12, 16, 12)))


def scrolled(widget: QWidget) -> QScrollArea:
    """Let `widget` scroll up and down; never sideways."""
    result = QScrollArea()
    result.setWidgetResizable(True)
    result.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    result.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    result.setWidget(widget)
    widget.setAutoFillBackground(False)  # setWidget has just switched it on
    result.viewport().setAutoFillBackground(False)
    return result


def at_most(width: int, widget: QWidget) -> QHBoxLayout:
    """Keep `widget` to the left under a greatest width; on a wide screen the rest stays ground."""
    widget.setMaximumWidth(width)
    return row((widget, 100), None, gap=0)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, layouts within it too; the widgets are gone at once."""
    while layout.count():
        item = layout.takeAt(0)
        for thing in (item.widget(), item.layout()):
            match thing:
                case QWidget():
                    thing.hide()
                    thing.deleteLater()
                case QLayout():
                    clear(thing)


def put_to_rest(widget: QWidget) -> None:
    """Let the layouts of a widget that is about to go rest.

    Otherwise each of its thousands of parts makes them reckon anew when it goes, which takes
    longer than building them did.
    """
    for one in (widget, *widget.findChildren(QWidget)):
        layout = one.layout()
        if layout is not None:
            layout.setEnabled(False)
