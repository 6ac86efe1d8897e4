"""Rubrics at rest: shipped ones are loaded once, then every change is a version here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select

from core.audit import PROGRAM, Change
from core.review.rubric import Rubric, plain, rubric_of
from core.review.rubric_faults import Known
from core.review.rubric_receiving import offer
from core.review.rubric_versions import RubricVersion, confirmed, in_force, opened, receive
from core.tickets.language.case_functions import ClockName, codes
from core.tickets.rules.versions import VersionState
from storage.resources import read_json
from storage.review.rubrics import campaign_rules
from storage.rules import rulebooks
from storage.settings import read_setting
from storage.tables.rubrics import rubric as table
from storage.views import condition_reader

if TYPE_CHECKING:
    from storage.database import Store
    from storage.transaction import Transaction

SUBJECT = "rubric"
BROUGHT = "rubrics.brought"
"""The setting that keeps what the program brought last, by key."""


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rubrics in JSON say the same, whatever their versions are called."""
    first, second = rubric_of(one), rubric_of(other)
    return replace(first, version="") == replace(second, version="")


def brings_news(connection: Connection) -> bool:
    """Whether the program has rubrics that this store was not offered yet."""
    brought = read_setting(connection, BROUGHT, {})
    return any(
        not same(brought.get(key) or _first(connection, key), read_json(f"rubrics/{key}.json"))
        and opened(rubric_versions(connection, key)) is None
        for key in keys()
    )


def _first(connection: Connection, key: str) -> dict[str, Any]:
    return plain(rubric_versions(connection, key)[-1].rubric)


def take_in_shipped(store: "Store") -> None:
    """Offer what a newer program brings along; does nothing where the store knows it."""
    with store.reading() as connection:
        if not brings_news(connection):
            return
    with store.transaction(who=PROGRAM, what="收到新版程序带来的评查表") as tx:
        tx.rubrics.take_in_shipped()


def keys() -> tuple[str, ...]:
    """The rubrics that come with the program, by key, in the order of the kinds of campaign."""
    return tuple(dict.fromkeys(kind.rubric for kind in campaign_rules().kinds))


def rubric_keys(connection: Connection) -> tuple[str, ...]:
    """All rubrics by key: the program's, then those that the section made."""
    made = connection.execute(select(table.c.key).distinct().order_by(table.c.key)).scalars()
    return tuple(dict.fromkeys((*keys(), *made)))


def confirmed_rubrics(connection: Connection) -> dict[str, str]:
    """The titles of the rubrics that can mark a campaign, by key."""
    found = {key: confirmed(rubric_versions(connection, key)) for key in rubric_keys(connection)}
    return {key: one.rubric.title for key, one in found.items() if one is not None}


def rubric_versions(connection: Connection, key: str) -> list[RubricVersion]:
    """Every version of a rubric, newest first."""
    query = select(table).where(table.c.key == key).order_by(table.c.number.desc())
    return [_version(row) for row in connection.execute(query)]


def rubric_in_force(connection: Connection, key: str) -> Rubric:
    """The rubric that a campaign planned now is marked by."""
    return in_force(rubric_versions(connection, key)).rubric


def clock_names() -> dict[str, str]:
    """What the clocks a rubric may refer to are called, by code."""
    return {code: name.value for name in ClockName for code in codes(name)}


def known_to_rubrics(connection: Connection, today: date) -> Known:
    """What a rubric may refer to today."""
    rules = {rule.id for rule in rulebooks(connection).current(today).rules}
    return Known(
        sources=rules | clock_names().keys(),
        read=condition_reader(connection, today),
    )


class Rubrics:
    """Writes versions of rubrics; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def take_in_shipped(self) -> None:
        """Put the shipped rubrics into a store; newer ones wait there to be confirmed."""
        brought = dict(self._tx.settings.read(BROUGHT, {}))
        for key in keys():
            data = read_json(f"rubrics/{key}.json")
            first = next(iter(reversed(self.versions(key))), None)
            before = brought.get(key) or (data if first is None else plain(first.rubric))
            if first is None:
                receive(self, key, rubric_of(data), self._tx.at)
            elif same(before, data):
                continue
            elif opened(self.versions(key)) is not None:
                continue  # offered once what is open is decided
            else:
                offer(self, key, rubric_of(data), rubric_of(before), self._tx.at)
            brought[key] = plain(rubric_of(data))
        if brought != self._tx.settings.read(BROUGHT, {}):
            self._tx.settings.write(BROUGHT, brought)

    def known(self) -> Known:
        return known_to_rubrics(self._tx.connection, self._tx.at.date())

    def versions(self, key: str) -> Sequence[RubricVersion]:
        return rubric_versions(self._tx.connection, key)

    def keep(self, version: RubricVersion) -> None:
        """Write a version, in place of what there was of it."""
        before = self._remove(version)
        self._tx.connection.execute(insert(table).values(**_row(version)))
        self._record(version, before, _said(_row(version)))

    def drop(self, version: RubricVersion) -> None:
        self._record(version, self._remove(version), None)

    def _remove(self, version: RubricVersion) -> dict[str, Any] | None:
        mine = (table.c.key == version.key) & (table.c.number == version.number)
        row = self._tx.connection.execute(select(table).where(mine)).one_or_none()
        if row is None:
            return None
        self._tx.connection.execute(delete(table).where(mine))
        return _said(dict(row._mapping))  # noqa: SLF001 -- SQLAlchemy's public name for it

    def _record(
        self, version: RubricVersion, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        ref = f"{version.key} {version.number}"
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """What the trail keeps of a version."""
    return {name: row[name] for name in ("state", "data", "reason", "opinion")}


def _row(version: RubricVersion) -> dict[str, Any]:
    return {
        "key": version.key,
        "number": version.number,
        "state": version.state.name,
        "data": plain(version.rubric),
        "authors": list(version.authors),
        "written_at": version.written_at,
        "reason": version.reason,
        "opinion": version.opinion,
        "decided_by": version.decided_by,
        "decided_at": version.decided_at,
    }


def _version(row: Row[Any]) -> RubricVersion:
    return RubricVersion(
        key=row.key,
        number=row.number,
        state=VersionState[row.state],
        rubric=rubric_of(row.data),
        authors=tuple(row.authors),
        written_at=row.written_at,
        reason=row.reason,
        opinion=row.opinion,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
