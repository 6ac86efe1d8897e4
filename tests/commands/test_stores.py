import json
from pathlib import Path
from typing import Any

import pytest

from commands.line import run_line
from core.people import Role
from storage.database import Store
from storage.migrations.revision import HEAD
from storage.people import officers
from tests.samples import NOW, a_ticket


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    store = Store.open(path, now=lambda: NOW)
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(a_ticket())
    store.close()
    return path


def run(store: Path, *words: str) -> int:
    line = ["--store", str(store), *words]
    return run_line(line, default_store="none", account="tester", clock=lambda: NOW)


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def refs(path: Path) -> list[str]:
    store = Store.open(path, now=lambda: NOW, create=False)
    with store.reading() as connection:
        found = [row[0] for row in connection.exec_driver_sql("SELECT ref FROM ticket")]
    store.close()
    return found


def test_an_empty_store_is_made_with_its_keeper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.db"
    assert run(path, "init", "--keeper", "钱守正", "--json") == 0
    assert answer(capsys) == {"store": str(path), "schema": HEAD}
    store = Store.open(path, now=lambda: NOW)
    with store.reading() as connection:
        [keeper] = officers(connection)
    store.close()
    assert keeper.roles_on(NOW.date()) == {Role.KEEPER}


def test_a_backup_brings_back_what_was_lost(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, "backup", str(tmp_path / "copy.db"), "--json") == 0
    assert answer(capsys) == {"ok": True, "problems": []}
    store = Store.open(office, now=lambda: NOW)
    with store.transaction(who="陆明远", what="删") as tx:
        tx.tickets.remove(["SJ2026112300001"])
    store.close()
    assert run(office, "restore", str(tmp_path / "copy.db"), "--json") == 0
    assert refs(office) == ["SJ2026112300001"]
    kept = list(tmp_path.glob("office.还原前-*.db"))
    assert [refs(path) for path in kept] == [[]]


@pytest.mark.parametrize("content", [b"rubbish", b""])
def test_a_bad_backup_is_refused_and_the_store_stays(
    office: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    assert run(office, "restore", str(bad)) == 3
    assert "bad.db" in capsys.readouterr().err
    assert refs(office) == ["SJ2026112300001"]
    assert not list(tmp_path.glob("*.part"))


def test_an_altered_store_is_found_out(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store.open(office, now=lambda: NOW)
    with store.transaction(who="有人", what="篡改") as tx:
        tx.connection.exec_driver_sql("UPDATE change SET after = '{}'")
    store.close()
    assert run(office, "verify", "--json") == 0
    document = answer(capsys)
    assert not document["ok"]
    assert "留痕第 1 条" in document["problems"][0]


def test_a_missing_store_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "gone.db", "verify") == 3
    assert "gone.db" in capsys.readouterr().err
    assert not (tmp_path / "gone.db").exists()


def test_a_wrong_command_line_is_answered_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(tmp_path / "x.db", "verify", "--as-of", "昨天")
    assert stopped.value.code == 2
    assert "写成 2026-11-23 的样子" in capsys.readouterr().err
