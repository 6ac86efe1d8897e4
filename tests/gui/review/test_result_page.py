"""The tickets of a campaign, how their marks came about, and the summary as it prints."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester

from core.review.reviews import PEERS, Stage, Task
from gui.review.result_page import ResultPage
from storage.database import Store
from storage.review.reading import load_campaign as campaign_of
from storage.review.reading import load_certificate, load_tasks, report
from tests.gui.review.conftest import BUREAU_LEADER, LEADER, Seat
from tests.storage.review.samples import SECTION, a_plan, assigned, full_marks, hand_in

ALL = (Stage.SELF, *PEERS, Stage.RECHECK)


@pytest.fixture
def under_review(office: Store) -> int:
    return assigned(office, a_plan(total=5))


def tasks(store: Store, id_: int) -> tuple[Task, ...]:
    with store.reading() as connection:
        return load_tasks(connection, id_)


def page_of(seat: Seat, id_: int, name: str = SECTION) -> ResultPage:
    window = seat(name)
    window.go("campaign-result", id_)
    assert isinstance(window.page, ResultPage)
    return window.page


def seen(page: ResultPage) -> str:
    QApplication.sendPostedEvents()  # what was just added is shown by the event loop
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def review_all(store: Store, id_: int) -> None:
    for ref in dict.fromkeys(one.ref for one in tasks(store, id_)):
        hand_in(store, id_, ref, ALL, full_marks(B3="6"))


def test_every_figure_leads_to_its_arithmetic(
    seat: Seat, office: Store, under_review: int, qtmodeltester: ModelTester
) -> None:
    review_all(office, under_review)
    page = page_of(seat, under_review)
    qtmodeltester.check(page.table.rows)
    page.table.go_to(2)
    assert page.detail.lines[-2:] == (
        "互评均分 94.00 = （94.00 + 94.00）÷ 2",
        "最终分 94.00 = 复核 94.00",
    )
    assert "B3 现场核查扣 6 分：有缺" in "\n".join(
        one.accessibleName() or one.text() for one in page.findChildren(QLabel)
    )
    with office.reading() as connection:
        stored = report(connection, under_review)
    assert list(page.table.rows.values) == list(stored.tickets)


def test_before_the_blind_reviews_are_in_nobody_sees_marks(
    seat: Seat, office: Store, under_review: int
) -> None:
    ref = tasks(office, under_review)[0].ref
    hand_in(office, under_review, ref, [Stage.SELF, Stage.PEER1], full_marks(B3="6"))
    page = page_of(seat, under_review)
    page.table.go_to(page.table.rows.row_of(ref))
    assert page.detail.lines == ()
    assert "94" not in seen(page)
    assert "自评、互评交齐以前，谁也看不到得分。" in seen(page)


def test_the_section_returns_a_review_with_a_reason(
    seat: Seat, office: Store, under_review: int
) -> None:
    task = next(one for one in tasks(office, under_review) if one.stage is Stage.SELF)
    hand_in(office, under_review, task.ref, [Stage.SELF])
    page = page_of(seat, under_review)
    page.detail.return_asked.emit(task)
    page.detail.reason.go.click()
    assert page.detail.reason.isVisible()  # without a reason nothing is returned
    page.detail.reason.field.setText("B3 的理由没有写明")
    page.detail.reason.go.click()
    assert not page.detail.reason.isVisible()
    with office.reading() as connection:
        assert all(one.self_done == 0 for one in report(connection, under_review).progress)


def test_a_peer_review_is_given_to_somebody_else(
    seat: Seat, office: Store, under_review: int
) -> None:
    task = next(one for one in tasks(office, under_review) if one.stage is Stage.PEER1)
    page = page_of(seat, under_review)
    page.detail.reassign_asked.emit(task)
    page.detail.reason.field.setText("请假两周")
    page.detail.reason.go.click()
    new = next(
        one
        for one in tasks(office, under_review)
        if (one.ref, one.stage) == (task.ref, Stage.PEER1)
    )
    assert new.officer != task.officer


def test_a_void_ticket_is_replaced_by_the_next_in_line(
    seat: Seat, office: Store, under_review: int
) -> None:
    page = page_of(seat, under_review)
    page.table.go_to(0)
    void = page.table.rows.value(0).ref
    page.detail.replace_asked.emit()
    page.detail.reason.field.setText("正在复议")
    page.detail.reason.go.click()
    with office.reading() as connection:
        certificate = load_certificate(connection, campaign_of(connection, under_review))
    assert void not in [one.ref for one in certificate.drawn]
    assert [one.void.ref for one in certificate.replacements] == [void]


def test_leaders_wait_for_the_end_and_then_see_what_is_theirs(
    seat: Seat, office: Store, under_review: int
) -> None:
    review_all(office, under_review)
    for name in (LEADER, BUREAU_LEADER):
        page = page_of(seat, under_review, name)
        assert "结果还没有公布" in seen(page)
        assert page.table.rows.rowCount() == 0
    with office.transaction(who=SECTION, what="结束") as tx:
        tx.campaigns.close(under_review)
    own = page_of(seat, under_review, LEADER)
    assert {one.unit for one in own.table.rows.values} == {"九亭所"}
    read = seen(own)
    reviewers = [one.officer for one in tasks(office, under_review) if one.stage in PEERS]
    assert not [name for name in reviewers if name in read]
    assert page_of(seat, under_review, BUREAU_LEADER).table.rows.rowCount() == 5
