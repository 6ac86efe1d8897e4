"""The bubble lies inside the window, and beside what it speaks of wherever there is room."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from gui.tour.placing import EDGE, GAP, place

BUBBLE = QSize(404, 172)
USUAL = QRect(0, 0, 1366, 740)
sizes = st.tuples(st.integers(1024, 3840), st.integers(600, 2160))


@st.composite
def rooms_and_holes(draw: st.DrawFn) -> tuple[QRect, QRect]:
    room = QRect(QPoint(0, 0), QSize(*draw(sizes)))
    left, top = draw(st.integers(0, room.width() - 30)), draw(st.integers(0, room.height() - 30))
    width = draw(st.integers(28, room.width() - left))
    height = draw(st.integers(28, room.height() - top))
    return room, QRect(left, top, width, height)


@given(rooms_and_holes(), st.sampled_from([1.0, 1.125, 1.25, 1.5]))
def test_it_never_leaves_the_window(both: tuple[QRect, QRect], scale: float) -> None:
    room, hole = both
    size = QSize(round(404 * scale), round(172 * scale * scale))
    inner = room.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    assert inner.contains(QRect(place(room, hole, size), size))


@given(rooms_and_holes())
def test_it_covers_the_widget_only_where_no_side_has_room(both: tuple[QRect, QRect]) -> None:
    room, hole = both
    spot = QRect(place(room, hole, BUBBLE), BUBBLE)
    beside = max(hole.left(), room.width() - hole.right() - 1) >= BUBBLE.width() + GAP + EDGE
    above = max(hole.top(), room.height() - hole.bottom() - 1) >= BUBBLE.height() + GAP + EDGE
    assert spot.intersects(hole) <= (not (beside or above))


def test_beside_the_navigation_it_stands_right_beside_the_help_panel_left() -> None:
    nav = place(USUAL, QRect(0, 0, 176, 740), BUBBLE)
    assert nav.x() == 176 + GAP
    panel = QRect(1026, 186, 340, 300)
    left = place(USUAL, panel.adjusted(0, 0, 0, 254), BUBBLE)
    assert left.x() + BUBBLE.width() == panel.left() - GAP


def test_without_a_widget_in_sight_it_waits_at_the_lower_edge() -> None:
    spot = QRect(place(USUAL, None, BUBBLE), BUBBLE)
    assert spot.bottom() == USUAL.bottom() - EDGE
