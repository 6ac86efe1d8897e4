"""Random campaigns: who keeps away keeps away, loads lie as close as a flow of its own allows.

The bound comes from a flow of single reviews, shortest way by shortest way, that shares no code
with the assignment. Beside it the chance of every ticket of a stratum, over many seeds.
"""

import random
import sys
from collections import Counter, deque
from collections.abc import Sequence
from itertools import pairwise

from core.review.assignment import Case, Reviewer, assign, bar
from core.review.sampling import FrameEntry, draw

SECTION = [Reviewer(unit="消保科", officer="郑科"), Reviewer(unit="消保科", officer="钱科")]
SIZE, TAKE = 20, 5
LIMIT = 43.82
"""A thousandth of chance, with 19 degrees of freedom."""


def a_campaign(chance: random.Random) -> tuple[list[Case], list[Reviewer]]:
    """Some units with reviewers of whom some moved, are partial, or had a hand in a ticket."""
    units = [f"{number}所" for number in range(1, chance.randint(3, 9))]
    reviewers = [
        Reviewer(
            unit=unit,
            officer=f"{unit}评{number}",
            served_in=tuple((other, "任过职") for other in units if chance.random() < 0.1),
            partial_to=tuple((f"{other}0", "申报回避") for other in units if chance.random() < 0.1),
        )
        for unit in units
        for number in range(chance.randint(0, 3))
    ]
    names = [one.officer for one in reviewers] or [""]
    cases = [
        Case(
            ref=f"{unit}{number}",
            unit=unit,
            named=frozenset(chance.sample(names, min(len(names), chance.randint(0, 2)))),
        )
        for unit in units
        for number in range(chance.randint(0, 6))
    ]
    return cases, reviewers


def faults(cases: Sequence[Case], reviewers: Sequence[Reviewer], seed: str) -> list[str]:
    """What is wrong with the assignment of one campaign; empty when all is well."""
    made = assign(cases, reviewers, section=SECTION, seed=seed, cap=None)
    found = []
    if {one.case.ref for one in made.assigned} != {case.ref for case in cases}:
        found.append("不是每件都派了")
    shared = [one for one in made.assigned if not one.by_section]
    for one in made.assigned:
        units = {by.unit for by in reviewers if not bar(by, one.case)}
        first, second = one.reviewers
        if one.by_section and len(units) >= 2:
            found.append(f"{one.case.ref} 有两个所可评，却由科室评")
        if not one.by_section and (bar(first, one.case) or bar(second, one.case)):
            found.append(f"{one.case.ref} 派给了该回避的人")
        if not one.by_section and first.unit == second.unit:
            found.append(f"{one.case.ref} 两人同单位")
    if shared:
        load = Counter(by for one in shared for by in one.reviewers)
        loads = [load[by] for by in reviewers]
        bounds = least_and_most([one.case for one in shared], reviewers)
        if (min(loads), max(loads)) != bounds:
            found.append(f"每人 {min(loads)} 至 {max(loads)} 件，本可以 {bounds}")
    return found


def least_and_most(cases: Sequence[Case], reviewers: Sequence[Reviewer]) -> tuple[int, int]:
    """The greatest least load and the least greatest load, each by flows of single reviews."""
    total = 2 * len(cases)
    most = next(cap for cap in range(total + 1) if _matched(cases, reviewers, cap) == total)
    least = max(
        low
        for low in range(total // len(reviewers) + 1)
        if _matched(cases, reviewers, low) == low * len(reviewers)
    )
    return least, most


def _matched(cases: Sequence[Case], reviewers: Sequence[Reviewer], cap: int) -> int:
    """How many reviews can be given out if nobody gets more than `cap`, way by shortest way.

    Every ticket is a place of its own, and so is each unit at it: one review from each.
    """
    room: dict[object, dict[object, int]] = {}

    def pipe(tail: object, head: object, capacity: int) -> None:
        room.setdefault(tail, {})[head] = capacity
        room.setdefault(head, {}).setdefault(tail, 0)

    for case in cases:
        pipe("source", case.ref, 2)
        for by in reviewers:
            if not bar(by, case):
                pipe(case.ref, (case.ref, by.unit), 1)
                pipe((case.ref, by.unit), by, 1)
    for by in reviewers:
        pipe(by, "sink", cap)
    sent = 0
    while way := _way(room):
        for tail, head in pairwise(way):
            room[tail][head] -= 1
            room[head][tail] += 1
        sent += 1
    return sent


def _way(room: dict[object, dict[object, int]]) -> list[object]:
    """The shortest way with room from source to sink; empty when there is none."""
    came: dict[object, object] = {"source": None}
    queue: deque[object] = deque(["source"])
    while queue and "sink" not in came:
        here = queue.popleft()
        for there, left in room.get(here, {}).items():
            if left and there not in came:
                came[there] = here
                queue.append(there)
    way: list[object] = ["sink"] if "sink" in came else []
    while way and way[-1] != "source":
        way.append(came[way[-1]])
    return way[::-1]


def chances(seeds: int) -> float:
    """The chi-square of how often each ticket of a stratum is drawn, over so many seeds."""
    frame = [
        FrameEntry(ref=f"SJ{number:03d}", number="", unit="甲所", stratum="甲所")
        for number in range(SIZE)
    ]
    hits = Counter(
        one.ref for seed in range(seeds) for one in draw(f"种子{seed}", frame, {"甲所": TAKE})
    )
    wanted = seeds * TAKE / SIZE
    # The draws of one seed exclude each other, which makes the counts lie closer than by chance.
    return (
        sum((hits[entry.ref] - wanted) ** 2 for entry in frame)
        / (wanted * (1 - TAKE / SIZE))
        * (SIZE - 1)
        / SIZE
    )


def main(campaigns: int, seeds: int) -> int:
    """Check so many campaigns and seeds; gives the exit status."""
    chance = random.Random(20261124)  # noqa: S311 -- nothing secret
    wrong = [
        (number, fault)
        for number in range(campaigns)
        for fault in faults(*a_campaign(chance), f"种子{number}")
    ]
    for number, fault in wrong[:20]:
        sys.stderr.write(f"第 {number} 次：{fault}\n")
    square = chances(seeds)
    sys.stdout.write(
        f"分派：{campaigns} 次随机督查，{len(wrong)} 处不合；"
        f"抽样：{seeds} 个种子，卡方 {square:.2f}（限 {LIMIT}）。\n"
    )
    return 1 if wrong or square > LIMIT else 0
