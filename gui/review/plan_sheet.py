"""Planning a campaign: what it looks at and how many; what it comes to is seen beside it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from core.dates import half_width, read_date
from core.errors import Refusal
from core.review.campaign import CampaignKind, Plan, StrataBy, all_of, title_of
from core.review.directed import DirectedKind
from core.review.shares import Size
from gui import theme
from gui.boxes import box, column, row
from gui.buttons import button
from gui.choices import Choices
from gui.combo import Combo
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label
from gui.review.anchor_part import AnchorPart
from gui.review.directed_part import DirectedPart
from storage.views import SavedView

NAME, NUMBER, DAY = 84, 72, 130


class PlanSheet(QFrame):
    edited = Signal()
    """Something else is asked for; the preview is out of date."""

    planned = Signal()
    kind_asked = Signal()
    """A kind of the section's own is to be made."""

    left = Signal()

    def __init__(
        self, kinds: Sequence[CampaignKind], directed: Sequence[DirectedKind] = ()
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("部署督查")
        self._kinds = {kind.name: kind for kind in kinds}
        self._views: Sequence[SavedView] = ()
        self._usual_title = ""
        self.kind = Choices([(kind.name, kind.name) for kind in kinds])
        self.view = Combo()
        self.since, self.until = _field(DAY), _field(DAY)
        self.plan_title = QLineEdit()
        self.total, self.minimum = _field(NUMBER), _field(NUMBER)
        self.maximum, self.cap = _field(NUMBER), _field(NUMBER)
        self.strata = Choices([(way, str(way)) for way in StrataBy])
        self.directed = DirectedPart(directed)
        self.anchors = AnchorPart()
        places = ("kind", "since", "total", "title", "directed", "anchors")
        self.notes = {name: NoteLine() for name in places}
        self.go = button("部署这次督查", "primary", on=self.planned.emit)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        periods = [
            button(name, "quiet", on=partial(self._choose_period, days))
            for name, days in PERIODS.items()
        ]
        days = row(self.since, label("至", "second"), self.until, *periods, None, gap=8)
        counts = row(
            self.total, label("件，每层至少", "second"), self.minimum, label("至多", "second"),
            self.maximum, label("件；每人最多评", "second"), self.cap, label("件", "second"), None,
            gap=8,
        )  # fmt: skip
        foot = row(self.go, button("不部署了", on=self.left.emit), None, gap=8)
        self.setLayout(
            column(
                label("部署督查", "section"),
                10,
                _line("专项", self._kind_line(), self.notes["kind"]),
                _line("再加条件", self.view, None),
                6,
                _line("评查期", box(days), self.notes["since"]),
                _line("题目", self.plan_title, self.notes["title"]),
                _line("抽取", box(counts), self.notes["total"]),
                _line("分层", self.strata, None),
                6,
                _line("定向", self.directed, self.notes["directed"]),
                _line("锚点件", self.anchors, self.notes["anchors"]),
                8,
                foot,
                None,
                gap=2,
                margins=(16, 12, 16, 14),
            )
        )
        for field, name in (
            (self.since, "评查期起"), (self.until, "评查期止"), (self.plan_title, "题目"),
            (self.total, "抽几件"), (self.minimum, "每层至少"), (self.maximum, "每层至多"),
            (self.cap, "每人最多评几件"), (self.kind, "专项"), (self.strata, "分层"),
            (self.view, "再加自存视图的条件"),
        ):  # fmt: skip
            field.setAccessibleName(name)

    def _kind_line(self) -> QWidget:
        more = button("自定专项…", "quiet", "plus", on=self.kind_asked.emit)
        return box(row((self.kind, 1), more, gap=8))

    def _connect(self) -> None:
        self.kind.picked.connect(self._on_kind)
        self.strata.picked.connect(self._on_edited)
        self.directed.edited.connect(self._on_edited)
        self.anchors.edited.connect(self._on_edited)
        self.view.activated.connect(lambda _place: self._on_edited())
        for field in (self.since, self.until, self.total, self.minimum, self.maximum, self.cap):
            field.textEdited.connect(lambda _text: self._on_edited())

    def begin(
        self,
        today: date,
        views: Sequence[SavedView],
        usual: str,
        kinds: Sequence[CampaignKind],
    ) -> None:
        """Start a new plan: the quarter before this one, of the kind `usual`."""
        self._today, self._views = today, views
        self._kinds = {kind.name: kind for kind in kinds}
        self.kind.set_options([(kind.name, kind.name) for kind in kinds])
        self.view.clear()
        self.view.addItems(["不加" if views else "没有自存视图", *(view.name for view in views)])
        self.view.setEnabled(bool(views))
        self.kind.choose(usual)
        self.strata.choose(StrataBy.UNIT)
        self.directed.begin()
        self.anchors.begin()
        self.plan_title.clear()
        self._usual_title = ""
        self.total.setText("30")
        self._fill_from_kind()
        self._show_period(*last_quarter(today))
        self._on_edited()

    def _on_kind(self) -> None:
        if self.kind.chosen is None:
            self.kind.choose(next(iter(self._kinds)))
        self._fill_from_kind()
        self._on_edited()

    def _fill_from_kind(self) -> None:
        kind = self._kinds[self.kind.chosen]
        for field, number in (
            (self.minimum, kind.minimum),
            (self.maximum, kind.maximum),
            (self.cap, kind.cap),
        ):
            field.setText(str(number))

    def _choose_period(self, days: Callable[[date], tuple[date, date]]) -> None:
        self._show_period(*days(self._today))
        self._on_edited()

    def _show_period(self, since: date, until: date) -> None:
        self.since.setText(f"{since}")
        self.until.setText(f"{until}")

    def _on_edited(self) -> None:
        self._follow_title()
        for note in self.notes.values():
            note.say(None)
        self.edited.emit()

    def _follow_title(self) -> None:
        """Keep the usual title up to date until somebody writes another."""
        try:
            since, until = read_date(self.since.text()), read_date(self.until.text())
        except Refusal:
            return
        if self.plan_title.text() in ("", self._usual_title):
            self._usual_title = title_of(self.kind.chosen, since, until)
            self.plan_title.setText(self._usual_title)

    # reading

    def plan(self) -> Plan:
        """What was written, as a plan; refuses with the field that cannot be read."""
        title = self.plan_title.text().strip()
        if not title:
            raise Refusal("请写题目，督查以它为名。", field="title")
        kind = self._kinds[self.kind.chosen]
        place = self.view.currentIndex()
        added = self._views[place - 1].conditions if place > 0 else ()
        return Plan(
            title=title,
            kind=kind.name,
            condition=all_of([kind.condition, *added]),
            since=_day(self.since, "since"),
            until=_day(self.until, "until"),
            size=Size(
                total=_number(self.total, "抽几件", "total"),
                minimum=_number(self.minimum, "每层至少几件", "total"),
                maximum=_number(self.maximum, "每层至多几件", "total"),
            ),
            cap=_number(self.cap, "每人最多评几件", "total"),
            strata_by=self.strata.chosen or StrataBy.UNIT,
            directed=self.directed.directed(),
            anchors=self.anchors.anchors(),
            left_out=self.directed.kept_out(),
        )

    def say(self, refusal: Refusal) -> None:
        """Say at its field why the plan cannot be laid down."""
        places = {"until": "since", "since": "since", "kind": "kind", "title": "title"}
        places |= {"directed": "directed", "left_out": "directed", "anchors": "anchors"}
        name = places.get(refusal.field, "total")
        self.notes[name].say(FieldNote(name, "error", str(refusal)))


def last_quarter(today: date) -> tuple[date, date]:
    """The first and last day of the quarter before this one."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    until = first - timedelta(days=1)
    return date(until.year, until.month - 2, 1), until


def last_month(today: date) -> tuple[date, date]:
    until = today.replace(day=1) - timedelta(days=1)
    return until.replace(day=1), until


def this_year(today: date) -> tuple[date, date]:
    return date(today.year, 1, 1), today


PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {
    "上季度": last_quarter,
    "上个月": last_month,
    "今年以来": this_year,
}


def _field(width: int) -> QLineEdit:
    field = QLineEdit()
    field.setFixedWidth(theme.text_size(width))
    return field


def _line(name: str, editor: QWidget, note: NoteLine | None) -> QWidget:
    caption = label(name, "field", width=theme.text_size(NAME))
    caption.setContentsMargins(0, 6, 0, 0)
    right = column(editor, *([note] if note is not None else []), gap=2)
    return box(row(column(caption, None), (right, 1), gap=8))


def _day(field: QLineEdit, name: str) -> date:
    try:
        return read_date(field.text())
    except Refusal as refusal:
        raise Refusal(str(refusal), field=name) from None


def _number(field: QLineEdit, name: str, place: str) -> int:
    text = half_width(field.text()).strip()
    if not text.isdecimal():
        raise Refusal(f"{name}请写一个整数。", field=place)
    return int(text)
