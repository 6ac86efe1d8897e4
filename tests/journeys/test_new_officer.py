"""A new officer's first ticket: nine faults, put right by nothing but what the window says."""

from datetime import date, datetime

from pytestqt.qtbot import QtBot

from core.tickets.lifecycle import Decision
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import ContactResult, Kind, NoticeWay, Verdict
from gui.main_window import MainWindow
from gui.ticket_form.page import TicketFormPage
from storage.database import Store
from storage.handling import latest_submission, waivers
from storage.loading import load_by_ref
from tests.journeys.conftest import LEADER, officer
from tests.journeys.rookie import Rookie
from tests.samples import a_ticket

REF = "SJ2026111600031"
PLANTED = {
    "F-004": "kind",  # text asks for money back as well
    "F-008": "trader_address",  # not filled in
    "F-034": "verdict_reason",  # on the trader's word alone
    "F-036": "claim_verdicts",  # three claims, two answers
    "F-038": "inspectors",  # one went alone
    "F-039": "inspected_at",  # before the ticket came in
    "F-046": "law_refs",  # an article of the repealed order
    "F-052": "reply",  # the petitioner's phone
    "F-054": "reply",  # set phrases
}
"""The faults, and the field to which each must lead."""

NOTEBOOK = {
    # what the inspection record, the licence and the telephone log say
    "实际地址": "九亭镇虚构路 9999 号一层",
    "通讯地址": "九亭镇虚构路 9998 号 301 室",
    "核查时间": "2026-11-18 10:20",
    "不得少于两名": "周启帆\n九亭所承办",
    "现场检查": "11 月 18 日现场检查：前台公示的会员须知写明开卡后七日内可退余额，拍照 3 张；"
    "调取 11 月 13 日付款票据和监控，没有“无效退款”的承诺；更衣室 11 月 1 日至 17 日消毒台账齐全。",
    "逐项回应": "不属实：11 月 13 日监控和前台公示里没有“无效退款”的承诺\n"
    "不属实：11 月 19 日店方已按会员须知退还余额 1400 元，有转账记录\n"
    "不属实：更衣室 11 月 1 日至 17 日消毒台账齐全，有照片",
    "谁": "您好，九亭所周启帆等两名执法人员",
    "什么时候": "11 月 18 日 10:20",
    "做什么": "到店检查，调取付款票据、监控和消毒台账，年卡余额 1400 元店方 11 月 19 日已退",
    "何时答复": "调解情况 11 月 30 日前再打电话答复您",
    # what was asked and decided
    "投诉受理吗": "受理",
    "受理决定日期": "2026-11-20",
    "受理告知时间": "2026-11-20 15:30",
    "受理告知方式": "电话",
    "双方都愿意调解吗": "都愿意",
    "调解意愿": "双方同意",
    "和哪一方有关系": "没有关系",
    "调解结果": "达成协议",
    "调解达成协议日期": "2026-11-19",
    "调解书": "调解记录",
    "请写清投诉人要什么": "退还年卡剩余费用 1400 元",
    "公示投诉信息": "否",
    "委托调解": "否",
}


def bad_ticket() -> Ticket:
    """As a beginner left it: a tip-off with nine faults."""
    return a_ticket(
        number=REF,
        kind=Kind.TIPOFF,
        handler="九亭所承办",
        hotline_created_at=datetime(2026, 11, 16, 8, 50),
        received_at=datetime(2026, 11, 16, 9, 12),
        assigned_at=datetime(2026, 11, 16, 10, 40),
        hotline_term_days=15,
        category="体育健身",
        petitioner_address="",
        trader_name="上海云间小满健身有限公司",
        trader_address="",
        is_real_name=True,
        content="本人 11 月 13 日听店员说“练不出效果就退钱”，在云间小满健身九亭店办了年卡，"
        "交了 1680 元，去了两次没有效果，店里不肯退款，更衣室也没有消毒记录。要求退款。",
        claims=("承诺无效退款不兑现", "年卡不肯退款", "更衣室没有消毒记录"),
        demand="",
        clue="11 月 13 日在九亭店，店员口头承诺无效退款；更衣室没有消毒记录。",
        purchase_date=date(2026, 11, 13),
        purchase_place="云间小满健身九亭店",
        purchase_item="健身年卡",
        amount=1680,
        first_contact_at=datetime(2026, 11, 16, 15, 5),
        first_contact_result=ContactResult.CONTACTED,
        inspected_at=datetime(2026, 11, 12, 10, 20),
        inspect_place="九亭镇虚构路 9999 号",
        inspectors=("九亭所承办",),
        inspect_process="到店出示证件，店长陪同，查看前台公示和更衣室，询问店长并制作笔录。",
        evidence=(Evidence("情况说明", "店长签字的情况说明"),),
        verdict=Verdict.UNSUBSTANTIATED,
        claim_verdicts=("不属实：店长说没有承诺过", "不属实：店长说可以退"),
        verdict_reason="经询问，店长否认有这样的承诺，诉求不属实。",
        law_refs=("《市场监督管理投诉举报处理暂行办法》第二十四条",),
        tipoff_conclusion="未发现违法行为。",
        reply="您好，您用13900000001反映的问题我们正在处理，将加强监管，请您谅解。"
        "感谢您对市场监管工作的支持，如有疑问请再次拨打热线。",
        notice_way=NoticeWay.PHONE,
        notice_at=datetime(2026, 11, 20, 16, 0),
    )


def opened(window: MainWindow, office: Store, who: str, qtbot: QtBot) -> TicketFormPage:
    assert window.desk is not None
    window.desk.sit_down(officer(office, who))
    window.go("ticket", REF)
    qtbot.wait(1)  # the form goes to where the work begins
    assert isinstance(window.page, TicketFormPage)
    return window.page


def test_a_beginner_puts_nine_faults_right_by_following_the_window(
    window: MainWindow, office: Store, qtbot: QtBot
) -> None:
    with office.transaction(who="热线", what="派件") as tx:
        tx.tickets.save(bad_ticket())
    page = opened(window, office, "九亭所承办", qtbot)
    window.activateWindow()
    page.foot.submit_button.click()
    assert window.notices.shown is not None
    assert "必改" in window.notices.shown.text
    rookie = Rookie(window, qtbot, NOTEBOOK)
    rookie.put_right(until=lambda: page.ticket().kind is Kind.COMPOUND)
    rookie.answer_questions()
    assert "这件投诉受理吗？" in rookie.asked
    rookie.put_right()
    assert {rule: key for rule, key in rookie.led_to if rule in PLANTED} == PLANTED
    page.foot.submit_button.click()
    with office.reading() as connection:
        handed_in = latest_submission(connection, REF)
        assert handed_in is not None
        assert waivers(connection, REF) == []
        ticket = load_by_ref(connection, [REF])[0].ticket
    assert ticket.kind is Kind.COMPOUND
    assert "13900000001" not in ticket.outcome.reply
    opened(window, office, LEADER, qtbot).foot.approve_button.click()
    with office.reading() as connection:
        decided = latest_submission(connection, REF)
    assert decided is not None
    assert decided.decision is Decision.APPROVED
