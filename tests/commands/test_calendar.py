"""The calendar on the command line: in as a table, into force by two, and what it moves."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Role, Unit, UnitKind
from core.tickets.words import Kind
from storage.database import Store
from tests.samples import NOW, a_ticket
from tests.storage.review.samples import officer

WRITER, OTHER = "许知夏", "顾念安"
NOTICE = "虚构的2027年放假通知"
TABLE = """日期,类型,节日
2027-01-01,法定节假日,元旦
2027-02-06,法定节假日,春节
2027-02-08,放假,春节
2027-02-13,补班,春节
2027-04-05,法定节假日,清明节
2027-05-01,法定节假日,劳动节
2027-06-09,法定节假日,端午节
2027-09-15,法定节假日,中秋节
2027-10-01,法定节假日,国庆节
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store.open(tmp_path / "office.db", now=lambda: NOW)
    late = datetime(2026, 12, 25, 9)
    with store.transaction(who="t", what="t") as tx:
        tx.people.add_units([Unit("消保科", UnitKind.SECTION)])
        for name in (WRITER, OTHER):
            tx.people.save_officer(officer(name, "消保科", Role.SECTION_OFFICER))
        tx.tickets.save(a_ticket(kind=Kind.TIPOFF, received_at=late, assigned_at=late))
    store.close()
    (tmp_path / "2027.csv").write_text(TABLE, "utf-8")
    return tmp_path


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str, by: str) -> Any:
    status = run_line(
        ["--store", str(folder / "office.db"), "--officer", by, *words, "--json"],
        default_store="none",
        account="tester",
        clock=lambda: NOW,
    )
    out, err = capsys.readouterr()
    return json.loads(out) if status == 0 else err


def test_a_year_comes_in_by_two_officers_and_its_estimates_become_dates(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def verify() -> tuple[str, bool]:
        day = ("deadlines", "--as-of", "2026-12-26")
        listed = run(folder, capsys, *day, by=WRITER)["deadlines"]
        return next((d["due"], d["estimated"]) for d in listed if d["clock"] == "R_VERIFY")

    assert verify() == ("2027-01-15", True)
    taken = ("calendar", "import", str(folder / "2027.csv"), "--year", "2027", "--source", NOTICE)
    assert run(folder, capsys, *taken, by=WRITER)["imported"] == 9
    draft = run(folder, capsys, "calendar", "show", "--draft", "--year", "2027", by=OTHER)
    assert draft["faults"] == []
    moved = {one["clock"]: (one["due"], one["new_due"]) for one in draft["moves"]}
    assert moved["R_VERIFY"] == ("2027-01-15", "2027-01-18")
    assert draft["days"][0]["source"] == NOTICE
    run(folder, capsys, "calendar", "propose", "--reason", "通知到了。", by=WRITER)
    assert "另一位同事" in run(folder, capsys, "calendar", "confirm", by=WRITER)
    assert run(folder, capsys, "calendar", "confirm", by=OTHER)["state"] == "confirmed"
    assert verify() == ("2027-01-18", False)


def test_a_calendar_written_out_comes_back_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(folder / "日历.xlsx")
    shown = run(folder, capsys, "calendar", "show", "--out", out, by=WRITER)
    assert [one["year"] for one in shown["years"]] == list(range(2020, 2027))
    run(folder, capsys, "calendar", "import", out, by=WRITER)
    assert "没有改动" in run(folder, capsys, "calendar", "propose", "--reason", "同", by=WRITER)
