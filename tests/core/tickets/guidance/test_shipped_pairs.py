"""The good and bad examples that come with the program, tried on tickets of their own."""

from collections import Counter
from datetime import date

import pytest

from core.tickets.case import Case, OtherTickets, Surroundings
from core.tickets.clocks import clocks
from core.tickets.fields import BY_KEY, FIELDS, ticket_of
from core.tickets.guidance.pairs import Pair
from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.rules.rulebook import Example, Finding
from storage.calendar import calendar, clock_law
from storage.guidance import guidance
from storage.rules import shipped_rulebook
from tests.samples import a_ticket

PAIRS = [pair for one in guidance().values() for pair in one.pairs]
WITH_PAIRS = ("投诉", "举报", "认定答复")
"""The groups of fields of which each must have a pair: complaint, tip-off, verdict, reply."""

TEACHES = ("reply", "verdict_reason", "inspect_process", "tipoff_conclusion")
"""Free text on which most depends: more than two ways of going wrong are shown."""


def around(today: date, others: OtherTickets) -> Surroundings:
    law, days = clock_law(), calendar()
    return Surroundings(
        today=today,
        calendar=days,
        clocks=lambda ticket: clocks(ticket, law, days, today),
        others=others,
    )


def findings(example: Example) -> tuple[Finding, ...]:
    """What the rulebook says of the example, written on an otherwise fitting ticket."""
    others = Gathered(
        neighbour_of(ticket_of(values, ref=f"另{at}")) for at, values in enumerate(example.others)
    )
    case = Case(
        a_ticket(**example.values),
        around(example.today, others),
        submitting=example.submitting,
    )
    return shipped_rulebook().findings(case)


def _name(pair: Pair) -> str:
    return f"{BY_KEY[pair.key].header} {pair.rule or pair.bad[:8]}"


@pytest.mark.parametrize("pair", PAIRS, ids=_name)
def test_the_good_way_passes_the_rules_at_its_field(pair: Pair) -> None:
    assert pair.tried_good is not None
    said = [
        f"{one.rule} {one.message}" for one in findings(pair.tried_good) if pair.key in one.fields
    ]
    assert said == []


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.rule], ids=_name)
def test_the_bad_way_is_caught_by_the_rule_it_names(pair: Pair) -> None:
    assert pair.tried_bad is not None
    caught = {one.rule: one for one in findings(pair.tried_bad)}
    assert pair.rule in caught
    assert pair.key in caught[pair.rule].fields


def test_every_field_has_its_line_its_reason_and_its_basis() -> None:
    said = guidance()
    lacking = [
        field.header
        for field in FIELDS
        for day in (date(2026, 11, 23), date(2025, 3, 3))
        if field.key not in said
        or not (
            said[field.key].line(day) and said[field.key].why(day) and said[field.key].basis(day)
        )
    ]
    assert lacking == []


def test_every_field_of_reply_verdict_and_both_tracks_has_a_pair() -> None:
    said = guidance()
    asked = [field for field in FIELDS if field.group in WITH_PAIRS]
    assert len(asked) == 48
    assert [field.header for field in asked if not said[field.key].pairs] == []


def test_free_text_is_taught_with_several_pairs() -> None:
    counted = Counter(pair.key for pair in PAIRS)
    assert [key for key in TEACHES if counted[key] < 3] == []


def test_the_law_of_a_ticket_of_2021_is_its_own() -> None:
    ground = guidance()["decline_ground"]
    assert "1 至 7" in ground.line(date(2026, 11, 23))
    assert "1 至 6" in ground.line(date(2021, 11, 23))
    assert "暂行办法" not in ground.basis(date(2026, 11, 23))
    assert "《市场监督管理投诉举报处理暂行办法》第十五条" in ground.basis(date(2021, 11, 23))


@pytest.mark.parametrize("day", [date(2021, 3, 3), date(2025, 3, 3), date(2026, 11, 23)])
def test_each_time_has_its_own_examples(day: date) -> None:
    """Nobody is taught the sixty days of today at a ticket of 2021, nor the other way round."""
    said = guidance()
    is_new = day >= date(2026, 4, 15)
    shown = [pair for one in said.values() for pair in one.pairs_on(day)]
    good = "\n".join(pair.good for pair in shown)
    assert ("投诉举报处理暂行办法" in good) is not is_new
    assert ("投诉举报处理办法》" in good) is is_new
    whys = "\n".join(pair.why for pair in shown)
    assert ("六十日" in good + whys) is is_new
    asked = [field for field in FIELDS if field.group in WITH_PAIRS]
    assert [field.header for field in asked if not said[field.key].pairs_on(day)] == []
