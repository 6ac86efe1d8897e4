"""Finds the tickets that may serve as anchors, and what they got when they were rechecked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from core.review.anchors import Anchor, ItemCloseness, over_all
from core.review.appeals import is_final
from core.review.campaign import Campaign, CampaignState
from core.review.report import DrawnTicket, TicketResult
from core.review.results import Record, campaign_report
from core.review.rubric import Rubric
from core.review.rubric_changes import not_comparable
from storage.calendar import calendar_of
from storage.review import reading
from storage.review.own_kinds import kind_named
from storage.review.rubric_versions import rubric_in_force
from storage.review.rubrics import campaign_rules


def rechecked(connection: Connection, kind: str, rubric: Rubric, today: date) -> tuple[Anchor, ...]:
    """All rechecked tickets of the kind's locked campaigns whose marks may be compared.

    Of a ticket that was rechecked several times the newest campaign counts.
    """
    found: dict[str, Anchor] = {}
    for about in reading.campaigns(connection):
        if about.plan.kind != kind or about.state is not CampaignState.CLOSED:
            continue
        if not_comparable(about.rubric, rubric):
            continue
        record = reading.load_record(connection, about.id)
        terms, calendar = campaign_rules().appeals, calendar_of(connection)
        if is_final(about, record.appeals, terms, calendar, today=today):
            for one in _anchors(record):
                found.setdefault(one.ref, one)
    return tuple(found[ref] for ref in sorted(found))


def rechecked_of(connection: Connection, kind: str, today: date) -> tuple[Anchor, ...]:
    """The tickets that may be planted in a campaign of that kind if it were planned today."""
    rubric = rubric_in_force(connection, kind_named(connection, kind).rubric)
    return rechecked(connection, kind, rubric, today)


def anchors_for(connection: Connection, about: Campaign, today: date) -> tuple[Anchor, ...]:
    """The tickets that may be planted in a campaign: those outside its own frame."""
    own = {entry.ref for entry in reading.load_frame(connection, about.id)}
    known = rechecked(connection, about.plan.kind, about.rubric, today)
    return tuple(one for one in known if one.ref not in own and one.campaign != about.id)


def anchors_of(connection: Connection, id_: int) -> tuple[Anchor, ...]:
    """The anchors planted in a campaign, with what they got where they were rechecked."""
    sources: dict[int, dict[str, Anchor]] = {}
    found = []
    for one in reading.planted(connection, id_):
        assert one.source is not None  # noqa: S101 -- what makes it an anchor
        if one.source not in sources:
            record = reading.load_record(connection, one.source)
            sources[one.source] = {anchor.ref: anchor for anchor in _anchors(record)}
        if one.ref in sources[one.source]:
            found.append(sources[one.source][one.ref])
    return tuple(found)


def closeness_by_item(connection: Connection, record: Record) -> tuple[ItemCloseness, ...]:
    """How near all reviewers came to the anchors; nothing before the campaign is closed."""
    about = record.campaign
    if about.state is not CampaignState.CLOSED:
        return ()
    return over_all(anchors_of(connection, about.id), record.reviews, about.rubric)


def reviewed_by(connection: Connection, one: DrawnTicket) -> frozenset[str]:
    """Who saw an anchor when it was reviewed first, by unit and name."""
    assert one.source is not None  # noqa: S101 -- what makes it an anchor
    tasks = reading.load_tasks(connection, one.source, ref=one.ref)
    return frozenset(f"{task.unit}{task.officer}" for task in tasks)


def _anchors(record: Record) -> Iterator[Anchor]:
    report = campaign_report(record, unit_order=())
    for ticket in report.reviewed:
        if ticket.final is not None and ticket.recheck_total is not None:
            yield _anchor(record.campaign, ticket, ticket.final)


def _anchor(about: Campaign, ticket: TicketResult, final: Decimal) -> Anchor:
    return Anchor(
        ref=ticket.ref,
        number=ticket.number,
        unit=ticket.unit,
        campaign=about.id,
        title=about.plan.title,
        final=final,
        items={one.code: one.recheck_marks if one.applies else None for one in ticket.items},
    )
