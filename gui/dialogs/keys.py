"""Help on a page (F1): what it is for, and the keys that work here and everywhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QTableView

from gui import theme
from gui.boxes import box, scrolled
from gui.buttons import button
from gui.dialogs.window import DialogWindow
from gui.labels import key_cap, label

if TYPE_CHECKING:
    from gui.main_window import MainWindow

WIDTH = 560
HEIGHT = 440
ROUND_IT = 190
"""What title and foot of the dialog need of the window's height."""
SCROLLING = {
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}

EVERYWHERE = (
    ("Ctrl K", "找工单、经营者、规则、页面或命令"),
    ("Ctrl 1 … 9", "按导航的顺序换页"),
    ("F6", "换到下一个区域，Shift F6 往回"),
    ("F9", "折叠或展开导航"),
    ("Ctrl Enter", "按下这一页的主要按钮"),
    ("Ctrl Z", "撤销上一步，Ctrl Y 重做；在格子里则撤销打字"),
    ("Ctrl =", "字大一号，Ctrl − 小一号，Ctrl 0 还原"),
)
IN_LISTS = (
    ("↑ ↓", "换行，PgUp PgDn 翻页，Home End 到头到尾"),
    ("Enter", "打开这一行"),
    ("空格", "预览这一行"),
    ("X", "勾选，Shift ↑↓ 连着勾，Ctrl A 全勾，Esc 取消"),
)


class KeysDialog(DialogWindow):
    def __init__(self, window: "MainWindow") -> None:
        page = window.page
        title = window.place.title if window.place is not None else "快捷键"
        purpose = page.purpose if page is not None else ""
        super().__init__(window, "circle-question-mark", "accent-text", title, purpose)
        self.set_width(WIDTH)
        here = tuple(page.keys) if page is not None else ()
        has_list = page is not None and any(
            table.isVisible() for table in page.findChildren(QTableView)
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        in_lists = IN_LISTS if has_list else ()
        for heading, keys in (
            ("在这一页", here),
            ("在列表里", in_lists),
            ("各页通用", EVERYWHERE),
        ):
            if keys:
                self._add(grid, heading, keys)
        grid.setRowStretch(grid.rowCount(), 1)
        inside = box(grid)
        self._table = table = scrolled(inside)
        most = min(theme.text_size(HEIGHT), window.height() - theme.text_size(ROUND_IT))
        table.setFixedHeight(min(most, inside.sizeHint().height()))
        self.body.addWidget(table)
        close = button("知道了", "primary", on=self.accept)
        self.show_round = button("认识窗口", "quiet", "graduation-cap", on=self.accept)
        self.show_round.clicked.connect(lambda _on=False: window.tour_asked.emit())
        self.set_foot(self.show_round, None, close, focus=close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages of what does not fit; the focus stays on the button."""
        if event.key() in SCROLLING:
            action = SCROLLING[Qt.Key(event.key())]
            self._table.verticalScrollBar().triggerAction(action)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _add(grid: QGridLayout, heading: str, keys: tuple[tuple[str, str], ...]) -> None:
        line = grid.rowCount()
        grid.addWidget(label(heading, "section"), line, 0, 1, 2)
        for offset, (cap, words) in enumerate(keys, start=1):
            grid.addWidget(key_cap(_on_cap(cap)), line + offset, 0)
            grid.addWidget(label(words, "second", wrap=True), line + offset, 1)


def _on_cap(keys: str) -> str:
    """Keys as they are written on a key cap: Ctrl Enter."""
    return keys.replace("+", " ").replace("回车", "Enter")
