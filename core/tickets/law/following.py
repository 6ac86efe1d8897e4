"""Which rule set a ticket follows (适用规则集): each track the one of the day on which it began."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from core.tickets.law.rule_set import Ground, Grounds, RuleSet, RuleSets
from core.tickets.ticket import Ticket


class Track(StrEnum):
    """The parts of the work that may begin under different law."""

    COMPLAINT = "投诉"
    MEDIATION = "调解"
    TIPOFF = "举报"


GROUNDS_OF_FIELD: Mapping[str, Grounds] = {
    "decline_ground": Grounds.DECLINE,
    "termination_ground": Grounds.TERMINATION,
    "not_filed_ground": Grounds.NOT_FILING,
}
"""The fields that hold a ground, by key."""

TRACK_OF: Mapping[Grounds, Track] = {
    Grounds.DECLINE: Track.COMPLAINT,
    Grounds.TERMINATION: Track.MEDIATION,
    Grounds.NOT_FILING: Track.TIPOFF,
}
"""Whose law a list of grounds comes from; reasons to end a mediation go by its acceptance."""


def began(ticket: Ticket, track: Track) -> date | None:
    """When a track began; a mediation that is not dated counts from the receipt (受理之日)."""
    accepted = ticket.complaint.acceptance_date
    if track is Track.MEDIATION and accepted is not None:
        return accepted
    return ticket.received_at.date() if ticket.received_at is not None else None


def followed(ticket: Ticket, track: Track, sets: RuleSets, today: date) -> RuleSet:
    """The set that a track of the ticket follows; one without a date as if it began today."""
    return sets.on(began(ticket, track) or today, ticket.rule_set)


def day_of_law(ticket: Ticket, track: Track, sets: RuleSets, today: date) -> date:
    """The day whose law counts for a track of the ticket."""
    return sets.day_of_law(began(ticket, track) or today, ticket.rule_set)


def tracks_of(ticket: Ticket) -> tuple[Track, ...]:
    """The tracks that have begun, in the order of the work."""
    tracks = [Track.COMPLAINT] if ticket.on_complaint_track else []
    if ticket.on_complaint_track and ticket.complaint.acceptance_date is not None:
        tracks.append(Track.MEDIATION)
    return (*tracks, *([Track.TIPOFF] if ticket.on_tipoff_track else []))


def grounds_for(ticket: Ticket, key: str, sets: RuleSets, today: date) -> tuple[Ground, ...]:
    """What an officer may choose from in the field `key` of this ticket."""
    of = GROUNDS_OF_FIELD[key]
    return followed(ticket, TRACK_OF[of], sets, today).grounds[of]


def ground_words(ticket: Ticket, key: str, sets: RuleSets, today: date) -> str:
    """The ground in the field `key` with its words; a number its set does not have is said so."""
    of = GROUNDS_OF_FIELD[key]
    value = getattr(ticket.tipoff if of is Grounds.NOT_FILING else ticket.complaint, key)
    return "" if value is None else words_of(value, of, followed(ticket, TRACK_OF[of], sets, today))


def words_of(value: object, of: Grounds, held: RuleSet) -> str:
    """A ground as it is shown: number and words, or that the set has no such number."""
    found = held.ground(of, value)
    return found.words if found else f"{value}　{held.code} 没有这一项"
