"""What holds for every command line: exit status, one document, a sentence and no traceback."""

import json
import os
import sys
from pathlib import Path

import pytest

from commands.line import run_line
from storage.database import Store
from tests.samples import NOW, a_ticket

TROUBLE, WRONG = 3, 2


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    store = Store.open(path, now=lambda: NOW)
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(a_ticket())
    store.close()
    return path


def run(store: object, *words: object) -> int:
    line = ["--store", str(store), *map(str, words)]
    return run_line(line, default_store="none", account="tester", clock=lambda: NOW)


def wrong(*words: str) -> int | str | None:
    with pytest.raises(SystemExit) as stopped:
        run_line(words, default_store="none", account="tester", clock=lambda: NOW)
    return stopped.value.code


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--number", "SJ2026112300001"),
        ("check", "--month", "2026-11"),
        ("check", "--as-of", "2021-01-01"),
        ("check", "--as-of", "2027-06-30"),
        ("deadlines", "--all"),
        ("deadlines", "--as-of", "2026-12-31"),
        ("verify",),
        ("init",),
    ],
)
def test_one_document_and_nothing_else(
    office: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, *words, "--json") == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "还没有写命令"),
        (("campaign",), "还没有写这个命令的哪一步"),
        (("fly",), "没有“fly”这个命令"),
        (("import",), "还缺 FILE"),
        (("verify", "--loud"), "不认得 --loud"),
        (("check", "--as-of"), "--as-of 后面要写一个值"),
        (("check", "--as-of", "9999-12-31"), "写成 2026-11-23 的样子"),
        (("check", "--month", "9999-12"), "写成 2026-11 的样子"),
        (("check", "--json=1"), "--json 后面不用写“1”"),
        (("campaign", "status", "9" * 30), "太大"),
        (("campaign", "status", "三"), "“三”不是整数"),
    ],
)
def test_wrong_usage_is_said_in_chinese(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert wrong(*words) == WRONG
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("address", ["nothing://there", "postgresql+none://there/x", "://"])
def test_an_address_that_cannot_be_opened_is_said(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(address, "verify") == TROUBLE
    assert "台账的地址写得不对" in capsys.readouterr().err


def test_a_store_name_too_long_for_the_disk_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / ("长" * 300), "verify") == TROUBLE
    assert capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among the files there")
@pytest.mark.parametrize(
    "words",
    [
        ("import", "PIPE"),
        ("import", "LEDGER", "--profile", "PIPE"),
        ("import", "LEDGER", "--report", "PIPE.xlsx"),
        ("export", "PIPE.xlsx"),
        ("backup", "PIPE"),
        ("restore", "PIPE"),
    ],
)
def test_a_pipe_is_neither_read_nor_replaced(
    office: Path, tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("PIPE", "PIPE.xlsx"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "LEDGER").write_text("工单编号,承办单位\nSJ1,九亭所\n", "utf-8")
    line = [tmp_path / word if word.isupper() or "." in word else word for word in words]
    assert run(office, *line) == TROUBLE
    assert "设备或管道" in capsys.readouterr().err
    assert (tmp_path / "PIPE").is_fifo()
    assert (tmp_path / "PIPE.xlsx").is_fifo()


def test_nothing_is_imported_when_its_report_cannot_be_written(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("工单编号,承办单位\nSJ1,九亭所\n", "utf-8")
    nowhere = tmp_path / "没有" / "x.xlsx"
    assert run(office, "import", ledger, "--report", nowhere) == TROUBLE
    assert run(office, "check", "--number", "SJ1") == 1
    assert "x.xlsx" in capsys.readouterr().err
