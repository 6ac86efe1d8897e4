"""The rounds (轮次) of an officer's queue: self review, peer reviews, third review, recheck."""

from collections.abc import Sequence
from itertools import groupby

from core.review.reviews import Stage
from gui.review.queue_strip import Spot
from storage.review.reviews import QueuedTask

ROUNDS = {
    Stage.SELF: "自评",
    Stage.PEER1: "互评",
    Stage.PEER2: "互评",
    Stage.THIRD: "复评",
    Stage.RECHECK: "科室复核",
}
Round = list[QueuedTask]


def rounds_of(found: Sequence[QueuedTask]) -> list[Round]:
    """The queue by campaign and round, in the order in which rounds are held."""
    order = list(dict.fromkeys(ROUNDS.values()))

    def place(one: QueuedTask) -> tuple[int, int]:
        return one.task.campaign, order.index(ROUNDS[one.task.stage])

    return [list(some) for _, some in groupby(sorted(found, key=place), key=place)]


def round_names(rounds: Sequence[Round]) -> list[str]:
    several = len({some[0].task.campaign for some in rounds}) > 1
    return [
        f"{some[0].title}·{ROUNDS[some[0].task.stage]}" if several else ROUNDS[some[0].task.stage]
        for some in rounds
    ]


def spot_of(place: int, one: QueuedTask, *, current: bool) -> Spot:
    words = f"{place + 1}"
    if one.handed_in_at is not None:
        return Spot(words, "ok", "已提交")
    if not one.is_ready:
        return Spot(words, "paused", "自评、互评还没有交齐")
    if current:
        return Spot(words, "info", "正在评")
    return Spot(words, "draft", "有草稿") if one.has_draft else Spot(words, "plain", "未评")
