"""Three officers and one ticket: suspended, extended, returned, replied, returned again, closed.

All of it goes through the use cases of windows and commands; at the end the time line is read.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refusal
from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.fields import changed
from core.tickets.handover import approve, submit
from core.tickets.life.needs import Order
from core.tickets.life.standing import Position
from core.tickets.life.table import Move
from core.tickets.words import (
    Acceptance,
    Filing,
    Kind,
    MediationResult,
    NoticeWay,
    Verdict,
)
from core.tickets.writing import amend, register
from storage.database import Store
from storage.lives import life_of, movements, office, returns_between
from storage.loading import load_by_ref
from storage.moving import move_many
from storage.ticket_lists import clocks_of_ticket
from storage.timeline.reading import timeline
from tests.samples import a_ticket

REF = "SJ2026112300001"
AGAIN = f"{REF}#1"


def person(name: str, unit: str, role: Role) -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=date(2024, 1, 1)),))


HANDLER = person("陆明远", "九亭所", Role.HANDLER)
LEADER = person("赵文博", "九亭所", Role.STATION_LEADER)
HEAD = person("许怀远", "消保科", Role.SECTION_HEAD)


class Story:
    """A store, and a clock that goes on as the story is told."""

    def __init__(self, path: Path) -> None:
        self.now = datetime(2026, 11, 2, 9, 0)
        self.store = Store.open(path, now=lambda: self.now)

    def on(self, day: date, hour: int = 9) -> None:
        self.now = datetime(day.year, day.month, day.day, hour)

    def move(self, move: Move, by: Officer, ref: str = REF, **said: Any) -> None:
        self.now += timedelta(minutes=20)
        with self.store.transaction(who=by.name, what=move.value) as tx:
            order = Order(by=by, at=tx.at, office=office(tx.connection))
            move_many(tx, move, [ref], replace(order, **said))

    def write(self, ref: str = REF, **values: Any) -> None:
        self.now += timedelta(minutes=20)
        with self.store.transaction(who=HANDLER.name, what="保存工单") as tx:
            new = changed(tx.tickets.get(ref), values)
            amend(tx.tickets, tx.handling, new, by=HANDLER, at=tx.at)

    def through_the_leader(self, ref: str = REF) -> None:
        self.now += timedelta(minutes=20)
        with self.store.transaction(who=HANDLER.name, what="送审") as tx:
            ticket = tx.tickets.get(ref)
            submit(tx.handling, ticket, [], by=HANDLER, at=tx.at, rulebook="1")
        self.now += timedelta(minutes=20)
        with self.store.transaction(who=LEADER.name, what="审核同意") as tx:
            approve(tx.tickets, tx.handling, ref, by=LEADER, at=tx.at, opinion="同意")

    def place(self, ref: str = REF) -> Position:
        with self.store.reading() as connection:
            return life_of(connection, ref).position

    def due(self, code: str, ref: str = REF) -> date | None:
        with self.store.reading() as connection:
            [found] = load_by_ref(connection, [ref])
            clocks = clocks_of_ticket(connection, found.id, self.now)
        return next((one.due for one in clocks if one.code == code), None)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    told = Story(tmp_path / "office.db")
    with told.store.transaction(who="测试", what="准备") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION), Unit("消保科", UnitKind.SECTION)])
        for one in (HANDLER, LEADER, HEAD):
            tx.people.save_officer(one)
    yield told
    told.store.close()


def _arrives(story: Story) -> None:
    bare = a_ticket(
        kind=Kind.COMPOUND,
        unit="",
        handler="",
        received_at=story.now,
        assigned_at=None,
        is_real_name=True,
    )
    with story.store.transaction(who=HEAD.name, what="登记工单") as tx:
        register(tx.tickets, bare, by=HEAD, at=tx.at)
    story.move(Move.DISPATCH, HEAD, unit="九亭所", handler="陆明远")


def _is_worked_on(story: Story) -> None:
    story.on(date(2026, 11, 3))
    plain = story.due("R_VERIFY")
    story.write(
        first_contact_at=story.now,
        acceptance=Acceptance.ACCEPTED,
        acceptance_date=story.now.date(),
        acceptance_notice_at=story.now,
        acceptance_notice_way=NoticeWay.PHONE,
    )
    story.write(test_from=date(2026, 11, 4), test_to=date(2026, 11, 6))
    suspended = story.due("R_VERIFY")
    assert plain is not None
    assert suspended is not None
    assert suspended > plain
    normal = story.due("H_NORMAL")
    story.write(hotline_extension_date=date(2026, 11, 6))
    extended = story.due("H_NORMAL")
    assert normal is not None
    assert extended is not None
    assert extended > normal
    said = {"reason": "样品在检测", "next_step": "出报告后认定"}
    story.move(Move.INTERIM, HANDLER, **said, until=date(2026, 11, 12))


def _is_returned_and_replied(story: Story) -> None:
    story.on(date(2026, 11, 10))
    story.write(
        verdict=Verdict.UNSUBSTANTIATED,
        verdict_reason="经营者说没有",
        mediation_result=MediationResult.SETTLED,
        mediated_on=date(2026, 11, 9),
        filing=Filing.FILED,
        filing_date=date(2026, 11, 10),
        reply="经查不属实",
    )
    story.through_the_leader()
    assert story.place() is Position.AT_SECTION
    with pytest.raises(Refusal, match="审核、审批都通过"):
        story.write(replied_at=story.now)
    story.move(Move.RETURN, HEAD, code="R01", reason="只有经营者口头否认")
    assert story.place() is Position.REWORK
    assert story.due("H_REWORK") == date(2026, 11, 13)
    story.write(verdict=Verdict.PARTLY, verdict_reason="检测报告证明一项不合格")
    story.through_the_leader()
    story.move(Move.CLEAR, HEAD)
    story.write(replied_at=story.now, notice_at=story.now)
    story.move(Move.CLOSE, HANDLER)
    assert story.place() is Position.ENDED


def _comes_back_and_ends(story: Story) -> None:
    story.on(date(2026, 11, 18))
    story.move(Move.RETURN, HEAD, code="R10", reason="回访时说没有人到过现场")
    assert story.place(AGAIN) is Position.REWORK
    assert story.due("H_SUPERVISE", AGAIN) == date(2026, 11, 23)
    story.on(date(2026, 11, 19))
    story.write(
        AGAIN,
        acceptance=Acceptance.ACCEPTED,
        mediation_result=MediationResult.SETTLED,
        filing=Filing.FILED,
        verdict=Verdict.SUBSTANTIATED,
    )
    story.through_the_leader(AGAIN)
    story.write(AGAIN, replied_at=story.now)
    story.move(Move.CLOSE, HANDLER, AGAIN)
    assert story.place(AGAIN) is Position.ENDED


def test_a_ticket_goes_all_the_way_and_its_time_line_reads_well(story: Story) -> None:
    _arrives(story)
    _is_worked_on(story)
    _is_returned_and_replied(story)
    _comes_back_and_ends(story)
    with story.store.reading() as connection:
        done = [one.move for one in movements(connection, REF)]
        counted = returns_between(connection, date(2026, 11, 1), date(2026, 11, 30))
        _, entries = timeline(connection, REF)
    assert done == [
        Move.DISPATCH,
        Move.INTERIM,
        Move.SUBMIT,
        Move.APPROVE,
        Move.RETURN,
        Move.SUBMIT,
        Move.APPROVE,
        Move.CLEAR,
        Move.CLOSE,
        Move.RETURN,
    ]
    assert [(number, one.code) for number, one in counted] == [(REF, "R01"), (REF, "R10")]
    read_aloud = "\n".join(one.sentence for one in entries)
    in_order = [
        "分派到九亭所",
        "阶段性答复，告诉诉求人“样品在检测”",
        "送分管领导审核",
        "审核同意",
        "退回重办，理由是“只有经营者口头否认”",
        "审批通过",
        "办结",
        f"退回重办，理由是“回访时说没有人到过现场”，另立重办件 {AGAIN}",
    ]
    place = 0
    for words in in_order:
        assert words in read_aloud[place:], (words, read_aloud)
        place = read_aloud.index(words, place)
