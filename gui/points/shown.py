"""What the page of points shows: the points with what they are tied to, read in one go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.tickets.fields import headers
from core.tickets.guidance.points import Point, PointVersion
from gui.desk import Desk
from storage.points import points, proposals, themes
from storage.rules import rulebooks

ALL, WAITING, WITHDRAWN = "全部要点", "等确认", "停用的"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The points in force, the proposals by number, and the titles of the rules by number."""

    points: tuple[Point, ...]
    proposals: Mapping[int, PointVersion]
    rules: Mapping[str, str]
    themes: tuple[str, ...]

    def under(self, name: str) -> list[Point]:
        """The points of an entry at the left: a theme, all in use, waiting, or withdrawn."""
        if name == WAITING:
            return [one for one in self.whole if one.number in self.proposals]
        if name == WITHDRAWN:
            return [one for one in self.points if one.is_withdrawn]
        in_use = [one for one in self.points if not one.is_withdrawn]
        return in_use if name == ALL else [one for one in in_use if one.theme == name]

    @property
    def whole(self) -> list[Point]:
        """The points in force, and behind them those that are only proposed yet."""
        known = {one.number for one in self.points}
        new = [one.point for number, one in self.proposals.items() if number not in known]
        return [*self.points, *new]

    def titles(self, rules: Iterable[str]) -> list[str]:
        """Rules as a person reads them: number and title."""
        return [f"{rule}　{self.rules.get(rule, '现在没有这条规则')}" for rule in rules]


def read(desk: Desk) -> Shown:
    with desk.store.reading() as connection:
        found = points(connection)
        known = rulebooks(connection).current(desk.today)
        return Shown(
            points=tuple(found),
            proposals={one.point.number: one for one in proposals(connection)},
            rules={rule.id: rule.title for rule in known.rules},
            themes=tuple(dict.fromkeys([*themes(), *(one.theme for one in found)])),
        )


def matches(point: Point, words: str, shown: Shown) -> bool:
    """Whether the point, its rules, fields or articles hold all of the words."""
    held = " ".join(
        (
            f"{point.number}",
            point.theme,
            point.text,
            *shown.titles(point.rules),
            *headers(point.fields),
            *point.articles,
            point.source,
        )
    ).casefold()
    return all(word in held for word in words.casefold().split())


def ordered(found: Sequence[Point], words: str, shown: Shown) -> list[Point]:
    return [one for one in found if matches(one, words, shown)]
