"""Reads the time line of one ticket: its versions, its clocks, and everything done about it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import groupby

from sqlalchemy import Connection, select

from core.audit import PROGRAM, Change, Step
from core.errors import Refusal
from core.masking import cover_text
from core.personal.finding import Searcher
from core.review.reviews import Stage
from core.tickets.clocks import Clock, clocks
from core.tickets.fields import BY_KEY
from core.tickets.intake.references import rework_position
from core.tickets.life.editing import WRITTEN_BY_FOLLOW_UP
from core.tickets.ticket import Ticket
from core.timeline.clock_steps import is_delivery, reminder_words, timing_words
from core.timeline.clock_words import moved
from core.timeline.entry import Entry, EntryKind, listed
from core.timeline.events import events
from core.timeline.step_words import SUBJECTS
from core.timeline.ticket_words import (
    TOLD_BY_MOVES,
    TOLD_ELSEWHERE,
    changes,
    registered,
    with_original,
)
from storage.audit import histories
from storage.calendar import Timekeeping, timekeeping
from storage.links import links_of
from storage.loading import load_by_number, load_by_ref
from storage.tables.review import campaign, draw, review, task
from storage.timeline.restoring import RESTORED
from storage.timeline.states import after_step
from storage.timeline.versions import Version, versions

_TELLING = frozenset({"submission", "movement", "callback_result", "callback_explanation"})
"""A step that did one of these says by it what it wrote on the ticket."""

_ALL = ("ticket", "timing", "reminder", *SUBJECTS)
_RANKS = {EntryKind.EVENT: 0, EntryKind.CLOCK: 2}
"""Within a step: what happened, what was written, what the clocks did."""


def timeline(connection: Connection, number: str) -> tuple[Ticket, list[Entry]]:
    """The ticket, by its reference or number, and all its entries, oldest first."""
    found = load_by_ref(connection, [number]) or load_by_number(connection, [number])
    if not found:
        raise Refusal(f"查无工单 {number}。请核对编号。")
    ticket = found[0].ticket
    ref = ticket.ref
    entries = [*_entries(connection, ref)]
    for rework in _reworks(connection, ticket):
        entries += ((id_, _of_rework(one, rework)) for id_, one in _entries(connection, rework))
    searcher = Searcher.of(ticket)
    entries = [(id_, _covered(one, searcher)) for id_, one in entries]
    ordered = sorted(entries, key=lambda one: (one[1].at, one[0], _RANKS.get(one[1].kind, 1)))
    return ticket, [entry for _, entry in ordered]


def _entries(connection: Connection, ref: str) -> Iterator[tuple[int, Entry]]:
    yield from _steps(connection, ref)
    yield from ((0, one) for one in (*_links(connection, ref), *_reviews(connection, ref)))


def _covered(one: Entry, searcher: Searcher) -> Entry:
    """What is quoted may name people: it is covered wherever the time line goes."""
    return replace(one, words=cover_text(one.words, searcher)) if "“" in one.words else one


def _reworks(connection: Connection, ticket: Ticket) -> list[str]:
    """Where the ticket was worked on again; a rework tells of itself alone."""
    if ticket.is_rework:
        return []
    same = [one.ticket for one in load_by_number(connection, [ticket.number])]
    return [one.ref for one in same if one.ref != ticket.ref]


def _of_rework(one: Entry, ref: str) -> Entry:
    """As the original tells it: its versions are not the original's."""
    return replace(one, rework=f"#{rework_position(ref)}", version=None)


def _steps(connection: Connection, ref: str) -> Iterator[tuple[int, Entry]]:
    """What every step said, and what it did to the clocks."""
    kept = timekeeping(connection)
    by_step = {one.step.id: one for one in versions(connection, ref)}
    state: Ticket | None = None
    before: Sequence[Clock] = ()
    for id_, some in groupby(histories(connection, _ALL, ref), key=lambda one: one[0].id):
        done = list(some)
        step, version = done[0][0], by_step.get(id_)
        told = any(change.subject in _TELLING for _, change in done)
        for entry in _said(done, version, kept, told=told):
            yield id_, entry
        was, state = state, after_step(state, done, version)
        now = clocks(state, kept.law, kept.calendar, step.at) if state is not None else ()
        if was is None and state is not None:
            yield from ((id_, entry) for entry in _past(state, step.at, kept))
        elif words := list(moved(before, now)):
            yield id_, _clock(step.at, words)
        before = now


def _said(
    done: Sequence[tuple[Step, Change]], version: Version | None, kept: Timekeeping, *, told: bool
) -> Iterator[Entry]:
    if version is not None and (words := _version_words(version, told=told)):
        yield _entry(version.step, EntryKind.FILLED, words, version=version.number)
    for step, change in done:
        yield from _step(step, change, kept)


def _past(ticket: Ticket, until: datetime, kept: Timekeeping) -> Iterator[Entry]:
    """What had happened to a ticket before it came in here, and what each day did to the clocks."""
    before: Sequence[Clock] = ()
    for _, some in groupby(events(ticket), key=lambda event: event.at.date()):
        for one in (day := list(some)):
            if one.at != until:  # what is as old as the ticket here, its first entry says
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
    if one.ticket.is_rework and keys.keys() <= WRITTEN_BY_FOLLOW_UP:
        return with_original(one.ticket)
    return changes(keys, told=TOLD_ELSEWHERE | TOLD_BY_MOVES if told else frozenset())


def _step(step: Step, change: Change, kept: Timekeeping) -> Iterator[Entry]:
    if change.subject == "timing":
        yield _entry(step, EntryKind.CLOCK, timing_words(change, partial(_name_of, kept)))
    elif change.subject == "reminder":
        words = reminder_words(change, partial(_name_of, kept))
        entry = _entry(step, EntryKind.REMINDER, words)
        yield replace(entry, who="") if is_delivery(change) else entry
    elif change.subject in SUBJECTS:
        kind, tell = SUBJECTS[change.subject]
        # A move that was taken back has nothing after it, and is told all the same.
        is_told = change.after is not None or change.subject == "movement"
        if is_told and (words := tell(change, step)):
            yield _entry(step, kind, words)


def _name_of(kept: Timekeeping, code: str) -> str:
    return kept.law.rule(code).name


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
