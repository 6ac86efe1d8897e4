"""What holds between two days, and what rests on it: the one way in which law carries dates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import Refusal

Data = Mapping[str, Any]

DATES = ("since", "until")
"""The entries of the data files that hold the first and the last day."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which something holds, both included; an open end is None."""

    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Without a day the law in force before all others is taken."""
        if day is None:
            return self.since is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    @property
    def is_never(self) -> bool:
        """Whether it ends before it begins."""
        return self.since is not None and self.until is not None and self.until < self.since

    def nearest(self, day: date) -> date:
        """`day` where it lies inside, else the end of the span that is nearer to it."""
        if self.since is not None and day < self.since:
            return self.since
        if self.until is not None and day > self.until:
            return self.until
        return day

    def overlaps(self, other: "Span") -> bool:
        starts_in_time = self.since is None or other.until is None or self.since <= other.until
        ends_in_time = self.until is None or other.since is None or other.since <= self.until
        return starts_in_time and ends_in_time


ALWAYS = Span()


@dataclass(frozen=True, slots=True)
class Basis:
    """The article something rests on, as it is cited, and when it was in force."""

    text: str
    span: Span = ALWAYS


def span_of(data: Data) -> Span:
    """The span in the entries `since` and `until` of `data`; either may be missing."""
    since, until = (data.get(key) for key in DATES)
    for day in (since, until):
        if day is not None and not isinstance(day, date):
            raise Refusal(f"起止日期“{day}”不是日期，请写成 2026-04-15 的样子，不加引号。")
    return Span(since, until)


def bases_of(entry: str | Iterable[Any]) -> tuple[Basis, ...]:
    """The bases in `entry`: a text, or several, each with the entries `text`, `since`, `until`."""
    return tuple(_bases(entry))


def _bases(entry: str | Iterable[Any]) -> Iterator[Basis]:
    if isinstance(entry, str):
        yield Basis(entry)
        return
    for one in entry:
        yield Basis(one) if isinstance(one, str) else Basis(one["text"], span_of(one))


def basis_on(bases: Iterable[Basis], day: date | None) -> str:
    """The one in force on that day; without a day, or where none was, the first named."""
    named = tuple(bases)
    in_force = (one.text for one in named if day is not None and one.span.holds_on(day))
    return next(in_force, named[0].text if named else "")
