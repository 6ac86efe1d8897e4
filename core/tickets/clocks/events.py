"""What the law's data may name: conditions under which a clock runs, events that begin or end it.

A date field of the ticket is an event by its key; what takes more than one field has a name here.
No numbers of days, no dates and no articles: those are in `resources/law/clocks.json`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from core.dates import read_date
from core.errors import Refusal
from core.tickets.fields import BY_KEY
from core.tickets.ticket import Ticket
from core.tickets.timing import DAYS
from core.tickets.words import Acceptance, ContactResult, Filing, Kind, MediationResult

Condition = Callable[[Ticket], bool]
Moment = Callable[[Ticket], date | None]
"""The day of something on the ticket, None where it is not filled in."""


class Happening(NamedTuple):
    """Whether a clock was stopped, and on which day; the day may be missing from the ledger."""

    happened: bool
    on: date | None


Event = Callable[[Ticket], Happening]

NOT_YET = Happening(happened=False, on=None)

PASSED_ON = frozenset({Filing.NO_AUTHORITY, Filing.REPEAT, Filing.TRANSFERRED})
AGREED = frozenset({MediationResult.SETTLED, MediationResult.WITHDRAWN})
NEEDS_ONLY_WORDS = frozenset({Kind.ENQUIRY, Kind.SUGGESTION, Kind.PRAISE})

_DAY_IN_NOTE = re.compile(r"(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}")


def is_passed_on(ticket: Ticket) -> bool:
    """Whether the tip-off ends without a decision of ours: no authority, repeated, transferred."""
    return ticket.tipoff.filing in PASSED_ON


CONDITIONS: Mapping[str, Condition] = {
    "always": lambda _: True,
    "never": lambda _: False,
    "on_complaint_track": lambda t: t.on_complaint_track,
    "on_tipoff_track": lambda t: t.on_tipoff_track,
    "on_any_track": lambda t: t.on_complaint_track or t.on_tipoff_track,
    "is_kept": lambda t: not t.is_declined_assignment,
    "is_rework": lambda t: t.is_rework is True,
    "needs_only_words": lambda t: t.kind in NEEDS_ONLY_WORDS,
    "is_accepted": lambda t: t.complaint.acceptance is Acceptance.ACCEPTED,
    "is_ad": lambda t: t.is_ad is True,
    "is_unfair_competition": lambda t: t.is_unfair_competition is True,
    "is_real_name": lambda t: t.petitioner.is_real_name is True,
    "has_evidence": lambda t: bool(t.outcome.evidence),
    "is_filed": lambda t: t.tipoff.filing is Filing.FILED,
    "is_filing_decided": lambda t: t.tipoff.filing in {Filing.FILED, Filing.NOT_FILED},
    "is_passed_on": is_passed_on,
    "passed_on_undated": lambda t: is_passed_on(t) and t.tipoff.filing_date is None,
    "withdrawn_before_acceptance": lambda t: (
        t.complaint.acceptance is None and t.complaint.mediation_result is MediationResult.WITHDRAWN
    ),
    "transferred_before_acceptance": lambda t: t.complaint.acceptance is None and t.is_transferred,
}


def mediation_over(ticket: Ticket) -> Happening:
    """Ended by us on its day; settled or withdrawn on the day of agreement, else when closed."""
    track = ticket.complaint
    if track.mediation_result is MediationResult.ENDED or track.termination_date is not None:
        return _on(track.termination_date)
    if track.mediation_result in AGREED:
        day = track.mediated_on or _day(ticket.outcome.closed_at)
        return Happening(happened=True, on=day)
    return NOT_YET


def both_sides_told(ticket: Ticket) -> Happening:
    track = ticket.complaint
    return _last(track.termination_notice_petitioner, track.termination_notice_trader)


def told_on_every_track(ticket: Ticket) -> Happening:
    """When the petitioner was told on each track of the ticket; a general notice serves both."""
    general = _day(ticket.outcome.notice_at)
    days = []
    if ticket.on_complaint_track:
        days.append(_first(_day(ticket.complaint.acceptance_notice_at), general))
    if ticket.on_tipoff_track:
        days.append(_first(_day(ticket.tipoff.tipoff_notice_at), general))
    return _last(*days)


def id_proof_settled(ticket: Ticket) -> Happening:
    """The papers came, or acceptance was decided without them."""
    day = ticket.timing.day("id_proof_received_on") or ticket.complaint.acceptance_date
    return _on(day)


def contact_tried(ticket: Ticket, *, attempts: int) -> Happening:
    """The first contact, or the last of so many calls to a petitioner who cannot be reached."""
    contact = ticket.contact
    if contact.first_contact_at is not None:
        return _on(contact.first_contact_at.date())
    calls = contact.failed_contact_attempts
    unreached = contact.first_contact_result is ContactResult.UNREACHED
    if not unreached or len(calls) < attempts:
        return NOT_YET
    return Happening(happened=True, on=_written_day(calls[attempts - 1], ticket.assigned_at))


EVENTS: Mapping[str, Callable[..., Happening]] = {
    "mediation_over": mediation_over,
    "both_sides_told": both_sides_told,
    "told_on_every_track": told_on_every_track,
    "contact_tried": contact_tried,
    "id_proof_settled": id_proof_settled,
}


def _entered(key: str) -> Moment:
    return lambda ticket: ticket.timing.day(key)


KEPT_DAYS: Mapping[str, Moment] = {
    "restarted_on": attrgetter("restarted_on"),
    "returned_on": attrgetter("returned_on"),
    **{key: _entered(key) for key in DAYS},
}
"""Days that no ledger has: they are known from what was entered in the program."""


RECEIPT = "receipt"
"""The start that the section may set: when the bureau received the ticket, or the hotline."""


def receipt_at(*, earlier: bool) -> Moment:
    """The day the bureau received it; with `earlier` that of the hotline, where it is before."""
    received = moment("received_at")
    registered = moment("hotline_created_at")
    return (lambda ticket: _first(received(ticket), registered(ticket))) if earlier else received


def moment(key: str) -> Moment:
    """The day in the date field `key`, or the day so named that the program keeps."""
    if key in KEPT_DAYS:
        return KEPT_DAYS[key]
    get = attrgetter(BY_KEY[key].path)
    return lambda ticket: _day(get(ticket))


def event(name: str, **numbers: int) -> Event:
    """The event of that name with the law's numbers, or the filling in of the date field `name`."""
    if name in EVENTS:
        return partial(EVENTS[name], **numbers)
    day_of = moment(name)
    return lambda ticket: _on(day_of(ticket))


def _day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _on(day: date | None) -> Happening:
    return NOT_YET if day is None else Happening(happened=True, on=day)


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _last(*days: date | None) -> Happening:
    there = [day for day in days if day is not None]
    return _on(max(there)) if there and len(there) == len(days) else NOT_YET


def _written_day(note: str, near: datetime | None) -> date | None:
    """The day that a note of a call names; without a year, that of `near`. None if it has none."""
    found = _DAY_IN_NOTE.search(note)
    try:
        return found and read_date(found[0], year=near.year if near else None)
    except Refusal:
        return None
