"""The rubric at the desk: a line for each item, the current one unfolded; one tab stop."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.boxes import column
from gui.review.draft import Draft
from gui.review.item_row import ItemRow


class RubricList(QScrollArea):
    current_changed = Signal(str)
    """Another item is unfolded; carries its code."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("评查项")
        self.setObjectName("review-rubric")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.rows: list[ItemRow] = []
        self._draft: Draft | None = None
        self._current = -1
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._bring_into_sight)

    def show_draft(self, draft: Draft) -> None:
        """Show another review, unfolded at its first open item."""
        self._draft = draft
        self.rows = [ItemRow(draft, item) for item in draft.rubric.items]
        inside = QWidget()
        inside.setLayout(column(*self.rows, None, gap=0))
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        for row in self.rows:
            row.pressed.connect(self._press)
            row.left.connect(self._on_left)
            row.resized.connect(self._settled.start)
        draft.changed.connect(self.refresh)
        self._current = -1
        open_items = draft.open_items()
        self.go_to(open_items[0].code if open_items else self.rows[0].code)

    @property
    def current(self) -> ItemRow:
        return self.rows[self._current]

    def refresh(self, _code: str = "") -> None:
        """Show all marks as they stand; what one answer owes may stand at another item."""
        for row in self.rows:
            row.refresh()
        self._settled.start()

    # moving

    def go_to(self, code: str) -> None:
        """Unfold an item and fold the one before."""
        place = next(n for n, row in enumerate(self.rows) if row.code == code)
        if place == self._current:
            return
        if self._current >= 0:
            self.rows[self._current].fold()
        self._current = place
        self.rows[place].unfold()
        self._ring()
        self._settled.start()
        self.setAccessibleDescription(self.rows[place].accessibleName())
        self.current_changed.emit(code)

    def step(self, steps: int) -> None:
        """Go down by so many items, or up."""
        place = min(max(self._current + steps, 0), len(self.rows) - 1)
        self.go_to(self.rows[place].code)

    def next_open(self) -> bool:
        """Go to the next item that is still open, from here on round; False where none is."""
        assert self._draft is not None  # noqa: S101 -- shown before it is used
        is_open = {item.code for item in self._draft.open_items()}
        order = [*self.rows[self._current + 1 :], *self.rows[: self._current + 1]]
        found = next((row.code for row in order if row.code in is_open), None)
        if found is None:
            return False
        self.go_to(found)
        return True

    def _press(self, code: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.go_to(code)

    def _on_left(self, steps: int) -> None:
        self.setFocus()
        if steps:
            self.next_open()

    def _bring_into_sight(self) -> None:
        """Scroll to the current item, once the layout knows how high it is."""
        if self.rows:
            self.ensureWidgetVisible(self.current, 0, 8)

    # keys

    def obey(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False where it is none of the rubric's keys."""
        key, draft = Qt.Key(event.key()), self._draft
        if draft is None or not self.rows:
            return False
        code = self.current.code
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.step(-1 if key is Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.next_open()
            case Qt.Key.Key_A:
                draft.accept(code)
            case Qt.Key.Key_D:
                draft.decline(code)
            case _ if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and self.current.body is not None:
                self.current.body.pick(key - Qt.Key.Key_1)
            case _:
                return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave all keys to the page: it asks `obey`, wherever on the desk the focus is."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring()

    def _ring(self) -> None:
        for place, row in enumerate(self.rows):
            row.ring(on=self.hasFocus() and place == self._current)
