"""The rubrics on the command line: list, show, out and in as JSON, into force by two."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Role, Unit, UnitKind
from tests.samples import NOW
from tests.storage.review.samples import officer
from tests.stores import open_store

WRITER, OTHER, REVIEWER = "许知夏", "顾念安", "九亭所评1"
KEY = "not_filed"


class Office:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *words: str, by: str = WRITER) -> tuple[int, str, str]:
        status = run_line(
            ["--store", str(self.folder / "office.db"), "--officer", by, "rubrics", *words],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *words: str, by: str = WRITER) -> dict[str, Any]:
        status, out, err = self.run(*words, "--json", by=by)
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    def refused(self, *words: str, by: str = WRITER) -> str:
        status, _, err = self.run(*words, by=by)
        assert status == 1
        return err

    def file(self, **marks: int) -> str:
        """The rubric in force with other full marks, as a file."""
        rubric = self.json("show", KEY)["rubric"]
        for item in rubric["items"]:
            item["full"] = str(marks.get(item["code"], item["full"]))
        path = self.folder / "评查表.json"
        path.write_text(json.dumps(rubric, ensure_ascii=False), encoding="utf-8")
        return str(path)


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    store = open_store(tmp_path / "office.db")
    with store.transaction(who="管理员", what="录入人员") as tx:
        tx.people.add_units([Unit("消保科", UnitKind.SECTION), Unit("九亭所", UnitKind.STATION)])
        for name in (WRITER, OTHER):
            tx.people.save_officer(officer(name, "消保科", Role.SECTION_OFFICER))
        tx.people.save_officer(officer(REVIEWER, "九亭所", Role.REVIEWER))
    store.close()
    return Office(tmp_path, capsys)


def test_a_change_goes_the_whole_way_without_a_window(office: Office) -> None:
    assert office.json("draft", KEY, office.file(A3=14, A4=13))["state"] == "draft"
    shown = office.json("show", KEY, "--version", "2026-2")
    assert shown["faults"] == []
    assert shown["changes"][0] == "A3 现场核查的满分由“12 分”改为“14 分”。"
    assert "不能直接比较" in shown["warning"]
    assert office.json("propose", KEY, "--reason", "现场更要紧")["state"] == "proposed"
    assert "由消保科另一位同事确认" in office.refused("confirm", KEY)
    assert office.json("send-back", KEY, "--reason", "再想想", by=OTHER)["opinion"] == (
        f"{OTHER}：再想想"
    )
    office.json("propose", KEY, "--reason", "想过了")
    assert office.json("confirm", KEY, by=OTHER)["decided_by"] == OTHER
    versions = office.json("list")["rubrics"][KEY]
    assert [(one["version"], one["state"]) for one in versions] == [
        ("2026-2", "confirmed"),
        ("2026-1", "confirmed"),
    ]
    status, out, _ = office.run("show", KEY)
    assert status == 0
    assert "A3　现场核查　14 分" in out


def test_a_rubric_that_does_not_come_to_100_is_not_handed_over(office: Office) -> None:
    office.json("draft", KEY, office.file(A3=13))
    assert "合计 101 分，比 100 分多 1 分" in office.refused("propose", KEY, "--reason", "试")


def test_what_is_no_rubric_is_refused(office: Office) -> None:
    path = office.folder / "别的.json"
    for content in ("不是 JSON", "[]", "{}", '{"name": 1, "items": [3]}'):
        path.write_text(content, encoding="utf-8")
        assert "文件不是评查表" in office.refused("draft", KEY, str(path))
    assert "没有“none”这张评查表" in office.refused("show", "none")
    assert "没有 1999-1 版。现有：2026-1" in office.refused("show", KEY, "--version", "1999-1")


def test_a_reviewer_reads_and_does_not_write(office: Office) -> None:
    assert office.json("show", KEY, by=REVIEWER)["version"] == "2026-1"
    assert "不能修改评查表" in office.refused("draft", KEY, office.file(), by=REVIEWER)
