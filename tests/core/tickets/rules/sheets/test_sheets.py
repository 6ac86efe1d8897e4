"""A rulebook as sheets and back: nothing is lost, and what is wrong is found in its cell."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from core.errors import Refusal
from core.tickets.intake.table import Cell, Row
from core.tickets.rules.plain import Data, tidy
from core.tickets.rules.sheets.filling import sheets_of
from core.tickets.rules.sheets.reading import ReadRulebook, read_sheets
from tests.core.tickets.rules.random_rulebooks import rulebooks
from tests.core.tickets.rules.samples import RULE, a_rulebook

Rows = dict[str, list[list[Cell]]]


def rows_of(data: Data) -> Rows:
    """The cells of every sheet, titles first."""
    return {one.name: [list(one.titles), *map(list, one.rows)] for one in sheets_of(data)}


def read(rows: Mapping[str, list[list[Cell]]]) -> ReadRulebook:
    return read_sheets(
        {
            name: [Row(number, tuple(cells)) for number, cells in enumerate(sheet, start=1)]
            for name, sheet in rows.items()
        }
    )


@given(rulebooks)
def test_no_rulebook_loses_anything(data: dict[str, Any]) -> None:
    assert read(rows_of(data)).data == data


def test_the_rows_are_what_people_read() -> None:
    rule = {
        **RULE,
        "kinds": ["投诉", "举报"],
        "basis": [{"text": "新办法", "since": date(2026, 4, 15)}, {"text": "旧办法"}],
        "case": [
            {"condition": "投诉请求 为空"},
            {"condition": "诉求内容 为空", "severity": "提示"},
        ],
        "fires": [{"涉及金额": 5, "其他工单": [{"工单编号": "SJ1"}]}],
    }
    rows = rows_of(a_rulebook(rule))
    titles, *rules = rows["规则"]
    shown = [{t: c for t, c in zip(titles, row, strict=True) if c is not None} for row in rules]
    assert shown[0]["适用类型"] == "投诉、举报"
    assert [(row.get("情形"), row.get("条件"), row.get("依据")) for row in shown] == [
        (None, "投诉请求 为空", "新办法"),
        (None, None, "旧办法"),
        (1, "投诉请求 为空", None),
        (2, "诉求内容 为空", None),
    ]
    assert all(row["编号"] == "F-900" for row in shown)
    assert [row[1] for row in rows["例子"][1:]] == ["应报", "其他工单"]


def changed(sheet: str, row: int, column: str, cell: Cell) -> ReadRulebook:
    """What is read when one cell of a good workbook is written over."""
    data = a_rulebook({**RULE, "fires": [{"工单类型": "投诉"}], "names": {"甲": "今天()"}})
    rows = rows_of(data)
    rows[sheet][row - 1][rows[sheet][0].index(column)] = cell
    return read(rows)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "cell", "said"),
    [
        (
            "规则",
            2,
            "条件",
            "投诉清求 为空",
            "“规则”表第 2 行“条件”列：规则 F-900 的条件，第 1 字：",
        ),
        ("规则", 2, "级别", "错误", "“规则”表第 2 行“级别”列：规则 F-900 的级别，没有“错误”这一种"),
        (
            "规则",
            2,
            "生效日期",
            "昨天",
            "“规则”表第 2 行“生效日期”列：规则 F-900 的生效日期，“昨天”不是",
        ),
        ("规则", 2, "情形", "二", "“规则”表第 2 行“情形”列：要写 1、2、3，现在是“二”。"),
        ("规则", 2, "逐项替换", "前＝甲", "“规则”表第 2 行“逐项替换”列：要写成〔前〕"),
        ("例子", 2, "规则", "F-90", "“例子”表第 2 行“规则”列：没有规则“F-90”。是不是“F-900”？"),
        ("例子", 2, "例子", "报", "“例子”表第 2 行“例子”列：要写应报、不应报"),
        (
            "例子",
            2,
            "工单类型",
            "投拆",
            "“例子”表第 2 行“工单类型”列：规则 F-900 的第 1 个应报例子的“工单类型”",
        ),
        (
            "例子",
            1,
            "工单类型",
            "工单类形",
            "“例子”表第 2 行“工单类形”列：规则 F-900 的第 1 个应报例子",
        ),
        (
            "名称",
            2,
            "意思",
            "工单类形 为空",
            "“名称”表第 2 行“意思”列：名称“收到之日”的意思，第 1 字：",
        ),
        ("名称", 4, "意思", "工单类形 为空", "“名称”表第 4 行：规则 F-900 的专用名称，“甲”"),
        ("名称", 4, "规则", "F-1", "“名称”表第 4 行“规则”列：没有规则“F-1”。"),
        ("名称", 3, "名称", "收到之日", "“名称”表第 3 行“名称”列：上面写过了，请留一个。"),
        ("词表", 2, "词", "字" * 41, "“词表”表第 2 行“词”列：词表“退赔用语”的词，有 41 个字"),
        ("数表", 2, "数", "很多", "“数表”表第 2 行“数”列：数表“法条数”的数"),
        ("规则", 1, "提示", "题示", "“规则”表第 1 行“题示”列：没有这一列。是不是“提示”？"),
        ("规则", 1, "提示", None, "“规则”表第 1 行：缺“提示”列，请补上。"),
        ("说明", 2, "", "很久以前", "没有写例子的今日"),
    ],
)
def test_each_mistake_names_its_cell(
    sheet: str, row: int, column: str, cell: Cell, said: str
) -> None:
    found = [str(one) for one in changed(sheet, row, column, cell).faults]
    assert any(said in one for one in found), found


def test_rows_of_one_rule_stand_together() -> None:
    rows = rows_of(a_rulebook(RULE, {**RULE, "id": "F-901"}))
    rows["规则"].append(list(rows["规则"][1]))
    (fault,) = read(rows).faults
    assert str(fault).startswith("“规则”表第 4 行“编号”列：规则 F-900 在上面写过了")


def test_a_row_that_goes_on_says_only_bases_and_replacements() -> None:
    rows = rows_of(a_rulebook())
    rows["规则"].append(["F-900", "另一条"])
    (fault,) = read(rows).faults
    assert (fault.row, fault.column) == (3, "名称")


def test_the_first_row_of_a_rule_may_be_that_of_its_first_case() -> None:
    rows = rows_of(a_rulebook())
    at = rows["规则"][0].index("情形")
    rows["规则"][1][at] = 1
    second = list(rows["规则"][1])
    second[at], second[rows["规则"][0].index("条件")] = 2, "诉求内容 为空"
    for title in ("名称", "分组", "栏目"):
        second[rows["规则"][0].index(title)] = None
    rows["规则"].append(second)
    found = read(rows)
    (rule,) = found.data["rules"]
    assert [case["condition"] for case in rule["case"]] == ["投诉请求 为空", "诉求内容 为空"]
    assert rule["title"] == "示例"
    (fault,) = found.faults
    assert str(fault) == "“规则”表第 3 行“栏目”列：规则 F-900 的第 2 种情形的栏目，没有写，请补上。"


def test_what_a_person_types_is_understood() -> None:
    rows = rows_of(a_rulebook({**RULE, "fires": [{"受理决定日期": date(2026, 5, 6)}]}))
    at = rows["例子"][0].index("受理决定日期")
    rows["例子"][1][at] = "2026年5月6日"
    rows["规则"][1][rows["规则"][0].index("适用类型")] = "投诉，举报"
    (rule,) = read(rows).data["rules"]
    assert rule["fires"] == [{"受理决定日期": date(2026, 5, 6)}]
    assert rule["kinds"] == ["投诉", "举报"]


def test_another_workbook_is_refused_by_name() -> None:
    with pytest.raises(Refusal, match="没有“规则”表，不是规则集。要有的表是：“规则”、“例子”"):
        read({"工单台账": [["工单编号"]]})


def test_a_sheet_full_of_mistakes_is_not_read_to_the_end() -> None:
    rows = rows_of(a_rulebook())
    rows["例子"] += [["F-1", "应报"]] * 500
    with pytest.raises(Refusal, match="表里的错误太多") as caught:
        read(rows)
    assert "“例子”表第 2 行“规则”列：没有规则“F-1”" in str(caught.value)


def test_rules_without_numbers_cannot_be_exported() -> None:
    with pytest.raises(Refusal, match="规则“示例”没有编号"):
        sheets_of(a_rulebook({**RULE, "id": ""}))
    with pytest.raises(Refusal, match="编号和别的规则一样"):
        sheets_of(a_rulebook(RULE, RULE))


def test_tidy_data_is_what_comes_back() -> None:
    untidy = a_rulebook(
        {**RULE, "title": " 示例 ", "only_submitted": False, "basis": [{"text": "甲"}]}
    )
    assert read(rows_of(untidy)).data == tidy(untidy)
