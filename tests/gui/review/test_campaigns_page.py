"""The page of campaigns: planning, seed, draw, assignment, what asks for attention, results."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.review.campaign import CampaignState, StrataBy
from core.review.directed import ByHand, Directed
from core.review.reviews import PEERS, Stage
from core.review.sampling import seed_hash
from gui.review.campaigns_page import CampaignsPage
from gui.review.plan_sheet import last_month, last_quarter
from storage.database import Store
from storage.review.reading import campaigns, load_tasks
from tests.gui.review.conftest import BUREAU_LEADER, LEADER, Seat
from tests.storage.review.samples import (
    SECTION,
    SEED,
    a_plan,
    assigned,
    drawn,
    full_marks,
    hand_in,
    planned,
)

BLIND = (Stage.SELF, *PEERS)


def page_of(seat: Seat, name: str = SECTION) -> CampaignsPage:
    page = seat(name).page
    assert isinstance(page, CampaignsPage)
    return page


def seen(page: CampaignsPage) -> str:
    """What can be read on the page now."""
    QApplication.sendPostedEvents()  # what was just added is shown by the event loop
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def offered(page: CampaignsPage) -> list[str]:
    """The steps in the top bar."""
    buttons = [one for one in page.actions_shown if isinstance(one, QPushButton)]
    return [one.text().strip() for one in buttons]


def state(page: CampaignsPage) -> CampaignState:
    assert page.standing is not None
    return page.standing.about.state


def refs(store: Store, id_: int) -> list[str]:
    with store.reading() as connection:
        return list(dict.fromkeys(task.ref for task in load_tasks(connection, id_)))


def test_without_campaigns_the_section_is_offered_the_first(seat: Seat) -> None:
    page = page_of(seat)
    assert "还没有督查" in seen(page)
    assert page_of(seat, LEADER).findChild(QPushButton) is None or "部署" not in seen(page)


def test_the_usual_plan_is_the_last_quarter_of_unsubstantiated_tickets(
    seat: Seat, qtbot: QtBot
) -> None:
    page = page_of(seat)
    page.begin_plan()
    plan = page.plan_sheet.plan()
    assert (plan.since, plan.until) == (date(2026, 7, 1), date(2026, 9, 30))
    assert plan.title == "2026 年第 3 季度不属实件督查"
    qtbot.waitUntil(lambda: page.preview.said == "总体 10 件，排除 0 件，抽取 10 件")
    assert page.preview.table.rows.rowCount() == 5


def test_nothing_is_written_before_the_plan_is_laid_down(
    seat: Seat, office: Store, qtbot: QtBot
) -> None:
    page = page_of(seat)
    page.begin_plan()
    qtbot.waitUntil(lambda: bool(page.preview.said.startswith("总体")))
    with office.reading() as connection:
        assert campaigns(connection) == []


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("since", "七月初", "看不出是哪一天"),
        ("until", "2026-06-01", "早于评查期起"),
        ("total", "很多", "请写一个整数"),
        ("minimum", "9", "上限 8 件小于下限 9 件"),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(
    seat: Seat, qtbot: QtBot, field: str, text: str, said: str
) -> None:
    page = page_of(seat)
    page.begin_plan()
    getattr(page.plan_sheet, field).setText(text)
    getattr(page.plan_sheet, field).textEdited.emit(text)
    notes = page.plan_sheet.notes.values()
    qtbot.waitUntil(lambda: any(said in note.words for note in notes))


def test_a_saved_view_narrows_the_frame(seat: Seat, office: Store, qtbot: QtBot) -> None:
    with office.transaction(who=SECTION, what="存视图") as tx:
        tx.views.keep("九亭所的", ["承办单位 为 “九亭所”"])
    page = page_of(seat)
    page.begin_plan()
    page.plan_sheet.view.setCurrentIndex(1)
    page.plan_sheet.view.activated.emit(1)
    qtbot.waitUntil(lambda: page.preview.said.startswith("总体 2 件"))
    assert page.plan_sheet.plan().condition == "(事实认定 为 不属实) 且 (承办单位 为 “九亭所”)"


def test_the_seed_of_two_officers_is_sealed_and_only_its_hash_kept(
    seat: Seat, office: Store
) -> None:
    id_ = planned(office)
    page = page_of(seat)
    assert page.body.phases.now == ["封存种子"]
    page.body.seed.first.setText("松江2026")
    page.body.seed.second.setText("1105")
    page.body.seed.go.click()
    with office.reading() as connection:
        (about,) = campaigns(connection)
    assert (about.id, about.state) == (id_, CampaignState.LOCKED)
    assert (about.seed_hash, about.seed) == (seed_hash(SEED), "")
    assert page.body.seed.seed == ""
    assert page.body.phases.now == ["抽取"]


def test_a_part_that_is_too_short_is_refused_at_the_field(seat: Seat, office: Store) -> None:
    planned(office)
    page = page_of(seat)
    page.body.seed.first.setText("松江2026")
    page.body.seed.second.setText("1")
    page.body.seed.go.click()
    assert page.body.seed.note.words == "第二段请至少写 4 个字符，不容易被试出来。"
    assert page.body.phases.now == ["封存种子"]


def test_another_seed_does_not_draw(seat: Seat, office: Store) -> None:
    id_ = planned(office)
    with office.transaction(who=SECTION, what="封存") as tx:
        tx.campaigns.commit(id_, seed_hash(SEED))
    page = page_of(seat)
    page.body.seed.first.setText("松江2026")
    page.body.seed.second.setText("1106")
    assert page.body.seed.match.text == "和封存的不一致"
    page.body.seed.go.click()
    assert state(page) is CampaignState.LOCKED
    page.body.seed.second.setText("1105")
    assert page.body.seed.match.text == "和封存的一致"
    page.body.seed.go.click()
    assert state(page) is CampaignState.DRAWN


def test_the_certificate_says_it_can_be_repeated_only_after_doing_so(
    seat: Seat, office: Store
) -> None:
    drawn(office)
    page = page_of(seat)
    card = page.body.certificate
    assert not card.chip.isVisible()
    card.again.click()
    assert card.chip.isVisible()
    assert card.chip.text == "可复算，结果一致"
    assert card.facts.value("种子") == SEED
    assert len(card.facts.value("名单指纹").split()[:4]) == 4


def test_the_drawn_tickets_are_shared_out_in_one_step(
    seat: Seat, office: Store, qtbot: QtBot
) -> None:
    drawn(office, a_plan(total=5))
    page = page_of(seat)
    page.body.assign_button.click()
    qtbot.waitUntil(lambda: page.body.phases.now == ["自评", "互评"])
    assert "自评、互评已交 0 / 15 份" in page.body.progress.said


def test_what_waits_for_the_section_is_named(seat: Seat, office: Store) -> None:
    id_ = assigned(office, a_plan(total=5))
    first, second, *_ = refs(office, id_)
    hand_in(office, id_, first, BLIND)
    hand_in(office, id_, second, [Stage.SELF, Stage.PEER1])
    hand_in(office, id_, second, [Stage.PEER2], full_marks(B4="0"))
    page = page_of(seat)
    read = seen(page)
    assert "1 件自评、互评已齐，等科室复核" in read
    assert "要派第三人" not in read, "the third was asked when the second peer handed in"
    assert "还有 5 件没有最终分" in read
    assert offered(page) == ["全部督查", "进入复核"]


def closed(store: Store) -> int:
    id_ = assigned(store, a_plan(total=5))
    for ref in refs(store, id_):
        hand_in(store, id_, ref, [*BLIND, Stage.RECHECK], full_marks(B3="6"))
    with store.transaction(who=SECTION, what="结束") as tx:
        tx.campaigns.close(id_)
    return id_


def test_results_stand_in_the_offices_order_as_chart_and_as_table(
    seat: Seat, office: Store
) -> None:
    closed(office)
    page = page_of(seat)
    card = page.body.results
    assert "区间相互重叠的所队不分先后" in card.said
    assert "全局均分 94.00" in card.said
    units = [one.unit for one in card.table.rows.values]
    assert units == ["九亭所", "中山所", "岳阳所", "泗泾所", "新桥所", "全局"]
    assert "九亭所 94.00" in card.chart.accessibleDescription()
    card.toggle()
    assert card.table.isVisible()


def test_others_see_no_steps_and_no_marks_before_the_end(seat: Seat, office: Store) -> None:
    id_ = assigned(office, a_plan(total=5))
    for ref in refs(office, id_):
        hand_in(office, id_, ref, BLIND, full_marks(B3="6"))
    for name in (LEADER, BUREAU_LEADER):
        page = page_of(seat, name)
        assert offered(page) == ["全部督查"]
        assert not page.body.results.isVisible()
        assert not page.body.matters.isVisible()
        assert "均分和每件的得分在督查结束、公布以后可以看。" in seen(page)


def test_a_station_leader_then_sees_the_own_unit_and_no_figure_of_the_bureau(
    seat: Seat, office: Store
) -> None:
    closed(office)
    page = page_of(seat, LEADER)
    card = page.body.results
    assert not page.body.certificate.print_button.isVisible()
    assert [one.unit for one in card.table.rows.values] == ["九亭所"]
    assert "全局" not in card.said


def test_nobody_but_the_section_can_begin_a_plan(seat: Seat, office: Store) -> None:
    closed(office)
    page = page_of(seat, LEADER)
    page.open("plan")
    assert not page.plan_sheet.isVisible()
    page.show_list()
    assert offered(page) == []


def test_the_list_opens_a_campaign(seat: Seat, office: Store, qtmodeltester: ModelTester) -> None:
    id_ = closed(office)
    page = page_of(seat)
    page.show_list()
    qtmodeltester.check(page.list.rows)
    qtmodeltester.check(page.body.results.table.rows)
    assert page.title == "督查活动"
    page.list.opened.emit(page.list.rows.value(0))
    assert page.standing is not None
    assert page.standing.about.id == id_
    assert page.title == "2026 年第 3 季度不属实件督查"


def test_periods_are_whole_quarters_and_months() -> None:
    assert last_quarter(date(2026, 2, 3)) == (date(2025, 10, 1), date(2025, 12, 31))
    assert last_month(date(2026, 3, 1)) == (date(2026, 2, 1), date(2026, 2, 28))


def test_what_is_not_left_to_chance_is_planned_and_shown_before_the_draw(
    seat: Seat, qtbot: QtBot
) -> None:
    page = page_of(seat)
    page.begin_plan()
    sheet = page.plan_sheet
    sheet.strata.choose(StrataBy.UNIT_AND_KIND)
    sheet.directed.boxes["重办件"].setChecked(True)
    sheet.directed.by_hand.setPlainText("SJ20260000 群众信访")
    sheet.directed.left_out.setPlainText("SJ20261000 正在复议\n\n")
    plan = sheet.plan()
    assert plan.strata_by is StrataBy.UNIT_AND_KIND
    assert plan.directed == Directed(
        kinds=("重办件",), most=10, by_hand=(ByHand("SJ20260000", "群众信访"),)
    )
    assert plan.left_out == (ByHand("SJ20261000", "正在复议"),)
    sheet.since.setText("2026-07-01")
    sheet.until.setText("2026-09-30")
    sheet.edited.emit()
    qtbot.waitUntil(lambda: "排除 1 件" in page.preview.said)

    sheet.directed.left_out.setPlainText("SJ20261000")
    sheet.edited.emit()
    qtbot.waitUntil(lambda: "写明理由" in sheet.notes["directed"].words)


def test_a_seed_thrown_with_dice_needs_throws_enough_and_a_witness(
    seat: Seat, office: Store
) -> None:
    planned(office, a_plan(total=5))
    page = page_of(seat)
    sheet = page.body.seed
    sheet.way.choose(True)
    sheet.way.picked.emit()
    sheet.first.setText("123456 7")
    sheet.go.click()
    assert "只写 1 到 6" in sheet.note.words
    sheet.first.setText("142536 142536 142536 142536")
    sheet.go.click()
    assert "见证人" in sheet.note.words
    sheet.second.setText("许宁")
    sheet.go.click()
    with office.reading() as connection:
        [about] = campaigns(connection)
    assert about.seed_hash == seed_hash("142536142536142536142536")
    assert about.seed_origin == f"掷骰子 24 次，{SECTION}记录，许宁见证"
    page.body.seed.first.setText("142536142536 142536142536")
    page.body.seed.go.click()
    with office.reading() as connection:
        [about] = campaigns(connection)
    assert about.state is CampaignState.DRAWN
