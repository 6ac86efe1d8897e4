from datetime import date

import pytest

from core.errors import Refusal
from core.review.campaign import check_period, period_words, title_of


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "2026 年"),
        (date(2026, 7, 1), date(2026, 9, 30), "2026 年第 3 季度"),
        (date(2026, 2, 1), date(2026, 2, 28), "2026 年 2 月"),
        (date(2026, 2, 1), date(2026, 4, 30), "2026 年 2 月 1 日至 4 月 30 日"),
        (date(2026, 7, 1), date(2026, 9, 29), "2026 年 7 月 1 日至 9 月 29 日"),
        (date(2025, 12, 1), date(2026, 2, 28), "2025 年 12 月 1 日至 2026 年 2 月 28 日"),
    ],
)
def test_a_period_is_said_in_the_fewest_words(since: date, until: date, words: str) -> None:
    assert period_words(since, until) == words


def test_a_campaign_is_called_by_period_and_kind() -> None:
    assert (
        title_of("不属实件", date(2026, 7, 1), date(2026, 9, 30)) == "2026 年第 3 季度不属实件督查"
    )


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (date(2026, 9, 30), date(2026, 7, 1), "until"),
        (date(2026, 12, 1), date(2026, 12, 31), "since"),
    ],
)
def test_a_period_that_cannot_be_is_refused(since: date, until: date, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_period(since, until, today=date(2026, 11, 23))
    assert refused.value.field == field
