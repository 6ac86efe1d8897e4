"""Nobody sees another's marks before having handed in, and nobody learns who the others are."""

from datetime import date

import pytest

from core.errors import Refusal
from core.people import Officer, Post, Role
from core.review.reviews import (
    Review,
    Stage,
    Task,
    is_open,
    may_do,
    missing_before_recheck,
    refuse_unless_theirs,
    visible_reviews,
)
from tests.core.review.samples import a_review, total

TODAY = date(2026, 11, 23)


def officer(name: str, unit: str, *roles: Role) -> Officer:
    posts = tuple(Post(unit=unit, role=role, since=date(2020, 1, 1)) for role in roles)
    return Officer(name=name, posts=posts)


OWN = officer("自评者", "甲所", Role.REVIEWER)
FIRST = officer("互评甲", "乙所", Role.REVIEWER)
SECOND = officer("互评乙", "丙所", Role.REVIEWER)
SECTION = officer("科里人", "消保科", Role.SECTION_OFFICER)
LEADER = officer("所长", "甲所", Role.STATION_LEADER)
STRANGER = officer("路人", "丁所", Role.REVIEWER, Role.STATION_LEADER)


def task(stage: Stage, unit: str, name: str = "") -> Task:
    return Task(
        campaign=1,
        ref="SJ1",
        number="SJ1",
        alias="01",
        handling_unit="甲所",
        stage=stage,
        unit=unit,
        officer=name,
    )


TASKS = (
    task(Stage.SELF, "甲所", "自评者"),
    task(Stage.PEER1, "乙所", "互评甲"),
    task(Stage.PEER2, "丙所", "互评乙"),
    task(Stage.RECHECK, "消保科"),
)
BY = {
    Stage.SELF: "自评者",
    Stage.PEER1: "互评甲",
    Stage.PEER2: "互评乙",
    Stage.RECHECK: "科里人",
}


def handed_in(*stages: Stage) -> list[Review]:
    return [a_review(stage, total("40"), officer=BY[stage]) for stage in stages]


def seen(viewer: Officer, reviews: list[Review], *, is_closed: bool = False) -> list[Stage]:
    shown = visible_reviews(viewer, TASKS, reviews, is_closed=is_closed, today=TODAY)
    return [one.review.stage for one in shown]


BLIND = (Stage.SELF, Stage.PEER1, Stage.PEER2)


@pytest.mark.parametrize("viewer", [OWN, SECOND, SECTION, LEADER, STRANGER])
def test_before_all_have_handed_in_nobody_sees_anothers_marks(viewer: Officer) -> None:
    assert seen(viewer, handed_in(Stage.PEER1)) == []


def test_ones_own_review_can_always_be_seen() -> None:
    assert seen(FIRST, handed_in(Stage.SELF, Stage.PEER1)) == [Stage.PEER1]


@pytest.mark.parametrize("viewer", [OWN, FIRST, SECOND])
def test_when_all_have_handed_in_those_who_took_part_see_the_blind_ones(viewer: Officer) -> None:
    assert seen(viewer, handed_in(*BLIND, Stage.RECHECK)) == list(BLIND)


def test_then_the_section_sees_everything() -> None:
    assert seen(SECTION, handed_in(*BLIND, Stage.RECHECK)) == [*BLIND, Stage.RECHECK]


def test_the_unit_learns_its_marks_when_the_campaign_is_closed() -> None:
    everything = handed_in(*BLIND, Stage.RECHECK)
    assert seen(LEADER, everything) == []
    assert seen(LEADER, everything, is_closed=True) == [*BLIND, Stage.RECHECK]
    assert seen(STRANGER, everything, is_closed=True) == []


def test_names_are_for_the_section_alone() -> None:
    everything = handed_in(*BLIND)
    for viewer, names in (
        (SECTION, ["乙所自评者", "乙所互评甲", "乙所互评乙"]),
        (OWN, ["乙所自评者", "互评一", "互评二"]),
        (FIRST, ["自评", "乙所互评甲", "互评二"]),
    ):
        shown = visible_reviews(viewer, TASKS, everything, is_closed=False, today=TODAY)
        assert [one.who for one in shown] == names


def test_a_ticket_opens_with_its_last_blind_review() -> None:
    assert not is_open("SJ1", TASKS, handed_in(Stage.SELF, Stage.PEER2))
    assert missing_before_recheck("SJ1", TASKS, handed_in(Stage.SELF, Stage.PEER2)) == [Stage.PEER1]
    assert is_open("SJ1", TASKS, handed_in(*BLIND))


@pytest.mark.parametrize(
    ("stage", "viewers"),
    [
        (Stage.SELF, [OWN]),
        (Stage.PEER1, [FIRST]),
        (Stage.PEER2, [SECOND]),
        (Stage.RECHECK, [SECTION]),
    ],
)
def test_each_task_is_one_persons(stage: Stage, viewers: list[Officer]) -> None:
    mine = next(one for one in TASKS if one.stage is stage)
    everybody = [OWN, FIRST, SECOND, SECTION, LEADER, STRANGER]
    assert [one for one in everybody if may_do(mine, one, today=TODAY)] == viewers


def test_a_task_of_the_unit_is_anybodys_there_who_may() -> None:
    assert may_do(task(Stage.SELF, "甲所"), LEADER, today=TODAY)
    assert not may_do(task(Stage.SELF, "甲所"), FIRST, today=TODAY)


def test_the_sections_double_review_is_done_by_its_officers() -> None:
    assert may_do(task(Stage.PEER1, "消保科", "科里人"), SECTION, today=TODAY)
    assert not may_do(task(Stage.PEER1, "消保科"), STRANGER, today=TODAY)
    assert not may_do(task(Stage.PEER1, "乙所"), SECTION, today=TODAY)


def test_doing_anothers_task_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match="工单 01 的互评一由互评甲做，不是互评乙"):
        refuse_unless_theirs(TASKS[1], SECOND, today=TODAY)
    with pytest.raises(Refusal, match="工单 SJ1 的科室复核由消保科做，不是互评乙"):
        refuse_unless_theirs(TASKS[3], SECOND, today=TODAY)
