"""Chance that repeats: the same seed makes the same choices, on every machine."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Choices of the demo's story; nothing here decides about real tickets."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- invented tickets, not a secret

    def share(self) -> float:
        """A number in [0, 1)."""
        return self._random.random()

    def often(self, share: float) -> bool:
        """True in this share of all cases."""
        return self._random.random() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self._random.random() * len(things))]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """`count` different things, in their order."""
        places = sorted(self._random.sample(range(len(things)), min(count, len(things))))
        return [things[place] for place in places]

    def weigh(self, weights: Mapping[T, float]) -> T:
        """One of the keys, each as often as its weight says."""
        return self.weighed(tuple(weights), tuple(accumulate(weights.values())))

    def weighed(self, things: Sequence[T], sums: Sequence[float]) -> T:
        """One of `things`, where `sums` are their weights added up from the first."""
        return self._random.choices(things, cum_weights=sums)[0]

    def step(self, low: Decimal, high: Decimal, step: Decimal) -> Decimal:
        """One of low, low + step, … up to high."""
        return low + step * self.whole(0, int((high - low) / step))
