"""Versions of the formula: proposed by one, confirmed by another, frozen into the campaign."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from core.errors import Refusal
from core.people import Role
from core.review.formula import Formula, formula_of, plain
from core.review.formula_versions import changes, confirm, in_force, propose, send_back
from core.review.reviews import PEERS, Stage
from storage.audit import chain_problems
from storage.database import Store
from storage.review.formula_versions import formula_versions
from storage.review.reading import load_campaign, load_tasks, report
from tests.storage.review.samples import (
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    officer,
    people,
    planned,
)

HEAD = officer("许知夏", "消保科", Role.SECTION_HEAD)
COLLEAGUE = officer("顾念安", "消保科", Role.SECTION_OFFICER)
REVIEWER = officer("九亭所评1", "九亭所", Role.REVIEWER)
WEIGHED = {
    "self_weight": Decimal("0.1"),
    "peer_weight": Decimal("0.3"),
    "recheck_weight": Decimal("0.6"),
}


@pytest.fixture
def office(store: Store) -> Store:
    people(store)
    fill(store, *a_quarter(2))
    return store


def now(store: Store) -> Formula:
    with store.reading() as connection:
        return in_force(formula_versions(connection)).formula


def proposed(store: Store, by: Any = HEAD, **changed: Any) -> Formula:
    formula = replace(now(store), **{**WEIGHED, **changed})
    with store.transaction(who=by.name, what="提交计分办法") as tx:
        return propose(tx.formulas, formula, reason="互评也要算", by=by, at=tx.at).formula


def confirmed(store: Store, by: Any = COLLEAGUE) -> None:
    with store.transaction(who=by.name, what="确认计分办法") as tx:
        confirm(tx.formulas, by=by, at=tx.at)


def test_a_confirmed_formula_marks_new_campaigns_and_leaves_old_ones(office: Store) -> None:
    old = planned(office)
    made = proposed(office)
    assert now(office).recheck_weight == 1, "nothing holds before somebody else has confirmed it"
    with pytest.raises(Refusal, match="另一位"):
        confirmed(office, HEAD)
    confirmed(office)
    new = assigned(office, a_plan(total=1))
    with office.reading() as connection:
        assert load_campaign(connection, old).formula.recheck_weight == 1
        assert load_campaign(connection, new).formula == made
        [ref] = {one.ref for one in load_tasks(connection, new)}
    hand_in(office, new, ref, (Stage.SELF,), full_marks())
    hand_in(office, new, ref, PEERS, full_marks(B3="8"))
    hand_in(office, new, ref, (Stage.RECHECK,), full_marks(B3="6"))
    with office.reading() as connection:
        [ticket] = report(connection, new).tickets
        assert chain_problems(connection) == []
    assert ticket.final == Decimal("95.20")  # 100 × 0.1 + 96 × 0.3 + 94 × 0.6
    assert made.title == "最终分 = 自评 × 0.1 + 互评均分 × 0.3 + 复核 × 0.6"


def test_what_is_sent_back_never_holds_and_frees_the_way(office: Store) -> None:
    first = proposed(office)
    with pytest.raises(Refusal, match="等着确认"):
        proposed(office, COLLEAGUE)
    with office.transaction(who=COLLEAGUE.name, what="退回") as tx:
        with pytest.raises(Refusal, match="退回原因"):
            send_back(tx.formulas, by=COLLEAGUE, at=tx.at, opinion=" ")
        send_back(tx.formulas, by=COLLEAGUE, at=tx.at, opinion="自评不该算")
    assert now(office).version != first.version
    proposed(office, self_weight=Decimal(0), peer_weight=Decimal("0.4"))
    confirmed(office)
    assert now(office).peer_weight == Decimal("0.4")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"recheck_weight": Decimal("0.7")}, "recheck_weight"),
        ({"self_weight": Decimal(1), "peer_weight": Decimal(0), "recheck_weight": Decimal(0)},
         "recheck_weight"),
        ({"peers_apart": Decimal(0)}, "peers_apart"),
        ({"self_apart": Decimal(101)}, "self_apart"),
        ({"pass_mark": Decimal(0)}, "pass_mark"),
        ({"few": 1}, "few"),
    ],
)  # fmt: skip
def test_a_formula_that_makes_no_sense_is_refused_at_its_field(
    office: Store, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        proposed(office, **changed)
    assert refused.value.field == field


def test_only_the_section_and_only_changes(office: Store) -> None:
    with pytest.raises(Refusal, match="消保科"):
        proposed(office, REVIEWER)
    with pytest.raises(Refusal, match="没有改动"):
        proposed(office, self_weight=Decimal(0), peer_weight=Decimal(0), recheck_weight=Decimal(1))


def test_changes_are_said_in_words_and_json_gives_the_same_formula(office: Store) -> None:
    before = now(office)
    after = replace(before, peers_apart=Decimal(8), few=6)
    assert list(changes(before, after)) == ["互评分歧由 10 改为 8", "样本少的件数由 5 改为 6"]
    assert formula_of(plain(after)) == after
