from datetime import date, datetime
from typing import Any

import pytest

from core.tickets.language.function import Unknown
from core.tickets.language.library import FUNCTIONS
from core.tickets.language.numerals import value_of
from core.tickets.language.texts import renumbered, similarity
from core.tickets.ticket import Evidence
from tests.core.tickets.language.sentences import holds, worth


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("45", 45),
        ("４５", 45),
        ("四十五", 45),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零八", 108),
        ("一百二十", 120),
        ("二〇二六", 2026),
        ("两千", 2000),
    ],
)
def test_numerals(written: str, meant: int) -> None:
    assert value_of(written) == meant


def test_counting() -> None:
    assert worth("字数(答复内容)", reply=" 已 办　结。\n") == 4
    assert worth("字数(答复内容)") == 0
    assert worth("字数(答复内容)", reply="𬭎㛃") == 2
    assert worth("个数(诉求事项)", claims=("退款", " ", "赔礼")) == 2
    assert worth("不同个数(核查人员)", inspectors=("张某", "张 某", "王某")) == 2
    assert worth("空的个数(消费时间, 消费地点, 涉及金额)", amount=0) == 2


def test_joined_texts_do_not_run_into_each_other() -> None:
    split: dict[str, Any] = {"content": "要求退", "claims": ("款", "赔"), "demand": "偿"}
    assert holds("诉求文本 包含任一 退赔用语", **split) is False
    assert holds("诉求文本 包含任一 退赔用语", claims=("道歉", "退款")) is True


def test_texts_made_plain() -> None:
    assert worth("规整(答复内容)", reply="Ａ１　中 文") == "A1中文"
    assert worth("去间隔(诉求人电话)", petitioner_phone="135-0000 0001") == "13500000001"
    assert worth("去掉(答复内容, “不予受理”)", reply="决定不予受理。") == "决定。"


def test_titles() -> None:
    text = "依据《示例管理暂行办法》第三条，原《示例规定》废止。"
    assert worth("书名(答复内容)", reply=text) == ("示例管理暂行办法", "示例规定")
    assert holds("书名外(答复内容) 包含 “暂行办法”", reply=text) is False


def test_evidence_by_kind_and_name() -> None:
    evidence = (Evidence("照片", "门头"), Evidence("台账", "进货"))
    assert worth("类别(佐证材料)", evidence=evidence) == ("照片", "台账")
    assert worth("名称(佐证材料)", evidence=evidence) == ("门头", "进货")


FOLLOWS = "先后出现(认定理由, 经营者称呼, 否认用语, 8)"
IN_SENTENCE = "同句先后出现(认定理由, 经营者称呼, 否认用语, 8)"


@pytest.mark.parametrize(
    ("text", "near", "in_sentence"),
    [
        ("商家表示无此情况", True, True),
        ("商家的值班店员当场否认", True, True),
        ("商家已于上月底关门歇业，邻居表示不清楚", False, False),
        ("找到商家。邻居表示不清楚", True, False),
        ("否认的是商家", False, False),
        ("商家一二三四五六七八否认", True, True),
        ("商家一二三四五六七八九否认", False, False),
    ],
)
def test_one_word_behind_another(text: str, *, near: bool, in_sentence: bool) -> None:
    assert holds(FOLLOWS, verdict_reason=text) is near
    assert holds(IN_SENTENCE, verdict_reason=text) is in_sentence


def test_a_short_word_is_not_seen_inside_a_longer_one() -> None:
    sentence = "先后出现(认定理由, 成立用语, 不成立用语, 30)"
    assert holds(sentence, verdict_reason="第一项不成立，第二项不属实。") is False
    assert holds(sentence, verdict_reason="第一项成立，第二项不属实。") is True


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("要求退款", True),
        ("商家未退款", False),
        ("没有证据。要求退款", True),
        ("没有证据就要求退款，之后赔偿", True),
        ("未退款、退货", False),
        ("商家一二三四五六退款", True),
    ],
)
def test_every_mention_is_looked_at_for_a_denial(text: str, *, found: bool) -> None:
    assert holds("出现而未否定(答复内容, 退赔用语, 否定词, 6)", reply=text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("调解期限 45 个工作日", True),
        ("四十五个工作日内", True),
        ("共４５个工作日", True),
        ("145个工作日", False),
        ("共 1\n45个工作日", True),
        ("45日", False),
    ],
)
def test_an_amount_is_found_in_any_figures(text: str, *, found: bool) -> None:
    assert holds("写有数量(答复内容, “个工作日”, 45)", reply=text) is found


def test_beginnings_and_ends() -> None:
    assert holds("开头任一(逐项认定, 成立用语)", claim_verdicts=("不属实：无", "属实：有")) is True
    assert holds("开头任一(逐项认定, 成立用语)", claim_verdicts=("不属实：无",)) is False
    assert holds("结尾任一(答复内容, 退赔用语)", reply="同意退款 ") is True


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电话 135 0000 0001。", ("13500000001",)),
        ("电话135-0000-0001", ("13500000001",)),
        ("身份证31011720000101000x", ("31011720000101000x",)),
        ("卡号 6200 0000 0000 0000", ("6200000000000000",)),
        ("卡号6200000000000000000", ("6200000000000000000",)),
        ("全角１３５０００００００１", ("13500000001",)),
        ("2026-11-03 13500000001", ("13500000001",)),
        ("2026-11-02 2026-11-10", ()),
        ("135****0001，021-57800000", ()),
        ("一二三13500000001234", ()),
        ("12345678901234567", ()),
    ],
)
def test_sensitive_numbers_by_their_form(text: str, found: tuple[str, ...]) -> None:
    assert worth("敏感号码(答复内容)", reply=text) == found


def test_known_numbers_are_left_out() -> None:
    sentence = "除去(敏感号码(答复内容), 工单编号, 案号) 不为空"
    assert holds(sentence, number="2026110200000001", reply="见 2026110200000001") is False
    assert holds(sentence, number="SJ2026110200000001", reply="见 2026110200000001") is False
    assert holds(sentence, number="SJ1", reply="见 2026110200000001") is True


def test_copied_texts() -> None:
    content = "十一月一日傍晚在该店买到已经过期三天的酸奶两盒"
    sentence = "有连续相同(拟发被诉主体文本, 诉求内容, 15)"
    assert holds(sentence, content=content, text_to_trader="在该店买到已经过期三天的酸奶") is False
    assert holds(sentence, content=content, text_to_trader="在该店买到已经过期三天的酸奶两") is True
    assert (
        holds(sentence, content=content, text_to_trader="在该店 买到已经\n过期三天的酸奶两") is True
    )


def test_likeness_is_symmetric_and_deaf_to_punctuation() -> None:
    assert similarity("甲，乙。丙丁", "甲乙丙丁") == 1
    assert similarity("甲乙丙丁", "甲乙") == similarity("甲乙", "甲乙丙丁") == pytest.approx(2 / 3)
    assert similarity("甲乙", "丙丁") == 0


@pytest.mark.parametrize(
    ("ref", "beyond"),
    [
        ("《中华人民共和国广告法》第七十五条", True),
        ("《广告法》第七十四条第一款", False),
        ("《广告法》第 75 条", True),
        ("《广告法》第三条、第八十条", True),
        ("《广告法》", False),
        ("《示例法》第九百条", False),
        ("《示例法》第八十条、《行政处罚法》第八十六条", False),
        ("第九百条", False),
    ],
)
def test_articles_that_a_statute_lacks(ref: str, *, beyond: bool) -> None:
    assert holds("越界条文(法律依据, 法条数) 不为空", law_refs=(ref,)) is beyond


@pytest.mark.parametrize(
    ("text", "now"),
    [
        (
            "依《市场监督管理投诉举报处理暂行办法》第二十四条第一款核查",
            ("第二十四条改为第二十八条",),
        ),
        (
            "《市场监督管理投诉举报处理暂行办法》第 7 条、第十五条；第七条",
            ("第七条改为第九条", "第十五条改为第十六条"),
        ),
        ("《市场监督管理投诉举报处理暂行办法》", ()),
        ("《市场监督管理投诉举报处理暂行办法》第六条", ()),
        ("《市场监督管理投诉举报处理办法》第七条", ()),
    ],
)
def test_what_articles_of_a_repealed_act_are_called_now(text: str, now: tuple[str, ...]) -> None:
    old = "市场监督管理投诉举报处理暂行办法"
    numbers = {f"{old}第七条": 9, f"{old}第十五条": 16, f"{old}第二十四条": 28}
    assert renumbered(text, numbers) == now


def test_times_of_day() -> None:
    assert worth("小时(核查时间)", inspected_at=datetime(2026, 5, 1, 17, 59)) == 17
    assert holds("有时刻(核查时间)", inspected_at=datetime(2026, 5, 1)) is False
    assert (
        worth(
            "相差秒数(先行联系时间, 派至所队时间)",
            first_contact_at=datetime(2026, 5, 1, 9, 0, 59),
            assigned_at=datetime(2026, 5, 1, 9),
        )
        == 59
    )


def test_the_first_day_named_in_a_text() -> None:
    sentence = "首个月日(诉求内容, 核查时间)"
    at = datetime(2026, 11, 12, 10)
    assert worth(sentence, content="11月1日买的，十一月三日坏了", inspected_at=at) == date(
        2026, 11, 1
    )
    assert worth(sentence, content="2月30日买的", inspected_at=at) is None
    assert worth(sentence, content="上周买的", inspected_at=at) is None


def test_working_days() -> None:
    received = datetime(2026, 4, 30, 9)
    assert worth("工作日后(收到之日, 7)", received_at=received) == date(2026, 5, 13)
    assert worth("工作日数(收到之日, 2026-05-13)", received_at=received) == 7
    assert holds("工作日后(收到之日, 0) 早于 今日", received_at=received) is None


def test_days_of_testing_do_not_count() -> None:
    tested: dict[str, Any] = {
        "acceptance_date": date(2026, 6, 20),
        "test_from": date(2026, 7, 1),
        "test_to": date(2026, 7, 2),
    }
    assert worth("扣除后自然日后(受理决定日期, 60)", **tested) == date(2026, 8, 21)
    assert worth("扣除后天数(受理决定日期, 2026-08-19)", **tested) == 58
    assert worth("扣除后工作日后(受理决定日期, 10)", **tested) == date(2026, 7, 7)


def test_a_test_that_has_not_ended_counts_up_to_today() -> None:
    open_end: dict[str, Any] = {
        "acceptance_date": date(2026, 11, 2),
        "test_from": date(2026, 11, 3),
    }
    assert worth("扣除后工作日后(受理决定日期, 3)", **open_end) == date(2026, 11, 26)
    reversed_: dict[str, Any] = {**open_end, "test_to": date(2026, 11, 1)}
    assert worth("扣除后工作日后(受理决定日期, 3)", **reversed_) == date(2026, 11, 5)


def test_what_lies_outside_the_ticket_is_unknown_without_it() -> None:
    for sentence in ("届满日(受理钟)", "同号原件数()"):
        with pytest.raises(Unknown):
            worth(sentence)


def test_every_function_says_what_it_does() -> None:
    for function in FUNCTIONS.values():
        assert function.help.endswith("。")
        assert function.signature.startswith(f"{function.name}(")
