"""年度考核: the campaigns of a year become one proposed figure for each unit; nobody is ranked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from core.figures.words import marks, whole_marks
from core.review.debrief.appraisal import Appraisal, Counted, Figure
from gui.boxes import box, card, clear, column, row, scrolled
from gui.buttons import Strip, button
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import label
from gui.page import Page
from gui.tables.cells import Column, Tag, Words
from gui.tables.view import Table
from storage.review.debrief.appraisal import appraisal_of, campaign_years

SHOWN, NOTHING = range(2)
MOST_YEARS = 6

FIGURES: tuple[Column[Figure], ...] = (
    Column(key="unit", title="单位", cell=lambda o: Words(o.unit, "text"), width=110),
    Column(key="value", title="建议值", cell=lambda o: marks(o.value), width=80, right=True),
    Column(key="n", title="随机样本", cell=lambda o: f"{o.n} 件", width=84, right=True),
    Column(key="how", title="怎么算的", cell=lambda o: o.arithmetic, stretch=True),
    Column(
        key="remark",
        title="",
        cell=lambda o: Tag(o.remark, "plain") if o.remark else "",
        width=96,
    ),
)

CAMPAIGNS: tuple[Column[Counted], ...] = (
    Column(key="title", title="督查", cell=lambda o: Words(o.report.title, "text"), stretch=True),
    Column(
        key="n",
        title="随机样本",
        cell=lambda o: f"{o.report.overall.n} 件",
        width=84,
        right=True,
    ),
    Column(key="weight", title="权重", cell=lambda o: whole_marks(o.weight), width=64, right=True),
    Column(
        key="counts",
        title="",
        cell=lambda o: Tag(o.why_not, "warn") if o.why_not else Tag("计入", "done"),
        width=150,
    ),
)


class AppraisalPage(Page):
    title = "年度考核"
    purpose = "把一年里各次督查的结果合成各单位的考核建议值，怎么算的都写在旁边。"
    kinds = frozenset({"campaign", "review"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Appraisal | None = None
        self.year: int | None = None
        self.years: Strip | None = None
        self._strip = row()
        self.figures: Table[Figure] = Table("考核建议值", FIGURES, key=lambda o: o.unit)
        self.campaigns: Table[Counted] = Table("计入的督查", CAMPAIGNS, key=lambda o: o.report.id)
        self._notes = label("", "caption", wrap=True)
        sheets = column(
            row(self._strip, None),
            card("各单位的建议值", self.figures),
            card("计入的督查", self.campaigns),
            self._notes,
            None,
            gap=12,
            margins=(20, 12, 20, 12),
        )
        self._faces = QStackedWidget()
        self._faces.addWidget(scrolled(box(sheets)))
        self._faces.addWidget(
            empty_state(
                "clipboard-list", "还没有督查", "有督查结束、结果锁定以后，这里合成考核建议值。"
            )
        )
        self.setLayout(column(self._faces, gap=0))
        self.act(button("督查活动", icon="arrow-left", on=lambda: desk.go("campaigns")))

    def regions(self) -> Sequence[QWidget]:
        return (self.figures, self.campaigns)

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            years = campaign_years(connection)[:MOST_YEARS]
            if self.year not in years:
                self.year = next(iter(years), None)
            self.found = (
                appraisal_of(connection, self.year, today=self.desk.today)
                if self.year is not None
                else None
            )
        self._show(years)

    def show_year(self, year: int) -> None:
        """Show the figures of another year."""
        self.year = year
        self.load()

    def _show(self, years: Sequence[int]) -> None:
        found = self.found
        self._faces.setCurrentIndex(SHOWN if found is not None else NOTHING)
        if found is None:
            return
        self._offer(years)
        self.say_context(f"{found.year} 年")
        self.figures.show_whole(found.figures)
        self.campaigns.show_whole(found.campaigns)
        self._notes.setText(
            f"权重用 {found.weighting} 版。只算随机样本，定向抽取的不算；"
            "申诉期过了、申诉都答复了的督查才计入。督查按评查期结束的那一天归年。建议值不排名次，样本少的只供参考。"
        )

    def _offer(self, years: Sequence[int]) -> None:
        clear(self._strip)
        strip = Strip([f"{year} 年" for year in years], current=list(years).index(self.year or 0))
        strip.chosen.connect(lambda at: self.show_year(years[at]))
        self.years = strip
        self._strip.addWidget(strip)
