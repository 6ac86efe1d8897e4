"""Random lives: whatever people try, in whatever order, some things never come about."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from core.people import Officer, Post, Role
from core.tickets.fields import changed, differences
from core.tickets.life.asking import open_moves
from core.tickets.life.editing import refuse_ended_early, refuse_locked, refuse_told_early
from core.tickets.life.standing import Position, needs_section, open_tracks, section_said
from core.tickets.life.table import Move
from core.tickets.lifecycle import Decision
from core.tickets.words import (
    Acceptance,
    ApproverPost,
    Filing,
    Kind,
    MediationResult,
    NotFiledGround,
    SectionDecision,
    Verdict,
)
from tests.core.tickets.life.lives import EVERYBODY, UNIT, at_place, full_order
from tests.core.tickets.life.office import Log
from tests.samples import NOW

HANDLER, LEADER, HEAD = "陆明远", "赵文博", "许怀远"


def _posts(*held: tuple[str, Role, str]) -> tuple[Post, ...]:
    since = date(2024, 1, 1)
    return tuple(Post(unit=u, role=r, since=since, instead_of=f) for u, r, f in held)


PEOPLE = (
    *EVERYBODY.values(),
    Officer(name=HANDLER, posts=_posts((UNIT, Role.HANDLER, ""))),
    # The handler also stands in for the leader, and a colleague for a leader who handles.
    Officer(
        name=HANDLER,
        posts=_posts((UNIT, Role.HANDLER, ""), (UNIT, Role.STATION_LEADER, LEADER)),
    ),
    Officer(name=LEADER, posts=_posts((UNIT, Role.STATION_LEADER, ""), (UNIT, Role.HANDLER, ""))),
    Officer(name="顾文漪", posts=_posts((UNIT, Role.STATION_LEADER, HANDLER))),
    # One person with both gates.
    Officer(
        name=HEAD,
        posts=_posts((UNIT, Role.STATION_LEADER, ""), ("消保科", Role.SECTION_HEAD, "")),
    ),
)
GATES = {Move.APPROVE, Move.CLEAR, Move.CONSENT}

WRITTEN: list[dict[str, Any]] = [
    {"verdict": Verdict.UNSUBSTANTIATED},
    {"verdict": Verdict.SUBSTANTIATED},
    {"acceptance": Acceptance.DECLINED},
    {"acceptance": Acceptance.ACCEPTED},
    {"mediation_result": MediationResult.SETTLED},
    {"filing": Filing.NOT_FILED, "not_filed_ground": NotFiledGround.A1},
    {"filing": Filing.FILED},
    {"filing": None},
    {"not_filed_approver": "郑书衡", "not_filed_approver_post": ApproverPost.BUREAU_LEADER},
    {"handler": HANDLER},
    {"handler": LEADER},
    {"replied_at": NOW},
    {"notice_at": NOW},
    {"closed_at": NOW},
    {"supervised_at": NOW, "supervisor": HANDLER},
]

MOVED = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(Move) | st.integers(0, 9))
"""A move by somebody: any at all, or one of those that are offered, so that lives get far."""
EDITED = st.tuples(st.just(None), st.sampled_from(WRITTEN))
LIVES = st.lists(st.one_of(MOVED, MOVED, EDITED), min_size=5, max_size=60)
OPEN = [place for place in Position if place not in {Position.REPLIED, Position.ENDED}]
KINDS = st.sampled_from([Kind.COMPOUND, Kind.TIPOFF, Kind.COMPLAINT])


def write(log: Log, values: dict[str, Any]) -> None:
    """Write on the ticket by hand, as the form does."""
    new = changed(log.now.ticket, values)
    keys = differences(log.now.ticket, new)
    refuse_locked(keys, log.now)
    refuse_told_early(keys, log.now, new)
    refuse_ended_early(keys, log.now, new)
    log.save(new)


def live(kind: Kind, course: list[tuple[Any, Any]], start: Position = Position.IN_HAND) -> Log:
    """Try everything in turn; what is refused changes nothing."""
    log = Log(at_place(start, kind=kind))
    at = NOW
    for who, what in course:
        at += timedelta(minutes=10)
        before = log.now, len(log.moves), len(log.submissions)
        try:
            _step(log, who, what, at)
        except Refusal:
            assert (log.now, len(log.moves), len(log.submissions)) == before
        assert len(log.moves) >= before[1]
        assert len(log.submissions) >= before[2]
        check_end(log)
    return log


def _step(log: Log, who: Officer | None, what: Any, at: Any) -> None:
    if who is None:
        write(log, what)
        return
    if isinstance(what, int):
        offered = open_moves(log.now, full_order(who, at)) or tuple(Move)
        what = offered[what % len(offered)]
    worked = {log.now.ticket.handler, *(one.who for one in log.submissions[-1:])}
    leader = log.now.ticket.gate.supervisor
    order = replace(full_order(who, at), unit=UNIT if what is not Move.DECLINE else "泗泾所")
    if what in {Move.DISPATCH, Move.APPOINT}:
        order = replace(order, handler="")
    log.make(what, order)
    if what in GATES:
        assert who.name not in worked
        assert log.moves[-1].instead_of not in worked
    if what is Move.CLEAR:
        assert who.name != leader


def place(log: Log) -> Position:
    return log.now.position


def check_end(log: Log) -> None:
    """Nothing ends with a track open, and no no leaves without both gates."""
    life = log.now
    ticket = life.ticket
    if ticket.kind is Kind.COMPOUND and ticket.is_closed:
        assert not open_tracks(ticket)
    if life.position is Position.ENDED:
        assert not open_tracks(ticket)
    told = ticket.outcome.replied_at is not None and life.submission is not None
    if told and needs_section(ticket) and life.position is Position.ENDED:
        assert life.submission is not None
        assert life.submission.decision is Decision.APPROVED
        assert section_said(ticket, life.submission) is SectionDecision.PASSED


@given(kind=KINDS, course=LIVES, start=st.sampled_from(OPEN))
def test_nobody_approves_own_work_and_nothing_ends_half_done(
    kind: Kind, course: list[tuple[Any, Any]], start: Position
) -> None:
    live(kind, course, start)


@given(course=LIVES)
def test_the_short_way_is_open_after_any_life(course: list[tuple[Any, Any]]) -> None:
    """Whatever happened before, a ticket in hand can still be brought to its end properly."""
    log = live(Kind.COMPOUND, course)
    if place(log) not in {Position.IN_HAND, Position.REWORK}:
        return
    with suppress(Refusal):
        write(log, {"handler": HANDLER})
    write(log, {"mediation_result": MediationResult.SETTLED})
    write(log, {"filing": Filing.FILED, "verdict": Verdict.SUBSTANTIATED})
    people = {Move.SUBMIT: PEOPLE[9], Move.APPROVE: EVERYBODY[Role.STATION_LEADER]}
    at = NOW + timedelta(days=2)
    for move, who in people.items():
        log.make(move, full_order(who, at))
    if place(log) is Position.AT_SECTION:
        log.make(Move.CLEAR, full_order(EVERYBODY[Role.SECTION_HEAD], at))
    write(log, {"replied_at": at})
    log.make(Move.CLOSE, full_order(PEOPLE[9], at))
    assert place(log) is Position.ENDED
