"""`ticket …`: dispatch, decline, approve, return … without a window."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Officer
from core.tickets.life.standing import Position
from tests.samples import a_ticket
from tests.storage.bureau import HANDLER, HEAD, LEADER, REF, Bureau, a_bureau


class Line:
    """Runs a command line on the bureau's store."""

    def __init__(self, path: Path, bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
        self.bureau, self._path, self._capsys = bureau, path, capsys

    def __call__(self, by: Officer, *words: str) -> tuple[int, str, str]:
        self.bureau.tick()
        status = run_line(
            ["--store", str(self._path), "--officer", by.name, "ticket", *words],
            default_store="none",
            account="tester",
            clock=self.bureau.clock,
        )
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, by: Officer, *words: str) -> dict[str, Any]:
        status, out, err = self(by, *words, "--json")
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "office.db", a_bureau(tmp_path / "office.db"), capsys)


def test_a_ticket_goes_back_to_its_unit_and_through_both_gates(line: Line) -> None:
    said = ("--unit", "泗泾所", "--reason", "店在泗泾镇", "--basis", "辖区划分")
    assert line.json(HANDLER, "decline", REF, *said)["done"] == [REF]
    shown = line.json(HEAD, "show", REF)
    assert shown["position"] == "declined"
    assert {"agree-decline", "refuse-decline", "dispatch"} <= set(shown["moves"])
    line.json(HEAD, "refuse-decline", REF, "--reason", "经营地址在九亭镇")
    line.bureau.hand_in()
    line.json(LEADER, "approve", REF)
    line.json(HEAD, "return", REF, "--code", "R01", "--reason", "补进货票据")
    assert line.bureau.place() is Position.REWORK
    history = line.json(HEAD, "show", REF)["history"]
    assert [one["move"] for one in history] == [
        "decline",
        "refuse-decline",
        "submit",
        "approve",
        "return",
    ]
    assert history[-1]["code"] == "R01"


def test_what_cannot_be_moved_is_left_out_with_the_reason(line: Line) -> None:
    with line.bureau.store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save(a_ticket(number="SJ2", unit="", handler=""))
    words = ("dispatch", "SJ2", REF, "--unit", "泗泾所")
    tried = line.json(HEAD, *words, "--dry-run")
    assert (tried["done"], [one["ref"] for one in tried["left_out"]]) == (["SJ2"], [REF])
    assert "改派要写明原因" in tried["left_out"][0]["reason"]
    assert line.bureau.ticket("SJ2").unit == ""
    line.json(HEAD, *words)
    assert (line.bureau.ticket("SJ2").unit, line.bureau.ticket().unit) == ("泗泾所", "九亭所")


def test_a_rule_that_says_no_ends_with_one_and_its_sentence(line: Line) -> None:
    status, out, err = line(HANDLER, "clear", REF)
    assert (status, out) == (1, "")
    assert err == "陆明远不能审批这件工单：它属于九亭所。\n"
    status, _, err = line(HEAD, "dispatch", "SJ404", "--unit", "泗泾所")
    assert (status, err) == (1, "查无工单 SJ404。请核对编号。\n")


def test_people_read_sentences(line: Line) -> None:
    _, out, _ = line(HANDLER, "hand-back", REF, "--reason", "不具备处理权限")
    assert out == f"退回消保科：办了 1 件，没有办 0 件。\n{REF}\n"
    _, out, _ = line(HEAD, "show", REF)
    assert "待分派" in out
    assert "现在可以：分派、移送。" in out
