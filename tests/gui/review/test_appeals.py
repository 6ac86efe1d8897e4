"""A unit's leader appeals in the window, and another officer of the section decides."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from core.people import Role
from core.review.reviews import PEERS, Stage
from gui.review.appeal_sheet import AskedRow, RulingRow
from gui.review.home_tasks import may_appeal, to_decide
from gui.review.result_page import ResultPage
from storage.database import Store
from storage.review.reading import load_tasks
from tests.gui.review.conftest import LEADER, Seat
from tests.storage.review.samples import (
    SECTION,
    a_plan,
    assigned,
    full_marks,
    hand_in,
    officer,
)

OTHER = "钱科长"


@pytest.fixture
def published(office: Store) -> int:
    with office.transaction(who="管理员", what="登记人员") as tx:
        tx.people.save_officer(officer(OTHER, "消保科", Role.SECTION_HEAD))
    id_ = assigned(office, a_plan(total=5))
    with office.reading() as connection:
        refs = dict.fromkeys(one.ref for one in load_tasks(connection, id_))
    for ref in refs:
        hand_in(office, id_, ref, (Stage.SELF, *PEERS), full_marks())
        hand_in(office, id_, ref, (Stage.RECHECK,), full_marks(B3="4"))
    with office.transaction(who=SECTION, what="结束") as tx:
        tx.campaigns.close(id_)
    return id_


def page_of(seat: Seat, name: str, target: object) -> ResultPage:
    window = seat(name)
    window.go("campaign-result", target)
    assert isinstance(window.page, ResultPage)
    return window.page


def pressed(page: ResultPage, words: str) -> bool:
    QApplication.sendPostedEvents()  # what was just added is shown by the event loop
    found = [one for one in page.findChildren(QPushButton) if one.text().startswith(words)]
    for one in found:
        if one.isVisibleTo(page):
            one.click()
            return True
    return False


def said(page: ResultPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel))


def appeal(page: ResultPage) -> str:
    """Contest B3 of the ticket that is shown; gives its reference."""
    ticket = page.table.current()
    assert ticket is not None
    assert pressed(page, "申诉")
    [asked] = page.detail.appeals.rows.values()
    assert isinstance(asked, AskedRow)
    asked.box.setChecked(True)
    asked.reason.setText("两人到场")
    asked.evidence.setText("现场记录第 2 页")
    page.detail.appeals.go.click()
    return ticket.ref


def decide(page: ResultPage, marks: str, reason: str) -> None:
    if not page.detail.appeals.isVisible():
        assert pressed(page, "答复申诉")
    [row] = page.detail.appeals.rows.values()
    assert isinstance(row, RulingRow)
    row.marks.setText(marks)
    row.reason.setText(reason)
    page.detail.appeals.go.click()


def is_decided(page: ResultPage) -> bool:
    ticket = page.table.current()
    assert ticket is not None
    assert ticket.appeal is not None
    return ticket.appeal.is_decided


def test_a_leader_appeals_once_and_is_told_until_when(seat: Seat, published: int) -> None:
    page = page_of(seat, LEADER, published)
    with page.desk.store.reading() as connection:
        [task] = may_appeal(page.desk, connection)
    assert "11 月 26 日前可以申诉" in task.why
    assert pressed(page, "申诉")
    page.detail.appeals.go.click()
    assert page.detail.appeals.isVisible(), "nothing is contested yet"
    appeal(page)
    assert not is_decided(page)
    assert not pressed(page, "申诉"), "only once"


def test_somebody_who_did_not_recheck_decides_and_both_marks_are_shown(
    seat: Seat, published: int
) -> None:
    ref = appeal(page_of(seat, LEADER, published))
    own = page_of(seat, SECTION, (published, ref))
    decide(own, "12", "记录可证")
    assert not is_decided(own), "who rechecked does not decide"

    other = page_of(seat, OTHER, (published, ref))
    with other.desk.store.reading() as connection:
        [waiting] = to_decide(other.desk, connection)
    assert waiting.target == (published, ref)
    decide(other, "八分", "记录可证")
    assert not is_decided(other)
    decide(other, "12", "记录可证")
    assert is_decided(other)
    assert "最终分由 92.00 改为 100.00" in said(other)


def test_after_the_term_the_way_to_appeal_is_gone(
    seat: Seat, published: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(seat, LEADER, published)
    monkeypatch.setattr(page.desk, "now", lambda: page.desk.store.now().replace(day=27))
    page.load()
    assert not pressed(page, "申诉")
    with page.desk.store.reading() as connection:
        assert list(may_appeal(page.desk, connection)) == []
