"""A tree written back as a sentence is read as the same tree."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tickets.language.check import condition
from core.tickets.language.grammar import parse
from core.tickets.language.tree import (
    And,
    Arithmetic,
    Call,
    Choice,
    Compare,
    Emptiness,
    Literal,
    Name,
    Node,
    Not,
    Operator,
    Or,
    Range,
)
from core.tickets.language.wording import say
from tests.core.tickets.language.sentences import VOCABULARY

_LISTING = (Operator.IN, Operator.NOT_IN, Operator.CONTAINS_ANY, Operator.ONLY)

names = st.sampled_from(["工单类型", "不予立案情形", "收到之日", "A1", "12345热线"]).map(Name)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
literals = st.one_of(
    texts,
    st.integers(0, 10**9),
    st.decimals(Decimal("0.01"), Decimal(1000), places=2).filter(lambda d: d != d.to_integral()),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
).map(Literal)
ranges = st.builds(Range, st.integers(0, 9), st.integers(10, 20))
choices = st.lists(names | literals | ranges, min_size=1, max_size=3).map(tuple).map(Choice)


def _calls(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    arguments = st.lists(values, max_size=3).map(tuple)
    sums = st.builds(Arithmetic, st.sampled_from("+-*"), values, values)
    return st.builds(Call, st.sampled_from(["字数", "如果"]), arguments) | sums


values: st.SearchStrategy[Node] = st.recursive(names | literals, _calls, max_leaves=4)
relations: st.SearchStrategy[Node] = st.one_of(
    st.builds(Compare, st.sampled_from([o for o in Operator if o not in _LISTING]), values, values),
    st.builds(Compare, st.sampled_from(_LISTING), values, choices | names),
    st.builds(Emptiness, values, st.booleans()),
)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, parts))


conditions = st.recursive(relations, _joined, max_leaves=8)


@given(conditions)
def test_a_sentence_is_read_as_it_was_meant(tree: Node) -> None:
    assert parse(say(tree)) == tree


@pytest.mark.parametrize(
    "sentence",
    [
        "工单类型 为 投诉 且 (承办单位 为空 或 非 新件)",
        "诉求文本 包含任一 退赔用语",
        "诉求文本 包含任一 (“退款”, “退货”)",
        "收到之日 不早于 2026-04-15",
        "字数(答复内容) 小于 60",
        "如果(新件, 收到之日, 今日) 晚于 今日 - 10",
        "涉及金额 不小于 0.5",
        "是否实名 为 是",
        "越界条文(法律依据, 法条数) 不为空",
    ],
)
def test_a_checked_sentence_is_written_back_as_it_was(sentence: str) -> None:
    assert say(condition(sentence, VOCABULARY)) == sentence
