"""Times things and sets the numbers out as a table; ratios say more than times on a shared machine.

Nothing here asserts: what is too slow is marked, for a person to look at.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measured thing; `ratio` against the floor of the same run."""

    name: str
    milliseconds: float
    ratio: float | None = None
    limit: str = ""
    is_over: bool = False
    note: str = ""


def median_ms(do: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of `do` in milliseconds, after one time that does not count."""
    do()
    return statistics.median(once_ms(do) for _ in range(rounds))


def once_ms(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def within(
    name: str, milliseconds: float, *, floor: float = 0, at_most: float = 0, note: str = ""
) -> Line:
    """A line whose limit is a time in milliseconds; `floor` is what its ratio is against."""
    return Line(
        name=name,
        milliseconds=milliseconds,
        ratio=milliseconds / floor if floor else None,
        limit=f"< {at_most:g} ms" if at_most else "",
        is_over=bool(at_most) and milliseconds > at_most,
        note=note,
    )


def say_table(title: str, lines: Sequence[Line]) -> None:
    """Write the lines to standard output, columns under each other."""
    _say(f"\n{title}")
    for line in lines:
        ratio = "" if line.ratio is None else f"{line.ratio:.2f} ×"
        over = "超过" if line.is_over else ""
        _say(
            f"  {_wide(line.name, 46)} {line.milliseconds:>10.2f} ms {ratio:>10}"
            f"  {_wide(line.limit, 10)} {_wide(over, 4)} {line.note}".rstrip()
        )


def say(sentence: str) -> None:
    """Say on standard error what is being done."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _wide(text: str, width: int) -> str:
    """`text` filled up to a width at which a Chinese character counts two."""
    own = sum(1 if ord(one) < 0x2000 else 2 for one in text)
    return text + " " * max(width - own, 0)
