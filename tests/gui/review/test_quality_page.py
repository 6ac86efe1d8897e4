"""What the section sees of its reviewers, and that nobody else does."""

import pytest
from PySide6.QtWidgets import QLabel

from core.review.reviews import PEERS, Stage
from gui.main_window import MainWindow
from gui.review.campaigns_page import CampaignsPage
from gui.review.quality_page import QualityPage
from storage.database import Store
from tests.gui.review.conftest import BUREAU_LEADER, Seat
from tests.gui.review.test_result_page import tasks
from tests.storage.review.samples import SECTION, a_plan, assigned, full_marks, hand_in


@pytest.fixture
def under_review(office: Store) -> int:
    return assigned(office, a_plan(total=5))


def page_of(window: MainWindow, id_: int) -> QualityPage:
    window.go("campaign-quality", id_)
    assert isinstance(window.page, QualityPage)
    return window.page


def said(page: QualityPage) -> str:
    labels = page.findChildren(QLabel)
    return "\n".join(one.accessibleName() or one.text() for one in labels if one.isVisible())


def test_before_reviews_are_in_nothing_is_said(seat: Seat, under_review: int) -> None:
    page = page_of(seat(SECTION), under_review)
    assert "还没有可看的评分" in said(page)


def test_lenient_peers_and_proud_units_are_shown_and_no_mark_changes(
    seat: Seat, office: Store, under_review: int
) -> None:
    refs = list(dict.fromkeys(one.ref for one in tasks(office, under_review)))
    for place, ref in enumerate(refs):
        hand_in(office, under_review, ref, [Stage.SELF], full_marks())
        hand_in(office, under_review, ref, PEERS, full_marks(B3=str(12 - place % 2)))
        hand_in(office, under_review, ref, [Stage.RECHECK], full_marks(B3="4"))
    window = seat(SECTION)
    page = page_of(window, under_review)
    total = page.agreements.rows.value(0)
    assert total.found.n == len(refs)
    assert total.found.alpha == 1.0, "both peers of each ticket gave the same"
    assert "B3" in [one.code for one in page.report.agreements if one.found.alpha == 1.0]  # type: ignore[union-attr]
    assert all(one.mean >= 7 for one in page.report.severity)  # type: ignore[union-attr]
    assert {one.mean for one in page.report.inflation} == {8}  # type: ignore[union-attr]
    window.go("campaigns", under_review)
    assert isinstance(window.page, CampaignsPage)
    assert window.page.standing is not None
    assert {one.final for one in window.page.standing.report.tickets} == {92}


def test_the_way_there_is_on_the_campaign_for_the_section(
    seat: Seat, office: Store, under_review: int
) -> None:
    for ref in dict.fromkeys(one.ref for one in tasks(office, under_review)):
        hand_in(office, under_review, ref, (Stage.SELF, *PEERS, Stage.RECHECK), full_marks())
    window = seat(SECTION)
    window.go("campaigns", under_review)
    assert isinstance(window.page, CampaignsPage)
    window.page.body.results.quality_button.click()
    assert isinstance(window.page, QualityPage)
    assert window.page.report is not None
    assert window.page.report.campaign == under_review


def test_names_of_reviewing_units_are_not_for_others(seat: Seat, under_review: int) -> None:
    window = seat(BUREAU_LEADER)
    window.go("campaign-quality", under_review)
    assert not isinstance(window.page, QualityPage)
