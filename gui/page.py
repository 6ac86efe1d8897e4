"""`Page`: what every page of the window is.

A page belongs to one question of the office. It reads from storage in `load`, writes through its
desk, never imports another page, and asks for one with `desk.go("ticket", ref)`:

    class TicketsPage(Page):
        title = "工单"
        kinds = frozenset({"ticket"})

        def __init__(self, desk: Desk) -> None:
            super().__init__(desk)
            self.act(button("登记工单", "primary", "plus", on=self._register))
            ...

        def load(self) -> None:
            with self.desk.store.reading() as connection: ...
            self.say_context("九亭所，全部在办")
"""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget

from gui.desk import Desk


class Page(QWidget):
    """A page is built when it is first shown, and loads again when what it shows has changed."""

    heading_changed = Signal()
    """Title, context or actions are others now; the top bar reads them again."""

    title: str = ""
    """What the top bar says; may be changed with `say_title`."""

    purpose: ClassVar[str] = ""
    """What the page is for, in one sentence; the first thing its help (F1) says."""

    kinds: ClassVar[frozenset[str]] = frozenset()
    """The kinds of thing (subjects of the audit trail) after whose change this page loads again."""

    folds_navigation: ClassVar[bool] = False
    """A work page needs the width: the navigation folds to its rail while it is shown."""

    keys: ClassVar[Sequence[tuple[str, str]]] = ()
    """Shortcuts of this page for its help (F1): the keys as on a key cap, and what they do."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.context = ""
        self.actions_shown: list[QWidget] = []
        self._stale = True
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        desk.changed.connect(self._on_changed)
        desk.officer_changed.connect(self.reload)

    def load(self) -> None:
        """Read what the page shows, and show it; called before it is seen and after changes."""

    def open(self, target: object) -> None:
        """Show `target` (what `desk.go` was given); called after `load`, before it is seen."""

    def leave(self) -> bool:
        """Called before another page is shown; False keeps this one (and says why)."""
        return True

    def answer_why(self) -> bool:
        """Called on F1: answer 为什么 where the focus is; False shows the help on this page."""
        return False

    def regions(self) -> Sequence[QWidget]:
        """The parts of the page between which F6 moves, in reading order."""
        return (self,)

    def begin_at(self) -> QWidget | None:
        """Where the focus is when the page is shown: its table, else its first region."""
        return next((t for t in self.findChildren(QTableView) if t.isVisibleTo(self)), None)

    def primary(self) -> QAbstractButton | None:
        """The button that Ctrl+Enter presses."""
        buttons = self.findChildren(QAbstractButton)
        candidates = (b for b in (*self.actions_shown, *buttons) if b.property("kind") == "primary")
        usable = (b for b in candidates if isinstance(b, QAbstractButton) and b.isVisible())
        return next(usable, None)

    def act(self, *widgets: QWidget) -> None:
        """Offer actions in the top bar: at most two, at most one of them primary."""
        self.actions_shown = list(widgets)
        self.heading_changed.emit()

    def say_title(self, title: str) -> None:
        self.title = title
        self.heading_changed.emit()

    def say_context(self, context: str) -> None:
        """One short line beside the title."""
        self.context = context
        self.heading_changed.emit()

    def reload(self, *_: object) -> None:
        """Load now if somebody is looking, else as soon as somebody does."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Load if anything has changed since the last time."""
        if self._stale:
            self._stale = False
            self.load()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if not self.kinds or kinds & self.kinds:
            self.reload()
