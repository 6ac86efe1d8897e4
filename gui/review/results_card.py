"""How the units stand: dot and whisker, or the same as a table; never sorted by score."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget

from core.figures.unit_means import unit_chart
from core.figures.words import interval, marks, per_cent, whole_marks
from core.review.report import CampaignReport, UnitResult
from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, picture
from gui.review.whiskers import WhiskerView
from gui.tables.cells import Column, Words
from gui.tables.view import HEIGHTS, Table

CHART, TABLE = "看图", "看数表"


def unit_columns(pass_mark: str) -> tuple[Column[UnitResult], ...]:
    """The figures of a unit; `pass_mark` names the mark from which a ticket passes."""
    return (
        Column(key="unit", title="单位", cell=lambda u: Words(u.unit, "text"), width=110),
        Column(key="drawn", title="抽取", cell=lambda u: str(u.drawn), width=56, right=True),
        Column(key="n", title="评定", cell=lambda u: str(u.n), width=56, right=True),
        Column(key="mean", title="均分", cell=lambda u: marks(u.mean), width=72, right=True),
        Column(
            key="interval",
            title="均分 95% 区间",
            cell=lambda u: interval(u.low, u.high),
            width=140,
            right=True,
        ),
        Column(
            key="passed",
            title=f"{pass_mark} 分及以上",
            cell=lambda u: str(u.passed),
            width=96,
            right=True,
        ),
        Column(key="share", title="占比", cell=lambda u: per_cent(u.share), width=80, right=True),
        Column(
            key="share-interval",
            title="占比 95% 区间",
            cell=lambda u: interval(u.share_low, u.share_high, "%"),
            width=156,
            right=True,
        ),
        Column(key="place", title="名次", cell=lambda u: u.standing, width=120, stretch=True),
    )


class ResultsCard(QFrame):
    all_asked = Signal(int)
    """Somebody wants to see the tickets; carries the campaign that is shown."""

    quality_asked = Signal(int)
    """Somebody wants to know what the reviewers are like; carries the campaign."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._campaign = 0
        self._title = label("", "section")
        self._said = label("", "caption", wrap=True)
        self.chart = WhiskerView()
        self.table: Table[UnitResult] = Table("所队结果", unit_columns("70"), key=lambda u: u.unit)
        self._views = QStackedWidget()
        self._views.addWidget(self.chart)
        self._views.addWidget(self.table)
        self.switch = button(TABLE, "quiet", "table-2", on=self.toggle)
        self.all_button = button("看每一件", "quiet", "list", on=self._ask_for_all)
        self.quality_button = button("评查质量", "quiet", "scale", on=self._ask_for_quality)
        said = row(
            picture("info", "text-3", 14),
            (self._said, 1),
            self.switch,
            self.quality_button,
            self.all_button,
            gap=6,
        )
        self.setLayout(
            column(self._title, 8, self._views, 4, said, gap=0, margins=(16, 12, 16, 10))
        )

    def _ask_for_all(self) -> None:
        self.all_asked.emit(self._campaign)

    def _ask_for_quality(self) -> None:
        self.quality_asked.emit(self._campaign)

    def show_report(
        self, report: CampaignReport, few: int, title: str, *, is_whole: bool = True
    ) -> None:
        """Show the results of a campaign that has some; `few` is what counts as a small sample.

        Who sees only some units (`is_whole` False) is shown no figure of the whole bureau.
        """
        self._campaign = report.id
        self.quality_button.setVisible(is_whole)
        chart = unit_chart(report)
        self._title.setText(title)
        self.setAccessibleName(title)
        self.chart.show_chart(chart if is_whole else replace(chart, reference=None))
        self.table.rows.columns = unit_columns(whole_marks(report.pass_mark))
        shown = (*report.units, *([report.overall] if is_whole else []))
        self.table.show_rows(shown)
        self.table.setFixedHeight(
            self.table.horizontalHeader().height()
            + theme.text_size(HEIGHTS["row"]) * len(shown)
            + 2
        )
        self._fit()
        said = f"区间相互重叠的所队不分先后；空心点和虚线表示样本少于 {few} 件。"
        if report.overall.mean is not None and is_whole:
            said += f"竖的虚线是全局均分 {marks(report.overall.mean)}。"
        self._said.setText(said)

    @property
    def said(self) -> str:
        return self._said.text()

    def toggle(self) -> None:
        """Show the same as a table, or as a chart again."""
        to_table = self._views.currentWidget() is self.chart
        self._views.setCurrentWidget(self.table if to_table else self.chart)
        self.switch.setText(CHART if to_table else TABLE)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown now."""
        shown = self._views.currentWidget()
        high = self.table.height() if shown is self.table else self.chart.sizeHint().height()
        self._views.setFixedHeight(high)
