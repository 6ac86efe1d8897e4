from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from core.tickets.law.citations import parse_citations
from core.tickets.law.dated import Basis
from storage.calendar import clock_law
from storage.database import Store
from storage.guidance import guidance
from storage.law import article, rule_sets, statutes
from storage.rules import shipped_rulebook, shipped_vocabulary

OLD, NEW = "市场监督管理投诉举报处理暂行办法", "市场监督管理投诉举报处理办法"


def _bases() -> Iterator[tuple[str, Basis]]:
    """Everything the shipped data cites, with who cites it and when that holds."""
    for rule in shipped_rulebook().rules:
        yield from ((rule.id, basis) for case in rule.cases for basis in case.basis)
    for one in rule_sets().sets:
        yield from ((f"{one.code} {m}", b) for m, bases in one.matters.items() for b in bases)
    for said in guidance().values():
        yield from ((said.key, basis) for basis in said.bases)
    yield from ((clock.code, Basis(clock.custom)) for clock in clock_law().rules)


BASES = tuple(_bases())


def test_every_article_that_is_cited_has_our_wording() -> None:
    missing = {
        f"{who}：{cited.act} {cited.article}"
        for who, basis in BASES
        for cited in parse_citations(basis.text)
        if cited.article is not None
        and not any(
            (cited.article, cited.inserted) in act.articles
            for act in statutes().versions(cited.act)
        )
    }
    assert not missing


def test_nothing_cites_an_act_outside_its_time() -> None:
    wrong = {
        f"{who}：{basis.text}"
        for who, basis in BASES
        for cited in parse_citations(basis.text)
        for versions in [statutes().versions(cited.act)]
        if versions and not any(act.span.overlaps(basis.span) for act in versions)
    }
    assert not wrong


def test_rules_change_only_on_days_on_which_the_law_did() -> None:
    spans = [one.span for one in rule_sets().sets] + [one.span for one in statutes().acts]
    days = {day for span in spans for day in (span.since, span.until) if day is not None}
    days |= {day - timedelta(days=1) for day in days} | {day + timedelta(days=1) for day in days}
    odd = {
        f"{rule.id}：{span}"
        for rule in shipped_rulebook().rules
        for case in rule.cases
        for span in (rule.span, case.span, *(one.span for one in case.basis))
        if not {span.since, span.until} - {None} <= days
    }
    assert not odd


def test_no_wording_stands_beyond_the_last_article() -> None:
    for act in statutes().acts:
        numbers = [number for number, _ in act.articles]
        assert act.last is None or all(1 <= number <= act.last for number in numbers)


def test_both_orders_on_complaints_are_there_article_by_article() -> None:
    for title, count in ((OLD, 40), (NEW, 46)):
        [act] = statutes().versions(title)
        assert [number for number, _ in act.articles] == list(range(1, count + 1))


def test_the_table_of_last_articles_agrees_with_the_acts() -> None:
    lasts = shipped_vocabulary().tables["法条数"].numbers
    for act in statutes().acts:
        if act.last is not None and act.span.until is None and act.title in lasts:
            assert act.last == lasts[act.title]


@pytest.mark.parametrize(
    ("day", "number", "said"),
    [(date(2021, 5, 6), 16, "实名举报"), (date(2026, 5, 6), 20, "及时告知")],
)
def test_an_article_is_that_of_the_version_in_force(
    store: Store, day: date, number: int, said: str
) -> None:
    with store.reading() as connection:
        found = article(connection, "中华人民共和国反不正当竞争法", number, day)
    assert found is not None
    assert said in found.short


def test_an_act_nobody_knows_has_no_articles(store: Store) -> None:
    with store.reading() as connection:
        assert article(connection, "示例条例", 1, date(2026, 5, 6)) is None


def test_an_article_without_wording_is_empty_and_not_wrong(store: Store) -> None:
    with store.reading() as connection:
        found = article(connection, "广告法", 1, date(2026, 5, 6))
    assert found is not None
    assert (found.short, found.official) == ("", "")
