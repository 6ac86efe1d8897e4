"""Settings of the office and of each officer: a key and a small JSON value."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select

from core.audit import Change
from storage.tables.office import setting

if TYPE_CHECKING:
    from storage.transaction import Transaction


def read_setting(connection: Connection, key: str, default: Any = None) -> Any:
    """The value kept under `key`, or `default`."""
    found = connection.execute(select(setting.c.value).where(setting.c.key == key)).one_or_none()
    return default if found is None else found.value


class Settings:
    """Writes settings; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def read(self, key: str, default: Any = None) -> Any:
        return read_setting(self._tx.connection, key, default)

    def write(self, key: str, value: Any) -> None:
        before = self.read(key)
        if before == value:
            return
        run = self._tx.connection.execute
        run(delete(setting).where(setting.c.key == key))
        run(insert(setting).values(key=key, value=value))
        self._tx.record(
            [Change(subject="setting", ref=key, before={"value": before}, after={"value": value})]
        )
