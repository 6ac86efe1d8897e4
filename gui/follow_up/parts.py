"""Small parts that the cards of 回访 share: titled pieces, boxes to write in."""

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from gui import theme
from gui.boxes import box, column, frame
from gui.labels import label, paragraph


def titled(title: str, *parts: QWidget) -> QWidget:
    return box(column(label(title, "caption"), *parts, gap=2))


def warning(title: str, text: str) -> QFrame:
    """What was sent back, and why."""
    inside = column(label(title, "field"), paragraph(text, "dense"), gap=2, margins=(12, 8, 12, 10))
    return frame("tint", inside, tone="warn")


def writing(name: str, text: str = "", *, rows: int = 3) -> QPlainTextEdit:
    """A box of some lines; the tab key leaves it."""
    made = QPlainTextEdit(text)
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    made.setFixedHeight(theme.text_size(16 + 22 * rows))
    return made


def asked(name: str, editor: QWidget, hint: str = "") -> QWidget:
    """A caption, what is written under it, and a line of help."""
    caption = label(name, "field")
    caption.setBuddy(editor)
    parts: list[QWidget] = [caption, editor]
    if hint:
        parts.append(paragraph(hint, "caption"))
    return box(column(*parts, gap=4))
