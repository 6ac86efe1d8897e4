"""What the figure under the cursor counts, as of when, and the way to its tickets; doubts above."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.briefing.checking import Doubt, Flag
from core.briefing.figure import BriefingFigures
from gui.boxes import box, column, frame, row
from gui.buttons import button
from gui.chips import Chip
from gui.labels import label, picture

NOWHERE = "把光标放到蓝底的数字上，这里说明它数的是什么。"


class FigureStrip(QFrame):
    opened = Signal(str)
    """The name of the figure whose tickets are wanted."""

    mended = Signal(object)
    """The flag whose number is to become a live one."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._flag: Flag | None = None
        self._doubt = label("", "dense", tone="warn", wrap=True)
        self.mend = button("换成活数字", "quiet", on=self._on_mend)
        mark = picture("triangle-alert", "warn-text", 14)
        self._doubts = box(row(mark, (self._doubt, 1), self.mend, gap=6))
        self._as_of = label("", "caption")
        self._chip = Chip()
        self._note = label("", "dense", wrap=True)
        self.open = button("", "quiet", "list", on=self._on_open)
        head = row(label("光标处的数字", "field"), self._as_of, None, gap=8)
        line = row(self._chip, (self._note, 1), self.open, gap=8)
        below = frame("tint", column(head, line, gap=6, margins=(12, 8, 12, 8)))
        self.setLayout(column(self._doubts, below, gap=6, margins=(16, 4, 16, 12)))
        self.show_flags(())
        self.show_figure("", None)

    def show_flags(self, found: tuple[Flag, ...]) -> None:
        """Say the first doubt, the gravest first, and how many more there are."""
        graver = sorted(found, key=lambda one: one.doubt is Doubt.TYPED)
        self._flag = graver[0] if graver else None
        self._doubts.setVisible(bool(graver))
        if self._flag is None:
            return
        more = f"还有 {len(graver) - 1} 处。" if len(graver) > 1 else ""
        self._doubt.setText(f"{self._flag.sentence}{more}")
        self.mend.setVisible(bool(self._flag.figure))
        is_typed = self._flag.doubt is Doubt.TYPED
        self.mend.setText("换成活数字" if is_typed else "改回台账的数")

    def show_figure(self, name: str, figures: BriefingFigures | None) -> None:
        found = None if figures is None else figures.get(name)
        self._name = name
        self._chip.setVisible(found is not None)
        self.open.setVisible(found is not None and found.opens)
        if figures is not None:
            day = figures.as_of
            version = f"口径 {figures.version} 版，" if figures.version else ""
            self._as_of.setText(f"{version}{day.month} 月 {day.day} 日取数")
        if found is None:
            self._note.setText(NOWHERE)
            return
        self._chip.say(found.shown, "info")
        self._note.setText(f"{found.name}：{found.note}" if found.note else found.name)
        is_count = found.value is not None and found.shown.endswith("件")
        self.open.setText(f"看这 {found.shown}" if is_count else "看这些工单")

    def _on_open(self) -> None:
        self.opened.emit(self._name)

    def _on_mend(self) -> None:
        self.mended.emit(self._flag)
