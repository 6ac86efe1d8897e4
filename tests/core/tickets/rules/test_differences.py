from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from core.tickets.rules.differences import Change, Difference, EntryChange, differences
from core.tickets.rules.entries import Part
from core.tickets.rules.merging import merged
from tests.core.tickets.rules.random_rulebooks import rulebooks
from tests.core.tickets.rules.samples import RULE, a_rulebook

DATED = [{"text": "甲", "since": date(2026, 1, 2)}]
EXAMPLES = [{"涉及金额": 5, "其他工单": [{"工单编号": "甲"}]}]
OTHER = {**RULE, "id": "F-901", "title": "另一条"}


def test_rules_come_and_go() -> None:
    found = differences(a_rulebook(RULE), a_rulebook(OTHER))
    assert [str(one) for one in found] == ["删去 规则 F-900“示例”", "新增 规则 F-901“另一条”"]


@pytest.mark.parametrize(
    ("changes", "column", "before", "after"),
    [
        ({"condition": "诉求内容 为空"}, "条件", "投诉请求 为空", "诉求内容 为空"),
        ({"since": date(2026, 4, 15)}, "生效日期", "", "2026-04-15"),
        ({"only_submitted": True}, "只查提交的", "", "是"),
        ({"fields": ["投诉请求", "诉求内容"]}, "栏目", "", "诉求内容"),
        ({"basis": DATED}, "依据", "区局填报要求", "甲（2026-01-02 起）"),
        ({"case": [{"condition": "诉求内容 为空"}]}, "第 1 种情形的条件", "", "诉求内容 为空"),
        ({"names": {"甲": "今天()"}}, "专用名称“甲”", "", "今天()"),
        ({"each": [{"前": "甲", "后": "乙"}]}, "逐项替换", "", "前：甲，后：乙"),
        ({"fires": EXAMPLES}, "应报的例子", "", "涉及金额：5，其他工单：（工单编号：甲）"),
    ],
)
def test_a_changed_entry_is_shown_before_and_after(
    changes: dict[str, Any], column: str, before: str, after: str
) -> None:
    (one,) = differences(a_rulebook(), a_rulebook({**RULE, **changes}))
    assert (one.part, one.name, one.change) == (Part.RULES, "F-900", Change.CHANGED)
    assert one.entries == (EntryChange(column=column, before=before, after=after),)


def test_of_word_lists_only_the_words_that_differ_are_shown() -> None:
    lists = [{"name": "退赔用语", "words": ["退货", "赔偿", "退款"]}]
    (one,) = differences(a_rulebook(), a_rulebook(lists=lists))
    assert one.entries == (EntryChange(column="词", before="", after="赔偿"),)
    tables = [{"name": "法条数", "rows": {"广告法": 75}}]
    (one,) = differences(a_rulebook(), a_rulebook(tables=tables))
    assert one.entries == (EntryChange(column="数", before="广告法：74", after="广告法：75"),)


def test_the_day_of_the_examples_counts_too() -> None:
    (one,) = differences(a_rulebook(), a_rulebook(examples_on=date(2026, 12, 1)))
    assert one.entries[0].before == "2026-11-23"


@given(rulebooks)
def test_nothing_differs_from_itself(data: dict[str, Any]) -> None:
    assert differences(data, data) == ()


@settings(max_examples=12)
@given(rulebooks, rulebooks)
def test_what_one_has_more_the_other_has_less(one: dict[str, Any], other: dict[str, Any]) -> None:
    def turned(found: tuple[Difference, ...]) -> set[tuple[str, str]]:
        turn = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}
        return {(each.name, turn.get(each.change, each.change)) for each in found}

    there, back = differences(one, other), differences(other, one)
    assert turned(there) == {(each.name, each.change.value) for each in back}


# merging


def test_changes_of_both_are_kept() -> None:
    ours, theirs = {**RULE, "title": "甲"}, {**OTHER, "title": "乙"}
    both = merged(a_rulebook(RULE, OTHER), a_rulebook(ours, OTHER), a_rulebook(RULE, theirs))
    assert both.data["rules"] == [ours, theirs]
    assert both.contested == ()


def test_what_both_changed_is_named() -> None:
    ours, theirs = {**RULE, "title": "甲"}, {**RULE, "title": "乙"}
    both = merged(a_rulebook(RULE), a_rulebook(ours), a_rulebook(theirs))
    assert both.data["rules"] == [theirs]
    assert both.contested == ((Part.RULES, "F-900"),)


def test_what_was_taken_out_stays_out() -> None:
    both = merged(a_rulebook(RULE, OTHER), a_rulebook(RULE, OTHER), a_rulebook(OTHER))
    assert both.data["rules"] == [OTHER]
    ours_without = merged(a_rulebook(RULE, OTHER), a_rulebook(OTHER), a_rulebook(RULE, OTHER))
    assert ours_without.data["rules"] == [OTHER]


@settings(max_examples=12)
@given(rulebooks, rulebooks)
def test_where_one_changed_nothing_the_other_is_taken(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert differences(merged(one, other, one).data, other) == ()
    assert differences(merged(one, one, other).data, other) == ()
