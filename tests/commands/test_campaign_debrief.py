"""From a closed campaign to published points and signed remedies, without a window."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from commands.line import run_line
from storage.files.pdf.pictures import text_of
from tests.storage.review.debrief.samples import HEAD, LATER, Office
from tests.storage.review.samples import SECTION

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command by an officer; gives its JSON, or the sentence of a refusal."""
    office = Office(tmp_path / "office.db")
    office.campaign()
    office.store.close()

    def command(*words: str, by: str = SECTION) -> Any:
        status = run_line(
            ["--store", str(tmp_path / "office.db"), "--officer", by, "campaign", *words, "--json"],
            default_store="none",
            account="tester",
            clock=lambda: LATER,
        )
        out, err = capsys.readouterr()
        return json.loads(out) if status == 0 else err.strip()

    return command


def test_the_whole_way_of_a_point(run: Run) -> None:
    first = run("debrief", "1")
    assert [one["code"] for one in first["shortfalls"]] == ["B4", "B10"]
    assert first["shortfalls"][1]["alike"][0]["number"] == 35
    assert len(first["remedies"]["left"]) == 3
    settled = run("debrief", "1", "--merge", "B10=35", "--adopt", "B4")
    assert [(o["state"], o["number"]) for o in settled["shortfalls"]] == [
        ("等确认", 37),
        ("已发布", 35),
    ]
    assert "不能修改处置要点" in run("debrief", "1", "--aside", "B4=不要", by="九亭所所长")
    assert "B4=……" in run("debrief", "1", "--aside", "B4")


def test_the_whole_way_of_a_remedy(run: Run) -> None:
    laid = run("remedies", "1", "--lay-down", "--due", "2026-12-18")["remedies"]
    assert [(one["unit"], one["code"]) for one in laid] == [
        ("九亭所", "B4"),
        ("九亭所", "B10"),
        ("中山所", "B10"),
    ]
    done = "12 月 4 日补拍现场照片两张，已上传佐证。"
    mine = run("remedies", "--prove", f"1={done}", by="九亭所所长")["remedies"]
    assert {one["unit"] for one in mine} == {"九亭所"}
    assert mine[0]["state"] == "待销号"
    assert "不能督办整改" in run("remedies", "--sign-off", "1", by="九亭所所长")
    assert run("remedies", "--sign-off", "1", by=HEAD)["remedies"][-1]["signed_by"] == HEAD
    assert "九亭所所长不能提交" in run("remedies", "--prove", f"3={done}", by="九亭所所长")


def test_owner_and_day_of_a_remedy_are_changed_and_the_list_is_printed(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("remedies", "1", "--lay-down", "--due", "2026-12-18")
    changed = run("remedies", "--amend", "1=九亭所评1，2026-12-31，所长外出")["remedies"]
    mine = next(one for one in changed if one["id"] == 1)
    assert (mine["owner"], mine["due"]) == ("九亭所评1", "2026-12-31")
    assert "所长外出" in mine["amended"][0]
    assert "责任人，期限，理由" in run("remedies", "--amend", "1=九亭所评1")
    for name, by in (("all.pdf", SECTION), ("all.xlsx", SECTION), ("one.pdf", "九亭所所长")):
        words = ["report", "remedies", "--id", "1", "--out", str(tmp_path / name)]
        words += ["--unit", "九亭所"] if name == "one.pdf" else []
        store = ("--store", str(tmp_path / "office.db"), "--officer", by)
        status = run_line([*store, *words], default_store="", account="", clock=lambda: LATER)
        assert status == 0, capsys.readouterr().err
    said = re.sub(r"\s", "", "".join(text_of((tmp_path / "all.pdf").read_bytes())))
    assert "九亭所评1" in said
    assert "中山所" in said
    own = re.sub(r"\s", "", "".join(text_of((tmp_path / "one.pdf").read_bytes())))
    assert "中山所" not in own
    rows = CalamineWorkbook.from_path(tmp_path / "all.xlsx").get_sheet_by_name("整改项")
    assert [row[1] for row in rows.to_python()[1:]] == ["九亭所", "九亭所", "中山所"]


def test_a_meeting_is_written_from_a_file_and_read_again(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "meeting.json"
    said = {
        "title": "第 4 季度例会", "held_on": "2026-12-03", "place": "三楼会议室", "chair": HEAD,
        "attendees": [SECTION, "九亭所所长"], "agenda": ["讲评第 3 季度督查"],
        "decisions": ["第 1 号督查的整改月底前销号"],
    }  # fmt: skip
    path.write_text(json.dumps(said), "utf-8")
    [made] = run("meetings", "--add", str(path))["meetings"]
    assert made["decisions"] == [{"text": "第 1 号督查的整改月底前销号", "links": ["第 1 号督查"]}]
    path.write_text(json.dumps({**said, "chair": SECTION}), "utf-8")
    run("meetings", "--add", str(path), "--correct", str(made["id"]))
    assert [one["chair"] for one in run("meetings")["meetings"]] == [SECTION]
    assert "没有第 9 次" in run("meetings", "--show", "9")
    assert "不能督办整改" in run("meetings", "--add", str(path), by="九亭所所长")


def test_the_year(run: Run) -> None:
    found = run("appraisal", "--year", "2026")
    assert found["units"]["九亭所"]["value"] == "81.00"
    assert found["units"]["九亭所"]["arithmetic"] == "（81.00 × 1）÷ 1"
    assert found["campaigns"][0]["counted"]
    assert "不能督办整改" in run("appraisal", by="九亭所所长")


def test_a_case_is_told_without_people(run: Run) -> None:
    ref = run("debrief", "1")["shortfalls"][0]["tickets"][0]
    text = "某所只凭口头否认认定不属实，没有留现场照片，也没有检测报告。"
    assert "请遮盖" in run("cases", "1", "--typical", f"{ref}={text}电话 13900000001。")
    found = run("cases", "1", "--typical", f"{ref}={text}")["cases"]
    assert found == [{"ref": ref, "kind": "典型案例", "text": text}]
