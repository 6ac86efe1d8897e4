"""Words on the screen: labels by role, paragraphs, key caps, single icons.

What a role looks like stands in resources/app.qss.
"""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui import icons


def label(
    text: str = "", role: str = "", *, tone: str = "", wrap: bool = False, width: int = 0
) -> QLabel:
    """Plain text in a role: title section strong figure second dense caption field accent.

    `tone` is danger, warn, ok or accent. The text is never taken for markup.
    """
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(text)
    if role:
        result.setProperty("role", role)
    if tone:
        result.setProperty("tone", tone)
    if wrap:
        result.setWordWrap(True)
        result.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if width:
        result.setFixedWidth(width)
    return result


def paragraph(text: str, role: str = "", *, tone: str = "", spread: int = 112) -> QLabel:
    """Wrapped plain text with air between its lines; give it a width or a scroll area.

    The font is 1.45 em tall by itself, so 112 % makes lines of 1.62 em.
    """
    result = label("", role, tone=tone, wrap=True)
    result.setTextFormat(Qt.TextFormat.RichText)
    set_paragraph(result, text, spread=spread)
    return result


def set_paragraph(target: QLabel, text: str, *, spread: int = 112) -> None:
    """Say something else in a paragraph."""
    lines = escape(text, quote=False).replace("\n", "<br/>")
    target.setText(f'<div style="line-height:{spread}%">{lines}</div>')
    target.setAccessibleName(text)


def key_cap(keys: str) -> QLabel:
    """What to press, drawn as a key: `Ctrl K`."""
    result = label(keys, "key")
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return result


def picture(name: str, tone: str = "text-2", size: int = 16) -> QLabel:
    """An icon beside words that say the same."""
    result = QLabel()
    result.setFixedWidth(size)
    icons.set_icon(result, name, tone, size)
    return result
