"""A kind of campaign of the section's own, from the window to its plan."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.review.campaigns_page import CampaignsPage
from storage.database import Store
from storage.review.own_kinds import all_kinds
from tests.gui.review.conftest import Seat
from tests.storage.review.samples import SECTION


def test_a_kind_is_made_and_planned_from_at_once(seat: Seat, office: Store) -> None:
    window = seat(SECTION)
    window.go("campaigns", "plan")
    page = window.page
    assert isinstance(page, CampaignsPage)
    page.plan_sheet.kind_asked.emit()
    form = page.kind_editor.form
    form.write("name", "九亭件")
    form.flush()
    page.kind_editor.give.click()
    assert "自存视图" in form.notes_at("condition")[0].sentence, "nobody knows which tickets"
    form.write("condition", "承办单位 为 “九亭所”")
    form.flush()
    page.kind_editor.give.click()
    with office.reading() as connection:
        assert [one.name for one in all_kinds(connection)][-1] == "九亭件"
    assert page.plan_sheet.kind.chosen == "九亭件"
    assert page.plan_sheet.plan().condition == "承办单位 为 “九亭所”"


def test_a_rubric_of_its_own_waits_to_be_confirmed(seat: Seat, office: Store, qtbot: QtBot) -> None:
    window = seat(SECTION)
    window.go("campaigns", "plan")
    page = window.page
    assert isinstance(page, CampaignsPage)
    page.begin_kind()
    form = page.kind_editor.form
    for key, text in (("name", "广告件"), ("condition", "事实认定 为 不属实")):
        form.write(key, text)
    form.flush()
    qtbot.keyClick(form.editor("anew"), Qt.Key.Key_2)
    page.kind_editor.give.click()
    with office.reading() as connection:
        kind = all_kinds(connection)[-1]
    assert kind.rubric == "own_1"
    assert page.standing is None, "the plan was left for the rubric"
