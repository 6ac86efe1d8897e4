import pytest

from core.errors import Refusal
from core.tickets.language.check import complete, condition, value
from core.tickets.language.mistakes import Mistake
from core.tickets.language.vocabulary import Definition, Vocabulary, by_name
from core.tickets.language.word_lists import word_list
from tests.core.tickets.language.sentences import VOCABULARY


def mistake(sentence: str) -> str:
    with pytest.raises(Mistake) as caught:
        condition(sentence, VOCABULARY)
    return str(caught.value)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("工单类形 为 投诉", "第 1 字：没有叫“工单类形”的栏目或名称。是不是“工单类型”"),
        ("收到日 早于 今日", "是不是“收到之日”"),
        ("工单类型 为 投拆", "第 8 字：这里没有“投拆”这个选项。是不是“投诉”"),
        ("是否实名 为 对", "可以写：是、否"),
        ("投诉请求 只含 空范用语", "没有叫“空范用语”的词表。是不是“空泛用语”"),
        ("子数(答复内容) 大于 3", "没有叫“子数”的函数。是不是“字数”"),
        ("届满日(受理种) 早于 今日", "没有“受理种”这个选项。是不是“受理钟”"),
        ("越界条文(法律依据, 法条树) 不为空", "没有叫“法条树”的数表。是不是“法条数”"),
    ],
)
def test_an_unknown_word_gets_the_nearest_known_one(sentence: str, said: str) -> None:
    assert said in mistake(sentence)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("工单类型 大于 3", "选项后面不能用“大于”。选项请用 为、不为、属于"),
        ("区局接收时间 大于 2026-04-15", "请用 为、早于、晚于"),
        ("涉及金额 早于 5", "数请用 为、属于、大于、小于"),
        ("诉求事项 为 “退款”", "列表请用 包含"),
        ("区局接收时间 晚于 “2026-04-15”", "日期不加引号"),
        ("承办单位 为 九亭所", "请加引号：“九亭所”"),
        ("涉及金额 大于 “5”", "数不加引号"),
        ("涉及金额 大于 5.001", "金额只到分"),
        ("涉及金额 属于 (5.001)", "金额只到分"),
        ("工单类型 为 立案决定", "选项不能和选项比"),
        ("工单类型 属于 (投诉, 3)", "选项不能属于数"),
        ("工单类型 属于 (1至3)", "只能写在两个数之间"),
        ("不予受理情形 属于 (7至1)", "从小写到大"),
        ("不予受理情形 属于 (终止调解情形)", "括号里只能写固定的值"),
        ("答复内容 包含 “　”", "引号里没有字"),
        ("1 大于 2", "两边都是固定的值"),
        ("工单类型", "不是条件"),
        ("字数(答复内容)", "不是条件"),
        ("退赔用语 为空", "“退赔用语”是词表"),
        ("字数 大于 3", "写成 字数(文本)"),
        ("字数(答复内容, 3) 大于 3", "应当写成 字数(文本)"),
        ("字数(涉及金额) 大于 3", "要的是文本，这里是数"),
        ("如果(工单编号 为空, 1, “无”) 为 1", "要是同一类"),
        ("如果(工单编号 为空, 1) 为 1", "要写三项"),
        ("收到之日 + 收到之日 早于 今日", "之间不能用“+”"),
        ("投诉请求 只含 (“×月×日”)", "不能有“×”"),
        ("工单类型 属于 退赔用语", "词表“退赔用语”里的“退款”不是这一栏的选项"),
    ],
)
def test_a_wrong_type_gets_the_remedy(sentence: str, said: str) -> None:
    assert said in mistake(sentence)


def test_the_place_of_a_wrong_type_is_named() -> None:
    assert mistake("工单编号 为空 或 涉及金额 大于 “5”").startswith("第 19 字")


def test_a_word_list_may_stand_for_words_of_a_field() -> None:
    assert condition("工单类型 属于 投诉类", VOCABULARY) == condition(
        "工单类型 属于 (投诉, 投诉举报复合件)", VOCABULARY
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("工单类型 为 投诉", "工单类型 为 举报"),
        ("立案决定 为空", "立案决定 为 立案"),
        ("涉及金额 大于 5", "(涉及金额 小于 3 或 工单编号 为空)"),
        ("涉及金额 大于 5", "涉及金额 不大于 5"),
        ("新件", "收到之日 早于 2026-04-15"),
        ("不予受理情形 属于 (1至3)", "不予受理情形 属于 (4, 5)"),
        ("是否实名 为 是", "是否实名 为空"),
        ("工单类型 不属于 (投诉, 举报)", "工单类型 为 投诉"),
    ],
)
def test_comparisons_that_exclude_each_other_are_refused(first: str, second: str) -> None:
    said = mistake(f"{first} 且 {second}")
    place = len(f"{first} 且 ") + len(second.split(maxsplit=1)[0]) + 2
    assert said.startswith(f"第 {place} 字")
    assert "不能同时成立" in said


@pytest.mark.parametrize(
    "sentence",
    [
        "工单类型 为 投诉 或 工单类型 为 举报",
        "是否实名 为空 且 是否实名 为 否",
        "是否实名 为空 且 是否实名 不为 是",
        "涉及金额 不小于 5 且 涉及金额 不大于 5",
        "收到之日 晚于 2026-04-15 且 收到之日 早于 2026-04-17",
        "非 工单类型 为 投诉 且 工单类型 为 举报",
    ],
)
def test_comparisons_that_can_hold_together_are_let_pass(sentence: str) -> None:
    condition(sentence, VOCABULARY)


def a_vocabulary(**sentences: str) -> Vocabulary:
    return Vocabulary(definitions=by_name([Definition(*pair) for pair in sentences.items()]))


def test_names_that_go_in_a_circle_are_refused_when_they_load() -> None:
    with pytest.raises(Refusal, match="互相引用") as refusal:
        complete(a_vocabulary(甲="乙 为空", 乙="字数(丙)", 丙="如果(甲, “一”, “二”)"))
    assert all(f"“{name}”" in str(refusal.value) for name in "甲乙丙")


def test_a_name_may_stand_before_those_it_uses() -> None:
    complete(a_vocabulary(甲="乙 且 工单编号 为空", 乙="投诉请求 为空"))


def test_a_wrong_definition_names_itself() -> None:
    with pytest.raises(Refusal, match="名称“甲”的意思，第 1 字：没有叫“工单类形”"):
        complete(a_vocabulary(甲="工单类形 为空"))


@pytest.mark.parametrize("name", ["甲或乙", "行为", "3号", "甲 乙", "工单类型"])
def test_a_name_that_could_not_be_written_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match=f"名称“{name}”"):
        complete(a_vocabulary(**{name: "工单编号 为空"}))


def test_names_of_names_of_names_end_somewhere() -> None:
    doubling = {f"名{n}": f"名{n - 1} 且 名{n - 1}" for n in range(1, 40)}
    with pytest.raises(Refusal, match="太复杂"):
        complete(a_vocabulary(名0="工单编号 为空", **doubling))


def test_word_lists_refuse_what_is_no_word() -> None:
    for words, said in (
        ([], "是空的"),
        (["退款", " "], "有一个空词"),
        (["字" * 41], "太长"),
        (["×" * 2], "连在一起"),
        (["×月" * 5], "太多"),
    ):
        with pytest.raises(Refusal, match=said):
            word_list("某词表", words)


def test_values_are_checked_too() -> None:
    with pytest.raises(Mistake, match="没有叫"):
        value("届满", VOCABULARY)
