import pytest

from core.tickets.law.citations import Citation, parse_citations

NEW = "市场监督管理投诉举报处理办法"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (f"《{NEW}》第十五条", [(15, 0, 0)]),
        (f"《{NEW}》第十五条第二款", [(15, 2, 0)]),
        (f"《{NEW}》（总局令第121号）第二十三条第一款第五项", [(23, 1, 5)]),
        (f"《{NEW}》第二十三条第一款第（一）项、第二款", [(23, 1, 1), (23, 2, 0)]),
        (f"《{NEW}》第二十条第一款第（一）项、第（二）项", [(20, 1, 1), (20, 1, 2)]),
        (f"《{NEW}》第十条第一款、第三款", [(10, 1, 0), (10, 3, 0)]),
        (f"《{NEW}》第十六条、第三十四条、第三十五条", [(16, 0, 0), (34, 0, 0), (35, 0, 0)]),
        (f"《{NEW}》第三条（投诉的含义）、第九条（分别处理）", [(3, 0, 0), (9, 0, 0)]),
        (f"《{NEW}》第十六条第 3 项", [(16, 0, 3)]),
        (f"《{NEW}》第　四十六　条", [(46, 0, 0)]),
    ],
)
def test_a_citation_names_article_paragraph_and_item(
    text: str, cited: list[tuple[int, int, int]]
) -> None:
    found = parse_citations(text)
    assert {one.act for one in found} == {NEW}
    assert [(one.article, one.paragraph, one.item) for one in found] == cited


def test_each_act_keeps_its_own_articles() -> None:
    found = parse_citations("《广告法》第五十三条第三款；《中华人民共和国价格法》第一百一十五条")
    assert found == (Citation("广告法", 53, 3), Citation("价格法", 115))


def test_an_article_put_in_later_is_not_the_one_before_it() -> None:
    [cited] = parse_citations("《示例条例》第十五条之一第二款")
    assert (cited.article, cited.inserted, cited.paragraph) == (15, 1, 2)


def test_an_act_without_an_article_is_cited_as_a_whole() -> None:
    assert parse_citations("《中华人民共和国价格法》及第二款") == (Citation("价格法"),)


@pytest.mark.parametrize("text", ["", "第十五条", "《", "》第三条《", "《》第三条", "根据有关规定"])
def test_what_names_no_act_cites_nothing(text: str) -> None:
    assert parse_citations(text) == ()
