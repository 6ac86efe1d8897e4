"""How many tickets each stratum gives: in proportion to its size, within bounds.

By largest remainder, in exact arithmetic. Which tickets those are is decided in `sampling.py`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from core.errors import Refusal
from core.review.report import StratumTake
from core.review.sampling import FrameEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many tickets are wanted in all, and the bounds for each stratum."""

    total: int
    minimum: int
    maximum: int


def strata_sizes(frame: Iterable[FrameEntry]) -> dict[str, int]:
    """How many tickets each stratum holds, in the order in which strata first appear."""
    return dict(Counter(entry.stratum for entry in frame))


def shares(sizes: Mapping[str, int], size: Size) -> dict[str, int]:
    """How many to draw from each stratum: in proportion, by largest remainder, within the bounds.

    A stratum smaller than its bound gives what it has. Where not enough tickets can be had, all
    that can be are taken. Equal remainders go to the larger stratum, then to the one earlier in
    code-point order. Raises Refusal when the minima alone exceed the total.
    """
    low = {name: min(size.minimum, count) for name, count in sizes.items()}
    high = {name: min(size.maximum, count) for name, count in sizes.items()}
    _refuse_impossible(low, size)
    wanted = min(size.total, sum(high.values()))
    scale = _scale(sizes, low, high, wanted)
    exact = {name: _clamp(scale * sizes[name], low[name], high[name]) for name in sizes}
    takes = {name: int(quota) for name, quota in exact.items()}
    by_remainder = sorted(sizes, key=lambda name: (takes[name] - exact[name], -sizes[name], name))
    for name in by_remainder[: wanted - sum(takes.values())]:
        takes[name] += 1
    return takes


def _refuse_impossible(low: Mapping[str, int], size: Size) -> None:
    if size.total < 1:
        raise Refusal("请写明要抽几件，至少 1 件。", field="total")
    if size.maximum < max(1, size.minimum):
        raise Refusal(
            f"每层上限 {size.maximum} 件小于下限 {size.minimum} 件，请核对。", field="maximum"
        )
    if not low:
        raise Refusal("评查期内没有符合条件的工单。请放宽评查期，或换一种专项。", field="since")
    needed = sum(low.values())
    if needed > size.total:
        raise Refusal(
            f"每层至少 {size.minimum} 件，合计要 {needed} 件，总数 {size.total} 件不够。"
            f"请至少抽 {needed} 件，或降低每层下限。",
            field="total",
        )


def _scale(
    sizes: Mapping[str, int], low: Mapping[str, int], high: Mapping[str, int], wanted: int
) -> Fraction:
    """The factor by which sizes, kept within their bounds, add up to `wanted` exactly."""

    def filled(factor: Fraction) -> Fraction:
        return sum((_clamp(factor * sizes[n], low[n], high[n]) for n in sizes), Fraction())

    bends = sorted({Fraction(bound[n], sizes[n]) for n in sizes for bound in (low, high)})
    start = Fraction(0)
    for bend in bends:
        reached = filled(bend)
        if reached >= wanted:
            before = filled(start)
            rise = reached - before
            return bend if not rise else start + (bend - start) * (wanted - before) / rise
        start = bend
    return start


def _clamp(value: Fraction, low: int, high: int) -> Fraction:
    return min(max(value, Fraction(low)), Fraction(high))


def losers(smaller: Mapping[str, int], larger: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The strata from which a larger total draws fewer: (before, now)."""
    return {n: (k, larger.get(n, 0)) for n, k in smaller.items() if larger.get(n, 0) < k}


def remarks(sizes: Mapping[str, int], takes: Mapping[str, int], size: Size) -> tuple[str, ...]:
    """What a reader of the plan has to know about the shares, in full sentences."""
    drawn = sum(takes.values())
    not_filled = (
        f"要抽 {size.total} 件，按每层上限 {size.maximum} 件最多抽到 {drawn} 件，已取到最多。"
    )
    small = [
        f"“{name}”只有 {count} 件，不足每层下限 {size.minimum} 件，全取。"
        for name, count in sizes.items()
        if count < size.minimum
    ]
    return (*([not_filled] if drawn < size.total else []), *small, *_paradox(sizes, takes, size))


def _paradox(sizes: Mapping[str, int], takes: Mapping[str, int], size: Size) -> list[str]:
    """Largest remainders may take a ticket away from a stratum when the total grows by one."""
    fewer = size.total - 1
    if fewer < max(1, sum(min(size.minimum, count) for count in sizes.values())):
        return []
    before = shares(sizes, Size(total=fewer, minimum=size.minimum, maximum=size.maximum))
    return [
        f"总数由 {fewer} 件增到 {size.total} 件，“{name}”反而由 {more} 件减为 {now} 件，"
        "这是最大余数法的结果。"
        for name, (more, now) in losers(before, takes).items()
    ]


def strata(sizes: Mapping[str, int], takes: Mapping[str, int]) -> tuple[StratumTake, ...]:
    """Sizes and takes side by side."""
    return tuple(StratumTake(stratum=n, size=sizes[n], take=takes[n]) for n in sizes)
