from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.tickets.language.texts import bare, similarity
from core.tickets.neighbours import Gathered, Neighbour, neighbour_of, sketch
from core.tickets.ticket import Ticket
from core.tickets.words import Kind
from tests.samples import a_ticket

RECEIVED = datetime(2026, 11, 2, 9)
SHOP = "松江区云间小满餐饮店"


def tipoff(number: str, **changes: object) -> Ticket:
    usual = {"kind": Kind.TIPOFF, "received_at": RECEIVED, "content": "该店冷柜长期摆放过期酸奶"}
    return a_ticket(**{"number": number, **usual, **changes})


def among(*tickets: Ticket) -> Gathered:
    return Gathered(map(neighbour_of, tickets))


def test_other_originals_of_a_number_are_counted() -> None:
    ours, rework = tipoff("SJ1"), tipoff("SJ1", ref="SJ1#1", is_rework=True)
    others = among(ours, rework, tipoff("SJ2"))
    assert others.originals("SJ1", besides="SJ1") == 0
    assert others.originals("SJ1", besides="SJ1#1") == 1
    assert others.originals("SJ1", besides="") == 1


def test_contacts_of_the_same_second_are_found() -> None:
    moment = datetime(2026, 11, 2, 9, 0, 31)
    others = among(tipoff("SJ1", first_contact_at=moment), tipoff("SJ2", first_contact_at=moment))
    assert others.contacted_at(moment, besides="SJ1") == "SJ2"
    assert others.contacted_at(moment + timedelta(seconds=1), besides="SJ1") == ""


def test_an_earlier_tipoff_of_the_same_person_is_found() -> None:
    earlier = tipoff("SJ1", received_at=RECEIVED - timedelta(days=180))
    ours = tipoff("SJ2", content="该店冷柜摆放过期酸奶！")
    assert among(earlier).earlier_tipoff(ours, within=180, above=0.5) == "SJ1"
    assert among(ours).earlier_tipoff(earlier, within=180, above=0.5) == ""


def test_what_is_no_earlier_tipoff_is_not() -> None:
    ours = tipoff("SJ2")
    day_before = RECEIVED - timedelta(days=1)
    for other in (
        tipoff("SJ1", received_at=RECEIVED - timedelta(days=181)),
        tipoff("SJ1", received_at=RECEIVED - timedelta(hours=3)),
        tipoff("SJ1", received_at=day_before, petitioner_phone="13900000002"),
        tipoff("SJ1", received_at=day_before, trader_name="别家店"),
        tipoff("SJ1", received_at=day_before, content="电梯年检标志过期三个月无人管理"),
        tipoff("SJ1", received_at=day_before, kind=Kind.COMPLAINT),
        tipoff("SJ2", received_at=day_before, ref="SJ2#1"),
    ):
        assert among(other).earlier_tipoff(ours, within=180, above=0.5) == ""


def test_nobody_in_particular_repeats_nothing() -> None:
    nobody = {"petitioner_name": "", "petitioner_phone": ""}
    earlier = tipoff("SJ1", received_at=RECEIVED - timedelta(days=1), **nobody)
    assert among(earlier).earlier_tipoff(tipoff("SJ2", **nobody), within=180, above=0.5) == ""


def test_people_around_a_trader_are_counted_once_each() -> None:
    ours = tipoff("SJ0")
    others = [
        tipoff(f"SJ{n}", petitioner_name=name, received_at=RECEIVED + timedelta(days=days))
        for n, (name, days) in enumerate([("甲", 10), ("甲", 11), ("乙", 30), ("丙", -1)], start=1)
    ]
    gathered = among(ours, *others)
    assert gathered.petitioners_of_trader(ours, days=30) == 3
    assert gathered.tickets_of_trader(ours, days=30) == 4
    assert gathered.petitioners_of_trader(ours, days=31) == 4
    assert gathered.tickets_of_trader(replace(ours, received_at=None), days=30) == 0


seen = st.tuples(st.integers(0, 60), st.sampled_from("甲乙丙丁"))


@given(st.lists(seen, max_size=8), st.integers(0, 60), st.integers(1, 30))
def test_the_fullest_span_is_found(others: list[tuple[int, str]], ours: int, days: int) -> None:
    begin = date(2026, 1, 1)
    day_of = {offset: begin + timedelta(days=offset) for offset in range(61)}
    our_ticket = tipoff("SJ0", received_at=datetime.combine(day_of[ours], RECEIVED.time()))
    tickets = [
        tipoff(
            f"SJ{n}",
            petitioner_name=name,
            received_at=datetime.combine(day_of[at], RECEIVED.time()),
        )
        for n, (at, name) in enumerate(others, start=1)
    ]
    everyone = [(ours, our_ticket.petitioner.petitioner_name), *others]
    spans = [
        [name for at, name in everyone if first <= at <= first + days]
        for first in range(ours - days, ours + 1)
    ]
    gathered = among(*tickets)
    assert gathered.tickets_of_trader(our_ticket, days=days) == max(map(len, spans))
    assert gathered.petitioners_of_trader(our_ticket, days=days) == max(
        len(set(span)) for span in spans
    )


LETTERS = st.text(
    "经查核实该店冷柜过期酸奶照片台账监控立案属实不退款协议告知", min_size=60, max_size=160
)


@given(LETTERS, st.lists(st.integers(0, 59), max_size=4, unique=True))
def test_texts_that_are_nearly_equal_share_a_number_of_their_sketch(
    text: str, changed: list[int]
) -> None:
    other = "".join("某" if at in changed else letter for at, letter in enumerate(text))
    assert similarity(text, other) > 0.9
    assert set(sketch(bare(text))) & set(sketch(bare(other)))


def test_a_reply_that_was_copied_is_found() -> None:
    text = (
        "您反映的面包过期问题已收到。执法人员十一月九日到店检查，"
        "查见三袋面包超过保质期，已下架封存。"
    )
    others = among(
        tipoff("SJ1", reply=text.replace("九日", "八日")),
        tipoff("SJ2", reply=text, ref="SJ2#1", is_rework=True),
        tipoff(
            "SJ3",
            reply="您反映的健身卡退费问题，双方十一月十二日达成退款一千二百元的协议并已履行。",
        ),
    )
    assert others.with_reply_like(text, 0.9, number="SJ2") == "SJ1"
    assert others.with_reply_like(text, 0.9, number="SJ1") == "SJ2"
    assert others.with_reply_like("", 0.9, number="SJ9") == ""


def test_a_sketch_of_nothing_is_nothing() -> None:
    assert sketch("") == ()
    assert len(sketch("三个字")) == 1


def test_a_neighbour_knows_no_more_than_is_asked() -> None:
    found = neighbour_of(tipoff("SJ1", petitioner_name=" 甲 ", trader_name=f" {SHOP} "))
    assert isinstance(found, Neighbour)
    assert (found.petitioner[0], found.trader) == ("甲", SHOP)
