"""Where the bubble stands: beside what it speaks of, on a side with room, inside the window."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 12
"""Between the bubble and what it speaks of."""
EDGE = 12
"""Between the bubble and the edge of the window."""


def place(room: QRect, hole: QRect | None, size: QSize) -> QPoint:
    """The corner of a bubble of `size` beside `hole`.

    Right, below, left, above: the first side with room. Where none has, the corner of the window
    in which the bubble covers least of the hole.
    """
    inner = room.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    if hole is None:
        return _clamped(QPoint(inner.right() - size.width(), inner.bottom()), inner, size)
    for corner in _beside(hole, size):
        spot = QRect(_clamped(corner, inner, size), size)
        if inner.contains(spot) and not spot.intersects(hole):
            return spot.topLeft()
    corners = (_clamped(corner, inner, size) for corner in _corners(inner))
    return min(corners, key=lambda corner: _covered(QRect(corner, size), hole))


def _beside(hole: QRect, size: QSize) -> Iterator[QPoint]:
    yield QPoint(hole.right() + 1 + GAP, hole.top())
    yield QPoint(hole.left(), hole.bottom() + 1 + GAP)
    yield QPoint(hole.left() - GAP - size.width(), hole.top())
    yield QPoint(hole.left(), hole.top() - GAP - size.height())


def _corners(room: QRect) -> tuple[QPoint, ...]:
    return (room.bottomRight(), room.bottomLeft(), room.topRight(), room.topLeft())


def _clamped(corner: QPoint, room: QRect, size: QSize) -> QPoint:
    """The nearest corner from which the bubble lies within `room`; its upper left counts first."""
    x = max(min(corner.x(), room.right() + 1 - size.width()), room.left())
    y = max(min(corner.y(), room.bottom() + 1 - size.height()), room.top())
    return QPoint(x, y)


def _covered(spot: QRect, hole: QRect) -> int:
    both = spot.intersected(hole)
    return both.width() * both.height()
