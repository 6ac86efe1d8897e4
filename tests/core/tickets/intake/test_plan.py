from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings

from core.tickets.fields import FIELDS, changed
from core.tickets.intake.plan import Fate, Side
from core.tickets.intake.tally import Tally
from core.tickets.intake.values import cell_of
from core.tickets.ticket import Ticket
from core.tickets.words import Satisfaction
from tests.core.tickets.intake.ledgers import Office, planned, taken
from tests.samples import a_ticket, tickets

ROW = {"工单编号": "SJ1", "承办单位": "九亭所", "回访满意度": "满意"}


def fates(outcomes: object) -> list[str]:
    return [one.fate.name for one in outcomes]  # type: ignore[attr-defined]


def test_an_unknown_number_is_added_and_a_known_one_with_the_same_cells_is_not_changed() -> None:
    office = Office()
    assert fates(taken(office, ROW)) == ["ADDED"]
    assert fates(taken(office, ROW)) == ["UNCHANGED"]
    assert office.tickets["SJ1"].unit == "九亭所"


def test_only_what_the_ledger_changed_since_is_applied() -> None:
    office = Office()
    taken(office, ROW)
    office.tickets["SJ1"] = replace(office.tickets["SJ1"], unit="中山所")
    outcome = taken(office, {**ROW, "回访满意度": "不满意"})[0]
    assert outcome.fate is Fate.UPDATED
    assert not outcome.conflicts
    assert office.tickets["SJ1"].unit == "中山所"
    assert office.tickets["SJ1"].callback.satisfaction is Satisfaction.DISSATISFIED


def office_with_both_sides_changed() -> Office:
    office = Office()
    taken(office, ROW)
    office.tickets["SJ1"] = replace(office.tickets["SJ1"], unit="中山所")
    return office


MOVED = {**ROW, "承办单位": "泗泾所"}


def test_a_cell_changed_on_both_sides_is_shown_and_left_alone_each_time() -> None:
    office = office_with_both_sides_changed()
    for _ in range(2):
        outcome = taken(office, MOVED)[0]
        assert outcome.fate is Fate.UNCHANGED
        conflict = outcome.conflicts[0]
        assert (conflict.row, conflict.column) == (2, "承办单位")
        assert (conflict.ledger, conflict.store) == ("泗泾所", "中山所")
        assert office.tickets["SJ1"].unit == "中山所"


@pytest.mark.parametrize(("side", "unit"), [(Side.LEDGER, "泗泾所"), (Side.STORE, "中山所")])
def test_a_choice_settles_a_conflict_for_good(side: Side, unit: str) -> None:
    office = office_with_both_sides_changed()
    outcome = taken(office, MOVED, choices={("SJ1", "unit"): side})[0]
    assert not outcome.conflicts
    assert office.tickets["SJ1"].unit == unit
    assert not planned(office, MOVED)[0].conflicts
    assert office.tickets["SJ1"].unit == unit


def test_an_empty_cell_erases_nothing_and_a_missing_column_changes_nothing() -> None:
    office = Office()
    taken(office, ROW)
    taken(office, {"工单编号": "SJ1", "承办单位": "", "回访满意度": None})
    taken(office, {"工单编号": "SJ1", "承办人": "陆明远"})
    ticket = office.tickets["SJ1"]
    assert (ticket.unit, ticket.handler) == ("九亭所", "陆明远")
    assert ticket.callback.satisfaction is Satisfaction.SATISFIED


def test_a_ticket_registered_by_hand_is_filled_where_it_is_empty() -> None:
    office = Office(a_ticket(number="SJ1", unit="九亭所", handler=""))
    outcome = planned(office, {"工单编号": "SJ1", "承办单位": "中山所", "承办人": "钱二"})[0]
    assert outcome.after is not None
    assert outcome.after.handler == "钱二"
    assert [conflict.key for conflict in outcome.conflicts] == ["unit"]


def test_a_field_that_the_office_cleared_is_a_conflict_once_the_ledger_changes_it() -> None:
    office = Office()
    taken(office, ROW)
    office.tickets["SJ1"] = replace(office.tickets["SJ1"], unit="")
    assert not planned(office, ROW)[0].conflicts
    assert planned(office, MOVED)[0].conflicts[0].store == ""


def test_a_bad_row_is_named_and_good_ones_are_kept() -> None:
    office = Office()
    bad = {"工单编号": "SJ2", "承办单位": "九亭所", "办结时间": "2026-13-01", "回访满意度": "还行"}
    outcomes = taken(office, {**ROW, "办结时间": "2026-11-20"}, bad)
    assert list(office.tickets) == ["SJ1"]
    tally = Tally()
    for outcome in outcomes:
        tally.count(outcome)
    document = tally.document()
    assert (document["read"], document["added"]) == (2, 1)
    rejected = document["rejected"][0]
    assert rejected["row"] == 3
    assert rejected["column"] == "回访满意度"
    assert rejected["value"] == "还行"
    assert "“办结时间”：没有 13 月。请改成 1 到 12 月。" in rejected["reason"]


@pytest.mark.parametrize("number", ["", None, "合计", "填表人：", "工单编号", "SJ1#2"])
def test_a_row_without_a_real_number_is_refused(number: str | None) -> None:
    outcome = planned(
        Office(), {"工单编号": "SJ9", "承办人": "钱二"}, {"工单编号": number, "承办人": "钱二"}
    )[1]
    assert outcome.fate is Fate.REJECTED
    assert "编号" in outcome.problems[0].reason


def test_a_second_row_of_a_number_is_named_and_never_updates_the_first() -> None:
    office = Office()
    outcomes = taken(office, ROW, {**ROW, "承办单位": "中山所"})
    assert fates(outcomes) == ["ADDED", "REJECTED"]
    assert "编号 SJ1 在第 2 行已经有了" in outcomes[1].problems[0].reason
    assert office.tickets["SJ1"].unit == "九亭所"


def rework(when: str, **more: str) -> dict[str, str]:
    return {"工单编号": "SJ1", "是否重办件": "是", "派至所队时间": when, **more}


def test_reworks_are_numbered_by_the_time_of_assignment_and_recognised_again() -> None:
    office = Office()
    first = {"工单编号": "SJ1", "是否重办件": "否", "派至所队时间": "2026-05-01"}
    rows = (rework("2026-05-09"), first, rework("2026-05-06"))
    assert [one.ref for one in taken(office, *rows)] == ["SJ1#2", "SJ1", "SJ1#1"]
    assert fates(taken(office, *reversed(rows))) == ["UNCHANGED"] * 3


def test_an_earlier_rework_that_comes_later_takes_the_next_reference() -> None:
    office = Office()
    taken(office, rework("2026-05-09"))
    outcomes = taken(office, rework("2026-05-06"), rework("2026-05-09"))
    assert [one.ref for one in outcomes] == ["SJ1#2", "SJ1#1"]


def test_reworks_that_cannot_be_told_apart_are_named() -> None:
    outcomes = taken(Office(), rework("2026-05-06"), rework("2026-05-06"))
    assert fates(outcomes) == ["ADDED", "REJECTED"]
    assert "派至所队时间" in outcomes[1].problems[0].reason


def test_signs_of_ones_own_making_are_pointed_out() -> None:
    outcome = planned(Office(), {"工单编号": "SJ1", "诉求人姓名": "张\ue001"})[0]
    assert outcome.fate is Fate.ADDED
    assert "自造字（U+E001）" in outcome.remarks[0].sentence


@given(ticket=tickets())
@settings(max_examples=25)
def test_what_an_export_writes_changes_nothing_when_it_comes_back(ticket: Ticket) -> None:
    row = {field.header: cell_of(field.get(ticket)) for field in FIELDS}
    outcome = planned(Office(ticket), row)[0]
    assert (outcome.fate, outcome.conflicts, outcome.problems) == (Fate.UNCHANGED, (), ())


def test_a_ticket_marked_as_rework_by_hand_is_recognised_in_its_own_export() -> None:
    office = Office(a_ticket(number="SJ1", is_rework=True))
    outcome = planned(
        office, {"工单编号": "SJ1", "是否重办件": "是", "派至所队时间": "2026-11-20 10:00"}
    )[0]
    assert (outcome.ref, outcome.fate) == ("SJ1", Fate.UNCHANGED)


def test_a_ticket_that_the_ledger_now_calls_a_rework_stays_itself() -> None:
    office = Office()
    taken(office, {"工单编号": "SJ1", "是否重办件": "否", "派至所队时间": "2026-05-06"})
    outcome = planned(office, rework("2026-05-06"))[0]
    assert (outcome.ref, outcome.fate) == ("SJ1", Fate.UPDATED)


def test_an_update_is_shown_as_what_it_changes() -> None:
    office = Office(changed(a_ticket(number="SJ1"), {"closed_at": None}))
    tally = Tally()
    tally.count(planned(office, {"工单编号": "SJ1", "办结时间": "2026-11-23 9:00"})[0])
    assert tally.updates[0].changes == {"办结时间": ("", "2026-11-23 09:00:00")}
    assert office.tickets["SJ1"].received_at == datetime(2026, 11, 20, 9, 30)
