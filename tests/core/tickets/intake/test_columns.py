from collections.abc import Mapping
from itertools import zip_longest

import pytest

from core.tickets.fields import BY_HEADER, BY_KEY
from core.tickets.intake.columns import Match, match_columns, reassigned
from core.tickets.intake.table import Cell, Row
from tests.core.tickets.intake.words import DICTIONARY


def rows_of(columns: Mapping[str, list[Cell]]) -> list[Row]:
    return [
        Row(number, cells) for number, cells in enumerate(zip_longest(*columns.values()), start=2)
    ]


def matched(columns: Mapping[str, list[Cell]]) -> dict[str, Match]:
    return {m.title: m for m in match_columns(list(columns), rows_of(columns), DICTIONARY)}


def header_of(match: Match) -> str:
    return BY_KEY[match.key].header if match.key else ""


@pytest.mark.parametrize(
    ("title", "header", "reason"),
    [
        ("工单编号", "工单编号", "同名"),
        ("12345工单编号", "工单编号", "去掉“12345”后同名"),
        ("12345承办人", "承办人", "去掉“12345”后同名"),
        ("涉及金额（元）", "涉及金额", "去掉括号和符号后同名"),
        ("12345受理时间", "热线登记时间", "常见叫法"),
        ("主办单位", "承办单位", "常见叫法"),
        ("内容描述", "诉求内容", "常见叫法"),
        ("办结日期", "办结时间", "常见叫法"),
        ("回复内容", "答复内容", "常见叫法"),
        ("联系电话", "诉求人电话", "常见叫法"),
        ("业务类型", "工单类型", "常见叫法"),
        ("综合满意度", "回访满意度", "常见叫法"),
        ("结案评判", "解决情况", "常见叫法"),
        ("信用代码/注册号", "统一社会信用代码", "常见叫法"),
    ],
)
def test_columns_are_known_by_name(title: str, header: str, reason: str) -> None:
    match = matched({title: []})[title]
    assert (header_of(match), match.reason, match.certain) == (header, reason, True)


@pytest.mark.parametrize(
    ("title", "cells", "header", "reason"),
    [
        ("任务派遣的时刻", ["2026/11/23 9:04"], "派至所队时间", "像：都是日期时间"),
        ("核查定性", ["属实", "不属实", "部分属实"], "事实认定", "像：3 种取值都认得"),
        ("来电者的姓名称呼", ["张先生", "李小四"], "诉求人姓名", "像：都是姓名"),
        (
            "市民反映的具体内容",
            ["来电反映在某店充值后店已关门，要求退款。"],
            "诉求内容",
            "像：长文本",
        ),
        ("工单的唯一编码号", ["SJ2026110101", "SJ2026110102"], "工单编号", "像：每行一个编号"),
    ],
)
def test_unknown_columns_are_guessed_and_marked_as_doubtful(
    title: str, cells: list[Cell], header: str, reason: str
) -> None:
    match = matched({title: cells})[title]
    assert (header_of(match), match.reason, match.certain) == (header, reason, False)


@pytest.mark.parametrize("title", ["序号", "街镇", "紧急程度", "备注", "是否重复", "联系科室电话"])
def test_what_the_ledger_does_not_hold_is_left_out(title: str) -> None:
    assert matched({title: ["甲", "乙"]})[title].key == ""


def test_no_two_columns_go_to_one_field() -> None:
    found = matched({"任务号": ["1"], "12345工单编号": ["SJ1"], "工单编号": ["SJ2"]})
    assert [header_of(m) for m in found.values()] == ["", "", "工单编号"]


def test_the_nearer_unit_is_taken_of_two() -> None:
    found = matched({"主责部门": ["区市场局"], "三级主责部门": ["九亭所"]})
    assert header_of(found["三级主责部门"]) == "承办单位"
    assert found["主责部门"].key == ""


def test_what_stands_in_a_column_decides_between_two_meanings() -> None:
    assert header_of(matched({"先行联系": ["是", "否", "未评价"]})["先行联系"]) == "先行联系结果"
    assert header_of(matched({"先行联系": ["2026-05-06 9:00"]})["先行联系"]) == "先行联系时间"


def test_a_second_column_of_time_takes_the_field_that_is_left() -> None:
    found = matched({"热线登记时间": ["2026-05-06"], "受理时间": ["2026-05-07"]})
    assert header_of(found["受理时间"]) == "受理决定日期"


def test_writings_that_the_field_does_not_know_are_named() -> None:
    match = matched({"回访满意度": ["满意", "还行", "还行", "凑合"]})["回访满意度"]
    assert match.unknown == ("还行", "凑合")
    assert match.example == "满意"


def test_a_column_given_by_hand_takes_its_field_from_the_other() -> None:
    columns: dict[str, list[Cell]] = {"任务号": ["T1"], "工单编号": ["SJ1"]}
    rows = rows_of(columns)
    matches = match_columns(list(columns), rows, DICTIONARY)
    changed = reassigned(matches, {0: "number"}, rows, DICTIONARY)
    assert [match.key for match in changed] == ["number", ""]
    assert changed[0].reason == "手工指定"


def test_every_standard_heading_is_found_in_any_order() -> None:
    titles = sorted(BY_HEADER, reverse=True)
    found = match_columns(titles, [], DICTIONARY)
    assert [header_of(match) for match in found] == titles
