from contextlib import suppress
from datetime import date
from decimal import Decimal
from time import process_time

import pytest

from core.tickets.language.grammar import MAX_LENGTH, parse
from core.tickets.language.mistakes import Mistake
from core.tickets.language.tree import (
    And,
    Call,
    Choice,
    Compare,
    Emptiness,
    Literal,
    Name,
    Not,
    Operator,
    Or,
    Range,
)

KIND, FILING = Name("工单类型"), Name("立案决定")


def test_a_sentence_becomes_a_tree() -> None:
    assert parse("工单类型 属于 (举报, 投诉举报复合件) 且 不予立案情形 为空") == And(
        (
            Compare(Operator.IN, KIND, Choice((Name("举报"), Name("投诉举报复合件")))),
            Emptiness(Name("不予立案情形"), wanted=True),
        )
    )


def test_a_name_ends_where_an_operator_begins() -> None:
    assert parse("工单类型为举报且立案决定不为空") == parse("工单类型 为 举报 且 立案决定 不为空")


def test_a_value_may_begin_like_an_operator() -> None:
    assert parse("立案决定 为 不予立案") == Compare(Operator.IS, FILING, Name("不予立案"))


def test_and_binds_closer_than_or_and_not_closest() -> None:
    a, b, c = (Emptiness(Name(name), wanted=True) for name in ("甲", "乙", "丙"))
    assert parse("甲 为空 或 乙 为空 且 非 丙 为空") == Or((a, And((b, Not(c)))))
    assert parse("（甲 为空 或 乙 为空） 且 丙 为空") == And((Or((a, b)), c))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-04-15", date(2026, 4, 15)),
        ("2026年4月15日", date(2026, 4, 15)),
        ("12", 12),
        ("0.9", Decimal("0.9")),
        ("10万", 100_000),
        ("“证据不足”", "证据不足"),
        ('"证据不足"', "证据不足"),
        ("“他说““好””。”", "他说“好”。"),
    ],
)
def test_values_are_written_as_the_office_writes_them(written: str, meant: object) -> None:
    assert parse(f"甲 为 {written}") == Compare(Operator.IS, Name("甲"), Literal(meant))  # type: ignore[arg-type]


def test_a_word_may_begin_with_digits() -> None:
    assert parse("来源为12345热线") == Compare(Operator.IS, Name("来源"), Name("12345热线"))


def test_a_choice_may_hold_a_range() -> None:
    found = parse("不予受理情形 不属于 (1至7)")
    assert found == Compare(Operator.NOT_IN, Name("不予受理情形"), Choice((Range(1, 7),)))


def test_functions_nest() -> None:
    inner = Call("日期", (Name("告知时间"),))
    assert parse("工作日后(日期(告知时间), 7) 早于 今日") == Compare(
        Operator.BEFORE, Call("工作日后", (inner, Literal(7))), Name("今日")
    )


@pytest.mark.parametrize(
    ("sentence", "place", "said"),
    [
        ("工单类型 为", "第 7 字", "句子到这里就断了"),
        ("工单类型 为 且", "第 8 字", "不该是“且”"),
        ("甲 为 “证据", "第 5 字", "引号没有成对"),
        ("甲 == 3", "第 3 字", "看不懂“=”"),
        ("甲 早于 2026-02-30", "第 6 字", "没有“2026-02-30”这一天"),
        ("字数(甲 大于 3", "第 10 字", "右括号"),
        ("甲 为空 且\n乙 大于 大于", "第 2 行第 6 字", "不该是“大于”"),
        ("   ", "第 1 字", "还没有写条件"),
    ],
)
def test_a_mistake_names_its_place(sentence: str, place: str, said: str) -> None:
    with pytest.raises(Mistake) as mistake:
        parse(sentence)
    assert place in str(mistake.value)
    assert said in str(mistake.value)


def test_what_could_stand_there_is_said() -> None:
    with pytest.raises(Mistake, match="这里可以是：字段或词"):
        parse("工单类型 为 且")


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 900 + "甲 为空" + ")" * 900,
        "非" * 1500 + "甲 为空",
        "甲 为空 且 " * 200_000,
        "甲 大于 " + "1+" * 900 + "1",
        "甲" * 1900 + " 为 " + "乙" * 90,
        "甲 为 “" + "””" * 900 + "”",
        "字数(" * 400 + "甲" + ")" * 400 + " 大于 1",
        "不为不属于" * 380,
    ],
    ids=["brackets", "negations", "length", "sums", "names", "quotes", "calls", "operators"],
)
def test_a_hostile_sentence_is_dealt_with_at_once(hostile: str) -> None:
    parse("甲 为空")
    begin = process_time()
    with suppress(Mistake):
        parse(hostile)
    assert process_time() - begin < 1


def test_too_much_is_refused_with_the_remedy() -> None:
    with pytest.raises(Mistake, match=f"最多 {MAX_LENGTH} 个"):
        parse("甲 为空 且 " * 1000)
    with pytest.raises(Mistake, match="另取一个名称"):
        parse("(" * 40 + "甲 为空" + ")" * 40)
