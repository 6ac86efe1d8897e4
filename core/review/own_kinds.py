"""Kinds of campaign that the section makes itself (自定专项), beside those of the program."""

from collections.abc import Callable, Collection
from datetime import date

from core.errors import Refusal
from core.people import Action, Officer, may
from core.review.campaign import CampaignKind

LONGEST_NAME = 20


def refuse_unfit(
    kind: CampaignKind,
    *,
    known: Collection[str],
    read: Callable[[str], object],
    by: Officer | None,
    today: date,
) -> None:
    """Refuse a kind that has no name of its own, or whose tickets nobody could find.

    `read` raises a Refusal for a sentence that the rule language does not understand.
    """
    if by is not None and not may(by, Action.PLAN_CAMPAIGN, today=today):
        raise Refusal("您不能新立专项，由消保科来立。")
    if not kind.name.strip() or len(kind.name) > LONGEST_NAME:
        raise Refusal(f"专项请写一个 1 到 {LONGEST_NAME} 个字的名称。", field="name")
    if kind.name in known:
        raise Refusal(f"已经有“{kind.name}”这种专项，请换一个名称。", field="name")
    if not kind.condition.strip():
        raise Refusal("请选一个自存视图，或者写明看哪些工单。", field="condition")
    try:
        read(kind.condition)
    except Refusal as refusal:
        raise Refusal(f"看哪些工单读不懂：{refusal}", field="condition") from None
    if not 0 <= kind.minimum <= kind.maximum or kind.maximum < 1:
        raise Refusal("每层至少的件数不能超过至多的件数，至多至少是 1。", field="minimum")
    if kind.cap < 1:
        raise Refusal("每人最多评几件，至少写 1。", field="minimum")
