import pytest

from core.errors import Refusal
from core.tickets.intake.heading import Heading
from core.tickets.intake.profile import Layout, NumberRule, Profile, lay_out
from core.tickets.intake.rows import Reader
from core.tickets.intake.table import Row
from core.tickets.words import Kind
from tests.core.tickets.intake.words import DICTIONARY

TITLES = ("留言编号", "留言详情", "类别", "点赞数")
ROWS = [Row(2, (188059, "施工扰民", "建议类", 0)), Row(3, (188060, "油烟扰民", "投诉类", 2))]
HEADING = Heading(first=1, last=1, titles=TITLES)
DOCUMENT = {
    "name": "网友留言",
    "columns": {"留言编号": "工单编号", "留言详情": "content", "类别": "工单类型", "点赞数": ""},
    "values": {"工单类型": {"建议类": "意见建议", "投诉类": "投诉"}},
}


def laid_out(profile: Profile | None) -> Layout:
    return lay_out(HEADING, ROWS, DICTIONARY, profile)


def test_a_profile_says_which_column_is_which_field_and_what_words_mean() -> None:
    layout = laid_out(Profile.of(DOCUMENT))
    draft = Reader(layout, DICTIONARY).read(ROWS[0])
    assert draft.number == "188059"
    assert draft.values["kind"] is Kind.SUGGESTION
    assert layout.unmapped == ("点赞数",)
    assert {match.reason for match in layout.matches} == {"按“网友留言”"}


def test_a_profile_comes_back_from_its_document() -> None:
    profile = Profile.of(
        {
            **DOCUMENT,
            "number": {"prefix": "LY", "from": ["留言编号"]},
            "sheet": "甲",
            "header": [2, 3],
        }
    )
    assert Profile.of(profile.document()) == profile


def test_a_corrected_layout_is_recognised_next_time_by_its_titles() -> None:
    layout = laid_out(None).corrected({2: "kind"}, ROWS, DICTIONARY)
    profile = layout.as_profile("网友留言")
    assert profile.knows(TITLES)
    assert profile.knows(reversed(TITLES))
    assert not profile.knows((*TITLES, "反对数"))
    assert profile.columns["类别"] == "kind"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ([], "对应方案要写成"),
        ({"columns": {"甲": "没有的列"}}, "对应方案里的“没有的列”不是台账的列"),
        ({"columns": {"甲": "工单编号", "乙": "number"}}, "把两列对到了“工单编号”"),
        ({"columns": {}, "number": {"prefix": "LY"}}, "没有写 from"),
    ],
)
def test_a_wrong_profile_is_refused_with_what_is_wrong(document: object, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        Profile.of(document)


def made_number(row: Row) -> str:
    rule = NumberRule(prefix="LY", titles=("留言详情", "类别"))
    profile = Profile(name="", columns={"留言编号": ""}, number=rule)
    return Reader(laid_out(profile), DICTIONARY).read(row).number


def test_a_number_made_from_content_is_the_same_each_time() -> None:
    assert made_number(ROWS[0]) == made_number(Row(99, (1, "施工扰民", "建议类")))
    assert made_number(ROWS[0]) != made_number(ROWS[1])
    assert made_number(ROWS[0]).startswith("LY")


def test_a_row_without_that_content_gets_no_number() -> None:
    assert made_number(Row(9, (5, None, None))) == ""


def test_a_number_from_a_column_that_is_not_there_is_refused() -> None:
    layout = laid_out(Profile(name="", columns={}, number=NumberRule(prefix="", titles=("没有",))))
    with pytest.raises(Refusal, match="没有“没有”这一列"):
        Reader(layout, DICTIONARY).read(Row(2, (None, "施工扰民")))
