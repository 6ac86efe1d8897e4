from datetime import datetime
from typing import Any

import pytest

from core.tickets.language.mistakes import Mistake
from core.tickets.language.template import template
from tests.core.tickets.language.sentences import VOCABULARY, case


def filled(text: str, **values: Any) -> str:
    return template(text, VOCABULARY).fill(case(**values))


def test_values_stand_where_the_braces_were() -> None:
    text = "反映了 {个数(诉求事项)} 个问题（{诉求事项}），{收到之日} 收到。"
    told = filled(text, claims=("退款", "道歉"), received_at=datetime(2026, 5, 1, 9))
    assert told == "反映了 2 个问题（退款、道歉），2026-05-01 收到。"


def test_what_is_missing_or_unknown_says_so() -> None:
    assert filled("{收到之日}、{届满日(受理钟)}") == "（空）、（算不出）"


def test_a_message_without_values_stays_as_it_is() -> None:
    assert filled("请填写工单编号。") == "请填写工单编号。"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("还剩 {个数(诉求事项} 个", "第 12 字"),
        ("还剩 {个数(诉求事)} 个", "第 8 字：没有叫“诉求事”的栏目或名称。是不是“诉求事项”"),
        ("还剩 {诉求事项 个", "第 4 字：花括号没有成对"),
        ("还剩 诉求事项} 个", "第 8 字：花括号没有成对"),
        ("字" * 600, "最多 500 个"),
    ],
)
def test_a_mistake_counts_from_the_beginning_of_the_message(text: str, said: str) -> None:
    with pytest.raises(Mistake) as mistake:
        template(text, VOCABULARY)
    assert said in str(mistake.value)
