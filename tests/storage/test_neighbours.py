"""The store answers about other tickets just as the same tickets gathered in memory do."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.ticket import Ticket
from core.tickets.words import Kind
from storage.database import Store
from storage.neighbours import StoredNeighbours, gathered
from tests.samples import a_ticket
from tests.stores import open_store

RECEIVED = datetime(2026, 11, 2, 9, 0, 31)
REFS = ("SJ1", "SJ1#1", "SJ2", "SJ3", "SJ4")
REPLIES = [
    "",
    "您反映的面包过期问题已收到。执法人员十一月九日到店检查，查见三袋面包超过保质期，已下架封存。",
    "您反映的面包过期问题已收到。执法人员十一月八日到店检查，查见三袋面包超过保质期，已下架封存！",
    "您反映的健身卡退费问题，双方十一月十二日达成退款一千二百元的协议并已当场履行，附凭证。",
]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(Path(tmp_path_factory.mktemp("others")) / "office.db")
    yield store
    store.close()


_moments = st.sampled_from([RECEIVED + timedelta(days=d) for d in (-181, -180, -7, -1, 0, 30)])
values = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([Kind.TIPOFF, Kind.COMPOUND, Kind.COMPLAINT]),
        "is_rework": st.none() | st.booleans(),
        "received_at": st.none() | _moments,
        "first_contact_at": st.none() | _moments,
        "petitioner_name": st.sampled_from(["", "甲", "乙"]),
        "petitioner_phone": st.sampled_from(["", "13900000001"]),
        "trader_name": st.sampled_from(["", "云间小满餐饮店"]),
        "content": st.sampled_from(
            ["冷柜摆放过期酸奶", "该店冷柜长期摆放过期酸奶。", "电梯无人管理"]
        ),
        "reply": st.sampled_from(REPLIES),
    }
)


def answers(others: Gathered | StoredNeighbours, one: Ticket) -> list[Any]:
    moment = one.contact.first_contact_at or RECEIVED
    alike = others.with_reply_like(one.outcome.reply, 0.9, number=one.number)
    return [
        others.originals(one.number, besides=one.ref),
        others.contacted_at(moment, besides=one.ref),
        alike,
        others.earlier_tipoff(one, within=180, above=0.5),
        others.petitioners_of_trader(one, days=30),
        others.tickets_of_trader(one, days=7),
    ]


@settings(max_examples=15)
@given(drawn=st.tuples(*[values] * len(REFS)))
def test_store_and_memory_answer_alike(shared: Store, drawn: tuple[dict[str, Any], ...]) -> None:
    tickets = [
        a_ticket(number=ref.partition("#")[0], ref=ref, **one)
        for ref, one in zip(REFS, drawn, strict=True)
    ]
    with shared.transaction(who="陆明远", what="改工单") as tx:
        tx.tickets.save_all(tickets)
    in_memory = Gathered(map(neighbour_of, tickets))
    with shared.reading() as connection:
        stored, all_of_them = StoredNeighbours(connection), gathered(connection)
        for one in (*tickets, a_ticket(number="SJ9", ref="", **drawn[0])):
            assert answers(stored, one) == answers(in_memory, one) == answers(all_of_them, one)


def test_a_reply_that_was_changed_is_no_longer_found(store: Store) -> None:
    first, second = REPLIES[1], REPLIES[3]
    for reply, expected in ((first, "SJ1"), (second, "")):
        with store.transaction(who="陆明远", what="改工单") as tx:
            tx.tickets.save(a_ticket(number="SJ1", reply=reply))
        with store.reading() as connection:
            found = StoredNeighbours(connection).with_reply_like(REPLIES[2], 0.9, number="SJ2")
        assert found == expected
