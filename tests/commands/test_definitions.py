"""Definitions go out as JSON, come back as a draft, are tried, and a second officer confirms."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.words import Solved
from storage.database import Store
from tests.samples import NOW, a_ticket

SINCE = date(2020, 1, 1)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two officers of the section, and a ticket closed in October that was only explained."""
    path = Path(tmp_path_factory.mktemp("definitions")) / "office.db"
    store = Store.open(path, now=lambda: NOW)
    done = {"closed_at": datetime(2026, 10, 12, 9), "received_at": datetime(2026, 10, 9, 9)}
    with store.transaction(who="程序", what="登记") as tx:
        tx.people.add_units([Unit("消保科", UnitKind.SECTION)])
        for name in ("闻人科", "钟离科"):
            post = Post(unit="消保科", role=Role.SECTION_OFFICER, since=SINCE)
            tx.people.save_officer(Officer(name=name, posts=(post,)))
        tx.tickets.save(a_ticket(solved=Solved.EXPLAINED, **done))
    store.close()
    return path


def said(
    office: Path, capsys: pytest.CaptureFixture[str], *words: str, by: str = ""
) -> tuple[int, Any]:
    options = ["--officer", by] if by else []
    status = run_line(
        ["--store", str(office), *words, *options, "--json"],
        default_store="none",
        account="tester",
        clock=lambda: NOW,
    )
    out, err = capsys.readouterr()
    return status, json.loads(out) if status == 0 else err


def test_from_draft_to_confirmed(
    office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, shown = said(office, capsys, "definitions", "show")
    data = shown["indicators"]
    assert shown["faults"] == []
    solved = next(one for one in data["indicator"] if one["code"] == "SOLVED")
    solved["numerator"]["at"][0]["where"] = "解决情况 属于 (实际解决, 解释说明)"
    solved["unit_targets"] = {"九亭所": "70"}
    file = tmp_path / "口径.json"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")

    said(office, capsys, "definitions", "draft", str(file), by="闻人科")
    _, tried = said(office, capsys, "definitions", "try", "--month", "2026-10")
    changed = [one for one in tried["turns"] if one["unit"] == ""]
    assert [(one["code"], one["was"], one["now"]) for one in changed] == [
        ("SOLVED", ["0", "1"], ["1", "1"])
    ]
    assert (tried["checked"], tried["differing"]) == (1, [])

    said(office, capsys, "definitions", "propose", "--reason", "市里改了口径", by="闻人科")
    status, err = said(office, capsys, "definitions", "confirm", by="闻人科")
    assert status == 1
    assert "另一位同事确认" in err
    _, confirmed = said(office, capsys, "definitions", "confirm", by="钟离科")
    assert (confirmed["version"], confirmed["state"]) == ("2026-2", "confirmed")
    _, after = said(office, capsys, "definitions", "show")
    assert after["changes"] == [
        (
            "实际解决率的分子由“按办结时间归期，解决情况 为 实际解决”改为"
            "“按办结时间归期，解决情况 属于 (实际解决, 解释说明)”"
        ),
        "实际解决率给九亭所的目标由“没有”改为“70”",
    ]
    _, counted = said(office, capsys, "indicators", "--month", "2026-10")
    assert counted["bureau"]["SOLVED"]["value"] == "100.00"
    assert counted["version"] == "2026-2"


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("解决情况 为 解决了", "实际解决率：第 8 字"),
        ("雷同答复件(0.9) 不为空", "实际解决率：这一条不能用于筛选"),
    ],
)
def test_a_sentence_that_cannot_be_carried_out_is_not_proposed(
    office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, where: str, sentence: str
) -> None:
    _, shown = said(office, capsys, "definitions", "show")
    data = shown["indicators"]
    solved = next(one for one in data["indicator"] if one["code"] == "SOLVED")
    solved["denominator"]["at"][0]["where"] = where
    file = tmp_path / "口径.json"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    said(office, capsys, "definitions", "draft", str(file), by="闻人科")
    status, err = said(office, capsys, "definitions", "propose", "--reason", "试", by="闻人科")
    assert status == 1
    assert err.startswith(sentence)


def test_a_month_is_closed_by_two(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(office, capsys, "months", "close", "--month", "2026-10", by="闻人科")
    _, confirmed = said(office, capsys, "months", "confirm", "--month", "2026-10", by="钟离科")
    _, shown = said(office, capsys, "months", "show", "--month", "2026-10")
    assert shown["sha256"] == confirmed["sha256"]
    assert shown["figures"]["九亭所"]["MEAN_DAYS"] == ["2", "1"]
    assert shown["late"] == []
    status, err = said(
        office, capsys, "months", "correct", "--month", "2026-10", "--reason", "无", by="闻人科"
    )
    assert status == 1
    assert "没有可以登记的更正" in err
