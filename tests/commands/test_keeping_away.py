"""Recusals, absences, linked units and reassignment through the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from storage.database import Store
from storage.review.reading import load_tasks
from tests.samples import NOW
from tests.storage.review.samples import SECTION, a_plan, assigned, fill, people, unsubstantiated
from tests.stores import open_store


class Line:
    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._capsys = path, capsys

    def run(self, *words: str) -> tuple[int, dict[str, Any], str]:
        status = run_line(
            ["--store", str(self.path), *words, "--json"],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        out, err = self._capsys.readouterr()
        return status, json.loads(out) if out else {}, err


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(tmp_path / "office.db", capsys)


@pytest.fixture
def office(line: Line) -> Store:
    store = open_store(line.path, now=lambda: NOW)
    people(store)
    fill(store, unsubstantiated("SJ2026001", "九亭所"), unsubstantiated("SJ2026002", "九亭所"))
    return store


def test_a_declaration_is_made_listed_and_taken_back(office: Store, line: Line) -> None:
    me = ("--officer", "中山所评1")
    told = ("recusal", "declare", "--ticket", "SJ2026001", "--reason", "近亲属")
    status, made, _ = line.run(*told, *me)
    assert status == 0
    assert line.run("recusal", "list")[1]["recusals"][0]["officer"] == "中山所评1"
    status, _, err = line.run(*told, "--of", "岳阳所评1", *me)
    assert (status, "只能申报、撤回自己的回避" in err) == (1, True)
    back = ("recusal", "withdraw", str(made["recusal"]), "--reason", "查明不是亲属", *me)
    assert line.run(*back)[0] == 0
    assert line.run("recusal", "list")[1]["recusals"] == []
    [kept] = line.run("recusal", "list", "--all")[1]["recusals"]
    assert (kept["holds"], kept["taken_back_reason"]) == (False, "查明不是亲属")


def test_linked_units_are_set_and_strangers_refused(office: Store, line: Line) -> None:
    status, set_, _ = line.run("recusal", "linked", "--pair", "九亭所、中山所")
    assert (status, set_["linked"]) == (0, [["中山所", "九亭所"]])
    assert "没有“天外所”" in line.run("recusal", "linked", "--pair", "九亭所、天外所")[2]
    assert line.run("recusal", "list")[1]["linked"] == [["中山所", "九亭所"]]


def test_the_reviews_of_whoever_went_on_leave_move_on_together(office: Store, line: Line) -> None:
    id_ = assigned(office, a_plan(total=2))
    with office.reading() as connection:
        gone = next(one for one in load_tasks(connection, id_) if one.stage.name == "PEER1")
    by = ("--officer", SECTION)
    leave = ("absence", "add", "--of", gone.officer, "--reason", "病假")
    assert line.run(*leave, "--from", "2026-11-01", "--to", "2026-12-31", *by)[0] == 0
    assert line.run("absence", "list")[1]["absences"][0]["officer"] == gone.officer
    status, moved, _ = line.run("campaign", "reassign", str(id_), "--absent", *by)
    assert status == 0
    assert {one["from"]["officer"] for one in moved["moved"]} == {gone.officer}
    assert all(one["to"]["officer"] != gone.officer for one in moved["moved"])
    status, _, err = line.run("campaign", "reassign", str(id_), "--absent", *by)
    assert (status, "不用改派" in err) == (1, True)


def test_leave_is_entered_by_the_section_only(office: Store, line: Line) -> None:
    leave = ("absence", "add", "--of", "中山所评1", "--from", "2026-11-01", "--to", "2026-11-02")
    status, _, err = line.run(*leave, "--reason", "病假", "--officer", "中山所评1")
    assert (status, "不能登记不在岗" in err) == (1, True)
