"""How long the rounds of a campaign have, and the line of phases that shows how far it is.

The lengths are data of the office (`resources/rubrics/campaigns.json`), counted in working days
from the day of the draw.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.review.campaign import Campaign, CampaignState
from core.review.report import Progress
from core.review.reviews import COVERED, Stage, Task
from core.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTerms:
    """Working days after the draw until which self reviews and peer reviews are due.

    A third review is due so many working days after it was asked for.
    """

    own: int
    peers: int
    third: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDates:
    """The last day of self reviews and of peer reviews."""

    own: date
    peers: date

    def of(self, stage: Stage) -> date | None:
        """The last day of a stage; rechecks have none."""
        if stage is Stage.SELF:
            return self.own
        return self.peers if stage in COVERED else None

    def last_day(self, task: Task) -> date | None:
        """The last day of one review: its own where it was asked for later, else its round's."""
        return task.due_on or self.of(task.stage)


def due_dates(about: Campaign, terms: RoundTerms, calendar: Calendar) -> DueDates | None:
    """When the rounds of a campaign are due; None before its tickets are drawn."""
    if about.drawn_at is None:
        return None
    drawn_on = about.drawn_at.date()
    return DueDates(
        own=calendar.add_workdays(drawn_on, terms.own),
        peers=calendar.add_workdays(drawn_on, terms.peers),
    )


class PhaseState(Enum):
    DONE = "完成"
    NOW = "正在进行"
    AHEAD = "还没有到"


@dataclass(frozen=True, slots=True)
class Phase:
    """One bar of the line: its name, a few words on when, and how much of it is done (0 to 1)."""

    name: str
    when: str
    state: PhaseState
    share: float = 0.0


def phases(
    about: Campaign, progress: Sequence[Progress], dates: DueDates | None
) -> tuple[Phase, ...]:
    """From the plan to the published result, in the order in which they are done."""
    return (*_preparing(about), *_rounds(about, progress, dates), _published(about))


def _preparing(about: Campaign) -> Iterator[Phase]:
    yield Phase("部署", day_words(about.planned_at.date()), PhaseState.DONE, 1.0)
    steps = (
        ("封存种子", CampaignState.PLANNED, about.committed_at, "锁定总体名单"),
        ("抽取", CampaignState.LOCKED, about.drawn_at, "用封存的种子"),
    )
    for name, before, at, otherwise in steps:
        if at is not None:
            yield Phase(name, day_words(at.date()), PhaseState.DONE, 1.0)
        else:
            now = about.state is before
            yield Phase(name, otherwise, PhaseState.NOW if now else PhaseState.AHEAD)


def _rounds(
    about: Campaign, progress: Sequence[Progress], dates: DueDates | None
) -> Iterator[Phase]:
    own = sum(one.self_done for one in progress), sum(one.self_all for one in progress)
    peers = sum(one.peer_done for one in progress), sum(one.peer_all for one in progress)
    recheck = sum(one.recheck_done for one in progress), sum(one.recheck_all for one in progress)
    started = about.state in (CampaignState.REVIEWING, CampaignState.CLOSED)
    for name, (done, of), until in (
        ("自评", own, dates.own if dates else None),
        ("互评", peers, dates.peers if dates else None),
    ):
        when = f"{day_words(until)}前" if until else "抽取以后"
        yield _round(name, when, done, of, started=started)
    blind_done = own[0] + peers[0] > 0
    yield _round("科室复核", "自评、互评交齐后", *recheck, started=started and blind_done)


def _round(name: str, when: str, done: int, of: int, *, started: bool) -> Phase:
    if not started or not of:
        return Phase(name, when, PhaseState.AHEAD)
    until = f"，{when}" if when.endswith("日前") else ""
    said = f"{done}/{of}{until}" if done < of else f"{of} 份已交齐"
    state = PhaseState.DONE if done == of else PhaseState.NOW
    return Phase(name, said, state, done / of)


def _published(about: Campaign) -> Phase:
    if about.closed_at is not None:
        return Phase("公布结果", day_words(about.closed_at.date()), PhaseState.DONE, 1.0)
    return Phase("公布结果", "复核完以后", PhaseState.AHEAD)


def day_words(day: date) -> str:
    """A day of about now: 11 月 5 日."""
    return f"{day.month} 月 {day.day} 日"
