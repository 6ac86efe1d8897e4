"""A short form of the long proof that assignments keep their constraints and their bound."""

import random

from core.review.assignment import Case, Reviewer
from tests.endurance.fair_shares import LIMIT, a_campaign, chances, faults, least_and_most


def test_random_campaigns_keep_every_constraint_and_the_bound_of_an_own_flow() -> None:
    chance = random.Random(7)  # noqa: S311 -- nothing secret
    for number in range(60):
        assert faults(*a_campaign(chance), f"种子{number}") == []


def test_the_own_flow_finds_bounds_known_beforehand() -> None:
    reviewers = [Reviewer(unit=f"{unit}所", officer=unit) for unit in "甲乙丙丁"]
    even = [Case(ref=f"{unit}{n}", unit=f"{unit}所") for unit in "甲乙丙丁" for n in range(2)]
    assert least_and_most(even, reviewers) == (4, 4)
    assert least_and_most(even[:2], reviewers) == (0, 2)


def test_every_ticket_of_a_stratum_has_the_same_chance() -> None:
    assert chances(1_000) < LIMIT
