"""Reminders at rest: who has to hear of which clock now, and what came of it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select

from core.audit import Change
from core.errors import Refusal
from core.tickets.clocks import Side, at
from core.tickets.clocks.words import chip
from core.tickets.reminders.escalation import Addressee, Staff, addressees, is_office_time
from core.tickets.reminders.reminder import Act, Due, Reminder
from storage.calendar import shipped_options, timekeeping
from storage.clocks import course_of
from storage.due_clocks import horizon
from storage.people import absent_on, officers
from storage.tables.clocks import clock
from storage.tables.reminders import reminder as table
from storage.tables.reminders import reminder_act
from storage.tables.tickets import PARTS, ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "reminder"
SHOWN = 300

_trader = PARTS["trader"]
_DUE = ("ref", "unit", "handler", "trader", "clock", "start", "due", "level", "said")


def staff(connection: Connection, today: date) -> Staff:
    """Who is there today."""
    away = absent_on(connection, today)
    return Staff(
        officers=officers(connection),
        away=frozenset(away),
        deputies={name: one.deputy for name, one in away.items() if one.deputy},
        today=today,
    )


def due_now(connection: Connection, now: datetime) -> Iterator[Due]:
    """Every clock of which somebody has to hear now, the earliest due first."""
    kept = timekeeping(connection)
    query = (
        select(clock, ticket.c.ref, ticket.c.unit.label("unit_name"), ticket.c.handler)
        .add_columns(_trader.c.trader_name)
        .join(ticket, ticket.c.id == clock.c.ticket_id)
        .join(_trader, _trader.c.ticket_id == ticket.c.id)
        .where(clock.c.stopped.is_(False), clock.c.side != Side.CASE.name)
        .where(clock.c.due <= horizon(now))
        .order_by(clock.c.due, ticket.c.ref, clock.c.code)
    )
    for row in connection.execute(query):
        found = at(course_of(row), kept.law, kept.calendar, now)
        if found.level:
            yield Due(
                ref=row.ref,
                unit=row.unit_name,
                handler=row.handler,
                trader=row.trader_name,
                clock=found.code,
                start=found.start,
                due=found.due,
                level=found.level,
                said=chip(found).words,
            )


def wanted(connection: Connection, now: datetime) -> Iterator[tuple[Due, tuple[Addressee, ...]]]:
    """What there is to say now, and to whom."""
    there = staff(connection, now.date())
    for due in due_now(connection, now):
        yield due, addressees(due.level, due.handler, due.unit, there)


def may_disturb(connection: Connection, now: datetime) -> bool:
    """Whether it is a time at which the office works."""
    kept = timekeeping(connection)
    opens = time.fromisoformat(shipped_options()["reminders"]["opens"])
    return is_office_time(now, kept.calendar, opens, kept.law.reminders.closes)


def reminders_for(connection: Connection, name: str, today: date) -> list[Reminder]:
    """What waits for an officer, the newest of each clock, the highest level first."""
    query = select(table).where(table.c.recipient == name).order_by(table.c.id.desc()).limit(SHOWN)
    newest: dict[tuple[str, str], Reminder] = {}
    running = _running(connection)
    for row in connection.execute(query).all():
        if (row.ref, row.clock, row.due) in running:
            newest.setdefault((row.ref, row.clock), _reminder(connection, row))
    found = [one for one in newest.values() if one.waits_on(today)]
    return sorted(found, key=lambda one: (-one.due.level, one.due.due, one.due.ref))


def history_of(connection: Connection, ref: str) -> list[Reminder]:
    """Everything that was delivered about a ticket, oldest first."""
    rows = connection.execute(select(table).where(table.c.ref == ref).order_by(table.c.id))
    return [_reminder(connection, row) for row in rows.all()]


def _running(connection: Connection) -> set[tuple[str, str, date]]:
    """The clocks that still run; what was stopped asks for nothing any more."""
    query = select(ticket.c.ref, clock.c.code, clock.c.due).join(
        ticket, ticket.c.id == clock.c.ticket_id
    )
    near = select(table.c.ref).distinct()
    rows = connection.execute(query.where(clock.c.stopped.is_(False), ticket.c.ref.in_(near)))
    return {(row.ref, row.code, row.due) for row in rows}


class Reminders:
    """The reminders of one transaction; each row leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx
        self._run = tx.connection.execute

    def deliver(self, now: datetime) -> list[Reminder]:
        """Tell everybody what they have not been told; nobody outside working hours."""
        connection, today = self._tx.connection, now.date()
        if not may_disturb(connection, now):
            return []
        told = self._told()
        made = []
        for due, people in wanted(connection, now):
            for one in people:
                key = (due.ref, due.clock, due.due, due.level, due.round_on(today), one.name)
                if key not in told:
                    made.append(self._insert(due, one, now))
        return made

    def _told(self) -> set[tuple[Any, ...]]:
        columns = ("ref", "clock", "due", "level", "round", "recipient")
        return {tuple(row) for row in self._run(select(*(table.c[name] for name in columns)))}

    def _insert(self, due: Due, to: Addressee, now: datetime) -> Reminder:
        row = {name: getattr(due, name) for name in _DUE} | {
            "round": due.round_on(now.date()),
            "recipient": to.name,
            "instead_of": to.instead_of,
            "delivered_at": now,
        }
        key = self._run(insert(table).values(row)).inserted_primary_key
        assert key is not None  # noqa: S101 -- an insert with a generated key has one
        said = {"clock": due.clock, "level": due.level, "to": to.name, "said": due.said}
        self._tx.record([Change(subject=SUBJECT, ref=due.ref, before=None, after=said)])
        return Reminder(
            id=int(key[0]),
            due=due,
            recipient=to.name,
            instead_of=to.instead_of,
            delivered_at=now,
        )

    def get(self, id_: int) -> Reminder:
        row = self._run(select(table).where(table.c.id == id_)).one_or_none()
        if row is None:
            raise Refusal("找不到这次催办。")
        return _reminder(self._tx.connection, row)

    def add(self, reminder: Reminder, act: Act, why: str, until: date | None = None) -> None:
        row = {"reminder_id": reminder.id, "act": act.name, "at": self._tx.at, "why": why}
        self._run(insert(reminder_act).values(row | {"until": until}))
        said = {"clock": reminder.due.clock, "act": act.value, "why": why, "by": self._tx.who}
        self._tx.record([Change(subject=SUBJECT, ref=reminder.due.ref, before=None, after=said)])


def _reminder(connection: Connection, row: Row[Any]) -> Reminder:
    query = select(reminder_act).where(reminder_act.c.reminder_id == row.id)
    acts: Sequence[Row[Any]] = connection.execute(query.order_by(reminder_act.c.id)).all()
    until = [one.until for one in acts if one.until is not None]
    return Reminder(
        id=row.id,
        due=Due(**{name: getattr(row, name) for name in _DUE}),
        recipient=row.recipient,
        instead_of=row.instead_of,
        delivered_at=row.delivered_at,
        acts=tuple((Act[one.act], one.at, one.why) for one in acts),
        snoozed_until=until[-1] if until else None,
    )
