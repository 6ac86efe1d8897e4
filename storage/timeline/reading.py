"""Reads the time line of one ticket: its versions, its clocks, and everything done about it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection, select

from core.audit import PROGRAM, Change, Step
from core.errors import Refusal
from core.review.reviews import Stage
from core.tickets.clocks import Clock, clocks
from core.tickets.fields import BY_KEY
from core.tickets.ticket import Ticket
from core.timeline.clock_words import moved
from core.timeline.entry import Entry, EntryKind, listed
from core.timeline.events import events
from core.timeline.step_words import SUBJECTS
from core.timeline.ticket_words import TOLD_ELSEWHERE, changes, registered
from storage.audit import histories
from storage.calendar import Timekeeping, timekeeping
from storage.links import links_of
from storage.loading import load_by_number, load_by_ref
from storage.tables.review import campaign, draw, review, task
from storage.timeline.restoring import RESTORED
from storage.timeline.versions import Version, versions

_TELLING = frozenset({"submission", "movement", "callback_result", "callback_explanation"})
"""A step that did one of these says by it what it wrote on the ticket."""

_RANKS = {EntryKind.EVENT: 0, EntryKind.CLOCK: 2}
"""Within a step: what happened, what was written, what the clocks did."""


def timeline(connection: Connection, number: str) -> tuple[Ticket, list[Entry]]:
    """The ticket, by its reference or number, and all its entries, oldest first."""
    found = load_by_ref(connection, [number]) or load_by_number(connection, [number])
    if not found:
        raise Refusal(f"查无工单 {number}。请核对编号。")
    ticket = found[0].ticket
    ref = ticket.ref
    done = histories(connection, SUBJECTS, ref)
    told = {step.id for step, change in done if change.subject in _TELLING}
    entries = [
        *_versions(connection, versions(connection, ref), told),
        *((step.id, entry) for step, change in done for entry in _step(step, change)),
        *((0, entry) for entry in (*_links(connection, ref), *_reviews(connection, ref))),
    ]
    ordered = sorted(entries, key=lambda one: (one[1].at, one[0], _RANKS.get(one[1].kind, 1)))
    return ticket, [entry for _, entry in ordered]


def _versions(
    connection: Connection, found: Sequence[Version], told: set[int]
) -> Iterator[tuple[int, Entry]]:
    kept = timekeeping(connection)
    before: Sequence[Clock] = ()
    for one in found:
        step = one.step
        now = clocks(one.ticket, kept.law, kept.calendar, step.at) if one.ticket is not None else ()
        words = _version_words(one, told=step.id in told)
        if words:
            yield step.id, _entry(step, EntryKind.FILLED, words, version=one.number)
        if one.before is None and one.ticket is not None:
            yield from ((step.id, entry) for entry in _past(one.ticket, step.at, kept))
        elif said := list(moved(before, now)):
            yield step.id, _clock(step.at, said)
        before = now


def _past(ticket: Ticket, until: datetime, kept: Timekeeping) -> Iterator[Entry]:
    """What had happened to a ticket before it came in here, and what each day did to the clocks."""
    before: Sequence[Clock] = ()
    for _, some in groupby(events(ticket), key=lambda event: event.at.date()):
        for one in (day := list(some)):
            yield Entry(
                at=one.at, who="", kind=EntryKind.EVENT, words=one.words, has_time=one.has_time
            )
        if one.at.date() <= until.date():
            now = clocks(ticket, kept.law, kept.calendar, one.at)
            if said := list(moved(before, now)):
                yield _clock(day[-1].at, said, has_time=False)
            before = now


def _clock(at: datetime, said: Sequence[str], *, has_time: bool = True) -> Entry:
    words = listed(said, between="；")
    return Entry(at=at, who="", kind=EntryKind.CLOCK, words=words, has_time=has_time)


def _version_words(one: Version, *, told: bool) -> str:
    if one.ticket is None:
        return "把这件工单移出了台账"
    if one.step.undoes is not None:
        return f"撤销了“{one.step.what.removeprefix('撤销：')}”"
    if one.step.what.startswith(RESTORED):
        return one.step.what
    if one.before is None:
        return registered(one.ticket, what=one.step.what)
    keys = {
        key: (BY_KEY[key].get(one.before), BY_KEY[key].get(one.ticket))
        for key in one.keys
        if BY_KEY[key].get(one.before) != BY_KEY[key].get(one.ticket)
    }
    return changes(keys, told=TOLD_ELSEWHERE if told else frozenset())


def _step(step: Step, change: Change) -> Iterator[Entry]:
    kind, words = SUBJECTS[change.subject]
    said = words(change, step) if change.after is not None else ""
    if said:
        yield _entry(step, kind, said)


def _entry(step: Step, kind: EntryKind, words: str, *, version: int | None = None) -> Entry:
    who = "" if step.who == PROGRAM else step.who
    return Entry(at=step.at, who=who, kind=kind, words=words, version=version)


def _links(connection: Connection, ref: str) -> Iterator[Entry]:
    for link in links_of(connection, ref):
        words = f"把它和工单 {link.other(ref)} 关联起来：{link.kind.value}"
        yield Entry(at=link.at, who=link.who, kind=EntryKind.LINK, words=words)


def _reviews(connection: Connection, ref: str) -> Iterator[Entry]:
    """Reviews name their round, never the reviewers: they are not to know one another."""
    drawn = select(campaign.c.title, campaign.c.drawn_at).join_from(campaign, draw)
    for title, drawn_at in connection.execute(drawn.where(draw.c.ref == ref)):
        if drawn_at is not None:
            yield _reviewed(drawn_at, f"抽进了“{title}”")
    query = (
        select(campaign.c.title, task.c.stage, review.c.handed_in_at)
        .select_from(review)
        .join(task, task.c.id == review.c.task_id)
        .join(campaign, campaign.c.id == task.c.campaign_id)
        .where(task.c.ref == ref, review.c.returned_at.is_(None))
    )
    for title, stage, handed_in_at in connection.execute(query):
        yield _reviewed(handed_in_at, f"“{title}”的{Stage[stage].value}交来了")


def _reviewed(at: datetime, words: str) -> Entry:
    return Entry(at=at, who="", kind=EntryKind.REVIEW, words=words)
