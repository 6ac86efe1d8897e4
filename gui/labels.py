"""Words on the screen: labels by role, paragraphs, key caps, single icons.

What a role looks like stands in resources/app.qss.
"""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui import icons, theme


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


class ElidedLabel(QLabel):
    """One line that gives way: what does not fit ends in …… and is said whole by its tooltip.

    It gives way down to `keeps` pixels (at type size 100 %), unless its text is shorter.
    """

    def __init__(self, role: str = "", *, keeps: int = 24) -> None:
        super().__init__()
        self._keeps = keeps
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def say(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    @property
    def whole(self) -> str:
        """All of the text, also what is not seen."""
        return self._whole

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(theme.text_size(self._keeps), whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width()
        )
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
