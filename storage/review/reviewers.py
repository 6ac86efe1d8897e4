"""Who may review what: the cases with everybody who had a hand in them, the reviewers of the units.

Posts, absences and declarations of partiality are read together, so that whoever assigns, stands in
or is asked as a third is kept away for the same reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, select

from core.absences import mostly_away
from core.people import Officer, Post, Role, UnitKind, holders
from core.review.assignment import Case, Reviewer
from core.review.hands import hands_in
from core.review.report import DrawnTicket
from core.tickets.ticket import Ticket
from storage.imports import BASE
from storage.loading import load_by_ref
from storage.people import absences, officers, units
from storage.review.recusals import recusals
from storage.review.rubrics import campaign_rules
from storage.tables.office import change, step
from storage.tickets import SUBJECT

SECTION = "消保科"
"""The section's name where the store does not name one."""

CHUNK = 500

_SECTION_ROLES = frozenset({Role.SECTION_OFFICER, Role.SECTION_HEAD})
REVIEWED_UNITS = frozenset({UnitKind.STATION, UnitKind.BRIGADE})


def cases_of(connection: Connection, drawn: Sequence[DrawnTicket]) -> list[Case]:
    """The drawn tickets with all who handled, approved or assisted."""
    refs = [one.ref for one in drawn]
    tickets = _tickets(connection, refs)
    wrote = _writers(connection, refs)
    return [
        Case(
            ref=one.ref,
            unit=one.unit,
            named=frozenset((*wrote[one.ref], *_hands(tickets.get(one.ref)))),
        )
        for one in drawn
    ]


def _tickets(connection: Connection, refs: Sequence[str]) -> dict[str, Ticket]:
    return {one.ticket.ref: one.ticket for one in load_by_ref(connection, refs)}


def _hands(ticket: Ticket | None) -> tuple[str, ...]:
    return () if ticket is None else hands_in(ticket)


def _writers(connection: Connection, refs: Sequence[str]) -> Mapping[str, set[str]]:
    """Who changed each ticket; whoever brought in a ledger had no hand in its tickets."""
    found: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(refs), CHUNK):
        query = (
            select(change.c.ref, change.c.step_id, step.c.who)
            .join(step)
            .where(change.c.subject == SUBJECT, change.c.ref.in_(refs[start : start + CHUNK]))
        )
        rows = connection.execute(query).all()
        imports = _imports(connection, {row.step_id for row in rows})
        for row in rows:
            if row.step_id not in imports:
                found[row.ref].add(row.who)
    return found


def _imports(connection: Connection, steps: set[int]) -> set[int]:
    """Those of the steps that brought in a ledger."""
    of_import = select(change.c.step_id).where(change.c.subject == BASE).distinct()
    return {
        one
        for one in steps
        if connection.execute(of_import.where(change.c.step_id == one).limit(1)).scalar()
    }


def reviewers_of(
    connection: Connection, cases: Sequence[Case], today: date, *, until: date | None = None
) -> list[Reviewer]:
    """The reviewers of all stations and brigades; the units themselves without officers.

    Who is away on more than half of the working days from today to `until` is left out.
    """
    names = [unit.name for unit in units(connection) if unit.kind in REVIEWED_UNITS]
    people = officers(connection)
    if not people:
        return [Reviewer(unit=name) for name in names or sorted({case.unit for case in cases})]
    away = away_reviewers(connection, today, until)
    partial = _partial(connection, cases)
    return [
        reviewer(officer, name, today, partial.get(officer.name, ()))
        for name in names
        for officer in holders(people, Role.REVIEWER, name, today=today)
        if officer.name not in away
    ]


def away_reviewers(
    connection: Connection, today: date, until: date | None = None
) -> dict[str, str]:
    """Who cannot be counted on from today to `until`, each with the words that say why."""
    length = ((until or today) - today).days
    days = [today + timedelta(days=number) for number in range(max(length, 0) + 1)]
    return mostly_away(absences(connection), days)


def reviewer(
    officer: Officer, unit: str, today: date, partial: Iterable[tuple[str, str]] = ()
) -> Reviewer:
    return Reviewer(
        unit=unit,
        officer=officer.name,
        served_in=tuple(_served_in(officer, today)),
        partial_to=tuple(partial),
    )


def known_reviewer(
    connection: Connection, unit: str, name: str, case: Case, today: date
) -> Reviewer:
    """Somebody who reviews already, with all that may keep them away from the case."""
    people = {one.name: one for one in officers(connection)}
    if name not in people:
        return Reviewer(unit=unit, officer=name)
    return reviewer(people[name], unit, today, _partial(connection, [case]).get(name, ()))


def _partial(connection: Connection, cases: Sequence[Case]) -> dict[str, list[tuple[str, str]]]:
    """The cases from which each officer asked to be kept away."""
    held = recusals(connection, held=True)
    if not held:
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    for ref, ticket in _tickets(connection, [case.ref for case in cases]).items():
        for one in held:
            if one.concerns(ticket):
                found.setdefault(one.officer, []).append((ref, one.words))
    return found


def _served_in(officer: Officer, today: date) -> Iterator[tuple[str, str]]:
    """The units in which the officer held a post lately, so long as former posts count."""
    months = campaign_rules().keep_away_months
    since = _months_before(today, months)
    for post in officer.posts:
        if post.since <= today and (post.until is None or post.until >= since):
            yield post.unit, f"近 {months} 个月在{post.unit}任过职，{_period(post)}"


def _period(post: Post) -> str:
    end = f"至 {post.until}" if post.until else "起"
    return f"{post.since} {end}"


def _months_before(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return today.replace(year=year, month=month + 1, day=min(today.day, 28))


def section_of(connection: Connection, today: date) -> list[Reviewer]:
    """The officers of the section, in the section's name; the section itself without officers."""
    away = away_reviewers(connection, today)
    found = [
        Reviewer(unit=post.unit, officer=officer.name)
        for officer in officers(connection)
        for post in officer.posts_on(today)
        if post.role in _SECTION_ROLES and officer.name not in away
    ]
    named = next((u.name for u in units(connection) if u.kind is UnitKind.SECTION), SECTION)
    return found or [Reviewer(unit=named)]


def self_reviewers(
    connection: Connection, cases: Iterable[Case], today: date
) -> dict[str, list[str]]:
    """Who may review the unit's own tickets, by unit: its reviewers, then its leaders."""
    people, away = officers(connection), away_reviewers(connection, today)
    return {
        unit: [
            one.name
            for role in (Role.REVIEWER, Role.STATION_LEADER)
            for one in holders(people, role, unit, today=today)
            if one.name not in away
        ]
        for unit in {case.unit for case in cases}
    }
