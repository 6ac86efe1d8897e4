import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.tickets.words import Kind, Verdict
from tests.samples import NOW, a_ticket
from tests.stores import open_store

SOUND = {
    "kind": Kind.OTHER,
    "received_at": datetime(2026, 11, 23, 9),
    "assigned_at": datetime(2026, 11, 23, 10),
}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A sound ticket, a ticket without evidence, and its rework of the month before."""
    path = tmp_path / "office.db"
    store = open_store(path)
    october = {"received_at": datetime(2026, 10, 9), "assigned_at": None}
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all(
            [
                a_ticket(number="SJ1", **SOUND),
                a_ticket(number="SJ2", **SOUND, verdict=Verdict.UNSUBSTANTIATED),
                a_ticket(number="SJ2", ref="SJ2#1", is_rework=True, **{**SOUND, **october}),
            ]
        )
    store.close()
    return path


def said(office: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = run_line(
        ["--store", str(office), "check", *words],
        default_store="none",
        account="tester",
        clock=lambda: NOW,
    )
    out, err = capsys.readouterr()
    return status, out, err


def checked(office: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    status, out, _ = said(office, capsys, *words, "--json")
    assert status == 0
    tickets: list[dict[str, Any]] = json.loads(out)["tickets"]
    return tickets


def test_every_ticket_is_listed_with_its_findings(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(office, capsys) == [
        {"number": "SJ1", "findings": []},
        {
            "number": "SJ2",
            "findings": [
                {
                    "rule": "F-033",
                    "severity": "error",
                    "fields": ["evidence", "verdict"],
                    "message": "不属实件要有佐证：现场照片、笔录、台账、监控等。请登记佐证材料。",
                    "basis": "区局填报要求（认定不属实应当佐证充分）",
                }
            ],
        },
        {"number": "SJ2", "ref": "SJ2#1", "findings": []},
    ]


def test_one_month_or_one_ticket_can_be_checked(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refs(*words: str) -> list[str]:
        return [one.get("ref", one["number"]) for one in checked(office, capsys, *words)]

    assert refs("--month", "2026-11") == ["SJ1", "SJ2"]
    assert refs("--month", "2026-10") == ["SJ2#1"]
    assert refs("--month", "2026-12") == []
    assert refs("--number", "SJ2") == ["SJ2", "SJ2#1"]
    assert refs("--number", "SJ2#1") == ["SJ2#1"]


def test_the_day_of_the_check_counts(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = checked(office, capsys, "--number", "SJ1", "--as-of", "2026-11-30")
    assert [finding["rule"] for finding in later[0]["findings"]] == ["F-040"]


def test_a_person_reads_sentences(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(office, capsys)
    first, last = out.splitlines()
    assert first == (
        "SJ2　必改　佐证材料：不属实件要有佐证：现场照片、笔录、台账、监控等。请登记佐证材料。"
    )
    assert last == "共查 3 件：必改 1 处，须确认 0 处，提示 0 处。"


def test_what_is_not_there_is_said(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(office, capsys, "--number", "SJ9") == (1, "", "查无工单 SJ9。请核对编号。\n")
    with pytest.raises(SystemExit) as ended:
        said(office, capsys, "--month", "11月")
    assert ended.value.code == 2
    assert "请写成 2026-11 的样子" in capsys.readouterr().err
