"""`ticket …`: the time line as JSON, as sentences and as PDF; an earlier version restored."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from commands.line import run_line
from core.tickets.fields import changed
from storage.files.pdf.pictures import page_sizes
from tests.storage.follow_up.samples import CALLER, HANDLER, Office


def test_the_time_line_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = Office(tmp_path / "office.db")
    received = datetime(2026, 11, 16, 9)
    office.add("SJ1", closed_at=None, demand="退款", received_at=received, assigned_at=received)
    office.clock.now = datetime(2026, 11, 18, 9)
    with office.store.transaction(who=HANDLER, what="保存工单") as tx:
        tx.tickets.save(changed(tx.tickets.get("SJ1"), {"demand": "退款并赔偿"}))

    def run(*words: str, by: str = HANDLER) -> tuple[int, str, str]:
        status = run_line(
            ["--store", office.path, "--officer", by, "ticket", *words],
            default_store="none",
            account="tester",
            clock=office.clock,
        )
        return status, *capsys.readouterr()

    status, out, err = run("timeline", "SJ1", "--json", "--out", str(tmp_path / "line.pdf"))
    assert status == 0, err
    found = json.loads(out)
    assert [one["version"] for one in found["entries"] if one["kind"] == "填报"] == [1, 2]
    assert found["entries"][-1]["sentence"] == (
        "2026 年 11 月 18 日 9:00，陆明远改了“投诉请求”（5 字）。"
    )
    assert found["pdf"]["pages"] == len(page_sizes((tmp_path / "line.pdf").read_bytes()))
    assert run("restore", "SJ1", "--version", "1", "--reason", "抄错了")[0] == 0
    _, out, _ = run("timeline", "SJ1", by=CALLER)
    assert "陆明远恢复到第 1 版，理由是“抄错了”。（第 3 版）" in out
    assert run("timeline", "无此")[0] == 1
    office.store.close()
