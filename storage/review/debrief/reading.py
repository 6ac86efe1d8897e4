"""Reads all that the debrief of one campaign rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection

from core.people import Role, UnitKind
from core.review.appeals import Appeal, is_final, last_day
from core.review.campaign import Campaign, CampaignState, require
from core.review.debrief.citing import Citation, Progress, progress
from core.review.debrief.proposing import Ground, Known, Proposal, proposals
from core.review.debrief.recurrence import Recurrence, Round, recurrences
from core.review.debrief.remedies import Remedy, Wanted, wanted
from core.review.report import CampaignReport
from core.review.results import campaign_report
from storage.calendar import calendar_of
from storage.people import officers, units
from storage.points import point_versions, points
from storage.resources import read_toml
from storage.review.appealed import load_appeals
from storage.review.debrief.citations import citations
from storage.review.debrief.remedies import remedies
from storage.review.reading import campaigns, load_record, unit_order
from storage.review.reading import report as report_of
from storage.review.rubrics import campaign_rules
from storage.review.shortfalls import item_fields
from storage.rules import rulebooks


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One item on which marks were lost, the point it calls for, and what became of it."""

    proposal: Proposal
    citation: Citation | None
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """One campaign as the section debriefs it.

    `open_until` is the sentence that says why nothing can be written yet; "" once results are
    locked. `left` is what units have to put right that no remedy was laid down for; `heads` are
    the leaders who would answer for it by unit.
    """

    about: Campaign
    report: CampaignReport
    open_until: str
    shortfalls: tuple[Shortfall, ...]
    remedies: tuple[Remedy, ...]
    left: tuple[Wanted, ...]
    heads: dict[str, str]
    due: date
    rules: frozenset[str]
    recurrences: tuple[Recurrence, ...]
    """How the points of the campaign of this kind before fared in this one."""


@cache
def grounds() -> dict[str, dict[str, Ground]]:
    """Themes and articles of each item of each rubric, by the rubric's name."""
    data = read_toml("guidance/grounds.toml")
    return {
        rubric: {
            code: Ground(theme=one["theme"], articles=tuple(one["articles"]))
            for code, one in items.items()
        }
        for rubric, items in data.items()
    }


def debrief(connection: Connection, id_: int, *, today: date) -> Debrief:
    """The debrief of a closed campaign; refuses one that is still being reviewed."""
    record = load_record(connection, id_)
    about = record.campaign
    require(about, CampaignState.CLOSED)
    report = campaign_report(record, unit_order=unit_order(connection))
    rules = frozenset(rule.id for rule in rulebooks(connection).current(today).rules)
    known = Known(
        grounds=grounds().get(about.rubric.name, {}),
        fields=item_fields().get(about.rubric.name, {}),
        rules=rules,
        standing=points(connection),
        merging=campaign_rules().merging,
    )
    found = proposals(report, about.rubric, known)
    laid = remedies(connection, campaign_id=id_)
    on_list = {(one.wanted.unit, one.wanted.code) for one in laid}
    return Debrief(
        about=about,
        report=report,
        open_until=why_open(connection, record.campaign, record.appeals, today),
        shortfalls=tuple(_shortfalls(connection, id_, found)),
        remedies=tuple(laid),
        left=tuple(
            one for one in wanted(report, _advice(about)) if (one.unit, one.code) not in on_list
        ),
        heads=heads(connection, today),
        due=calendar_of(connection).add_workdays(today, campaign_rules().remedy_workdays),
        rules=rules,
        recurrences=_recurrences(connection, Round(report, about.rubric), about),
    )


def why_open(
    connection: Connection, about: Campaign, appeals: Sequence[Appeal], today: date
) -> str:
    """Why the results of a closed campaign are not locked yet; "" once they are."""
    terms = campaign_rules().appeals
    if is_final(about, appeals, terms, calendar_of(connection), today=today):
        return ""
    last = last_day(about, terms, calendar_of(connection))
    if last is not None and today <= last:
        day = f"{last.month} 月 {last.day} 日"
        return f"申诉期到 {day}，分数还可能变。过了这一天再定要点和整改。"
    return "还有申诉没有答复，分数还可能变。答复以后再定要点和整改。"


def _recurrences(connection: Connection, now: Round, about: Campaign) -> tuple[Recurrence, ...]:
    """How the points fared that were drawn from the campaign of the kind before this one."""
    for one in campaigns(connection):
        is_before = one.id < about.id and one.plan.kind == about.plan.kind
        if not is_before or one.state is not CampaignState.CLOSED:
            continue
        in_force = {point.number for point in points(connection) if not point.is_withdrawn}
        cited = citations(connection, one.id).values()
        kept = [each for each in cited if each.number in in_force]
        if kept:
            before = Round(report_of(connection, one.id), one.rubric)
            return recurrences(kept, before, now, few=about.formula.few)
    return ()


def waits_for_debrief(connection: Connection, *, today: date) -> Campaign | None:
    """The newest closed campaign, if its results are locked and its debrief has not begun."""
    about = next((o for o in campaigns(connection) if o.state is CampaignState.CLOSED), None)
    if about is None or why_open(connection, about, load_appeals(connection, about.id), today):
        return None
    begun = citations(connection, about.id) or remedies(connection, campaign_id=about.id)
    return None if begun else about


def _shortfalls(connection: Connection, id_: int, found: Sequence[Proposal]) -> list[Shortfall]:
    settled = citations(connection, id_)
    made = []
    for one in found:
        citation = settled.get(one.loss.code)
        number = None if citation is None else citation.number
        versions = [] if number is None else point_versions(connection, number)
        made.append(Shortfall(one, citation, progress(citation, versions)))
    return made


def _advice(about: Campaign) -> Callable[[str], str]:
    def advice(code: str) -> str:
        item = about.rubric.item(code)
        return item.advice if item is not None else "逐件查明原因，写出今后怎样不再发生。"

    return advice


def heads(connection: Connection, today: date) -> dict[str, str]:
    """Who answers for a unit: its leader, or where it has none the first of its officers."""
    found: dict[str, str] = {}
    people = officers(connection)
    for unit in units(connection):
        if unit.kind in (UnitKind.SECTION, UnitKind.BUREAU):
            continue
        own = [one for one in people if unit.name in one.units_on(today)]
        leaders = [one for one in own if Role.STATION_LEADER in one.roles_on(today)]
        for one in (leaders or own)[:1]:
            found[unit.name] = one.name
    return found
