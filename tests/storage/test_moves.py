"""Moves at rest: what is kept, what a return starts, and what taking a step back leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refusal
from core.tickets.life.moving import make
from core.tickets.life.needs import Order
from core.tickets.life.standing import Position
from core.tickets.life.table import Move
from core.tickets.words import Kind, MediationResult, SectionDecision, Verdict
from storage.audit import history
from storage.lives import movements, returns_between
from tests.samples import a_ticket
from tests.storage.bureau import HANDLER, HEAD, REF, START, Bureau, a_bureau


@pytest.fixture
def bureau(tmp_path: Path) -> Iterator[Bureau]:
    made = a_bureau(tmp_path / "office.db")
    yield made
    made.store.close()


def test_a_no_goes_through_both_gates_before_it_is_told(bureau: Bureau) -> None:
    with pytest.raises(Refusal, match="审核、审批都通过"):
        bureau.write(replied_at=START)
    bureau.hand_in()
    assert bureau.place() is Position.AT_LEADER
    bureau.agree()
    assert bureau.place() is Position.AT_SECTION
    with pytest.raises(Refusal, match="待消保科审批"):
        bureau.write(verdict_reason="再补一句")
    with pytest.raises(Refusal, match="审核、审批都通过"):
        bureau.write(replied_at=START)
    bureau.move(Move.CLEAR, HEAD)
    assert bureau.place() is Position.TO_REPLY
    bureau.write(replied_at=START)
    bureau.move(Move.CLOSE, HANDLER)
    assert bureau.ticket().is_closed
    assert bureau.done() == [Move.SUBMIT, Move.APPROVE, Move.CLEAR, Move.CLOSE]


def test_a_returned_ticket_has_three_working_days_of_its_own_and_is_counted(
    bureau: Bureau,
) -> None:
    bureau.hand_in()
    bureau.agree()
    assert "H_REWORK" not in bureau.clocks()
    bureau.move(Move.RETURN, HEAD, code="R01", reason="只有经营者口头否认")
    assert bureau.place() is Position.REWORK
    assert bureau.clocks()["H_REWORK"] == date(2026, 11, 26)
    gate = bureau.ticket().gate
    assert gate.section_decision is SectionDecision.RETURNED
    assert gate.section_return_reason == "认定依据不足：只有经营者口头否认"
    with bureau.store.reading() as connection:
        [(number, counted)] = returns_between(connection, date(2026, 11, 1), date(2026, 11, 30))
    assert (number, counted.code) == (REF, "R01")
    bureau.write(verdict_reason="有进货票据和监控为证")
    bureau.hand_in()
    bureau.agree()
    assert bureau.place() is Position.AT_SECTION


def test_a_closed_ticket_is_worked_on_again_beside_itself(bureau: Bureau) -> None:
    bureau.hand_in()
    bureau.agree()
    bureau.move(Move.CLEAR, HEAD)
    bureau.write(replied_at=START, mediation_result=None)
    bureau.move(Move.CLOSE, HANDLER)
    bureau.move(Move.RETURN, HEAD, code="R10", reason="诉求人说没有人到过现场")
    again = bureau.ticket(f"{REF}#1")
    assert (again.is_rework, again.origin_number, again.unit) == (True, REF, "九亭所")
    assert again.outcome.verdict is None
    assert bureau.place(f"{REF}#1") is Position.REWORK
    assert bureau.clocks(f"{REF}#1")["H_SUPERVISE"] == date(2026, 11, 26)
    assert bureau.ticket().outcome.verdict is Verdict.UNSUBSTANTIATED
    bureau.move(Move.RETURN, HEAD, code="R10", reason="还是没有人去")
    assert bureau.ticket(f"{REF}#2").origin_number == REF


def test_many_dispatched_in_one_step_come_back_in_one(bureau: Bureau) -> None:
    refs = [f"SJ202611230010{n}" for n in range(5)]
    with bureau.store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save_all([a_ticket(number=ref, unit="", handler="") for ref in refs])
    step = bureau.move(Move.DISPATCH, HEAD, *refs, unit="泗泾所", handler="周景行")
    assert {bureau.ticket(ref).unit for ref in refs} == {"泗泾所"}
    bureau.undo(step)
    assert {bureau.place(ref) for ref in refs} == {Position.TO_DISPATCH}
    with bureau.store.reading() as connection:
        [kept] = movements(connection, refs[0])
        trail = history(connection, "movement", refs[0])
    assert kept.undone_at is not None
    assert len(trail) == 2


def test_many_approved_in_one_step_wait_again_after_one_undo(bureau: Bureau) -> None:
    bureau.hand_in()
    step = bureau.agree()
    bureau.undo(step)
    assert bureau.place() is Position.AT_LEADER
    assert bureau.ticket().gate.supervised_at is None
    assert bureau.done() == [Move.SUBMIT]
    bureau.agree()
    assert bureau.place() is Position.AT_SECTION


def test_what_was_worked_on_since_is_not_taken_back(bureau: Bureau) -> None:
    bureau.hand_in()
    step = bureau.agree()
    bureau.move(Move.CLEAR, HEAD)
    with pytest.raises(Refusal):
        bureau.undo(step)
    assert bureau.place() is Position.TO_REPLY


def test_a_declined_assignment_comes_back_when_the_section_says_no(bureau: Bureau) -> None:
    bureau.move(Move.DECLINE, HANDLER, unit="泗泾所", reason="店在泗泾镇", basis="辖区划分")
    assert bureau.place() is Position.DECLINED
    assert "H_NORMAL" not in bureau.clocks()
    bureau.move(Move.REFUSE_DECLINE, HEAD, reason="经营地址在九亭镇")
    assert bureau.place() is Position.IN_HAND
    assert "H_NORMAL" in bureau.clocks()
    with bureau.store.reading() as connection:
        asked, answered = movements(connection, REF)
    assert (asked.basis, asked.unit, answered.reason) == ("辖区划分", "泗泾所", "经营地址在九亭镇")


def test_declining_in_the_form_is_written_down_like_the_move(bureau: Bureau) -> None:
    reason = "店在泗泾镇，按辖区划分归泗泾所"
    bureau.write(decline_assignment_reason=reason, suggested_unit="泗泾所")
    assert bureau.place() is Position.DECLINED
    assert bureau.done() == [Move.DECLINE]
    bureau.move(Move.AGREE_DECLINE, HEAD)
    assert bureau.place() is Position.TO_DISPATCH
    assert bureau.ticket().referral.decline_assignment_reason == ""


def test_handing_on_inside_the_bureau_wins_no_time(bureau: Bureau) -> None:
    before = bureau.clocks()
    bureau.move(Move.HAND_BACK, HANDLER, reason="不具备处理权限")
    assert bureau.place() is Position.TO_DISPATCH
    bureau.move(Move.DISPATCH, HEAD, unit="泗泾所")
    assert bureau.clocks() == before


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"unit": "泗泾所"}, "流转"),
        ({"supervised_at": START}, "审核、审批写入"),
        ({"section_decision": SectionDecision.PASSED}, "审核、审批写入"),
        ({"transfer_to": "区城管执法局"}, "由消保科填"),
        ({"notice_at": START}, "都同意了才能告知"),
    ],
)
def test_nobody_goes_round_the_gates_by_hand(
    bureau: Bureau, values: dict[str, Any], says: str
) -> None:
    with pytest.raises(Refusal, match=says):
        bureau.write(**values)


def test_an_interim_reply_stops_no_clock(bureau: Bureau) -> None:
    before = bureau.clocks()
    bureau.tick()
    with bureau.store.transaction(who=HANDLER.name, what="阶段性答复") as tx:
        order = Order(by=HANDLER, at=tx.at, reason="已约店方周三调解", next_step="周三调解")
        make(Move.INTERIM, tx.tickets, tx.moves, REF, replace(order, until=date(2026, 11, 26)))
    assert bureau.clocks() == before
    assert bureau.ticket().outcome.replied_at is None
    with bureau.store.reading() as connection:
        [told] = movements(connection, REF)
    assert (told.reason, told.until) == ("已约店方周三调解", date(2026, 11, 26))


def test_settled_is_not_closed_while_the_other_track_of_a_compound_is_open(
    bureau: Bureau,
) -> None:
    bureau.write(
        kind=Kind.COMPOUND,
        verdict=Verdict.SUBSTANTIATED,
        mediation_result=MediationResult.SETTLED,
    )
    bureau.hand_in()
    bureau.agree()
    bureau.write(replied_at=START)
    with pytest.raises(Refusal, match="还有一轨"):
        bureau.move(Move.CLOSE, HANDLER)
    with pytest.raises(Refusal, match="举报轨还没有结论"):
        bureau.write(closed_at=START)
