"""The rulebooks in force: their words outside of rules, and stores from before there were any."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import Refusal
from storage.database import Store
from storage.rules import rulebooks, versions
from storage.views import condition, program_condition
from tests.samples import NOW, TODAY, a_ticket
from tests.storage.older import store_of_revision
from tests.storage.rules.samples import a_rulebook, in_force

WITH_WORDS = {**a_rulebook(), "lists": [{"name": "本局用语", "words": ["退卡"]}]}
SENTENCE = "投诉请求 包含任一 本局用语"


def test_views_are_read_with_the_words_in_force(store: Store) -> None:
    in_force(store, WITH_WORDS, since=TODAY + timedelta(days=1))
    with store.reading() as connection:
        assert condition(connection, SENTENCE, TODAY + timedelta(days=1))
        with pytest.raises(Refusal, match="没有叫“本局用语”的词表"):
            condition(connection, SENTENCE, TODAY)


def test_words_of_the_program_still_mean_something_in_views(store: Store) -> None:
    in_force(store, WITH_WORDS)
    with store.reading() as connection:
        assert rulebooks(connection).vocabulary(TODAY).word_lists.keys() >= {"本局用语", "退赔用语"}
        assert condition(connection, "退单件", TODAY) == program_condition("退单件")


def test_what_is_read_once_is_shared(store: Store) -> None:
    with store.reading() as one, store.reading() as other:
        assert rulebooks(one).current(TODAY) is rulebooks(other).current(TODAY)


def test_a_store_from_before_begins_with_the_rules_of_the_program(
    store: Store, tmp_path: Path
) -> None:
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all([a_ticket(number=f"SJ{at}") for at in range(3)])
    assert store.path is not None
    path = tmp_path / "older.db"
    store_of_revision("0002", path, like=store.path)
    older = Store.open(path, now=lambda: NOW)
    with older.reading() as connection:
        assert [one.number for one in versions(connection)] == [1]
        assert len(rulebooks(connection).current(TODAY).rules) == 60
    older.close()
