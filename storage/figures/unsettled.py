"""Tickets of whose clocks the store cannot say how they stood on a day.

Kept courses of clocks take everything recorded on a ticket as having happened. Where something is
dated behind the day of asking, or a suspension goes on, the course has to be worked out anew.
"""

from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Select, select, union

from core.figures.period import Period
from storage.tables.clocks import clock
from storage.tables.tickets import PARTS, ticket

_complaint, _tipoff = PARTS["complaint_track"], PARTS["tipoff_track"]


def unsettled(period: Period, as_of: date) -> CompoundSelect[Any]:
    """Their ids, for clocks that can be due in the period."""
    suspended = [_suspended()] if period.last >= as_of else []
    return union(*_dated_behind(as_of), *suspended)


def _dated_behind(as_of: date) -> list[Select[Any]]:
    return [
        select(clock.c.ticket_id).where(clock.c.met_on > as_of),
        select(_complaint.c.ticket_id).where(_complaint.c.test_from > as_of),
        select(_tipoff.c.ticket_id).where(_tipoff.c.extension_approved_date > as_of),
        select(ticket.c.id).where(ticket.c.hotline_extension_date > as_of),
        select(ticket.c.id).where(ticket.c.restarted_on > as_of),
    ]


def _suspended() -> Select[Any]:
    return select(clock.c.ticket_id).where(clock.c.due.is_(None), clock.c.stopped.is_(False))
