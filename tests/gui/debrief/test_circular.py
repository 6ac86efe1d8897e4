"""A circular is numbered from the page of papers, shown as it was kept, and taken back."""

from core.review.papers.choosing import Document
from gui.review.papers_page import CampaignPapersPage
from tests.gui.debrief.conftest import Seat, press, said
from tests.storage.review.samples import SECTION


def test_a_circular_is_numbered_and_voided(seat: Seat) -> None:
    window = seat(SECTION)
    window.go("campaign-papers", (1, Document.CIRCULAR))
    page = window.page
    assert isinstance(page, CampaignPapersPage)
    press(page.sheet, "编号发文")
    assert page.asking is not None
    page.asking.accept()
    assert "沪市监松〔2026〕1号" in said(page.sheet)
    assert page.sheet.wanted().order is None, "what was kept is printed, not what would be now"
    assert not page.sheet.issue_button.isVisible()
    assert page.void("数字有误")
    assert page.sheet.issue_button.isVisible()
    assert page.sheet.wanted().order is not None
