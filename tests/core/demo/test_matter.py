"""What demo tickets are made of: every text can be said, whatever is chosen."""

from collections.abc import Iterator
from decimal import Decimal
from string import Formatter

import pytest

from core.demo.matter import Matter, Texts
from core.demo.scene import number_text, work_out
from core.review.rubric import rubric_of
from core.tickets.words import TIPOFF_KINDS, Verdict
from storage.demo import material
from storage.resources import read_json

SHARED = {
    "mr",
    "trader",
    "trader_full",
    "site",
    "address",
    "road",
    "town",
    "unit",
    "handler",
    "inspectors",
    "boss",
    "topic",
    "basis",
    "item",
    "amount",
    "buy_day",
    "created_day",
    "contact_day",
    "p1",
    "p2",
    "p3",
}
MATTERS = material().matters


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def own_facts(matter: Matter) -> set[str]:
    picked = {name for names in matter.pick for name in names.split("|")}
    return picked | set(matter.draw) | set(matter.sums)


def all_texts(matter: Matter) -> Iterator[str]:
    ways: list[Texts] = [matter.opening, matter.sighting, matter.demand, matter.basis]
    ways += [matter.settle, matter.refuse, *matter.proof.values(), *matter.laws.values()]
    for line in matter.claims:
        ways += [(line.say,), line.cry, line.spot, line.look]
        for finding in line.answers.values():
            ways += [finding.seen, finding.short, finding.told]
    if matter.offence is not None:
        ways.append((matter.offence.act, matter.offence.mend, matter.offence.proof))
    for way in ways:
        yield from way


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.key)
def test_every_text_names_only_facts_that_are_there(matter: Matter) -> None:
    known = SHARED | own_facts(matter)
    for text in all_texts(matter):
        assert names(text) <= known, text


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.key)
def test_no_matter_calls_a_fact_by_a_name_that_is_taken(matter: Matter) -> None:
    assert not own_facts(matter) & (SHARED - {"item", "amount"})


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.key)
def test_a_matter_can_end_in_every_way_it_may(matter: Matter) -> None:
    if matter.is_misrouted:
        assert matter.authority
        return
    assert set(matter.verdicts) <= set(Verdict)
    assert all(set(line.answers) == {"yes", "no"} for line in matter.claims)
    assert set(matter.proof) == {"yes", "no"}
    if TIPOFF_KINDS & set(matter.kinds):
        assert matter.offence is not None
        assert matter.sighting or not {kind.name for kind in matter.kinds} & {"TIPOFF"}
    if {kind.name for kind in matter.kinds} & {"COMPLAINT", "COMPOUND"}:
        assert matter.opening
        assert matter.demand
        assert matter.settle
        assert matter.refuse


def test_values_that_belong_together_are_paired() -> None:
    for matter in MATTERS:
        for paired, ways in matter.pick.items():
            assert all(way.count("|") == paired.count("|") for way in ways), matter.key


@pytest.mark.parametrize(
    ("steps", "result"),
    [("each * n", "25.60"), ("100 - used * each / 100", "5.12"), ("each + n - used", "-55.20")],
)
def test_sums_are_worked_out_from_left_to_right(steps: str, result: str) -> None:
    values = {"each": Decimal("12.8"), "n": Decimal(2), "used": Decimal(60)}
    if steps.endswith("used"):
        values["used"] = Decimal(70)
    assert work_out(steps.split(), values) == Decimal(result)


def test_sums_are_written_as_people_write_them() -> None:
    assert [number_text(Decimal(n)) for n in ("398.00", "25.60", "1200")] == ["398", "25.6", "1200"]


def test_every_remark_is_about_an_item_of_the_rubric() -> None:
    rubric = rubric_of(read_json("rubrics/unsubstantiated.json"))
    words = read_json("demo/reviewing.json")
    codes = {item.code for item in rubric.items}
    assert {remark["item"] for remark in words["remarks"]} <= codes
    assert set(words["items"]) <= codes
