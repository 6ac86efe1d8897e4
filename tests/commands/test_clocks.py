import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.tickets.words import Kind
from tests.samples import NOW, a_ticket
from tests.stores import open_store


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A store with a complaint, and a tip-off that came back for rework."""
    path = tmp_path / "office.db"
    store = open_store(path)
    rework = {"number": "SJ2", "ref": "SJ2#1", "kind": Kind.TIPOFF, "is_rework": True}
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all(
            [
                a_ticket(number="SJ1", first_contact_at=datetime(2026, 11, 20, 11, 0)),
                a_ticket(number="SJ2", kind=Kind.TIPOFF),
                a_ticket(**rework),
            ]
        )
    store.close()
    return path


def said(office: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = run_line(
        ["--store", str(office), "deadlines", *words],
        default_store="none",
        account="tester",
        clock=lambda: NOW,
    )
    out, err = capsys.readouterr()
    return status, out, err


def listed(office: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    status, out, _ = said(office, capsys, "--json", *words)
    assert status == 0
    return list(json.loads(out)["deadlines"])


def test_every_running_clock_is_listed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(office, capsys, "--as-of", "2026-11-23")
    assert [(one.get("ref", one["number"]), one["clock"]) for one in found] == [
        ("SJ1", "C_ACCEPT"),
        ("SJ1", "H_NORMAL"),
        ("SJ2", "R_VERIFY"),
        ("SJ2", "H_CONTACT"),
        ("SJ2", "H_NORMAL"),
        ("SJ2#1", "R_VERIFY"),
        ("SJ2#1", "H_CONTACT"),
        ("SJ2#1", "H_SUPERVISE"),
    ]


def test_a_clock_is_told_whole(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(office, capsys, "--number", "SJ1", "--as-of", "2026-11-25")
    assert found[0] == {
        "number": "SJ1",
        "clock": "C_ACCEPT",
        "rule_set": "RS-2026",
        "start": "2026-11-20",
        "due": "2026-12-01",
        "met_on": None,
        "state": "running",
        "unit": "workday",
        "remaining": 4,
        "level": 0,
        "officers": ["陆明远"],
        "estimated": False,
    }


def test_stopped_clocks_are_listed_when_asked_for(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = listed(office, capsys, "--number", "SJ1", "--all")
    contact = next(one for one in found if one["clock"] == "H_CONTACT")
    assert (contact["state"], contact["met_on"]) == ("met", "2026-11-20")


def test_a_number_means_all_its_tickets_and_a_reference_one(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(listed(office, capsys, "--number", "SJ2")) == 6
    assert len(listed(office, capsys, "--number", "SJ2#1")) == 3


@pytest.mark.parametrize(("day", "level"), [((), 1), (("--as-of", "2026-11-23"), 3)])
def test_the_hour_matters_only_where_it_is_read_off_the_clock(
    office: Path, capsys: pytest.CaptureFixture[str], day: tuple[str, ...], level: int
) -> None:
    found = listed(office, capsys, "--number", "SJ2#1", *day)
    assert {one["clock"]: one["level"] for one in found}["H_CONTACT"] == level


def test_an_unknown_number_is_refused(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(office, capsys, "--number", "SJ9")
    assert (status, out) == (1, "")
    assert err == "查无工单 SJ9。请核对编号。\n"


def test_a_person_reads_names_and_words(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(office, capsys, "--number", "SJ1", "--as-of", "2026-12-02")
    assert out.splitlines() == [
        "SJ1　受理告知　2026-12-01 到期　超期 1 个工作日　陆明远",
        "SJ1　热线办结　2026-11-27 到期　超期 3 个工作日　陆明远",
        "2026-12-02 共 2 只时限。",
    ]
