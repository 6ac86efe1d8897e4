"""The marks of one ticket item by item, reviewer beside reviewer; differences are marked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from core.figures.words import whole_marks
from core.review.reviews import Review, Stage
from core.review.rubric import Item, Rubric
from gui import theme
from gui.boxes import rule
from gui.labels import ElidedLabel, label
from gui.review.others import mark_words

HEADS = {
    Stage.SELF: "自评",
    Stage.PEER1: "互一",
    Stage.PEER2: "互二",
    Stage.THIRD: "三评",
    Stage.RECHECK: "复核",
}
CODE, FULL, MARKS = 28, 24, 34
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def marks_grid(rubric: Rubric, reviews: Sequence[Review]) -> QWidget:
    """One line an item, one column a review, the totals below."""
    result = QWidget()
    result.setAccessibleName("逐项得分")
    grid = QGridLayout(result)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    grid.addWidget(_figure("满分", "caption"), 0, 2)
    for column, review in enumerate(reviews, start=3):
        grid.addWidget(_figure(HEADS[review.stage], "caption"), 0, column)
    grid.addWidget(rule(), 1, 0, 1, len(reviews) + 3)
    for line, item in enumerate(rubric.items, start=2):
        _add_item(grid, line, item, reviews)
    last = len(rubric.items) + 2
    grid.addWidget(rule(), last, 0, 1, len(reviews) + 3)
    grid.addWidget(label("合计", "field"), last + 1, 1)
    for column, review in enumerate(reviews, start=3):
        grid.addWidget(_figure(whole_marks(review.score.total), "field"), last + 1, column)
    return result


def _add_item(grid: QGridLayout, line: int, item: Item, reviews: Sequence[Review]) -> None:
    code = label(item.code, "caption", width=theme.text_size(CODE))
    grid.addWidget(code, line, 0)
    title = ElidedLabel("dense")
    title.say(item.title)
    title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    grid.addWidget(title, line, 1)
    grid.addWidget(_figure(whole_marks(item.full), "caption", FULL), line, 2)
    given = [mark_words(review.marks.item(item.code)) for review in reviews]
    usual = max(given, key=given.count, default="")
    for column, words in enumerate(given, start=3):
        figure = _figure("—" if words == "不适用" else words, "dense")
        if words != usual:
            figure.setProperty("tone", "warn")
            figure.setToolTip("与别的评查人不同")
            figure.setAccessibleName(f"{words}，与别的评查人不同")
        grid.addWidget(figure, line, column)


def _figure(text: str, role: str, width: int = MARKS) -> QLabel:
    made = label(text, role, width=theme.text_size(width))
    made.setAlignment(_RIGHT)
    return made
