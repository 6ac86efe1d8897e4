"""要您处理: what blocks a campaign or deserves a look, one line each with its verb."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QFrame

from core.review.matters import Matter, MatterKind
from gui.boxes import column, frame, row
from gui.buttons import button
from gui.labels import label, picture

ICONS = {
    MatterKind.THIRD: "git-compare",
    MatterKind.RECHECK: "scale",
    MatterKind.LATE: "clock-alert",
    MatterKind.AWAY: "user-round",
    MatterKind.OVERLOAD: "users-round",
    MatterKind.DIFFERENCE: "info",
}


class Verb(NamedTuple):
    """What can be done about a matter, and who does it."""

    words: str
    do: Callable[[], object]


class Step(NamedTuple):
    """A step that can be taken now, or why not yet."""

    icon: str
    sentence: str
    verb: Verb
    hindrance: str = ""


class MattersCard(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("要您处理")
        self.setObjectName("campaign-matters")
        self._rows = column(gap=0)
        title = row(label("要您处理", "section"), margins=(16, 12, 16, 6))
        self.setLayout(column(title, self._rows, gap=0, margins=(0, 0, 0, 8)))

    def show_matters(
        self, matters: Sequence[Matter], verbs: dict[MatterKind, Verb], steps: Sequence[Step]
    ) -> None:
        """Show matters with their verbs, and below them the steps with what hinders them."""
        while item := self._rows.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = [_line(ICONS[one.kind], one.sentence, verbs.get(one.kind)) for one in matters]
        if not lines:
            quiet = "评查人正在评，现在没有要您处理的事。"
            lines.append(_line("circle-check", quiet, None))
        lines += [_line(one.icon, one.sentence, one.verb, one.hindrance) for one in steps]
        for place, line in enumerate(lines):
            line.setProperty("role", "row" if place + 1 < len(lines) else "row-last")
            self._rows.addWidget(line)


def _line(icon: str, sentence: str, verb: Verb | None, hindrance: str = "") -> QFrame:
    words = [label(sentence, "dense", wrap=True)]
    if hindrance:
        words.append(label(hindrance, "caption", wrap=True))
    line = row(picture(icon, "text-2"), (column(*words, gap=0), 1), gap=8, margins=(16, 4, 8, 4))
    if verb is not None:
        go = button(verb.words, "quiet", on=verb.do)
        go.setEnabled(not hindrance)
        go.setAccessibleName(f"{verb.words}：{sentence}")
        line.addWidget(go)
    return frame("row", line)
