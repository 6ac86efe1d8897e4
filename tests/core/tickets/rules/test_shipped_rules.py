"""The sixty rules that come with the program, by their own examples."""

from dataclasses import replace

import pytest

from core.tickets.case import Case
from core.tickets.neighbours import Gathered
from core.tickets.rules.examples import wrong_examples
from core.tickets.rules.rulebook import Rulebook, Severity
from core.tickets.words import Kind
from storage.judging import example_surroundings as around
from storage.resources import read_text, read_toml
from storage.rules import shipped_rulebook, shipped_vocabulary
from tests.samples import TODAY, a_ticket

HINTS = {"F-045", "F-058"}
WARNINGS = {
    *("F-003", "F-004", "F-009", "F-010", "F-019", "F-022", "F-023", "F-025", "F-032", "F-035"),
    *("F-037", "F-041", "F-043", "F-044", "F-047", "F-052", "F-053", "F-054", "F-056", "F-057"),
    *("F-059", "F-060"),
}
BOTH = {"F-051"}


def test_all_sixty_are_there() -> None:
    assert [rule.id for rule in shipped_rulebook().rules] == [f"F-{n:03}" for n in range(1, 61)]


def test_every_example_does_as_it_should() -> None:
    assert [str(wrong) for wrong in wrong_examples(shipped_rulebook(), around)] == []


def test_every_rule_has_two_examples_of_each_kind() -> None:
    for rule in shipped_rulebook().rules:
        fires = [example.fires for example in rule.examples]
        assert (fires.count(True) >= 2, fires.count(False) >= 2) == (True, True), rule.id


def test_severities_are_those_of_the_office() -> None:
    for rule in shipped_rulebook().rules:
        expected = {Severity.HINT} if rule.id in HINTS else {Severity.ERROR}
        if rule.id in WARNINGS:
            expected = {Severity.WARN}
        if rule.id in BOTH:
            expected = {Severity.ERROR, Severity.WARN}
        assert {case.severity for case in rule.cases} == expected, rule.id


def test_messages_are_sentences_without_shouting() -> None:
    for rule in shipped_rulebook().rules:
        for case in rule.cases:
            assert case.message.text.endswith("。"), rule.id
            assert not set("!！") & set(case.message.text), rule.id
            assert "职业打假" not in case.message.text


def test_every_word_list_is_used() -> None:
    files = [*read_toml("rules/rulebook.toml")["files"], "names.toml"]
    said = "".join(read_text(f"rules/{name}") for name in files)
    words = shipped_vocabulary()
    assert [name for name in (*words.word_lists, *words.tables) if name not in said] == []


def test_an_example_that_no_longer_holds_is_shown() -> None:
    rule = shipped_rulebook().rule("F-012")
    turned = tuple(replace(one, fires=not one.fires) for one in rule.examples)
    wrong = list(
        wrong_examples(Rulebook(version="", rules=(replace(rule, examples=turned),)), around)
    )
    assert len(wrong) == len(turned)
    assert str(wrong[0]).startswith("规则 F-012 的第 1 个不应报例子报了“")
    assert str(wrong[-1]).endswith("）。请改规则，或改这个例子。")


@pytest.mark.parametrize("kind", [None, *Kind])
def test_an_empty_ticket_of_any_kind_can_be_judged(kind: Kind | None) -> None:
    findings = shipped_rulebook().findings(Case(a_ticket(kind=kind), around(TODAY, Gathered([]))))
    assert all(finding.message and finding.basis for finding in findings)
