"""The review desk: marking by keyboard, evidence, proposals, vetoes, drafts, blindness."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.review.marks import Marks
from core.review.reviews import PEERS, Stage, Task
from core.review.rubric import CONDITION, NotApplicable
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.review.review_desk_page import ReviewDeskPage
from storage.database import Store
from storage.loading import load_by_ref
from storage.review.reading import load_campaign, load_reviews, load_tasks
from storage.review.reviews import load_draft
from tests.gui.review.conftest import Seat
from tests.storage.review.samples import SECTION, a_plan, assigned, full_marks, hand_in

Key = Qt.Key
Press = Callable[..., None]


@pytest.fixture
def under_review(office: Store) -> int:
    return assigned(office, a_plan(total=5))


def tasks(store: Store, id_: int, *stages: Stage) -> list[Task]:
    with store.reading() as connection:
        return [one for one in load_tasks(connection, id_) if one.stage in stages]


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def show(window: MainWindow, task: Task) -> ReviewDeskPage:
    window.go("review", (task.campaign, task.ref, task.stage))
    assert isinstance(window.page, ReviewDeskPage)
    return window.page


def draft_marks(page: ReviewDeskPage) -> Marks:
    assert page.draft is not None
    return page.draft.marks


def words(page: ReviewDeskPage) -> str:
    """Everything that can be read or heard on the desk."""
    labels = [f"{one.text()} {one.accessibleName()}" for one in page.findChildren(QLabel)]
    fields = [one.text() for one in page.findChildren(QLineEdit)]
    return "\n".join([*labels, *fields, page.ticket.text.toPlainText()])


@pytest.fixture
def peer(under_review: int, office: Store) -> Task:
    return tasks(office, under_review, Stage.PEER1)[0]


@pytest.fixture
def page(seat: Seat, peer: Task) -> ReviewDeskPage:
    return show(seat(peer.officer), peer)


def test_an_officer_finds_the_own_tasks_and_no_others(
    seat: Seat, office: Store, under_review: int, peer: Task
) -> None:
    page = show(seat(peer.officer), peer)
    mine = [one for one in tasks(office, under_review, *PEERS) if one.officer == peer.officer]
    assert len(page.queue.chips.states) == len(mine)
    assert page.queue.said == f"已交 0 件，还有 {len(mine)} 件"


def test_without_tasks_the_desk_says_so(seat: Seat, office: Store) -> None:
    window = seat("九亭所评1")
    window.go("review")
    assert "没有要评的件" in [label.text() for label in window.page.findChildren(QLabel)]  # type: ignore[union-attr]


def test_all_items_are_marked_with_digits_and_enter(page: ReviewDeskPage, press: Press) -> None:
    for _ in page.rubric.rows:
        press(page.rubric, Key.Key_1, Key.Key_Return)
    while page.draft is not None and page.draft.undecided_vetoes():
        press(page.rubric, Key.Key_N)
    assert page.foot.total == "100"
    assert page.foot.said == "/ 100，全部评完，可以提交"
    assert page.primary().isEnabled()


def test_handing_in_is_off_while_something_is_undecided_and_says_what(
    page: ReviewDeskPage, press: Press
) -> None:
    assert not page.foot.submit.isEnabled()
    assert "还有 12 项未评" in page.foot.said
    press(page.rubric, Key.Key_1)
    assert "还有 11 项未评" in page.foot.said


def test_arrows_change_the_item_and_only_it_is_unfolded(page: ReviewDeskPage, press: Press) -> None:
    press(page.rubric, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert page.rubric.current.code == "B2"
    assert [row.code for row in page.rubric.rows if row.is_open] == ["B2"]


def test_the_unfolded_item_is_wholly_in_sight(page: ReviewDeskPage, qtbot: QtBot) -> None:
    page.rubric.go_to(page.rubric.rows[-1].code)
    row = page.rubric.current

    def is_in_sight() -> bool:
        top = row.mapTo(page.rubric, QPoint(0, 0)).y()
        return row.height() > 60 and top >= 0 and top + row.height() <= page.rubric.height()

    qtbot.waitUntil(is_in_sight)


def test_a_stop_brings_its_reason(page: ReviewDeskPage, press: Press) -> None:
    page.rubric.go_to("B3")
    press(page.rubric, Key.Key_3)
    mark = draft_marks(page).item("B3")
    assert (mark.marks, mark.reason) == (Decimal(6), "只写了一名执法人员")


def test_digits_and_letters_are_text_while_a_reason_is_written(
    page: ReviewDeskPage, press: Press
) -> None:
    page.rubric.go_to("B3")
    body = page.rubric.current.body
    assert body is not None
    body.reason.setFocus()
    press(body.reason, Key.Key_1, Key.Key_A, Key.Key_V)
    assert body.reason.text() == "1av"
    assert draft_marks(page).item("B3").marks is None
    assert draft_marks(page).item("B3").reason == "1av"


def test_enter_in_the_reason_goes_on_to_the_next_open_item(
    page: ReviewDeskPage, press: Press
) -> None:
    body = page.rubric.current.body
    assert body is not None
    press(page.rubric, Key.Key_2)
    body.reason.setFocus()
    press(body.reason, Key.Key_Return)
    assert page.rubric.current.code == "B2"


def test_a_mark_between_the_stops_can_be_typed(page: ReviewDeskPage, press: Press) -> None:
    page.rubric.go_to("B3")
    body = page.rubric.current.body
    assert body is not None
    press(page.rubric, getattr(Key, f"Key_{len(body.picks())}"))
    body.other.field.setText("7.5")
    press(body.other.field, Key.Key_Return)
    assert draft_marks(page).item("B3").marks == Decimal("7.5")
    body.other.show()
    body.other.field.setText("十三")
    press(body.other.field, Key.Key_Return)
    assert draft_marks(page).item("B3").marks == Decimal("7.5")


def test_an_item_that_may_not_apply_can_be_left_out(page: ReviewDeskPage, press: Press) -> None:
    body = page.rubric.current.body
    assert body is not None
    place = next(n for n, pick in enumerate(body.picks(), start=1) if pick.leaves_out)
    press(page.rubric, getattr(Key, f"Key_{place}"))
    assert not draft_marks(page).item("B1").applies


def proposed(page: ReviewDeskPage) -> str:
    assert page.draft is not None
    return next(one.item for one in page.draft.opened.proposals if one.item)


def test_a_proposal_is_adopted_with_a_and_declined_with_d(
    page: ReviewDeskPage, press: Press
) -> None:
    code = proposed(page)
    page.rubric.go_to(code)
    assert "建议" in page.rubric.current.accessibleName()
    press(page.rubric, Key.Key_D)
    assert draft_marks(page).item(code).declined
    assert draft_marks(page).item(code).marks is None


def test_an_item_with_a_condition_is_left_out_with_a(
    seat: Seat, office: Store, press: Press
) -> None:
    with office.transaction(who=SECTION, what="改评查表") as tx:
        [old] = tx.rubrics.versions("unsubstantiated")
        first = replace(
            old.rubric.items[0],
            when="承办单位 为 “没有的所”",
            not_applicable=NotApplicable.RESCALE,
            example="当天联系上的记满分。",
        )
        rubric = replace(old.rubric, items=(first, *old.rubric.items[1:]))
        tx.rubrics.keep(replace(old, rubric=rubric))
    peer = tasks(office, assigned(office, a_plan(total=5)), Stage.PEER1)[0]
    page = show(seat(peer.officer), peer)
    assert page.rubric.current.code == "B1"
    assert "程序建议不适用，请您定" in words(page)
    assert "例：当天联系上的记满分。" in words(page)
    press(page.rubric, Key.Key_A)
    mark = draft_marks(page).item("B1")
    assert (mark.applies, mark.accepted) == (False, (CONDITION,))


def test_an_adopted_proposal_takes_the_marks_off(page: ReviewDeskPage, press: Press) -> None:
    code = proposed(page)
    page.rubric.go_to(code)
    press(page.rubric, Key.Key_A)
    item = page.draft.item(code) if page.draft else None
    mark = draft_marks(page).item(code)
    assert item is not None
    assert mark.marks is not None
    assert mark.marks < item.full
    assert mark.accepted


def test_selected_words_become_evidence_with_e(page: ReviewDeskPage, press: Press) -> None:
    page.ticket.text.select("content", 0, 4)
    press(page.ticket.text, Key.Key_E)
    (quote,) = draft_marks(page).item("B1").quotes
    assert (quote.field, quote.start, quote.end, quote.sign) == ("content", 0, 4, "?")
    assert "?B1" in page.ticket.text.toPlainText()
    press(page.ticket.text, Key.Key_E)
    assert "+B1" in page.ticket.text.toPlainText()
    press(page.ticket.text, Key.Key_E, Key.Key_E)
    assert draft_marks(page).item("B1").quotes == ()


def test_without_a_selection_the_desk_says_how(
    page: ReviewDeskPage, press: Press, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.desk.notice) as said:
        press(page.rubric, Key.Key_E)
    assert said.args[0].text == "先在左边选中要作证据的文字，再按 E。"


def test_vetoes_are_gone_through_with_v_n_and_y(page: ReviewDeskPage, press: Press) -> None:
    press(page.rubric, Key.Key_V, Key.Key_Down, Key.Key_Y)
    line = page.veto_list.lines[1]
    assert "V2" in draft_marks(page).vetoes
    line.reason.setText("没有到场")
    line.reason.textEdited.emit("没有到场")
    assert draft_marks(page).vetoes["V2"] == "没有到场"
    page.veto_list.setFocus()
    press(page.veto_list, Key.Key_Up, Key.Key_N, Key.Key_V)
    assert "V1" in draft_marks(page).cleared
    assert page.rubric.isVisible()


def test_a_hit_veto_without_grounds_is_not_handed_in(page: ReviewDeskPage, press: Press) -> None:
    assert page.draft is not None
    page.draft.hit("V2")
    assert "1 项否决要写依据" in page.foot.said


def test_a_draft_is_there_again_after_the_program_was_killed(
    seat: Seat, office: Store, peer: Task, page: ReviewDeskPage, press: Press, qtbot: QtBot
) -> None:
    press(page.rubric, Key.Key_2)
    body = page.rubric.current.body
    assert body is not None
    body.reason.setText("下午才打电话")
    body.reason.textEdited.emit("下午才打电话")

    def kept() -> Any:
        with office.reading() as connection:
            return load_draft(connection, peer, peer.officer).item("B1").reason

    qtbot.waitUntil(lambda: kept() == "下午才打电话")
    again = show(seat(peer.officer), peer)
    assert draft_marks(again).item("B1").marks == Decimal(4)
    assert draft_marks(again).item("B1").reason == "下午才打电话"
    assert again.queue.chips.states.count("info") == 1


def test_leaving_the_page_keeps_what_was_not_kept_yet(
    office: Store, peer: Task, page: ReviewDeskPage, press: Press
) -> None:
    press(page.rubric, Key.Key_1)
    page.leave()
    with office.reading() as connection:
        assert load_draft(connection, peer, peer.officer).item("B1").marks == Decimal(8)


def finish(page: ReviewDeskPage, press: Press) -> None:
    """Full marks everywhere, no veto, and hand in."""
    for row in page.rubric.rows:
        page.rubric.go_to(row.code)
        press(page.rubric, Key.Key_1)
    while page.draft is not None and page.draft.undecided_vetoes():
        press(page.rubric, Key.Key_N)
    page.submit()


def test_a_review_handed_in_is_locked_and_the_next_one_is_shown(
    office: Store, peer: Task, page: ReviewDeskPage, press: Press
) -> None:
    finish(page, press)
    with office.reading() as connection:
        (review,) = load_reviews(connection, load_campaign(connection, peer.campaign))
    assert (review.ref, review.stage, review.officer) == (peer.ref, peer.stage, peer.officer)
    assert page.queue.said.startswith("已交 1 件") or page.queue.said.startswith("1 件")
    page.open((peer.campaign, peer.ref, peer.stage))
    press(page.rubric, Key.Key_2)
    assert draft_marks(page).item("B1").marks == Decimal(8)
    assert "已提交并锁定" in page.foot.said
    assert not page.foot.submit.isVisible()


def test_a_peer_learns_nothing_of_the_unit_the_officer_or_other_marks(
    seat: Seat, office: Store, peer: Task
) -> None:
    hand_in(office, peer.campaign, peer.ref, [Stage.SELF, Stage.PEER2], full_marks(B3="4"))
    page = show(seat(peer.officer), peer)
    assert page.draft is not None
    assert page.draft.opened.seen == ()
    with office.reading() as connection:
        ticket = load_by_ref(connection, [peer.ref])[0].ticket
    read = words(page)
    for secret in (
        peer.ref,
        peer.handling_unit.removesuffix("所"),
        ticket.handler,
        ticket.petitioner.petitioner_name,
        ticket.petitioner.petitioner_phone,
        "有缺",
    ):
        assert secret not in read


def test_the_self_reviewer_sees_the_own_ticket_with_the_petitioner_covered(
    seat: Seat, office: Store, under_review: int
) -> None:
    own = tasks(office, under_review, Stage.SELF)[0]
    page = show(seat(own.officer), own)
    read = words(page)
    assert own.ref in read
    assert own.handling_unit in read
    assert "闻人素" not in read


def test_the_section_waits_for_the_blind_reviews(
    seat: Seat, office: Store, under_review: int, press: Press
) -> None:
    recheck = tasks(office, under_review, Stage.RECHECK)[0]
    page = show(seat(SECTION), recheck)
    assert page.foot.said == "自评、互评一、互评二还没有交，齐了再复核"
    press(page.rubric, Key.Key_1)
    assert draft_marks(page).item("B1").marks is None


def test_the_section_sees_all_marks_side_by_side_and_explains_large_differences(
    seat: Seat, office: Store, under_review: int, press: Press
) -> None:
    recheck = tasks(office, under_review, Stage.RECHECK)[0]
    ref, low = recheck.ref, full_marks(B3="4", B4="0")
    hand_in(office, under_review, ref, [Stage.SELF])
    hand_in(office, under_review, ref, PEERS, low)
    page = show(seat(SECTION), recheck)
    assert "自 12　互 4/4" in words(page)
    for row in page.rubric.rows:
        page.rubric.go_to(row.code)
        press(page.rubric, Key.Key_1)
    while page.draft is not None and page.draft.undecided_vetoes():
        press(page.rubric, Key.Key_N)
    assert "还有 2 项要写理由" in page.foot.said
    assert page.draft is not None
    for code in ("B3", "B4"):
        page.draft.explain(code, "有两人到场，照片和台账齐")
    assert page.foot.submit.isEnabled()
    page.submit()
    with office.reading() as connection:
        reviews = load_reviews(connection, load_campaign(connection, under_review))
    assert [one.stage for one in reviews if one.ref == ref][-1] is Stage.RECHECK


def test_a_reviewer_of_two_rounds_chooses_between_them(
    seat: Seat, office: Store, under_review: int
) -> None:
    selves = {one.officer: one for one in tasks(office, under_review, Stage.SELF)}
    both = next(one for one in tasks(office, under_review, *PEERS) if one.officer in selves)
    page = show(seat(both.officer), both)
    assert page.draft is not None
    assert page.draft.opened.is_covered
    page.open(Stage.SELF)
    assert not page.draft.opened.is_covered
