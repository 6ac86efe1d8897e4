"""Guidance at the focused field: one line, a good and a bad example, the law; depth remembered."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.tickets.fields import BY_KEY
from core.tickets.guidance.fields import FieldGuidance
from core.tickets.guidance.pairs import Pair
from gui.boxes import box, clear, column, frame, row, rule, scrolled
from gui.buttons import Strip
from gui.labels import key_cap, label, paragraph, picture
from gui.preferences import Preferences

DEPTHS = ("一句话", "好例差例", "依据条文")
REMEMBERED = "guidance-depth"


class GuidancePanel(QWidget):
    def __init__(self, guidance: dict[str, FieldGuidance], preferences: Preferences) -> None:
        super().__init__()
        self.setAccessibleName("填报指引")
        self._guidance = guidance
        self._preferences = preferences
        self._key = ""
        self._day: date | None = None
        self._title = label("填报指引", "section")
        self.depths = Strip(DEPTHS, kind="tab", current=int(preferences.read(REMEMBERED, 1)))
        self.depths.chosen.connect(self._on_depth)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self._inside.setContentsMargins(16, 10, 16, 12)
        head = row(self._title, None, label("当前字段", "caption"), key_cap("F2"))
        head.setContentsMargins(16, 10, 12, 0)
        tabs = row(self.depths, None, margins=(16, 0, 16, 0))
        self.setLayout(column(head, tabs, rule(), (scrolled(box(self._inside)), 1), gap=0))
        self._show()

    def show_field(self, key: str) -> None:
        """Say what belongs to this field."""
        if key != self._key:
            self._key = key
            self._show()

    def hold(self, day: date | None) -> None:
        """Speak under the law of this day, the one the ticket was received on."""
        if day != self._day:
            self._day = day
            self._show()

    @property
    def heading(self) -> str:
        """Which field is spoken of."""
        return self._title.text()

    def next_depth(self) -> None:
        """Go one depth further, and round (F2)."""
        self.depths.choose((self.depths.current + 1) % len(DEPTHS))
        self._on_depth(self.depths.current)

    def _on_depth(self, depth: int) -> None:
        self._preferences.write(REMEMBERED, depth)
        self._show()

    def _show(self) -> None:
        clear(self._inside)
        said = self._guidance.get(self._key)
        if said is None:
            self._title.setText("填报指引")
            self._inside.addWidget(paragraph("把光标放进一栏，这里说明怎么填。", "second"))
        else:
            self._title.setText(BY_KEY[said.key].header)
            self._show_depth(said)
        self._inside.addStretch(1)

    def _show_depth(self, said: FieldGuidance) -> None:
        match self.depths.current:
            case 0:
                self._show_line(said)
                self._show_pairs(said.pairs[:1])
            case 1:
                self._show_pairs(said.pairs)
                if not said.pairs:
                    self._show_line(said)
                self._inside.addWidget(paragraph(said.basis(self._day), "caption"))
            case _:
                self._inside.addWidget(paragraph(said.basis(self._day), "second"))

    def _show_line(self, said: FieldGuidance) -> None:
        self._inside.addWidget(paragraph(said.line(self._day), "strong"))
        self._inside.addWidget(paragraph(said.why(self._day), "second"))

    def _show_pairs(self, pairs: Sequence[Pair]) -> None:
        for pair in pairs:
            self._inside.addWidget(_example("circle-check", "ok", "这样写", pair.good))
            self._inside.addWidget(_example("circle-x", "danger", "别这样写", pair.bad, pair.why))


def _example(icon: str, tone: str, title: str, text: str, why: str = "") -> QWidget:
    words = [paragraph(text, "dense", spread=118)]
    if why:
        words.append(paragraph(why, "caption"))
    head = row(picture(icon, f"{tone}-text", 14), label(title, "field", tone=tone), None, gap=6)
    return frame("tint", column(head, *words, gap=4, margins=(12, 8, 12, 10)), tone=tone)
