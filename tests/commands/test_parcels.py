"""Reviews that travel, through the command line of two machines."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Role, Unit, UnitKind
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    a_plan,
    a_quarter,
    assigned,
    fill,
    officer,
    people,
)
from tests.stores import open_store

UNIT = "中山所"


class Line:
    """The command line of one machine."""

    def __init__(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._store = store
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        status = run_line(
            ["--store", str(self._store), *words],
            default_store="none",
            account="tester",
            clock=lambda: NOW,
        )
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *words: str) -> dict[str, Any]:
        status, out, err = self.run(*words, "--json")
        assert status == 0, err
        found: dict[str, Any] = json.loads(out)
        return found


@pytest.fixture
def lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Line, Line]:
    """The section with a campaign under review, and a unit."""
    section = open_store(tmp_path / "section.db")
    people(section)
    fill(section, *a_quarter(4))
    assigned(section, a_plan(total=5))
    section.close()
    unit = open_store(tmp_path / "unit.db")
    with unit.transaction(who="管理员", what="登记人员") as tx:
        tx.people.add_units([Unit(UNIT, UnitKind.STATION)])
        tx.people.save_officer(officer(f"{UNIT}评1", UNIT, Role.REVIEWER))
    unit.close()
    return Line(tmp_path / "section.db", capsys), Line(tmp_path / "unit.db", capsys)


def test_keys_are_exchanged_and_tasks_and_reviews_travel(
    lines: tuple[Line, Line], tmp_path: Path
) -> None:
    section, unit = lines
    for line, name, file in ((section, "消保科", "科.json"), (unit, UNIT, "所.json")):
        line.json("parcel", "key", "--unit", name, "--out", str(tmp_path / file))
    print_of = section.json("parcel", "key")["fingerprint"]
    unit.json("parcel", "trust", str(tmp_path / "科.json"), "--fingerprint", print_of)
    own = unit.json("parcel", "key")["fingerprint"]
    section.json("parcel", "trust", str(tmp_path / "所.json"), "--fingerprint", own.upper())

    out = tmp_path / "任务.parcel"
    sent = section.json("parcel", "send", "1", "--unit", UNIT, "--out", str(out))
    assert sent["bytes"] == out.stat().st_size
    came = unit.json("parcel", "receive", str(out))
    assert came["kind"] == "任务包"
    assert came["added"] > 0
    status, shown, said = unit.run("parcel", "receive", str(out), "--json")
    assert (status, shown) == (1, "")
    assert "已经收过" in said
    status, _, said = unit.run("parcel", "send", "1", "--out", str(tmp_path / "回.parcel"))
    assert status == 1
    assert "还没有交上来的评分" in said
    assert not (tmp_path / "回.parcel").exists()
    assert [one["partner"] for one in unit.json("parcel", "list")["parcels"]] == ["消保科"]


def test_a_fingerprint_that_was_read_out_otherwise_trusts_nobody(
    lines: tuple[Line, Line], tmp_path: Path
) -> None:
    section, unit = lines
    section.json("parcel", "key", "--unit", "消保科", "--out", str(tmp_path / "科.json"))
    status, out, said = unit.run(
        "parcel", "trust", str(tmp_path / "科.json"), "--fingerprint", "0000 1111"
    )
    assert (status, out) == (1, "")
    assert "指纹对不上" in said
    assert unit.json("parcel", "list")["units"] == []


def test_without_a_name_nothing_is_sent(lines: tuple[Line, Line], tmp_path: Path) -> None:
    section, _ = lines
    words = ("parcel", "send", "1", "--unit", UNIT, "--out", str(tmp_path / "包"))
    status, _, said = section.run(*words, "--officer", SECTION)
    assert status == 1
    assert "还没有收发密钥" in said


def test_a_file_that_is_no_parcel_is_refused(lines: tuple[Line, Line], tmp_path: Path) -> None:
    section, _ = lines
    section.json("parcel", "key", "--unit", "消保科")
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff" * 100)
    status, _, said = section.run("parcel", "receive", str(tmp_path / "照片.jpg"))
    assert status == 1
    assert "不是任务包文件" in said
    status, _, said = section.run("parcel", "receive", str(tmp_path / "没有"))
    assert status == 3
