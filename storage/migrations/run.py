"""Runs Alembic from inside the program; imported only when the stored revision is not HEAD."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

_HERE = Path(__file__).parent


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    return config


def knows(revision: str) -> bool:
    """Whether this program has ever heard of `revision`; a newer program's it has not."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except CommandError:
        return False


def upgrade(engine: Engine, fill: Callable[[Connection], None]) -> None:
    """Bring the schema to HEAD and `fill` it with what no store is without, in one transaction."""
    config = _config()
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if engine.name == "sqlite" else "SELECT 1")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        fill(connection)
