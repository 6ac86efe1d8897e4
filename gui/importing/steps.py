"""The four steps of an import in a line: done, now, later."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.boxes import clear, row, rule
from gui.labels import ElidedLabel, label, picture

STEPS = ("选文件", "对列", "试导", "导入")


class StepBar(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import-steps")
        self.setProperty("role", "topbar")
        self._steps = QHBoxLayout()
        self._steps.setSpacing(8)
        self._file = ElidedLabel("strong")
        self._what = label("", "caption")
        self.setLayout(
            row(self._steps, None, self._file, self._what, gap=10, margins=(20, 8, 16, 8))
        )
        self.show_step(0)

    def show_step(self, now: int, file: str = "", what: str = "") -> None:
        """Show at which step the import is, and of which file."""
        clear(self._steps)
        for place, name in enumerate(STEPS):
            icon, tone = _sign(place, now)
            self._steps.addWidget(picture(icon, tone))
            word = label(name, "strong" if place == now else "second")
            if place == now:
                word.setProperty("tone", "accent")
            self._steps.addWidget(word)
            if place + 1 < len(STEPS):
                line = rule()
                line.setFixedWidth(32)
                self._steps.addWidget(line)
        self.setAccessibleName(f"第 {now + 1} 步，共 {len(STEPS)} 步：{STEPS[now]}")
        self._file.say(file)
        self._what.setText(what)


def _sign(place: int, now: int) -> tuple[str, str]:
    if place < now:
        return "circle-check", "ok-text"
    return ("circle-dot", "accent-text") if place == now else ("circle", "text-3")
