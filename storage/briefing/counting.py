"""Works out the live figures of a period: counts and indicators of now, before and a year ago."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, extract, func, select

from core.briefing import words
from core.briefing.figure import BriefingFigures, LiveFigure
from core.decimals import half_up
from core.figures.bound import Bound
from core.figures.definition import Better, Indicator, Kind, Measure, Place
from core.figures.figure import Figures
from core.figures.period import DAY, Period, months_back
from core.figures.period import month as month_of
from core.review.campaign import CampaignState
from core.review.debrief.cases import CaseKind
from core.tickets.language.wording import say
from storage.figures.indicators import behind, figures_by, indicators, read
from storage.follow_up.reading import typical_cases
from storage.resources import read_toml
from storage.review.debrief.cases import cases
from storage.review.reading import campaigns, report
from storage.tables.clocks import clock
from storage.tables.follow_up import escalation
from storage.tables.tickets import PARTS, ticket
from storage.ticket_lists import Wanted, all_ids

if TYPE_CHECKING:
    from core.tickets.language.tree import Node

LEFT_OUT = "退单件"
TOP = 5
MONTHS = 13
MOST_LISTED = 500
HOTLINE = "H_"
"""How the codes of the hotline's own clocks begin."""

Series = Mapping[str, tuple[tuple[str, Decimal | None], ...]]


@cache
def _counts() -> tuple[tuple[Indicator, str], ...]:
    return tuple(_count(one) for one in read_toml("briefing/counts.toml")["count"])


def _count(data: Mapping[str, str]) -> tuple[Indicator, str]:
    """A count is an indicator of which only the numerator is used."""
    measure = Measure(at=(Place(day=data["day"], where=data.get("where", "")),))
    made = Indicator(
        code=data["name"],
        name=data["name"],
        kind=Kind.SHARE,
        unit="件",
        better=Better.NEITHER,
        numerator=measure,
        denominator=measure,
        excluded=data.get("excluded", LEFT_OUT),
    )
    return made, data["note"]


def briefing_figures(connection: Connection, period: Period, as_of: date) -> BriefingFigures:
    """All live figures of a period, as known on `as_of`."""
    made = _Making(connection, period, as_of)
    found = {one.name: one for one in made.figures()}
    return BriefingFigures(
        period=period,
        as_of=as_of,
        version=made.version,
        by_name=found,
        lists=made.lists,
        series=made.series,
    )


@dataclass(frozen=True, slots=True)
class _Three:
    """The same figures of now, of the period before, and of a year ago."""

    now: Figures
    before: Figures
    year: Figures


class _Making:
    def __init__(self, connection: Connection, period: Period, as_of: date) -> None:
        self._connection = connection
        self._period = period
        self._as_of = as_of
        self.version = ""
        self.lists: dict[str, int] = {}
        self.series: dict[str, tuple[tuple[str, Decimal | None], ...]] = {}
        self._conditions: dict[str, Node] = {}
        self._bound: dict[str, Bound] = {}

    def figures(self) -> Iterator[LiveFigure]:
        period = self._period
        yield words.words("期间", _span(period))
        yield words.words("截止日", _until(min(period.last, self._as_of)))
        yield from self._counts()
        yield from self._indicators()
        yield from self._categories("行业", "接收总量", "")
        yield from self._categories("举报行业", "接收举报", "举报")
        yield from self._rising()
        yield from self._others()
        yield from self._cases()
        yield from self._trend()
        self._kinds_by_source()
        self._overdue()

    def _three(self, bound: Sequence[Bound]) -> _Three:
        spans = (self._period, self._period.before(), self._period.a_year_before())
        now, before, year = (
            figures_by(self._connection, bound, span, self._as_of, "") for span in spans
        )
        return _Three(now, before, year)

    # counts

    def _counts(self) -> Iterator[LiveFigure]:
        bound = read(self._connection, [one for one, _ in _counts()], self._as_of)
        self._bound = {one.indicator.code: one for one in bound}
        three = self._three(bound)
        for own, (one, note) in zip(bound, _counts(), strict=True):
            node = own.numerator.condition(self._period, self._as_of)
            condition = ""
            if node is not None:
                self._conditions[one.code], condition = node, say(node)
            yield from self._count_of(three, one.code, note, condition)

    def _count_of(
        self, three: _Three, name: str, note: str, condition: str
    ) -> Iterator[LiveFigure]:
        now, before, year = (
            one.bureau[name].numerator for one in (three.now, three.before, three.year)
        )
        yield words.count(name, now, note=note, condition=condition)
        yield words.change(f"{name}.环比", now, before, f"{name}比上期 {before} 件")
        yield words.change(f"{name}.同比", now, year, f"{name}比去年同期 {year} 件")
        for unit, row in three.now.units.items():
            yield words.count(
                f"{name}@{unit}", row[name].numerator, note=note, condition=condition, unit=unit
            )

    # indicators

    def _indicators(self) -> Iterator[LiveFigure]:
        spans = (self._period, self._period.before(), self._period.a_year_before())
        three = _Three(*(indicators(self._connection, one, self._as_of) for one in spans))
        self.version = three.now.version
        for one in three.now.indicators:
            yield from self._indicator(one, three)

    def _indicator(self, one: Indicator, three: _Three) -> Iterator[LiveFigure]:
        counted, among = behind(self._connection, three.now, one.code)
        if one.numerator.sums or one.numerator.distinct:
            counted = ""  # what is added up, or told apart, is no number of tickets
        unit = "%" if one.kind is Kind.SHARE else one.unit
        apart = "个百分点" if one.kind is Kind.SHARE else one.unit
        now = three.now.bureau[one.code]
        before, year = three.before.of(one.code), three.year.of(one.code)
        yield words.share(one.name, now.value, unit, note=one.note, condition=among)
        yield words.count(f"{one.name}.件数", now.numerator, note=one.note, condition=counted)
        yield words.count(f"{one.name}.基数", now.denominator, note=one.note, condition=among)
        for suffix, other in (("较上期", before), ("较同期", year)):
            value = None if other is None else other.value
            note = f"{one.name}与 {value if value is not None else '—'} 之差"
            yield words.points(f"{one.name}.{suffix}", now.value, value, note, apart)
        if one.target is not None:
            note = f"目标 {one.target:f}"
            yield words.points(f"{one.name}.距目标", now.value, one.target, note, apart)
            yield words.share(f"{one.name}.目标", one.target, unit, note="年度目标")
        for name, row in three.now.units.items():
            yield words.share(
                f"{one.name}@{name}",
                row[one.code].value,
                unit,
                note=one.note,
                condition=among,
                unit=name,
            )
        self.series[one.name] = tuple(
            (name, row[one.code].value) for name, row in three.now.units.items()
        )
        if one.better is not Better.NEITHER:
            yield from _ends(one, three.now, unit)

    # what petitioners complain about

    def _categories(self, name: str, whole: str, kind: str) -> Iterator[LiveFigure]:
        rows = self._by_category(self._period, kind)[:TOP]
        self.lists[name] = len(rows)
        self.series[name] = tuple((said, Decimal(count)) for said, count in rows)
        for place, (said, count) in enumerate(rows, start=1):
            condition = self._category_condition(said, kind)
            yield words.words(f"{name}{place}.名称", said)
            note = f"{whole}里行业类别是“{said}”的"
            yield words.count(f"{name}{place}", Decimal(count), note=note, condition=condition)

    def _category_condition(self, category: str, kind: str) -> str:
        whole = self._condition_of(f"接收{kind}" if kind else "接收总量", self._period)
        return f"{whole} 且 行业类别 为 “{category}”" if whole else ""

    def _rising(self) -> Iterator[LiveFigure]:
        before = dict(self._by_category(self._period.before(), ""))
        now = self._by_category(self._period, "")
        grown = [(count - before.get(said, 0), said, count) for said, count in now]
        more, said, count = max(grown, default=(0, "", 0), key=lambda one: (one[0], one[2]))
        if more <= 0:
            return
        yield words.words("增幅最大行业.名称", said)
        condition = self._category_condition(said, "")
        note = f"行业类别是“{said}”的，比上期增加 {more} 件，增加得最多"
        yield words.count("增幅最大行业", Decimal(count), note=note, condition=condition)
        yield words.count("增幅最大行业.上期", Decimal(before.get(said, 0)), note=f"上期“{said}”")

    def _by_category(self, period: Period, kind: str) -> list[tuple[str, int]]:
        """Categories with their tickets received in the period, most first."""
        category = ticket.c.category
        query = (
            select(category, func.count())
            .join(_referral, _referral.c.ticket_id == ticket.c.id)
            .where(*_received(period.until(self._as_of)), func.trim(category) != "", _kept)
            .group_by(category)
            .order_by(func.count().desc(), category)
        )
        if kind:
            query = query.where(ticket.c.kind == kind)
        return [(name, count) for name, count in self._connection.execute(query)]

    # the rest

    def _others(self) -> Iterator[LiveFigure]:
        first, last = self._period.first, self._period.last
        begin, end = _moments(self._period)
        run = self._connection.execute
        made = (escalation.c.at >= begin, escalation.c.at < end)
        escalated = run(select(func.count()).select_from(escalation).where(*made)).scalar_one()
        yield words.count("专项督办", Decimal(escalated), note="本期开始的专项督办")
        agreed = (*_received(self._period), func.trim(ticket.c.agreed_line_number) != "")
        cited = run(select(func.count()).select_from(ticket).where(*agreed)).scalar_one()
        yield words.count("引用统一口径", Decimal(cited), note="本期接收、写有统一口径编号的")
        yield words.count("挽回经济损失", None, "万元", note="台账没有这一栏")
        yield from self._reviews(first, last)

    def _reviews(self, first: date, last: date) -> Iterator[LiveFigure]:
        """Campaigns of which the tickets' period ended by now and that were closed."""
        closed = [
            report(self._connection, one.id)
            for one in campaigns(self._connection)
            if one.state is CampaignState.CLOSED and first <= one.plan.until <= last
        ]
        done = sum(one.overall.n for one in closed)
        yield words.count(
            "评查活动", Decimal(len(closed)), "次", note="评查期在本期结束、已经公布的"
        )
        yield words.count("评查工单", Decimal(done), note="有最终分的随机件")
        means = [
            (one.overall.mean, one.overall.n) for one in closed if one.overall.mean is not None
        ]
        if means:
            total = sum((mean * n for mean, n in means), Decimal(0))
            weighed = half_up(total / sum(n for _, n in means))
            yield words.share("评查均分", weighed, "分", note="各次均分按件数加权")
        for one in closed:
            self.series["评查等次"] = tuple((name, Decimal(n)) for name, n in one.grades)

    def _cases(self) -> Iterator[LiveFigure]:
        """Good practice and typical cases of the period's campaigns, told without names."""
        period = self._period
        told = [
            one
            for campaign in campaigns(self._connection)
            for one in cases(self._connection, campaign.id)
            if period.holds(one.at.date())
        ]
        for kind in CaseKind:
            texts = [one.text for one in told if one.kind is kind]
            if kind is CaseKind.TYPICAL:
                texts += self._faults()
            self.lists[f"{kind}"] = len(texts)
            for place, text in enumerate(texts, start=1):
                yield words.words(f"{kind}{place}", f"{place}. {text}")

    def _faults(self) -> list[str]:
        """What special escalations of the period found the office at fault for (专项督办)."""
        found = typical_cases(self._connection, in_circular=True)
        ended = [(one.concluded_at, one.case_text) for one in found]
        return [text for at, text in ended if at is not None and self._period.holds(at.date())]

    def _overdue(self) -> None:
        """The tickets of 办理超期, one by one: unit, number, kind, last day, day of closing."""
        node = self._conditions.get("办理超期")
        if node is None:
            return
        ids = all_ids(self._connection, Wanted(conditions=(node,)), self._as_of)[:MOST_LISTED]
        closed = PARTS["outcome"].c.closed_at
        query = (
            select(ticket.c.unit, ticket.c.number, ticket.c.kind, func.min(clock.c.due), closed)
            .join(clock, clock.c.ticket_id == ticket.c.id)
            .join(PARTS["outcome"], PARTS["outcome"].c.ticket_id == ticket.c.id)
            .where(ticket.c.id.in_(ids), clock.c.code.startswith(HOTLINE))
            .group_by(ticket.c.id)
            .order_by(ticket.c.unit, func.min(clock.c.due), ticket.c.number)
        )
        rows = self._connection.execute(query)
        self.series["超期清单"] = tuple(
            (f"{unit}\t{number}\t{kind}\t{due}\t{at.date() if at else '没有办结'}", None)
            for unit, number, kind, due, at in rows
        )

    def _trend(self) -> Iterator[LiveFigure]:
        """How many were received in each of thirteen months up to the last, in all and by unit."""
        spans = months_back(month_of(min(self._period.last, self._as_of)), MONTHS)
        year, month = extract("year", ticket.c.received_at), extract("month", ticket.c.received_at)
        unit = func.coalesce(ticket.c.unit, "")
        query = (
            select(year, month, unit, func.count())
            .join(_referral, _referral.c.ticket_id == ticket.c.id)
            .where(*_received(Period(spans[0].first, spans[-1].last).until(self._as_of)), _kept)
            .group_by(year, month, unit)
            .order_by(unit, year, month)
        )
        rows = self._connection.execute(query).all()
        whole: dict[str, Decimal] = {f"{one.first:%Y-%m}": Decimal(0) for one in spans}
        for y, m, _, n in rows:
            whole[f"{y}-{m:02}"] += n
        self.series["接收趋势"] = tuple(whole.items())
        self.series["各月所队"] = tuple(
            (f"{name}\t{y}-{m:02}", Decimal(n)) for y, m, name, n in rows if name
        )
        for span, (said, value) in zip(spans, whole.items(), strict=True):
            opens = self._condition_of("接收总量", span)
            note = f"{span.label}接收，不含退单"
            yield words.count(f"接收总量.{said}", value, note=note, condition=opens)

    def _condition_of(self, name: str, period: Period) -> str:
        """The sentence that lists the tickets of a count in any period."""
        node = self._bound[name].numerator.condition(period, self._as_of)
        return "" if node is None else say(node)

    def _kinds_by_source(self) -> None:
        query = (
            select(ticket.c.kind, ticket.c.source, func.count())
            .join(_referral, _referral.c.ticket_id == ticket.c.id)
            .where(*_received(self._period.until(self._as_of)), _kept)
            .group_by(ticket.c.kind, ticket.c.source)
            .order_by(ticket.c.kind, ticket.c.source)
        )
        self.series["类型和来源"] = tuple(
            (f"{kind or '未填'}\t{source or '未填'}", Decimal(n))
            for kind, source, n in self._connection.execute(query)
        )


_referral = PARTS["referral"]
_kept = and_(
    func.coalesce(func.trim(_referral.c.decline_assignment_reason), "") == "",
    func.coalesce(func.trim(_referral.c.suggested_unit), "") == "",
)
"""Not given back to the hotline (退单件)."""


def _ends(one: Indicator, now: Figures, unit: str) -> Iterator[LiveFigure]:
    """The units at both ends, those with few tickets left out; nothing where all are alike."""
    told = {
        name: row[one.code].value
        for name, row in now.units.items()
        if row[one.code].value is not None and not row[one.code].is_few
    }
    values = {value for value in told.values() if value is not None}
    if len(values) < 2:
        return
    best, worst = max(values), min(values)
    if one.better is Better.LOW:
        best, worst = worst, best
    for who, what, value in (("领先单位", "最高", best), ("靠后单位", "最低", worst)):
        names = "、".join(name for name, own in told.items() if own == value)
        yield words.words(f"{one.name}.{who}", names)
        yield words.share(f"{one.name}.{what}", value, unit, note=f"{names}的{one.name}")


def _span(period: Period) -> str:
    return "本月" if period.is_month else "全年" if period.is_year else "本期"


def _moments(period: Period) -> tuple[datetime, datetime]:
    return datetime.combine(period.first, time()), datetime.combine(period.last + DAY, time())


def _received(period: Period | None) -> tuple[Any, ...]:
    if period is None:
        return (ticket.c.id < 0,)
    begin, end = _moments(period)
    return ticket.c.received_at >= begin, ticket.c.received_at < end


def _until(day: date) -> str:
    return f"{day.month} 月 {day.day} 日"
