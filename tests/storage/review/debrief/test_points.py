"""From deductions to handling points with a number."""

from dataclasses import replace

import pytest

from core.errors import Refusal
from core.review.debrief.citing import Citation, Outcome, Progress
from core.tickets.guidance.points import Origin, Standing, confirm, decline
from core.tickets.law.citations import parse_citations
from storage.law import statutes
from storage.points import point_versions, points, themes
from storage.review.debrief.citations import citations_of
from storage.review.debrief.reading import Shortfall, grounds
from storage.review.shortfalls import item_fields
from tests.samples import NOW
from tests.storage.review.debrief.samples import HEAD, Office
from tests.storage.review.samples import SECTION


def shortfall(office: Office, code: str) -> Shortfall:
    return next(one for one in office.debrief().shortfalls if one.proposal.loss.code == code)


def adopt(office: Office, code: str, text: str = "") -> Citation:
    point = shortfall(office, code).proposal.point
    written = replace(point, text=text or point.text)
    with office.store.transaction(who=SECTION, what="归纳要点") as tx:
        return tx.debriefs.adopt(1, code, written, by=office.person(SECTION))


def merge(office: Office, code: str, number: int) -> Citation:
    with office.store.transaction(who=SECTION, what="并入要点") as tx:
        return tx.debriefs.merge(1, code, number, by=office.person(SECTION))


def test_each_item_that_cost_marks_is_proposed_once_with_its_deductions_and_an_article(
    office: Office,
) -> None:
    found = office.debrief().shortfalls
    assert [one.proposal.loss.code for one in found] == ["B4", "B10"], "most marks lost first"
    reply = shortfall(office, "B10").proposal
    assert reply.units == ("九亭所", "中山所")
    assert reply.loss.tickets == len(reply.loss.refs) == 4
    assert reply.point.articles
    assert reply.point.theme == "答复与回访"
    assert {"F-053", "F-054"} <= set(reply.point.rules)
    assert "reply" in reply.point.fields


def test_what_says_the_same_as_a_standing_point_is_proposed_as_the_same(office: Office) -> None:
    nearest = shortfall(office, "B10").proposal.alike[0]
    assert nearest.point.number == 35
    assert "文字重合" in nearest.why
    assert shortfall(office, "B4").proposal.alike[0].point.number == 27


def test_a_new_point_gets_a_number_and_is_published_by_a_second_officer(office: Office) -> None:
    made = adopt(office, "B10", "答复先说结果，再说查了什么，最后写清联系谁。")
    assert made.number == 37
    assert shortfall(office, "B10").progress is Progress.PROPOSED
    with (
        pytest.raises(Refusal, match="另一位同事"),
        office.store.transaction(who=SECTION, what="确认") as tx,
    ):
        confirm(tx.points, 37, by=office.person(SECTION), at=tx.at)
    with office.store.transaction(who=HEAD, what="确认") as tx:
        confirm(tx.points, 37, by=office.person(HEAD), at=tx.at)
    assert shortfall(office, "B10").progress is Progress.PUBLISHED
    with office.store.reading() as connection:
        new = points(connection)[-1]
        [cited] = citations_of(connection, 37)
    assert (new.number, new.origin) == (37, Origin.CAMPAIGN)
    assert new.source == "2026 年第 3 季度不属实件督查"
    assert (cited.code, len(cited.refs)) == ("B10", 4)


def test_a_point_that_nobody_adopts_leaves_its_shortfall_open(office: Office) -> None:
    adopt(office, "B10")
    with office.store.transaction(who=HEAD, what="不采用") as tx:
        decline(tx.points, 37, by=office.person(HEAD), at=tx.at)
    assert shortfall(office, "B10").progress is Progress.OPEN
    assert merge(office, "B10", 35).outcome is Outcome.SAME


def test_merging_leaves_the_words_of_the_standing_point(office: Office) -> None:
    merge(office, "B10", 35)
    assert shortfall(office, "B10").progress is Progress.PUBLISHED
    with office.store.reading() as connection:
        assert [one.version for one in point_versions(connection, 35)] == [1]
        assert [one.campaign for one in citations_of(connection, 35)] == [1]


def test_a_standing_point_without_an_article_is_given_one(office: Office) -> None:
    merge(office, "B4", 30)
    assert shortfall(office, "B4").progress is Progress.PROPOSED
    with office.store.reading() as connection:
        newest, first = point_versions(connection, 30)
    assert newest.standing is Standing.PROPOSED
    assert newest.point.articles
    assert newest.point.text == first.point.text
    assert "2 件扣分" in newest.reason


def test_a_point_without_an_article_is_refused(office: Office) -> None:
    point = replace(shortfall(office, "B10").proposal.point, articles=())
    with (
        pytest.raises(Refusal, match="要有依据"),
        office.store.transaction(who=SECTION, what="归纳要点") as tx,
    ):
        tx.debriefs.adopt(1, "B10", point, by=office.person(SECTION))
    with office.store.reading() as connection:
        assert len(points(connection)) == 36


def test_an_item_is_settled_once(office: Office) -> None:
    adopt(office, "B10")
    with pytest.raises(Refusal, match="已经归到要点里"):
        merge(office, "B10", 35)


def test_setting_aside_asks_for_a_reason(office: Office) -> None:
    def aside(reason: str) -> None:
        with office.store.transaction(who=SECTION, what="不立要点") as tx:
            tx.debriefs.set_aside(1, "B4", reason, by=office.person(SECTION))

    with pytest.raises(Refusal, match="为什么"):
        aside(" ")
    aside("只有一件，是误传附件，已当场改正。")
    assert shortfall(office, "B4").progress is Progress.ASIDE


def test_stations_do_not_write_points(office: Office) -> None:
    with (
        pytest.raises(Refusal, match="不能修改处置要点"),
        office.store.transaction(who="九亭所所长", what="归纳要点") as tx,
    ):
        tx.debriefs.set_aside(1, "B4", "不要", by=office.person("九亭所所长"))


def test_while_units_may_appeal_nothing_is_written(office: Office) -> None:
    office.now = NOW
    assert "申诉期到 11 月 26 日" in office.debrief().open_until
    with pytest.raises(Refusal, match="申诉期"):
        adopt(office, "B10")


def test_every_item_of_every_rubric_has_a_theme_and_an_article_there_is() -> None:
    assert {rubric: set(items) for rubric, items in grounds().items()} == {
        rubric: set(items) for rubric, items in item_fields().items()
    }
    for one in (one for items in grounds().values() for one in items.values()):
        assert one.theme in themes()
        cited = [c for text in one.articles for c in parse_citations(text)]
        assert cited
        for each in cited:
            act = statutes().act(each.act, NOW.date())
            assert act is not None, each
            assert act.last is None or (each.article or 0) <= act.last
