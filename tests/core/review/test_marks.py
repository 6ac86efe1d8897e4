from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from core.review.marks import (
    ItemMark,
    Marks,
    Quote,
    check,
    fingerprint,
    open_items,
    problems,
    score,
    so_far,
)
from core.review.marks_text import marks_of, plain
from tests.core.review.samples import a_rubric, marks

RUBRIC = a_rubric()


def sentences(given: Marks) -> list[str]:
    return [one.sentence for one in problems(RUBRIC, given)]


def with_item(code: str, mark: ItemMark) -> Marks:
    return Marks(items={**marks("30", "50", "20").items, code: mark})


def test_a_complete_review_has_no_problem() -> None:
    check(RUBRIC, marks("30", "30", "20"))


def test_open_items_are_named_together() -> None:
    given = marks_of({"items": {"T2": {"marks": 50}}})
    assert sentences(given) == ["还有 2 项未评：T1 联系、T3 归档。"]
    assert [item.code for item in open_items(RUBRIC, given)] == ["T1", "T3"]
    assert so_far(given) == 50


def test_a_deduction_needs_a_reason() -> None:
    assert sentences(marks("30", "30", "20", why=" ")) == ["T2 证据扣了 20 分，请写明扣分理由。"]


@pytest.mark.parametrize("given", ["51", "-1"])
def test_marks_stay_within_the_item(given: str) -> None:
    assert sentences(marks("30", given, "20")) == [
        f"T2 证据应在 0 到 50 分之间，现在是 {given} 分。"
    ]


def test_not_every_item_may_be_passed_over() -> None:
    assert sentences(with_item("T2", ItemMark(applies=False))) == [
        "T2 证据每件都要评，不能选不适用。"
    ]
    check(RUBRIC, with_item("T1", ItemMark(applies=False)))


def test_what_the_rubric_does_not_know_is_named() -> None:
    given = marks_of({"items": {"T9": {"marks": "1"}}, "vetoes": ["V9"]})
    assert "“试用评查表”里没有 T9。" in sentences(given)
    assert "“试用评查表”里没有 V9。" in sentences(given)


def test_a_refusal_says_everything_and_points_at_the_first_item() -> None:
    with pytest.raises(Refusal) as refused:
        check(RUBRIC, marks_of({"items": {"T1": {"marks": "10"}}}))
    assert str(refused.value) == (
        "还有 2 项未评：T2 证据、T3 归档。T1 联系扣了 20 分，请写明扣分理由。"
    )
    assert refused.value.field == "T2"


def test_marks_add_up() -> None:
    assert score(RUBRIC, marks("30", "32.5", "20")).total == Decimal("82.50")


def test_an_item_that_does_not_apply_is_rescaled_or_full() -> None:
    rescaled = Marks(items={**marks("0", "49", "20").items, "T1": ItemMark(applies=False)})
    assert score(RUBRIC, rescaled).total == Decimal("98.57")  # 69 of 70
    full = Marks(items={**marks("30", "50", "0").items, "T3": ItemMark(applies=False)})
    assert score(RUBRIC, full).total == Decimal("100.00")


def test_a_veto_caps_the_total_and_the_original_is_kept() -> None:
    found = score(RUBRIC, marks("30", "50", "20", vetoes=("V5",)))
    assert (found.total, found.original, found.vetoes) == (Decimal(59), Decimal(100), ("V5",))


def test_a_veto_does_not_raise_a_low_total() -> None:
    assert score(RUBRIC, marks("10", "10", "20", vetoes=("V5",))).total == Decimal(40)


REVIEWS = st.builds(
    Marks,
    items=st.dictionaries(
        st.sampled_from(["T1", "T2", "T3"]),
        st.builds(
            ItemMark,
            marks=st.none() | st.decimals(0, 50, places=2),
            applies=st.booleans(),
            reason=st.text(max_size=10),
            accepted=st.lists(st.just("F-033"), max_size=1).map(tuple),
            declined=st.lists(st.just("F-034"), max_size=1).map(tuple),
            quotes=st.lists(
                st.builds(
                    Quote,
                    field=st.just("reply"),
                    start=st.integers(0, 9),
                    end=st.integers(0, 9),
                    text=st.text(max_size=5),
                    sign=st.sampled_from("+−?"),
                ),
                max_size=2,
            ).map(tuple),
        ),
    ),
    vetoes=st.dictionaries(st.sampled_from(["V1", "V5"]), st.text(max_size=5)),
    cleared=st.frozensets(st.sampled_from(["V1", "V5"])),
)


@given(given=REVIEWS)
def test_marks_come_back_from_json_as_they_were(given: Marks) -> None:
    assert marks_of(plain(given)) == given


def test_the_command_lines_short_form_can_be_read() -> None:
    given = marks_of({"items": {"T1": {"marks": 20.5, "reason": "晚了"}}, "vetoes": ["V1"]})
    assert given.item("T1") == ItemMark(marks=Decimal("20.5"), reason="晚了")
    assert given.vetoes == {"V1": ""}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "评分文件应写成"),
        ({"items": []}, "评分文件应写成"),
        ({"items": {}, "vetoes": "V1"}, "评分文件应写成"),
        ({"items": {"T1": 3}}, "T1 应写成"),
        ({"items": {"T1": {"marks": "八"}}}, "T1 的分数“八”读不懂"),
        ({"items": {"T1": {"marks": "8.125"}}}, "T1 的分数“8.125”读不懂"),
        ({"items": {"T1": {"marks": "NaN"}}}, "T1 的分数“NaN”读不懂"),
        ({"items": {"T1": {"marks": 1, "quotes": [{"text": "x"}]}}}, "T1 应写成"),
    ],
)
def test_what_cannot_be_read_is_refused(data: object, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        marks_of(data)


def test_a_fingerprint_changes_with_every_mark_and_with_the_nonce() -> None:
    one, other = plain(marks("30", "50", "20")), plain(marks("30", "49", "20"))
    assert fingerprint({"marks": one}, "a") == fingerprint({"marks": one}, "a")
    assert len({fingerprint({"marks": m}, n) for m in (one, other) for n in "ab"}) == 4


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"itmes": {}}, "评分文件“itmes”没有这个键，能写的是 items、vetoes、cleared"),
        ({"items": {"T1": {"mark": "5"}}}, "评分文件T1 里的“mark”没有这个键，能写的是 marks"),
    ],
)
def test_a_key_that_means_nothing_is_refused_by_name(data: object, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        marks_of(data)
