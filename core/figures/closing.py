"""A month whose figures are closed (封存): they stand as they were, late changes stand beside them.

What is kept is everything that the figures rest on: definitions, versions of rules and calendar,
the tickets behind each figure, and a hash over all of it. One officer closes, another confirms.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from core.errors import Refusal
from core.figures.definition import Indicator
from core.figures.definition_data import indicator_of, plain
from core.figures.figure import BUREAU, ByCode, Figure, Figures
from core.figures.period import Period, month
from core.people import Action, Officer, may

Refs = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""By code, the references of the tickets in the numerator and in the denominator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedMonth:
    """`versions` says by name what the figures rest on besides the definitions."""

    figures: Figures
    refs: Refs
    versions: Mapping[str, str]
    closed_by: str
    closed_at: datetime
    confirmed_by: str = ""
    confirmed_at: datetime | None = None

    @property
    def period(self) -> Period:
        return self.figures.period

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def hash(self) -> str:
        """SHA-256, in hex, of the canonical JSON of everything but the signatures."""
        said = {
            "period": [self.period.first.isoformat(), self.period.last.isoformat()],
            "as_of": self.figures.as_of.isoformat(),
            "figures": plain_figures(self.figures),
            "refs": {code: [list(some) for some in pair] for code, pair in self.refs.items()},
            "definitions": [plain(one) for one in self.figures.indicators],
            "versions": dict(self.versions),
        }
        body = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What a closed figure would be today, and which tickets came in or went out of it."""

    indicator: Indicator
    unit: str
    was: Figure
    now: Figure
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """先行联系率，九亭所：51/52 变为 52/52."""
        who = self.unit or "全局"
        return f"{self.indicator.name}，{who}：{_said(self.was)} 变为 {_said(self.now)}"


class ClosingStore(Protocol):
    """What closing a month asks of the store."""

    def closed(self, first: date) -> ClosedMonth | None: ...
    def keep(self, made: ClosedMonth) -> None: ...
    def drop(self, made: ClosedMonth) -> None: ...


def close(
    store: ClosingStore,
    figures: Figures,
    refs: Refs,
    versions: Mapping[str, str],
    *,
    by: Officer,
    at: datetime,
) -> ClosedMonth:
    """Keep the figures of a month that is over."""
    _require(by, at)
    period = figures.period
    if period != month(period.first):
        raise Refusal("只能按整月封存，请选一个月。", field="month")
    if at.date() <= period.last:
        raise Refusal(f"{period.label}还没有过完，{period.last} 以后才能封存。", field="month")
    if (there := store.closed(period.first)) is not None:
        state = "已经封存" if there.is_confirmed else "已经有人封存，正等着确认"
        raise Refusal(f"{period.label}{state}。")
    made = ClosedMonth(
        figures=figures, refs=refs, versions=versions, closed_by=by.name, closed_at=at
    )
    store.keep(made)
    return made


def confirm(store: ClosingStore, first: date, *, by: Officer, at: datetime) -> ClosedMonth:
    """Confirm what another officer closed."""
    _require(by, at)
    there = _waiting(store, first)
    if by.name == there.closed_by:
        raise Refusal("自己封存的月份，由消保科另一位同事确认。")
    made = replace(there, confirmed_by=by.name, confirmed_at=at)
    store.keep(made)
    return made


def give_up(store: ClosingStore, first: date, *, by: Officer, at: datetime) -> None:
    """Open a month again that nobody has confirmed."""
    _require(by, at)
    store.drop(_waiting(store, first))


def late_changes(
    closed: ClosedMonth, now: Figures, refs: Refs, units_of: Mapping[str, str]
) -> tuple[Late, ...]:
    """Where the figures would be others today; by the closed definitions.

    `units_of` says of each reference to which unit its ticket belongs today.
    """
    return tuple(_late(closed, now, refs, units_of))


def _late(
    closed: ClosedMonth, now: Figures, refs: Refs, units_of: Mapping[str, str]
) -> Iterator[Late]:
    was = closed.figures
    for one in was.indicators:
        came, went = _moved(closed.refs[one.code], refs[one.code])
        for unit in (BUREAU, *dict.fromkeys((*was.units, *now.units))):
            nothing = Figure(one.kind, Decimal(), Decimal(), one.few)
            before, after = was.of(one.code, unit) or nothing, now.of(one.code, unit) or nothing
            if (before.numerator, before.denominator) == (after.numerator, after.denominator):
                continue
            yield Late(
                indicator=one,
                unit=unit,
                was=before,
                now=after,
                came=_of_unit(came, unit, units_of),
                went=_of_unit(went, unit, units_of),
            )


def _moved(
    before: tuple[Sequence[str], Sequence[str]], after: tuple[Sequence[str], Sequence[str]]
) -> tuple[list[str], list[str]]:
    """The tickets that came in or went out, of numerator or denominator."""
    came: dict[str, None] = {}
    went: dict[str, None] = {}
    for old, new in zip(before, after, strict=True):
        came |= dict.fromkeys(sorted(set(new) - set(old)))
        went |= dict.fromkeys(sorted(set(old) - set(new)))
    return [*came], [*went]


def _of_unit(refs: Sequence[str], unit: str, units_of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(ref for ref in refs if not unit or units_of.get(ref, unit) == unit)


def plain_figures(figures: Figures) -> dict[str, Any]:
    """The numbers as JSON holds them: numerator and denominator as text."""
    rows = {BUREAU: figures.bureau, **figures.units}
    return {
        unit: {code: plain_pair(one) for code, one in row.items()} for unit, row in rows.items()
    }


def figures_of_plain(
    data: Mapping[str, Any],
    definitions: Sequence[Mapping[str, Any]],
    *,
    first: date,
    as_of: date,
    version: str,
) -> Figures:
    """Turn back what `plain_figures` made."""
    indicators = tuple(map(indicator_of, definitions))
    rows = {unit: _row(row, indicators) for unit, row in data.items()}
    return Figures(
        period=month(first),
        as_of=as_of,
        version=version,
        indicators=indicators,
        bureau=rows.pop(BUREAU),
        units=rows,
        aside={},
    )


def _row(row: Mapping[str, Sequence[str]], indicators: Sequence[Indicator]) -> ByCode:
    return {
        one.code: Figure(one.kind, Decimal(row[one.code][0]), Decimal(row[one.code][1]), one.few)
        for one in indicators
    }


def plain_pair(one: Figure) -> list[str]:
    return [str(one.numerator), str(one.denominator)]


def _said(one: Figure) -> str:
    return f"{one.numerator.normalize():f}/{one.denominator.normalize():f}"


def _require(by: Officer, at: datetime) -> None:
    if not may(by, Action.CLOSE_MONTH, today=at.date()):
        raise Refusal(f"您不能{Action.CLOSE_MONTH.value}，由消保科办理。")


def _waiting(store: ClosingStore, first: date) -> ClosedMonth:
    there = store.closed(first)
    if there is None:
        raise Refusal(f"{month(first).label}还没有封存。")
    if there.is_confirmed:
        raise Refusal(f"{month(first).label}已经封存并确认，不再改动；后来的变化列为更正。")
    return there
