"""The fill-in rules: all of them on the ticket of a form, and over many tickets."""

import time
from pathlib import Path

from storage.checking_many import check_all
from storage.database import Store
from storage.judging import judge_of
from storage.loading import stream
from storage.similar import resembling
from tests.bench.lists import NOW, OFFICER
from tests.bench.measuring import Line, median_ms, within

FORM_LIMIT = 5
ALL_LIMIT = 60_000


def measure(path: Path) -> list[Line]:
    """One ticket in the store of 100,000, and the rate at which all are checked."""
    store = Store.open(path, now=lambda: NOW)
    with store.reading() as connection:
        one = next(stored.ticket for stored in stream(connection) if stored.ticket.outcome.reply)
        alone = median_ms(lambda: judge_of(connection, NOW, others=_NOBODY).findings(one))
        among = median_ms(lambda: judge_of(connection, NOW).findings(one))
        beside = median_ms(lambda: resembling(connection, one, to=OFFICER, today=NOW.date()))
    began = time.perf_counter()
    number = sum(1 for _ in check_all(store, NOW))
    took = (time.perf_counter() - began) * 1000
    store.close()
    return [
        within("一件的全部规则，不查别的工单", alone, at_most=FORM_LIMIT),
        within("一件的全部规则，连查库里别的工单", among, at_most=20),
        within("一件旁边的相似工单", beside, at_most=20),
        within(
            f"检查 {number} 件（两个进程，每秒 {number / took * 1000:.0f} 件）",
            took,
            at_most=ALL_LIMIT,
        ),
    ]


class _Nobody:
    """A store without other tickets."""

    def originals(self, _number: str, *, besides: str) -> int:  # noqa: ARG002
        return 0

    def contacted_at(self, _moment: object, *, besides: str) -> str:  # noqa: ARG002
        return ""

    def with_reply_like(self, _reply: str, _above: float, *, number: str) -> str:  # noqa: ARG002
        return ""

    def earlier_tipoff(self, _ticket: object, *, within: int, above: float) -> str:  # noqa: ARG002
        return ""

    def petitioners_of_trader(self, _ticket: object, *, days: int) -> int:  # noqa: ARG002
        return 1

    def tickets_of_trader(self, _ticket: object, *, days: int) -> int:  # noqa: ARG002
        return 1


_NOBODY = _Nobody()
