"""What other reviewers gave one item, side by side, where they may be seen; differences marked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from core.figures.words import whole_marks
from core.review.marks import ItemMark
from core.review.reviews import Stage, VisibleReview
from gui import theme
from gui.labels import label, picture

_SHORT = {
    Stage.SELF: "自",
    Stage.PEER1: "互",
    Stage.PEER2: "互",
    Stage.THIRD: "三",
    Stage.RECHECK: "复",
}
_WHO, _MARKS = 96, 56


class Other(NamedTuple):
    """One reviewer's answer to one item."""

    who: str
    stage: Stage
    mark: ItemMark


def others_of(code: str, seen: Iterable[VisibleReview]) -> list[Other]:
    return [Other(one.who, one.review.stage, one.review.marks.item(code)) for one in seen]


def mark_words(mark: ItemMark) -> str:
    if not mark.applies:
        return "不适用"
    return "未评" if mark.marks is None else whole_marks(mark.marks)


def differ(others: Sequence[Other]) -> bool:
    """Whether the others do not agree among themselves."""
    return len({mark_words(one.mark) for one in others}) > 1


def in_short(others: Sequence[Other]) -> str:
    """All marks in a few characters: 自 15　互 5/11."""
    by_round: dict[str, list[str]] = {}
    for one in others:
        by_round.setdefault(_SHORT[one.stage], []).append(mark_words(one.mark))
    return "　".join(f"{name} {'/'.join(given)}" for name, given in by_round.items())


def side_by_side(others: Sequence[Other]) -> QWidget:
    """Who gave what and why, one line each; a mark that is not the most frequent is marked."""
    result = QWidget()
    grid = QGridLayout(result)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    given = [mark_words(one.mark) for one in others]
    usual = max(given, key=given.count, default="")
    for line, (other, words) in enumerate(zip(others, given, strict=True)):
        odd = words != usual or (differ(others) and given.count(usual) == 1)
        _add_line(grid, line, other, words, odd=odd)
    grid.setColumnStretch(3, 1)
    return result


def _add_line(grid: QGridLayout, line: int, other: Other, words: str, *, odd: bool) -> None:
    top = Qt.AlignmentFlag.AlignTop
    who = label(str(other.stage), "dense", width=theme.text_size(_WHO))
    if other.who != other.stage:
        who.setToolTip(other.who)
    figure = label(words, "dense", tone="warn" if odd else "", width=theme.text_size(_MARKS))
    figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    if odd:
        figure.setAccessibleName(f"{words}，与别人不同")
        grid.addWidget(picture("git-compare", "warn-text", 14), line, 2, top)
    grid.addWidget(who, line, 0, top)
    grid.addWidget(figure, line, 1, top)
    grid.addWidget(label(other.mark.reason, "caption", wrap=True), line, 3)
