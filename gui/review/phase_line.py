"""The phases of a campaign as a line of bars, each with its name and a few words on when."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.review.schedule import Phase, PhaseState
from gui import icons, theme

HIGH, BAR, BETWEEN, TICK = 54, 4, 8, 14
_BAR_TONES = {PhaseState.DONE: "ok", PhaseState.NOW: "accent", PhaseState.AHEAD: "line-strong"}
_INKS = {PhaseState.DONE: "text", PhaseState.NOW: "accent-text", PhaseState.AHEAD: "text-3"}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class PhaseLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("campaign-phases")
        self._phases: Sequence[Phase] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_phases(self, phases: Sequence[Phase]) -> None:
        self._phases = phases
        said = "；".join(f"{one.name}{one.state.value}，{one.when}" for one in phases)
        self.setAccessibleName(f"阶段：{said}")
        self.update()

    @property
    def now(self) -> list[str]:
        """The phases that are going on."""
        return [one.name for one in self._phases if one.state is PhaseState.NOW]

    def sizeHint(self) -> QSize:
        return QSize(92 * max(len(self._phases), 1), theme.text_size(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(560, theme.text_size(HIGH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._phases:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = (self.width() + BETWEEN) / len(self._phases)
        for place, phase in enumerate(self._phases):
            self._paint(painter, phase, place * step, step - BETWEEN)
        painter.end()

    def _paint(self, painter: QPainter, phase: Phase, x: float, width: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if phase.state is PhaseState.NOW:
            painter.setBrush(theme.colour("line-strong"))
            painter.drawRoundedRect(QRectF(x, 4, width, BAR), 2, 2)
            done = max(width * phase.share, 2 * BAR)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(x, 4, done, BAR), 2, 2)
        else:
            painter.setBrush(theme.colour(_BAR_TONES[phase.state]))
            painter.drawRoundedRect(QRectF(x, 4, width, BAR), 2, 2)
        line = theme.text_size(20)
        indent = 0
        if phase.state is PhaseState.DONE:
            top = 13 + (line - TICK) / 2
            painter.drawPixmap(round(x), round(top), icons.pixmap("circle-check", "ok-text", TICK))
            indent = TICK + 5
        weight = "strong" if phase.state is PhaseState.NOW else "regular"
        name = QRectF(x + indent, 13, width - indent, line)
        _write(painter, name, phase.name, _INKS[phase.state], "dense", weight)
        when = QRectF(x, 13 + line, width, theme.text_size(18))
        _write(painter, when, phase.when, "text-3", "caption", "regular")


def _write(
    painter: QPainter, at: QRectF, text: str, ink: str, role: str, weight: str
) -> None:  # fmt: skip
    font = theme.font(role, weight)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, at.width())
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    painter.drawText(at, _LEFT, shown)
