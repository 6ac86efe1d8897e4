"""The dialog for Trouble: what did not happen, what is safe, what to do, and a try again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.errors import Trouble
from gui.boxes import column, row
from gui.buttons import button
from gui.dialogs.window import DialogWindow
from gui.labels import label, paragraph

WIDTH = 520


class TroubleDialog(DialogWindow):
    """The first sentence of the Trouble is the title, the rest the line below."""

    def __init__(
        self,
        parent: QWidget | None,
        trouble: Trouble,
        again: Callable[[], object] | None = None,
    ) -> None:
        title, _, rest = str(trouble).partition("。")
        super().__init__(parent, "hard-drive", "danger-text", title, rest.strip())
        self.set_width(WIDTH)
        if trouble.steps:
            self.body.addWidget(label("请这样做", "field"))
        for number, step in enumerate(trouble.steps, start=1):
            line = column(row(label(f"{number}"), (paragraph(step), 1), gap=10))
            self.body.addLayout(line)
        if again is None:
            close = button("知道了", "primary", on=self.accept)
            self.set_foot(None, close, focus=close)
        else:
            retry = button("再试一次", "primary", on=self.accept)
            self.accepted.connect(again)
            self.set_foot(None, button("先不做", on=self.reject), retry, focus=retry)
