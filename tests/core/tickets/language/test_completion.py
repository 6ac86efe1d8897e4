import pytest

from core.tickets.language.completion import Suggestion, suggestions
from core.tickets.language.pieces import Role, pieces
from storage.rules import shipped_vocabulary as vocabulary


def offered(written: str, *, first: tuple[str, ...] = ()) -> list[str]:
    """What is offered where | stands, or at the end."""
    at = written.find("|")
    sentence = written.replace("|", "")
    found = suggestions(sentence, len(sentence) if at < 0 else at, vocabulary(), first=first)
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("written", "among", "not_among"),
    [
        ("", "工单类型", "为"),
        ("", "非", "且"),
        ("工单类型", "为", "大于"),
        ("涉及金额 ", "不小于", "早于"),
        ("答复时间 ", "早于", "包含"),
        ("佐证材料 ", "不为空", "为"),
        ("工单类型 为 ", "举报", "工单编号"),
        ("工单类型 属于 (投诉, ", "投诉举报复合件", "套话"),
        ("是否广告类 为 ", "否", "答复内容"),
        ("答复内容 包含任一 ", "套话", "答复内容"),
        ("受理决定日期 早于 ", "收到之日", "答复内容"),
        ("届满日(", "受理钟", "答复内容"),
        ("先后出现(认定理由, ", "写明成立", "认定理由"),
        ("个数(", "佐证材料", "答复内容"),
        ("工单类型 为 举报 ", "且", "为"),
        ("退单件 ", "或", "大于"),
        ("届满日(受理钟) ", "晚于", "包含"),
        ("工单类型 为 举报 且 ", "答复内容", "举报"),
        ("工单类型 |为 举报", "不为", "举报"),
    ],
)
def test_what_may_stand_there_is_offered(written: str, among: str, not_among: str) -> None:
    assert among in offered(written)
    assert not_among not in offered(written)


def test_a_word_half_written_is_completed_from_its_beginning() -> None:
    [one] = suggestions("工单类", 3, vocabulary())
    assert one == Suggestion("工单类型", Role.FIELD, "基本一栏", 0)
    assert offered("答复")[0].startswith("答复")
    assert "拟发被诉主体文本" in offered("文本")
    assert offered("工单类型 不")[:1] == ["不为"]


def test_a_whole_word_is_followed_not_completed() -> None:
    assert "不为空" in offered("工单类型")


def test_words_of_the_rule_come_first() -> None:
    assert offered("时间")[0] != "回访时间"
    assert offered("时间", first=("回访时间",))[0] == "回访时间"


def test_nothing_is_offered_behind_what_cannot_be_read() -> None:
    assert offered("工单类型 工单编号 ") == []


def test_nothing_is_offered_in_what_is_too_long_to_be_a_sentence() -> None:
    assert offered("工单类型 " * 500_000) == []


def test_functions_are_offered_with_their_bracket_and_their_help() -> None:
    found = {one.text: one for one in suggestions("字", 1, vocabulary())}
    assert "字" in found["字数("].help


def test_each_piece_is_told_for_colouring() -> None:
    sentence = "非 (工单类型 为 举报 且 字数(答复内容) 不小于 5) 或 没有这个 包含任一 套话"
    roles = {piece.text: piece.role for piece in pieces(sentence, vocabulary())}
    assert roles["非"] is roles["且"] is Role.JOINER
    assert roles["工单类型"] is roles["答复内容"] is Role.FIELD
    assert roles["举报"] is roles["5"] is Role.VALUE
    assert roles["不小于"] is roles["包含任一"] is Role.OPERATOR
    assert roles["字数"] is Role.FUNCTION
    assert roles["套话"] is Role.LIST
    assert roles["没有这个"] is Role.UNKNOWN


def test_an_unfinished_text_is_one_piece() -> None:
    assert [piece.text for piece in pieces("答复内容 包含 “还没有写完 且", vocabulary())] == [
        "答复内容",
        "包含",
        "“还没有写完 且",
    ]
