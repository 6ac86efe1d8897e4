"""Indicators at rest: shipped ones are loaded once, then every change is a version here."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select

from core.audit import Change
from core.errors import Refusal
from core.figures.bound import Bound, bind
from core.figures.definition import IndicatorSet
from core.figures.definition_data import plain_set, set_of
from core.figures.versions import IndicatorVersion, newest_confirmed, receive
from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.versions import VersionState
from storage.conditions import sql_condition
from storage.resources import read_toml
from storage.rules import rulebooks
from storage.tables.figures import indicator_version as table

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "indicators"


def shipped() -> IndicatorSet:
    return set_of(read_toml("indicators/indicators.toml"))


def indicator_versions(connection: Connection) -> list[IndicatorVersion]:
    """Every version, newest first."""
    rows = connection.execute(select(table).order_by(table.c.number.desc()))
    return [_version(row) for row in rows]


def in_force(connection: Connection) -> IndicatorVersion:
    """The definitions that figures are counted by today."""
    confirmed = table.c.state == VersionState.CONFIRMED.name
    newest = select(table).where(confirmed).order_by(table.c.number.desc()).limit(1)
    return _version(connection.execute(newest).one())


def checker(connection: Connection, today: date) -> Callable[[IndicatorSet], list[str]]:
    """Says what is wrong with the sentences of a set; works after the connection is given back."""
    vocabulary = rulebooks(connection).vocabulary(today)
    return lambda indicators: list(_faults(indicators, vocabulary, today))


def _faults(indicators: IndicatorSet, vocabulary: Vocabulary, today: date) -> Iterator[str]:
    for one in indicators.indicators:
        try:
            _refuse_unsearchable(bind(one, vocabulary), today)
        except Refusal as refusal:
            yield f"{one.name}：{refusal}"


def _refuse_unsearchable(bound: Bound, today: date) -> None:
    """Both executors must be able to carry it out."""
    for measure in bound.measures():
        for node in (measure.excluded, *(place.where for place in measure.places)):
            if node is not None:
                sql_condition(node, today=today)


class Indicators:
    """Writes versions of the indicators; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def take_in_shipped(self) -> None:
        """Put the shipped indicators into a store that has none."""
        receive(self, shipped(), self._tx.at)

    def known(self) -> Callable[[IndicatorSet], list[str]]:
        return checker(self._tx.connection, self._tx.at.date())

    def versions(self) -> Sequence[IndicatorVersion]:
        return indicator_versions(self._tx.connection)

    def newest_confirmed(self) -> IndicatorVersion:
        return newest_confirmed(self.versions())

    def keep(self, version: IndicatorVersion) -> None:
        """Write a version, in place of what there was of it."""
        before = self._remove(version)
        self._tx.connection.execute(insert(table).values(**_row(version)))
        self._record(version, before, _said(_row(version)))

    def drop(self, version: IndicatorVersion) -> None:
        self._record(version, self._remove(version), None)

    def _remove(self, version: IndicatorVersion) -> dict[str, Any] | None:
        mine = table.c.number == version.number
        row = self._tx.connection.execute(select(table).where(mine)).one_or_none()
        if row is None:
            return None
        self._tx.connection.execute(delete(table).where(mine))
        return _said(dict(row._mapping))  # noqa: SLF001 -- SQLAlchemy's public name for it

    def _record(
        self,
        version: IndicatorVersion,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        change = Change(subject=SUBJECT, ref=version.label, before=before, after=after)
        self._tx.record([change])


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """What the trail keeps of a version."""
    return {name: row[name] for name in ("state", "data", "reason", "opinion")}


def _row(version: IndicatorVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "label": version.label,
        "state": version.state.name,
        "data": plain_set(version.indicators),
        "authors": list(version.authors),
        "written_at": version.written_at,
        "reason": version.reason,
        "opinion": version.opinion,
        "decided_by": version.decided_by,
        "decided_at": version.decided_at,
    }


def _version(row: Row[Any]) -> IndicatorVersion:
    return IndicatorVersion(
        number=row.number,
        label=row.label,
        state=VersionState[row.state],
        indicators=set_of(row.data),
        authors=tuple(row.authors),
        written_at=row.written_at,
        reason=row.reason,
        opinion=row.opinion,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
