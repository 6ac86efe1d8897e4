"""However a law was typed, pasted or scanned, the same articles come out of it."""

from collections.abc import Sequence
from datetime import date
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tickets.law.citations import parse_citations
from core.tickets.law.dated import Span
from core.tickets.law.loading import proposed
from core.tickets.law.splitting import Split, cited_part, split
from core.tickets.law.statutes import Act, Statutes, chinese

LAW = """\
示例市场摊位管理办法

（2025年3月4日示例局令第7号公布　自2025年5月1日起施行）

目　录
第一章　总　则
第二章　摊　位
第三章　附　则

第一章　总　则

第一条　为了管好摊位，依据《示例条例》第三条、第十二条，制定本办法。

第二条　本办法所称摊位，是指：

（一）固定的；

（二）流动的，本办法第十条规定的除外。

前款规定的摊位应当编号。

第二章　摊　位

第一节　编　号

第三条　摊位由管理处编号。

第三条之一　编号用完的，另行编列。

第二节　收　费

第四条　收费标准应当公示；收取押金的，
应当开具收据。

第三章　附　则

第五条　本办法自2025年5月1日起施行。
"""


def made(text: str = LAW, name: str = "文件") -> Split:
    return split(text.splitlines(), name=name)


def numbers(of: Split) -> list[tuple[int, int]]:
    return [one.key for one in of.articles]


def test_an_act_is_cut_into_its_articles_with_their_chapters() -> None:
    found = made()
    assert numbers(found) == [(1, 0), (2, 0), (3, 0), (3, 1), (4, 0), (5, 0)]
    assert found.articles[0].chapter == "第一章　总则"
    assert found.articles[3].chapter == "第二章　摊位　第一节　编号"
    assert found.articles[5].chapter == "第三章　附则"
    assert found.doubts == ()


def test_paragraphs_and_items_stand_each_on_a_line() -> None:
    assert made().articles[1].text.splitlines() == [
        "本办法所称摊位，是指：",
        "（一）固定的；",
        "（二）流动的，本办法第十条规定的除外。",
        "前款规定的摊位应当编号。",
    ]


def test_a_broken_line_is_put_together() -> None:
    assert made().articles[4].text == "收费标准应当公示；收取押金的，应当开具收据。"


def test_title_order_and_first_day_are_read_from_the_head() -> None:
    found = made()
    assert (found.title, found.order) == ("示例市场摊位管理办法", "令第7号")
    assert found.since == date(2025, 5, 1)


def test_without_a_head_the_name_of_the_file_is_the_title() -> None:
    found = made("第一条　有内容。", name="示例条例-已废止")
    assert (found.title, found.since, found.order) == ("示例条例", None, "")


@pytest.mark.parametrize(
    ("words", "dressed"),
    [
        ("Markdown 粗体", lambda line: line.replace("第一条　", "**第一条**　")),
        (
            "Markdown 标题",
            lambda line: f"## {line}" if line.startswith(("第一章", "第二章")) else line,
        ),
        ("段首空两格", lambda line: f"　　{line}" if line else line),
        ("半角空格", lambda line: line.replace("条　", "条  ")),
        ("网页空格", lambda line: f"\xa0\xa0{line}" if line else line),
    ],
)
def test_the_way_it_is_typed_makes_no_difference(words: str, dressed: object) -> None:
    assert callable(dressed)
    lines = [dressed(line) for line in LAW.splitlines()]
    assert split(lines, name="文件").articles == made().articles


def test_page_numbers_and_tables_of_contents_are_no_text() -> None:
    lines = LAW.splitlines()
    at = lines.index("（一）固定的；")
    pages = [*lines[:at], "— 3 —", "第 4 页 共 9 页", "- 5 -", "6", *lines[at:]]
    contents = ["第一条 为了什么……………1", "第二条 摊位............2"]
    assert split([*contents, *pages], name="文件").articles == made().articles


def test_a_title_on_the_line_below_its_number_belongs_to_it() -> None:
    found = made(LAW.replace("第二章　摊　位\n\n第一节", "第二章\n摊　位\n\n第一节"))
    assert found.articles[2].chapter == "第二章　摊位　第一节　编号"


def test_a_number_alone_on_its_line_begins_the_article() -> None:
    found = made(LAW.replace("第三条　摊位", "第三条\n摊位"))
    assert found.articles == made().articles


def test_missing_and_repeated_numbers_are_named() -> None:
    text = LAW.replace("第二条　", "第三条　").replace("第四条　", "第九条　")
    assert made(text).doubts == (
        "没有找到第二条。",
        "没有找到第四条。",
        "没有找到第六条至第八条。",
        "第三条出现了两次，只收了前面一处。",
    )


def test_an_annex_that_counts_anew_is_left_out_and_named() -> None:
    found = made(f"{LAW}\n附件\n第一条　另一份规定。\n第二条　另一份的第二条。\n")
    assert numbers(found) == numbers(made())
    assert "后面又从第一条开始（2 条），可能是附件或另一部法规，没有收进来。" in found.doubts


def test_an_imprint_is_left_out_and_named() -> None:
    found = made(f"{LAW}\n示例局办公室发布\n")
    assert found.articles == made().articles
    assert found.doubts == ("最后一条下面的“示例局办公室发布”没有收进来。",)


def test_an_article_without_text_is_named() -> None:
    assert "第三条没有内容。" in made(LAW.replace("摊位由管理处编号。", "")).doubts


@pytest.mark.parametrize("text", ["", "没有条文的文章。\n说到第三条规定的事。", "第一章　总则"])
def test_what_has_no_articles_gives_none(text: str) -> None:
    assert made(text).articles == ()


def test_a_mention_at_the_beginning_of_a_line_begins_nothing() -> None:
    text = LAW.replace(
        "编号用完的，另行编列。", "编号用完的，依照本办法\n第四条、第五条的规定另行编列。"
    )
    found = made(text)
    assert numbers(found) == numbers(made())
    assert found.articles[3].text == "编号用完的，依照本办法第四条、第五条的规定另行编列。"


_SIGNS = "摊位管理收费公示编号押金退还标准依法应当可以不得经营者消费者登记材料期限告知"
_CLAUSE = st.text(_SIGNS, min_size=2, max_size=60)
_SENTENCE = st.lists(_CLAUSE, min_size=1, max_size=3).map(lambda parts: "，".join(parts) + "。")
_ITEMS = st.lists(_CLAUSE.map(lambda text: f"{text}；"), max_size=4)
_ARTICLE = st.tuples(_SENTENCE, _ITEMS, st.lists(_SENTENCE, max_size=2))


def _lines(article: tuple[str, Sequence[str], Sequence[str]]) -> list[str]:
    first, items, more = article
    return [first, *(f"（{chinese(n)}）{one}" for n, one in enumerate(items, 1)), *more]


@given(
    st.lists(_ARTICLE, min_size=1, max_size=25), st.sampled_from(["", "　　"]), st.integers(14, 60)
)
def test_every_article_of_every_law_comes_back(
    law: Sequence[tuple[str, Sequence[str], Sequence[str]]], indent: str, width: int
) -> None:
    """One paragraph a line; and broken at a width, where indents tell paragraphs apart."""
    paragraphs = [
        f"{indent}{f'第{chinese(number)}条　' if not at else ''}{line}"
        for number, article in enumerate(law, start=1)
        for at, line in enumerate(_lines(article))
    ]
    wanted = ["\n".join(_lines(article)) for article in law]
    assert [one.text for one in split(paragraphs, name="文件").articles] == wanted
    if indent:
        broken = [
            piece for line in paragraphs for piece in wrap(line, width, drop_whitespace=False)
        ]
        assert [one.text for one in split(broken, name="文件").articles] == wanted


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        ("《示例办法》第二条", 4),
        ("《示例办法》第二条第一款", "本办法所称摊位"),
        ("《示例办法》第二条第一款第（二）项", "（二）流动的"),
        ("《示例办法》第二条第（一）项", "（一）固定的"),
        ("《示例办法》第二条第二款", "前款规定的摊位"),
        ("《示例办法》第二条第三款", ""),
    ],
)
def test_the_part_that_is_cited_can_be_shown_alone(cited: str, said: str | int) -> None:
    [citation] = parse_citations(cited)
    part = cited_part(made().articles[1].text, citation)
    if isinstance(said, int):
        assert len(part.splitlines()) == said
    else:
        assert part.startswith(said)
        assert bool(part) is bool(said)


def _act(order: str, since: date, until: date | None = None) -> Act:
    return Act(title="示例市场摊位管理办法", order=order, span=Span(since, until))


def test_order_and_days_of_a_version_we_know_are_proposed() -> None:
    first = _act("令第7号", date(2025, 5, 1), date(2026, 1, 31))
    known = Statutes((first, _act("令第7号，第9号修正", date(2026, 2, 1))))
    assert proposed(made(), known, source="办法.txt").span == first.span
    amended = made(LAW.replace("2025年5月1日", "2019年5月1日"))
    text = proposed(amended, known, source="办法.txt")
    assert (text.order, text.span) == ("令第7号，第9号修正", Span(date(2026, 2, 1)))


def test_of_an_act_nobody_knows_its_own_order_and_day_are_proposed() -> None:
    text = proposed(made(), Statutes(()), source="办法.txt")
    assert (text.order, text.span, text.source) == ("令第7号", Span(date(2025, 5, 1)), "办法.txt")
    assert len(text.articles) == 6
