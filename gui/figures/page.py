"""指标: units by indicators with targets, a unit's figures in detail, the tickets behind each."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from core.figures import closing
from core.figures.definition import Indicator
from core.figures.figure import BUREAU
from core.figures.period import DAY, Period, month, year
from core.people import Action, reach
from gui.ask import AskPopup
from gui.boxes import box, card, clear, column, row, scrolled
from gui.buttons import Strip, button, tool
from gui.desk import Desk
from gui.figures.closing_card import ClosingCard
from gui.figures.columns import INDICATORS, unit_columns
from gui.figures.shown import IndicatorRow, Shown, UnitRow, shown_of
from gui.labels import label
from gui.page import Page
from gui.tables.view import Table
from storage.figures.closing import SUBJECT as CLOSED
from storage.figures.indicators import behind
from storage.figures.versions import SUBJECT as DEFINITIONS
from storage.ticket_lists import Wanted
from storage.views import condition

APPRAISED, OTHERS = range(2)
BY_MONTH, BY_YEAR = range(2)


class FiguresPage(Page):
    title = "指标"
    purpose = "一个月或一年的各项指标，全局和各单位；选一行看明细，每个数都能列出背后的工单。"
    kinds = frozenset({"ticket", CLOSED, DEFINITIONS, "correction"})
    keys = (
        ("Alt ←", "前一期"),
        ("Alt →", "后一期"),
        ("Enter", "看分母的工单"),
        ("空格", "看分子的工单"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.period = month(desk.today)
        self.shown: Shown | None = None
        self._unit = BUREAU
        self.units: Table[UnitRow] | None = None
        self._named = label("", "strong")
        self.span = Strip(["按月", "按年"])
        self.which = Strip(["考核指标", "其他指标"])
        self.earlier = tool("chevron-left", "前一期", on=lambda: self._step(-1))
        self.later = tool("chevron-right", "后一期", on=lambda: self._step(1))
        self.detail: Table[IndicatorRow] = Table("各项指标", INDICATORS, key=lambda row: row.code)
        self._detail_title = label("", "section")
        self._aside = label("", "caption", wrap=True)
        self._notes = label("", "caption", wrap=True)
        self.closing = ClosingCard(desk)
        self.numerators = button("分子的工单", "quiet", on=lambda: self._list_current(0))
        self.denominators = button("分母的工单", "quiet", on=lambda: self._list_current(1))
        self._table_place = QVBoxLayout()
        self._counting = label("正在统计。", "second")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = row(self.span, self.earlier, self._named, self.later, None, self.which, gap=8)
        detail = column(
            row(self._detail_title, None, self.numerators, self.denominators),
            self.detail,
            self._aside,
            gap=8,
        )
        self._body = box(
            column(
                card("", box(self._table_place)),
                card("", box(detail)),
                self.closing,
                self._notes,
                gap=12,
            )
        )
        self._body.hide()
        sheets = column(
            head,
            self._counting,
            self._body,
            None,
            gap=12,
            margins=(20, 12, 20, 12),
        )
        self.setLayout(column(scrolled(box(sheets)), gap=0))
        if self.desk.may(Action.EDIT_INDICATORS):
            self.act(button("指标口径", icon="pencil-line", on=lambda: self.desk.go("definitions")))

    def _connect(self) -> None:
        self.span.chosen.connect(self._change_span)
        self.which.chosen.connect(lambda _at: self._show())
        self.detail.opened.connect(lambda one: self.list_tickets(one.code, 1))
        self.detail.previewed.connect(lambda one: self.list_tickets(one.code, 0))
        self.closing.close_pressed.connect(self._close_month)
        self.closing.confirm_pressed.connect(self._confirm)
        self.closing.reopen_pressed.connect(self._reopen)
        self.closing.correct_pressed.connect(self._ask_reason)
        for keys, step in (("Alt+Left", -1), ("Alt+Right", 1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._step(step))

    def regions(self) -> Sequence[QWidget]:
        return tuple(one for one in (self.span, self.units, self.detail) if one is not None)

    def begin_at(self) -> QWidget | None:
        return self.units or self.detail

    def open(self, target: object) -> None:
        """Show a period."""
        if isinstance(target, Period):
            self.show_period(target)

    # what is shown

    def load(self) -> None:
        """Count, which takes a moment in a large store."""
        period, today, store = self.period, self.desk.today, self.desk.store

        def count(_progress: object) -> Shown:
            with store.reading() as connection:
                return shown_of(connection, period, today)

        self._named.setText(period.label)
        self.later.setEnabled(period.last < today)
        self.desk.jobs.start(count, self._take)

    def _take(self, shown: Shown) -> None:
        if isValid(self) and shown.figures.period == self.period:
            self.shown = shown
            self._show()

    def show_period(self, period: Period) -> None:
        self.period = period
        self.span.choose(BY_YEAR if period.is_year else BY_MONTH)
        self.load()

    def _change_span(self, at: int) -> None:
        near = min(self.period.last, self.desk.today)
        self.show_period(year(near.year) if at == BY_YEAR else month(near))

    def _step(self, by: int) -> None:
        if by < 0:
            self.show_period(self.period.before())
        elif self.period.last < self.desk.today:
            following = self.period.last + DAY
            self.show_period(year(following.year) if self.period.is_year else month(following))

    def _show(self) -> None:
        shown = self.shown
        if shown is None:
            return
        self._counting.hide()
        self._body.show()
        self._make_table(self._wanted(shown))
        rows = [UnitRow(unit, shown) for unit in (BUREAU, *self._own_units(shown))]
        assert self.units is not None  # noqa: S101 -- just made
        self.units.show_whole(rows)
        self.units.go_to(next((n for n, one in enumerate(rows) if one.unit == self._unit), 0))
        self.closing.show_state(shown)
        self._notes.setText(_notes(shown))
        as_of = shown.figures.as_of
        closed = "封存的数" if shown.closed is not None else f"按 {as_of:%Y-%m-%d} 的情况"
        self.say_context(f"{self.period.label}　{closed}")

    def _wanted(self, shown: Shown) -> tuple[Indicator, ...]:
        """The indicators that the table of units has room for."""
        wanted = self.which.current == APPRAISED
        return tuple(one for one in shown.figures.indicators if one.is_appraisal is wanted)

    def _own_units(self, shown: Shown) -> list[str]:
        """The units that this officer may see; the bureau's figures everybody may."""
        units = reach(self.desk.officer, Action.SEE_TICKET, today=self.desk.today)
        return [one for one in shown.figures.units if units is None or one in units]

    def _make_table(self, indicators: Sequence[Indicator]) -> None:
        """A table with a column for each indicator; made anew, since versions have others."""
        clear(self._table_place)
        self.units = Table("各单位的指标", unit_columns(indicators), key=lambda one: one.unit)
        self.units.current_changed.connect(self._show_detail)
        self._table_place.addWidget(self.units)

    def _show_detail(self, one: UnitRow | None) -> None:
        shown = self.shown
        if one is None or shown is None:
            return
        self._unit = one.unit
        self._detail_title.setText(f"{one.name}的各项指标")
        codes = [indicator.code for indicator in shown.figures.indicators]
        self.detail.show_whole([IndicatorRow(code, one.unit, shown) for code in codes])
        self._aside.setText(_aside(shown) if not one.unit else "")

    # the tickets behind a figure

    def list_tickets(self, code: str, part: int) -> None:
        """Show the tickets of the numerator (0) or the denominator (1) in the list of tickets."""
        if self.shown is None:
            return
        with self.desk.store.reading() as connection:
            sentence = behind(connection, self.shown.figures, code)[part]
            if not sentence:
                self.desk.say("这一期还没有到，没有工单。")
                return
            node = condition(connection, sentence, self.desk.today)
        self.desk.go("tickets", Wanted(units=self._units_listed(), conditions=(node,)))

    def _list_current(self, part: int) -> None:
        one = self.detail.current()
        if one is None:
            self.desk.say("请先在表里选一项指标。")
            return
        self.list_tickets(one.code, part)

    def _units_listed(self) -> frozenset[str] | None:
        if self._unit:
            return frozenset({self._unit})
        return reach(self.desk.officer, Action.SEE_TICKET, today=self.desk.today)

    # closing

    def _close_month(self) -> None:
        officer, period = self.desk.officer, self.period
        self.desk.do_later(
            lambda tx, _progress: closing.close(
                tx.closings, *tx.closings.as_closed(period), by=officer, at=tx.at
            ),
            what="封存指标",
            title=f"正在封存{period.label}的指标",
            cancelling="不封存，什么都不留下",
            done=f"{period.label}的指标已封存，等另一位同事确认。",
            undo=False,
        )

    def _confirm(self) -> None:
        officer, first = self.desk.officer, self.period.first
        self.desk.do(
            lambda tx: closing.confirm(tx.closings, first, by=officer, at=tx.at),
            what="确认封存指标",
            done=f"{self.period.label}的指标已确认，不再改动。",
            undo=False,
        )

    def _reopen(self) -> None:
        officer, first = self.desk.officer, self.period.first
        self.desk.do(
            lambda tx: closing.give_up(tx.closings, first, by=officer, at=tx.at),
            what="撤回封存",
            done=f"{self.period.label}的封存已撤回。",
            undo=False,
        )

    def _ask_reason(self) -> None:
        ask = AskPopup(
            self,
            title="登记更正",
            sentence="封存的数不动，变化和原因记在旁边，以后都看得到。",
            verb="登记",
            field="为什么变了",
            empty="请写明为什么变了，以后看的人要知道。",
        )
        ask.given.connect(self.correct)
        ask.show_above(self.closing.correct)

    def correct(self, reason: str) -> None:
        """Take note of what has changed since the month was closed."""
        first = self.period.first
        self.desk.do(
            lambda tx: tx.closings.take_note(first, reason),
            what="登记更正",
            done=lambda said: f"登记了 {len(said)} 处更正。",
            undo=False,
        )


def _aside(shown: Shown) -> str:
    """What is counted beside the indicators of the bureau."""
    lines = []
    for code, beside in shown.figures.aside.items():
        said = "，".join(
            f"{one.name} {one.counted:f}" + ("" if one.among is None else f"/{one.among:f}")
            for one in beside
        )
        lines.append(f"{shown.figures.indicator(code).name}另列：{said}。")
    return "\n".join(lines)


def _notes(shown: Shown) -> str:
    """What each figure means, by which version."""
    figures = shown.figures
    lines = [
        (
            f"口径 {figures.version} 版。合计是分子之和比分母之和，不是各单位的平均；"
            "分母是 0 的写 —；名次只在区间分得开时给出，分母不足的标样本少。"
        )
    ]
    lines += [f"{one.name}：{one.note}" for one in figures.indicators]
    return "\n".join(lines)
