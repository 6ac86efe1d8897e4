"""The result of one ticket: its marks stage by stage, the mark that counts, the differences."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from core.decimals import half_up
from core.review.formula import Formula
from core.review.intervals import mean
from core.review.report import (
    WANTS_THIRD,
    Difference,
    DrawnTicket,
    Flag,
    ItemResult,
    TicketResult,
    VetoHit,
)
from core.review.reviews import PEERS, Review, Stage
from core.review.rubric import Item, Rubric


def ticket_result(
    drawn: DrawnTicket, reviews: Mapping[Stage, Review], rubric: Rubric, formula: Formula
) -> TicketResult:
    """One ticket's result from the reviews that are in, by stage."""
    own, recheck = reviews.get(Stage.SELF), reviews.get(Stage.RECHECK)
    peers = [reviews.get(stage) for stage in PEERS]
    peer_mean = _peer_mean(peers)
    original = _weighted(reviews, peers, formula)
    is_vetoed = recheck is not None and bool(recheck.score.vetoes)
    final = original
    if original is not None and is_vetoed:
        final = min(original, half_up(rubric.veto_cap))
    return TicketResult(
        ref=drawn.ref,
        number=drawn.number,
        unit=drawn.unit,
        directed=drawn.directed,
        self_total=own.score.total if own else None,
        peer_totals=tuple(peer.score.total if peer else None for peer in peers),
        peer_mean=peer_mean,
        recheck_total=recheck.score.total if recheck else None,
        final=final,
        original=original,
        grade="" if final is None else formula.grade(final, is_vetoed=is_vetoed),
        vetoes=_veto_hits(recheck, rubric),
        flags=tuple(_flags(reviews, peer_mean, formula)),
        items=tuple(_item_result(item, reviews) for item in rubric.items),
    )


def _peer_mean(peers: Sequence[Review | None]) -> Decimal | None:
    totals = [peer.score.total for peer in peers if peer]
    return mean(totals) if len(totals) == len(PEERS) else None


def _weighted(
    reviews: Mapping[Stage, Review], peers: Sequence[Review | None], formula: Formula
) -> Decimal | None:
    """The mark before a veto, by the campaign's formula; None while a part of it is missing."""
    parts = (
        (formula.self_weight, [reviews.get(Stage.SELF)]),
        (formula.peer_weight, peers),
        (formula.recheck_weight, [reviews.get(Stage.RECHECK)]),
    )
    total = Fraction()
    for weight, those in parts:
        if not weight:
            continue
        originals = [Fraction(review.score.original) for review in those if review]
        if len(originals) < len(those):
            return None
        total += Fraction(weight) * sum(originals) / len(originals)
    return half_up(total)


def _veto_hits(recheck: Review | None, rubric: Rubric) -> tuple[VetoHit, ...]:
    hits = recheck.marks.vetoes if recheck else {}
    return tuple(
        VetoHit(code=veto.code, title=veto.title, reason=hits[veto.code])
        for veto in rubric.vetoes
        if veto.code in hits
    )


def _flags(
    reviews: Mapping[Stage, Review], peer_mean: Decimal | None, formula: Formula
) -> Iterator[Flag]:
    """The differences that have to be dealt with, in the order of the rounds."""
    totals = {stage: review.score.total for stage, review in reviews.items()}
    if all(stage in totals for stage in PEERS):
        apart = abs(totals[PEERS[0]] - totals[PEERS[1]])
        if apart >= formula.peers_apart:
            yield Flag(Difference.PEERS_APART, f"两名互评人相差 {apart} 分，要派第三人复评。")
        if reviews[PEERS[0]].score.vetoes != reviews[PEERS[1]].score.vetoes:
            yield Flag(Difference.VETO_SPLIT, "两名互评人对一票否决意见不一，要派第三人复评。")
    if peer_mean is None:
        return
    if Stage.SELF in totals and abs(totals[Stage.SELF] - peer_mean) >= formula.self_apart:
        apart = totals[Stage.SELF] - peer_mean
        side = "高" if apart > 0 else "低"
        yield Flag(Difference.SELF_APART, f"自评比互评均分{side} {abs(apart)} 分，自评偏差大。")
    if Stage.RECHECK in totals and abs(totals[Stage.RECHECK] - peer_mean) >= formula.recheck_apart:
        apart = abs(totals[Stage.RECHECK] - peer_mean)
        yield Flag(Difference.RECHECK_APART, f"复核与互评均分相差 {apart} 分，要逐项写明理由。")


def peers_differ(reviews: Mapping[Stage, Review], formula: Formula) -> bool:
    """Whether the two peers are so far apart that a third has to look."""
    return any(flag.kind in WANTS_THIRD for flag in _flags(reviews, None, formula))


def _item_result(item: Item, reviews: Mapping[Stage, Review]) -> ItemResult:
    recheck = reviews.get(Stage.RECHECK)
    mark = recheck.marks.item(item.code) if recheck else None
    lost = Decimal(0)
    if mark is not None and mark.applies and mark.marks is not None:
        lost = item.full - mark.marks
    return ItemResult(
        code=item.code,
        title=item.title,
        full=item.full,
        self_marks=_marks(reviews.get(Stage.SELF), item),
        peer_marks=tuple(_marks(reviews.get(stage), item) for stage in PEERS),
        recheck_marks=_marks(recheck, item),
        applies=mark is None or mark.applies,
        lost=lost,
        reason=mark.reason if mark else "",
    )


def _marks(review: Review | None, item: Item) -> Decimal | None:
    return review.marks.item(item.code).marks if review else None
