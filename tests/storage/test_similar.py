"""Tickets that resemble one: found, shown to whom, linked, set apart, and what clocks do then."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.errors import Refusal
from core.people import Officer, Post, Role
from core.tickets.similar.links import LinkKind, link, set_apart, unlink
from core.tickets.ticket import Ticket
from core.tickets.words import Filing, Kind
from storage.audit import chain_problems, history
from storage.clocks import courses_of
from storage.database import Store
from storage.judging import judge_of
from storage.links import apart_from, links_of
from storage.loading import load_by_ref
from storage.similar import Resembling, resembling
from storage.tables.tickets import ticket
from tests.samples import NOW, TODAY, a_ticket
from tests.storage.older import store_of_revision

SINCE = date(2024, 1, 1)
CONTENT = "十一月十八日在店内买到过期酸奶两盒，生产日期模糊不清，店方拒绝退款，要求查处。"


def officer(name: str, unit: str, role: Role) -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=SINCE),))


HANDLER = officer("陆明远", "九亭所", Role.HANDLER)
ELSEWHERE = officer("顾小北", "中山所", Role.HANDLER)
SECTION = officer("许知夏", "消保科", Role.SECTION_OFFICER)
AUDITOR = officer("严审", "消保科", Role.AUDITOR)


def tipoff(number: str, **changes: Any) -> Ticket:
    usual: dict[str, Any] = {"number": number, "kind": Kind.TIPOFF, "content": CONTENT}
    return a_ticket(**{**usual, **changes})


def other_person(number: str, **changes: Any) -> Ticket:
    usual: dict[str, Any] = {
        "petitioner_name": "甄示例",
        "petitioner_phone": "13700000002",
        "petitioner_address": "中山街道虚构路 1 号",
    }
    return tipoff(number, **{**usual, **changes})


FIRST = tipoff("SJ1", received_at=datetime(2026, 11, 2, 9))
SECOND = tipoff("SJ2", received_at=datetime(2026, 11, 16, 9))


def keep(store: Store, *tickets: Ticket) -> None:
    with store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save_all(tickets)


def beside(store: Store, ours: Ticket, to: Officer = HANDLER) -> list[Resembling]:
    with store.reading() as connection:
        return resembling(connection, ours, to=to, today=TODAY)


def linked(store: Store, one: str, other: str, kind: LinkKind, by: Officer = SECTION) -> int:
    with store.transaction(who=by.name, what="关联") as tx:
        link(tx.tickets, tx.links, ref=one, other=other, kind=kind, by=by, at=NOW)
        return tx.step_id


def stored(store: Store, ref: str) -> Ticket:
    with store.reading() as connection:
        return load_by_ref(connection, [ref])[0].ticket


def verification_starts(store: Store, ref: str) -> date:
    with store.reading() as connection:
        [id_] = connection.execute(select(ticket.c.id).where(ticket.c.ref == ref)).scalars()
        return next(c.start for c in courses_of(connection, [id_])[id_] if c.code == "R_VERIFY")


def test_the_same_person_the_same_trader_and_the_same_text_are_found(store: Store) -> None:
    keep(
        store,
        SECOND,
        tipoff("SJ3", trader_name="虚构书店", content="电梯坏了没人修"),
        other_person("SJ4", content="收银台多收了三元"),
        other_person("SJ5", trader_name="虚构面馆"),
        other_person("SJ6", trader_name="虚构面馆", content="路灯不亮"),
    )
    found = {one.ref: one for one in beside(store, FIRST)}
    assert set(found) == {"SJ2", "SJ3", "SJ4", "SJ5"}
    assert found["SJ2"].likeness is not None
    assert found["SJ2"].likeness.is_probable
    assert next(iter(found)) == "SJ2"
    assert [like.sentence for one in ("SJ3", "SJ4", "SJ5") if (like := found[one].likeness)] == [
        "同一电话、姓名、地址",
        "同一经营者",
        "诉求相似 100 %",
    ]


def test_a_ticket_that_is_being_registered_is_looked_up_too(store: Store) -> None:
    keep(store, FIRST)
    assert [one.ref for one in beside(store, a_ticket(number="", ref="", content=CONTENT))] == [
        "SJ1"
    ]


def test_tickets_of_the_trader_long_ago_do_not_crowd_the_list(store: Store) -> None:
    keep(store, other_person("SJ9", content="收银不对", received_at=datetime(2025, 1, 2, 9)))
    assert beside(store, FIRST) == []


def test_of_tickets_that_an_officer_may_not_see_number_and_unit_are_all(store: Store) -> None:
    keep(store, tipoff("SJ2", unit="中山所"))
    [one] = beside(store, FIRST)
    assert (one.number, one.unit, one.seen) == ("SJ2", "中山所", False)
    assert (one.trader, one.content, one.likeness, one.received) == ("", "", None, None)


def test_who_may_not_know_the_petitioner_reads_covered_words(store: Store) -> None:
    keep(store, tipoff("SJ2", content=CONTENT + "联系闻人素13900000001。"))
    assert "闻人素13900000001" in beside(store, FIRST)[0].content
    assert "闻*素139****0001" in beside(store, FIRST, AUDITOR)[0].content


def test_linked_tickets_are_shown_on_both_and_first(store: Store) -> None:
    keep(store, FIRST, SECOND, tipoff("SJ0"))
    linked(store, "SJ2", "SJ1", LinkKind.SAME_MATTER)
    for ours, other in ((FIRST, "SJ2"), (SECOND, "SJ1")):
        top = beside(store, ours)[0]
        assert top.ref == other
        assert top.link is not None
        assert (top.link.earlier, top.link.later) == ("SJ1", "SJ2")


def test_linked_tickets_need_not_resemble_each_other(store: Store) -> None:
    keep(store, FIRST, other_person("SJ8", trader_name="虚构面馆", content="路灯不亮"))
    linked(store, "SJ1", "SJ8", LinkKind.SAME_MATTER)
    assert [one.ref for one in beside(store, FIRST)] == ["SJ8"]


def test_a_link_leaves_both_tickets_as_they_were(store: Store) -> None:
    keep(store, FIRST, SECOND)
    linked(store, "SJ2", "SJ1", LinkKind.REPEAT)
    assert (stored(store, "SJ1"), stored(store, "SJ2")) == (FIRST, SECOND)


def test_new_facts_let_the_verification_of_the_earlier_ticket_begin_anew(store: Store) -> None:
    keep(store, FIRST, SECOND)
    assert verification_starts(store, "SJ1") == date(2026, 11, 2)
    step = linked(store, "SJ2", "SJ1", LinkKind.NEW_FACTS)
    assert verification_starts(store, "SJ1") == date(2026, 11, 16)
    assert verification_starts(store, "SJ2") == date(2026, 11, 16)
    with store.transaction(who="许知夏", what="撤销") as tx:
        tx.undo(step)
    assert verification_starts(store, "SJ1") == date(2026, 11, 2)
    with store.reading() as connection:
        assert links_of(connection, "SJ1") == []
        assert chain_problems(connection) == []


def test_the_rules_count_from_the_new_beginning_too(store: Store) -> None:
    """F-026: the verification of the earlier ticket is not overdue once new facts have come."""
    keep(store, tipoff("SJ1", received_at=datetime(2026, 10, 26, 9)), SECOND)
    assert "F-026" in rules_on(store, "SJ1")
    linked(store, "SJ2", "SJ1", LinkKind.NEW_FACTS)
    assert "F-026" not in rules_on(store, "SJ1")


def rules_on(store: Store, ref: str) -> set[str]:
    with store.reading() as connection:
        [one] = load_by_ref(connection, [ref])
        return {found.rule for found in judge_of(connection, NOW).findings(one.ticket)}


def test_the_last_of_several_supplements_counts(store: Store) -> None:
    third = tipoff("SJ3", received_at=datetime(2026, 11, 19, 9))
    keep(store, FIRST, SECOND, third)
    linked(store, "SJ3", "SJ1", LinkKind.NEW_FACTS)
    linked(store, "SJ2", "SJ1", LinkKind.NEW_FACTS)
    assert verification_starts(store, "SJ1") == date(2026, 11, 19)
    with store.transaction(who="许知夏", what="取消关联") as tx:
        unlink(tx.tickets, tx.links, ref="SJ1", other="SJ3", by=SECTION, at=NOW)
    assert verification_starts(store, "SJ1") == date(2026, 11, 16)


def test_the_clock_follows_when_the_supplement_turns_out_to_be_of_another_day(
    store: Store,
) -> None:
    keep(store, FIRST, SECOND)
    linked(store, "SJ2", "SJ1", LinkKind.NEW_FACTS)
    keep(store, tipoff("SJ2", received_at=datetime(2026, 11, 17, 9)))
    assert verification_starts(store, "SJ1") == date(2026, 11, 17)


def test_saving_the_earlier_ticket_keeps_its_new_beginning(store: Store) -> None:
    keep(store, FIRST, SECOND)
    linked(store, "SJ2", "SJ1", LinkKind.NEW_FACTS)
    keep(store, tipoff("SJ1", received_at=FIRST.received_at, handler="别人"))
    assert verification_starts(store, "SJ1") == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("earlier", "later", "by", "said"),
    [
        ({"kind": Kind.COMPLAINT}, {}, SECTION, "没有举报"),
        ({"petitioner_name": "甄示例"}, {}, SECTION, "不是同一人"),
        ({"filing": Filing.FILED, "filing_date": date(2026, 11, 10)}, {}, SECTION, "作出决定"),
        ({"unit": "中山所"}, {}, HANDLER, "请消保科来关联"),
    ],
)
def test_new_facts_are_refused_where_no_clock_may_begin_anew(
    store: Store, earlier: dict[str, Any], later: dict[str, Any], by: Officer, said: str
) -> None:
    keep(
        store,
        tipoff("SJ1", **{"received_at": datetime(2026, 11, 2, 9), **earlier}),
        tipoff("SJ2", **{"received_at": datetime(2026, 11, 16, 9), **later}),
    )
    with pytest.raises(Refusal, match=said):
        linked(store, "SJ2", "SJ1", LinkKind.NEW_FACTS, by)
    with store.reading() as connection:
        assert links_of(connection, "SJ1") == []


def test_only_who_works_on_the_ticket_links_it(store: Store) -> None:
    keep(store, FIRST, SECOND)
    with pytest.raises(Refusal, match="顾小北不能填报"):
        linked(store, "SJ1", "SJ2", LinkKind.REPEAT, ELSEWHERE)


def test_a_ticket_of_another_unit_may_be_linked_by_its_number(store: Store) -> None:
    keep(store, FIRST, tipoff("SJ2", unit="中山所"))
    linked(store, "SJ1", "SJ2", LinkKind.SAME_MATTER, HANDLER)
    [one] = beside(store, FIRST)
    assert one.link is not None
    assert not one.seen


def test_what_was_set_apart_is_not_shown_again_and_can_be_taken_back(store: Store) -> None:
    keep(store, FIRST, SECOND)
    with store.transaction(who="陆明远", what="不是同一件") as tx:
        set_apart(
            tx.tickets, tx.links, ref="SJ2", other="SJ1", by=HANDLER, at=NOW, reason="两个批次"
        )
        step = tx.step_id
    assert beside(store, FIRST) == beside(store, SECOND) == []
    with store.reading() as connection:
        [kept] = apart_from(connection, "SJ1").values()
        assert (kept.who, kept.at, kept.reason) == ("陆明远", NOW, "两个批次")
        assert history(connection, "ticket_apart", "SJ1 SJ2")[0][1].after is not None
    with store.transaction(who="陆明远", what="撤销") as tx:
        tx.undo(step)
    assert [one.ref for one in beside(store, FIRST)] == ["SJ2"]


def test_a_link_overrules_that_they_are_not_the_same(store: Store) -> None:
    keep(store, FIRST, SECOND)
    with store.transaction(who="陆明远", what="不是同一件") as tx:
        set_apart(tx.tickets, tx.links, ref="SJ1", other="SJ2", by=HANDLER, at=NOW)
    linked(store, "SJ1", "SJ2", LinkKind.REPEAT)
    with store.reading() as connection:
        assert apart_from(connection, "SJ1") == {}
    with pytest.raises(Refusal, match="请先取消关联"), store.transaction(who="陆", what="x") as tx:
        set_apart(tx.tickets, tx.links, ref="SJ1", other="SJ2", by=HANDLER, at=NOW)


def test_linked_tickets_stay_when_the_import_that_brought_them_is_undone(store: Store) -> None:
    with store.transaction(who="许知夏", what="导入台账") as tx:
        tx.tickets.save_all([FIRST, SECOND])
        step = tx.step_id
    linked(store, "SJ1", "SJ2", LinkKind.REPEAT)
    with pytest.raises(Refusal, match="关联"), store.transaction(who="许", what="撤销") as tx:
        tx.undo(step)


def test_tickets_that_were_there_before_are_found_by_their_content(
    tmp_path: Path, store: Store
) -> None:
    keep(store, FIRST, other_person("SJ5", trader_name="虚构面馆"))
    store.close()
    store_of_revision("0007", tmp_path / "old.db", like=tmp_path / "office.db")
    again = Store.open(tmp_path / "old.db", now=lambda: NOW)
    try:
        assert [one.ref for one in beside(again, FIRST)] == ["SJ5"]
    finally:
        again.close()
