"""Handling points (处置要点) that the deductions of a campaign call for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.review.report import ItemResult, LossPoint, TicketResult
from core.review.rubric import Item, Rubric


def loss_points(tickets: Iterable[TicketResult], rubric: Rubric) -> tuple[LossPoint, ...]:
    """One point for each item on which marks were lost, most marks lost first."""
    lost: dict[str, list[tuple[str, ItemResult]]] = {}
    for ticket in tickets:
        for result in ticket.shortfalls:
            lost.setdefault(result.code, []).append((ticket.ref, result))
    points = [_point(item, lost[item.code]) for item in rubric.items if item.code in lost]
    return tuple(sorted(points, key=lambda point: -point.lost))


def _point(item: Item, cases: Sequence[tuple[str, ItemResult]]) -> LossPoint:
    reasons = Counter(result.reason.strip() for _, result in cases)
    return LossPoint(
        code=item.code,
        title=item.title,
        tickets=len(cases),
        lost=sum((result.lost for _, result in cases), Decimal(0)),
        refs=tuple(ref for ref, _ in cases),
        reasons=tuple(reason for reason, _ in reasons.most_common()),
        advice=item.advice,
    )
