"""The examples of a rule in two columns, must fire and must not, each with what the rule did."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.tickets.rules.example_data import said_example
from core.tickets.rules.examples import TriedExample
from core.tickets.rules.plain import Data
from gui.boxes import box, clear, column, row, rule
from gui.buttons import button
from gui.chips import Chip
from gui.labels import ElidedLabel, label, picture
from gui.rules.draft import Reading

FIRES, SILENT = "必须报", "不得报"


class ExampleRow(QFrame):
    """One example: whether it holds, what it is, what the rule did; Enter or a click opens it."""

    opened = Signal()

    def __init__(self, data: Data, tried: TriedExample | None, *, fires: bool) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        result, tone, icon = _result(tried, fires=fires)
        said = ElidedLabel("dense", keeps=60)
        said.say(said_example(data))
        self.result = label(result, "caption", tone=tone)
        mark = picture(icon, f"{tone}-text" if tone else "ok-text")
        line = row(mark, (said, 100), None, self.result, gap=8)
        lines: list[Any] = [line]
        if tried is not None and not tried.holds:
            why = ElidedLabel("caption", keeps=60)
            why.say(tried.because)
            lines.append(row(24, why, None, gap=0))
        self.setLayout(column(*lines, gap=0, margins=(0, 5, 0, 5)))
        self.setAccessibleName(f"{said.whole}：{result}")
        self.setToolTip(tried.because if tried is not None else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def _result(tried: TriedExample | None, *, fires: bool) -> tuple[str, str, str]:
    """What is said at the right end, in which tone, with which icon before the example."""
    if tried is None:
        return "还没有试", "warn", "circle-question-mark"
    if tried.holds:
        return ("报了" if fires else "没报"), "", "circle-check"
    if fires:
        return ("报得不对" if tried.fired else "漏报"), "danger", "circle-x"
    return "误报", "danger", "circle-x"


class _Side(QWidget):
    """The examples of one kind under their heading."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.rows: list[ExampleRow] = []
        self._count = label("", "caption")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        head = row(label(title, "field"), None, self._count)
        self.setLayout(column(head, 4, rule(), self._list, None, gap=0))

    def show_rows(self, rows: Sequence[ExampleRow], holding: int) -> None:
        clear(self._list)
        self.rows = list(rows)
        for one in rows:
            self._list.addWidget(one)
        if not rows:
            self._list.addWidget(label("还没有例子，至少要有一个。", "caption"))
        self._count.setText(f"{holding} / {len(rows)}")


class ExamplesCard(QFrame):
    add_asked = Signal()
    take_asked = Signal()
    opened = Signal(bool, int)
    """Somebody wants to see an example: whether it must fire, and the how-manieth it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("例子")
        self._shown: tuple[Any, ...] = ()
        self.chip = Chip()
        self.add = button("加例子", "quiet", "plus", on=self.add_asked.emit)
        self.take = button("从工单取例子", "quiet", "inbox", on=self.take_asked.emit)
        self.fires, self.silent = _Side(FIRES), _Side(SILENT)
        head = row(
            label("例子", "section"),
            label("提交生效前全部要过", "caption"),
            *(None, self.chip, self.take, self.add),
            gap=8,
        )
        sides = row((self.fires, 1), rule(vertical=True), (self.silent, 1), gap=14)
        self.setLayout(column(head, 6, box(sides), gap=0, margins=(16, 12, 16, 12)))

    def show_examples(self, data: Data, reading: Reading) -> None:
        """Show the examples of a rule as it was read; those of an unreadable rule are not tried."""
        shown = (data.get("fires"), data.get("silent"), reading.tried, reading.rule is None)
        if shown == self._shown:
            return
        self._shown = shown
        by_kind = {
            fires: [one for one in reading.tried if one.example.fires is fires]
            for fires in (True, False)
        }
        for side, key, fires in ((self.fires, "fires", True), (self.silent, "silent", False)):
            examples: Sequence[Data] = data.get(key, ())
            tried: list[TriedExample | None] = list(by_kind[fires])
            tried += [None] * (len(examples) - len(tried))
            rows = [self._row(at, one, tried[at], fires) for at, one in enumerate(examples)]
            side.show_rows(rows, sum(one is not None and one.holds for one in tried))
        self._say_chip(reading)

    def _row(self, at: int, data: Data, tried: TriedExample | None, fires: bool) -> ExampleRow:  # noqa: FBT001
        made = ExampleRow(data, tried, fires=fires)
        made.opened.connect(partial(self.opened.emit, fires, at))
        return made

    def _say_chip(self, reading: Reading) -> None:
        if reading.rule is None:
            self.chip.say("条件读不通，没有试", "warn")
        elif reading.failing:
            self.chip.say(f"{len(reading.failing)} 个没过", "error")
        else:
            self.chip.say("全部通过", "ok")
