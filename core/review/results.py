"""From reviews to results: all tickets of a campaign, the standing of each unit, handling points.

Takes only what was handed in, and of that only what may be shown to whoever asks. The values
themselves are described in `report.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.people import Action, Officer, reach
from core.review.agreement import Scale, alpha
from core.review.appeals import Appeal, revised
from core.review.campaign import Campaign
from core.review.formula import Formula
from core.review.intervals import mean, mean_interval, share, share_interval
from core.review.points import loss_points
from core.review.quality.ranks import places
from core.review.report import (
    CampaignReport,
    Certificate,
    DrawnTicket,
    Progress,
    TicketResult,
    UnitResult,
)
from core.review.reviews import BLIND, Review, Stage, Task, is_open, visible_reviews
from core.review.ticket_result import ticket_result

ALL_UNITS = "全局"

NOTES = (
    "区间为 95% 置信区间：均分用学生 t 区间，合格率用威尔逊区间。区间相互重叠的所队不分先后。",
    "评查结论用于改进工作，不作为对具体行政行为效力的认定。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that a campaign has gathered: its certificate, its tasks, and the reviews handed in."""

    campaign: Campaign
    certificate: Certificate
    tasks: tuple[Task, ...]
    reviews: tuple[Review, ...]
    appeals: tuple[Appeal, ...] = ()


Eyes = Callable[[DrawnTicket, Sequence[Task], Sequence[Review]], Sequence[Review] | None]
"""Which of a ticket's reviews may be shown; None where the ticket itself may not."""


def when_open(
    drawn: DrawnTicket, tasks: Sequence[Task], reviews: Sequence[Review]
) -> Sequence[Review]:
    """All of them once every blind review of the ticket is handed in, none before."""
    return reviews if is_open(drawn.ref, tasks, reviews) else ()


def eyes_of(viewer: Officer, *, is_closed: bool, today: date) -> Eyes:
    """What one officer may see: tickets of the units the officer looks after, and their marks."""
    units = reach(viewer, Action.SEE_CAMPAIGN, today=today)

    def seen(
        drawn: DrawnTicket, tasks: Sequence[Task], reviews: Sequence[Review]
    ) -> Sequence[Review] | None:
        if units is not None and drawn.unit not in units:
            return None
        shown = visible_reviews(viewer, tasks, reviews, is_closed=is_closed, today=today)
        return [one.review for one in shown]

    return seen


def campaign_report(
    record: Record, *, unit_order: Sequence[str], eyes: Eyes = when_open
) -> CampaignReport:
    """Work out everything that is shown and printed of a campaign."""
    campaign, certificate = record.campaign, record.certificate
    tickets = tuple(_ticket_results(record, certificate.drawn, eyes))
    directed = tuple(_ticket_results(record, certificate.directed, eyes))
    units = _in_order({one.unit for one in tickets}, unit_order)
    results = _placed([_unit_result(unit, tickets, campaign.formula) for unit in units])
    few = [one.unit for one in results if one.few and one.n]
    small = f"{'、'.join(few)}已评不足 {campaign.formula.few} 件，样本少，均分只供参考。"
    return CampaignReport(
        id=campaign.id,
        title=campaign.plan.title,
        kind=campaign.plan.kind,
        since=campaign.plan.since,
        until=campaign.plan.until,
        state=campaign.state,
        rubric=f"{campaign.rubric.title}（{campaign.rubric.version} 版）",
        formula=campaign.formula.title,
        pass_mark=campaign.formula.pass_mark,
        certificate=certificate,
        progress=tuple(_progress(unit, record) for unit in units),
        overall=_unit_result(None, tickets, campaign.formula),
        units=results,
        grades=_grades(tickets, campaign.formula),
        tickets=tickets,
        directed=directed,
        points=loss_points((*tickets, *directed), campaign.rubric),
        notes=(
            *NOTES,
            *([small] if few else []),
            *([f"定向抽取 {len(directed)} 件，单独列出，不计入均分和占比。"] if directed else []),
            *_agreement(tickets, campaign.formula),
            *campaign.assignment_notes,
        ),
    )


def _ticket_results(
    record: Record, some: Iterable[DrawnTicket], eyes: Eyes
) -> Iterator[TicketResult]:
    tasks: dict[str, list[Task]] = {}
    for task in record.tasks:
        tasks.setdefault(task.ref, []).append(task)
    appeals = {one.ref: one for one in record.appeals}
    reviews: dict[str, list[Review]] = {}
    for review in record.reviews:
        reviews.setdefault(review.ref, []).append(review)
    for drawn in some:
        seen = eyes(drawn, tasks.get(drawn.ref, []), reviews.get(drawn.ref, []))
        if seen is not None:
            yield _ticket_result(record, drawn, seen, appeals.get(drawn.ref))


def _ticket_result(
    record: Record, drawn: DrawnTicket, seen: Sequence[Review], appeal: Appeal | None
) -> TicketResult:
    """A ticket's result as it counts now; what counted before an appeal is kept beside it."""
    rubric, formula = record.campaign.rubric, record.campaign.formula
    by_stage = {review.stage: review for review in seen}
    recheck = by_stage.get(Stage.RECHECK)
    first = ticket_result(drawn, by_stage, rubric, formula)
    if appeal is None or recheck is None:
        return first
    changed = {**by_stage, Stage.RECHECK: revised(recheck, appeal, rubric)}
    now = ticket_result(drawn, changed, rubric, formula)
    return replace(now, appeal=appeal, before_appeal=first.final)


def _agreement(tickets: Iterable[TicketResult], formula: Formula) -> Iterator[str]:
    """How far the two peers of each ticket agree; nothing is said of a few tickets."""
    pairs = [[float(total) for total in one.peer_totals if total is not None] for one in tickets]
    pairs = [pair for pair in pairs if len(pair) >= 2]
    if len(pairs) < formula.few:
        return
    found = alpha(pairs, Scale.INTERVAL)
    if found is None:
        yield "互评一致程度：各件互评分没有差异，不计算。"
    else:
        yield (
            f"互评一致程度（克里彭多夫 α，按总分，{len(pairs)} 件）为 {found:.2f}："
            "1 是完全一致，0 和随意打分没有区别。"
        )


def _unit_result(unit: str | None, tickets: Iterable[TicketResult], formula: Formula) -> UnitResult:
    """The standing of one unit; None means of all."""
    own = [ticket for ticket in tickets if unit is None or ticket.unit == unit]
    marks = [ticket.final for ticket in own if ticket.final is not None]
    passed = sum(mark >= formula.pass_mark for mark in marks)
    trust, share_trust = mean_interval(marks), share_interval(passed, len(marks))
    return UnitResult(
        unit=unit or ALL_UNITS,
        drawn=len(own),
        n=len(marks),
        mean=mean(marks) if marks else None,
        low=trust.low if trust else None,
        high=trust.high if trust else None,
        passed=passed,
        share=share(passed, len(marks)),
        share_low=share_trust.low if share_trust else None,
        share_high=share_trust.high if share_trust else None,
        few=len(marks) < formula.few,
        is_ranked=len(marks) >= 2,
    )


def _placed(units: Sequence[UnitResult]) -> tuple[UnitResult, ...]:
    """The units with the places that their intervals allow; one alone has none."""
    found = places(units) if len(units) > 1 else {}
    return tuple(
        replace(one, place=found[one.unit].word) if one.unit in found else one for one in units
    )


def _progress(unit: str, record: Record) -> Progress:
    reviewed = {one.ref for one in record.certificate.reviewed}  # anchors are nobody's progress
    tasks = [one for one in record.tasks if one.handling_unit == unit and one.ref in reviewed]
    done = {(review.ref, review.stage) for review in record.reviews}

    def count(stages: Iterable[Stage]) -> tuple[int, int]:
        some = [task for task in tasks if task.stage in stages]
        return sum((task.ref, task.stage) in done for task in some), len(some)

    self_done, self_all = count([Stage.SELF])
    peer_done, peer_all = count(set(BLIND) - {Stage.SELF})
    recheck_done, recheck_all = count([Stage.RECHECK])
    return Progress(
        unit=unit,
        self_done=self_done,
        self_all=self_all,
        peer_done=peer_done,
        peer_all=peer_all,
        recheck_done=recheck_done,
        recheck_all=recheck_all,
    )


def _grades(tickets: Iterable[TicketResult], formula: Formula) -> tuple[tuple[str, int], ...]:
    given = [ticket.grade for ticket in tickets]
    return tuple((grade.name, given.count(grade.name)) for grade in formula.grades)


def _in_order(units: Iterable[str], order: Sequence[str]) -> list[str]:
    """Units as the office lists them; those it does not list behind, by name."""
    place = {unit: position for position, unit in enumerate(order)}
    return sorted(units, key=lambda unit: (place.get(unit, len(place)), unit))
