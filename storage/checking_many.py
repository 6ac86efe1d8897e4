"""Checks many tickets: where there are very many, in two processes at once.

Each process opens the store for itself and gathers what it needs of the other tickets once; it is
given portions of ids and gives back what it found, in order. Nothing is written.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import date, datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING

from storage.checking import AT_ONCE, MANY, Checked, Checker, ids_received
from storage.database import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

VERY_MANY = 10_000
"""From so many on a second process pays for its start."""

PROCESSES = 2
_WAITING = 3 * PROCESSES


def check_all(
    store: Store, now: datetime, *, since: date | None = None, until: date | None = None
) -> Iterator[Checked]:
    """The findings of all tickets, or of those received in a period, both days included."""
    with store.reading() as connection:
        ids = ids_received(connection, since, until)
    for portion in check_portions(store, now, ids):
        yield from portion


def check_portions(store: Store, now: datetime, ids: Sequence[int]) -> Iterator[list[Checked]]:
    """The findings of these tickets, some at a time and in their order."""
    portions = deque(ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    if len(ids) >= VERY_MANY and (os.cpu_count() or 1) > 1:
        yield from _by_others(store, now, portions)
    checker = Checker(store, now, many=len(ids) > MANY)
    while portions:
        yield checker.check(portions.popleft())


def _by_others(
    store: Store, now: datetime, portions: "deque[Sequence[int]]"
) -> Iterator[list[Checked]]:
    """What other processes find; portions that they did not come to are left where they are."""
    pool = ProcessPoolExecutor(
        PROCESSES, mp_context=get_context("spawn"), initializer=_open, initargs=(store.url, now)
    )
    begun: deque[tuple[Sequence[int], Future[list[Checked]]]] = deque()
    waiting = deque(portions)
    try:
        with suppress(BrokenProcessPool):
            while waiting or begun:
                while waiting and len(begun) < _WAITING:
                    portion = waiting.popleft()
                    begun.append((portion, pool.submit(_check, portion)))
                found = begun[0][1].result()
                begun.popleft()
                portions.popleft()
                yield found
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_checkers: list[Checker] = []
"""The checker of this process, if it is one of the others."""


def _open(url: str, now: datetime) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asked
    checker = Checker(Store(url, lambda: now), now, many=True)
    gc.disable()
    checker.gather()
    gc.freeze()  # what was gathered stays to the end: it need not be looked through again
    gc.enable()
    _checkers.append(checker)


def _check(ids: "Iterable[int]") -> list[Checked]:
    return _checkers[0].check(list(ids))
