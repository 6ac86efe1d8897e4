"""Every kind of mistake in a rulebook: the message names the rule, the column and the remedy."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Refusal
from core.tickets.rules.data import faults_of, rulebook_of, vocabulary_of
from core.tickets.rules.faults import Faults
from core.tickets.rules.plain import tidy
from tests.core.tickets.rules.samples import RULE, WORDS, a_rulebook


def said_of(data: dict[str, Any]) -> list[str]:
    return [str(fault) for fault in faults_of(tidy(data))]


def without(entry: str) -> dict[str, Any]:
    return {key: value for key, value in RULE.items() if key != entry}


TABLE = tomllib.loads((Path(__file__).parent / "mistakes.toml").read_text("utf-8"))


def listed(part: str) -> list[Any]:
    return [pytest.param(one["changes"], one["said"], id=one["said"]) for one in TABLE[part]]


@pytest.mark.parametrize(("changes", "said"), listed("rule"))
def test_a_mistake_in_a_rule_names_rule_column_and_remedy(
    changes: dict[str, Any], said: str
) -> None:
    found = said_of(a_rulebook({**RULE, **changes}))
    assert any(said in one for one in found), found


@pytest.mark.parametrize(
    ("entry", "column"),
    [
        ("title", "名称"),
        ("condition", "条件"),
        ("severity", "级别"),
        ("fields", "栏目"),
        ("message", "提示"),
        ("basis", "依据"),
    ],
)
def test_what_is_missing_is_named(entry: str, column: str) -> None:
    assert said_of(a_rulebook(without(entry))) == [f"规则 F-900 的{column}，没有写，请补上。"]


@pytest.mark.parametrize(("changes", "said"), listed("rulebook"))
def test_a_mistake_elsewhere_names_its_place_and_the_remedy(
    changes: dict[str, Any], said: str
) -> None:
    found = said_of(a_rulebook(**changes))
    assert any(said in one for one in found), found


FULL: dict[str, Any] = {
    **RULE,
    "group": "登记",
    "kinds": ["投诉"],
    "only_submitted": True,
    "dated_by": "收到之日",
    "since": date(2026, 1, 1),
    "until": date(2026, 12, 31),
    "names": {"甲名": "字数(投诉请求)"},
    "case": [{"condition": "〔栏〕 为空", "each": [{"栏": "投诉请求"}]}, {}],
    "basis": [{"text": "甲", "since": date(2026, 1, 1)}, "乙"],
    "fires": [{"涉及金额": 5, "今日": date(2026, 5, 6), "其他工单": [{"工单编号": "甲"}]}],
    "silent": [{"核查人员": ["甲"], "是否实名": True, "提交": True}],
    "equivalent": [{"change": "甲", "reason": "乙"}],
}
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.dates()
    | st.datetimes()
    | st.sampled_from(["收到之日", "投诉请求 为空", "必改", "〔栏〕", "{", "提交态"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from([*FULL, "text"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything inside."""
    if path:
        yield path
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, one in inner:
        yield from places(one, (*path, key))


@settings(max_examples=300)
@given(data=st.data())
def test_whatever_stands_in_the_data_is_answered_with_a_sentence(data: st.DataObject) -> None:
    rulebook = deepcopy(a_rulebook(FULL))
    path = data.draw(st.sampled_from(list(places(rulebook))))
    target = rulebook
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = data.draw(ANYTHING)
    try:
        assert all(fault.said for fault in faults_of(tidy(rulebook)))
    except Refusal as refusal:
        assert str(refusal)  # noqa: PT017


def test_what_is_right_has_no_faults() -> None:
    assert said_of(a_rulebook()) == []


def test_all_mistakes_are_named_at_once() -> None:
    wrong = {**RULE, "condition": "投诉清求 为空", "severity": "错误"}
    found = said_of(a_rulebook({**wrong, "id": "F-901"}, RULE, {**wrong, "id": "F-902"}))
    assert [one.partition("，")[0] for one in found] == [
        "规则 F-901 的条件",
        "规则 F-901 的级别",
        "规则 F-902 的条件",
        "规则 F-902 的级别",
    ]


def test_of_what_rests_on_a_wrong_name_nothing_is_said() -> None:
    names = [
        *WORDS["names"],
        {"name": "甲", "means": "工单类形 为空"},
        {"name": "乙", "means": "甲 或 工单编号 为空"},
    ]
    rules = [{**RULE, "condition": "乙"}, {**RULE, "id": "F-901", "condition": "非 甲"}]
    assert len(said_of(a_rulebook(*rules, names=names))) == 1


def test_a_case_that_stands_for_many_is_named_once() -> None:
    each = [{"栏": "工单编号"}, {"栏": "投诉请求"}, {"栏": "诉求内容"}]
    found = said_of(a_rulebook({**RULE, "condition": "〔栏〕 为", "each": each}))
    assert len(found) == 1


def test_a_fault_tells_where_in_the_sentence() -> None:
    (fault,) = faults_of(a_rulebook({**RULE, "condition": "工单编号 为空 且 投诉清求 为空"}))
    assert (fault.place.name, fault.place.column, fault.mark) == ("F-900", "条件", 10)


def test_many_mistakes_are_counted_instead_of_listed() -> None:
    rules = [{**RULE, "id": f"F-{n}", "severity": "错误"} for n in range(30)]
    with pytest.raises(Faults) as caught:
        rulebook_of(a_rulebook(*rules), version="")
    assert str(caught.value).endswith("还有 10 处。")
    assert len(caught.value.faults) == 30


def test_the_words_can_be_read_alone() -> None:
    assert vocabulary_of(WORDS).meanings.keys() == {"收到之日", "提交态"}
    with pytest.raises(Refusal, match="没有叫“工单类形”"):
        vocabulary_of(
            {**WORDS, "names": [*WORDS["names"], {"name": "甲", "means": "工单类形 为空"}]}
        )
