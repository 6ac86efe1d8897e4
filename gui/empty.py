"""The empty state: what is empty, why, and one or two ways on; never just “暂无数据”."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui import theme
from gui.boxes import NONE, box, column, row
from gui.labels import label, picture

WIDTH = 560


def empty_state(
    icon: str, title: str, why: str, buttons: Sequence[QAbstractButton] = ()
) -> QWidget:
    """An icon of 40 px, two lines and at most two buttons, in the middle of the room there is."""
    words = label(why, "second", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.setMaximumWidth(theme.text_size(WIDTH))
    result = box(
        column(
            None,
            row(None, picture(icon, "text-3", 40), None),
            8,
            row(None, label(title, "section"), None),
            row(None, (words, 12), None),
            6,
            row(None, *buttons, None),
            None,
            gap=4,
            margins=NONE,
        )
    )
    result.setAccessibleName(f"{title}。{why}")
    return result
