"""Follow-up at rest: the list makes itself, each step is kept, and the ledger says the same."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from core.errors import Refusal
from core.figures.period import month
from core.follow_up.callback import CallOutcome, Standing
from core.follow_up.escalation import EscalationState
from core.tickets.words import Satisfaction, Solved, Verdict
from storage.audit import chain_problems
from storage.briefing.counting import briefing_figures
from storage.follow_up.counting import UnitCoverage, coverage
from storage.follow_up.reading import (
    dissatisfied,
    follow_up,
    owned_escalations,
    to_call,
    typical_cases,
    under_escalation,
)
from storage.follow_up.rules import follow_up_rules
from storage.follow_up.writing import office_point, wants_escalation
from storage.points import proposals
from tests.storage.follow_up.samples import CALLER, HANDLER, HEAD, LEADER, Office

S = Satisfaction
SAID = {
    "why": "退款过了两周才到账，没人说一声",
    "missed": "调解以后没有跟进到账情况",
    "remedy": "当面致歉，退款到账后再打电话",
}
CASE = "某所调解达成协议以后没有跟进到账，诉求人等了两周，两次回访都不满意。以后到账了再办结。"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(Path(tmp_path_factory.mktemp("follow-up")) / "office.db")
    yield made
    made.store.close()


def unhappy(office: Office, ref: str, note: str = "嫌退款慢") -> None:
    said = {"service": S.BASIC, "result": S.DISSATISFIED, "note": note, "solved": Solved.EXPLAINED}
    office.write(CALLER, rate=(ref, said))


def standing(office: Office, ref: str) -> Standing:
    with office.store.reading() as connection:
        return follow_up(connection, ref).follow_up.standing(follow_up_rules().rounds)


def ledger(office: Office, ref: str) -> tuple[datetime | None, S | None, str]:
    with office.store.reading() as connection:
        there = follow_up(connection, ref).follow_up.ticket.callback
    return there.callback_at, there.satisfaction, there.explanation


def test_the_list_makes_itself(office: Office) -> None:
    office.add("L1")
    office.add("L2", verdict=Verdict.PARTLY, closed_at=datetime(2026, 11, 13, 9))
    office.add("L3", verdict=Verdict.UNSUBSTANTIATED)
    office.add("L4", closed_at=None)
    with office.store.reading() as connection:
        listed = [one.follow_up.ref for one in to_call(connection)]
        elsewhere = to_call(connection, frozenset({"方松所"}))
    assert listed[:2] == ["L2", "L1"]
    assert not {"L3", "L4"} & set(listed)
    assert elsewhere == []


def test_three_calls_in_vain_on_three_half_days_become_unreached(office: Office) -> None:
    office.add("U1")
    for day, hour in ((17, 10), (17, 15), (18, 9)):
        office.clock.now = datetime(2026, 11, day, hour)
        office.write(CALLER, attempt=("U1", {"outcome": CallOutcome.NO_ANSWER}))
    office.clock.now = datetime(2026, 11, 18, 9, 5)
    office.write(CALLER, give_up=("U1", {"note": "三次都没人接"}))
    assert ledger(office, "U1")[:2] == (datetime(2026, 11, 18, 9), S.UNREACHED)
    assert standing(office, "U1") is Standing.UNREACHED
    with pytest.raises(Refusal, match="不用打电话"):
        office.write(CALLER, attempt=("U1", {"outcome": CallOutcome.OFF}))


def test_a_dissatisfied_ticket_is_answered_for_signed_and_called_again(office: Office) -> None:
    office.add("D1")
    office.clock.now = datetime(2026, 11, 18, 10)
    unhappy(office, "D1")
    assert ledger(office, "D1")[1] is S.DISSATISFIED
    with pytest.raises(Refusal, match="至少写"):
        office.write(HANDLER, explain=("D1", SAID | {"missed": "没有"}))
    office.write(HANDLER, explain=("D1", SAID))
    with pytest.raises(Refusal, match="不能签"):
        office.write(HANDLER, sign=("D1", {}))
    office.write(LEADER, send_back=("D1", {"reason": "补救写具体些"}))
    assert standing(office, "D1") is Standing.TO_EXPLAIN
    assert ledger(office, "D1")[2] == ""
    office.write(HANDLER, explain=("D1", SAID))
    office.write(LEADER, sign=("D1", {}))
    assert standing(office, "D1") is Standing.TO_CALL_AGAIN
    assert "没有跟进到账" in ledger(office, "D1")[2]
    office.clock.now = datetime(2026, 11, 19, 10)
    office.write(CALLER, rate=("D1", {"service": S.SATISFIED, "result": S.SATISFIED}))
    assert ledger(office, "D1")[:2] == (datetime(2026, 11, 19, 10), S.SATISFIED)
    assert standing(office, "D1") is Standing.DONE
    with office.store.reading() as connection:
        kept = follow_up(connection, "D1").follow_up
        assert "D1" not in [one.follow_up.ref for one in dissatisfied(connection)]
    assert [one.result for one in kept.results] == [S.DISSATISFIED, S.SATISFIED]


def test_twice_dissatisfied_is_escalated_and_a_fault_becomes_a_case_and_a_point(
    office: Office,
) -> None:
    office.add("E1")
    office.clock.now = datetime(2026, 11, 18, 10)
    with pytest.raises(Refusal, match="不用专项督办"):
        office.write(CALLER, escalate=("E1", {"owner": LEADER}))
    for day in (18, 19):
        office.clock.now = datetime(2026, 11, day, 14)
        unhappy(office, "E1")
        office.write(HANDLER, explain=("E1", SAID))
        office.write(LEADER, sign=("E1", {}))
    assert standing(office, "E1") is Standing.UNHAPPY
    with office.store.reading() as connection:
        assert wants_escalation(follow_up(connection, "E1"))
    made = office.write(CALLER, escalate=("E1", {"owner": CALLER}))
    assert made.due == date(2026, 11, 26)
    with office.store.reading() as connection:
        assert [one.ref for one in owned_escalations(connection, CALLER)] == ["E1"]
    with pytest.raises(Refusal, match="由柳回音分析"):
        office.write(HANDLER, analyse=("E1", {"text": CASE}))
    office.write(CALLER, analyse=("E1", {"text": CASE}))
    verdict = {"at_fault": True, "reason": "没有跟进到账", "case_text": CASE, "in_circular": True}
    with pytest.raises(Refusal, match="另一位同事"):
        office.write(CALLER, conclude=("E1", verdict))
    for leaked, why in (("九亭所" + CASE, "某所"), (CASE + "电话 13900000001。", "请遮盖")):
        with pytest.raises(Refusal, match=why):
            office.write(HEAD, conclude=("E1", verdict | {"case_text": leaked}))
    point = office_point("E1", "答复与回访", "调解款到账以后再办结，到账前每周告知一次进度。")
    done = office.write(HEAD, conclude=("E1", verdict | {"point": point}))
    assert done.state is EscalationState.CLOSED
    with office.store.reading() as connection:
        assert [one.case_text for one in typical_cases(connection, in_circular=True)] == [CASE]
        assert [one.point.source for one in proposals(connection)] == ["专项督办 E1"]


def test_a_fault_stands_in_the_circular_of_its_month(office: Office) -> None:
    case = "某所答复只写了结论，没有写查到了什么，诉求人以为没有人去过。以后逐项写明经过。"
    office.add("F1", city_dissatisfied=True)
    office.clock.now = datetime(2026, 11, 20, 9)
    office.write(CALLER, escalate=("F1", {"owner": LEADER}))
    office.write(LEADER, analyse=("F1", {"text": "两次到店都有记录，答复里却一个字没有写。"}))
    verdict = {"at_fault": True, "reason": "答复没有写经过", "case_text": case}
    office.write(HEAD, conclude=("F1", verdict | {"in_circular": True}))
    with office.store.reading() as connection:
        circular = briefing_figures(connection, month(date(2026, 11, 1)), date(2026, 11, 20))
        earlier = briefing_figures(connection, month(date(2026, 10, 1)), date(2026, 11, 20))
    assert any(case in one.shown for one in circular.by_name.values())
    assert earlier.lists["典型案例"] == 0


def test_the_citys_dissatisfied_are_listed_and_may_be_found_without_fault(office: Office) -> None:
    office.add("C1", verdict=Verdict.UNSUBSTANTIATED, city_dissatisfied=True)
    office.add("C2", callback_at=datetime(2026, 11, 17, 9), satisfaction=S.SATISFIED)
    office.clock.now = datetime(2026, 11, 20, 9)
    office.write(CALLER, mark_city=("C2", {}))
    with office.store.reading() as connection:
        listed = {one.follow_up.ref for one in under_escalation(connection)}
    assert {"C1", "C2"} <= listed
    office.write(CALLER, escalate=("C1", {"owner": LEADER, "due": date(2026, 11, 24)}))
    office.write(
        LEADER, analyse=("C1", {"text": "现场两次核查都没有发现，诉求人要求超出法律规定。"})
    )
    office.write(HEAD, return_analysis=("C1", {"reason": "附上两次核查的时间"}))
    with office.store.reading() as connection:
        there = follow_up(connection, "C1").escalation
    assert there is not None
    assert (there.state, there.sent_back) == (EscalationState.OPEN, "附上两次核查的时间")
    office.write(
        LEADER, analyse=("C1", {"text": "十一月三日、五日两次核查都没有发现，要求超出规定。"})
    )
    done = office.write(HEAD, conclude=("C1", {"at_fault": False, "reason": "程序和答复都到位"}))
    assert (done.conclusion, done.case_text) == ("无责", "")


def test_coverage_counts_as_the_indicator_does_and_owed_explanations_do_not_lapse(
    tmp_path: Path,
) -> None:
    office = Office(tmp_path / "coverage.db")
    called = datetime(2026, 11, 17, 9)
    office.add("1")
    office.add("2", callback_at=called, satisfaction=S.SATISFIED)
    office.add("3", callback_at=called, satisfaction=S.REFUSED)
    office.add("4", callback_at=called, satisfaction=S.UNREACHED)
    office.add("5", callback_at=called, satisfaction=S.DISSATISFIED)
    office.add("6", callback_at=called, satisfaction=S.DISSATISFIED, explanation="说明过了。")
    office.add("7", verdict=Verdict.UNSUBSTANTIATED)
    old = datetime(2025, 11, 17, 9)
    office.add("8", unit="方松所", closed_at=old, callback_at=called, satisfaction=S.DISSATISFIED)
    with office.store.reading() as connection:
        here, there = coverage(connection, date(2026, 1, 1), date(2026, 12, 31))
    assert here == UnitCoverage(
        unit="九亭所",
        due=5,
        called=4,
        unreached=1,
        refused=1,
        dissatisfied=2,
        open_explanations=1,
    )
    assert str(here.share) == "80.00"
    assert (there.unit, there.due, there.share, there.open_explanations) == ("方松所", 0, None, 1)
    office.store.close()


def test_a_ticket_that_was_called_back_is_not_taken_out_again(office: Office) -> None:
    office.add("T1")
    office.clock.now = datetime(2026, 11, 20, 10)
    office.write(CALLER, refuse=("T1", {}))
    with office.store.transaction(who="测试", what="撤销") as tx:
        steps = tx.connection.exec_driver_sql(
            "select step_id from change where subject='ticket' and ref='T1' order by id"
        ).scalars()
        added = next(iter(steps))
    with pytest.raises(Refusal), office.store.transaction(who="测试", what="撤销") as tx:
        tx.undo(added)


def test_everything_stands_in_the_trail(office: Office) -> None:
    with office.store.reading() as connection:
        assert chain_problems(connection) == []
