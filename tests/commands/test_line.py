"""What holds for every command line: exit status, one document, a sentence and no traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from tests.samples import NOW, a_ticket
from tests.stores import open_store

TROUBLE, WRONG = 3, 2


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    store = open_store(path)
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


@pytest.mark.parametrize(
    "words",
    [("report", "campaign", "--id", "1", "--out"), ("export",), ("import", "LEDGER", "--report")],
)
def test_nothing_is_written_over_a_store(
    office: Path, tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "LEDGER").write_text("工单编号,承办单位\nSJ1,九亭所\n", "utf-8")
    line = [tmp_path / word if word.isupper() else word for word in words]
    assert run(office, *line, office) == 1
    assert capsys.readouterr().err
    assert run(office, "check", "--number", "SJ2026112300001") == 0


def test_a_ledger_is_not_replaced_by_the_report_about_it(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text("工单编号,承办单位\nSJ1,九亭所\n", "utf-8")
    assert run(office, "import", ledger, "--report", tmp_path / "." / "台账.csv") == 1
    assert "就是要导入的台账" in capsys.readouterr().err
    assert run(office, "backup", tmp_path / "x" / ".." / "office.db") in {1, TROUBLE}


def started(*words: object, **streams: Any) -> "subprocess.Popen[str]":
    command = [sys.executable, "main.py", *map(str, words)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(  # noqa: S603 -- our own program
        command, cwd=root, stderr=subprocess.PIPE, text=True, **streams
    )


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device that is always full")
@pytest.mark.parametrize("wanted", [(), ("--json",)])
def test_a_result_that_cannot_be_written_is_said(office: Path, wanted: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        process = started("--store", office, "verify", *wanted, stdout=full)
        _, said = process.communicate()
    assert process.returncode == TROUBLE
    assert said.startswith("事情已经办完，但结果没有写出去")
    assert said.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_ctrl_c_ends_in_a_sentence_and_leaves_nothing(office: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    rows = "".join(f"T{number},九亭所\n" for number in range(20_000))
    ledger.write_text("工单编号,承办单位\n" + rows, "utf-8")
    process = started("--store", office, "import", ledger, stdout=subprocess.PIPE)
    assert process.stderr is not None
    while "正在导入" not in process.stderr.readline():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    output, said = process.communicate()
    assert (process.returncode, output) == (130, "")
    assert said.endswith("已停下，没有做完的这一步什么都没有写入。\n")
    assert "Traceback" not in said
    assert run(office, "check", "--number", "T1") == 1
