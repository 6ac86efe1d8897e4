import pytest

from core.review.reviews import BLIND, Stage
from core.review.shortfalls import FieldLoss, ItemFields, Shortfalls, losses_by_field
from core.tickets.fields import BY_KEY
from storage.database import Store
from storage.resources import read_json
from storage.review.reading import load_tasks
from storage.review.rubric_versions import keys as rubric_keys
from storage.review.shortfalls import item_fields, losses
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    people,
)

TITLE = "2026 年第 3 季度不属实件督查"


@pytest.fixture
def reviewed(store: Store) -> Store:
    """A campaign in which two tickets of 九亭所 lost marks, still open."""
    people(store, reviewers=3)
    fill(store, *a_quarter())
    id_ = assigned(store, a_plan(total=10))
    with store.reading() as connection:
        tasks = load_tasks(connection, id_)
    for ref in dict.fromkeys(task.ref for task in tasks):
        unit = next(task.handling_unit for task in tasks if task.ref == ref)
        hand_in(store, id_, ref, BLIND)
        marks = full_marks(B10="4", B4="0") if unit == "九亭所" else full_marks(B1="4")
        hand_in(store, id_, ref, [Stage.RECHECK], marks)
    return store


def close(store: Store) -> None:
    with store.transaction(who=SECTION, what="结束督查") as tx:
        tx.campaigns.close(1)


def at_fields(store: Store, unit: str) -> dict[str, FieldLoss]:
    with store.reading() as connection:
        return losses(connection, unit)


def test_a_unit_sees_where_it_lost_marks_in_its_last_campaign(reviewed: Store) -> None:
    close(reviewed)
    lost = at_fields(reviewed, "九亭所")
    assert lost["reply"] == FieldLoss(TITLE, 2)
    assert lost["evidence"] == FieldLoss(TITLE, 2)
    assert "first_contact_at" not in lost
    assert "first_contact_at" in at_fields(reviewed, "中山所")


def test_nothing_is_told_before_the_campaign_is_closed(reviewed: Store) -> None:
    assert at_fields(reviewed, "九亭所") == {}


def test_the_newest_campaign_that_marks_a_field_counts() -> None:
    old = Shortfalls(
        campaign="九月", rubric="甲", closed_at=NOW.replace(month=9), times={"A1": 3, "A2": 1}
    )
    new = Shortfalls(campaign="十一月", rubric="乙", closed_at=NOW, times={"B1": 0})
    about: ItemFields = {
        "甲": {"A1": ("reply",), "A2": ("evidence", "reply")},
        "乙": {"B1": ("reply",)},
    }
    assert losses_by_field([old, new], about) == {"evidence": FieldLoss("九月", 1)}
    assert losses_by_field([old], about)["reply"] == FieldLoss("九月", 4)


def test_every_item_of_every_rubric_leads_to_a_field() -> None:
    rubrics = [read_json(f"rubrics/{key}.json") for key in rubric_keys()]
    assert {one["name"] for one in rubrics} == set(item_fields())
    for one in rubrics:
        codes = {item["code"] for item in one["items"]}
        assert codes == set(item_fields()[one["name"]])
    keys = {key for items in item_fields().values() for keys in items.values() for key in keys}
    assert keys <= set(BY_KEY)
