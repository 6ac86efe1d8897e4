"""Units, officers and their posts at rest."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from core import absences as standing_in
from core.absences import Absence, refuse_wrong
from core.audit import Change
from core.errors import Refusal
from core.people import Officer, Post, Role, Unit, UnitKind
from storage.tables.office import absence as absence_table
from storage.tables.office import officer as officer_table
from storage.tables.office import post as post_table
from storage.tables.office import unit as unit_table

if TYPE_CHECKING:
    from storage.transaction import Transaction


def units(connection: Connection) -> list[Unit]:
    """All units, in the order the office lists them."""
    rows = connection.execute(select(unit_table).order_by(unit_table.c.position))
    return [Unit(row.name, UnitKind[row.kind]) for row in rows]


def officers(connection: Connection) -> list[Officer]:
    """All officers with their posts, by name."""
    posts: dict[str, list[Post]] = {}
    for row in connection.execute(select(post_table).order_by(post_table.c.since, post_table.c.id)):
        post = Post(unit=row.unit, role=Role[row.role], since=row.since, until=row.until)
        posts.setdefault(row.officer, []).append(post)
    names = connection.execute(select(officer_table.c.name).order_by(officer_table.c.name))
    return [Officer(name=name, posts=tuple(posts.get(name, ()))) for name in names.scalars()]


def absences(connection: Connection) -> list[Absence]:
    """All periods in which officers are, were or will be away, the latest first."""
    newest = absence_table.c.since.desc(), absence_table.c.id.desc()
    return [_absence(row) for row in connection.execute(select(absence_table).order_by(*newest))]


def absent_on(connection: Connection, day: date) -> dict[str, Absence]:
    """Who is away on a day, by name, with the absence that says why and until when."""
    there = (absence_table.c.since <= day) & (absence_table.c.until >= day)
    rows = connection.execute(select(absence_table).where(there))
    return {row.officer: _absence(row) for row in rows}


def deputy_of(connection: Connection, officer: str, day: date) -> str:
    """Who stands in for an officer on a day; "" where nobody has to, or nobody does."""
    return standing_in.deputy_of(officer, day, absent_on(connection, day).values())


def acting_officers(connection: Connection) -> list[Officer]:
    """All officers with their posts, and with those they stand in for while others are away."""
    return standing_in.with_deputies(officers(connection), absences(connection))


def _absence(row: Row[Any]) -> Absence:
    return Absence(
        id=row.id,
        officer=row.officer,
        since=row.since,
        until=row.until,
        reason=row.reason,
        deputy=row.deputy,
    )


class People:
    """Writes units and officers; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def add_units(self, new: Iterable[Unit]) -> None:
        """Add units behind those that are there; a name that is there already keeps its place."""
        run = self._tx.connection.execute
        known = {unit.name for unit in units(self._tx.connection)}
        last = run(select(func.coalesce(func.max(unit_table.c.position), 0))).scalar_one()
        for position, unit in enumerate((u for u in new if u.name not in known), start=last + 1):
            run(insert(unit_table).values(name=unit.name, kind=unit.kind.name, position=position))
            self._record("unit", unit.name, None, {"kind": unit.kind.name})

    def save_officer(self, officer: Officer) -> None:
        """Keep an officer with exactly these posts."""
        run = self._tx.connection.execute
        before = {one.name: one for one in officers(self._tx.connection)}.get(officer.name)
        if before == officer:
            return
        if before is None:
            run(insert(officer_table).values(name=officer.name))
        run(delete(post_table).where(post_table.c.officer == officer.name))
        rows = [
            {
                "officer": officer.name,
                "unit": post.unit,
                "role": post.role.name,
                "since": post.since,
                "until": post.until,
            }
            for post in officer.posts
        ]
        if rows:
            run(insert(post_table), rows)
        self._record("officer", officer.name, _plain(before) if before else None, _plain(officer))

    def add_absence(self, new: Absence) -> int:
        """Keep a period in which an officer is away; gives its number."""
        there = self._tx.connection
        refuse_wrong(new, absences(there), (one.name for one in officers(there)))
        row = {
            "officer": new.officer,
            "since": new.since,
            "until": new.until,
            "reason": new.reason.strip(),
            "deputy": new.deputy,
        }
        kept = {**row, "entered_by": self._tx.who, "at": self._tx.at}
        made = there.execute(insert(absence_table).values(kept)).inserted_primary_key
        assert made is not None  # noqa: S101 -- an insert with a generated key has one
        self._record("absence", f"{made[0]}", None, {k: f"{v}" for k, v in row.items() if v})
        return int(made[0])

    def drop_absence(self, id_: int) -> Absence:
        """Take back a period that was entered by mistake or did not come about."""
        there = self._tx.connection
        old = next((one for one in absences(there) if one.id == id_), None)
        if old is None:
            raise Refusal(f"没有编号 {id_} 的不在岗登记，可能已经撤销。")
        there.execute(delete(absence_table).where(absence_table.c.id == id_))
        before = {"officer": old.officer, "since": f"{old.since}", "until": f"{old.until}"}
        lent = {"deputy": old.deputy} if old.deputy else {}
        self._record("absence", f"{id_}", {**before, "reason": old.reason, **lent}, None)
        return old

    def _record(
        self,
        subject: str,
        ref: str,
        before: Mapping[str, object] | None,
        after: Mapping[str, object] | None,
    ) -> None:
        self._tx.record([Change(subject=subject, ref=ref, before=before, after=after)])


def _plain(officer: Officer) -> dict[str, object]:
    return {
        "posts": [
            [post.unit, post.role.name, f"{post.since}", f"{post.until}" if post.until else None]
            for post in officer.posts
        ]
    }
