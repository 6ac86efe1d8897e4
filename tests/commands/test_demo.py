import json
from datetime import datetime
from pathlib import Path

import pytest

from commands.line import run_line

NOW = datetime(2026, 11, 24, 9, 12)


def run(tmp_path: Path, *words: str, store: str = "store.db") -> int:
    return run_line(
        ["--store", str(tmp_path / store), "demo", *words],
        default_store="unused",
        account="tester",
        clock=lambda: NOW,
    )


def test_the_demo_says_where_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--out", str(tmp_path / "new"), "--tickets", "25", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"store": str(tmp_path / "new" / "demo.db"), "tickets": 25}
    assert (tmp_path / "new" / "demo.db").exists()


def test_without_a_folder_it_lies_beside_the_usual_store(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"whatever is there")
    assert run(tmp_path, "--tickets", "25", "--no-window") == 0
    assert (tmp_path / "demo.db").exists()
    assert (tmp_path / "store.db").read_bytes() == b"whatever is there"


def test_a_store_that_is_named_becomes_the_demo_unless_it_is_a_real_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "--tickets", "25", store="try.db") == 0
    (tmp_path / "other.db").write_bytes(b"somebody's")
    assert run(tmp_path, "--tickets", "25", store="other.db") == 1
    assert "不是演示台账" in capsys.readouterr().err


def test_no_tickets_are_no_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--tickets", "0") == 1
    assert "至少" in capsys.readouterr().err
