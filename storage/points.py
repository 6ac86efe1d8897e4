"""Handling points at rest: shipped ones are loaded once, then every change is a version here."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, exists, func, insert, select, update

from core.audit import PROGRAM, Change
from core.tickets.guidance.points import Origin, Point, PointVersion, Standing, points_of
from storage.resources import read_toml
from storage.tables.guidance import handling_point as table

if TYPE_CHECKING:
    from storage.database import Store
    from storage.transaction import Transaction

SUBJECT = "handling_point"
_LISTS = ("rules", "fields", "articles")


@cache
def shipped() -> tuple[Point, ...]:
    """The points that come with the program."""
    return points_of(read_toml("guidance/points.toml"))


@cache
def themes() -> tuple[str, ...]:
    """The themes points are ordered under."""
    return tuple(read_toml("guidance/points.toml")["themes"])


def points(connection: Connection) -> list[Point]:
    """The points in force, withdrawn ones included, by number."""
    return [one.point for one in _versions(connection, Standing.IN_FORCE)]


def proposals(connection: Connection) -> list[PointVersion]:
    """The versions that wait to be confirmed, by number."""
    return _versions(connection, Standing.PROPOSED)


def point_versions(connection: Connection, number: int) -> list[PointVersion]:
    """Every version of a point, newest first."""
    query = select(table).where(table.c.number == number).order_by(table.c.version.desc())
    return [_version(row) for row in connection.execute(query)]


def _versions(connection: Connection, standing: Standing) -> list[PointVersion]:
    query = select(table).where(table.c.standing == standing.name).order_by(table.c.number)
    return [_version(row) for row in connection.execute(query)]


def _news(connection: Connection) -> list[Point]:
    """What the program brings that this store was never offered, and nobody is deciding on."""
    rows = connection.execute(select(table).where(table.c.author == PROGRAM))
    known = {_said(_version(row).point) for row in rows}
    open_ = {one.point.number for one in proposals(connection)}
    return [one for one in shipped() if _said(one) not in known and one.number not in open_]


def _said(point: Point) -> tuple[Any, ...]:
    return (point.theme, point.text, *(getattr(point, name) for name in _LISTS))


def take_in_shipped(store: "Store") -> None:
    """Offer what a newer program brings along; does nothing where the store knows it."""
    with store.reading() as connection:
        if not _news(connection):
            return
    with store.transaction(who=PROGRAM, what="收到新版程序带来的处置要点") as tx:
        tx.points.take_in_shipped()


class Points:
    """Writes handling points; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def take_in_shipped(self) -> None:
        """Put the shipped points into a store; newer ones wait there to be confirmed."""
        if self._tx.connection.execute(select(exists().select_from(table))).scalar():
            for point in _news(self._tx.connection):
                self._offer(point)
            return
        versions = [
            PointVersion(
                point=point,
                version=1,
                standing=Standing.IN_FORCE,
                author=self._tx.who,
                at=self._tx.at,
            )
            for point in shipped()
        ]
        self._tx.connection.execute(insert(table), [_row(one) for one in versions])
        after = {"loaded": len(versions)}
        self._tx.record([Change(subject=SUBJECT, ref="", before=None, after=after)])

    def _offer(self, point: Point) -> None:
        """Propose a point of a newer program, under its number where that is still its own."""
        earlier = self.versions(point.number)
        is_own = not earlier or earlier[-1].author == PROGRAM
        number = point.number if is_own else self.next_number()
        self.add(
            PointVersion(
                point=replace(point, number=number),
                version=max((one.version for one in self.versions(number)), default=0) + 1,
                standing=Standing.PROPOSED,
                author=PROGRAM,
                at=self._tx.at,
                reason="新版程序带来的要点。",
            )
        )

    def versions(self, number: int) -> Sequence[PointVersion]:
        return point_versions(self._tx.connection, number)

    def next_number(self) -> int:
        newest = self._tx.connection.execute(select(func.max(table.c.number))).scalar()
        return int(newest or 0) + 1

    def add(self, version: PointVersion) -> None:
        self._tx.connection.execute(insert(table).values(**_row(version)))
        self._record(version, None, _plain(version))

    def decide(self, version: PointVersion) -> None:
        """Write what became of a proposal; taking effect, it puts the one before it in the past."""
        number = version.point.number
        mine = update(table).where(table.c.number == number)
        if version.standing is Standing.IN_FORCE:
            in_force = table.c.standing == Standing.IN_FORCE.name
            self._tx.connection.execute(mine.where(in_force).values(standing=Standing.PAST.name))
        decided = {
            "standing": version.standing.name,
            "decided_by": version.decided_by,
            "decided_at": version.decided_at,
        }
        self._tx.connection.execute(
            mine.where(table.c.version == version.version).values(**decided)
        )
        before = {"version": version.version, "standing": Standing.PROPOSED.name}
        after = {"version": version.version, "standing": version.standing.name}
        self._record(version, before, after)

    def _record(
        self, version: PointVersion, before: dict[str, Any] | None, after: dict[str, Any]
    ) -> None:
        ref = f"{version.point.number}"
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _row(version: PointVersion) -> dict[str, Any]:
    point = version.point
    return {
        "number": point.number,
        "version": version.version,
        "standing": version.standing.name,
        "theme": point.theme,
        "text": point.text,
        **{name: list(getattr(point, name)) for name in _LISTS},
        "origin": point.origin.name,
        "source": point.source,
        "is_withdrawn": point.is_withdrawn,
        "author": version.author,
        "at": version.at,
        "reason": version.reason,
        "decided_by": version.decided_by,
        "decided_at": version.decided_at,
    }


def _plain(version: PointVersion) -> dict[str, Any]:
    """What the trail keeps of a version."""
    left_out = ("number", "at", "author", "decided_by", "decided_at")
    return {key: value for key, value in _row(version).items() if key not in left_out}


def _version(row: Row[Any]) -> PointVersion:
    return PointVersion(
        point=Point(
            number=row.number,
            theme=row.theme,
            text=row.text,
            rules=tuple(row.rules),
            fields=tuple(row.fields),
            articles=tuple(row.articles),
            origin=Origin[row.origin],
            source=row.source,
            is_withdrawn=row.is_withdrawn,
        ),
        version=row.version,
        standing=Standing[row.standing],
        author=row.author,
        at=row.at,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
