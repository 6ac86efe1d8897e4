"""A live figure (活数字) of a briefing, and all of one period by their names.

Names are Chinese, because the office writes them into its texts: 接收总量, 接收总量.同比,
按时办结率@九亭所.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.figures.period import Period


class Sense(StrEnum):
    """What a number is, and so how it may be changed into words."""

    COUNT = "件数"
    SHARE = "比率"
    CHANGE = "增幅"
    POINTS = "百分点"
    WORDS = "文字"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFigure:
    """`value` is None where there is nothing to count; `condition` lists the tickets behind it.

    `condition` is a sentence of the rule language, "" where no tickets stand behind the figure;
    `unit` is the unit among whose tickets they are looked for, "" for all.
    """

    name: str
    sense: Sense
    value: Decimal | None
    shown: str
    note: str = ""
    condition: str = ""
    unit: str = ""

    @property
    def opens(self) -> bool:
        return bool(self.condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingFigures:
    """The figures of one period as known on `as_of`, by the definitions of `version`."""

    period: Period
    as_of: date
    version: str
    by_name: Mapping[str, LiveFigure]
    lists: Mapping[str, int]
    """How many entries each list has: 行业 3 means 行业1, 行业2 and 行业3."""
    series: Mapping[str, tuple[tuple[str, Decimal | None], ...]]
    """What charts and tables are made of: rows of a name and a value."""

    def get(self, name: str) -> LiveFigure | None:
        return self.by_name.get(name)

    def __iter__(self) -> Iterator[LiveFigure]:
        return iter(self.by_name.values())
