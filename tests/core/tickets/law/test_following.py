from dataclasses import replace
from datetime import date, datetime

import pytest

from core.tickets.law.following import (
    Track,
    began,
    day_of_law,
    followed,
    ground_words,
    grounds_for,
    tracks_of,
)
from core.tickets.words import Kind, NotFiledGround
from storage.law import rule_sets
from tests.samples import a_ticket

SETS, TODAY = rule_sets(), date(2026, 11, 23)


def received(day: str) -> datetime:
    return datetime.fromisoformat(f"{day} 09:00")


ACROSS = a_ticket(received_at=received("2026-04-10"), acceptance_date=date(2026, 4, 16))
OF_2021 = a_ticket(received_at=received("2021-03-01"), acceptance_date=date(2021, 3, 5))


def test_each_track_follows_the_law_of_the_day_it_began() -> None:
    assert followed(ACROSS, Track.COMPLAINT, SETS, TODAY).code == "RS-2024"
    assert followed(ACROSS, Track.MEDIATION, SETS, TODAY).code == "RS-2026"
    assert began(ACROSS, Track.MEDIATION) == date(2026, 4, 16)


def test_a_mediation_without_a_day_counts_from_the_receipt() -> None:
    ticket = a_ticket(received_at=received("2026-04-10"))
    assert followed(ticket, Track.MEDIATION, SETS, TODAY).code == "RS-2024"


def test_a_ticket_without_days_follows_the_law_of_today() -> None:
    assert followed(a_ticket(received_at=None), Track.TIPOFF, SETS, TODAY).code == "RS-2026"


def test_a_pinned_ticket_follows_its_pin_on_every_track() -> None:
    pinned = replace(ACROSS, rule_set="RS-2020")
    assert {followed(pinned, track, SETS, TODAY).code for track in Track} == {"RS-2020"}
    assert day_of_law(pinned, Track.COMPLAINT, SETS, TODAY) == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("kind", "tracks"),
    [
        (Kind.COMPLAINT, (Track.COMPLAINT, Track.MEDIATION)),
        (Kind.COMPOUND, (Track.COMPLAINT, Track.MEDIATION, Track.TIPOFF)),
        (Kind.TIPOFF, (Track.TIPOFF,)),
        (Kind.ENQUIRY, ()),
    ],
)
def test_a_ticket_has_the_tracks_of_its_kind(kind: Kind, tracks: tuple[Track, ...]) -> None:
    assert tracks_of(a_ticket(kind=kind, acceptance_date=date(2026, 11, 20))) == tracks


def test_grounds_are_offered_from_the_set_of_the_ticket() -> None:
    new = a_ticket()
    assert [len(grounds_for(one, "decline_ground", SETS, TODAY)) for one in (OF_2021, new)] == [
        6,
        7,
    ]
    ends = [len(grounds_for(one, "termination_ground", SETS, TODAY)) for one in (OF_2021, ACROSS)]
    assert ends == [7, 8]


def test_a_ground_is_said_in_the_words_of_its_time() -> None:
    old = replace(OF_2021, complaint=replace(OF_2021.complaint, termination_ground=3))
    new = replace(ACROSS, complaint=replace(ACROSS.complaint, termination_ground=3))
    assert ground_words(old, "termination_ground", SETS, TODAY) == "3　不参加或明确拒绝"
    assert ground_words(new, "termination_ground", SETS, TODAY) == "3　明确达不成协议"


def test_a_number_the_set_lacks_is_said_to_be_lacking() -> None:
    ticket = replace(OF_2021, complaint=replace(OF_2021.complaint, decline_ground=7))
    assert ground_words(ticket, "decline_ground", SETS, TODAY) == "7　RS-2020 没有这一项"


def test_a_ground_for_not_filing_is_said_too_and_nothing_where_there_is_none() -> None:
    ticket = a_ticket(kind=Kind.TIPOFF, not_filed_ground=NotFiledGround.B2)
    assert ground_words(ticket, "not_filed_ground", SETS, TODAY) == "B2　初次且后果轻微已改正"
    assert ground_words(ticket, "decline_ground", SETS, TODAY) == ""
