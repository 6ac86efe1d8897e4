from datetime import datetime
from decimal import Decimal
from typing import Any

from core.tickets.rules.example_data import example_from, fields_of, said_example
from core.tickets.rules.example_reading import example_of
from core.tickets.rules.examples import tried_examples
from core.tickets.rules.reading import read_rule
from core.tickets.rules.rulebook import Rule
from core.tickets.ticket import Evidence
from core.tickets.words import Kind, Verdict
from storage.judging import example_surroundings as around
from storage.rules import shipped_vocabulary
from tests.samples import TODAY, a_ticket


def a_rule(**entries: Any) -> Rule:
    data = {
        "id": "T-001",
        "title": "试验",
        "condition": "答复内容 为空 且 退单件",
        "severity": "必改",
        "fields": ["答复内容"],
        "message": "{承办人}请写答复。",
        "basis": "试验",
        **entries,
    }
    return read_rule(data, shipped_vocabulary(), examples_on=TODAY)


def test_what_a_rule_looks_at_goes_through_names_and_messages() -> None:
    assert fields_of(a_rule()) == {
        *("reply", "decline_assignment_reason", "suggested_unit", "handler", "received_at"),
    }


def test_an_example_taken_from_a_ticket_is_covered_and_reads_back() -> None:
    ticket = a_ticket(
        kind=Kind.TIPOFF,
        is_ad=True,
        verdict=Verdict.UNSUBSTANTIATED,
        evidence=(Evidence("照片", "店内"),),
        amount=Decimal("36.50"),
        content="闻人素来电，电话 13900000001。",
    )
    keys = {"kind", "is_ad", "verdict", "evidence", "content", "received_at", "clue", "amount"}
    data = example_from(ticket, keys)
    assert data["是否广告类"] == "是"
    assert data["佐证材料"] == ["照片:店内"]
    assert "举报线索" not in data
    assert "13900000001" not in data["诉求内容"]
    assert "闻人素" not in data["诉求内容"]
    read = example_of(data, fires=True, examples_on=TODAY)
    assert read.values["received_at"] == datetime(2026, 11, 20, 9, 30)
    assert read.values["verdict"] is Verdict.UNSUBSTANTIATED


def test_an_example_is_said_in_one_line() -> None:
    data = {
        "工单类型": "举报",
        "认定理由": "商家否认。",
        "核查时间": datetime(2026, 11, 9, 10),
        "佐证材料": ["照片:店内", "笔录:店长"],
        "提交": True,
        "其他工单": [{}, {}],
    }
    assert said_example(data) == (
        "工单类型 举报　认定理由“商家否认。”　核查时间 2026-11-09 10:00"
        "　佐证材料 照片:店内、笔录:店长　正在提交　另有 2 件工单"
    )
    assert said_example({}) == "什么都没有填"


def test_each_example_is_told_with_what_the_rule_did_and_why() -> None:
    rule = a_rule(
        condition="答复内容 为空",
        fires=[{}, {"答复内容": "已退款。"}, {"级别": "提示"}],
        silent=[{"答复内容": "已退款。"}, {"投诉请求": "退款"}],
    )
    assert [(one.fired, one.holds, one.because) for one in tried_examples(rule, around)] == [
        (True, True, "因为 答复内容 为空"),
        (False, False, "因为 答复内容 已填写"),
        (True, False, "报的是 必改：（空）请写答复。"),
        (False, True, "因为 答复内容 已填写"),
        (True, False, "因为 答复内容 为空"),
    ]
