"""What the year adds up to, and how, can be read on one page."""

from gui.debrief.appraisal_page import AppraisalPage
from gui.main_window import MainWindow
from tests.gui.debrief.conftest import Seat, press, said
from tests.samples import NOW
from tests.storage.review.debrief.samples import Office
from tests.storage.review.samples import SECTION


def page_of(window: MainWindow) -> AppraisalPage:
    window.go("campaigns")
    press(window, "全部督查")
    press(window, "年度考核")
    assert isinstance(window.page, AppraisalPage)
    return window.page


def test_each_unit_has_its_figure_with_the_arithmetic(seat: Seat) -> None:
    page = page_of(seat(SECTION))
    figure = page.figures.rows.value(0)
    assert figure.unit == "九亭所"
    assert figure.arithmetic == "（81.00 × 1）÷ 1"
    assert "只算随机样本" in said(page)
    assert page.campaigns.rows.value(0).why_not == ""


def test_before_appeals_are_over_nothing_counts(seat: Seat, office: Office) -> None:
    office.now = NOW
    page = page_of(seat(SECTION))
    assert page.campaigns.rows.value(0).why_not == "申诉还没有了结"
    assert page.figures.rows.value(0).value is None
