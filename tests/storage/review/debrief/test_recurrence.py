"""The next campaign of the kind says whether the points of the last one helped."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from core.review.debrief.recurrence import Change, Rate, Recurrence
from core.review.shares import Size
from tests.storage.review.debrief.samples import Office
from tests.storage.review.samples import SECTION, STATIONS, a_plan, fill, unsubstantiated

BAD = {unit: {"B10": "4", "B4": "0"} for unit in STATIONS}
NEXT = a_plan(
    title="2026 年第 4 季度不属实件督查",
    since=date(2026, 10, 1),
    until=date(2026, 11, 30),
    size=Size(total=10, minimum=0, maximum=8),
)


@pytest.fixture
def pointed(office: Office) -> Office:
    """Points were drawn from a campaign in which every ticket lost marks on two items."""
    id_ = office.campaign(BAD)
    office.now = datetime(2026, 12, 10, 9, 0)
    with office.store.transaction(who=SECTION, what="归纳要点") as tx:
        by = office.person(SECTION)
        tx.debriefs.merge(id_, "B10", 35, by=by)
        tx.debriefs.merge(id_, "B4", 27, by=by)
    later = [
        unsubstantiated(
            f"SJ2026{place}9{number:02d}",
            unit,
            received_at=datetime(2026, 11, 3, 9, 0),
            assigned_at=datetime(2026, 11, 3, 10, 0),
            acceptance_notice_at=datetime(2026, 11, 5, 9, 0),
            filing_date=date(2026, 11, 10),
            closed_at=datetime(2026, 11, 12, 9, 0),
        )
        for place, unit in enumerate(STATIONS)
        for number in range(4)
    ]
    fill(office.store, *later)
    return office


def measured(office: Office, id_: int) -> dict[str, Recurrence]:
    return {one.code: one for one in office.debrief(id_).recurrences}


def test_points_that_helped_and_points_that_did_not(pointed: Office) -> None:
    id_ = pointed.campaign({unit: {"B4": "0"} for unit in STATIONS}, NEXT)
    found = measured(pointed, id_)
    reply, evidence = found["B10"], found["B4"]
    assert (reply.number, reply.before, reply.after) == (35, Rate(10, 10), Rate(0, 10))
    assert reply.change is Change.LESS
    assert reply.after.share == Decimal("0.00")
    assert reply.after.interval is not None
    assert reply.after.interval.high == Decimal("27.75")
    assert evidence.change is Change.UNCLEAR
    assert evidence.earlier == "2026 年第 3 季度不属实件督查"


def test_a_small_next_round_says_so(pointed: Office) -> None:
    small = a_plan(
        title="小样本",
        since=date(2026, 10, 1),
        until=date(2026, 11, 30),
        size=Size(total=3, minimum=0, maximum=8),
    )
    id_ = pointed.campaign({}, small)
    assert {one.change for one in measured(pointed, id_).values()} == {Change.FEW}


def test_nothing_is_compared_with_a_campaign_no_points_were_drawn_from(pointed: Office) -> None:
    assert pointed.debrief(2).recurrences == ()
