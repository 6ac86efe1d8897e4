"""Asks for a reason: why a warning does not count, why a ticket goes back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.tickets.rules.rulebook import Finding
from gui.ask import AskPopup


def ask_why(
    page: QWidget, finding: Finding, anchor: QWidget, given: Callable[[str], object]
) -> None:
    """Ask why a warning does not count on this ticket (确认并写理由)."""
    popup = AskPopup(
        page,
        title="确认并写理由",
        sentence=finding.message,
        verb="确认",
        field="理由",
        empty="请写明理由，它会和这件工单一起留存。",
    )
    popup.given.connect(given)
    popup.show_above(anchor)


def ask_return(page: QWidget, anchor: QWidget, given: Callable[[str], object]) -> None:
    """Ask the leader what is to be changed (退回修改)."""
    popup = AskPopup(
        page,
        title="退回修改",
        sentence="写明要改什么，承办人会在待办里看到。",
        verb="退回",
        field="退回原因",
        empty="请写明退回原因，承办人要知道改什么。",
    )
    popup.given.connect(given)
    popup.show_above(anchor)
