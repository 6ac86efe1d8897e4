"""试算: which figures of a period are others by the draft, and whether both countings agree."""

from PySide6.QtWidgets import QFrame

from core.figures.trial import Trial, Turn
from gui.boxes import column, row
from gui.figures.columns import parts_said, value_said
from gui.labels import label, paragraph, set_paragraph
from gui.tables.cells import Column, Words
from gui.tables.view import Table

TURNS: tuple[Column[Turn], ...] = (
    Column(key="name", title="指标", cell=lambda one: Words(one.name, "text"), width=120),
    Column(key="unit", title="单位", cell=lambda one: one.unit or "全局", width=96),
    Column(
        key="was",
        title="在用的一版",
        cell=lambda one: f"{value_said(one.was)}　{parts_said(one.was)}",
        width=140,
        right=True,
    ),
    Column(
        key="now",
        title="草稿",
        cell=lambda one: f"{value_said(one.now)}　{parts_said(one.now)}",
        stretch=True,
        right=True,
    ),
)


class TrialCard(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("试算")
        self.said = paragraph("", "second")
        self.turns: Table[Turn] = Table("会变的数", TURNS, key=lambda one: (one.code, one.unit))
        head = row(label("试算", "section"), None)
        self.setLayout(
            column(head, self.said, (self.turns, 100), None, gap=8, margins=(16, 12, 16, 12))
        )
        self.hide()

    def show_trial(self, tried: Trial) -> None:
        self.turns.show_rows(tried.turns)
        self.turns.setVisible(bool(tried.turns))
        set_paragraph(self.said, trial_said(tried))
        self.show()


def trial_said(tried: Trial) -> str:
    """How many figures change, and what the second counting says."""
    period = tried.after.period.label
    changed = (
        f"{period}有 {len(tried.turns)} 个数会变。" if tried.turns else f"{period}的数都不变。"
    )
    if tried.checked is None:
        return f"{changed}工单太多，没有再逐件数一遍。"
    if tried.differing:
        return f"{changed}逐件数的结果不一样：{'；'.join(tried.differing)}。请先不要提交。"
    return f"{changed}又把 {tried.checked} 件逐件数了一遍，两种算法结果一样。"
