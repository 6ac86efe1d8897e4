"""Giving papers in a real store: numbers, the log, taking back, and what is told to the ticket."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import Refusal
from core.papers.facts import Reader
from core.papers.form import Remembered
from core.papers.issuing import Given, Order
from core.papers.offering import offers
from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.fields import changed
from core.tickets.handover import approve, submit
from core.tickets.life.moving import make
from core.tickets.life.needs import Order as MoveOrder
from core.tickets.life.table import Move
from core.tickets.words import (
    Acceptance,
    Kind,
    MediationConsent,
    MediationPaper,
    MediationResult,
    NoticeWay,
)
from storage.audit import history
from storage.database import Store
from storage.paper_issuing import (
    choices,
    file_name,
    given_last,
    issue,
    prepared,
    pressed,
    reprint_note,
    ticket_for_papers,
    void,
    written,
)
from storage.papers import number_pattern, paper_typed, papers_of, remembered
from storage.worked_on import refuse_if_worked_on
from tests.core.papers.forms import ENTRIES, a_form
from tests.samples import NOW, a_ticket
from tests.stores import open_store

REF = "SJ2026112300001"
HANDLER = Officer(
    name="陆明远", posts=(Post(unit="九亭所", role=Role.HANDLER, since=date(2024, 1, 1)),)
)
SECTION = Officer(
    name="许知夏", posts=(Post(unit="消保科", role=Role.SECTION_HEAD, since=date(2024, 1, 1)),)
)
LEADER = Officer(
    name="赵文博", posts=(Post(unit="九亭所", role=Role.STATION_LEADER, since=date(2024, 1, 1)),)
)
STRANGER = Officer(
    name="俞静姝", posts=(Post(unit="中山所", role=Role.HANDLER, since=date(2024, 1, 1)),)
)
ACCEPTED: Mapping[str, Any] = {
    "acceptance": Acceptance.ACCEPTED,
    "acceptance_date": date(2026, 11, 21),
}


def an_order(key: str, reader: Reader = Reader.PETITIONER, **changes: Any) -> Order:
    order = Order(form=a_form(key), reader=reader, entries=ENTRIES, way=NoticeWay.LETTER)
    return replace(order, **changes)


class Office:
    """A store with tickets, and officers who give papers in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.transaction(who="测试", what="登记人员") as tx:
            tx.people.add_units(
                [Unit("九亭所", UnitKind.STATION), Unit("中山所", UnitKind.STATION)]
            )
            for officer in (HANDLER, LEADER, STRANGER):
                tx.people.save_officer(officer)

    def add(self, **changes: Any) -> None:
        with self.store.transaction(who="测试", what="登记") as tx:
            tx.tickets.save(a_ticket(**changes))

    def give(self, order: Order, ref: str = REF, by: Officer = HANDLER) -> Given:
        with self.store.transaction(who=by.name, what="签发文书") as tx:
            return issue(tx, order, ref, by=by)

    def take_back(self, given: Given, reason: str = "姓名写错", by: Officer = HANDLER) -> None:
        with self.store.transaction(who=by.name, what="作废文书") as tx:
            void(tx, given.id, by=by, reason=reason)

    def given(self, ref: str = REF) -> list[Given]:
        with self.store.reading() as connection:
            return papers_of(connection, ref)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_a_paper_is_numbered_logged_and_can_be_printed_again_to_the_byte(office: Office) -> None:
    office.add(**ACCEPTED)
    given = office.give(an_order("acceptance"))
    assert given.number == "沪市监松九亭投受〔2026〕第1号"
    assert (given.issued_by, given.issued_at, given.way) == ("陆明远", NOW, NoticeWay.LETTER)
    [logged] = office.given()
    assert logged == given
    again = pressed(logged.paper)
    assert again.sha256 == given.sha256
    assert reprint_note(logged, again) == ""
    assert given.number in "".join(block for block in logged.paper.subtitle)
    assert written(logged.paper) == written(given.paper)


def test_what_was_given_does_not_change_with_the_ticket(office: Office) -> None:
    office.add(**ACCEPTED)
    given = office.give(an_order("acceptance"))
    office.add(**ACCEPTED, petitioner_name="钟离昱")
    assert office.given()[0].paper == given.paper
    assert "闻人素：" in [getattr(block, "text", "") for block in given.paper.blocks]


def test_numbers_count_by_unit_form_and_year(office: Office) -> None:
    for number in range(3):
        office.add(number=f"SJ{number}", **ACCEPTED)
    office.add(number="SJ9", unit="中山所", **ACCEPTED)
    numbers = [office.give(an_order("acceptance"), f"SJ{n}").number for n in range(3)]
    assert numbers == [f"沪市监松九亭投受〔2026〕第{n}号" for n in (1, 2, 3)]
    other = office.give(an_order("acceptance"), "SJ9", by=STRANGER)
    assert other.number == "沪市监松中山投受〔2026〕第1号"


def test_a_new_year_begins_at_one(tmp_path: Path) -> None:
    days = [datetime(2026, 12, 31, 9), datetime(2027, 1, 4, 9)]
    store = open_store(tmp_path / "years.db", lambda: days[0])
    office = Office(store)
    for number in range(3):
        office.add(number=f"SJ{number}", **ACCEPTED)
    numbers = [office.give(an_order("acceptance"), "SJ0").number]
    days.pop(0)
    numbers += [office.give(an_order("acceptance"), f"SJ{n}").number for n in (1, 2)]
    store.close()
    assert [number.removeprefix("沪市监松九亭投受") for number in numbers] == [
        "〔2026〕第1号",
        "〔2027〕第1号",
        "〔2027〕第2号",
    ]


def test_officers_giving_at_the_same_moment_get_each_number_once_and_skip_none(
    office: Office,
) -> None:
    refs = [f"SJ{number}" for number in range(8)]
    for ref in refs:
        office.add(number=ref, **ACCEPTED)
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda ref: office.give(an_order("acceptance"), ref), refs))
    assert sorted(one.number for one in given) == [
        f"沪市监松九亭投受〔2026〕第{n}号" for n in range(1, 9)
    ]


def test_a_number_is_not_taken_when_the_step_fails(office: Office) -> None:
    office.add(**ACCEPTED)

    def fails_after_giving() -> None:
        with office.store.transaction(who="陆明远", what="签发文书") as tx:
            issue(tx, an_order("acceptance"), REF, by=HANDLER)
            tx.tickets.get("没有的工单")

    with pytest.raises(Refusal, match="查无工单"):
        fails_after_giving()
    assert office.given() == []
    assert office.give(an_order("acceptance")).number.endswith("第1号")


def test_a_voided_paper_keeps_its_number_and_says_why(office: Office) -> None:
    office.add(**ACCEPTED)
    first = office.give(an_order("acceptance"))
    with pytest.raises(
        Refusal, match="已经签发（沪市监松九亭投受〔2026〕第1号）。要重出，请先作废"
    ):
        office.give(an_order("acceptance"))
    with pytest.raises(Refusal, match="请写明作废原因"):
        office.take_back(first, "  ")
    office.take_back(first)
    second = office.give(an_order("acceptance"))
    assert second.number.endswith("第2号")
    newest, voided = office.given()
    assert newest == second
    assert (voided.number, voided.void_reason, voided.voided_by) == (
        first.number,
        "姓名写错",
        "陆明远",
    )
    assert voided.paper == first.paper
    with pytest.raises(Refusal, match="已经作废"):
        office.take_back(first)


def test_the_trail_says_which_paper_to_whom_and_keeps_no_content(office: Office) -> None:
    office.add(**ACCEPTED)
    given = office.give(an_order("acceptance"))
    office.take_back(given)
    with office.store.reading() as connection:
        (_, gave), (_, took) = history(connection, "paper", REF)
    assert gave.before is None
    assert gave.after is not None
    assert (gave.after["number"], gave.after["reader"], gave.after["way"]) == (
        given.number,
        "PETITIONER",
        "LETTER",
    )
    assert gave.after["sha256"] == given.sha256
    assert "闻人素" not in str(gave)
    assert took.after is not None
    assert took.after["void"] == "姓名写错"


def test_a_ticket_with_papers_is_not_taken_out(office: Office) -> None:
    office.add(**ACCEPTED)
    office.give(an_order("acceptance"))
    with office.store.reading() as connection, pytest.raises(Refusal, match="已经签发过文书"):
        refuse_if_worked_on(connection, [REF])


# what must be in order


def test_an_officer_of_another_unit_gives_no_paper_here(office: Office) -> None:
    office.add(**ACCEPTED)
    with pytest.raises(Refusal, match="俞静姝不能签发这件的文书：它属于九亭所"):
        office.give(an_order("acceptance"), by=STRANGER)


@pytest.mark.parametrize(
    ("changes", "order", "said"),
    [
        ({}, {}, "请先填受理决定"),
        (ACCEPTED, {"entries": {}}, "还缺 3 处，先补“投诉事由”"),
        ({**ACCEPTED, "petitioner_name": ""}, {}, "还缺 1 处，先补“诉求人姓名”"),
        (ACCEPTED, {"way": None}, "请选送达方式"),
        ({**ACCEPTED, "received_at": datetime(2026, 4, 1, 9)}, {}, "请用当时的式样"),
    ],
)
def test_a_paper_that_is_not_in_order_is_refused_and_takes_no_number(
    office: Office, changes: dict[str, Any], order: dict[str, Any], said: str
) -> None:
    office.add(**changes)
    with pytest.raises(Refusal, match=said):
        office.give(an_order("acceptance", **order))
    assert office.given() == []


def test_declining_waits_for_the_leader_and_the_section(office: Office) -> None:
    office.add(acceptance=Acceptance.DECLINED, decline_ground=3)
    with pytest.raises(Refusal, match="《投诉不予受理决定书》要分管领导同意以后才能签发"):
        office.give(an_order("decline"))
    with office.store.transaction(who=HANDLER.name, what="送审") as tx:
        ticket = tx.tickets.get(REF)
        submit(tx.handling, ticket, (), by=HANDLER, at=tx.at, rulebook="试")
    with pytest.raises(Refusal, match="要分管领导同意"):
        office.give(an_order("decline"))
    with office.store.transaction(who=LEADER.name, what="审核") as tx:
        approve(tx.tickets, tx.handling, REF, by=LEADER, at=tx.at, opinion="同意")
    with pytest.raises(Refusal, match="要消保科也同意"):
        office.give(an_order("decline"))
    with office.store.transaction(who=SECTION.name, what="审批") as tx:
        make(Move.CLEAR, tx.tickets, tx.moves, REF, MoveOrder(by=SECTION, at=tx.at))
    assert office.give(an_order("decline")).number == "沪市监松九亭投不受〔2026〕第1号"


def test_a_unit_without_a_leader_waits_for_nobody(office: Office) -> None:
    office.add(unit="中山所", acceptance=Acceptance.DECLINED, decline_ground=3)
    assert office.give(an_order("decline"), by=STRANGER).number.endswith("第1号")


ENDED: Mapping[str, Any] = {
    **ACCEPTED,
    "mediation_result": MediationResult.ENDED,
    "termination_ground": 3,
    "supervised_at": NOW,
}


def test_the_trader_learns_who_complained_only_for_a_reason_that_is_kept(office: Office) -> None:
    office.add(**ENDED)
    with pytest.raises(Refusal, match="让被诉主体知道诉求人是谁。请写明为什么调解需要"):
        office.give(an_order("termination", Reader.TRADER))
    given = office.give(an_order("termination", Reader.TRADER, reason="双方都参加过调解"))
    assert office.given()[0].reason == "双方都参加过调解"
    assert given.reader is Reader.TRADER


def test_the_trader_of_a_compound_is_told_the_end_without_a_word_of_the_petitioner(
    office: Office,
) -> None:
    office.add(**ENDED, kind=Kind.COMPOUND, mediation_consent=MediationConsent.ONE_DECLINES)
    told = {**ENTRIES, "subject": "闻人素与你单位"}
    with pytest.raises(Refusal, match="“闻人素”是诉求人的姓名，不能写进给被诉主体的文书"):
        office.give(an_order("termination", Reader.TRADER, entries=told))
    given = office.give(an_order("termination", Reader.TRADER))
    assert "闻人素" not in str(given.paper)


def test_both_sides_get_the_agreement_only_if_both_agreed_to_mediate(office: Office) -> None:
    settled = {**ACCEPTED, "mediation_result": MediationResult.SETTLED}
    office.add(**settled, kind=Kind.COMPOUND)
    order = an_order("agreement", Reader.BOTH, way=NoticeWay.IN_PERSON, reason="调解书须双方签字")
    with pytest.raises(Refusal, match="双方同意调解"):
        office.give(order)
    office.add(**settled, kind=Kind.COMPOUND, mediation_consent=MediationConsent.BOTH)
    assert office.give(order).number == "沪市监松九亭投调〔2026〕第1号"


# what the ticket is offered


def offered(office: Office, given: Given) -> dict[str, Any]:
    with office.store.reading() as connection:
        ticket = ticket_for_papers(connection, given.ref)
    return offers(a_form(given.form), given, ticket)


def test_an_acceptance_offers_time_way_and_text_of_the_notice(office: Office) -> None:
    office.add(**ACCEPTED)
    given = office.give(an_order("acceptance"))
    found = offered(office, given)
    assert found["acceptance_notice_at"] == NOW
    assert found["acceptance_notice_way"] is NoticeWay.LETTER
    assert found["acceptance_notice_text"].startswith("我局于2026年11月20日收到你关于")
    with office.store.reading() as connection:
        assert ticket_for_papers(connection, REF).complaint.acceptance_notice_at is None


def test_what_the_ticket_has_already_is_not_offered(office: Office) -> None:
    office.add(**ACCEPTED, acceptance_notice_at=NOW, acceptance_notice_text="已电话告知。")
    assert list(offered(office, office.give(an_order("acceptance")))) == ["acceptance_notice_way"]


def test_the_end_of_a_mediation_offers_the_day_of_whoever_was_told(office: Office) -> None:
    office.add(**ENDED)
    told = offered(office, office.give(an_order("termination", Reader.TRADER, reason="调解过")))
    assert told == {"termination_notice_trader": NOW.date()}
    told = offered(office, office.give(an_order("termination")))
    assert list(told) == ["termination_notice_petitioner", "termination_notice_text"]
    assert "（三）经组织调解" in told["termination_notice_text"]
    assert "（四）" not in told["termination_notice_text"]
    assert not set("□☑") & set(told["termination_notice_text"])


def test_an_agreement_offers_that_there_is_one(office: Office) -> None:
    office.add(
        **ACCEPTED,
        mediation_result=MediationResult.SETTLED,
        mediation_consent=MediationConsent.BOTH,
    )
    order = an_order("agreement", Reader.BOTH, way=NoticeWay.IN_PERSON, reason="须双方签字")
    found = offered(office, office.give(order))
    assert found == {"mediation_paper": MediationPaper.AGREEMENT, "mediated_on": NOW.date()}


# before a paper is given


def test_the_forms_that_apply_come_first_and_the_others_say_why_not(office: Office) -> None:
    office.add(**ACCEPTED)
    with office.store.reading() as connection:
        found = choices(connection, ticket_for_papers(connection, REF), NOW)
    ready = [one.form.key for one in found if not one.why_not]
    assert ready == ["complaint_record", "acceptance"]
    assert [one.form.key for one in found[:2]] == ready
    assert all(one.why_not for one in found[2:])


def test_a_draft_is_the_same_on_every_day_and_bears_no_number(office: Office) -> None:
    office.add(**ACCEPTED)
    with office.store.reading() as connection:
        ticket = ticket_for_papers(connection, REF)
        drafts = [
            prepared(connection, an_order("acceptance"), ticket, day)
            for day in (NOW, datetime(2026, 12, 1, 8))
        ]
    assert pressed(drafts[0].paper).pdf == pressed(drafts[1].paper).pdf
    assert drafts[0].paper.subtitle == "沪市监松九亭投受〔2026〕第　　号"
    assert file_name(drafts[0]) == "投诉受理决定书 未编号"


def test_what_is_typed_for_a_paper_is_kept_until_it_is_given(office: Office) -> None:
    office.add(**ACCEPTED)

    def typed() -> dict[str, Any]:
        with office.store.reading() as connection:
            return paper_typed(connection, "陆明远", REF, "acceptance", Reader.PETITIONER)

    with office.store.transaction(who="陆明远", what="存草稿") as tx:
        tx.papers.keep_typed("陆明远", REF, "acceptance", Reader.PETITIONER, {"phone": "021"})
        assert not tx.touched
    assert typed() == {"phone": "021"}
    office.give(an_order("acceptance"))
    assert typed() == {}


def test_phone_and_place_are_remembered_for_the_next_paper(office: Office) -> None:
    office.add(**ACCEPTED, mediation_consent=MediationConsent.BOTH)
    office.give(an_order("mediation_notice"))
    with office.store.reading() as connection:
        kept = remembered(connection, "九亭所", "陆明远")
    assert kept[Remembered.UNIT] == {"place": "九亭所二楼调解室"}
    assert kept[Remembered.OFFICER] == {"phone": "021-60009999"}


def test_the_office_sets_its_own_numbers_for_all_for_a_form_for_a_unit(office: Office) -> None:
    office.add(**ACCEPTED)
    with office.store.transaction(who="科长", what="设定编号") as tx:
        tx.papers.set_pattern("松市监{unit}〔{year}〕{serial}号")
        tx.papers.set_pattern("松受{unit}〔{year}〕{serial}号", unit="九亭所", form="acceptance")
        with pytest.raises(Refusal, match="各要写一次"):
            tx.papers.set_pattern("松市监{unit}{serial}号")
    assert office.give(an_order("acceptance")).number == "松受九亭〔2026〕1号"
    with office.store.transaction(who="科长", what="设定编号") as tx:
        tx.papers.set_pattern("", unit="九亭所", form="acceptance")
        assert (
            number_pattern(tx.connection, "九亭所", "acceptance")
            == "松市监{unit}〔{year}〕{serial}号"
        )


def test_forms_numbered_alike_share_one_row_of_numbers(office: Office) -> None:
    office.add(**ACCEPTED, mediation_consent=MediationConsent.BOTH)
    with office.store.transaction(who="科长", what="设定编号") as tx:
        tx.papers.set_pattern("松市监{unit}〔{year}〕{serial}号")
    numbers = [office.give(an_order(key)).number for key in ("acceptance", "mediation_notice")]
    assert numbers == ["松市监九亭〔2026〕1号", "松市监九亭〔2026〕2号"]


def test_a_register_bears_the_number_of_its_ticket_and_none_of_its_own(office: Office) -> None:
    office.add()
    given = office.give(an_order("complaint_record", Reader.FILE, way=None))
    again = office.give(an_order("complaint_record", Reader.FILE, way=None))
    assert (given.number, again.number) == ("", "")
    assert REF in str(given.paper)
    assert file_name(given) == "投诉登记表"


def test_a_name_of_a_file_has_no_sign_that_folders_use(office: Office) -> None:
    office.add(**ACCEPTED)
    given = replace(office.give(an_order("acceptance")), number='松/市\\监:"1"号')
    assert file_name(given) == "投诉受理决定书 松-市-监--1-号"


def test_the_last_paper_that_is_not_void_is_the_one_that_counts(office: Office) -> None:
    office.add(**ACCEPTED)
    form = a_form("acceptance")
    first = office.give(an_order("acceptance"))
    office.take_back(first)
    with office.store.reading() as connection:
        assert given_last(connection, REF, form, Reader.PETITIONER) is None
    second = office.give(an_order("acceptance"))
    with office.store.reading() as connection:
        assert given_last(connection, REF, form, Reader.PETITIONER) == second


def test_saving_the_offers_is_an_ordinary_change_of_the_ticket(office: Office) -> None:
    office.add(**ACCEPTED)
    found = offered(office, office.give(an_order("acceptance")))
    with office.store.transaction(who="陆明远", what="写进工单") as tx:
        tx.tickets.save(changed(tx.tickets.get(REF), found))
    with office.store.reading() as connection:
        told = ticket_for_papers(connection, REF).complaint
    assert (told.acceptance_notice_at, told.acceptance_notice_way) == (NOW, NoticeWay.LETTER)
