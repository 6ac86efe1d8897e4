"""The section debriefs a campaign: points are proposed and merged, remedies are laid down."""

from datetime import datetime

from PySide6.QtWidgets import QComboBox, QPushButton

from core.review.debrief.cases import CaseKind
from core.tickets.guidance.points import Standing
from gui.ask import AskPopup
from gui.buttons import Strip
from gui.chips import Chip
from gui.debrief.meetings_page import MeetingsPage
from gui.debrief.page import DebriefPage
from gui.debrief.remedies_page import RemediesPage
from gui.main_window import MainWindow
from gui.points.page import PointsPage
from gui.review.campaigns_page import CampaignsPage
from storage.points import point_versions
from storage.review.debrief.remedies import remedies
from tests.gui.debrief.conftest import Seat, press, said
from tests.samples import NOW
from tests.storage.review.debrief.samples import HEAD, Office
from tests.storage.review.samples import SECTION, a_plan


def page_of(window: MainWindow) -> DebriefPage:
    window.go("debrief", 1)
    assert isinstance(window.page, DebriefPage)
    return window.page


def is_writing(page: DebriefPage) -> bool:
    return page.editor is not None


def shown_remedy(window: MainWindow) -> int:
    assert isinstance(window.page, RemediesPage)
    current = window.page.table.current()
    assert current is not None
    return current.id


def choose(page: DebriefPage, code: str) -> None:
    page.table.go_to(page.table.rows.row_of(code))


def test_the_way_there_is_on_the_closed_campaign(seat: Seat) -> None:
    window = seat(SECTION)
    window.go("campaigns", 1)
    assert isinstance(window.page, CampaignsPage)
    window.page.primary().click()  # type: ignore[union-attr]
    assert isinstance(window.page, DebriefPage)


def test_what_a_shortfall_says_and_where_it_stands_already(seat: Seat) -> None:
    page = page_of(seat(SECTION))
    assert page.focusWidget() is page.table, "the arrows move from item to item at once"
    choose(page, "B10")
    words = said(page.card)
    assert "4 件扣分" in words
    assert "九亭所、中山所" in words
    assert "第十五条" in words
    assert "第 35 条" in words
    assert "文字重合" in words


def test_merging_settles_the_item(seat: Seat, office: Office) -> None:
    window = seat(SECTION)
    page = page_of(window)
    choose(page, "B10")
    press(page, "并入第 35 条")
    assert "并入已有要点：第 35 条" in said(page.card)
    press(page, "看这一条")
    assert isinstance(window.page, PointsPage)
    assert window.page.table.current().number == 35  # type: ignore[union-attr]


def test_a_new_point_is_written_from_the_proposal_and_waits_for_a_colleague(
    seat: Seat, office: Office
) -> None:
    window = seat(SECTION)
    page = page_of(window)
    choose(page, "B4")
    press(page, "立为新要点")
    assert page.editor is not None
    assert "2 件扣分" in page.editor.form.values()["reason"]
    page.editor.form.write("text", "至少留两类客观证据，一类来自现场，一类来自第三方。")
    page.editor.give.click()
    assert not is_writing(page)
    assert "新增要点：第 37 条" in said(page.card)
    with office.store.reading() as connection:
        [made] = point_versions(connection, 37)
    assert made.standing is Standing.PROPOSED
    assert made.point.source == "2026 年第 3 季度不属实件督查"
    colleague = seat(HEAD)
    colleague.go("points", 37)
    assert isinstance(colleague.page, PointsPage)
    assert colleague.page.confirm(37)


def test_a_point_without_an_article_is_kept_in_the_editor(seat: Seat) -> None:
    page = page_of(seat(SECTION))
    choose(page, "B4")
    press(page, "立为新要点")
    assert page.editor is not None
    page.editor.form.write("articles", "")
    page.editor.give.click()
    assert page.editor is not None
    assert "要有依据" in page.editor.form.notes_at("articles")[0].sentence


def test_remedies_are_laid_down_once(seat: Seat, office: Office) -> None:
    page = page_of(seat(SECTION))
    assert "还有 3 项没有立：九亭所、中山所" in said(page)
    page.lay_down_button.click()
    assert "台账上有 3 项" in said(page)
    assert not page.lay_down_button.isVisible()
    with office.store.reading() as connection:
        assert len(remedies(connection)) == 3


def test_while_units_may_appeal_the_page_says_so_and_offers_nothing(
    seat: Seat, office: Office
) -> None:
    office.now = NOW
    page = page_of(seat(SECTION))
    choose(page, "B10")
    assert "申诉期到 11 月 26 日" in said(page)
    assert "立为新要点" not in [b.text().strip() for b in page.findChildren(QPushButton)]
    assert not page.lay_down_button.isVisible()


def test_stations_do_not_get_there(seat: Seat) -> None:
    window = seat("九亭所所长")
    window.go("debrief", 1)
    assert not isinstance(window.page, DebriefPage)


def test_whether_the_points_of_the_last_round_helped(seat: Seat, office: Office) -> None:
    page = page_of(seat(SECTION))
    assert not page.recurrences.isVisible()
    choose(page, "B10")
    press(page, "并入第 35 条")
    second = office.campaign({}, a_plan(total=10, title="又一次不属实件督查"))
    office.now = datetime(2026, 12, 15, 9, 0)
    page.open(second)
    assert page.recurrences.isVisible()
    [row] = [page.recurrences.rows.value(at) for at in range(page.recurrences.rows.rowCount())]
    assert (row.number, row.before.hits, row.after.hits, row.after.n) == (35, 4, 0, 10)
    assert "要点出自“2026 年第 3 季度不属实件督查”" in said(page)


def test_a_meeting_is_recorded_from_the_debrief(seat: Seat, office: Office) -> None:
    window = seat(SECTION)
    page = page_of(window)
    choose(page, "B10")
    press(page, "并入第 35 条")
    page.lay_down_button.click()
    press(window, "记例会")
    assert isinstance(window.page, MeetingsPage)
    editor = window.page.editor
    assert editor is not None
    written = editor.form.values()
    assert "各所队学习、执行第 35 条要点。" in written["decisions"]
    assert "九亭所所长" in written["attendees"]
    editor.form.write("decisions", "执行第 99 条要点。")
    editor.give.click()
    assert editor.form.notes_at("decisions")[0].sentence.startswith("没有第 99 条要点")
    editor.form.write("decisions", "执行第 35 条要点。\n督办第 2 项整改。")
    editor.give.click()
    press(window.page, "第 2 项整改")
    assert shown_remedy(window) == 2


def test_a_typical_case_is_told_without_names(seat: Seat, office: Office) -> None:
    page = page_of(seat(SECTION))
    text = "某所只凭口头否认认定不属实，没有留现场照片，也没有检测报告。"
    ref = page.found.shortfalls[0].proposal.loss.refs[0]  # type: ignore[union-attr]
    assert not page.tell(ref, CaseKind.TYPICAL, f"{text}九亭所要改。")
    page.cases.add_button.click()
    [popup] = page.cases.findChildren(AskPopup)
    popup.findChildren(QComboBox)[0].setCurrentText(ref)
    popup.findChildren(Strip)[0].button(1).click()
    popup.line.setText(text)
    press(popup, "写下")
    assert text in said(page.cases)
    assert "典型案例" in [chip.accessibleName() or "" for chip in page.cases.findChildren(Chip)]
