"""Offers the moves that can be made now, as a menu, and asks for what they need."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from core.tickets.life.table import MOVES, Move
from gui.desk import Desk
from gui.moves.popup import Moved, MovePopup

IN_BULK = (
    Move.DISPATCH,
    Move.APPOINT,
    Move.AGREE_DECLINE,
    Move.CONSENT,
    Move.APPROVE,
    Move.CLEAR,
    Move.RETURN,
)
"""What is done with many tickets at once."""


def bulk_moves(desk: Desk) -> tuple[Move, ...]:
    """What whoever sits here may do with many tickets at all."""
    return tuple(move for move in IN_BULK if desk.may(MOVES[move].action))


def ask_move(  # noqa: PLR0913 -- all but the first go by name
    page: QWidget,
    desk: Desk,
    anchor: QWidget,
    move: Move,
    refs: Sequence[str],
    *,
    unit: str = "",
    then: Moved = lambda _refs: None,
) -> MovePopup:
    """Ask for what a move needs, beside the thing that asked."""
    popup = MovePopup(page, desk, move, refs, unit=unit, then=then)
    popup.show_above(anchor)
    return popup


def move_menu(page: QWidget, moves: Sequence[Move], chosen: Callable[[Move], object]) -> QMenu:
    """A menu of moves, in the order of the table."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for move in moves:
        menu.addAction(f"{move.value}…").triggered.connect(
            lambda _on=False, move=move: partial(chosen, move)()
        )
    return menu


def show_above(menu: QMenu, anchor: QWidget) -> None:
    """Show a menu above the button at the foot of a page."""
    corner = anchor.mapToGlobal(anchor.rect().topLeft())
    menu.popup(corner - type(corner)(0, menu.sizeHint().height() + 4))
