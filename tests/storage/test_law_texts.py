"""Official texts in the store: loaded, replaced, taken out, undone, found by day and by words."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import Refusal
from core.people import Officer, Post, Role
from core.tickets.law.dated import Span
from core.tickets.law.loading import LawText, confirmed, load, remove
from core.tickets.law.splitting import ArticleText
from storage.audit import chain_problems, history
from storage.database import Store
from storage.law import article
from storage.law_library import find_articles, library
from storage.law_texts import articles_of, loaded
from tests.samples import NOW

TODAY = NOW.date()


def _officer(role: Role) -> Officer:
    return Officer(name="沈望舒", posts=(Post(unit="消保科", role=role, since=date(2020, 1, 1)),))


SECTION, HANDLER = _officer(Role.SECTION_OFFICER), _officer(Role.HANDLER)
NEW_ORDER = LawText(
    title="市场监督管理投诉举报处理办法",
    order="总局令第121号",
    span=Span(date(2026, 4, 15)),
    is_national=False,
    source="办法.docx",
    articles=(
        ArticleText(1, 0, "", "第一条的原文。"),
        ArticleText(15, 0, "", "第十五条第一款的原文。\n第十五条第二款的原文。"),
        ArticleText(15, 1, "", "后来加进来的一条。"),
    ),
)
STALLS = LawText(
    title="示例摊位管理办法",
    order="示例局令第7号",
    span=Span(date(2025, 5, 1), date(2026, 12, 31)),
    is_national=False,
    source="摊位.txt",
    articles=(ArticleText(1, 0, "第一章　总则", "摊位应当编号。"),),
)


def put(store: Store, text: LawText, by: Officer = SECTION) -> int:
    with store.transaction(who=by.name, what="载入法规原文") as tx:
        load(tx.law_texts, text, by=by, at=NOW)
        return tx.step_id


def official(store: Store, title: str, number: int, day: date = TODAY) -> str | None:
    with store.reading() as connection:
        found = article(connection, title, number, day)
    return None if found is None else found.official


def test_a_loaded_text_stands_beside_our_wording(store: Store) -> None:
    put(store, NEW_ORDER)
    with store.reading() as connection:
        found = article(connection, "市场监督管理投诉举报处理办法", 15, TODAY)
        assert found is not None
        assert found.official.startswith("第十五条第一款的原文。")
        assert "七个工作日" in found.short
        added = article(connection, "市场监督管理投诉举报处理办法", 15, TODAY, inserted=1)
    assert added is not None
    assert (added.short, added.official) == ("", "后来加进来的一条。")


def test_a_text_holds_only_in_its_days(store: Store) -> None:
    put(store, STALLS)
    assert official(store, "示例摊位管理办法", 1) == "摊位应当编号。"
    assert official(store, "示例摊位管理办法", 1, date(2027, 1, 1)) is None
    put(store, NEW_ORDER)
    assert official(store, "市场监督管理投诉举报处理办法", 1, date(2025, 1, 1)) == ""


def test_loading_a_version_again_replaces_it_and_undoing_brings_it_back(store: Store) -> None:
    put(store, STALLS)
    better = replace(STALLS, articles=(ArticleText(1, 0, "", "摊位应当统一编号。"),))
    step = put(store, better)
    assert official(store, "示例摊位管理办法", 1) == "摊位应当统一编号。"
    with store.transaction(who="沈望舒", what="撤销") as tx:
        tx.undo(step)
    assert official(store, "示例摊位管理办法", 1) == "摊位应当编号。"
    with store.reading() as connection:
        assert len(loaded(connection)) == 1
        assert chain_problems(connection) == []
        assert len(history(connection, "law_text", "示例摊位管理办法")) == 3


def test_another_version_of_an_act_stands_beside_the_first(store: Store) -> None:
    put(store, STALLS)
    put(
        store,
        replace(STALLS, span=Span(date(2027, 1, 1)), articles=(ArticleText(1, 0, "", "新。"),)),
    )
    assert official(store, "示例摊位管理办法", 1) == "摊位应当编号。"
    assert official(store, "示例摊位管理办法", 1, date(2027, 3, 1)) == "新。"


def test_a_text_can_be_taken_out_and_brought_back(store: Store) -> None:
    put(store, NEW_ORDER)
    with store.reading() as connection:
        [text] = loaded(connection)
    with store.transaction(who="沈望舒", what="移除法规原文") as tx:
        remove(tx.law_texts, text.id, by=SECTION, at=NOW)
        step = tx.step_id
    assert official(store, NEW_ORDER.title, 15) == ""
    with store.transaction(who="沈望舒", what="撤销") as tx:
        tx.undo(step)
    with store.reading() as connection:
        assert len(articles_of(connection, text.id)) == 3


@pytest.mark.parametrize(
    ("changes", "sentence", "field"),
    [
        ({"title": " "}, "请写法规的名称", "title"),
        ({"span": Span(None, None)}, "请写施行日期", "since"),
        ({"span": Span(date(2026, 1, 2), date(2026, 1, 1))}, "废止日期早于施行日期", "until"),
        ({"articles": ()}, "没有条文", ""),
    ],
)
def test_what_is_not_told_is_asked_for(
    store: Store, changes: dict[str, object], sentence: str, field: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        put(store, replace(STALLS, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_only_the_section_loads_and_nothing_is_loaded_twice(store: Store) -> None:
    with pytest.raises(Refusal, match="请消保科载入"):
        put(store, STALLS, HANDLER)
    put(store, STALLS)
    with pytest.raises(Refusal, match="已经载入过，没有变化"):
        put(store, STALLS)


def test_the_officer_has_the_last_word_on_title_and_days() -> None:
    made = confirmed(
        "《中华人民共和国 示例法》", " 2025 年修订 ", date(2025, 6, 1), None, of=STALLS
    )
    assert (made.title, made.is_national, made.order) == ("示例法", True, "2025 年修订")
    assert made.span == Span(date(2025, 6, 1))


def test_the_library_joins_texts_to_the_version_we_have_wording_of(store: Store) -> None:
    put(store, NEW_ORDER)
    put(store, STALLS)
    with store.reading() as connection:
        shelf = library(connection, TODAY)
    [order] = [one for one in shelf if one.act.title == NEW_ORDER.title]
    assert len(order.lines) == 47
    line = next(one for one in order.lines if one.number == 15)
    assert line.short
    assert line.official
    assert {"F-015", "F-018"} <= {one.id for one in line.rules}
    assert "办法.docx" in order.source
    assert shelf[-1].act.title == "示例摊位管理办法"


def test_rules_are_shown_at_the_version_they_rest_on(store: Store) -> None:
    with store.reading() as connection:
        shelf = library(connection, TODAY)
    versions = [one for one in shelf if one.act.title == "反不正当竞争法"]
    rules = {
        one.act.order: {rule.id for line in one.lines for rule in line.rules} for one in versions
    }
    assert "F-044" in rules["2025 年修订"]
    old = next(one for one in versions if one.act.order == "2019 年修正")
    assert {line.number for line in old.lines if line.rules} == {16}


@pytest.mark.parametrize(
    ("words", "article_"),
    [("六十日 终止", 23), ("夹带", 42), ("投诉举报处理办法 第15条", 15), ("第一条的原文", 1)],
)
def test_articles_are_found_by_words_in_either_wording(
    store: Store, words: str, article_: int
) -> None:
    put(store, NEW_ORDER)
    with store.reading() as connection:
        found = find_articles(connection, words, most=50)
    assert article_ in {one.number for one in found if one.act.title == NEW_ORDER.title}


def test_what_nobody_wrote_is_not_found(store: Store) -> None:
    with store.reading() as connection:
        assert find_articles(connection, "没有这几个字", most=50) == []
        assert len(find_articles(connection, "投诉", most=5)) == 5
