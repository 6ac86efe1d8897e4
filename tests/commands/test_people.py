"""`people …`: the list that comes in, and everything handed over when somebody leaves."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from commands.line import run_line
from core.people import Officer, Post, Role
from core.tickets.life.standing import Position
from tests.samples import a_ticket
from tests.storage.bureau import HANDLER, HEAD, REF, Bureau, a_bureau

KEEPER = Officer(
    name="梁启明", posts=(Post(unit="消保科", role=Role.KEEPER, since=date(2024, 1, 1)),)
)
HEIR = Officer(
    name="顾文漪", posts=(Post(unit="九亭所", role=Role.HANDLER, since=date(2024, 1, 1)),)
)


class Line:
    def __init__(self, path: Path, bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
        self.bureau, self._path, self._capsys = bureau, path, capsys

    def __call__(self, by: str, *words: str) -> tuple[int, dict[str, Any], str]:
        self.bureau.tick()
        status = run_line(
            ["--store", str(self._path), "--officer", by, "people", *words, "--json"],
            default_store="none",
            account="tester",
            clock=self.bureau.clock,
        )
        out, err = self._capsys.readouterr()
        return status, json.loads(out) if out else {}, err


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    bureau = a_bureau(tmp_path / "office.db")
    with bureau.store.transaction(who="测试", what="准备") as tx:
        for one in (KEEPER, HEIR):
            tx.people.save_officer(one)
        tx.tickets.save(a_ticket(number="SJ2"))
    return Line(tmp_path / "office.db", bureau, capsys)


def a_list(path: Path, *lines: tuple[str, ...]) -> str:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("名单")
    for at, cells in enumerate((("姓名", "单位", "职务", "任职起"), *lines)):
        sheet.write_row(at, 0, cells)
    book.close()
    return str(path)


def test_a_list_is_tried_then_taken_by_who_keeps_the_people(line: Line, tmp_path: Path) -> None:
    file = a_list(
        tmp_path / "名单.xlsx",
        ("秦牧野", "执法大队", "承办人", "2026-01-01"),
        ("陆明远", "九亭所", "分管领导", "2026-01-01"),
        ("某人", "九亭所", "所长", "2026-01-01"),
    )
    _, tried, _ = line(HEAD.name, "import", file, "--dry-run")
    assert (tried["added"], tried["changed"], tried["units"]) == (
        ["秦牧野"],
        ["陆明远"],
        ["执法大队"],
    )
    assert [one["row"] for one in tried["rejected"]] == [4]
    status, _, err = line(HEAD.name, "import", file)
    assert (status, err) == (1, "许怀远不能管理人员和角色。请由有这项权限的人来做。\n")
    assert line(KEEPER.name, "import", file)[1] == tried
    _, found, _ = line(KEEPER.name, "list")
    held = {one["name"]: [post["role"] for post in one["posts"]] for one in found["officers"]}
    assert (held["秦牧野"], held["陆明远"]) == (["承办人"], ["分管领导"])


def test_all_open_work_goes_over_before_somebody_leaves(line: Line) -> None:
    line.bureau.hand_in()
    leave = ("leave", HANDLER.name, "--last", "2026-11-30")
    status, _, err = line(KEEPER.name, *leave)
    assert (status, "还有 2 项没有交接" in err) == (1, True)
    _, waiting, _ = line(HEAD.name, "work", HANDLER.name)
    assert {one["what"] for one in waiting["work"]} == {f"工单 {REF}", "工单 SJ2"}
    words = ("handover", HANDLER.name, "--reason", "调往区局")
    status, _, err = line(HEAD.name, *words, "--to", "周景行")
    assert (status, "九亭所现任的承办人" in err) == (1, True)
    _, done, _ = line(HEAD.name, *words, "--to", HEIR.name)
    assert {one["to"] for one in done["work"]} == {HEIR.name}
    assert {line.bureau.ticket(ref).handler for ref in (REF, "SJ2")} == {HEIR.name}
    assert line.bureau.place() is Position.AT_LEADER
    assert line(HEAD.name, "work", HANDLER.name)[1] == {"work": []}
    assert line(KEEPER.name, *leave)[0] == 0


def test_the_table_of_permissions_is_printed(line: Line) -> None:
    _, table, _ = line(HANDLER.name, "permissions")
    assert table["actions"]["审批这件工单"] == {"消保科科员": "全局", "消保科科长": "全局"}
    assert table["actions"]["提交这件工单"] == {"承办人": "本单位"}
