"""Thirteen months of tickets as they came in, with their reworks, repeats, groups and faults."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.demo.arrivals import arrival_days
from core.demo.course import Course, course_of, trimmed
from core.demo.faults import plant
from core.demo.material import Raw
from core.demo.plot import Plot, plot_of, plot_of_enquiry
from core.demo.scene import Scene
from core.demo.sections.gate import returned
from core.demo.teller import Teller, Told
from core.tickets.fields import changed
from core.tickets.ticket import Ticket
from core.tickets.words import (
    COMPLAINT_KINDS,
    TIPOFF_KINDS,
    Acceptance,
    Filing,
    Kind,
    Satisfaction,
    Verdict,
)

TRACK_KINDS = COMPLAINT_KINDS | TIPOFF_KINDS
REWORK_TERM = 3
LONG_AGO = 20
"""So many working days ago a ticket must have come in for its rework to be through by now."""


def history(teller: Teller, count: int) -> Iterator[Told]:
    """`count` tickets, oldest first; a rework stands right behind its original."""
    groups = [told for row in teller.material.desk["past_groups"] for told in group(teller, row)]
    groups = groups[:count]
    yield from groups
    wanted = count - len(groups)
    reworks = round(count * teller.plan["shares"]["rework"])
    made = 0
    for day in arrival_days(teller.plan, teller.today, wanted, teller.chance):
        for told in _arrived(teller, day, may_return=reworks > 0):
            if made == wanted:
                return
            made += 1
            reworks -= told.ticket.is_rework is True
            yield told


def group(teller: Teller, row: Raw) -> Iterator[Told]:
    """A past group complaint (群体性): many petitioners, one trader, one agreed line."""
    matter = teller.material.matter(row["matter"])
    anchor = teller.days.after(teller.today, 0)
    first = teller.days.before(anchor, row["ago"])
    shop = teller.shops.make(row["unit"], matter.trade)
    offsets = sorted(teller.chance.whole(0, row["spread"]) for _ in range(row["tickets"]))
    for offset in offsets:
        arrival = teller.intake.arrive(teller.days.after(first, offset), row["unit"])
        plot = accepted_plot(teller, row["matter"], Kind.COMPLAINT)
        course = course_of(arrival, plot, teller.days, teller.chance)
        scene = teller.scene(matter, plot, course, shop=shop)
        line = agreed_line(arrival.received.year, row["line"])
        yield Told(ticket=replace(teller.write(scene), agreed_line_number=line))


def agreed_line(year: int, number: int) -> str:
    return f"松市监口径〔{year}〕{number}号"


def accepted_plot(teller: Teller, matter: str, kind: Kind) -> Plot:
    """A plot in which nothing odd happens at the door: a complaint is accepted."""
    about = teller.material.matter(matter)
    while True:
        plot = plot_of(teller.plan, about, kind, teller.chance)
        is_accepted = plot.acceptance is Acceptance.ACCEPTED or not plot.on_complaint_track
        if is_accepted and plot.filing in (None, Filing.FILED, Filing.NOT_FILED):
            return plot


def _arrived(teller: Teller, day: date, *, may_return: bool) -> Iterator[Told]:
    kind = Kind(teller.chance.weigh(teller.plan["kinds"]))
    arrival = teller.intake.arrive(day, teller.intake.unit())
    if kind not in TRACK_KINDS:
        enquiry = teller.enquiry_for(kind)
        plot = plot_of_enquiry(teller.plan, enquiry)
        course = trimmed(course_of(arrival, plot, teller.days, teller.chance), teller.cut)
        yield Told(ticket=teller.answer(enquiry, course, term=plot.term))
        return
    matter = teller.matter_for(kind, day.month)
    plot = plot_of(teller.plan, matter, kind, teller.chance)
    course = trimmed(course_of(arrival, plot, teller.days, teller.chance), teller.cut)
    scene = teller.scene(matter, plot, course)
    ticket = teller.write(scene)
    is_old = teller.days.between(course.received_on, teller.today) > LONG_AGO
    if may_return and is_old and _may_come_back(teller, ticket):
        yield from _with_rework(teller, scene, ticket)
    elif is_old and teller.chance.often(teller.plan["shares"]["repeat"]) and _is_settled(ticket):
        yield Told(ticket=ticket)
        yield Told(ticket=_repeat(teller, scene))
    else:
        yield _perhaps_faulty(teller, ticket)


def _perhaps_faulty(teller: Teller, ticket: Ticket) -> Told:
    doubtful = ticket.outcome.verdict is Verdict.UNSUBSTANTIATED
    share = teller.plan["shares"]["faulty_unfounded" if doubtful else "faulty"]
    if not ticket.is_closed or not teller.chance.often(share):
        return Told(ticket=ticket)
    faulty, rules = plant(ticket, teller.plan, teller.chance, teller.days)
    return Told(ticket=faulty, rules=rules)


def _may_come_back(teller: Teller, ticket: Ticket) -> bool:
    """Whether the section or the city sends it back; the dissatisfied come back oftener."""
    if not ticket.is_closed or ticket.outcome.verdict is Verdict.NOT_APPLICABLE:
        return False
    dissatisfied = ticket.callback.satisfaction is Satisfaction.DISSATISFIED
    return teller.chance.often(0.35 if dissatisfied else 0.02)


def _with_rework(teller: Teller, scene: Scene, ticket: Ticket) -> Iterator[Told]:
    """A closed ticket, sent back, and its rework under the same number."""
    if ticket.callback.satisfaction is Satisfaction.DISSATISFIED:
        yield Told(ticket=changed(ticket, {"city_dissatisfied": True}))
    else:
        yield Told(ticket=replace(ticket, gate=returned(scene, ticket.gate)))
    last = scene.course.callback or scene.course.closed
    assert last is not None  # noqa: S101 -- only closed tickets come back
    day = teller.days.after(last.date(), 1)
    plot = _rework_plot(teller, scene)
    arrival = teller.intake.arrive_early(day, ticket.unit, ticket.number)
    course = trimmed(course_of(arrival, plot, teller.days, teller.chance), teller.cut)
    yield Told(ticket=rework(teller, scene, plot, course))


def _rework_plot(teller: Teller, scene: Scene) -> Plot:
    plot = accepted_plot(teller, scene.matter.key, scene.plot.kind)
    while plot.verdict is Verdict.UNSUBSTANTIATED:
        plot = accepted_plot(teller, scene.matter.key, scene.plot.kind)
    return replace(plot, term=REWORK_TERM, interim=False, testing=False)


def rework(teller: Teller, scene: Scene, plot: Plot, course: Course) -> Ticket:
    """The rework (重办件) of a ticket: the same number, its own reference."""
    number = scene.course.arrival.number
    ticket = teller.write(teller.scene_again(scene, plot, course))
    return replace(ticket, ref=f"{number}#1", is_rework=True, origin_number=number)


def _is_settled(ticket: Ticket) -> bool:
    named = bool(ticket.petitioner.petitioner_name)
    return ticket.kind is Kind.TIPOFF and ticket.is_closed and named


def _repeat(teller: Teller, scene: Scene) -> Ticket:
    """The same informant about the same thing again (重复举报): noted, not handled anew."""
    earlier = scene.course.arrival
    day = teller.days.after(scene.course.received_on, teller.chance.whole(6, 9))
    arrival = teller.intake.arrive(day, earlier.unit)
    plot = Plot(kind=Kind.TIPOFF, term=scene.plot.term, filing=Filing.REPEAT)
    course = trimmed(course_of(arrival, plot, teller.days, teller.chance), teller.cut)
    again = teller.scene_again(scene, plot, course)
    again.facts |= {"earlier_day": again.on(earlier.received), "origin": earlier.number}
    return teller.write(again)
