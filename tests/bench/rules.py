"""The fill-in rules: all of them on the ticket of a form, and over many tickets."""

import time
from pathlib import Path

from core.tickets.rules.data import rulebook_of
from core.tickets.rules.mutation import check_rulebook
from core.tickets.rules.trial import Bench
from storage.checking_many import check_all
from storage.database import Reading, Store
from storage.judging import example_surroundings, judge_of
from storage.loading import stream
from storage.rules import rulebooks, shipped
from storage.rules.trial import TrialScope, run_trial
from storage.similar import resembling
from tests.bench.lists import NOW, OFFICER
from tests.bench.measuring import Line, median_ms, once_ms, within

FORM_LIMIT = 5
ALL_LIMIT = 60_000
TRIED = 5_000
ONE = "F-033"


def measure(path: Path) -> list[Line]:
    """One ticket in the store of 100,000, and the rate at which all are checked."""
    store = Store.open(path, now=lambda: NOW)
    with store.reading() as connection:
        one = next(stored.ticket for stored in stream(connection) if stored.ticket.outcome.reply)
        alone = median_ms(lambda: judge_of(connection, NOW, others=_NOBODY).findings(one))
        among = median_ms(lambda: judge_of(connection, NOW).findings(one))
        beside = median_ms(lambda: resembling(connection, one, to=OFFICER, today=NOW.date()))
        trials = _trials(connection)
    mutated = once_ms(lambda: list(check_rulebook(shipped(), example_surroundings)))
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
        *trials,
        within("变异检查全部规则", mutated),
    ]


def _trials(connection: Reading) -> list[Line]:
    """The trial bench over the newest tickets: one rule that was changed, and all of them."""
    in_force = rulebooks(connection).current(NOW.date())
    changed = [
        {**one, "condition": f"{one['condition']} 且 工单类型 不为空"} if one["id"] == ONE else one
        for one in shipped()["rules"]
    ]
    draft = rulebook_of({**shipped(), "rules": changed}, version="")

    def run(only: set[str] | None) -> None:
        bench = Bench(in_force, draft, only=only)
        run_trial(connection, bench, TrialScope(last=TRIED), NOW, lambda _done, _of: None)

    return [
        within(f"在 {TRIED} 件上试一条规则", once_ms(lambda: run({ONE}))),
        within(f"在 {TRIED} 件上试全部规则", once_ms(lambda: run(None))),
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
