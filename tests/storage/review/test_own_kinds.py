"""A kind of campaign that the section makes: from its rubric to the frozen campaign."""

from dataclasses import replace
from typing import Any

import pytest

from core.errors import Refusal
from core.people import Role
from core.review.campaign import CampaignKind
from core.review.rubric_versions import confirm, discard, opened, propose, save_draft
from storage.database import Store
from storage.review.own_kinds import all_kinds
from storage.review.rubric_versions import rubric_in_force, rubric_keys, rubric_versions
from tests.storage.review.samples import a_plan, a_quarter, fill, officer, people

HEAD = officer("许知夏", "消保科", Role.SECTION_HEAD)
COLLEAGUE = officer("顾念安", "消保科", Role.SECTION_OFFICER)
REVIEWER = officer("九亭所评1", "九亭所", Role.REVIEWER)


@pytest.fixture
def office(store: Store) -> Store:
    people(store)
    fill(store, *a_quarter(2))
    return store


def a_kind(**changes: Any) -> CampaignKind:
    usual: dict[str, Any] = {
        "name": "九亭不属实件", "rubric": "unsubstantiated",
        "condition": "承办单位 为 “九亭所” 且 事实认定 为 不属实",
        "minimum": 0, "maximum": 8, "cap": 8,
    }  # fmt: skip
    return CampaignKind(**{**usual, **changes})


def add(store: Store, kind: CampaignKind, *, anew: bool = False) -> CampaignKind:
    with store.transaction(who=HEAD.name, what="自定专项") as tx:
        return tx.kinds.add(kind, by=HEAD, anew=anew)


def plan(store: Store, kind: CampaignKind) -> Any:
    with store.transaction(who=HEAD.name, what="部署") as tx:
        return tx.campaigns.plan(a_plan(total=2, kind=kind.name, condition=kind.condition))


def test_a_kind_with_a_known_rubric_can_be_planned_at_once(office: Store) -> None:
    made = plan(office, add(office, a_kind()))
    assert (made.plan.kind, made.frame_count) == ("九亭不属实件", 2)
    assert made.rubric.name == "不属实"


def test_a_new_rubric_is_edited_and_confirmed_before_it_marks_anything(office: Store) -> None:
    kind = add(office, a_kind(), anew=True)
    with office.reading() as connection:
        assert kind.rubric in rubric_keys(connection)
    with pytest.raises(Refusal, match="还没有确认"):
        plan(office, kind)
    with office.transaction(who=HEAD.name, what="改评查表") as tx:
        draft = opened(tx.rubrics.versions(kind.rubric))
        assert draft is not None
        first = replace(draft.rubric.items[0], title="联系得早不早")
        changed = replace(draft.rubric, items=(first, *draft.rubric.items[1:]))
        save_draft(tx.rubrics, kind.rubric, changed, over=draft.rubric, by=HEAD, at=tx.at)
        known = tx.rubrics.known()
        propose(tx.rubrics, kind.rubric, reason="新专项", by=HEAD, at=tx.at, known=known)
        confirm(tx.rubrics, kind.rubric, by=COLLEAGUE, at=tx.at, known=known)
    made = plan(office, kind)
    assert made.rubric.title == "九亭不属实件评查表"
    assert made.rubric.items[0].title == "联系得早不早"
    with office.reading() as connection:
        shipped = rubric_in_force(connection, "unsubstantiated")
    assert shipped.items[0].title != "联系得早不早"


def test_the_first_draft_goes_only_with_its_kind(office: Store) -> None:
    kind = add(office, a_kind(), anew=True)
    with office.transaction(who=HEAD.name, what="放弃") as tx:
        with pytest.raises(Refusal, match="第一稿"):
            discard(tx.rubrics, kind.rubric, by=HEAD, at=tx.at)
        tx.kinds.remove(kind.name)
    with office.reading() as connection:
        assert kind.name not in [one.name for one in all_kinds(connection)]
        assert rubric_versions(connection, kind.rubric) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "不属实件"}, "已经有"),
        ({"name": " "}, "名称"),
        ({"condition": " "}, "看哪些工单"),
        ({"condition": "承办单位 是不是 九亭所"}, "读不懂"),
        ({"rubric": "nothing"}, "没有“nothing”"),
        ({"minimum": 9}, "每层至少"),
    ],
)
def test_what_nobody_could_plan_is_refused(
    office: Store, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        add(office, a_kind(**changes))


def test_only_the_section_makes_kinds_and_the_programs_own_stay(office: Store) -> None:
    with office.transaction(who=REVIEWER.name, what="自定专项") as tx:
        with pytest.raises(Refusal, match="消保科"):
            tx.kinds.add(a_kind(), by=REVIEWER, anew=False)
        with pytest.raises(Refusal, match="撤不掉"):
            tx.kinds.remove("不属实件")
