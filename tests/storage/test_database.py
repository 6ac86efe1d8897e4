import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from core.errors import Trouble
from storage import database, network
from storage.database import Store
from storage.migrations.revision import HEAD
from storage.migrations.run import knows
from storage.tables.all import metadata
from tests.samples import NOW, a_ticket


def open_store(path: Path, *, create: bool = True) -> Store:
    return Store.open(path, now=lambda: NOW, create=create)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "newer.db"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    return path


def test_the_migrated_schema_is_the_described_one(store: Store) -> None:
    with store.reading() as connection:
        differing = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [one for one in differing if not belongs_to_the_index(one)] == []
    assert knows(HEAD)


def belongs_to_the_index(difference: object) -> bool:
    return "ticket_words" in repr(difference)


def test_a_store_keeps_its_promises_about_the_disk(store: Store) -> None:
    with store.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_store_of_a_newer_program_is_refused_and_left_alone(newer: Path) -> None:
    before = newer.read_bytes()
    with pytest.raises(Trouble, match="更新版本的程序"):
        open_store(newer)
    assert newer.read_bytes() == before


def test_an_older_store_is_copied_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.db"
    open_store(path).close()
    monkeypatch.setattr(database, "HEAD", "a later revision")
    open_store(path).close()
    copy = tmp_path / f"office.升级前-{HEAD}.db"
    assert revision_of(copy) == revision_of(path) == HEAD


def revision_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\x00 and then rubbish" * 200])
def test_a_file_that_is_no_store_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.db"
    path.write_bytes(content)
    with pytest.raises(Trouble, match=r"bad\.db"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_missing_store_is_not_made_by_accident(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"找不到台账“gone\.db”"):
        open_store(tmp_path / "gone.db", create=False)
    assert not (tmp_path / "gone.db").exists()


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="是文件夹"):
        open_store(tmp_path)


def test_a_store_on_a_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"//server/office {tmp_path} cifs rw 0 0\n/dev/sda1 / ext4 rw 0 0\n")
    monkeypatch.setattr(network, "_MOUNTS", mounts)
    with pytest.raises(Trouble, match="网络共享盘"):
        open_store(tmp_path / "office.db")


def test_a_locked_store_says_so(store: Store) -> None:
    assert store.path is not None
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Trouble, match="另一个窗口"):
            save_without_patience(store)


def save_without_patience(store: Store) -> None:
    with store.reading() as connection:  # the pool hands the same connection out again
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(a_ticket())


def test_a_full_disk_says_so_and_loses_nothing(store: Store) -> None:
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(a_ticket())
    with pytest.raises(Trouble, match="磁盘满了"):
        save_many_on_a_full_disk(store)
    assert store.problems() == []
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ticket").scalar() == 1


def save_many_on_a_full_disk(store: Store) -> None:
    with store.transaction(who="陆明远", what="登记") as tx:
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar()
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        tx.tickets.save_all([a_ticket(number=f"SJ{n}", content="长" * 5000) for n in range(50)])


def test_a_backup_is_whole_and_verified(store: Store, tmp_path: Path) -> None:
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(a_ticket())
    store.backup(tmp_path / "copy.db")
    copy = open_store(tmp_path / "copy.db", create=False)
    with copy.transaction(who="陆明远", what="看") as tx:
        assert tx.tickets.get("SJ2026112300001") == a_ticket()
    assert copy.problems() == []
    copy.close()


def test_the_step_carries_the_store_s_clock(store: Store) -> None:
    with store.transaction(who="陆明远", what="登记") as tx:
        assert tx.at == datetime(2026, 11, 23, 14, 20)


def test_somebody_else_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(Trouble, match="不是台账"):
        open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master")]
    assert tables == ["recipes"]


def test_an_empty_file_is_no_existing_store(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(Trouble, match="不是台账"):
        open_store(path, create=False)
