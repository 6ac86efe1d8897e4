"""Declaring, taking back, entering leave, linking units: what is on the page is in the store."""

from core.absences import Absence
from core.review.recusals import RecusalKind
from gui.main_window import MainWindow
from gui.review.campaigns_page import CampaignsPage
from gui.review.recusals_page import RecusalsPage
from storage.database import Store
from storage.people import absences
from storage.review.reading import load_tasks
from storage.review.recusals import linked_units, recusals
from tests.gui.review.conftest import Seat
from tests.storage.review.samples import SECTION, a_plan, assigned


def page_of(window: MainWindow) -> RecusalsPage:
    window.go("recusals")
    assert isinstance(window.page, RecusalsPage)
    return window.page


def test_a_reviewer_declares_for_themselves_and_takes_it_back(seat: Seat, office: Store) -> None:
    page = page_of(seat("中山所评1"))
    assert [page.officer.itemText(n) for n in range(page.officer.count())] == ["中山所评1"]
    page.kind.choose(RecusalKind.TRADER)
    page.about.setText("松江云杉食品有限公司")
    page.reason.setText("负责人是近亲属")
    page.declare_button.click()
    assert page.about.text() == ""
    one = page.recusals.rows.value(0)
    assert (one.officer, one.kind, one.holds) == ("中山所评1", RecusalKind.TRADER, True)
    page.recusals.go_to(0)
    page.ask_to_take_back()
    page.asking.field.setText("已离职")
    page.asking.go.click()
    with office.reading() as connection:
        [kept] = recusals(connection)
    assert (kept.holds, kept.taken_back_reason) == (False, "已离职")


def test_the_section_enters_leave_and_links_units(seat: Seat, office: Store) -> None:
    page = page_of(seat(SECTION))
    page.away.setCurrentText("中山所评1")
    page.since.setText("2026-11-23")
    page.until.setText("12 月 11 日")
    page.why_away.setText("年休假")
    page.enter()
    page.linked.setPlainText("九亭所、中山所")
    page.link()
    with office.reading() as connection:
        [away] = absences(connection)
        assert linked_units(connection) == {frozenset({"九亭所", "中山所"})}
    assert (away.officer, f"{away.since}", f"{away.until}") == (
        "中山所评1",
        "2026-11-23",
        "2026-12-11",
    )
    page.absences.go_to(0)
    page.drop()
    with office.reading() as connection:
        assert absences(connection) == []


def test_leave_during_the_review_is_a_matter_with_one_button(seat: Seat, office: Store) -> None:
    id_ = assigned(office, a_plan(total=5))
    with office.reading() as connection:
        gone = next(one.officer for one in load_tasks(connection, id_) if one.officer)
    with office.transaction(who=SECTION, what="登记不在岗") as tx:
        today = tx.at.date()
        tx.people.add_absence(Absence(officer=gone, since=today, until=today, reason="病假"))
    window = seat(SECTION)
    window.go("campaigns", id_)
    page = window.page
    assert isinstance(page, CampaignsPage)
    assert page.standing is not None
    assert any(f"{gone}不在岗" in one.sentence for one in page.standing.matters)
    page.reassign_absent()
    assert not any("不在岗" in one.sentence for one in page.standing.matters)
    with office.reading() as connection:
        assert gone not in {one.officer for one in load_tasks(connection, id_)}
