"""The tours as they are written: somebody for every role, eight steps, whole sentences."""

import re
from datetime import date

import pytest

from core.people import Role
from gui.pages import PAGES
from gui.tour.steps import NAMES, Step, Tour, tour_for, tours
from gui.tour.targets import FINDING
from tests.test_words import UNSAID

STEPS = [(tour, step) for tour in tours() for step in tour.steps]
SINCE = date(2024, 1, 1)


def test_every_role_has_exactly_one_tour() -> None:
    roles = [role for tour in tours() for role in tour.roles]
    assert sorted(roles) == sorted(Role)


def test_several_roles_get_the_tour_of_the_wider_window() -> None:
    assert tour_for({Role.HANDLER, Role.REVIEWER}).name == "handler"
    assert tour_for({Role.SECTION_HEAD, Role.KEEPER}).name == "section"
    assert tour_for(()).name == NAMES[-1]


@pytest.mark.parametrize("tour", tours(), ids=NAMES)
def test_a_tour_has_eight_steps_and_begins_and_ends_at_home(tour: Tour) -> None:
    assert len(tour.steps) == 8
    assert {tour.steps[0].page, tour.steps[-1].page} == {"home"}


@pytest.mark.parametrize(("tour", "step"), STEPS)
def test_a_step_names_a_page_and_says_what_and_how(tour: Tour, step: Step) -> None:
    assert step.page in {place.name for place in PAGES}
    assert not step.find or step.find in FINDING
    for sentence in (step.what, step.how):
        assert sentence.endswith("。")
        assert not UNSAID.search(sentence)
        assert not re.search(r"[A-Z]-\d", sentence)
    assert len(step.title) <= 16
    assert len(step.what) + len(step.how) <= 90, "the bubble is for a glance"
