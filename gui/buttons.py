"""Buttons in the kinds that the sheet knows, tool buttons, and strips of which one is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui import icons

_ICON_TONES = {"primary": "on-accent", "danger": "on-accent", "quiet": "accent-text"}


def button(
    text: str,
    kind: str = "",
    icon: str = "",
    *,
    keys: str = "",
    tone: str = "",
    on: Callable[[], object] | None = None,
) -> QPushButton:
    """A push button, "" (plain) primary danger quiet link dense choice-large nav view or tab.

    `keys` is the shortcut as it is written on the button (`Ctrl S`); the shortcut itself is set
    where it works. `on` is called when it is pressed.
    """
    result = QPushButton(f"{text}　{keys}" if keys else text)
    result.setAutoDefault(False)
    if kind:
        result.setProperty("kind", kind)
    if icon:
        icons.set_icon(result, icon, tone or _ICON_TONES.get(kind, "text-2"))
    if on is not None:
        result.clicked.connect(lambda _checked=False: on())
    return result


def tool(icon: str, name: str, *, on: Callable[[], object] | None = None) -> QToolButton:
    """A button with nothing but an icon; `name` is its tooltip and what a reader says."""
    result = QToolButton()
    icons.set_icon(result, icon, size=18)
    result.setToolTip(name)
    result.setAccessibleName(name)
    if on is not None:
        result.clicked.connect(lambda _checked=False: on())
    return result


class Strip(QFrame):
    """Buttons of which exactly one is down (分段选择 or tabs); one tab stop, arrows inside."""

    chosen = Signal(int)
    """Which button a person pressed; not emitted by `choose`."""

    def __init__(self, names: Sequence[str], *, kind: str = "segment", current: int = 0) -> None:
        super().__init__()
        tabs = kind == "tab"
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*((0, 0, 0, 0) if tabs else (2, 2, 2, 2)))
        layout.setSpacing(0 if tabs else 2)
        self._kind = kind
        self._add(names)
        if not tabs:
            self.setProperty("role", "segments")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choose(current)
        self._group.idClicked.connect(self.chosen)

    def _add(self, names: Sequence[str]) -> None:
        layout = self.layout()
        assert layout is not None  # noqa: S101 -- made with the strip
        for position, name in enumerate(names):
            made = button(name, self._kind)
            made.setCheckable(True)
            self._group.addButton(made, position)
            layout.addWidget(made)

    def set_names(self, names: Sequence[str]) -> None:
        """Offer other names; the first of them is down."""
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._add(names)
        self.choose(0)

    @property
    def current(self) -> int:
        return self._group.checkedId()

    def choose(self, position: int) -> None:
        self._group.button(position).setChecked(True)

    def button(self, position: int) -> QAbstractButton:
        return self._group.button(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, as the buttons of one group do."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        there = self._group.button(self.current + step)
        if not step or there is None:
            super().keyPressEvent(event)
            return
        there.setFocus()
        there.click()


def reachable(widget: QWidget) -> bool:
    """Whether the keyboard can go to `widget` now."""
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isEnabled() and widget.isVisible()
