"""Versions of the rulebook in the store: reading them, and writing each change with its trail."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    Connection,
    Row,
    Select,
    delete,
    func,
    insert,
    select,
    type_coerce,
    update,
)

from core.audit import PROGRAM, Change
from core.errors import Refusal
from core.tickets.rules.plain import Data, from_plain, plain
from core.tickets.rules.receiving import receive
from core.tickets.rules.versions import RulebookVersion, VersionState
from storage.rules.shipped import files_hash, shipped
from storage.settings import read_setting
from storage.tables.rules import rulebook

if TYPE_CHECKING:
    from storage.database import Store
    from storage.transaction import Transaction

SUBJECT = "rulebook"
SEEN = "rules-of-program"
"""The setting that holds the hash of the files last taken in."""

_HEAD = [column for column in rulebook.c if column.name not in {"data", "program"}]
_KEYS: Mapping[str, str] = {"names": "name", "lists": "name", "tables": "name", "rules": "id"}


def versions(connection: Connection) -> list[RulebookVersion]:
    """All versions, newest first."""
    return [_version(row) for row in connection.execute(_heads())]


def confirmed(connection: Connection) -> list[RulebookVersion]:
    """The versions that were confirmed, newest first; also those whose day is still to come."""
    query = _heads().where(rulebook.c.state == VersionState.CONFIRMED.name)
    return [_version(row) for row in connection.execute(query)]


def version(connection: Connection, number: int) -> RulebookVersion:
    """The version with this number; refuses when there is none."""
    row = connection.execute(_heads().where(rulebook.c.number == number)).one_or_none()
    if row is None:
        raise Refusal(f"没有第 {number} 版规则。请核对版本号。")
    return _version(row)


def draft(connection: Connection) -> RulebookVersion | None:
    """The draft of the section, if somebody has begun one."""
    query = _heads().where(rulebook.c.state == VersionState.DRAFT.name)
    row = connection.execute(query).one_or_none()
    return None if row is None else _version(row)


def rulebook_data(connection: Connection, number: int) -> dict[str, Any]:
    """All of a version as data, as the rule desk edits it; refuses when there is none."""
    query = select(rulebook.c.data).where(rulebook.c.number == number)
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise Refusal(f"没有第 {number} 版规则。请核对版本号。")
    made: dict[str, Any] = from_plain(found)
    return made


class Rules:
    """Writes versions of the rulebook in one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def version(self, number: int) -> RulebookVersion:
        return version(self._tx.connection, number)

    def draft(self) -> RulebookVersion | None:
        return draft(self._tx.connection)

    def newest_confirmed(self) -> RulebookVersion | None:
        return next(iter(confirmed(self._tx.connection)), None)

    def proposed(self) -> list[RulebookVersion]:
        query = _heads().where(rulebook.c.state == VersionState.PROPOSED.name)
        return [_version(row) for row in self._tx.connection.execute(query)]

    def next_number(self) -> int:
        newest = select(func.coalesce(func.max(rulebook.c.number), 0))
        return int(self._tx.connection.execute(newest).scalar_one()) + 1

    def data(self, number: int) -> Data:
        return rulebook_data(self._tx.connection, number)

    def program_data(self) -> Data | None:
        """What the program brought last that came into force."""
        given = func.coalesce(rulebook.c.program, rulebook.c.data)
        in_force = rulebook.c.state == VersionState.CONFIRMED.name
        query = select(type_coerce(given, JSON)).where(rulebook.c.shipped != "", in_force)
        newest = query.order_by(rulebook.c.number.desc()).limit(1)
        found = self._tx.connection.execute(newest).scalar_one_or_none()
        made: Data | None = None if found is None else from_plain(found)
        return made

    def keep(
        self, made: RulebookVersion, data: Data | None = None, program: Data | None = None
    ) -> None:
        """Put a version in, or in the place of the one with its number.

        `program` is what the program brought, where `data` has the office's changes on top.
        """
        old = {one.number: one for one in versions(self._tx.connection)}.get(made.number)
        before, after = (_plain_head(old) if old else {}), _plain_head(made)
        trail_before, trail_after = _differing(before, after)
        if data is not None:
            was, is_ = _differing_entries(self._data_before(made, old), data)
            trail_before, trail_after = trail_before | was, trail_after | is_
        self._put(made, {"data": data, "program": program}, is_new=old is None)
        self._record(made, trail_before if old else None, trail_after)

    def drop(self, made: RulebookVersion) -> None:
        """Take out a draft; what was written so far stays in the trail."""
        self._tx.connection.execute(delete(rulebook).where(rulebook.c.number == made.number))
        self._record(made, _plain_head(made), None)

    def take_in_shipped(self) -> None:
        """Put in what the program brings along, where this store does not know it yet."""
        receive(self, shipped(), _known(self._tx.connection), self._tx.at)
        self._tx.settings.write(SEEN, files_hash())

    def _data_before(self, made: RulebookVersion, old: RulebookVersion | None) -> Data | None:
        number = made.number if old else made.based_on
        return None if number is None else self.data(number)

    def _put(self, made: RulebookVersion, data: Mapping[str, Data | None], *, is_new: bool) -> None:
        row = _row(made) | {key: plain(one) for key, one in data.items() if one is not None}
        here = rulebook.c.number == made.number
        statement = insert(rulebook) if is_new else update(rulebook).where(here)
        self._tx.connection.execute(statement.values(**row))

    def _record(
        self, made: RulebookVersion, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        ref = str(made.number)
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _known(connection: Connection) -> list[str]:
    """The fingerprints of all rulebooks of the program that this store has been given."""
    return list(connection.execute(select(rulebook.c.shipped)).scalars())


def _heads() -> Select[Any]:
    return select(*_HEAD).order_by(rulebook.c.number.desc())


def _version(row: Row[Any]) -> RulebookVersion:
    values = dict(zip((column.name for column in _HEAD), row, strict=True))
    state, authors = VersionState[values.pop("state")], tuple(values.pop("authors"))
    return RulebookVersion(state=state, authors=authors, **values)


def _row(made: RulebookVersion) -> dict[str, Any]:
    values = {one.name: getattr(made, one.name) for one in dataclasses.fields(made)}
    return values | {"state": made.state.name, "authors": list(made.authors)}


def _plain_head(made: RulebookVersion) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date | datetime) else value
        for key, value in _row(made).items()
    }


def _differing(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {key: before.get(key) for key in keys}, {key: after.get(key) for key in keys}


def _differing_entries(before: Data | None, after: Data) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only the entries of the data that differ, by part and name; nothing without a `before`."""
    was: dict[str, Any] = {}
    is_: dict[str, Any] = {}
    for part, key in _KEYS.items() if before is not None else ():
        old, new = _by_key(before, part, key), _by_key(after, part, key)
        was[part], is_[part] = _differing(old, new)
    return ({k: v for k, v in was.items() if v}, {k: v for k, v in is_.items() if v})


def _by_key(data: Data | None, part: str, key: str) -> dict[str, Any]:
    entries: Iterable[Mapping[str, Any]] = (data or {}).get(part, ())
    return {str(one.get(key, "")): plain(one) for one in entries}


def take_in_shipped(store: "Store") -> None:
    """Put in what a newer program brings along; does nothing where the store knows it."""
    with store.reading() as connection:
        if read_setting(connection, SEEN) == files_hash():
            return
    with store.transaction(who=PROGRAM, what="收到新版程序带来的规则") as tx:
        tx.rules.take_in_shipped()
