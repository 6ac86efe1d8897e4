from datetime import date, datetime

import pytest

from core.tickets.rules.reading import read_rule
from core.tickets.rules.rulebook import Rulebook
from core.tickets.rules.trial import Bench, Trial
from storage.database import Store
from storage.rules import shipped_vocabulary
from storage.rules.trial import TrialScope, run_trial
from tests.samples import NOW, TODAY, a_ticket


class Stopped(Exception):  # noqa: N818 -- a wish
    pass


def a_book(condition: str) -> Rulebook:
    entries = {"id": "T-001", "title": "试验", "message": "请改。", "basis": "试验"}
    data = {**entries, "condition": condition, "severity": "必改", "fields": ["答复内容"]}
    return Rulebook(version="", rules=(read_rule(data, shipped_vocabulary(), examples_on=TODAY),))


@pytest.fixture
def filled(store: Store) -> Store:
    days = (datetime(2026, 3, 2, 9), datetime(2026, 11, 2, 9), datetime(2026, 11, 3, 9))
    tickets = [
        a_ticket(number=f"SJ{at}", received_at=day, is_rework=False, reply="已退款。" * (at % 2))
        for at, day in enumerate(days)
    ]
    with store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save_all(tickets)
    return store


def tried(store: Store, condition: str, scope: TrialScope) -> Trial:
    bench = Bench(a_book("答复内容 为空"), a_book(condition))
    with store.reading() as connection:
        return run_trial(connection, bench, scope, NOW, lambda _done, _of: None)


def test_the_newest_tickets_are_taken_first(filled: Store) -> None:
    result = tried(filled, "答复内容 不为空", TrialScope(last=2))
    assert (result.tickets, result.since) == (2, date(2026, 11, 2))
    [rule] = result.rules
    assert [one.ref for one in rule.new] == ["SJ1"]
    assert [one.ref for one in rule.gone] == ["SJ2"]


def test_a_period_includes_both_days(filled: Store) -> None:
    scope = TrialScope(since=date(2026, 3, 2), until=date(2026, 11, 2))
    assert tried(filled, "答复内容 为空", scope).tickets == 2


def test_rules_about_other_tickets_see_those_of_the_store(filled: Store) -> None:
    with filled.transaction(who="测试", what="登记") as tx:
        tx.tickets.save_all([a_ticket(number="SJ2", ref="SJ2#1", is_rework=True, reply="已退款。")])
    result = tried(filled, "同号原件数() 大于 0", TrialScope())
    assert [one.ref for one in result.rules[0].new] == ["SJ2#1"]


def test_it_can_be_stopped(filled: Store) -> None:
    def said(_done: int, _of: int) -> None:
        raise Stopped

    bench = Bench(a_book("答复内容 为空"), a_book("答复内容 为空"))
    with filled.reading() as connection, pytest.raises(Stopped):
        run_trial(connection, bench, TrialScope(), NOW, said)
