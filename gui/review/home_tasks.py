"""What spot checks ask of the officer who sits here: lines for 待办, a count for the navigation."""

from collections.abc import Iterator, Sequence

from core.people import Action
from core.review.appeals import due_on, last_day
from core.review.campaign import CampaignState
from core.review.matters import MatterKind, matters
from core.review.results import campaign_report
from core.review.reviews import Stage
from core.review.schedule import DueDates, day_words, due_dates
from gui.desk import Desk
from gui.review.rounds import ROUNDS, rounds_of
from gui.tasks import Source, Task
from storage.calendar import calendar_of
from storage.database import Reading
from storage.people import absent_on
from storage.review.appealed import open_appeals
from storage.review.reading import campaigns, load_campaign, load_record
from storage.review.reviews import QueuedTask, queue_of
from storage.review.rubrics import campaign_rules

_NEXT_STEPS = {
    CampaignState.PLANNED: "下一步：封存种子，锁定总体",
    CampaignState.LOCKED: "下一步：用封存的种子抽取",
    CampaignState.DRAWN: "下一步：分派评查人",
}


def to_review(desk: Desk, connection: Reading) -> Iterator[Task]:
    """One line for each campaign and round in which the officer still has something to mark."""
    if not any(desk.may(action) for action in (Action.REVIEW_SELF, Action.REVIEW_PEER)):
        return
    queue = queue_of(connection, desk.officer, today=desk.today)
    blind = [one for one in queue if one.task.stage is not Stage.RECHECK]
    for tasks in rounds_of(blind):
        first = tasks[0]
        name, campaign = ROUNDS[first.task.stage], first.task.campaign
        dates = due_dates(
            load_campaign(connection, campaign), campaign_rules().terms, calendar_of(connection)
        )
        left = [one for one in tasks if one.handed_in_at is None]
        if left:
            yield Task(
                icon="scale",
                title=f"{name}任务：{first.title}",
                why=_how_far(tasks, left, dates, desk),
                verb=f"去{name}",
                page="review",
                target=left[0].task.stage,
            )


def _how_far(
    tasks: Sequence[QueuedTask], left: Sequence[QueuedTask], dates: DueDates | None, desk: Desk
) -> str:
    """已评 5 件，还有 3 件，11 月 27 日截止."""
    done = len(tasks) - len(left)
    said = f"已评 {done} 件，还有 {len(left)} 件" if done else f"{len(left)} 件"
    due = dates.last_day(left[0].task) if dates is not None else None
    if due is None:
        return said
    return f"{said}，{day_words(due)}截止{'，已经过了' if due < desk.today else ''}"


def to_recheck(desk: Desk, connection: Reading) -> Iterator[Task]:
    """The tickets whose blind reviews are all in, for the section."""
    if not desk.may(Action.RECHECK):
        return
    queue = queue_of(connection, desk.officer, today=desk.today)
    ready = [one for one in queue if _waits_for_recheck(one)]
    if ready:
        yield Task(
            icon="scale",
            title=f"要复核 {len(ready)} 件",
            why="自评、互评已经交齐，等科室复核定分",
            verb="去复核",
            page="review",
            target=Stage.RECHECK,
        )


def next_steps(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Campaigns that wait for the section's next step."""
    if not desk.may(Action.PLAN_CAMPAIGN):
        return
    for about in campaigns(connection):
        step = _NEXT_STEPS.get(about.state)
        if step:
            yield Task(
                icon="clipboard-list",
                title=about.plan.title,
                why=step,
                verb="去办",
                page="campaigns",
                target=about.id,
            )


def to_see_to(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Campaigns under review in which peers are too far apart, or reviews are late."""
    if not desk.may(Action.RECHECK):
        return
    for about in campaigns(connection):
        if about.state is not CampaignState.REVIEWING:
            continue
        record = load_record(connection, about.id)
        results = campaign_report(record, unit_order=()).reviewed
        dates = due_dates(about, campaign_rules().terms, calendar_of(connection))
        away = absent_on(connection, desk.today)
        for one in matters(record, results, dates, today=desk.today, away=away):
            if one.kind in _PRESSING:
                icon, verb = _PRESSING[one.kind]
                yield Task(
                    icon=icon,
                    title=one.sentence,
                    why=about.plan.title,
                    verb=verb,
                    page="campaigns",
                    target=about.id,
                )


_PRESSING = {
    MatterKind.THIRD: ("git-compare", "去指派"),
    MatterKind.AWAY: ("user-round", "去改派"),
    MatterKind.LATE: ("clock-alert", "去催办"),
}


def to_decide(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Appeals that wait for an answer, the one due first on top."""
    if not desk.may(Action.RECHECK):
        return
    terms = campaign_rules().appeals
    for one in open_appeals(connection):
        due = due_on(one, terms, calendar_of(connection))
        late = "，已经过了" if due < desk.today else ""
        yield Task(
            icon="scale",
            title=f"答复申诉：{one.unit} {one.ref}",
            why=f"{len(one.items)} 项，{day_words(due)}前答复{late}，复核人自己不能答复",
            verb="去答复",
            page="campaign-result",
            target=(one.campaign, one.ref),
        )


def may_appeal(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Results that were published, for the unit's leader, as long as it may appeal."""
    if not desk.may(Action.APPEAL):
        return
    for about in campaigns(connection):
        last = last_day(about, campaign_rules().appeals, calendar_of(connection))
        if last is not None and desk.today <= last:
            yield Task(
                icon="clipboard-list",
                title=f"结果已公布：{about.plan.title}",
                why=f"有不同意见的，{day_words(last)}前可以申诉",
                verb="看结果",
                page="campaign-result",
                target=about.id,
            )


def _waits_for_recheck(one: QueuedTask) -> bool:
    return one.task.stage is Stage.RECHECK and one.handed_in_at is None and one.is_ready


REVIEW_SOURCES: Sequence[Source] = (
    to_review,
    to_see_to,
    to_recheck,
    to_decide,
    next_steps,
    may_appeal,
)


def waiting(desk: Desk) -> int:
    """How many reviews the officer can make now, for the count in the navigation."""
    with desk.store.reading() as connection:
        queue = queue_of(connection, desk.officer, today=desk.today)
    return sum(one.handed_in_at is None and one.is_ready for one in queue)
