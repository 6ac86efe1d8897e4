"""What a campaign under way asks of the section (要您处理), as sentences, the pressing first."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.review.report import WANTS_THIRD, Difference, TicketResult
from core.review.results import Record
from core.review.reviews import BLIND, PEERS, Stage, missing_before_recheck
from core.review.schedule import DueDates, day_words


class MatterKind(Enum):
    THIRD = "third"
    RECHECK = "recheck"
    LATE = "late"
    AWAY = "away"
    OVERLOAD = "overload"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to see to, and the tickets it is about."""

    kind: MatterKind
    sentence: str
    refs: tuple[str, ...] = ()


def matters(
    record: Record,
    tickets: Iterable[TicketResult],
    dates: DueDates | None,
    *,
    today: date,
    away: Collection[str] = (),
) -> tuple[Matter, ...]:
    """All that blocks or deserves a look; empty when the reviewers are simply at work.

    `away` are the officers who are on leave today.
    """
    results = list(tickets)
    return (
        *_thirds(record, results),
        *_away(record, away),
        *_late(record, dates, today),
        *_rechecks(record),
        *_overload(record),
        *_self_apart(record, results),
    )


def wants_third(record: Record, ticket: TicketResult) -> bool:
    """Whether the two peers are so far apart that a third has to look, and nobody has been asked.

    Once the section has rechecked a ticket the question is settled.
    """
    asked = {task.stage for task in record.tasks if task.ref == ticket.ref}
    differs = any(flag.kind in WANTS_THIRD for flag in ticket.flags)
    return differs and Stage.THIRD not in asked and ticket.recheck_total is None


def _thirds(record: Record, tickets: Iterable[TicketResult]) -> Iterator[Matter]:
    wanted = [one for one in tickets if wants_third(record, one)]
    formula = record.campaign.formula
    for kind, words in (
        (Difference.PEERS_APART, f"两名互评人相差 {formula.peers_apart} 分以上，要派第三人"),
        (Difference.VETO_SPLIT, "两名互评人的一票否决意见不一致，要派第三人"),
    ):
        refs = tuple(one.ref for one in wanted if _first_kind(one) is kind)
        if refs:
            yield Matter(MatterKind.THIRD, f"{len(refs)} 件{words}", refs)


def _first_kind(ticket: TicketResult) -> Difference:
    return next(flag.kind for flag in ticket.flags if flag.kind in WANTS_THIRD)


def _away(record: Record, away: Collection[str]) -> Iterator[Matter]:
    """What reviewers on leave have not handed in: it has to go to others."""
    done = {(review.ref, review.stage) for review in record.reviews}
    left = [
        task
        for task in record.tasks
        if task.officer in away and task.stage in BLIND and (task.ref, task.stage) not in done
    ]
    if left:
        names = "、".join(dict.fromkeys(f"{task.unit}{task.officer}" for task in left))
        refs = tuple(dict.fromkeys(task.ref for task in left))
        yield Matter(MatterKind.AWAY, f"{names}不在岗，还有 {len(left)} 份没有交，要改派", refs)


def _late(record: Record, dates: DueDates | None, today: date) -> Iterator[Matter]:
    done = {(review.ref, review.stage) for review in record.reviews}
    rounds = (("自评", (Stage.SELF,)), ("互评", PEERS), ("第三人复评", (Stage.THIRD,)))
    for name, stages in rounds:
        late = [
            task
            for task in record.tasks
            if task.stage in stages
            and (task.ref, task.stage) not in done
            and (last := dates.last_day(task) if dates else None) is not None
            and last < today
        ]
        if not late or dates is None:
            continue
        due = min(filter(None, map(dates.last_day, late)))
        units = "、".join(dict.fromkeys(task.unit for task in late))
        refs = tuple(dict.fromkeys(task.ref for task in late))
        sentence = f"{name}过了 {day_words(due)}，还差 {len(late)} 份：{units}"
        yield Matter(MatterKind.LATE, sentence, refs)


def _rechecks(record: Record) -> Iterator[Matter]:
    refs = tuple(to_recheck(record))
    if refs:
        yield Matter(MatterKind.RECHECK, f"{len(refs)} 件自评、互评已齐，等科室复核", refs)


def to_recheck(record: Record) -> Iterator[str]:
    """The tickets whose recheck can be made now."""
    done = {review.ref for review in record.reviews if review.stage is Stage.RECHECK}
    for task in record.tasks:
        is_due = task.stage is Stage.RECHECK and task.ref not in done
        if is_due and not missing_before_recheck(task.ref, record.tasks, record.reviews):
            yield task.ref


def _overload(record: Record) -> Iterator[Matter]:
    loads = Counter(
        f"{task.unit}{task.officer}"
        for task in record.tasks
        if task.stage in PEERS and task.officer
    )
    cap = record.campaign.plan.cap
    over = [name for name, load in loads.items() if load > cap]
    if over:
        most = max(loads.values())
        yield Matter(
            MatterKind.OVERLOAD,
            f"互评人不够：{len(over)} 人超过每人 {cap} 件的上限，最多的一人 {most} 件",
        )


def _self_apart(record: Record, tickets: Iterable[TicketResult]) -> Iterator[Matter]:
    refs = tuple(
        one.ref for one in tickets if any(flag.kind is Difference.SELF_APART for flag in one.flags)
    )
    if refs:
        apart = record.campaign.formula.self_apart
        words = f"{len(refs)} 件自评与互评均分相差 {apart} 分以上，讲评时说明"
        yield Matter(MatterKind.DIFFERENCE, words, refs)
