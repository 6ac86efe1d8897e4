"""Sharing tickets out to reviewers: many tickets of many units, with and without exclusions."""

import random

from core.review.assignment import Assignment, Case, Reviewer, assign
from tests.bench.measuring import Line, once_ms, within

TICKETS, UNITS, EACH = 10_000, 20, 5
LIMIT = 2_000
SECTION = [Reviewer(unit="消保科")]


def measure() -> list[Line]:
    """Nobody excluded; then on every ticket somebody who had a hand in it, a fifth moved lately."""
    return [
        _line("没有回避的人", *_office(excluded=False)),
        _line("每件都有人回避，五分之一的人近期调动过", *_office(excluded=True)),
    ]


def _office(*, excluded: bool) -> tuple[list[Case], list[Reviewer]]:
    chance = random.Random(1)  # noqa: S311 -- nothing secret
    units = [f"{number:02d}所" for number in range(1, UNITS + 1)]
    reviewers = [
        Reviewer(
            unit=unit,
            officer=f"{unit}评{number}",
            served_in=((chance.choice(units), "近期任过职"),)
            if excluded and chance.random() < 0.2
            else (),
        )
        for unit in units
        for number in range(EACH)
    ]
    names = [one.officer for one in reviewers]
    cases = [
        Case(
            ref=f"SJ{number:06d}",
            unit=chance.choice(units),
            named=frozenset({chance.choice(names)}) if excluded else frozenset(),
        )
        for number in range(TICKETS)
    ]
    return cases, reviewers


def _line(name: str, cases: list[Case], reviewers: list[Reviewer]) -> Line:
    made: list[Assignment] = []
    took = once_ms(
        lambda: made.append(assign(cases, reviewers, section=SECTION, seed="种子", cap=None))
    )
    bounds = made[0].bounds
    said = f"每人 {bounds.low} 至 {bounds.high} 件" if bounds else ""
    note = f"{said}，对评 {len(made[0].mutual)} 对"
    return within(f"{TICKETS} 件、{UNITS} 个单位：{name}", took, at_most=LIMIT, note=note)
