"""The published tables for logic with failing and empty values."""

from itertools import product

import pytest

from core.tickets.case import LONGEST_TEXT, MOST_EFFORT
from core.tickets.language.check import condition
from core.tickets.language.closures import compile_condition
from core.tickets.words import Answer, Filing, Kind, MediationConsent
from tests.core.tickets.language.sentences import VOCABULARY, case, holds

TRUE = "工单编号 不为空"
FALSE = "工单编号 为空"
UNKNOWN = "同号原件数() 大于 0"
"""Nobody can look up other tickets here."""


def test_the_three_values() -> None:
    assert [holds(one) for one in (TRUE, FALSE, UNKNOWN)] == [True, False, None]


@pytest.mark.parametrize("joined", ["{0} 且 {1}", "{1} 且 {0}"])
def test_false_and_unknown_is_false_in_both_orders(joined: str) -> None:
    assert holds(joined.format(FALSE, UNKNOWN)) is False


@pytest.mark.parametrize("joined", ["{0} 或 {1}", "{1} 或 {0}"])
def test_true_or_unknown_is_true_in_both_orders(joined: str) -> None:
    assert holds(joined.format(TRUE, UNKNOWN)) is True


@pytest.mark.parametrize("joined", ["{0} 且 {1}", "{1} 且 {0}"])
def test_true_and_unknown_stays_unknown_in_both_orders(joined: str) -> None:
    assert holds(joined.format(TRUE, UNKNOWN)) is None


@pytest.mark.parametrize("joined", ["{0} 或 {1}", "{1} 或 {0}"])
def test_false_or_unknown_stays_unknown_in_both_orders(joined: str) -> None:
    assert holds(joined.format(FALSE, UNKNOWN)) is None


def test_not_unknown_is_unknown() -> None:
    assert holds(f"非 ({UNKNOWN})") is None


def test_negation_swaps_and_with_or() -> None:
    for one, other in product((TRUE, FALSE, UNKNOWN), repeat=2):
        together = holds(f"非 ({one} 且 {other})")
        assert together is holds(f"非 ({one}) 或 非 ({other})")


def test_a_branch_that_does_not_count_may_be_unknown() -> None:
    assert holds("如果(工单编号 不为空, 1, 同号原件数()) 大于 0") is True
    assert holds("如果(工单编号 为空, 1, 同号原件数()) 大于 0") is None


def test_without_a_calendar_working_days_are_unknown() -> None:
    sentence = "工作日后(今日, 3) 晚于 今日"
    assert holds(sentence) is True
    assert holds(sentence, knows_calendar=False) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "调解意愿 为 双方同意",
        "调解意愿 不为 双方同意",
        "调解意愿 属于 (双方同意)",
        "调解意愿 不属于 (双方同意)",
        "涉及金额 大于 5",
        "涉及金额 不大于 5",
        "涉及金额 不为 5",
        "办结时间 早于 今日",
        "办结时间 不早于 今日",
        "承办单位 不为 “九亭所”",
        "承办单位 为 承办人",
        "答复内容 包含 “退款”",
        "答复内容 包含任一 退赔用语",
        "答复内容 包含 承办人",
        "投诉请求 只含 空泛用语",
        "诉求事项 只含 退赔用语",
        "工作日后(办结时间, 3) 早于 今日",
        "办结时间 + 3 早于 今日",
    ],
)
def test_a_comparison_with_nothing_does_not_hold(sentence: str) -> None:
    assert holds(sentence) is False


def test_not_takes_what_is_empty_and_is_not_does_not() -> None:
    for given, is_not, not_is in (
        (None, False, True),
        (MediationConsent.BOTH, False, False),
        (MediationConsent.NOT_ASKED, True, True),
    ):
        assert holds("调解意愿 不为 双方同意", mediation_consent=given) is is_not
        assert holds("非 调解意愿 为 双方同意", mediation_consent=given) is not_is


def test_blank_is_empty_and_zero_and_no_are_not() -> None:
    assert holds("承办单位 为空", unit=" 　\n") is True
    assert holds("诉求事项 为空", claims=(" ", "")) is True
    assert holds("涉及金额 为空", amount=0) is False
    assert holds("是否实名 为空", is_real_name=False) is False
    assert holds("是否同意公示投诉信息 为空", consent_publish=Answer.NOT_ASKED) is False


def test_an_empty_yes_or_no_counts_as_no_but_is_empty() -> None:
    assert holds("是否实名 不为 是") is True
    assert holds("是否实名 为 否") is True
    assert holds("是否实名 为 是") is False
    assert holds("是否实名 为空") is True


COSTLY = "诉求内容 包含任一 退赔用语"


@pytest.mark.parametrize("joined", ["{0} 且 {1}", "{1} 且 {0}", "{0} 或 {1}", "{1} 或 {0}"])
@pytest.mark.parametrize("known", [TRUE, FALSE])
def test_what_would_take_too_long_is_unknown(joined: str, known: str) -> None:
    expected = (known == FALSE) if "或" in joined else (known == TRUE)
    run = compile_condition(condition(joined.format(known, COSTLY), VOCABULARY))
    tired = case(content="退款")
    tired.effort = MOST_EFFORT
    assert run(tired) is (None if expected else known == TRUE)
    assert run(case(content="退款")) is (True if known == TRUE else "或" in joined)


def test_of_a_monstrous_text_the_beginning_counts() -> None:
    assert holds("诉求内容 包含 “退款”", content="退款" + "一" * LONGEST_TEXT) is True
    assert holds("诉求内容 包含 “退款”", content="一" * LONGEST_TEXT + "退款") is False
    assert holds("个数(诉求事项) 为 1000", claims=("一",) * 5000) is True


def test_the_example_of_the_office() -> None:
    sentence = "工单类型 属于 (举报, 投诉举报复合件) 且 立案决定 为 不予立案 且 不予立案情形 为空"
    assert holds(sentence, kind=Kind.TIPOFF, filing=Filing.NOT_FILED) is True
    assert holds(sentence, kind=Kind.COMPLAINT, filing=Filing.NOT_FILED) is False
