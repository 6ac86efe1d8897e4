"""What a newer program brings (rubrics, points) waits as a proposal in a store that works."""

from dataclasses import replace
from typing import Any

import pytest

from core.people import Role
from core.review.rubric import Item, Rubric, plain, rubric_of
from core.review.rubric_receiving import merged
from core.review.rubric_versions import confirm, opened, propose, save_draft
from core.tickets.guidance.points import Standing
from storage import points as points_room
from storage.database import Store
from storage.points import point_versions, proposals, shipped
from storage.resources import read_json
from storage.review import rubric_versions as room
from storage.review.rubric_versions import rubric_in_force, rubric_versions
from tests.storage.review.samples import officer

KEY = "unsubstantiated"
HEAD = officer("许知夏", "消保科", Role.SECTION_HEAD)
COLLEAGUE = officer("顾念安", "消保科", Role.SECTION_OFFICER)


def retitled(rubric: Rubric, **titles: str) -> Rubric:
    def one(item: Item) -> Item:
        return replace(item, title=titles.get(item.code, item.title))

    return replace(rubric, items=tuple(map(one, rubric.items)))


def titles(rubric: Rubric) -> dict[str, str]:
    return {one.code: one.title for one in rubric.items}


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Rubric:
    """A program whose rubric calls B1 and B2 otherwise."""
    read = read_json
    made = retitled(rubric_of(read(f"rubrics/{KEY}.json")), B1="新版的联系", B2="新版的拆解")

    def brought(name: str) -> Any:
        return plain(made) if name == f"rubrics/{KEY}.json" else read(name)

    monkeypatch.setattr(room, "read_json", brought)
    return made


def edit(store: Store, **changed: str) -> None:
    """The office changes titles of its own, two officers."""
    with store.transaction(who="许知夏", what="改评查表") as tx:
        now = rubric_in_force(tx.connection, KEY)
        save_draft(tx.rubrics, KEY, retitled(now, **changed), over=None, by=HEAD, at=tx.at)
        known = tx.rubrics.known()
        propose(tx.rubrics, KEY, reason="改名", by=HEAD, at=tx.at, known=known)
        confirm(tx.rubrics, KEY, by=COLLEAGUE, at=tx.at, known=known)


def test_a_newer_rubric_waits_and_keeps_what_the_office_changed(
    store: Store, newer: Rubric
) -> None:
    edit(store, B2="区局的拆解", B3="区局的现场")
    room.take_in_shipped(store)
    with store.reading() as connection:
        waiting = opened(rubric_versions(connection, KEY))
        assert titles(rubric_in_force(connection, KEY))["B1"] != "新版的联系"
    assert waiting is not None
    assert "B2" in waiting.reason
    found = titles(waiting.rubric)
    assert (found["B1"], found["B2"], found["B3"]) == ("新版的联系", "新版的拆解", "区局的现场")
    room.take_in_shipped(store)  # once is enough
    with store.transaction(who="顾念安", what="确认") as tx:
        assert len(tx.rubrics.versions(KEY)) == 3
        confirm(tx.rubrics, KEY, by=COLLEAGUE, at=tx.at, known=tx.rubrics.known())
        assert titles(rubric_in_force(tx.connection, KEY))["B1"] == "新版的联系"
    room.take_in_shipped(store)
    with store.reading() as connection:
        assert opened(rubric_versions(connection, KEY)) is None


def test_the_same_program_proposes_nothing(store: Store) -> None:
    edit(store, B3="区局的现场")
    room.take_in_shipped(store)
    points_room.take_in_shipped(store)
    with store.reading() as connection:
        assert opened(rubric_versions(connection, KEY)) is None
        assert proposals(connection) == []


def test_items_of_both_sides_are_brought_together() -> None:
    base = rubric_of(read_json(f"rubrics/{KEY}.json"))
    ours = replace(base, items=(*base.items, replace(base.items[0], code="B13")))
    both, contested = merged(base, ours, retitled(base, B1="新版的联系"))
    assert titles(both)["B1"] == "新版的联系"
    assert both.items[-1].code == "B13"
    assert contested == ()


def test_a_newer_point_waits_under_its_number(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rest = shipped()
    newer_points = (replace(first, text="新版的第一条要点。"), *rest)
    monkeypatch.setattr(points_room, "shipped", lambda: newer_points)
    points_room.take_in_shipped(store)
    points_room.take_in_shipped(store)
    with store.reading() as connection:
        [waiting] = proposals(connection)
        assert (waiting.point.number, waiting.point.text) == (1, "新版的第一条要点。")
        assert waiting.standing is Standing.PROPOSED
        assert len(point_versions(connection, 1)) == 2
