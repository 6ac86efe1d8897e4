from pathlib import Path

import openpyxl
import pytest

from core.errors import Refusal
from core.tickets.intake.profile import Profile
from core.tickets.intake.table import Cell
from storage.files.ledger.proposal import (
    Proposal,
    heading_of_rows,
    lay_out_sheet,
    propose_all,
    refuse_unsure,
)
from storage.files.ledger.reading import open_ledger

LEDGER: list[tuple[Cell, ...]] = [
    ("热线台账",),
    ("12345工单编号", "主办单位", "办结日期"),
    ("SJ1", "九亭所", "2026年11月2日"),
]
TALLY: list[tuple[Cell, ...]] = [("单位", "件数"), ("九亭所", 3), ("中山所", 4), ("泗泾所", 5)]


def book(path: Path, **sheets: list[tuple[Cell, ...]]) -> Path:
    made = openpyxl.Workbook()
    assert made.active is not None
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    made.save(path)
    return path


def test_the_sheet_that_is_a_ledger_is_proposed_with_its_heading(tmp_path: Path) -> None:
    workbook = open_ledger(book(tmp_path / "a.xlsx", 汇总=TALLY, 明细=LEDGER))
    proposal = propose_all(workbook)
    assert proposal.sheet.name == "明细"
    assert proposal.layout.heading.first == 2
    assert [row.number for row in proposal.rows] == [3]
    assert proposal.row_count == 1
    assert propose_all(workbook, sheet="汇总").sheet.name == "汇总"


def test_a_kept_profile_is_recognised_by_its_titles(tmp_path: Path) -> None:
    workbook = open_ledger(book(tmp_path / "a.xlsx", 明细=LEDGER))
    columns = {"12345工单编号": "number", "主办单位": "handler", "办结日期": ""}
    proposal = propose_all(workbook, profiles=[Profile(name="甲区", columns=columns)])
    assert proposal.layout.profile == "甲区"
    assert [match.key for match in proposal.layout.matches] == ["number", "handler", ""]


def test_the_heading_may_be_given_by_hand_or_by_a_profile(tmp_path: Path) -> None:
    workbook = open_ledger(book(tmp_path / "a.xlsx", 明细=LEDGER))
    sheet = workbook.sheets[0]
    heading = heading_of_rows(sheet, 2, 2)
    assert heading is not None
    assert lay_out_sheet(sheet, heading).title("number") == "12345工单编号"
    profile = Profile(name="", columns={}, header=(3, 3))
    assert propose_all(workbook, profile=profile).layout.heading.titles[0] == "SJ1"


def proposed(path: Path, *rows: tuple[Cell, ...]) -> Proposal:
    return propose_all(open_ledger(book(path, 甲=list(rows))))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("姓名", "承办单位"), ("张三", "九亭所")], "没有在“a.xlsx”里认出“工单编号”这一列"),
        ([("编号", "颜色"), ("1", "红")], "“a.xlsx”不像热线台账：认得的列只有“编号”"),
        ([("型号代号", "承办单位"), ("DIN9021", "九亭所")], "不像热线台账"),
    ],
)
def test_what_is_hardly_a_ledger_is_refused_unless_a_person_says_so(
    tmp_path: Path, rows: list[tuple[Cell, ...]], sentence: str
) -> None:
    proposal = proposed(tmp_path / "a.xlsx", *rows)
    with pytest.raises(Refusal) as refusal:
        refuse_unsure(proposal)
    assert sentence in str(refusal.value)


def test_two_columns_are_enough_when_the_number_is_one_of_them(tmp_path: Path) -> None:
    refuse_unsure(proposed(tmp_path / "a.xlsx", ("工单编号", "回访满意度"), ("SJ1", "满意")))


def test_a_file_without_a_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="里找到表头"):
        proposed(tmp_path / "a.xlsx", (1, 2), (3, 4))
    with pytest.raises(Refusal, match="里没有内容"):
        propose_all(open_ledger(book(tmp_path / "b.xlsx", 甲=[])))
