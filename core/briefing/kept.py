"""Sections, figures and structures as JSON can hold them, and back again to the very same."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from core.briefing.composing import Section, Sentence
from core.briefing.figure import BriefingFigures, LiveFigure, Sense
from core.figures.period import Period

Plain = Mapping[str, Any]


def plain_section(one: Section) -> dict[str, Any]:
    return {**asdict(one), "dropped": sorted(one.dropped)}


def section_of(kept: Plain) -> Section:
    sentences = tuple(Sentence(**one) for one in kept["sentences"])
    return Section(kept["key"], sentences, frozenset(kept["dropped"]), kept["is_done"])


def plain_figures(one: BriefingFigures) -> dict[str, Any]:
    return {
        "from": one.period.first.isoformat(),
        "to": one.period.last.isoformat(),
        "as_of": one.as_of.isoformat(),
        "version": one.version,
        "figures": [{**asdict(each), "value": _text(each.value)} for each in one],
        "lists": dict(one.lists),
        "series": {
            name: [[said, _text(value)] for said, value in rows]
            for name, rows in one.series.items()
        },
    }


def figures_of(kept: Plain) -> BriefingFigures:
    every = [_figure(one) for one in kept["figures"]]
    return BriefingFigures(
        period=Period(date.fromisoformat(kept["from"]), date.fromisoformat(kept["to"])),
        as_of=date.fromisoformat(kept["as_of"]),
        version=kept["version"],
        by_name={one.name: one for one in every},
        lists=kept["lists"],
        series={
            name: tuple((said, _number(value)) for said, value in rows)
            for name, rows in kept["series"].items()
        },
    )


def _figure(kept: Plain) -> LiveFigure:
    own = {"sense": Sense(kept["sense"]), "value": _number(kept["value"])}
    return LiveFigure(**{**kept, **own})


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
