"""A draft of the indicators tried beside the version in force (试算): which figures change."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.figures.figure import BUREAU, Figure, Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A figure that is another one by the draft; None where one of the two has no such figure."""

    code: str
    name: str
    unit: str
    was: Figure | None
    now: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """`differing` names the figures on which the two ways of counting the draft do not agree.

    `checked` is how many tickets were counted one by one for that; None where there were too many.
    """

    before: Figures
    after: Figures
    turns: tuple[Turn, ...]
    checked: int | None
    differing: tuple[str, ...]


def turns(before: Figures, after: Figures) -> Iterator[Turn]:
    """Every figure that changes, the bureau's first."""
    names = {one.code: one.name for one in (*before.indicators, *after.indicators)}
    units = (BUREAU, *dict.fromkeys((*before.units, *after.units)))
    for code, name in names.items():
        for unit in units:
            was, now = before.of(code, unit), after.of(code, unit)
            if was != now:
                yield Turn(code=code, name=name, unit=unit, was=was, now=now)


def differing(one: Figures, other: Figures) -> Iterator[str]:
    """The figures on which two countings by the same definitions do not agree."""
    for turn in turns(one, other):
        yield f"{turn.name}，{turn.unit or '全局'}"
