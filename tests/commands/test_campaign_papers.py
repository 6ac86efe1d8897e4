"""`report unit|ticket|problems|points|campaign`: what an officer finds on the pages and sheets."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from commands.line import run_line
from core.people import Role
from core.review.marks import Marks, Quote
from core.review.reviews import PEERS, Stage
from storage.files.pdf.pictures import text_of
from storage.review.reading import load_tasks
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    officer,
    people,
)
from tests.stores import open_store

ALL = (Stage.SELF, *PEERS, Stage.RECHECK)
LEADER = "九亭所所长"

Run = Callable[..., tuple[int, str, str]]


def quoted(marks: Marks, text: str) -> Marks:
    """The marks with words of the ticket pinned to B3."""
    pinned = Quote(field="content", start=0, end=len(text), text=text, sign="−")
    mark = replace(marks.items["B3"], quotes=(pinned,))
    return replace(marks, items={**marks.items, "B3": mark})


@pytest.fixture
def reviewed(tmp_path: Path) -> list[str]:
    """Five tickets of five stations; only the first lost marks, and its peers did not agree."""
    store = open_store(tmp_path / "office.db")
    people(store)
    with store.transaction(who="管理员", what="登记人员") as tx:
        tx.people.save_officer(officer(LEADER, "九亭所", Role.STATION_LEADER))
    fill(store, *a_quarter())
    id_ = assigned(store, a_plan(total=5))
    with store.reading() as connection:
        refs = list(dict.fromkeys(task.ref for task in load_tasks(connection, id_)))
    first, *others = sorted(refs)
    hand_in(store, id_, first, [Stage.SELF], full_marks())
    hand_in(store, id_, first, [Stage.PEER1], full_marks(B3="6"))
    hand_in(store, id_, first, [Stage.PEER2], full_marks(B3="8"))
    hand_in(store, id_, first, [Stage.RECHECK], quoted(full_marks(B3="6", B10="4"), "去了一次"))
    for ref in others[:-1]:
        hand_in(store, id_, ref, ALL)
    hand_in(store, id_, others[-1], [Stage.SELF])
    store.close()
    return [first, *others]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def line(*words: str) -> tuple[int, str, str]:
        status = run_line(
            ["--store", str(tmp_path / "office.db"), "report", *words],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        out, err = capsys.readouterr()
        return status, out, err

    return line


def pages(path: Path) -> str:
    return "".join(text_of(path.read_bytes())).replace("\r", "").replace("\n", "")


def sheet(path: Path, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()


def test_a_score_sheet_has_every_round_and_the_arithmetic(
    reviewed: list[str], run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "评分表.pdf"
    words = ("ticket", "--id", "1", "--number", reviewed[0], "--out", str(out), "--json")
    status, said, _ = run(*words)
    assert status == 0
    assert json.loads(said)["pages"] == len(text_of(out.read_bytes()))
    text = pages(out)
    assert "B3※" in text
    assert "B4※" not in text
    assert "最终分 90.00 = 复核 90.00" in text
    assert "互评均分 95.00 = （94.00 + 96.00）÷ 2" in text
    assert "去了一次" in text
    run(*words[:-3], "--out", str(tmp_path / "评分表.xlsx"))
    rows = {row[0]: row for row in sheet(tmp_path / "评分表.xlsx", "各轮逐项得分和理由")}
    assert rows["B3※"][2:7] == [12, 12, 6, 8, 6]
    assert rows["B10※"][2:7] == [8, 8, 8, 8, 4]
    assert rows[""][2:7] == [100, 100, 94, 96, 90]


def test_nobody_reads_marks_off_paper_before_all_blind_reviews_are_in(
    reviewed: list[str], run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "评分表.pdf"
    run("ticket", "--id", "1", "--number", reviewed[-1], "--out", str(out))
    text = pages(out)
    assert "自评、互评交齐以前，这里不印得分。" in text
    assert "100.00" not in text


def test_the_problem_list_names_each_deduction_once(
    reviewed: list[str], run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "问题.xlsx"
    status, said, _ = run("problems", "--id", "1", "--out", str(out), "--json")
    assert (status, json.loads(said)["tables"]) == (0, 3)
    listed = sheet(out, "逐件问题")
    assert [row[1:6] for row in listed[1:]] == [
        ["九亭所", reviewed[0], "B3", "现场核查", 6],
        ["九亭所", reviewed[0], "B10", "答复质量", 4],
    ]
    by_item = sheet(out, "各评查项的扣分")
    assert [row[:5] for row in by_item[1:]] == [
        ["B3", "现场核查", 1, 6, "九亭所 1 件"],
        ["B10", "答复质量", 1, 4, "九亭所 1 件"],
    ]


def test_every_unit_gets_its_own_sheet_in_one_go(
    reviewed: list[str], run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "成绩单"
    status, _, sentence = run("unit", "--id", "1", "--out", str(folder))
    assert status == 1
    assert "要写一个文件夹" in sentence
    folder.mkdir()
    status, said, _ = run("unit", "--id", "1", "--out", str(folder), "--json")
    made = json.loads(said)["units"]
    assert sorted(one["file"] for one in made.values()) == sorted(
        path.name for path in folder.iterdir()
    )
    assert len(made) == 5
    text = pages(folder / made["九亭所"]["file"])
    assert "90.00 分" in text
    assert "现场核查扣 6 分：有缺" in text
    assert "中山所" not in text


def test_a_leader_has_the_own_unit_on_paper_and_nothing_of_others(
    reviewed: list[str], run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "某.pdf"
    own = ("--id", "1", "--out", str(out), "--officer", LEADER)
    assert run("unit", "--unit", "九亭所", *own)[0] == 0
    assert "90.00" not in pages(out)  # the campaign is not closed yet
    assert "没有抽到“中山所”的工单" in run("unit", "--unit", "中山所", *own)[2]
    other = next(ref for ref in reviewed if ref.startswith("SJ20261"))
    assert "不在您能看的评查结果里" in run("ticket", "--number", other, *own)[2]
    assert "请由消保科来出" in run("problems", *own)[2]
    assert run("problems", "--unit", "九亭所", *own)[0] == 0
    assert run("problems", *own[:-1], SECTION)[0] == 0


def test_the_booklet_holds_every_point_in_force(run: Run, tmp_path: Path) -> None:
    store = open_store(tmp_path / "office.db")
    store.close()
    out = tmp_path / "要点.xlsx"
    assert run("points", "--out", str(out))[0] == 0
    book = CalamineWorkbook.from_path(out)
    numbers = [row[0] for name in book.sheet_names[1:] for row in sheet(out, name)[1:]]
    assert sorted(numbers) == [Decimal(one) for one in range(1, 37)]


def test_a_summary_as_a_spreadsheet_has_figures_that_can_be_summed(
    reviewed: list[str], run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "汇总.xlsx"
    assert run("campaign", "--id", "1", "--out", str(out))[0] == 0
    rows = {row[0]: row for row in sheet(out, "各所队均分与达标占比")[1:]}
    assert rows["九亭所"][1:4] == [1, 1, 90]
    assert rows["全局"][2] == 4
    status, _, sentence = run("campaign", "--id", "1", "--out", str(tmp_path / "汇总.doc"))
    assert (status, sentence) == (1, "“汇总.doc”要以 .pdf、.docx 或 .xlsx 结尾。请改文件名。\n")


def test_a_circular_is_an_official_paper(reviewed: list[str], run: Run, tmp_path: Path) -> None:
    out = tmp_path / "通报.pdf"
    words = ("circular", "--id", "1", "--number", "沪市监松〔2026〕18号", "--due", "2026-12-31")
    assert run(*words, "--on", "2026-11-24", "--copies", "区政府办", "--out", str(out))[0] == 0
    found = [page.replace("\r\n", "\n") for page in text_of(out.read_bytes())]
    first, last = found[0].split("\n"), found[-1]
    assert first[:2] == ["上海市松江区市场监督管理局文件", "沪市监松〔2026〕18号"]
    assert "关于2026年第3季度不属实件督查情况的通报" in found[0]
    assert "各科室、所队：" in first
    assert "— 1 —" in first
    assert len(found) % 2 == 0  # the colophon closes an even page
    assert "抄送：区政府办。" in last
    assert "2026年11月24日印发" in last
    text = pages(out)
    for sentence in (
        "全局均分97.50分",
        "没有可以比较的上一轮。",
        "1件在这一项共扣6分，涉及九亭所1件。",
        "九亭所对照附件2逐件整改，在2026年12月31日前",
        "特此通报。",
        "附件：1. 各单位得分表",
    ):
        assert sentence in text, sentence
    starts = [page.split("\n")[0] for page in found]
    assert [one for one in starts if one.startswith("附件")] == ["附件 1", "附件 2", "附件 3"]
    assert "请由消保科来出" in run(*words, "--out", str(out), "--officer", LEADER)[2]


def test_a_circular_without_a_number_leaves_room_for_it(
    reviewed: list[str], run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "通报.pdf"
    assert run("circular", "--id", "1", "--out", str(out))[0] == 0
    assert "沪市监松〔2026〕" in pages(out)
    run("circular", "--id", "1", "--out", str(tmp_path / "通报.xlsx"))
    assert len(sheet(tmp_path / "通报.xlsx", "逐件问题")) == 3
