from datetime import date, datetime

import pytest

from core.errors import Refusal
from core.tickets.words import Kind, Verdict
from storage.database import Store
from storage.review.frames import Frame, find_frame
from tests.samples import TODAY
from tests.storage.review.samples import a_plan, fill, unsubstantiated


def found(store: Store) -> Frame:
    with store.reading() as connection:
        return find_frame(connection, a_plan(), today=TODAY)


def refs(frame: Frame) -> list[str]:
    return [entry.ref for entry in frame.entries]


def test_what_was_found_unsubstantiated_and_closed_in_the_period_belongs(store: Store) -> None:
    fill(
        store,
        unsubstantiated("B", "九亭所"),
        unsubstantiated("A", "中山所", closed_at=datetime(2026, 9, 30, 23, 59)),
        unsubstantiated("C", "中山所", ref="C#1", is_rework=True),
        unsubstantiated("X1", "九亭所", verdict=Verdict.PARTLY),
        unsubstantiated("X2", "九亭所", closed_at=datetime(2026, 10, 1)),
        unsubstantiated("X3", "九亭所", closed_at=datetime(2026, 6, 30, 23, 0)),
    )
    frame = found(store)
    assert refs(frame) == ["A", "B", "C#1"]
    assert [(e.number, e.unit, e.stratum) for e in frame.entries][2] == ("C", "中山所", "中山所")
    assert frame.excluded == ()


def test_each_ticket_left_out_has_its_reason(store: Store) -> None:
    fill(
        store,
        unsubstantiated("A", "九亭所"),
        unsubstantiated("B", "九亭所", closed_at=None),
        unsubstantiated("C", " "),
        unsubstantiated("D", "九亭所", suggested_unit="中山所"),
        unsubstantiated("E", "九亭所", kind=Kind.ENQUIRY),
        unsubstantiated(
            "F",
            "九亭所",
            received_at=datetime(2026, 9, 29),
            acceptance_notice_at=None,
            closed_at=datetime(2026, 9, 30),
        ),
    )
    with store.reading() as connection:
        frame = find_frame(connection, a_plan(), today=date(2026, 9, 30))
    assert refs(frame) == ["A"]
    assert [(one.ref, one.reason) for one in frame.excluded] == [
        ("B", "还没有办结"),
        ("C", "没有承办单位"),
        ("D", "退单件"),
        ("E", "咨询、建议一类，不是投诉举报"),
        ("F", "仍在法定期内，没有了结"),
    ]


def test_a_ticket_past_its_term_is_drawn_like_others(store: Store) -> None:
    fill(store, unsubstantiated("A", "九亭所", acceptance_notice_at=None))
    assert refs(found(store)) == ["A"]


def test_a_condition_that_cannot_be_read_is_refused(store: Store) -> None:
    with store.reading() as connection, pytest.raises(Refusal):
        find_frame(connection, a_plan(condition="事实认定 是不是 不属实"), today=TODAY)
