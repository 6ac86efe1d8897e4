"""The three campaigns again, through the windows of section, units and reviewers.

A ticket of each campaign goes through every round by keyboard on the shown desk. The other reviews
are opened, answered and handed in as the desk does it, without being shown.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.people import Officer
from core.review.marks import Marks, Score
from core.review.marks_text import marks_of
from core.review.papers.choosing import Document
from core.review.reviews import PEERS, Stage, Task
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.review.appeal_sheet import AskedRow, RulingRow
from gui.review.campaigns_page import CampaignsPage
from gui.review.draft import Draft
from gui.review.opened import open_task
from gui.review.papers_page import CampaignPapersPage
from gui.review.result_page import ResultPage
from gui.review.review_desk_page import ReviewDeskPage
from storage.people import officers
from storage.review.reading import load_campaign, load_certificate, load_reviews, load_tasks, report
from storage.transaction import Transaction
from tests.gui.conftest import _dressed, look_cache
from tests.gui.review.conftest import PLACES, press
from tests.journeys.three_campaigns.by_hand import (
    CAMPAIGNS,
    COLUMNS,
    DECIDER,
    REASON,
    SECTION,
    Planned,
    answers,
    fill_office,
    leader_of,
)
from tests.journeys.three_campaigns.checks import (
    USUAL,
    check_circular,
    check_sheet,
    check_summary,
    check_unit,
    telling,
)
from tests.samples import NOW
from tests.stores import open_store

__all__ = ["_dressed", "look_cache", "press"]

Key = Qt.Key
Press = Callable[..., None]


class Office:
    """The store of all three campaigns, and who works there."""

    def __init__(self, path: Path) -> None:
        self.store = open_store(path)
        fill_office(self.store)
        with self.store.reading() as connection:
            self.officers = {one.name: one for one in officers(connection)}

    def tasks(self, plan: Planned) -> list[Task]:
        with self.store.reading() as connection:
            return list(load_tasks(connection, plan.id))

    def who(self, task: Task) -> Officer:
        usual = SECTION if task.stage is Stage.RECHECK else f"{task.unit}评1"
        return self.officers[task.officer or usual]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office") / "office.db")
    yield made
    made.store.close()


@pytest.fixture
def window(qtbot: QtBot, office: Office) -> Iterator[MainWindow]:
    preferences = Preferences()
    preferences.write("reduced-motion", value=True)
    shown = MainWindow(preferences)
    qtbot.addWidget(shown)
    desk = Desk(office.store, office.officers[SECTION], lambda: NOW)
    shown.begin(desk, PLACES)
    shown.resize(1366, 740)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    desk.jobs.shut_down()


def sit_down(window: MainWindow, officer: Officer) -> None:
    assert window.desk is not None
    window.desk.sit_down(officer)


@pytest.mark.parametrize("plan", CAMPAIGNS, ids=lambda plan: f"campaign-{plan.id}")
def test_what_the_windows_store_print_and_table_was_reckoned_by_hand(
    window: MainWindow, office: Office, plan: Planned, qtbot: QtBot, press: Press, tmp_path: Path
) -> None:
    plan_and_draw(window, office, plan, qtbot)
    by_hand = [plan.thirds[0], next(row["工单"] for row in plan.rows if row["否决"])]
    given = office.tasks(plan)

    def mark(*stages: Stage) -> None:
        some = [one for one in given if one.stage in stages]
        for task in some:
            if task.ref in by_hand:
                by_keyboard(window, office, plan, task, press)
        quietly(office, plan, [one for one in some if one.ref not in by_hand])

    mark(Stage.SELF, *PEERS)
    ask_thirds(window, office)
    [third] = [one for one in office.tasks(plan) if one.stage is Stage.THIRD]
    by_keyboard(window, office, plan, third, press)
    mark(Stage.RECHECK)
    close(window, office)
    check_store(office, plan, plan.rows, plan.means)
    check_shown(window, plan)
    appeal(window, office, plan)
    check_store(office, plan, plan.counted, plan.means_counted)
    print_papers(window, office, plan, qtbot, tmp_path)


# the section plans


def campaigns_page(window: MainWindow) -> CampaignsPage:
    window.go("campaigns")
    assert isinstance(window.page, CampaignsPage)
    return window.page


def plan_and_draw(window: MainWindow, office: Office, plan: Planned, qtbot: QtBot) -> None:
    """The sheet by keyboard; the seed in two parts by two officers, sealed and then drawn with."""
    page = campaigns_page(window)
    page.begin_plan()
    sheet = page.plan_sheet
    place = [kind for kind, _ in sheet.kind.options].index(plan.kind)
    qtbot.keyClick(sheet.kind, Key(Key.Key_1 + place))
    for field, text in (
        (sheet.since, f"{plan.period[0]}"),
        (sheet.until, f"{plan.period[1]}"),
        (sheet.total, f"{plan.total}"),
    ):
        field.selectAll()
        qtbot.keyClicks(field, text)
    sheet.go.click()
    qtbot.waitUntil(lambda: page.body.phases.now == ["封存种子"])
    for _ in range(2):
        page.body.seed.first.setText(plan.seed[:4])
        page.body.seed.second.setText(plan.seed[4:])
        page.body.seed.go.click()
    page.body.assign_button.click()
    qtbot.waitUntil(lambda: page.body.phases.now == ["自评", "互评"])
    with office.store.reading() as connection:
        certificate = load_certificate(connection, load_campaign(connection, plan.id))
    assert {one.ref: one.key[:16] for one in certificate.reviewed} == {
        row["工单"]: row["键"] for row in plan.rows
    }


def ask_thirds(window: MainWindow, office: Office) -> None:
    """The section presses what is asked for in the list of open matters."""
    sit_down(window, office.officers[SECTION])
    campaigns_page(window).ask_thirds()


# the reviewers mark


def row_of(plan: Planned, task: Task) -> dict[str, str]:
    return next(row for row in plan.rows if row["工单"] == task.ref)


def wanted_marks(plan: Planned, task: Task) -> Marks:
    return marks_of(answers(row_of(plan, task), task.stage))


def type_words(field: QLineEdit, words: str) -> None:
    """Chinese words as they come from an input method, in place of what is written."""
    field.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def by_keyboard(
    window: MainWindow, office: Office, plan: Planned, task: Task, press: Press
) -> None:
    """One review on the shown desk, with keys alone."""
    sit_down(window, office.who(task))
    window.go("review", (task.campaign, task.ref, task.stage))
    page = window.page
    assert isinstance(page, ReviewDeskPage)
    assert page.draft is not None
    wanted = wanted_marks(plan, task)
    press(page.rubric, *[Key.Key_Up] * len(page.rubric.rows))
    for row in page.rubric.rows:
        press_marks(page, press, wanted.item(row.code).marks)
        if wanted.item(row.code).reason and not page.draft.mark(row.code).reason:
            assert page.rubric.current.body is not None
            type_words(page.rubric.current.body.reason, REASON)
        press(page.rubric, Key.Key_Down)
    press_vetoes(page, press, wanted)
    assert page.foot.submit.isEnabled(), page.foot.said
    page.primary().click()
    assert handed_in(office, task) == row_of(plan, task)[f"{COLUMNS[task.stage]}分"]


def press_marks(page: ReviewDeskPage, press: Press, marks: Decimal | None) -> None:
    """The key of the mark on the current item; a mark without a key is typed."""
    body = page.rubric.current.body
    assert body is not None
    picks = body.picks()
    places = [
        n for n, one in enumerate(picks)
        if (one.leaves_out if marks is None else one.marks == marks)
    ]  # fmt: skip
    press(page.rubric, Key(Key.Key_1 + (places[0] if places else len(picks) - 1)))
    if not places:
        body.other.field.setText(f"{marks}")
        press(body.other.field, Key.Key_Return)


def press_vetoes(page: ReviewDeskPage, press: Press, wanted: Marks) -> None:
    """Go through the vetoes: hit what is wanted, with its grounds; rule out what is suspected."""
    press(page.rubric, Key.Key_V)
    press(page.veto_list, *[Key.Key_Up] * len(page.veto_list.lines))
    for line in page.veto_list.lines:
        if line.code in wanted.vetoes:
            press(page.veto_list, Key.Key_Y)
            type_words(line.reason, REASON)
            page.veto_list.setFocus()
        press(page.veto_list, Key.Key_Down)
    press(page.veto_list, Key.Key_Escape)
    while page.draft is not None and page.draft.undecided_vetoes():
        press(page.rubric, Key.Key_N)


def handed_in(office: Office, task: Task) -> str:
    with office.store.reading() as connection:
        about = load_campaign(connection, task.campaign)
        found = load_reviews(connection, about, ref=task.ref)
    return f"{next(one for one in found if one.stage is task.stage).score.total:.2f}"


def quietly(office: Office, plan: Planned, tasks: list[Task]) -> None:
    """The reviews of many tickets as the desk opens, answers and hands them in, but unseen."""
    for task in tasks:
        officer = office.who(task)
        desk = Desk(office.store, officer, lambda: NOW)
        with office.store.reading() as connection:
            draft = Draft(open_task(connection, task, officer, NOW))
        answer(draft, wanted_marks(plan, task))
        assert draft.missing() == []
        assert desk.do(partial(_hand_in, task, officer, draft.marks), what="提交", undo=False)
        desk.jobs.shut_down()


def _hand_in(task: Task, officer: Officer, marks: Marks, tx: Transaction) -> Score:
    return tx.reviews.hand_in(task, officer, marks)


def answer(draft: Draft, wanted: Marks) -> None:
    for item in draft.rubric.items:
        mark = wanted.item(item.code)
        if mark.marks is None:
            draft.leave_out(item.code)
        else:
            draft.give(item.code, mark.marks)
            draft.explain(item.code, mark.reason)
    for veto, why in wanted.vetoes.items():
        draft.hit(veto, why or REASON)
    for suspected in draft.undecided_vetoes():
        draft.rule_out(suspected.veto)


# results and appeals


def close(window: MainWindow, office: Office) -> None:
    sit_down(window, office.officers[SECTION])
    page = campaigns_page(window)
    button = page.primary()
    assert button is not None
    assert button.text() == "结束并公布"
    button.click()
    assert page.closing is not None
    page.closing.accept()


def check_store(
    office: Office, plan: Planned, rows: list[dict[str, str]], means: dict[str, Decimal]
) -> None:
    with office.store.reading() as connection:
        stored = report(connection, plan.id)
    assert {**{one.unit: one.mean for one in stored.units}, "全局": stored.overall.mean} == means
    assert {
        one.ref: (one.self_total, *one.peer_totals, one.recheck_total, one.final, one.grade)
        for one in stored.tickets
    } == {
        row["工单"]: (
            *(Decimal(row[f"{name}分"]) for name in (*USUAL, "最终")),
            row["等次"],
        )
        for row in rows
    }


def check_shown(window: MainWindow, plan: Planned) -> None:
    """The campaign's page shows the means of the units, as they were published."""
    page = campaigns_page(window)
    assert {one.unit: one.mean for one in page.body.results.table.rows.values} == plan.means


def result_page(window: MainWindow, officer: Officer, plan: Planned) -> ResultPage:
    sit_down(window, officer)
    window.go("campaign-result", (plan.id, plan.appeal["工单"]))
    assert isinstance(window.page, ResultPage)
    return window.page


def appeal(window: MainWindow, office: Office, plan: Planned) -> None:
    """The unit's leader appeals for an item; another officer of the section agrees."""
    about = plan.appeal
    page = result_page(window, office.officers[leader_of(about["单位"])], plan)
    page.detail.appeal_asked.emit()
    asked = page.detail.appeals.rows[about["申诉项"]]
    assert isinstance(asked, AskedRow)
    asked.box.setChecked(True)
    type_words(asked.reason, "记录可证")
    type_words(asked.evidence, "现场记录第 2 页")
    page.detail.appeals.go.click()
    page = result_page(window, office.officers[DECIDER], plan)
    page.detail.decision_asked.emit()
    row = page.detail.appeals.rows[about["申诉项"]]
    assert isinstance(row, RulingRow)
    if about["申诉项"].startswith("V"):
        row.lifts.setChecked(True)
    else:
        row.marks.setText(about["改为"])
    type_words(row.reason, "记录属实")
    page.detail.appeals.go.click()


# print


def print_papers(
    window: MainWindow, office: Office, plan: Planned, qtbot: QtBot, folder: Path
) -> None:
    """Summary, circular, the sheet of the unit that appealed, and the telling score sheets."""
    sit_down(window, office.officers[SECTION])
    page = papers_page(window, (plan.id, Document.SUMMARY))
    check_summary(plan, pdf_of(page, folder / "汇总.pdf", qtbot),
                  table_of(page, folder / "汇总.xlsx", qtbot))  # fmt: skip
    page = papers_page(window, (plan.id, Document.CIRCULAR))
    check_circular(plan, pdf_of(page, folder / "通报.pdf", qtbot))
    page = papers_page(window, (plan.id, Document.UNIT))
    unit = plan.appeal["单位"]
    page.sheet.unit.setCurrentText(unit)
    page.sheet.unit.activated.emit(page.sheet.unit.currentIndex())
    check_unit(plan, unit, pdf_of(page, folder / "成绩单.pdf", qtbot))
    for row in telling(plan):
        page = papers_page(window, (plan.id, row["工单"]))
        pdf, xlsx = folder / f"{row['工单']}.pdf", folder / f"{row['工单']}.xlsx"
        check_sheet(plan, row, pdf_of(page, pdf, qtbot), table_of(page, xlsx, qtbot))


def papers_page(window: MainWindow, target: object) -> CampaignPapersPage:
    window.go("campaign-papers", target)
    assert isinstance(window.page, CampaignPapersPage)
    return window.page


def pdf_of(page: CampaignPapersPage, target: Path, qtbot: QtBot) -> Path:
    """What the preview shows once it has been set anew, as a file."""
    with qtbot.waitSignal(page.preview.shown, timeout=60_000):
        page.show_chosen()
    page.preview.save_to(target)
    qtbot.waitUntil(target.exists, timeout=30_000)
    return target


def table_of(page: CampaignPapersPage, target: Path, qtbot: QtBot) -> Path:
    page.save_table(target)
    qtbot.waitUntil(target.exists, timeout=30_000)
    return target
