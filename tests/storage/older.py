"""Stores of older revisions, with tickets in them: what a migration has to cope with."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from storage.migrations import run
from storage.tables.tickets import PARTS


def store_of_revision(revision: str, path: Path, *, like: Path) -> None:
    """A store of an older revision that holds what the one at `like` holds of its tickets."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(run.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        old.execute("ATTACH ? AS office", (str(like),))
        for table in (*PARTS, "clock"):
            names = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA table_info({table})"))
            old.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM office.{table}")  # noqa: S608
        old.commit()
