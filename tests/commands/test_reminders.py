"""Reminders on the command line: whom, delivered once, and each unit's list in a folder."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Role, Unit, UnitKind
from core.tickets.words import Kind
from storage.database import Store
from storage.files.ledger.reading import open_ledger
from tests.samples import a_ticket
from tests.storage.review.samples import officer

NOW = datetime(2026, 11, 24, 10)
RECEIVED = datetime(2026, 11, 2, 9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store.open(tmp_path / "office.db", now=lambda: NOW)
    with store.transaction(who="t", what="t") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION), Unit("消保科", UnitKind.SECTION)])
        tx.people.save_officer(officer("陆明远", "九亭所", Role.HANDLER))
        tx.people.save_officer(officer("许怀远", "消保科", Role.SECTION_HEAD))
        tx.tickets.save(
            a_ticket(
                kind=Kind.TIPOFF,
                unit="九亭所",
                handler="陆明远",
                received_at=RECEIVED,
                assigned_at=RECEIVED,
                closed_at=None,
            )
        )
    store.close()
    return tmp_path


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    status = run_line(
        ["--store", str(folder / "office.db"), *words, "--json"],
        default_store="none",
        account="tester",
        clock=lambda: NOW,
    )
    out, err = capsys.readouterr()
    assert status == 0, err
    return json.loads(out)


def test_deadlines_say_who_is_to_be_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(folder, capsys, "deadlines")["deadlines"]
    verify = next(one for one in listed if one["clock"] == "R_VERIFY")
    assert (verify["level"], verify["officers"]) == (3, ["陆明远", "许怀远"])


def test_each_is_told_once_a_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = run(folder, capsys, "reminders", "send")["delivered"]
    assert {one["to"] for one in first} == {"陆明远", "许怀远"}
    assert run(folder, capsys, "reminders", "send")["delivered"] == []


def test_each_unit_gets_its_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (name,) = run(folder, capsys, "reminders", "export", str(folder / "清单"))["files"]
    assert "九亭所" in name
    rows = [row.cells for row in open_ledger(Path(name)).sheets[0]]
    assert rows[0][:4] == ("级别", "工单编号", "被诉主体", "时限")
    assert {row[3] for row in rows[1:]} >= {"举报核查", "热线办结"}
