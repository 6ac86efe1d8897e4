"""Handling points (处置要点): what the office has learned to heed, tied to rules, fields, articles.

A point is changed by proposing a new version; it takes effect when a second officer of the section
confirms it. Earlier versions stay.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.fields import BY_HEADER, BY_KEY
from core.tickets.language.vocabulary import nearest
from core.tickets.law.citations import parse_citations

LONGEST = 200
"""Characters of a point; what is longer nobody keeps in mind."""


class Origin(StrEnum):
    SHIPPED = "随程序"
    OFFICE = "科室补充"
    CAMPAIGN = "督查归纳"


class Standing(StrEnum):
    """Where a version stands."""

    PROPOSED = "等确认"
    IN_FORCE = "在用"
    PAST = "以前的"
    DECLINED = "没有采用"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One handling point; `rules` are numbers, `fields` keys, `articles` citations.

    `source` is the campaign it was drawn from. A withdrawn point (停用) stays, but is not shown
    where tickets are written.
    """

    number: int
    theme: str
    text: str
    rules: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    origin: Origin = Origin.SHIPPED
    source: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointVersion:
    """A point as somebody wrote it, and who confirmed it."""

    point: Point
    version: int
    standing: Standing
    author: str
    at: datetime
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None


class PointStore(Protocol):
    """What a change of a point asks of the store."""

    def versions(self, number: int) -> Sequence[PointVersion]: ...
    def next_number(self) -> int: ...
    def add(self, version: PointVersion) -> None: ...
    def decide(self, version: PointVersion) -> None: ...


def propose(
    store: PointStore, point: Point, *, by: Officer, at: datetime, reason: str, rules: Iterable[str]
) -> PointVersion:
    """Write a new version of a point, or a new point (number 0), to be confirmed by another.

    `rules` are the numbers there are. Refuses what links to nothing, and a second proposal while
    one is open.
    """
    require(by, at)
    check(point, frozenset(rules))
    number = point.number or store.next_number()
    earlier = store.versions(number)
    _refuse_open(earlier, number)
    if not reason.strip():
        raise Refusal("请写明为什么这样改，确认的人要看。", field="reason")
    made = PointVersion(
        point=replace(point, number=number),
        version=max((one.version for one in earlier), default=0) + 1,
        standing=Standing.PROPOSED,
        author=by.name,
        at=at,
        reason=reason.strip(),
    )
    store.add(made)
    return made


def confirm(store: PointStore, number: int, *, by: Officer, at: datetime) -> PointVersion:
    """Let the open proposal take effect; its author cannot."""
    return _decide(store, number, Standing.IN_FORCE, by=by, at=at)


def decline(store: PointStore, number: int, *, by: Officer, at: datetime) -> PointVersion:
    """Do not adopt the open proposal; its author may take it back so."""
    return _decide(store, number, Standing.DECLINED, by=by, at=at)


def _decide(
    store: PointStore, number: int, standing: Standing, *, by: Officer, at: datetime
) -> PointVersion:
    require(by, at)
    opened = next((v for v in store.versions(number) if v.standing is Standing.PROPOSED), None)
    if opened is None:
        raise Refusal(f"第 {number} 条处置要点没有等着确认的修改。")
    if standing is Standing.IN_FORCE and by.name == opened.author:
        raise Refusal("自己提的修改由消保科另一位同事确认。")
    decided = replace(opened, standing=standing, decided_by=by.name, decided_at=at)
    store.decide(decided)
    return decided


def require(by: Officer, at: datetime) -> None:
    """Refuse who may not change points."""
    if not may(by, Action.EDIT_POINTS, today=at.date()):
        raise Refusal(f"您不能{Action.EDIT_POINTS.value}，由消保科修改。")


def _refuse_open(versions: Iterable[PointVersion], number: int) -> None:
    for one in versions:
        if one.standing is Standing.PROPOSED:
            said = f"{one.author}提的修改还没有确认"
            raise Refusal(f"第 {number} 条处置要点：{said}，请先确认或者不采用。")


def check(point: Point, rules: Collection[str]) -> None:
    """Refuse a point without words, or with a link to what is not there."""
    _check_words(point)
    for rule in point.rules:
        if rule not in rules:
            raise Refusal(f"没有规则“{rule}”。{nearest(rule, rules)}", field="rules")
    for key in point.fields:
        if key not in BY_KEY:
            raise Refusal(f"没有“{key}”这一栏。", field="fields")
    for article in point.articles:
        if not any(one.article for one in parse_citations(article)):
            said = f"“{article}”看不出是哪部法规的哪一条"
            raise Refusal(f"{said}，请写成《法规名》第几条。", field="articles")


def _check_words(point: Point) -> None:
    if not point.theme.strip():
        raise Refusal("请选主题。", field="theme")
    if not point.text.strip():
        raise Refusal("请写要点。", field="text")
    if len(point.text) > LONGEST:
        said = f"要点有 {len(point.text)} 个字，请压到 {LONGEST} 个字以内"
        raise Refusal(f"{said}；说不完的分成两条。", field="text")


@dataclass(frozen=True, slots=True)
class Links:
    """The points by what they are tied to, those in use only."""

    by_field: Mapping[str, tuple[Point, ...]]
    by_rule: Mapping[str, tuple[Point, ...]]

    @classmethod
    def of(cls, points: Iterable[Point]) -> "Links":
        by_field: dict[str, tuple[Point, ...]] = {}
        by_rule: dict[str, tuple[Point, ...]] = {}
        for point in points:
            if point.is_withdrawn:
                continue
            for key in point.fields:
                by_field[key] = (*by_field.get(key, ()), point)
            for rule in point.rules:
                by_rule[rule] = (*by_rule.get(rule, ()), point)
        return cls(by_field, by_rule)

    def at(self, key: str, rules: Iterable[str]) -> tuple[Point, ...]:
        """The points to show at a field: first those of the rules that fire there."""
        fired = [point for rule in rules for point in self.by_rule.get(rule, ())]
        return tuple(dict.fromkeys([*fired, *self.by_field.get(key, ())]))


def points_of(data: Mapping[str, Any]) -> tuple[Point, ...]:
    """The points in `data["point"]`; fields stand there by their headers."""
    return tuple(_point(one, data["themes"]) for one in data["point"])


def _point(one: Mapping[str, Any], themes: Sequence[str]) -> Point:
    if one["theme"] not in themes:
        raise Refusal(f"第 {one['number']} 条处置要点的主题“{one['theme']}”不在主题表里。")
    return Point(
        number=one["number"],
        theme=one["theme"],
        text=one["text"],
        rules=tuple(one["rules"]),
        fields=tuple(_key(header, one["number"]) for header in one["fields"]),
        articles=tuple(one["articles"]),
    )


def _key(header: str, number: int) -> str:
    if header not in BY_HEADER:
        near = nearest(header, BY_HEADER)
        raise Refusal(f"第 {number} 条处置要点里没有“{header}”这一栏。{near}")
    return BY_HEADER[header].key
