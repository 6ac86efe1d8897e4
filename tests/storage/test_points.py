from dataclasses import replace
from datetime import date

import pytest

from core.people import Officer, Post, Role
from core.tickets.fields import BY_KEY
from core.tickets.guidance.points import LONGEST, Origin, Standing, check, confirm, propose
from core.tickets.law.citations import parse_citations
from core.tickets.rules.rulebook import Severity
from storage.audit import chain_problems, history
from storage.database import Store
from storage.law import statutes
from storage.points import point_versions, points, proposals, shipped
from storage.resources import read_toml
from storage.rules import shipped_rulebook
from tests.samples import NOW, TODAY

SECTION = Post(unit="消保科", role=Role.SECTION_OFFICER, since=date(2024, 1, 1))
HEAD, COLLEAGUE = (Officer(name=name, posts=(SECTION,)) for name in ("许知夏", "顾念安"))
RULES = [rule.id for rule in shipped_rulebook().rules]


def test_a_new_store_has_the_shipped_points(store: Store) -> None:
    with store.reading() as connection:
        assert tuple(points(connection)) == shipped()
        assert chain_problems(connection) == []
    assert [one.number for one in shipped()] == list(range(1, 37))


def test_every_link_of_a_shipped_point_leads_somewhere() -> None:
    for point in shipped():
        check(point, RULES)
        assert len(point.text) <= LONGEST
        assert point.fields, point.number
        assert all(key in BY_KEY for key in point.fields)


def test_every_article_of_a_point_is_in_force_and_has_our_wording() -> None:
    for point in shipped():
        for cited in (one for text in point.articles for one in parse_citations(text)):
            act = statutes().act(cited.act, TODAY)
            assert act is not None, (point.number, cited)
            assert (cited.article, cited.inserted) in act.articles, (point.number, cited)


def test_every_rule_that_stops_or_asks_has_a_point_or_a_reason_why_not() -> None:
    linked = {rule for point in shipped() for rule in point.rules}
    explained = {one["rule"]: one["why"] for one in read_toml("guidance/points.toml")["without"]}
    asking = {
        rule.id
        for rule in shipped_rulebook().rules
        if any(case.severity is not Severity.HINT for case in rule.cases)
    }
    assert asking - linked == set(explained)
    assert all(why.endswith("。") for why in explained.values())


def test_a_change_keeps_the_version_before(store: Store) -> None:
    text = "七个工作日内决定，也要告知；晚了如实写。"
    with store.transaction(who=HEAD.name, what="修改处置要点") as tx:
        new = replace(shipped()[6], text=text)
        propose(tx.points, new, by=HEAD, at=tx.at, reason="扣分多", rules=RULES)
    with store.reading() as connection:
        assert points(connection)[6].text != text
        assert [one.point.number for one in proposals(connection)] == [7]
    with store.transaction(who=COLLEAGUE.name, what="确认处置要点") as tx:
        confirm(tx.points, 7, by=COLLEAGUE, at=tx.at)
    with store.reading() as connection:
        assert points(connection)[6].text == text
        newest, first = point_versions(connection, 7)
        assert (newest.author, newest.decided_by, newest.at) == ("许知夏", "顾念安", NOW)
        assert (first.standing, first.point) == (Standing.PAST, shipped()[6])
        whose = [
            (step.who, change.after) for step, change in history(connection, "handling_point", "7")
        ]
    assert [who for who, _ in whose] == ["许知夏", "顾念安"]
    assert whose[0][1] is not None
    assert whose[0][1]["text"] == text


def test_a_campaign_adds_a_point(store: Store) -> None:
    drawn = replace(shipped()[0], number=0, origin=Origin.CAMPAIGN, source="十一月不属实件督查")
    with store.transaction(who=HEAD.name, what="新增处置要点") as tx:
        made = propose(tx.points, drawn, by=HEAD, at=tx.at, reason="三件都扣了分", rules=RULES)
        confirm(tx.points, made.point.number, by=COLLEAGUE, at=tx.at)
    with store.reading() as connection:
        assert points(connection)[-1] == replace(drawn, number=37)


def test_shipped_points_are_taken_in_once(store: Store) -> None:
    with store.transaction(who="程序", what="再装一次") as tx:
        tx.points.take_in_shipped()
        assert tx.touched == set()


@pytest.mark.parametrize("word", ["职业打假", "请注意", "！"])
def test_points_do_not_shout_or_label(word: str) -> None:
    assert not any(word in point.text for point in shipped())
