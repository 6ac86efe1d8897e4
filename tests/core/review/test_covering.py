"""A blind reviewer learns neither unit nor officer nor petitioner from the covered ticket."""

from datetime import date
from typing import Any

from core.people import Officer, Post, Role, Unit, UnitKind
from core.review.covering import Covering, open_fields
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import Acceptance, Kind, NotFiledGround
from storage.law import rule_sets
from tests.samples import a_ticket

TODAY = date(2026, 11, 23)
UNITS = [
    Unit("九亭所", UnitKind.STATION),
    Unit("中山所", UnitKind.STATION),
    Unit("执法大队", UnitKind.BRIGADE),
    Unit("消保科", UnitKind.SECTION),
    Unit("区局", UnitKind.BUREAU),
]


def officer(name: str, unit: str, role: Role = Role.HANDLER) -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=date(2020, 1, 1)),))


OFFICERS = [
    officer("陆明远", "九亭所"),
    officer("温知夏", "九亭所"),
    officer("裴若水", "中山所"),
    officer("钟科", "消保科", Role.SECTION_OFFICER),
    officer("许局长", "区局", Role.BUREAU_LEADER),
]


def covering(ticket: Ticket) -> Covering:
    return Covering(ticket, UNITS, OFFICERS, rule_sets(), today=TODAY)


def covered(**changes: Any) -> dict[str, str]:
    return {one.key: one.text for one in covering(a_ticket(**changes)).fields}


def test_unit_and_officer_are_replaced_the_same_way_everywhere() -> None:
    shown = covered(
        unit="九亭所",
        handler="陆明远",
        inspectors=("温知夏", "陆明远"),
        inspect_process="九亭市场监管所陆明远、温知夏到店检查，中山所裴若水协助。",
        reply="我所（九亭所）陆明远已查。",
        evidence=(Evidence("照片", "九亭所陆明远现场照片1.jpg"),),
    )
    assert shown["unit"] == "甲所"
    assert shown["handler"] == "甲一"
    assert shown["inspectors"] == "甲二；甲一"
    assert shown["inspect_process"] == "甲所甲一、甲二到店检查，乙所乙一协助。"
    assert shown["reply"] == "我所（甲所）甲一已查。"
    assert shown["evidence"] == "照片:甲所甲一现场照片1.jpg"


def test_the_petitioner_is_covered_too() -> None:
    shown = covered(content="闻人素（13900000001）来电，闻人素要求退款。")
    assert "闻人素" not in "".join(shown.values())
    assert "13900000001" not in "".join(shown.values())


def test_a_stations_place_gives_it_away_and_is_replaced() -> None:
    shown = covered(
        trader_address="九亭镇虚构路 9999 号", content="在中山街道买的。", petitioner_address=""
    )
    assert shown["trader_address"] == "甲地镇虚构路 9999 号"
    assert shown["content"] == "在乙地街道买的。"


def test_a_brigade_is_not_told_from_a_station() -> None:
    shown = covered(unit="执法大队", reply="我大队（执法大队）已派执法人员检查。")
    assert shown["unit"] == "甲所"
    assert shown["reply"] == "我所（甲所）已派执法人员检查。"


def test_surname_and_title_are_enough_to_be_covered() -> None:
    shown = covered(handler="陆明远", reply="请找陆警官。陆家嘴的店不归本所。")
    assert shown["reply"] == "请找甲一警官。陆家嘴的店不归本所。"


def test_someone_the_office_does_not_list_counts_as_the_units_own() -> None:
    shown = covered(inspectors=("编外人",), inspect_process="编外人到场。")
    assert shown["inspect_process"] == "甲二到场。"


def test_people_of_section_and_bureau_get_their_own_letters() -> None:
    shown = covered(not_filed_approver="许局长", reply="钟科说可以。")
    assert shown["not_filed_approver"] == "局一"
    assert shown["reply"] == "科一说可以。"


def test_numbers_that_lead_to_the_ticket_are_left_out() -> None:
    shown = covered(number="SJ1", origin_number="SJ0", case_number="案1")
    assert not {"number", "origin_number", "case_number"} & shown.keys()


def test_the_covered_stretches_are_marked() -> None:
    ticket = a_ticket(reply="九亭所致电 13900000001，已告知。", petitioner_phone="13900000001")
    [reply] = [one for one in covering(ticket).fields if one.key == "reply"]
    assert [reply.text[start:end] for start, end in reply.covered] == ["甲所", "139****0001"]


def test_other_words_about_the_ticket_are_covered_likewise() -> None:
    about = covering(a_ticket(unit="九亭所", handler="陆明远"))
    assert about.text("陆明远（九亭所）没有写核查人员。") == "甲一（甲所）没有写核查人员。"


def test_without_any_names_the_text_stays() -> None:
    about = Covering(a_ticket(unit="", handler=""), [], [], rule_sets(), today=TODAY)
    assert about.text("原样。") == "原样。"


def test_words_about_the_ticket_name_neither_petitioner_nor_other_tickets() -> None:
    ticket = a_ticket(petitioner_name="闻人素", handler="陆明远")
    said = covering(ticket).text("陆明远联系闻人素的时间与工单 SJ2026112300017#1 相同。")
    assert said == "甲一联系闻*素的时间与工单 （编号略） 相同。"


def test_the_own_unit_reads_names_of_officers_but_not_of_the_petitioner() -> None:
    ticket = a_ticket(petitioner_name="闻人素", content="闻人素反映，九亭所陆明远没有回电。")
    fields = {one.key: one for one in open_fields(ticket, rule_sets(), today=TODAY)}
    assert fields["content"].text == "闻*素反映，九亭所陆明远没有回电。"
    assert fields["content"].covered == ((1, 2),)
    assert fields["number"].text == "SJ2026112300001"


def test_a_ground_is_read_with_the_words_of_its_rule_set() -> None:
    declined = covered(acceptance=Acceptance.DECLINED, decline_ground=3)
    assert declined["decline_ground"] == "3　非生活消费或无争议"
    ticket = a_ticket(kind=Kind.TIPOFF, not_filed_ground=NotFiledGround.A1)
    fields = {one.key: one.text for one in open_fields(ticket, rule_sets(), today=TODAY)}
    assert fields["not_filed_ground"] == "A1　没有证据初步证明违法"


def test_moments_are_read_without_seconds_that_say_nothing() -> None:
    assert covered()["received_at"] == "2026-11-20 09:30"
