"""The shots of `tests/screens.py`: who sits there, which page, and what to do before the picture.

Run for one scheme and one size; the window is driven as a person would, through its own pages.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.absences import Absence
from core.errors import Trouble
from core.figures.period import month
from core.follow_up.callback import CallOutcome
from core.papers.facts import Reader
from core.papers.issuing import Order
from core.people import Officer, Role, UnitKind, holders
from core.review.campaign import CampaignState
from core.review.debrief.remedies import prove
from core.review.papers.choosing import Document
from core.review.recusals import Recusal, RecusalKind
from core.tickets.fields import changed
from core.tickets.handover import approve
from core.tickets.law.citations import Citation
from core.tickets.law.dated import Span
from core.tickets.law.loading import LawText
from core.tickets.law.splitting import ArticleText
from core.tickets.life.standing import Position
from core.tickets.life.table import Move
from core.tickets.similar.links import LinkKind
from core.tickets.words import (
    Acceptance,
    Filing,
    MediationConsent,
    MediationResult,
    NotFiledGround,
    NoticeWay,
    Satisfaction,
    Solved,
    Verdict,
)
from gui import app as look
from gui.briefing.page import BriefingPage
from gui.clocks.board_page import BoardPage
from gui.desk import Desk
from gui.dialogs.keys import KeysDialog
from gui.dialogs.trouble import TroubleDialog
from gui.figures.definitions_page import DefinitionsPage
from gui.figures.page import OTHERS, FiguresPage
from gui.find import Palette
from gui.home.page import HomePage
from gui.importing.page import ImportPage
from gui.law.page import LawPage
from gui.layout.fonts_page import FontsPage
from gui.main_window import MainWindow
from gui.opening import Opening
from gui.papers.page import PapersPage
from gui.people.page import PeoplePage
from gui.points.page import PointsPage
from gui.preferences import Preferences
from gui.review.campaigns_page import CampaignsPage
from gui.review.papers_page import CampaignPapersPage
from gui.rubrics.page import RubricsPage
from gui.rules.page import RulesPage
from gui.ticket_form.linking import link
from gui.ticket_form.modes import QUESTIONS
from gui.ticket_form.page import TicketFormPage
from gui.tickets.list_page import TicketListPage
from gui.tour.guide import Guide
from gui.tour.memory import Memory
from gui.tour.steps import tour_for
from gui.welcome import Welcome
from storage.files.ledger.writing import write_ledger
from storage.files.parcels import new_keys
from storage.follow_up.reading import called_back, dissatisfied, to_call
from storage.forms import forms
from storage.loading import load_by_id
from storage.paper_issuing import issue
from storage.people import officers, units
from storage.review.debrief.remedies import remedies
from storage.review.reading import campaigns
from storage.review.recusals import recusals
from storage.ticket_lists import TicketLine, lines, seen_by
from storage.transaction import Transaction
from storage.views import program_condition

NOW = datetime(2026, 11, 23, 14, 20)
PAUSE = 500
"""Milliseconds for jobs and delayed loading to settle before a picture."""

Reach = Callable[[MainWindow, Desk], QWidget | None]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the role of who sits there, and how to get there.

    `reach` gives what to picture, or None for the whole window; None as role is whom the demo
    opens as.
    """

    name: str
    role: Role | None
    reach: Reach


def _go(name: str, target: object = None) -> Reach:
    def reach(window: MainWindow, _desk: Desk) -> None:
        window.go(name, target)

    return reach


def _home(window: MainWindow, _desk: Desk) -> None:
    window.go("home")
    assert isinstance(window.page, HomePage)
    while window.page.month.is_counting:
        settle()


_OCTOBER = month(date(2026, 10, 1))


def _figures(window: MainWindow, _desk: Desk) -> None:
    window.go("figures", _OCTOBER)
    assert isinstance(window.page, FiguresPage)
    while window.page.shown is None or window.page.shown.figures.period != _OCTOBER:
        settle()


def _briefing(window: MainWindow, _desk: Desk) -> None:
    window.go("briefing")
    assert isinstance(window.page, BriefingPage)
    window.page.draft("monthly", "2026-11")
    while window.page.issue is None or not window.page.preview.pages.page_count:
        settle()
    window.page.text.find("156")
    settle()
    settle()


def _definitions(window: MainWindow, _desk: Desk) -> None:
    window.go("definitions")
    assert isinstance(window.page, DefinitionsPage)
    window.page.begin()
    window.page.try_out()
    while not window.page.trial.isVisible():
        settle()


def _other_figures(window: MainWindow, desk: Desk) -> None:
    _figures(window, desk)
    assert isinstance(window.page, FiguresPage)
    window.page.which.choose(OTHERS)
    window.page.which.chosen.emit(OTHERS)


def _lines_of(desk: Desk, *sentences: str) -> Sequence[TicketLine]:
    asked = tuple(program_condition(sentence) for sentence in sentences)
    wanted = replace(seen_by(desk.officer, desk.today), conditions=asked)
    with desk.store.reading() as connection:
        return lines(connection, wanted, desk.now())[0]


def _ticked(window: MainWindow, _desk: Desk) -> None:
    window.go("tickets", "全部在办")
    assert isinstance(window.page, TicketListPage)
    window.page.table.rows.tick([1, 3, 4])
    window.page.table.go_to(2)


def _returning(window: MainWindow, desk: Desk) -> QWidget:
    """The section returns a ticket that waits for it."""
    _at_section(window, desk)
    page = window.page
    assert isinstance(page, TicketFormPage)
    popup = page.ask_for(Move.RETURN)
    popup.answers.answer(code="R01", reason="只有经营者口头否认，补进货票据和现场照片")
    return popup


def _at_section(window: MainWindow, desk: Desk) -> None:
    """A ticket that was found unsubstantiated, and that its leader has agreed to."""
    wanted = replace(seen_by(desk.officer, desk.today), position=Position.AT_LEADER)
    with desk.store.reading() as connection:
        found, _ = lines(connection, wanted, desk.now())
        people = officers(connection)
    [leader, *_] = holders(people, Role.STATION_LEADER, found[0].unit, today=desk.today)
    with desk.store.transaction(who=leader.name, what="审核同意") as tx:
        ticket = changed(tx.tickets.get(found[0].ref), {"verdict": Verdict.UNSUBSTANTIATED})
        tx.tickets.save(ticket)
        approve(tx.tickets, tx.handling, ticket.ref, by=leader, at=tx.at, opinion="同意")
    window.go("ticket", found[0].ref)


def _dispatching(window: MainWindow, desk: Desk) -> QWidget:
    """Many tickets are given to another unit, with the preview."""
    window.go("tickets", "全部在办")
    page = window.page
    assert isinstance(page, TicketListPage)
    page.table.rows.tick(range(3, 9))
    popup = page.ask_for(Move.DISPATCH)
    popup.answers.answer(unit="泗泾所", reason="辖区调整")
    popup.look()
    return popup


def _people(window: MainWindow, desk: Desk) -> None:
    window.go("people")
    page = window.page
    assert isinstance(page, PeoplePage)
    at = page.table.rows.row_of("陆明远")
    page.table.setCurrentIndex(page.table.rows.index(at, 0))


def _permissions(window: MainWindow, _desk: Desk) -> None:
    window.go("people")
    page = window.page
    assert isinstance(page, PeoplePage)
    page.show_permissions()


def _preview(window: MainWindow, _desk: Desk) -> None:
    window.go("tickets", "我承办的")
    assert isinstance(window.page, TicketListPage)
    window.page.table.go_to(1)
    window.page.table.previewed.emit(window.page.table.current())


def _nothing(window: MainWindow, _desk: Desk) -> None:
    window.go("tickets", "全部在办")
    assert isinstance(window.page, TicketListPage)
    window.page.add_condition("行业类别 为 “没有这一类”")


def _compound(window: MainWindow, desk: Desk) -> None:
    found = _lines_of(desk, "工单类型 为 投诉举报复合件", "办结时间 为空")
    window.go("ticket", found[0].ref)
    assert isinstance(window.page, TicketFormPage)
    window.page.check()


def _questions(put_off: int, *, new: bool = False) -> Reach:
    """The questions on a compound ticket or a new one, after so many were put off."""

    def reach(window: MainWindow, desk: Desk) -> None:
        if new:
            window.go("ticket", "")
        else:
            _compound(window, desk)
        assert isinstance(window.page, TicketFormPage)
        window.page.work.modes.choose(QUESTIONS)
        window.page.work.modes.switched.emit()
        settle()
        for _ in range(put_off):
            window.page.work.questions.put_off()

    return reach


def _of_2021(window: MainWindow, desk: Desk) -> None:
    """A compound ticket of the years of the old order, under its own law."""
    [line, *_] = _lines_of(desk, "工单类型 为 投诉举报复合件", "办结时间 为空")
    with desk.store.reading() as connection:
        [like] = load_by_id(connection, [line.id])
    old = changed(
        like.ticket,
        {
            "hotline_created_at": datetime(2021, 3, 1, 8, 50),
            "received_at": datetime(2021, 3, 1, 9, 12),
            "assigned_at": datetime(2021, 3, 1, 10, 5),
            "purchase_date": date(2021, 2, 26),
            "first_contact_at": datetime(2021, 3, 1, 15, 20),
            "inspected_at": datetime(2021, 3, 9, 10, 30),
            "acceptance_notice_at": datetime(2021, 3, 8, 9, 40),
            "mediation_consent": MediationConsent.BOTH,
            "acceptance": Acceptance.ACCEPTED,
            "acceptance_date": date(2021, 3, 5),
            "mediation_result": MediationResult.ENDED,
            "termination_ground": 2,
            "termination_date": date(2021, 4, 20),
            "filing": Filing.NOT_FILED,
            "not_filed_ground": NotFiledGround.B2,
            "filing_date": date(2021, 3, 19),
        },
    )
    with desk.store.transaction(who=desk.officer.name, what="登记") as tx:
        tx.tickets.save(replace(old, number="SJ2021030100099", ref="SJ2021030100099"))
    window.go("ticket", "SJ2021030100099")
    settle()
    assert isinstance(window.page, TicketFormPage)
    window.page.form.focus("termination_ground")


def _guided(depth: int, key: str = "tipoff_conclusion", *, why: bool = False) -> Reach:
    """The form of a compound ticket with guidance at one field, as deep as asked."""

    def reach(window: MainWindow, desk: Desk) -> None:
        _compound(window, desk)
        page = window.page
        assert isinstance(page, TicketFormPage)
        for _ in range(3):  # the form first goes to the field of its stage
            settle()
        page.form.focus(key)
        settle()
        page.guidance.depths.button(depth).click()
        if why:
            page.guidance.answer()

    return reach


def _suggested(window: MainWindow, _desk: Desk) -> None:
    """A new ticket whose text speaks for both tracks and for advertising."""
    window.go("ticket", "")
    page = window.page
    assert isinstance(page, TicketFormPage)
    settle()
    typed = {
        "number": "SJ2026112399999",
        "content": "店门口海报写着“疗效显著”，我花 680 元买了没有用，店里也没有执照。"
        "要求退款，同时举报该店，请依法查处。",
    }
    page.form.retype(typed)
    for key in typed:
        page.form.editor(key).edited.emit()  # type: ignore[attr-defined]
    page.form.flush()


def _similar(window: MainWindow, desk: Desk) -> None:
    """A compound ticket with repeated ones beside it: linked, likely the same, of another unit."""
    [line, *_] = _lines_of(desk, "工单类型 为 投诉举报复合件", "办结时间 为空")
    with desk.store.reading() as connection:
        [like] = load_by_id(connection, [line.id])
    one = replace(like.ticket, ref="", is_rework=False)
    day = one.received_at or NOW
    others: dict[str, dict[str, Any]] = {
        "SJ2026111900901": {"received_at": day - timedelta(days=6), "filing": None},
        "SJ2026111900902": {"received_at": day - timedelta(days=3), "unit": "中山所"},
        "SJ2026111900903": {"content": one.claim.content[:-12], "petitioner_name": "甄示例"},
    }
    with desk.store.transaction(who=desk.officer.name, what="登记") as tx:
        for number, values in others.items():
            made = changed(one, {**values, "filing_date": None})
            tx.tickets.save(replace(made, number=number, ref=number))
    window.go("ticket", line.ref)
    settle()
    link(desk, line.ref, "SJ2026111900901", LinkKind.NEW_FACTS)
    settle()
    assert isinstance(window.page, TicketFormPage)
    window.page.side.similar.look()
    window.page.side.similar.table.go_to(1)


def _report(version: int) -> Reach:
    """The disposal report of a ticket that is half done."""

    def reach(window: MainWindow, desk: Desk) -> None:
        [line, *_] = _lines_of(desk, "工单类型 为 举报", "办结时间 为空", "核查时间 不为空")
        window.go("ticket", line.ref)
        settle()
        page = window.page
        assert isinstance(page, TicketFormPage)
        page.show_report()
        page.report.strip.button(version).click()

    return reach


def _leaks(window: MainWindow, desk: Desk) -> None:
    """A reply and a text to the trader that give the petitioner away."""
    _compound(window, desk)
    page = window.page
    assert isinstance(page, TicketFormPage)
    settle()
    person = page.ticket().petitioner
    phone = person.petitioner_phone
    page.form.write(
        "reply",
        f"您好，{person.petitioner_name}：您反映的问题我所已到店核查，结果已于今天致电"
        f" {phone[:3]} {phone[3:7]} {phone[7:]} 告知，调解书寄往{person.petitioner_address}。",
    )
    page.form.write("text_to_trader", f"请与{person.petitioner_name}联系，电话{phone}。")
    page.form.flush()
    page.form.focus("reply")


def _recusals(window: MainWindow, desk: Desk) -> None:
    """Two declarations, one taken back; somebody on leave; a pair of linked units."""
    with desk.store.reading() as connection:
        names = [one.name for one in officers(connection)]
        known = [one.name for one in units(connection) if one.kind is UnitKind.STATION]

    def fill(tx: Transaction) -> None:
        for name, about, reason in (
            (names[0], "松江云杉食品有限公司", "负责人是近亲属"),
            (names[1], "上海远岫商贸有限公司", "家属在这家公司任职"),
        ):
            new = Recusal(officer=name, kind=RecusalKind.TRADER, about=about, reason=reason)
            made = tx.recusals.declare(new)
        tx.recusals.take_back(made, "家属已离职")
        away = {"since": date(2026, 11, 23), "until": date(2026, 12, 11), "reason": "年休假"}
        tx.people.add_absence(Absence(officer=names[2], **away))  # type: ignore[arg-type]
        tx.recusals.link([frozenset(known[:2])])

    with desk.store.reading() as connection:
        is_there = bool(recusals(connection))
    if not is_there:
        desk.do(fill, what="登记回避和请假")
    window.go("recusals")


def _rubric(window: MainWindow, _desk: Desk) -> None:
    window.go("rubrics", "not_filed")
    assert isinstance(window.page, RubricsPage)
    window.page.table.go_to(3)


def _new_kind(window: MainWindow, _desk: Desk) -> None:
    window.go("campaigns", "plan")
    assert isinstance(window.page, CampaignsPage)
    window.page.begin_kind()


def _rubric_draft(window: MainWindow, desk: Desk) -> None:
    _rubric(window, desk)
    assert isinstance(window.page, RubricsPage)
    window.page.begin()
    form = window.page.panel.form
    assert form is not None
    form.write("full", "14")
    form.flush()


def _point(number: int) -> Reach:
    return _go("points", number)


def _point_change(window: MainWindow, desk: Desk) -> None:
    window.go("points", 17)
    assert isinstance(window.page, PointsPage)
    point = window.page.table.current()
    assert point is not None
    window.page.change(point)


_STALLS = """\
示例市场摊位管理办法

（2025年3月4日示例局令第7号公布　自2025年5月1日起施行）

第一章　总则

第一条　为了管好摊位，保护摊主和顾客，制定本办法。

第二条　本办法所称摊位，包括：

（一）固定的；

（二）流动的，但占用车行道的除外。

前款规定的摊位应当编号，编号写在摊位的显著位置。

第二章　收费

第四条　收费标准应当在摊位旁公示。收取押金的，应当开具收据，写明退还的条件和期限。

第五条　本办法自2025年5月1日起施行。
"""


def _law(window: MainWindow, desk: Desk) -> None:
    """An article whose official text the office has loaded."""
    articles = (ArticleText(15, 0, "", "这里是区局自己载入的原文第一款。\n这里是第二款。"),)
    text = LawText(
        title="市场监督管理投诉举报处理办法",
        order="总局令第121号",
        span=Span(date(2026, 4, 15)),
        is_national=False,
        source="投诉举报处理办法.docx",
        articles=articles,
    )
    with desk.store.transaction(who=desk.officer.name, what="载入法规原文") as tx:
        tx.law_texts.put(text)
    window.go("law", (Citation(text.title, 15), None))


def _law_search(window: MainWindow, _desk: Desk) -> None:
    window.go("law")
    assert isinstance(window.page, LawPage)
    window.page.words.setText("调解 工作日")


def _law_load(window: MainWindow, _desk: Desk) -> None:
    """A file that was cut into articles, one of them missing."""
    window.go("law")
    assert isinstance(window.page, LawPage)
    folder = Path(tempfile.mkdtemp(prefix="law-"))
    (folder / "示例市场摊位管理办法.txt").write_text(_STALLS, "utf-8")
    window.page.read(folder / "示例市场摊位管理办法.txt")
    for _ in range(20):
        settle()
        if window.page.sheet is not None:
            return


def _reminders(window: MainWindow, desk: Desk) -> None:
    with desk.store.transaction(who="程序", what="催办") as tx:
        tx.reminders.deliver(desk.now())
    window.go("reminders")


def _month(window: MainWindow, _desk: Desk) -> None:
    window.go("board")
    assert isinstance(window.page, BoardPage)
    window.page.strip.button(1).click()


def _clocks(window: MainWindow, desk: Desk) -> None:
    """The clocks of a tip-off that is verified, one of them counted through."""
    found = _lines_of(desk, "工单类型 为 举报", "立案决定 为空", "办结时间 为空")
    window.go("ticket-clocks", (found[0].ref, "R_VERIFY"))


def _papers(window: MainWindow, desk: Desk) -> None:
    """A notice to a trader on a tip-off, half filled in."""
    found = _lines_of(desk, "工单类型 为 举报", "立案决定 为空", "办结时间 为空")
    window.go("papers", (found[0].ref, "trader_materials"))
    _wait_for_pages(window)


def _wait_for_pages(window: MainWindow) -> None:
    """Pages of a paper are set by a job, the first one after reportlab is loaded."""
    assert isinstance(window.page, PapersPage | CampaignPapersPage)
    for _ in range(30):
        settle()
        if window.page.preview.pages.page_count:
            settle()
            return


def _papers_given(window: MainWindow, desk: Desk) -> None:
    """A notice that has just been given, with what it offers to the ticket."""
    found = _lines_of(desk, "工单类型 为 投诉", "受理决定 为空", "限期提供材料通知日期 为空")
    order = Order(
        form=forms().form("id_proof_notice"),
        reader=Reader.PETITIONER,
        entries={
            "deadline": date(2026, 11, 30),
            "materials": ("本人有效身份证件的复印件。",),
            "phone": "021-60009999",
            "address": "松江区虚构路 9990 号",
        },
        way=NoticeWay.LETTER,
    )
    with desk.store.transaction(who=desk.officer.name, what="签发文书") as tx:
        given = issue(tx, order, found[0].ref, by=desk.officer)
    window.go("papers", given.ref)
    assert isinstance(window.page, PapersPage)
    window.page.papers.go_to(f"given {given.id}")
    _wait_for_pages(window)


def _import(window: MainWindow, desk: Desk) -> None:
    """A dry run of a ledger with known, new and bad rows."""
    with desk.store.reading() as connection:
        ids = [line.id for line in _lines_of(desk)[:60]]
        tickets = [stored.ticket for stored in load_by_id(connection, ids)]
    new = [replace(one, number=f"{one.number}9", is_rework=False) for one in tickets[:25]]
    bad = [replace(one, number="") for one in tickets[:3]]
    folder = Path(tempfile.mkdtemp(prefix="ledger-"))
    write_ledger(folder / "十一月台账.xlsx", [*tickets, *new, *bad, new[0]])
    window.go("import")
    assert isinstance(window.page, ImportPage)
    window.page.read(folder / "十一月台账.xlsx")
    for _ in range(20):
        settle()
        if window.page.tally is not None:
            return


def _rules(window: MainWindow, id_: str) -> RulesPage:
    """The rule desk on a rule, without what the pictures before have edited."""
    window.go("rules", id_)
    page = window.page
    assert isinstance(page, RulesPage)
    page.bench.discard()
    page.show_rule(id_)
    settle()
    return page


def _rule_edited(window: MainWindow, _desk: Desk) -> RulesPage:
    """A condition that lets an example through."""
    page = _rules(window, "F-034")
    box = page.view.cases.box
    box.editor.setPlainText(box.sentence.replace("\n且 非 认定理由 包含任一 客观证据用语", ""))
    box.flush()
    return page


def _edited(window: MainWindow, desk: Desk) -> None:
    _rule_edited(window, desk)


def _rule_tried(window: MainWindow, _desk: Desk) -> None:
    """The sheets further down: trial on past tickets, one by one, and the mutation check."""
    page = _rules(window, "F-034")
    box = page.view.cases.box
    box.editor.setPlainText("事实认定 为 不属实\n且 佐证材料 为空")
    box.flush()
    page.view.trial.ask()
    for _ in range(40):
        settle()
        if page.view.trial.trial is not None:
            break
    page.view.trial.show_all.click()
    settle()
    page.view.area.ensureWidgetVisible(page.view.mutation)


def _rule_mistake(window: MainWindow, _desk: Desk) -> None:
    page = _rules(window, "F-035")
    page.view.go_to_case(1)
    box = page.view.cases.box
    box.editor.setPlainText("事实认定 为 不属史 且 小时(核查时间) 不小于 8")
    box.flush()
    box.editor.setFocus()
    box.editor.go_to(7)


def _rule_table(window: MainWindow, _desk: Desk) -> None:
    _rules(window, "F-020").view.cases.mode.button(1).click()


def _rule_example(window: MainWindow, _desk: Desk) -> None:
    page = _rules(window, "F-053")
    page.view.examples.fires.rows[1].opened.emit()


def _rule_words(window: MainWindow, _desk: Desk) -> None:
    _rules(window, "F-001").show_part("lists")


def _rule_names(window: MainWindow, _desk: Desk) -> None:
    _rules(window, "F-001").show_part("names")


def _rule_versions(window: MainWindow, desk: Desk) -> None:
    page = _rule_edited(window, desk)
    page.save()
    page.show_history()


def _rule_proposal(window: MainWindow, _desk: Desk) -> RulesPage:
    page = _rules(window, "F-034")
    box = page.view.cases.box
    box.editor.setPlainText(f"{box.sentence}\n且 工单类型 不为空")
    box.flush()
    rule = {**page.view.rule}
    for key in ("fires", "silent"):
        rule[key] = [{"工单类型": "举报", **one} for one in rule[key]]
    page.view.put(rule)
    page.begin_proposal()
    return page


def _proposed(window: MainWindow, desk: Desk) -> None:
    _rule_proposal(window, desk)


def _rule_confirm(window: MainWindow, desk: Desk) -> None:
    """The desk as the second officer sees it, with a version of somebody else."""
    page = _rule_proposal(window, desk)
    page.proposing.reason.setText("核查中常见只写类型不写内容的件")
    page.proposing.go.click()
    with desk.store.reading() as connection:
        known = officers(connection)
    own = desk.officer.name
    second = next(
        one
        for one in known
        if one.name != own and one.roles_on(desk.today) & {Role.SECTION_OFFICER, Role.SECTION_HEAD}
    )
    desk.sit_down(second)
    window.go("rules", "F-034")


def _finished(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return next(one.id for one in campaigns(connection) if one.state is CampaignState.CLOSED)


def _result(window: MainWindow, desk: Desk) -> None:
    window.go("campaign-result", _finished(desk))


def _quality(window: MainWindow, desk: Desk) -> None:
    window.go("campaign-quality", _finished(desk))


def _debrief(window: MainWindow, desk: Desk) -> None:
    window.go("debrief", _finished(desk))


def _meeting(window: MainWindow, desk: Desk) -> None:
    """A record begun from the debrief of a campaign."""
    window.go("meetings", ("debrief", _finished(desk)))


def _remedies(window: MainWindow, desk: Desk) -> None:
    """The section has laid remedies down; one is proven, another overdue in a few weeks."""
    _lay_down(desk)
    with desk.store.transaction(who="九亭所所长", what="提交整改") as tx:
        one = remedies(tx.connection)[-1]
        by = Officer(name=one.owner)
        proof = "11 月 20 日组织全所重学先行联系的要求，2 件已补打电话，录音编号已写入佐证。"
        tx.remedies.save(one, prove(one, proof, by=by, at=NOW))
    window.go("remedies")


def _my_remedies(window: MainWindow, desk: Desk) -> None:
    _lay_down(desk)
    window.go("remedies")


def _lay_down(desk: Desk) -> None:
    with desk.store.reading() as connection:
        known = officers(connection)
        done = bool(remedies(connection))
    if done:
        return
    head = next(o for o in known if Role.SECTION_HEAD in o.roles_on(desk.today))
    with desk.store.transaction(who=head.name, what="立整改台账") as tx:
        tx.debriefs.lay_down(_finished(desk), by=head)


def _parcels(window: MainWindow, desk: Desk) -> None:
    """The section has named its store, and trusts two units."""
    with desk.store.transaction(who=desk.officer.name, what="设收发密钥") as tx:
        tx.parcels.keys.name_store("消保科")
        for unit in ("九亭所", "泗泾所"):
            tx.parcels.keys.confirm_key(new_keys(unit).public)
    window.go("parcels")


def _print(window: MainWindow, desk: Desk) -> None:
    """The printed summary; its pages are made by a job."""
    window.go("campaign-papers", (_finished(desk), Document.CIRCULAR))
    _wait_for_pages(window)


def _print_found(window: MainWindow, desk: Desk) -> None:
    """The same with its small pictures, and words that were looked for."""
    _print(window, desk)
    assert isinstance(window.page, CampaignPapersPage)
    preview = window.page.preview
    preview.turn_thumbnails()
    preview.find_words()
    preview.search.field.setText("整改")
    for _ in range(10):
        settle()


def _fonts(window: MainWindow, _desk: Desk) -> None:
    """The fonts of official papers; the sample is set by a job."""
    window.go("fonts")
    assert isinstance(window.page, FontsPage)
    for _ in range(30):
        settle()
        if window.page.preview.pages.page_count and window.page.preview.pages.is_sharp:
            break


def _called_in_vain(window: MainWindow, desk: Desk) -> None:
    """The first of the list was called twice, and nobody answered."""
    with desk.store.transaction(who=desk.officer.name, what="记一次回访拨打") as tx:
        ref = to_call(tx.connection)[0].follow_up.ref
        for hours in (26, 3):
            at = NOW - timedelta(hours=hours)
            outcome = CallOutcome.NO_ANSWER
            tx.follow_ups.attempt(ref, outcome, by=desk.officer, called_at=at)
    window.go("follow-up", ref)


def _owed(_window: MainWindow, desk: Desk) -> str:
    """A ticket of the demo's unit whose petitioner is dissatisfied; its reference."""
    [unit] = desk.officer.units_on(desk.today)
    with desk.store.reading() as connection:
        owed = [one.follow_up.ref for one in dissatisfied(connection, frozenset({unit}))]
        if owed:
            return owed[0]
        [head, *_] = [
            one for one in officers(connection) if Role.SECTION_HEAD in one.roles_on(desk.today)
        ]
        ref = to_call(connection, frozenset({unit}))[0].follow_up.ref
    with desk.store.transaction(who=head.name, what="记回访结果") as tx:
        tx.follow_ups.rate(
            ref,
            service=Satisfaction.BASIC,
            result=Satisfaction.DISSATISFIED,
            solved=Solved.EXPLAINED,
            by=head,
            note="答应退的钱三个星期还没有到账，打电话来问没有人说得清。",
        )
    return ref


def _explanation(window: MainWindow, desk: Desk) -> None:
    window.go("follow-up", _owed(window, desk))


def _signing(window: MainWindow, desk: Desk) -> None:
    ref = _owed(window, desk)
    with desk.store.reading() as connection:
        handler = next(
            one
            for one in officers(connection)
            if Role.HANDLER in one.roles_on(desk.today)
            and one.units_on(desk.today) & desk.officer.units_on(desk.today)
        )
    with desk.store.transaction(who=handler.name, what="写回访情况说明") as tx:
        tx.follow_ups.explain(
            ref,
            why="退款到账慢，诉求人来电询问时值班同事不了解进度。",
            missed="调解达成以后没有跟进到账，也没有在工单上写明下一步。",
            remedy="11 月 25 日前督促商家退清，到账当日电话告知诉求人。",
            by=handler,
        )
    window.go("follow-up", ref)


def _escalated(window: MainWindow, desk: Desk) -> None:
    """The city's callback was dissatisfied; a colleague has analysed it."""
    with desk.store.reading() as connection:
        ref = called_back(connection)[0].follow_up.ref
        other = next(
            one for one in officers(connection) if Role.STATION_LEADER in one.roles_on(desk.today)
        )
    with desk.store.transaction(who=desk.officer.name, what="立专项督办") as tx:
        tx.follow_ups.mark_city(ref, by=desk.officer)
        tx.follow_ups.escalate(ref, owner=other.name, by=desk.officer)
    with desk.store.transaction(who=other.name, what="写督办分析") as tx:
        text = "两次到店核查都有记录，答复却只写了结论，没有写查到了什么，诉求人以为没有人去过。"
        tx.follow_ups.analyse(ref, text, by=other)
    window.go("follow-up", ref)


def _timeline(window: MainWindow, desk: Desk) -> None:
    """A ticket that was called back in vain, and rated today."""
    with desk.store.reading() as connection:
        ref = called_back(connection)[3].follow_up.ref
    with desk.store.transaction(who=desk.officer.name, what="查看诉求人电话") as tx:
        tx.sights.look(ref, ["petitioner_phone"], "回访", by=desk.officer)
        tx.follow_ups.mark_city(ref, by=desk.officer)
        tx.follow_ups.escalate(ref, owner=desk.officer.name, by=desk.officer)
    window.go("timeline", ref)


def _palette(window: MainWindow, _desk: Desk) -> QWidget:
    window.go("tickets", "全部在办")
    window.look_for()
    [palette] = window.findChildren(Palette)
    palette.field.setText("九亭")
    palette.search()
    return palette


def _trouble(window: MainWindow, _desk: Desk) -> QWidget:
    trouble = Trouble(
        "没有存成：磁盘满了。请腾出空间再试；台账里已有的内容没有变。",
        steps=("删掉不用的文件，或清空回收站。", "再点“再试一次”。"),
    )
    dialog = TroubleDialog(window, trouble, lambda: None)
    dialog.open()
    return dialog


def _keys(name: str) -> Reach:
    def reach(window: MainWindow, _desk: Desk) -> QWidget:
        window.go(name)
        dialog = KeysDialog(window)
        dialog.open()
        return dialog

    return reach


def _welcome(_window: MainWindow, _desk: Desk) -> QWidget:
    page = Welcome()
    page.setProperty("role", "page")
    page.resize(1100, 640)
    page.show()
    return page


def _tour(number: int) -> Reach:
    """The tour at one of its steps; the guide goes with the picture."""

    def reach(window: MainWindow, desk: Desk) -> None:
        tour = tour_for(desk.officer.roles_on(desk.today))
        Memory(desk.preferences, desk.officer.name).keep(tour.name, number - 1)
        guide = Guide(window)
        guide.begin(desk)
        guide.start()
        settle()
        desk.officer_changed.connect(lambda _officer: guide.setParent(None))

    return reach


SHOTS: tuple[Shot, ...] = (
    Shot("01-home", None, _home),
    Shot("01-home-leader", Role.STATION_LEADER, _home),
    Shot("01-home-section", Role.SECTION_HEAD, _home),
    Shot("02-tickets", None, _ticked),
    Shot("02-tickets-preview", None, _preview),
    Shot("02-tickets-nothing", None, _nothing),
    Shot("02-tickets-section", Role.SECTION_HEAD, _go("tickets", "全部在办")),
    Shot("03-form", None, _compound),
    Shot("02-tickets-dispatch", Role.SECTION_HEAD, _dispatching),
    Shot("03-form-section", Role.SECTION_HEAD, _at_section),
    Shot("03-form-return", Role.SECTION_HEAD, _returning),
    Shot("28-people", Role.SECTION_HEAD, _people),
    Shot("28-people-permissions", Role.SECTION_HEAD, _permissions),
    Shot("03-form-2021", Role.SECTION_HEAD, _of_2021),
    Shot("03-form-new", None, _go("ticket", "")),
    Shot("03-form-next", None, _questions(0)),
    Shot("03-form-next-later", None, _questions(4)),
    Shot("03-form-next-end", None, _questions(12)),
    Shot("03-form-next-new", None, _questions(0, new=True)),
    Shot("03-papers", None, _papers),
    Shot("03-papers-given", None, _papers_given),
    Shot("03-form-suggested", None, _suggested),
    Shot("03-form-guidance-1", None, _guided(0)),
    Shot("03-form-guidance-2", None, _guided(1)),
    Shot("03-form-guidance-3", None, _guided(2)),
    Shot("03-form-why", None, _guided(0, why=True)),
    Shot("03-form-similar", None, _similar),
    Shot("03-form-leaks", None, _leaks),
    Shot("03-form-report", None, _report(0)),
    Shot("03-form-report-reply", None, _report(1)),
    Shot("04-review", None, _go("review")),
    Shot("04-review-recheck", Role.SECTION_HEAD, _go("review")),
    Shot("05-campaign", Role.SECTION_HEAD, _go("campaigns")),
    Shot("05-plan", Role.SECTION_HEAD, _go("campaigns", "plan")),
    Shot("05-campaign-result", Role.SECTION_HEAD, _result),
    Shot("05-campaign-quality", Role.SECTION_HEAD, _quality),
    Shot("05-debrief", Role.SECTION_HEAD, _debrief),
    Shot("05-appraisal", Role.SECTION_HEAD, _go("appraisal")),
    Shot("05-meeting", Role.SECTION_HEAD, _meeting),
    Shot("04-follow-up", Role.SECTION_HEAD, _called_in_vain),
    Shot("04-follow-up-unit", None, _explanation),
    Shot("04-follow-up-leader", Role.STATION_LEADER, _signing),
    Shot("04-follow-up-city", Role.SECTION_HEAD, _escalated),
    Shot("03-timeline", Role.SECTION_HEAD, _timeline),
    Shot("05-recusals", Role.SECTION_HEAD, _recusals),
    Shot("05-remedies", Role.SECTION_HEAD, _remedies),
    Shot("05-remedies-unit", Role.STATION_LEADER, _my_remedies),
    Shot("05-parcels", Role.SECTION_HEAD, _parcels),
    Shot("05-campaign-print", Role.SECTION_HEAD, _print),
    Shot("05-campaign-print-found", Role.SECTION_HEAD, _print_found),
    Shot("16-fonts", Role.SECTION_HEAD, _fonts),
    Shot("06-rubrics", Role.REVIEWER, _rubric),
    Shot("06-rubrics-draft", Role.SECTION_HEAD, _rubric_draft),
    Shot("06-formula", Role.SECTION_HEAD, _go("formula")),
    Shot("05-kind", Role.SECTION_HEAD, _new_kind),
    Shot("06-points", None, _point(21)),
    Shot("06-points-section", Role.SECTION_OFFICER, _point(28)),
    Shot("06-points-change", Role.SECTION_HEAD, _point_change),
    Shot("07-rules", Role.SECTION_HEAD, _go("rules", "F-034")),
    Shot("07-rules-edited", Role.SECTION_HEAD, _edited),
    Shot("07-rules-tried", Role.SECTION_HEAD, _rule_tried),
    Shot("07-rules-mistake", Role.SECTION_HEAD, _rule_mistake),
    Shot("07-rules-table", Role.SECTION_HEAD, _rule_table),
    Shot("07-rules-example", Role.SECTION_HEAD, _rule_example),
    Shot("07-rules-words", Role.SECTION_HEAD, _rule_words),
    Shot("07-rules-names", Role.SECTION_HEAD, _rule_names),
    Shot("07-rules-versions", Role.SECTION_HEAD, _rule_versions),
    Shot("07-rules-propose", Role.SECTION_HEAD, _proposed),
    Shot("07-rules-confirm", Role.SECTION_HEAD, _rule_confirm),
    Shot("07-law", Role.SECTION_HEAD, _law),
    Shot("07-law-search", None, _law_search),
    Shot("07-law-load", Role.SECTION_HEAD, _law_load),
    Shot("03-clocks", None, _clocks),
    Shot("02-board", Role.SECTION_HEAD, _go("board")),
    Shot("02-board-month", Role.STATION_LEADER, _month),
    Shot("03-reminders", None, _reminders),
    Shot("06-figures", Role.SECTION_HEAD, _figures),
    Shot("06-definitions", Role.SECTION_HEAD, _definitions),
    Shot("06-figures-now", Role.SECTION_HEAD, _go("figures")),
    Shot("06-figures-unit", Role.STATION_LEADER, _figures),
    Shot("06-figures-others", Role.SECTION_HEAD, _other_figures),
    Shot("08-calendar", Role.SECTION_HEAD, _go("calendar")),
    Shot("08-import", Role.SECTION_HEAD, _import),
    Shot("08-import-choose", Role.SECTION_HEAD, _go("import")),
    Shot("09-find", None, _palette),
    Shot("09-trouble", None, _trouble),
    Shot("09-keys", None, _keys("home")),
    Shot("09-keys-tickets", None, _keys("tickets")),
    Shot("10-welcome", None, _welcome),
    Shot("10-tour", None, _tour(3)),
    Shot("10-tour-frame", None, _tour(1)),
    Shot("06-briefing", Role.SECTION_OFFICER, _briefing),
    Shot("10-tour-table", None, _tour(5)),
    Shot("10-tour-guidance", None, _tour(6)),
    Shot("10-tour-findings", None, _tour(7)),
    Shot("10-tour-leader", Role.STATION_LEADER, _tour(6)),
    Shot("10-tour-section", Role.SECTION_HEAD, _tour(5)),
    Shot("10-tour-review", Role.SECTION_HEAD, _tour(7)),
    Shot("10-tour-end", None, _tour(8)),
)
"""All pictures, in the order of the navigation."""


def main(store: Path, out: Path, scheme: str, size: str, room: tuple[int, int], word: str) -> None:
    app = QApplication(sys.argv[:1])
    look.dress_translator(app)
    preferences = Preferences()
    preferences.write("scheme", scheme)
    preferences.write("reduced-motion", value=True)
    look.dress(app, preferences)
    window = MainWindow(preferences)
    window.resize(*room)
    window.show()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "demo.db"
        shutil.copy(store, copy)
        opening = Opening(window, data=Path(folder), now=lambda: NOW, from_source=True)
        desks: list[Desk] = []
        opening.opened.connect(desks.append)
        opening.begin(str(copy))
        settle()
        [desk] = desks
        by_role = _by_role(desk)
        for shot in SHOTS:
            if word in shot.name:
                desk.sit_down(by_role[shot.role])
                _take(window, desk, shot, out / f"{shot.name}-{scheme}-{size}.png")
        window.close()


def _by_role(desk: Desk) -> dict[Role | None, Officer]:
    """Whom to sit down for each role: in the unit of the demo's officer where there is one."""
    units = desk.officer.units_on(desk.today)
    with desk.store.reading() as connection:
        known = officers(connection)
    known.sort(key=lambda one: bool(one.units_on(desk.today) & units))
    found: dict[Role | None, Officer] = {
        role: one for one in known for role in one.roles_on(desk.today)
    }
    return {**found, None: desk.officer}


def _take(window: MainWindow, desk: Desk, shot: Shot, target: Path) -> None:
    grabbed = shot.reach(window, desk)
    settle()
    (grabbed or window).grab().save(str(target))
    if grabbed is not None:
        grabbed.close()
    window.notices.forget()


def settle() -> None:
    """Let timers, jobs and layouts come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(PAUSE, loop.quit)
    loop.exec()


if __name__ == "__main__":
    store_, out_, scheme_, size_, width_, height_, word_ = sys.argv[1:8]
    main(Path(store_), Path(out_), scheme_, size_, (int(width_), int(height_)), word_)
