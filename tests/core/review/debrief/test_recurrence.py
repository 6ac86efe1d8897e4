"""How often the shortfalls of a point come back, and when a change may be called one."""

import pytest

from core.review.debrief.recurrence import Change, Rate, change_of

FEW = 5


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Rate(18, 20), Rate(2, 20), Change.LESS),
        (Rate(2, 20), Rate(18, 20), Change.MORE),
        (Rate(10, 20), Rate(7, 20), Change.UNCLEAR),
        (Rate(4, 4), Rate(0, 40), Change.FEW),
        (Rate(40, 40), Rate(0, 4), Change.FEW),
        (Rate(0, 0), Rate(3, 30), Change.FEW),
    ],
)
def test_only_intervals_that_do_not_meet_speak_of_a_change(
    before: Rate, after: Rate, change: Change
) -> None:
    assert change_of(before, after, few=FEW) is change
