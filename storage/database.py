"""The office's store: one SQLite file (or one database), opened, migrated, written to and copied.

The only place that begins a transaction. Nothing here knows what a ticket is.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from core.audit import PROGRAM
from core.errors import Trouble
from storage.failures import as_trouble, database_failures
from storage.migrations.revision import HEAD
from storage.network import is_on_network_share
from storage.transaction import Transaction

BUSY_SECONDS = 5
CACHE_KB = 32_768
"""What SQLite keeps in memory of a file; its own two megabytes are for telephones."""
_HALF_A_CHARACTER = re.compile(r"[\ud800-\udfff]")
"""A lone surrogate, as a draft can hold it; no text column could."""

Reading = Connection
"""What `Store.reading` gives: one consistent view, for the queries of this package."""


class Store:
    """Hands out transactions and readings on any thread; close it to let go of the file."""

    def __init__(self, url: str, now: Callable[[], datetime]) -> None:
        self.now = now
        self.url = url
        self._engine = _engine(url)

    @classmethod
    def open(cls, where: str | Path, *, now: Callable[[], datetime], create: bool = True) -> Self:
        """Open the store at a path or database URL and bring its schema up to date.

        A copy is made beside a file before its schema changes. Raises Trouble with the sentence
        to show: the file is missing (`create=False`), damaged, locked, made by a newer program, or
        lies on a network share.
        """
        path = file_of(where)
        if path is not None:
            _refuse_unusable(path, create=create)
        store = cls(url_of(where), now)
        try:
            with database_failures(store.name):
                store._bring_up_to_date(create=create)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def name(self) -> str:
        """What to call the store in a sentence: the file's name, or the database's."""
        return Path(self._engine.url.database or "store").name

    @property
    def path(self) -> Path | None:
        """The file, if the store is one."""
        url = self._engine.url
        is_file = url.get_backend_name() == "sqlite" and url.database
        return Path(url.database) if is_file and url.database else None

    @contextmanager
    def transaction(self, *, who: str, what: str) -> Iterator[Transaction]:
        """Begin one step: committed when the block ends, undone without trace when it raises."""
        with database_failures(self.name), self._engine.begin() as connection:
            if self.path is not None:
                connection.execute(text("BEGIN IMMEDIATE"))
            yield Transaction(connection, who=who, what=what, at=self.now())

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One consistent view of the store; nothing is written through it."""
        with database_failures(self.name), self._engine.connect() as connection:
            if self.path is not None:
                connection.execute(text("BEGIN"))
            yield connection

    def backup(self, target: Path) -> None:
        """Write a whole, consistent copy of the file to `target`, replacing what is there."""
        source = self.path
        assert source is not None  # noqa: S101 -- only file stores are copied by the program
        with as_trouble(target), database_failures(target.name):
            part = target.with_name(target.name + ".part")
            try:
                part.unlink(missing_ok=True)
                copy_file(source, part)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)

    def problems(self) -> list[str]:
        """Look the whole file over; an empty list means that nothing is wrong with it."""
        with self.reading() as connection:
            found = [row[0] for row in connection.execute(text("PRAGMA integrity_check"))]
            orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        said = [f"数据库结构：{line}" for line in found if line != "ok"]
        return said + [f"数据表 {row[0]} 第 {row[1]} 行指向不存在的记录" for row in orphans]

    def close(self) -> None:
        """Let go of the file; an open connection keeps Windows from replacing it."""
        self._engine.dispose()

    def _bring_up_to_date(self, *, create: bool) -> None:
        stored = self._revision()
        if stored == HEAD:
            return
        if stored is None and (not create or self._has_tables()):
            raise Trouble(f"“{self.name}”不是台账。请核对选的文件；它没有改动。")
        from storage.migrations.run import knows, upgrade  # noqa: PLC0415 -- Alembic is slow to load

        if stored is not None:
            if not knows(stored):
                raise Trouble(
                    f"“{self.name}”是更新版本的程序建的，这个版本打不开。请先升级程序；台账没有改动。"
                )
            if self.path is not None:
                self.backup(self.path.with_name(f"{self.path.stem}.升级前-{stored}.db"))
        upgrade(self._engine, self._fill)

    def _fill(self, connection: Connection) -> None:
        """Put in what the program brings along and what from then on changes only in the store."""
        tx = Transaction(
            connection,
            who=PROGRAM,
            what="装入随程序带来的规则、处置要点、评查表、指标和工作日历",
            at=self.now(),
        )
        tx.rules.take_in_shipped()
        tx.points.take_in_shipped()
        tx.rubrics.take_in_shipped()
        tx.indicators.take_in_shipped()
        tx.calendars.take_in_shipped()

    def _has_tables(self) -> bool:
        """Whether the database holds something, so that it is somebody else's."""
        with self._engine.connect() as connection:
            return bool(self._engine.dialect.get_table_names(connection))

    def _revision(self) -> str | None:
        with self._engine.connect() as connection:
            if not self._engine.dialect.has_table(connection, "alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def file_of(where: str | Path) -> Path | None:
    """The file that `where` means, or None for the URL of a database server."""
    if isinstance(where, str) and "://" in where:
        try:
            url = make_url(where)
        except ArgumentError:
            return None  # opening it says what is wrong
        is_file = url.get_backend_name() == "sqlite" and url.database
        return Path(url.database) if is_file and url.database else None
    return Path(where)


def refuse_no_store(path: Path) -> None:
    """Refuse a file that is no store of this program; it is only looked at."""
    made_by_us = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    read_only = f"{path.absolute().as_uri()}?mode=ro"
    with database_failures(path.name), closing(sqlite3.connect(read_only, uri=True)) as looked_at:
        if looked_at.execute(made_by_us).fetchone() is None:
            raise Trouble(f"“{path.name}”不是台账。请核对选的文件；它没有改动。")


def copy_file(source: Path, target: Path) -> None:
    """Copy a store file with SQLite's own means, so that a store in use gives a whole copy."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def url_of(where: str | Path) -> str:
    if isinstance(where, str) and "://" in where:
        return where
    return f"sqlite:///{Path(where).absolute()}"


def _engine(url: str) -> Engine:
    try:
        engine = create_engine(url, json_serializer=_as_json)
    except (ArgumentError, ImportError):
        raise Trouble(
            "台账的地址写得不对，或没有装它要的数据库驱动。请写台账文件的位置。"
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
    return engine


def _as_json(value: Any) -> str:
    """Chinese as it is: escaped it takes twice the room, and the trail is most of a store."""
    text_ = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if _HALF_A_CHARACTER.search(text_) else text_


def _prepare(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: the store says BEGIN IMMEDIATE.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")


def _refuse_unusable(path: Path, *, create: bool) -> None:
    with as_trouble(path, reading=True):
        exists = path.exists()
    if not exists and not create:
        raise Trouble(f"找不到台账“{path.name}”。请核对位置，或新建一个台账。")
    with as_trouble(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise Trouble(f"“{path.name}”是文件夹，不是台账文件。请选里面的 .db 文件。")
    if is_on_network_share(path):
        raise Trouble(f"“{path.name}”在网络共享盘上，多人同时写会损坏台账。请放到本机磁盘再打开。")
