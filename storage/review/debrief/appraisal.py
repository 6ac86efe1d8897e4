"""Reads the appraisal figures of a year from its campaigns."""

from datetime import date
from functools import cache

from sqlalchemy import Connection

from core.people import UnitKind
from core.review.campaign import Campaign, CampaignState
from core.review.debrief.appraisal import (
    Appraisal,
    Counted,
    Weighting,
    appraisal,
    weighting_for,
    weightings_of,
)
from storage.people import units
from storage.resources import read_json
from storage.review.appealed import load_appeals
from storage.review.debrief.reading import why_open
from storage.review.reading import campaigns, report


@cache
def weightings() -> tuple[Weighting, ...]:
    """The versions of the weights that come with the program."""
    return weightings_of(read_json("rubrics/appraisal.json")["versions"])


def campaign_years(connection: Connection) -> list[int]:
    """The years whose tickets were reviewed, newest first."""
    return sorted({one.plan.until.year for one in campaigns(connection)}, reverse=True)


def appraisal_of(connection: Connection, year: int, *, today: date) -> Appraisal:
    """The figures of a year; a campaign belongs to the year in which its period ends."""
    weighting = weighting_for(weightings(), year)
    of_year = [one for one in campaigns(connection) if one.plan.until.year == year]
    counted = [
        Counted(
            report=report(connection, one.id),
            weight=weighting.weight(one.plan.kind),
            why_not=_why_not(connection, one, today),
        )
        for one in reversed(of_year)
    ]
    stations = (UnitKind.STATION, UnitKind.BRIGADE)
    names = [unit.name for unit in units(connection) if unit.kind in stations]
    others = [standing.unit for one in counted for standing in one.report.units]
    return appraisal(year, counted, list(dict.fromkeys([*names, *others])), weighting)


def _why_not(connection: Connection, one: Campaign, today: date) -> str:
    if one.state is not CampaignState.CLOSED:
        return "还没有结束"
    is_open = why_open(connection, one, load_appeals(connection, one.id), today)
    return "申诉还没有了结" if is_open else ""
