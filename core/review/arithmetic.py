"""How the marks of one ticket came about, figure by figure, in words that anyone can check."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from core.figures.words import marks as two_places
from core.figures.words import whole_marks
from core.review.formula import Formula
from core.review.marks import FULL_MARKS
from core.review.report import TicketResult
from core.review.reviews import PEERS, Review, Stage
from core.review.rubric import Item, NotApplicable, Rubric


def arithmetic(
    ticket: TicketResult, reviews: Mapping[Stage, Review], rubric: Rubric, formula: Formula
) -> tuple[str, ...]:
    """One line for each total, for the peers' mean, and for the mark that counts."""
    return (
        *(_total(reviews[stage], rubric) for stage in Stage if stage in reviews),
        *_peer_mean(ticket),
        *_final(ticket, reviews, rubric, formula),
    )


def _total(review: Review, rubric: Rubric) -> str:
    """复核 82.61 = （8 + 5 + …）÷ 92 × 100."""
    parts, possible = _parts(review, rubric)
    summed = " + ".join(whole_marks(part) for part in parts) or "0"
    original = two_places(review.score.original)
    if possible == FULL_MARKS:
        said = f"{review.stage} {original} = {summed}"
    else:
        said = f"{review.stage} {original} = （{summed}）÷ {whole_marks(possible)} × 100"
    if review.score.vetoes:
        codes = "、".join(review.score.vetoes)
        said += f"；一票否决（{codes}），按 {two_places(review.score.total)} 计"
    return said


def _parts(review: Review, rubric: Rubric) -> tuple[list[Decimal], Decimal]:
    """The marks that are added up, and what could be reached with them."""
    counted = [
        (item, marks) for item in rubric.items if (marks := _counts(review, item)) is not None
    ]
    return [marks for _, marks in counted], sum((item.full for item, _ in counted), Decimal(0))


def _counts(review: Review, item: Item) -> Decimal | None:
    mark = review.marks.item(item.code)
    if mark.applies:
        return mark.marks or Decimal(0)
    return item.full if item.not_applicable is NotApplicable.FULL else None


def _peer_mean(ticket: TicketResult) -> Iterator[str]:
    totals = [total for total in ticket.peer_totals if total is not None]
    if ticket.peer_mean is not None:
        summed = " + ".join(two_places(total) for total in totals)
        yield f"互评均分 {two_places(ticket.peer_mean)} = （{summed}）÷ {len(totals)}"


def _final(
    ticket: TicketResult, reviews: Mapping[Stage, Review], rubric: Rubric, formula: Formula
) -> Iterator[str]:
    if ticket.original is None:
        return
    parts = [
        f"{_original(name, reviews, stages)}{'' if weight == 1 else f' × {weight}'}"
        for name, stages, weight in (
            ("自评", (Stage.SELF,), formula.self_weight),
            ("互评均分", PEERS, formula.peer_weight),
            ("复核", (Stage.RECHECK,), formula.recheck_weight),
        )
        if weight
    ]
    yield f"最终分 {two_places(ticket.original)} = {' + '.join(parts)}"
    if ticket.vetoes:
        cap = whole_marks(rubric.veto_cap)
        yield (
            f"复核定了一票否决，最高 {cap} 分：最终分 {two_places(ticket.final)}，{ticket.grade}"
        )


def _original(name: str, reviews: Mapping[Stage, Review], stages: Sequence[Stage]) -> str:
    """The marks before a veto that the formula takes: 复核 87.50, 互评均分（85.00 + 88.00）÷ 2."""
    given = [two_places(reviews[stage].score.original) for stage in stages]
    if len(given) == 1:
        return f"{name} {given[0]}"
    return f"{name}（{' + '.join(given)}）÷ {len(given)}"
