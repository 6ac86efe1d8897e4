from datetime import datetime
from typing import Any

from core.tickets.similar.likeness import Likeness, Respect, Sense, by_telling, likeness, traits_of
from tests.samples import a_ticket

SENSE = Sense(text_above=0.75, text_said=0.5, days=180, most=30)
CONTENT = "十一月十八日在店内买到过期酸奶两盒，生产日期模糊不清，店方拒绝退款。"


def found(ours: dict[str, Any], other: dict[str, Any]) -> Likeness | None:
    one = a_ticket(content=CONTENT, **ours)
    two = a_ticket(**{"number": "SJ2", "content": "路灯不亮", **STRANGER, **other})
    return likeness(traits_of(one), traits_of(two), SENSE)


STRANGER = {
    "petitioner_name": "甄示例",
    "petitioner_phone": "13700000002",
    "petitioner_address": "中山街道虚构路 1 号",
    "trader_name": "虚构书店",
}


def words(found: Likeness | None) -> str:
    return found.sentence if found else ""


def test_strangers_with_other_matters_do_not_resemble_each_other() -> None:
    assert found({}, {}) is None


def test_the_fields_that_match_are_said() -> None:
    same = found({}, {"petitioner_phone": "13900000001", "trader_name": "松江区云间小满餐饮店"})
    assert words(same) == "同一电话、经营者"
    assert same is not None
    assert same.is_probable


def test_a_trader_is_known_by_its_code_under_another_name() -> None:
    code = {"trader_uscc": "91310117MY000001XX"}
    assert words(found(code, {"trader_uscc": "91310117my000001xx"})) == "同一经营者"


def test_texts_are_likened_without_blanks_and_punctuation() -> None:
    other = found({}, {"content": CONTENT.replace("，", " ")})
    assert words(other) == "诉求相似 100 %"


def test_a_hundred_per_cent_is_said_of_equal_texts_alone() -> None:
    long = CONTENT * 20
    other = likeness(
        traits_of(a_ticket(content=long)),
        traits_of(a_ticket(number="SJ2", content=long + "呢", **STRANGER)),
        SENSE,
    )
    assert words(other) == "诉求相似 99 %"


def test_texts_of_strangers_must_be_more_alike_than_those_about_one_trader() -> None:
    half = {"content": CONTENT[:20] + "收银台多收了钱，请尽快处理。"}
    assert found({}, half) is None
    about_one = found({}, {**half, "trader_name": "松江区云间小满餐饮店"})
    assert about_one is not None
    assert Respect.TEXT in about_one.respects


def test_a_name_alone_is_nobody() -> None:
    assert found({}, {"petitioner_name": "闻人素"}) is None
    both = {"petitioner_name": "闻人素", "petitioner_address": "九亭镇虚构路９９９８号"}
    assert words(found({}, both)) == "同一姓名、地址"


def test_nothing_is_the_same_where_nothing_is_written() -> None:
    empty = dict.fromkeys(("petitioner_name", "petitioner_phone", "petitioner_address"), "")
    blank = {**empty, "trader_name": " ", "content": "。"}
    one, two = a_ticket(**blank), a_ticket(**{**blank, "number": "SJ2"})
    assert likeness(traits_of(one), traits_of(two), SENSE) is None


def test_the_most_telling_comes_first_and_the_nearest_in_time() -> None:
    ours = traits_of(a_ticket(content=CONTENT))
    others: dict[str, dict[str, Any]] = {
        "SJ3": {"trader_name": "松江区云间小满餐饮店"},
        "SJ4": {"trader_name": "松江区云间小满餐饮店", "received_at": datetime(2026, 11, 19, 9)},
        "SJ5": {"content": CONTENT},
        "SJ6": {"petitioner_phone": "13900000001"},
        "SJ7": {"content": CONTENT, "petitioner_phone": "13900000001"},
    }
    pairs = []
    for number, values in others.items():
        usual: dict[str, Any] = {
            **STRANGER,
            "received_at": datetime(2026, 10, 1, 9),
            "content": "路灯不亮",
        }
        other = traits_of(a_ticket(**{**usual, **values, "number": number}))
        like = likeness(ours, other, SENSE)
        assert like is not None
        pairs.append((other, like))
    assert [one.number for one, _ in by_telling(ours, pairs)] == [
        "SJ7",
        "SJ6",
        "SJ5",
        "SJ4",
        "SJ3",
    ]
