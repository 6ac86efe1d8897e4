"""The main line, end to end: ledger in, guided ticket, spot check, printed result."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from core.review.papers.choosing import Document
from core.review.report import CampaignReport
from core.review.reviews import Stage
from core.tickets.lifecycle import Decision
from core.tickets.ticket import Ticket
from gui.importing.page import ImportPage
from gui.main_window import MainWindow
from gui.review.campaigns_page import CampaignsPage
from gui.review.papers_page import CampaignPapersPage
from gui.ticket_form.page import TicketFormPage
from storage.database import Store
from storage.files.pdf.pictures import text_of
from storage.handling import latest_submission
from storage.loading import load_by_ref, stream
from storage.review.reading import campaigns, report
from tests.gui.review.test_whole_campaign import close, plan_and_draw, review, tasks
from tests.gui.ticket_form.test_page import write
from tests.journeys.conftest import LEADER, officer
from tests.storage.review.samples import SECTION

HEADS = (
    "12345工单编号",
    "业务类型",
    "主办单位",
    "经办人",
    "12345受理时间",
    "区局接收时间",
    "派单时间",
    "内容描述",
    "诉求事项",
    "被投诉企业",
    "事实认定",
    "佐证材料",
    "先行联系时间",
    "先行联系结果",
    "办结日期",
)
STATIONS = ("九亭所", "中山所", "岳阳所")
FIRST = 1
"""The first campaign of a store."""
OPEN = "SJ2026112000001"
"""The ticket that arrives with faults and is put right."""


def closed_row(number: str, unit: str) -> tuple[str, ...]:
    """An unsubstantiated ticket of the third quarter."""
    return (
        *(number, "投诉", unit, f"{unit}承办", "2026年8月3日 8:30", "2026/8/3 9:00"),
        *("2026-08-03 10:00", "反映店内价签不清", "价签不清", "云间小满餐饮店", "不属实"),
        *("照片:价签", "2026.8.3 15:00", "已联系", "2026-08-05 16:00"),
    )


def open_row() -> tuple[str, ...]:
    return (
        *(OPEN, "咨询", "九亭所", "九亭所承办", "2026-11-20 8:30", "2026-11-20 9:00"),
        *("2026-11-20 10:00", "询问预付卡退费找谁", "退费找谁；带什么材料", "", "不属实"),
        *("", "2026-11-20 15:00", "已联系", ""),
    )


def ledger(path: Path) -> Path:
    """A ledger as a hotline sends it: a title, its own headings, a row twice, a bad date."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["热线工单流转台账（2026 年）"])
    sheet.merge_cells("A1:O1")
    sheet.append(HEADS)
    rows = [closed_row(f"SJ20260803{place:05}", unit) for place, unit in enumerate(STATIONS)]
    for row in (*rows, open_row(), rows[0], (*open_row()[:5], "2026-13-01", *open_row()[6:])):
        sheet.append(list(row))
    book.save(path)
    return path


def import_ledger(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.go("import")
    page = window.page
    assert isinstance(page, ImportPage)
    page.read(path)
    qtbot.waitUntil(lambda: page.tally is not None, timeout=30_000)
    figures = [page.result.figure(one) for one in ("added", "updated", "unchanged", "rejected")]
    assert figures == ["4", "0", "0", "2"]
    page.import_button.click()
    qtbot.waitUntil(lambda: page.proposal is None, timeout=30_000)


def sit_down(window: MainWindow, store: Store, name: str) -> None:
    assert window.desk is not None
    window.desk.sit_down(officer(store, name))


def form(window: MainWindow, ref: str) -> TicketFormPage:
    window.go("ticket", ref)
    assert isinstance(window.page, TicketFormPage)
    return window.page


def stored(store: Store, ref: str) -> Ticket:
    with store.reading() as connection:
        return load_by_ref(connection, [ref])[0].ticket


def put_right(page: TicketFormPage) -> list[str]:
    """Correct the ticket by following its findings; gives the rules met on the way."""
    met: list[str] = []
    mends: Sequence[tuple[str, dict[str, object]]] = (
        ("evidence", {"verdict": "NOT_APPLICABLE"}),
        ("claim_verdicts", {"claim_verdicts": "不适用\n不适用"}),
        ("notice_way", {"notice_way": "PHONE", "notice_at": "2026-11-23 9:30"}),
        ("reply", {"reply": "退费先与商家协商，协商不成可到九亭所登记。"}),
    )
    for field, mend in mends:
        page.submit()
        assert page.form.current == field
        met.append(next(f.rule for f in page.findings.findings if f.anchor == field))
        write(page, **mend)
    return met


def print_summary(window: MainWindow, target: Path, qtbot: QtBot) -> None:
    window.go("campaign-papers", (FIRST, Document.SUMMARY))
    page = window.page
    assert isinstance(page, CampaignPapersPage)
    if not page.preview.pages.page_count:
        qtbot.waitSignal(page.preview.shown, timeout=60_000).wait()
    page.preview.save_to(target)
    qtbot.waitUntil(target.exists, timeout=30_000)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said_in(pdf: Path) -> str:
    return squeezed("".join(text_of(pdf.read_bytes())))


def refuse_unless_printed(said: str, result: CampaignReport) -> None:
    """Every unit and ticket of the store stands on paper with its figures."""
    for ticket in result.tickets:
        assert squeezed(ticket.ref) in said
        assert f"{ticket.final}" in said
    for unit in result.units:
        assert unit.unit in said
    assert squeezed(result.certificate.frame_hash) in said


def correct_until_it_passes(window: MainWindow, office: Store) -> None:
    """The handler mends what the findings name and hands in; the leader agrees."""
    sit_down(window, office, "九亭所承办")
    page = form(window, OPEN)
    assert put_right(page) == ["F-033", "F-036", "F-055", "必填"]
    assert page.waive("F-053", "诉求人只问去哪里登记，电话里已讲清")
    assert page.submit()
    sit_down(window, office, LEADER)
    assert form(window, OPEN).approve()
    with office.reading() as connection:
        submission = latest_submission(connection, OPEN)
    assert submission is not None
    assert submission.decision is Decision.APPROVED
    assert stored(office, OPEN).gate.supervisor == LEADER


def campaigns_page(window: MainWindow) -> CampaignsPage:
    window.go("campaigns")
    assert isinstance(window.page, CampaignsPage)
    return window.page


def check_the_quarter(
    window: MainWindow, office: Store, qtbot: QtBot, press: Callable[..., None]
) -> CampaignReport:
    """Plan, draw, four reviews a ticket by those they were given to, and the end."""
    sit_down(window, office, SECTION)
    plan_and_draw(campaigns_page(window), qtbot)
    given = tasks(office)
    for task in sorted(given, key=lambda one: one.stage is Stage.RECHECK):
        by = SECTION if task.stage is Stage.RECHECK else task.officer
        sit_down(window, office, by)
        review(window, task, press)
    close(campaigns_page(window))
    with office.reading() as connection:
        (about,) = campaigns(connection)
        return report(connection, about.id)


def test_from_the_ledger_to_the_printed_summary(
    window: MainWindow, office: Store, qtbot: QtBot, press: Callable[..., None], tmp_path: Path
) -> None:
    import_ledger(window, ledger(tmp_path / "流转台账.xlsx"), qtbot)
    with office.reading() as connection:
        assert len(list(stream(connection))) == 4
    correct_until_it_passes(window, office)
    result = check_the_quarter(window, office, qtbot, press)
    assert [ticket.final for ticket in result.tickets] == [Decimal(94)] * 3
    target = tmp_path / "汇总.pdf"
    print_summary(window, target, qtbot)
    refuse_unless_printed(said_in(target), result)
    assert office.problems() == []
