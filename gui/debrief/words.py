"""Words that the pages of a debrief have in common."""

from collections.abc import Sequence
from datetime import date

from core.review.debrief.remedies import Remedy

FEW = 6


def due_words(one: Remedy, today: date) -> str:
    """12 月 25 日到期, or how long it is overdue."""
    if one.is_overdue(today):
        return f"超期 {(today - one.due).days} 天"
    return f"{one.due.month} 月 {one.due.day} 日到期"


def several(refs: Sequence[str]) -> str:
    """The first few tickets, and how many there are."""
    first = "、".join(refs[:FEW])
    return first if len(refs) <= FEW else f"{first}等 {len(refs)} 件"
