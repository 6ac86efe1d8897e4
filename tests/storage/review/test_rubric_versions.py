from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refusal
from core.people import Officer, Role
from core.review.reviews import Stage
from core.review.rubric import Item, Rubric, plain, rubric_of
from core.review.rubric_faults import faults
from core.review.rubric_versions import (
    RubricVersion,
    confirm,
    discard,
    in_force,
    opened,
    propose,
    save_draft,
    send_back,
)
from core.tickets.rules.versions import VersionState
from storage.audit import chain_problems
from storage.database import Store
from storage.resources import read_json
from storage.review.reading import load_campaign, load_tasks
from storage.review.rubric_versions import keys, known_to_rubrics, rubric_versions
from tests.samples import NOW, TODAY
from tests.storage.older import store_of_revision
from tests.storage.review.samples import (
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    officer,
    people,
    planned,
)

KEY = "unsubstantiated"
HEAD = officer("许知夏", "消保科", Role.SECTION_HEAD)
COLLEAGUE = officer("顾念安", "消保科", Role.SECTION_OFFICER)
REVIEWER = officer("九亭所评1", "九亭所", Role.REVIEWER)


def versions(store: Store) -> list[RubricVersion]:
    with store.reading() as connection:
        return rubric_versions(connection, KEY)


def harder(rubric: Rubric) -> Rubric:
    """B1 is worth one mark more, B2 one less."""
    items = tuple(_worth(item, {"B1": 1, "B2": -1}.get(item.code, 0)) for item in rubric.items)
    return replace(rubric, items=items)


def _worth(item: Item, more: int) -> Item:
    return replace(item, full=item.full + Decimal(more))


def draft(store: Store, rubric: Rubric | None = None, by: Officer = HEAD) -> RubricVersion:
    written = rubric or harder(in_force(versions(store)).rubric)
    with store.transaction(who="许知夏", what="改评查表") as tx:
        found = opened(tx.rubrics.versions(KEY))
        over = found.rubric if found else None
        return save_draft(tx.rubrics, KEY, written, over=over, by=by, at=tx.at)


def handed_over(store: Store, reason: str = "先行联系分量不够") -> RubricVersion:
    with store.transaction(who="许知夏", what="提交评查表") as tx:
        known = tx.rubrics.known()
        return propose(tx.rubrics, KEY, reason=reason, by=HEAD, at=tx.at, known=known)


def confirmed(store: Store, by: Officer = COLLEAGUE) -> RubricVersion:
    with store.transaction(who="顾念安", what="确认评查表") as tx:
        known = tx.rubrics.known()
        return confirm(tx.rubrics, KEY, by=by, at=tx.at, known=known)


def changed(store: Store) -> None:
    draft(store)
    handed_over(store)
    confirmed(store)


def test_a_new_store_has_the_shipped_rubrics_once(store: Store) -> None:
    with store.transaction(who="测试", what="再装一次") as tx:
        tx.rubrics.take_in_shipped()
    with store.reading() as connection:
        for key in keys():
            [one] = rubric_versions(connection, key)
            assert one.rubric == rubric_of(read_json(f"rubrics/{key}.json"))
            assert one.state is VersionState.CONFIRMED
        assert chain_problems(connection) == []


def test_the_shipped_rubrics_are_without_faults(store: Store) -> None:
    with store.reading() as connection:
        known = known_to_rubrics(connection, TODAY)
        for key in keys():
            assert list(faults(in_force(rubric_versions(connection, key)).rubric, known)) == []


def test_a_store_of_the_revision_before_gets_the_rubrics(store: Store, tmp_path: Path) -> None:
    fill(store, *a_quarter(1))
    assert store.path is not None
    store_of_revision("0012", tmp_path / "old.db", like=store.path)
    old = Store.open(tmp_path / "old.db", now=lambda: NOW)
    try:
        assert versions(old)[0].rubric.version == "2026-1"
    finally:
        old.close()


def test_a_change_takes_effect_when_a_second_officer_confirms_it(store: Store) -> None:
    before = in_force(versions(store))
    draft(store)
    assert in_force(versions(store)) == before
    assert handed_over(store).rubric.version == "2026-2"
    assert in_force(versions(store)) == before
    with pytest.raises(Refusal, match="由消保科另一位同事确认"):
        confirmed(store, by=HEAD)
    confirmed(store)
    now = in_force(versions(store))
    assert (now.rubric.version, now.decided_by) == ("2026-2", "顾念安")
    assert now.rubric.item("B1") != before.rubric.item("B1")
    assert versions(store)[1] == before


def test_whoever_wrote_a_part_cannot_confirm_the_whole(store: Store) -> None:
    draft(store)
    mine = versions(store)[0].rubric
    draft(store, replace(mine, title="不属实件评查表（改）"), by=COLLEAGUE)
    handed_over(store)
    with pytest.raises(Refusal, match="另一位同事"):
        confirmed(store)


def test_the_draft_is_kept_with_its_faults_and_handed_over_without(store: Store) -> None:
    rubric = in_force(versions(store)).rubric
    draft(store, replace(rubric, items=rubric.items[1:]))
    with pytest.raises(Refusal, match="各项满分合计 92 分，比 100 分少 8 分"):
        handed_over(store)
    assert versions(store)[0].state is VersionState.DRAFT


def test_nothing_new_and_no_reason_are_refused(store: Store) -> None:
    rubric = in_force(versions(store)).rubric
    draft(store, rubric)
    with pytest.raises(Refusal, match="没有改动"):
        handed_over(store)
    draft(store, harder(rubric))
    with pytest.raises(Refusal, match="请写明为什么改"):
        handed_over(store, reason=" ")


def test_what_waits_cannot_be_written_over(store: Store) -> None:
    draft(store)
    handed_over(store)
    with pytest.raises(Refusal, match="正等着确认"):
        draft(store)


def test_what_another_wrote_meanwhile_is_not_overwritten(store: Store) -> None:
    mine = draft(store).rubric
    draft(store, replace(mine, title="改过的评查表"), by=COLLEAGUE)
    with (
        store.transaction(who="许知夏", what="改评查表") as tx,
        pytest.raises(Refusal, match="刚才被顾念安改过，没有覆盖"),
    ):
        save_draft(tx.rubrics, KEY, harder(mine), over=mine, by=HEAD, at=tx.at)
    assert versions(store)[0].rubric.title == "改过的评查表"


def test_sent_back_it_is_a_draft_again_with_the_opinion(store: Store) -> None:
    draft(store)
    handed_over(store)
    with store.transaction(who="顾念安", what="退回") as tx:
        with pytest.raises(Refusal, match="请写明退回原因"):
            send_back(tx.rubrics, KEY, by=COLLEAGUE, at=tx.at, opinion="")
        send_back(tx.rubrics, KEY, by=COLLEAGUE, at=tx.at, opinion="B2 不该减")
    newest = versions(store)[0]
    assert (newest.state, newest.opinion) == (VersionState.DRAFT, "顾念安：B2 不该减")
    assert handed_over(store).opinion == ""


def test_a_draft_given_up_leaves_the_version_in_force(store: Store) -> None:
    draft(store)
    with store.transaction(who="许知夏", what="放弃") as tx:
        discard(tx.rubrics, KEY, by=HEAD, at=tx.at)
    assert [one.number for one in versions(store)] == [1]
    with (
        store.transaction(who="许知夏", what="放弃") as tx,
        pytest.raises(Refusal, match="没有草稿"),
    ):
        discard(tx.rubrics, KEY, by=HEAD, at=tx.at)


def test_nobody_but_the_section_changes_a_rubric(store: Store) -> None:
    with pytest.raises(Refusal, match="您不能修改评查表"):
        draft(store, by=REVIEWER)


def test_the_next_year_begins_its_own_numbers(store: Store) -> None:
    with store.transaction(who="许知夏", what="改") as tx:
        rubric = harder(in_force(tx.rubrics.versions(KEY)).rubric)
        made = save_draft(
            tx.rubrics, KEY, rubric, over=None, by=HEAD, at=datetime(2027, 1, 4, 9, 0)
        )
    assert made.rubric.version == "2027-1"


def test_a_campaign_keeps_the_rubric_it_was_planned_with(store: Store) -> None:
    fill(store, *a_quarter())
    people(store)
    first = assigned(store)
    changed(store)
    second = planned(store)
    with store.reading() as connection:
        old, new = (load_campaign(connection, one) for one in (first, second))
    assert (old.rubric.version, new.rubric.version) == ("2026-1", "2026-2")
    assert plain(new.rubric) == plain(versions(store)[0].rubric)
    assert old.plan_notes == ()
    assert new.plan_notes == (
        "“不属实件评查表”2026-2 版与 2026-1 版的 B1、B2 不同，按两版评出的分数不能直接比较。",
    )


def test_a_review_has_to_fit_the_version_of_its_campaign(store: Store) -> None:
    fill(store, *a_quarter())
    people(store)
    changed(store)
    id_ = assigned(store)
    with store.reading() as connection:
        ref = load_tasks(connection, id_)[0].ref
    with pytest.raises(Refusal, match="B2 诉求拆解应在 0 到 7 分之间"):
        hand_in(store, id_, ref, [Stage.SELF], full_marks())
    hand_in(store, id_, ref, [Stage.SELF], full_marks(B2="7", B1="8"))
