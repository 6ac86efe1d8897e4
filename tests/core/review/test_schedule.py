from dataclasses import replace
from datetime import date, datetime

from core.review.campaign import Campaign, CampaignState, Plan
from core.review.report import Progress
from core.review.reviews import Stage
from core.review.schedule import PhaseState, RoundTerms, due_dates, phases
from core.review.shares import Size
from core.workdays import Calendar
from tests.core.review.samples import a_formula, a_rubric

WEEKDAYS = Calendar((), frozenset({2026}))
TERMS = RoundTerms(own=5, peers=16, third=5)
PLANNED = Campaign(
    id=1,
    plan=Plan(
        title="试",
        kind="不属实件",
        condition="事实认定 为 不属实",
        since=date(2026, 7, 1),
        until=date(2026, 9, 30),
        size=Size(total=4, minimum=0, maximum=8),
        cap=8,
    ),
    state=CampaignState.PLANNED,
    rubric=a_rubric(),
    formula=a_formula(),
    strata=(),
    frame_count=27,
    frame_hash="0" * 64,
    planned_at=datetime(2026, 11, 3, 9, 0),
)
DRAWN = replace(
    PLANNED,
    state=CampaignState.DRAWN,
    committed_at=datetime(2026, 11, 4, 9, 0),
    drawn_at=datetime(2026, 11, 5, 10, 2),
)
REVIEWING = replace(DRAWN, state=CampaignState.REVIEWING)


def progress(own: int, peers: int, recheck: int) -> Progress:
    return Progress(
        unit="甲所",
        self_done=own,
        self_all=2,
        peer_done=peers,
        peer_all=4,
        recheck_done=recheck,
        recheck_all=2,
    )


def states(about: Campaign, *found: Progress) -> list[str]:
    dates = due_dates(about, TERMS, WEEKDAYS)
    return [phase.state.name for phase in phases(about, found, dates)]


def test_rounds_are_due_so_many_working_days_after_the_draw() -> None:
    dates = due_dates(DRAWN, TERMS, WEEKDAYS)
    assert dates is not None
    assert (dates.own, dates.peers) == (date(2026, 11, 12), date(2026, 11, 27))
    assert dates.of(Stage.THIRD) == dates.peers
    assert dates.of(Stage.RECHECK) is None
    assert due_dates(PLANNED, TERMS, WEEKDAYS) is None


def test_a_planned_campaign_waits_for_its_seed() -> None:
    assert states(PLANNED) == ["DONE", "NOW", "AHEAD", "AHEAD", "AHEAD", "AHEAD", "AHEAD"]


def test_a_drawn_one_has_not_begun_its_rounds() -> None:
    assert states(DRAWN, progress(0, 0, 0))[2:5] == ["DONE", "AHEAD", "AHEAD"]


def test_self_and_peer_reviews_run_side_by_side() -> None:
    found = phases(REVIEWING, [progress(1, 4, 0)], due_dates(REVIEWING, TERMS, WEEKDAYS))
    own, peers, recheck = found[3:6]
    assert (own.state, own.share, own.when) == (PhaseState.NOW, 0.5, "1/2，11 月 12 日前")
    assert (peers.state, peers.when) == (PhaseState.DONE, "4 份已交齐")
    assert recheck.state is PhaseState.NOW


def test_the_recheck_does_not_begin_before_anything_is_handed_in() -> None:
    assert states(REVIEWING, progress(0, 0, 0))[3:] == ["NOW", "NOW", "AHEAD", "AHEAD"]


def test_a_closed_campaign_says_when_it_was_published() -> None:
    closed = replace(REVIEWING, state=CampaignState.CLOSED, closed_at=datetime(2026, 12, 1, 16, 0))
    last = phases(closed, [progress(2, 4, 2)], None)[-1]
    assert (last.state, last.when) == (PhaseState.DONE, "12 月 1 日")
