from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given

from core.errors import Refusal
from core.tickets.fields import changed
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import Verdict
from storage.audit import chain_problems, history
from storage.database import Store
from storage.loading import stream
from storage.search import matching
from storage.tables.tickets import ticket as ticket_table
from tests.samples import a_ticket, tickets


def save(store: Store, *new: Ticket, what: str = "登记工单") -> int:
    with store.transaction(who="陆明远", what=what) as tx:
        tx.tickets.save_all(new)
        return tx.step_id


def read(store: Store, ref: str) -> Ticket:
    with store.transaction(who="陆明远", what="看") as tx:
        return tx.tickets.get(ref)


def undo(store: Store, step: int) -> None:
    with store.transaction(who="陆明远", what="撤销") as tx:
        tx.undo(step)


@given(ticket=tickets())
def test_a_ticket_comes_back_as_it_was_saved(store: Store, ticket: Ticket) -> None:
    save(store, ticket)
    assert read(store, ticket.ref) == ticket


@given(before=tickets(), after=tickets())
def test_undo_puts_a_ticket_back(store: Store, before: Ticket, after: Ticket) -> None:
    save(store, before)
    step = save(
        store, changed(after, {"verdict": Verdict.PARTLY, "reply": before.outcome.reply + "改"})
    )
    undo(store, step)
    assert read(store, before.ref) == before


def test_empty_and_no_stay_apart(store: Store) -> None:
    save(store, a_ticket(number="A", is_ad=False), a_ticket(number="B", is_ad=None))
    assert read(store, "A").is_ad is False
    assert read(store, "B").is_ad is None


def test_an_unknown_ticket_is_refused_by_its_number(store: Store) -> None:
    with pytest.raises(Refusal, match="查无工单 SJ9"):
        read(store, "SJ9")


def test_a_change_leaves_who_when_and_what_it_was(store: Store) -> None:
    save(store, a_ticket(amount=Decimal("36.00")))
    save(store, a_ticket(amount=Decimal("46.50")), what="改金额")
    with store.reading() as connection:
        step, change = history(connection, "ticket", "SJ2026112300001")[-1]
    assert (step.who, step.what, step.at) == ("陆明远", "改金额", datetime(2026, 11, 23, 14, 20))
    assert (change.before, change.after) == ({"amount": "36.00"}, {"amount": "46.50"})


def test_saving_the_same_again_leaves_no_trace(store: Store) -> None:
    save(store, a_ticket())
    save(store, a_ticket())
    with store.reading() as connection:
        assert len(history(connection, "ticket", "SJ2026112300001")) == 1


def test_an_added_ticket_can_be_taken_out_and_put_in_again(store: Store) -> None:
    added = save(store, a_ticket(evidence=(Evidence("照片", "门头"),)))
    undo(store, added)
    with store.reading() as connection:
        assert not list(stream(connection))
    undo(store, added + 1)
    assert read(store, "SJ2026112300001") == a_ticket(evidence=(Evidence("照片", "门头"),))


def test_a_step_is_not_undone_twice(store: Store) -> None:
    save(store, a_ticket())
    step = save(store, a_ticket(reply="改过"), what="改答复")
    undo(store, step)
    with pytest.raises(Refusal, match="“改答复”已经撤销过了"):
        undo(store, step)


def test_a_step_is_not_undone_over_a_later_change(store: Store) -> None:
    save(store, a_ticket())
    step = save(store, a_ticket(reply="第一次"))
    save(store, a_ticket(reply="第二次"))
    with pytest.raises(Refusal, match="在那以后又改过"):
        undo(store, step)
    assert read(store, "SJ2026112300001").outcome.reply == "第二次"


def test_a_failed_step_leaves_the_store_as_it_was(store: Store) -> None:
    save(store, a_ticket())
    with pytest.raises(Refusal):
        save_and_refuse(store, a_ticket(reply="写了一半"))
    assert read(store, "SJ2026112300001") == a_ticket()
    with store.reading() as connection:
        assert len(history(connection, "ticket", "SJ2026112300001")) == 1


def save_and_refuse(store: Store, half_done: Ticket) -> None:
    with store.transaction(who="陆明远", what="改") as tx:
        tx.tickets.save(half_done)
        raise Refusal("不行")


def test_an_altered_entry_breaks_the_chain(store: Store) -> None:
    save(store, a_ticket())
    save(store, a_ticket(reply="改过"))
    with store.reading() as connection:
        assert chain_problems(connection) == []
    with store.transaction(who="有人", what="篡改") as tx:
        tx.connection.exec_driver_sql("UPDATE change SET after = '{}' WHERE id = 2")
    with store.reading() as connection:
        assert chain_problems(connection) == ["留痕第 2 条与前后不连贯，可能被改动过。"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("小满", True),
        ("退款", True),
        ("云间小满餐饮店", True),
        ("店", True),
        ("00001", True),
        ("２０２６", True),
        ("小满 退款", True),
        ("满小", False),
        ("小满 退货", False),
        ("闻人素", False),
    ],
)
def test_tickets_are_found_by_their_words(store: Store, words: str, *, found: bool) -> None:
    save(store, a_ticket())
    condition = matching(words, persons=False)
    assert condition is not None
    with store.reading() as connection:
        hits = connection.execute(ticket_table.select().where(condition)).all()
    assert bool(hits) is found


def test_petitioners_are_found_only_by_those_who_may_see_them(store: Store) -> None:
    save(store, a_ticket())
    condition = matching("闻人", persons=True)
    assert condition is not None
    with store.reading() as connection:
        assert connection.execute(ticket_table.select().where(condition)).all()


def test_words_that_were_taken_out_are_no_longer_found(store: Store) -> None:
    save(store, a_ticket())
    save(store, a_ticket(content="换成别的内容", demand="换货"))
    condition = matching("退款", persons=False)
    assert condition is not None
    with store.reading() as connection:
        assert not connection.execute(ticket_table.select().where(condition)).all()
