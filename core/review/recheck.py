"""What the recheck owes an explanation for (复核理由): where it is far from the peers' mean."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.errors import Refusal
from core.review.formula import Formula
from core.review.intervals import mean
from core.review.marks import Marks, Problem, open_items, score
from core.review.reviews import Review
from core.review.rubric import Item, Rubric


def unexplained(
    rubric: Rubric, formula: Formula, marks: Marks, peers: Sequence[Review]
) -> Iterator[Problem]:
    """The items that need a reason because the recheck's total is far from the peers' mean.

    Every item on which the recheck is not where the peers are on average needs one, also where it
    gives full marks. Nothing is asked before all items are decided.
    """
    if not peers or open_items(rubric, marks):
        return
    apart = abs(score(rubric, marks).total - mean([peer.score.total for peer in peers]))
    if apart < formula.recheck_apart:
        return
    for item in rubric.items:
        if _differs(item, marks, peers) and not marks.item(item.code).reason.strip():
            yield Problem(
                item.code,
                f"复核与互评均分相差 {apart} 分，{item.code} {item.title}与互评不同，请写理由。",
            )


def refuse_unexplained(
    rubric: Rubric, formula: Formula, marks: Marks, peers: Sequence[Review]
) -> None:
    """Refuse a recheck that owes reasons, with all that are missing."""
    missing = list(unexplained(rubric, formula, marks, peers))
    if missing:
        names = "、".join(one.code for one in missing)
        apart = missing[0].sentence.partition("，")[0]
        raise Refusal(f"{apart}，要逐项写理由。{names} 还没有写。", field=missing[0].code)


def _differs(item: Item, marks: Marks, peers: Sequence[Review]) -> bool:
    own = marks.item(item.code)
    theirs = [peer.marks.item(item.code) for peer in peers]
    if any(mark.applies != own.applies for mark in theirs):
        return True
    given = [mark.marks for mark in theirs if mark.marks is not None]
    return own.marks is not None and sum(given, Decimal(0)) != own.marks * len(given)
