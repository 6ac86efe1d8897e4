"""Two reviewers of two other units for every ticket, the least spread, the fewest mutual pairs."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Refusal
from core.review.assignment import (
    Assignment,
    Case,
    Reviewer,
    assign,
    bar,
    share_self_reviews,
    stand_in,
)

SECTION = [Reviewer(unit="消保科", officer="郑科"), Reviewer(unit="消保科", officer="钱科")]
UNITS = [f"{letter}所" for letter in "甲乙丙丁戊己庚辛"]


def sample(**counts: int) -> list[Case]:
    return [
        Case(ref=f"{unit}{number}", unit=f"{unit}所")
        for unit, count in counts.items()
        for number in range(count)
    ]


def shared(
    cases: list[Case], reviewers: list[Reviewer], *, seed: str = "种子", cap: int | None = None
) -> Assignment:
    return assign(cases, reviewers, section=SECTION, seed=seed, cap=cap)


def loads(made: Assignment, reviewers: list[Reviewer]) -> dict[Reviewer, int]:
    counted = Counter(one for done in made.assigned for one in done.reviewers)
    return {one: counted[one] for one in reviewers}


@st.composite
def campaigns(draw: st.DrawFn) -> tuple[list[Case], list[Reviewer]]:
    units = UNITS[: draw(st.integers(3, 6))]
    reviewers = [
        Reviewer(
            unit=unit,
            officer=f"{unit}评{number}",
            served_in=tuple(
                (unit, f"在{unit}任过职")
                for unit in sorted(draw(st.sets(st.sampled_from(units), max_size=2)))
            ),
        )
        for unit in units
        for number in range(draw(st.integers(0, 2)))
    ]
    names = [one.officer for one in reviewers] or [""]
    cases = [
        Case(
            ref=f"{unit}{number}",
            unit=unit,
            named=frozenset(draw(st.sets(st.sampled_from(names), max_size=1))),
        )
        for unit in units
        for number in range(draw(st.integers(0, 3)))
    ]
    return cases, reviewers


def units_for(case: Case, reviewers: list[Reviewer]) -> set[str]:
    return {one.unit for one in reviewers if not bar(one, case)}


@settings(max_examples=1000)
@given(campaign=campaigns(), seed=st.text(max_size=3))
def test_nobody_reviews_what_they_must_keep_away_from(
    campaign: tuple[list[Case], list[Reviewer]], seed: str
) -> None:
    cases, reviewers = campaign
    made = shared(cases, reviewers, seed=seed)
    assert {one.case for one in made.assigned} == set(cases)
    for one in made.assigned:
        first, second = one.reviewers
        if one.by_section:
            assert len(units_for(one.case, reviewers)) < 2
            continue
        assert not bar(first, one.case)
        assert not bar(second, one.case)
        assert first.unit != second.unit


@given(campaign=campaigns())
def test_the_spread_of_loads_is_the_least_there_is(
    campaign: tuple[list[Case], list[Reviewer]],
) -> None:
    cases, reviewers = campaign
    made = shared(cases, reviewers)
    mine = [one for one in cases if len(units_for(one, reviewers)) >= 2]
    if not mine:
        assert made.bounds is None
        return
    load = loads(made, reviewers).values()
    least, most = bounds_by_cuts(mine, reviewers)
    assert (min(load), max(load)) == (least, most)


def bounds_by_cuts(cases: list[Case], reviewers: list[Reviewer]) -> tuple[int, int]:
    """By the theorem of the least cut: look at every group of reviewers.

    What only the group can do must be done by it, and it can do no more than what it is allowed.
    """
    must, may = [], []
    for size in range(1, len(reviewers) + 1):
        for group in combinations(reviewers, size):
            others = [one for one in reviewers if one not in group]
            forced = sum(2 - min(2, len(units_for(case, others))) for case in cases)
            allowed = sum(min(2, len(units_for(case, list(group)))) for case in cases)
            must.append(-(-forced // size))
            may.append(allowed // size)
    return min(may), max(must)


@pytest.mark.parametrize(
    ("cases", "units", "fewest"),
    [
        (sample(甲=2, 乙=2, 丙=2), 3, 3),
        (sample(甲=3, 乙=3, 丙=3, 丁=3), 4, 2),
        (sample(甲=1, 乙=1, 丙=1, 丁=1, 戊=1), 5, 0),
        (sample(甲=4, 乙=4, 丙=4, 丁=4, 戊=4, 己=4), 6, 0),
        (sample(甲=2, 乙=1, 丙=1), 6, 0),
    ],
)
def test_no_more_units_review_each_other_than_must(
    cases: list[Case], units: int, fewest: int
) -> None:
    made = shared(cases, [Reviewer(unit=unit) for unit in UNITS[:units]])
    assert len(made.mutual) == fewest
    assert made.mutual == pairs_of(made)


@given(counts=st.lists(st.integers(0, 2), min_size=4, max_size=4), seed=st.text(max_size=2))
def test_mutual_pairs_are_the_fewest_of_all_even_assignments(counts: list[int], seed: str) -> None:
    cases = [
        Case(ref=f"{u}{n}", unit=u) for u, c in zip(UNITS, counts, strict=False) for n in range(c)
    ]
    reviewers = [Reviewer(unit=unit) for unit in UNITS[:4]]
    made = shared(cases, reviewers, seed=seed)
    if made.bounds is not None and len(cases) <= 5:
        assert len(made.mutual) == fewest_by_trying(cases, made.bounds.low, made.bounds.high)


def fewest_by_trying(cases: list[Case], low: int, high: int) -> int:
    ways = [list(combinations([u for u in UNITS[:4] if u != case.unit], 2)) for case in cases]
    best = 99
    for chosen in product(*ways):
        load = Counter(unit for pair in chosen for unit in pair)
        if all(low <= load[unit] <= high for unit in UNITS[:4]):
            arcs = {(c.unit, by) for c, pair in zip(cases, chosen, strict=True) for by in pair}
            best = min(best, sum((b, a) in arcs for a, b in arcs) // 2)
    return best


def pairs_of(made: Assignment) -> frozenset[frozenset[str]]:
    arcs = {(one.case.unit, by.unit) for one in made.assigned for by in one.reviewers}
    return frozenset(frozenset(arc) for arc in arcs if arc[::-1] in arcs)


@given(data=st.data())
def test_the_same_seed_gives_the_same_assignment(data: st.DataObject) -> None:
    cases = sample(甲=3, 乙=2, 丙=4, 丁=1, 戊=2)
    reviewers = [Reviewer(unit=u, officer=f"{u}{n}") for u in UNITS[:5] for n in range(2)]
    shuffled = data.draw(st.permutations(cases)), data.draw(st.permutations(reviewers))
    assert shared(*shuffled) == shared(cases, reviewers)


def test_another_seed_gives_another_assignment() -> None:
    cases = sample(甲=3, 乙=3, 丙=3, 丁=3, 戊=3)
    reviewers = [Reviewer(unit=unit) for unit in UNITS[:5]]
    assert shared(cases, reviewers, seed="一") != shared(cases, reviewers, seed="二")


def test_with_fewer_than_three_units_the_section_reviews_twice_and_says_so() -> None:
    made = shared(sample(甲=2, 乙=1), [Reviewer(unit="甲所"), Reviewer(unit="乙所")])
    assert all(one.by_section for one in made.assigned)
    assert all({by.officer for by in one.reviewers} == {"郑科", "钱科"} for one in made.assigned)
    assert made.notes == (
        "乙所的 1 件，可以评的其他所队不足两个，互评改为消保科双评。",
        "甲所的 2 件，可以评的其他所队不足两个，互评改为消保科双评。",
    )


def test_where_the_cap_cannot_hold_the_missing_reviewers_are_counted() -> None:
    reviewers = [Reviewer(unit=unit, officer=f"{unit}评") for unit in UNITS[:5]]
    made = shared(sample(甲=6, 乙=6, 丙=6, 丁=6, 戊=6), reviewers, cap=8)
    assert made.notes == (
        "每人最多 8 件分不下，至少还缺 3 名互评人；这一次按最均匀的办法分，最多的一人 12 件。",
    )


def test_a_spread_that_cannot_be_narrower_is_explained() -> None:
    made = shared(sample(甲=8, 乙=1, 丙=1), [Reviewer(unit=unit) for unit in UNITS[:6]])
    assert made.notes[0] == (
        "受回避和不评本单位所限，每个单位评 2 至 4 件，最多相差 2 件，不能再均匀。"
    )


def test_each_assignment_explains_itself() -> None:
    reviewers = [Reviewer(unit=unit, officer=f"{unit[0]}评") for unit in UNITS[:5]]
    served = (("甲所", "近 12 个月在甲所任过职"), ("乙所", ""))
    reviewers.append(Reviewer(unit="乙所", officer="曾在甲", served_in=served))
    made = shared(sample(甲=1), reviewers)
    [one] = made.assigned
    first = one.reviewers[0]
    assert one.why[0] == (
        f"{first.unit}不是承办单位；{first.officer}没有经办这一件，近期没有在甲所任职，也没有申报回避；"
        f"每人评 0 至 1 件，已最均匀；甲所这一轮不评{first.unit}的件。"
        "回避：乙所曾在甲（近 12 个月在甲所任过职）。"
    )


@pytest.mark.parametrize("seed", ["一", "二", "三", "四"])
def test_linked_units_are_kept_apart_last_of_all(seed: str) -> None:
    cases, reviewers = sample(甲=2, 乙=2, 丙=1), [Reviewer(unit=unit) for unit in UNITS[:8]]
    linked = frozenset(frozenset({"甲所", other}) for other in ("丁所", "戊所", "己所"))
    made = assign(cases, reviewers, section=SECTION, seed=seed, cap=None, linked=linked)
    plain = shared(cases, reviewers, seed=seed)
    among = [
        one for one in made.assigned for by in one.reviewers if {one.case.unit, by.unit} in linked
    ]
    assert (made.bounds, len(made.mutual)) == (plain.bounds, len(plain.mutual))
    assert among == []


def test_linked_units_that_cannot_be_kept_apart_are_named() -> None:
    linked = frozenset({frozenset({"甲所", "乙所"})})
    cases, reviewers = sample(甲=1), [Reviewer(unit=unit) for unit in UNITS[:3]]
    made = assign(cases, reviewers, section=SECTION, seed="种子", cap=None, linked=linked)
    assert made.notes[-1] == "关联单位之间避不开的评阅有 1 份：乙所与甲所。"
    assert any("与甲所是关联单位，避不开" in why for why in made.assigned[0].why)


def test_reasons_to_keep_away() -> None:
    case = Case(ref="甲0", unit="甲所", named=frozenset({"沈知白"}))
    handler = Reviewer(unit="乙所", officer="沈知白")
    assert bar(Reviewer(unit="甲所"), case) == "本单位的件"
    assert bar(handler, case) == "经办、审批或协助过这一件"
    elsewhere = Reviewer(unit="乙所", officer="顾行简", partial_to=(("甲0", "申报回避"),))
    assert bar(elsewhere, case) == "申报回避"
    assert bar(Reviewer(unit="乙所", officer="顾行简"), case) == ""


def test_a_stand_in_has_the_least_to_do_and_comes_from_a_third_unit() -> None:
    case = Case(ref="甲0", unit="甲所")
    crowd = [Reviewer(unit=unit, officer=f"{unit}评") for unit in UNITS[:5]]
    load = {"丙所丙所评": 3, "丁所丁所评": 1, "戊所戊所评": 2}
    found = stand_in(case, crowd, other_units={"乙所"}, load=load, seed="种子")
    assert found.unit == "丁所"


def test_without_a_possible_stand_in_it_says_so() -> None:
    with pytest.raises(Refusal, match="工单 甲0 没有别的互评人可派"):
        stand_in(
            Case(ref="甲0", unit="甲所"),
            [Reviewer(unit="甲所"), Reviewer(unit="乙所")],
            other_units={"乙所"},
            load={},
            seed="种子",
        )


def test_self_reviews_go_round_and_pass_over_the_handler() -> None:
    cases = [Case(ref=f"甲{n}", unit="甲所", named=frozenset({"甲承"})) for n in range(4)]
    chosen = share_self_reviews(cases, {"甲所": ["甲承", "甲一", "甲二"]}, seed="种子")
    assert Counter(chosen.values()) == {"甲一": 2, "甲二": 2}


def test_a_unit_without_officers_reviews_itself_as_a_unit() -> None:
    assert share_self_reviews(sample(甲=1), {}, seed="种子") == {"甲0": ""}
