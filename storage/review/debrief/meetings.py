"""Records of meetings at rest."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Row, exists, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.review.debrief.meetings import About, Link, Meeting, decisions
from storage.tables.debrief import meeting as table
from storage.tables.debrief import remedy
from storage.tables.guidance import handling_point
from storage.tables.review import campaign

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "meeting"
MOST = 500
_NUMBERS: dict[About, Column[Any]] = {
    About.CAMPAIGN: campaign.c.id,
    About.POINT: handling_point.c.number,
    About.REMEDY: remedy.c.id,
}


def meetings(connection: Connection) -> list[Meeting]:
    """The newest meetings, newest first."""
    query = select(table).order_by(table.c.held_on.desc(), table.c.id.desc()).limit(MOST)
    return [_meeting(row) for row in connection.execute(query)]


class Meetings:
    """Writes records of meetings; what stood before a correction stays in the trail."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def knows(self, link: Link) -> bool:
        """Whether there is what a decision names."""
        found = select(exists().where(_NUMBERS[link.about] == link.number))
        return bool(self._tx.connection.execute(found).scalar())

    def save(self, meeting: Meeting) -> Meeting:
        """Keep a new meeting (id 0), or put a correction in the place of what was written."""
        row = {**_plain(meeting), "held_on": meeting.held_on}
        values = {**row, "who": self._tx.who, "at": self._tx.at}
        if not meeting.id:
            made = self._tx.connection.execute(insert(table).values(**values)).inserted_primary_key
            assert made is not None  # noqa: S101 -- an insert with a generated key has one
            kept = replace(meeting, id=made[0])
            self._record(kept, None)
            return kept
        before = self._load(meeting.id)
        mine = update(table).where(table.c.id == meeting.id)
        self._tx.connection.execute(mine.values(**values))
        self._record(meeting, _plain(before))
        return meeting

    def _load(self, id_: int) -> Meeting:
        row = self._tx.connection.execute(select(table).where(table.c.id == id_)).one_or_none()
        if row is None:
            raise Refusal(f"没有第 {id_} 次例会的记录。")
        return _meeting(row)

    def _record(self, meeting: Meeting, before: dict[str, Any] | None) -> None:
        change = Change(subject=SUBJECT, ref=f"{meeting.id}", before=before, after=_plain(meeting))
        self._tx.record([change])


def _plain(one: Meeting) -> dict[str, Any]:
    return {
        "title": one.title,
        "held_on": one.held_on.isoformat(),
        "place": one.place,
        "chair": one.chair,
        "attendees": list(one.attendees),
        "agenda": list(one.agenda),
        "decisions": [each.text for each in one.decisions],
    }


def _meeting(row: Row[Any]) -> Meeting:
    return Meeting(
        id=row.id,
        title=row.title,
        held_on=row.held_on,
        place=row.place,
        chair=row.chair,
        attendees=tuple(row.attendees),
        agenda=tuple(row.agenda),
        decisions=decisions(row.decisions),
        by=row.who,
        at=row.at,
    )
