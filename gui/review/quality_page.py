"""评查质量: what the reviewers of one campaign are like; for the section, and never applied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from core.figures.leanings import leaning_chart
from core.figures.words import interval, signed
from core.review.anchors import Closeness, ItemCloseness
from core.review.quality.leaning import Leaning, Reciprocity
from core.review.quality.report import ItemAgreement, QualityReport, alpha_text
from gui.boxes import box, card, column, scrolled
from gui.buttons import button
from gui.desk import Desk
from gui.empty import empty_state
from gui.labels import label, paragraph, set_paragraph
from gui.page import Page
from gui.review.whiskers import WhiskerView
from gui.tables.cells import Column, Tag, Words
from gui.tables.view import Table
from storage.review.quality import quality
from storage.review.reading import campaigns

SHOWN, NOTHING = range(2)
STATES = {"不一致": "warn", "大体一致": "info", "一致": "ok"}


def _alpha(one: ItemAgreement) -> str:
    return "—" if one.found.alpha is None else alpha_text(one.found.alpha)


def _interval(one: ItemAgreement) -> str:
    if one.found.low is None or one.found.high is None:
        return "—"
    return f"{alpha_text(one.found.low)} 至 {alpha_text(one.found.high)}"


def _without(one: ItemAgreement) -> str:
    said = (f"去掉 {one.ref}，α 是 {alpha_text(one.without)}" for one in one.found.drivers)
    return "；".join(said)


AGREEMENTS: tuple[Column[ItemAgreement], ...] = (
    Column(
        key="item",
        title="评查项",
        cell=lambda one: Words(f"{one.code} {one.title}".strip(), "text", strong=not one.code),
        width=200,
    ),
    Column(key="n", title="件数", cell=lambda one: str(one.found.n), width=56, right=True),
    Column(key="alpha", title="α", cell=_alpha, width=64, right=True),
    Column(key="interval", title="95% 区间", cell=_interval, width=132, right=True),
    Column(
        key="word",
        title="说明",
        cell=lambda one: Tag(one.word, STATES[one.word]) if one.word in STATES else one.word,
        width=150,
    ),
    Column(
        key="drivers",
        title="差得最多的工单",
        cell=lambda one: "　".join(driver.ref for driver in one.found.drivers),
        stretch=True,
        tip=_without,
    ),
)

PAIRS: tuple[Column[Reciprocity], ...] = (
    Column(
        key="units",
        title="两个单位",
        cell=lambda one: Words("、".join(one.units), "text"),
        width=200,
    ),
    Column(key="n", title="互评", cell=lambda one: f"{one.n} 份", width=64, right=True),
    Column(
        key="mean", title="彼此的平均差", cell=lambda one: signed(one.mean), width=110, right=True
    ),
    Column(
        key="else",
        title="对其他单位",
        cell=lambda one: signed(one.elsewhere),
        width=110,
        right=True,
    ),
    Column(
        key="word",
        title="说明",
        cell=lambda one: one.more.word("彼此偏宽", "彼此偏严") if one.more else "没有可比的",
        stretch=True,
    ),
)


CLOSE: tuple[Column[Closeness], ...] = (
    Column(
        key="who",
        title="评查人",
        cell=lambda one: Words(f"{one.unit}{one.officer}", "text"),
        width=200,
    ),
    Column(key="n", title="锚点件", cell=lambda one: f"{one.n} 件", width=72, right=True),
    Column(
        key="aligned",
        title="接近程度",
        cell=lambda one: f"{one.aligned}%",
        width=96,
        right=True,
    ),
    Column(
        key="furthest",
        title="差得最多的项",
        cell=lambda one: _item_words(one.furthest) if one.furthest else "各项都一致",
        stretch=True,
        tip=lambda one: "；".join(map(_item_words, one.items)),
    ),
)

ITEMS_CLOSE: tuple[Column[ItemCloseness], ...] = (
    Column(
        key="item",
        title="评查项",
        cell=lambda one: Words(f"{one.code} {one.title}", "text"),
        stretch=True,
    ),
    Column(key="n", title="份数", cell=lambda one: f"{one.n} 份", width=72, right=True),
    Column(
        key="aligned",
        title="接近程度",
        cell=lambda one: f"{one.aligned}%",
        width=96,
        right=True,
    ),
)


def _item_words(one: ItemCloseness) -> str:
    return f"{one.code} {one.title} {one.aligned}%"


class QualityPage(Page):
    title = "评查质量"
    purpose = "看各评查员打分是否一致、偏宽还是偏严，只作参考，不改任何分数。"
    kinds = frozenset({"campaign", "review"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.report: QualityReport | None = None
        self._campaign: int | None = None
        self.agreements: Table[ItemAgreement] = Table("一致程度", AGREEMENTS, key=lambda o: o.code)
        self.severity = WhiskerView()
        self.inflation = WhiskerView()
        self.pairs: Table[Reciprocity] = Table("对评", PAIRS, key=lambda one: one.units)
        self.closeness: Table[Closeness] = Table(
            "与锚点件", CLOSE, key=lambda o: (o.unit, o.officer)
        )
        self.items_close: Table[ItemCloseness] = Table(
            "各项与锚点件", ITEMS_CLOSE, key=lambda o: o.code
        )
        cards_with_words = ("severity", "inflation", "pairs", "close")
        self._said = {name: paragraph("", "second") for name in cards_with_words}
        self._notes = label("", "caption", wrap=True)
        self._pairs_card = self._card("对评的单位", "pairs", self.pairs)
        both = box(column(self.closeness, 12, self.items_close, gap=0))
        self._close_card = self._card("与锚点件的接近程度", "close", both)
        cards = box(
            column(
                card("评查人之间的一致程度", self.agreements),
                self._card("互评宽严：与科室复核相比", "severity", self.severity),
                self._card("自评偏差：与科室复核相比", "inflation", self.inflation),
                self._pairs_card,
                self._close_card,
                self._notes,
                None,
                gap=12,
                margins=(20, 12, 20, 12),
            )
        )
        nothing = empty_state(
            "scale", "还没有可看的评分", "自评、互评交齐的工单才列在这里，评查中先互不相见。", []
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(cards))
        self._stack.addWidget(nothing)
        self.setLayout(column(self._stack, gap=0))
        self.act(button("督查活动", icon="arrow-left", on=self._go_back))

    def _card(self, title: str, name: str, shown: QWidget) -> QFrame:
        return card(title, self._said[name], 8, shown)

    def regions(self) -> Sequence[QWidget]:
        return (self.agreements, self.pairs, self.closeness, self.items_close)

    def open(self, target: object) -> None:
        """Show the campaign of that number."""
        if isinstance(target, int):
            self._campaign = target
            self.load()

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            newest = next(iter(campaigns(connection)), None)
            id_ = self._campaign or (newest.id if newest else None)
            self.report = quality(connection, id_) if id_ is not None else None
        self._show()

    def _show(self) -> None:
        report = self.report
        if report is None or not (report.agreements[0].found.n or report.closeness):
            self._stack.setCurrentIndex(NOTHING)
            return
        self._stack.setCurrentIndex(SHOWN)
        self.say_context(report.title)
        self.agreements.show_whole(report.agreements)
        self._show_leanings(self.severity, "severity", report.severity, "偏宽", "偏严")
        self._show_leanings(self.inflation, "inflation", report.inflation, "自评偏高", "自评偏低")
        self._pairs_card.setVisible(bool(report.reciprocity))
        self.pairs.show_whole(report.reciprocity)
        set_paragraph(self._said["pairs"], _pairs_said(report.reciprocity))
        self._close_card.setVisible(bool(report.closeness))
        self.closeness.show_whole(report.closeness)
        self.items_close.show_whole(report.items_close)
        set_paragraph(self._said["close"], _close_said(report))
        self._notes.setText("\n".join(report.notes))

    def _show_leanings(
        self, view: WhiskerView, name: str, leanings: Sequence[Leaning], above: str, below: str
    ) -> None:
        assert self.report is not None  # noqa: S101 -- just shown
        what = "互评" if name == "severity" else "自评"
        chart = leaning_chart(leanings, few=self.report.few, above=above, below=below, what=what)
        view.show_chart(chart)
        set_paragraph(self._said[name], chart.sentence if leanings else "还没有复核过的工单。")

    def _go_back(self) -> None:
        self.desk.go("campaigns", self._campaign)


def _close_said(report: QualityReport) -> str:
    if not report.closeness:
        return ""
    least = min(report.closeness, key=lambda one: one.aligned)
    marked = sum(one.n for one in report.closeness)
    return (
        f"{len(report.closeness)} 名评查人评了 {marked} 份锚点件；"
        f"离复核分最远的是{least.unit}{least.officer}，接近程度 {least.aligned}%。"
    )


def _pairs_said(pairs: Sequence[Reciprocity]) -> str:
    kind = [one for one in pairs if one.more is not None and one.more.is_clear]
    if not kind:
        return "对评的单位彼此打分，看不出和对别的单位有什么不同。"
    found = "；".join(
        f"{'、'.join(one.units)}{one.more.word('彼此偏宽', '彼此偏严')}"
        f"（{interval(one.more.interval.low, one.more.interval.high)}）"
        for one in kind
        if one.more is not None and one.more.interval is not None
    )
    return f"{found}。"
