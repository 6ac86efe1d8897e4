"""One tree, two executors: SQL finds the tickets for which the compiled function says yes."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from core.errors import Refusal
from core.tickets.case import Case, Surroundings
from core.tickets.clocks import clocks
from core.tickets.fields import FIELDS, Field, FieldType, ticket_of
from core.tickets.language.check import condition
from core.tickets.language.closures import compile_condition
from core.tickets.language.mistakes import Mistake
from core.tickets.language.tree import Node
from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import Kind
from storage.calendar import calendar, clock_law
from storage.conditions import sql_condition
from storage.database import Store
from storage.rules import shipped_vocabulary
from storage.tables.tickets import PARTS, ticket
from tests.samples import TODAY, a_ticket
from tests.stores import open_store

REFS = ("SJ1", "SJ1#1", "SJ2")

WORDS = ["退款", "要求退货", "第十五条", "照片", "九亭所", "abc", "ABC", "a b　c", "退"]
BLANK = ["", " ", "　\n", "\x1f", "\u2028"]
DAYS = [
    date(2026, 4, 14),
    date(2026, 4, 15),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 11, 23),
]
TIMES = [datetime(2026, 4, 14, 23, 59, 59), datetime(2026, 4, 15), datetime(2026, 5, 1, 9, 30)]
NUMBERS = [0, 1, 3, 7, 8]

texts = st.sampled_from(WORDS + BLANK)
pieces = st.builds(Evidence, st.sampled_from(["照片", "审批表", " "]), texts)

_OF_TYPE: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: texts,
    FieldType.INT: st.none() | st.sampled_from(NUMBERS),
    FieldType.MONEY: st.none()
    | st.sampled_from([Decimal("0.00"), Decimal("3.00"), Decimal("7.05")]),
    FieldType.BOOL: st.none() | st.booleans(),
    FieldType.DATE: st.none() | st.sampled_from(DAYS),
    FieldType.DATETIME: st.none() | st.sampled_from(TIMES),
    FieldType.LIST: st.lists(texts, max_size=3).map(tuple),
    FieldType.EVIDENCE: st.lists(pieces, max_size=2).map(tuple),
}


def _values(field: Field) -> st.SearchStrategy[Any]:
    if field.words is not None:
        return st.none() | st.sampled_from(list(field.words))
    return _OF_TYPE[field.type]


def _closed(values: dict[str, Any]) -> dict[str, Any]:
    """Without an open suspension: kept clocks do not know today, so they cannot guess its end."""
    return values | ({} if values["test_to"] else {"test_from": None})


random_values = st.fixed_dictionaries({f.key: _values(f) for f in FIELDS if f.key != "number"}).map(
    _closed
)

_TEXT = [f.header for f in FIELDS if f.type is FieldType.TEXT] + [
    "去掉(答复内容, “退”)",
    "诉求人姓名",
]
_LIST = [f.header for f in FIELDS if f.type in {FieldType.LIST, FieldType.EVIDENCE}] + [
    "佐证类别",
    "名称(佐证材料)",
]
_WORD = [f for f in FIELDS if f.words]
_FLAG = [f.header for f in FIELDS if f.type is FieldType.BOOL]
_NUMBER = [
    *(f.header for f in FIELDS if f.type in {FieldType.INT, FieldType.MONEY}),
    *("个数(佐证材料)", "字数(答复内容)", "热线办理时限 + 不予受理情形 * 2"),
    *("空的个数(诉求事项, 诉求文本, 办结时间, 涉及金额)", "小时(告知时间)", "今日 - 收到之日"),
    *("相差天数(告知时间, 立案决定日期)", "如果(是否实名, 不予受理情形, 7)", "同号原件数()"),
]
_DAY = [
    *(f.header for f in FIELDS if f.type in {FieldType.DATE, FieldType.DATETIME}),
    *("收到之日", "受理之日", "立案决定日期 + 不予受理情形", "今日 - 200", "届满日(受理钟)"),
    *("届满日(核查钟)", "届满日(热线办结钟)"),
]
_YES = [
    *("投诉轨件", "退单件", "移送件", "提交态", "无从联系", "有时刻(告知时间)", "是否实名"),
    *(
        "时限状态(受理钟) 属于 (按期完成, 超期完成)",
        "时限单位(调解钟) 为 天",
        "时限状态(核查钟) 为 已超期",
    ),
]


def _said(pattern: str, *strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    return st.tuples(*strategies).map(lambda parts: pattern.format(*parts))


def _signs(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split())


_quoted = st.sampled_from([f"“{word}”" for word in WORDS])
_some_quoted = st.lists(_quoted, min_size=1, max_size=3).map("、".join)
_some_numbers = st.lists(st.sampled_from(NUMBERS), min_size=1, max_size=3).map(
    lambda numbers: "、".join(map(str, numbers))
)
_written_day = st.sampled_from([f"{day:%Y-%m-%d}" for day in DAYS] + ["今日"])
_text, _list, _number, _day = map(st.sampled_from, (_TEXT, _LIST, _NUMBER, _DAY))
_emptiness, _equality, _membership = _signs("为空 不为空"), _signs("为 不为"), _signs("属于 不属于")
_size, _order = _signs("大于 小于 不大于 不小于 为 不为"), _signs("早于 晚于 不早于 不晚于 为 不为")


@st.composite
def _of_word(draw: st.DrawFn) -> str:
    field = draw(st.sampled_from(_WORD))
    assert field.words is not None
    words = draw(st.lists(st.sampled_from(list(field.words)), min_size=1, max_size=3))
    if draw(st.booleans()):
        return f"{field.header} {draw(_equality)} {words[0].value}"
    return f"{field.header} {draw(_membership)} ({', '.join(word.value for word in words)})"


leaves = st.one_of(
    _said("{} {}", st.sampled_from(_TEXT + _LIST + _NUMBER + _DAY + ["诉求文本"]), _emptiness),
    _said("{} {} {}", _text, _equality, _quoted | _text),
    _said("{} {} ({})", _text, _membership, _some_quoted),
    _said("{} 包含 {}", st.sampled_from(_TEXT + _LIST), _quoted | _text),
    _said("{} 包含任一 ({})", st.sampled_from(_TEXT + _LIST + ["诉求文本"]), _some_quoted),
    _said("{} 只含 ({})", _list, _some_quoted),
    _of_word(),
    _said("{} {} {}", st.sampled_from(_FLAG), _equality, _signs("是 否")),
    _said("{} {} {}", _number, _size, st.sampled_from(NUMBERS) | _number),
    _said("{} {} ({})", _number, _membership, _some_numbers),
    _said("{} {} {}", _day, _order, _written_day | _day),
    st.sampled_from(_YES),
)


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        _said("({} 且 {})", parts, parts), _said("({} 或 {})", parts, parts), _said("非 {}", parts)
    )


sentences = st.recursive(leaves, _joined, max_leaves=5)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(Path(tmp_path_factory.mktemp("both")) / "office.db")
    yield store
    store.close()


def by_sql(store: Store, node: Node, *, joined: bool) -> set[str]:
    query = select(ticket.c.ref)
    names = [name for name in PARTS if name != "ticket"] if joined else []
    for name in names:
        query = query.join(PARTS[name], PARTS[name].c.ticket_id == ticket.c.id)
    with store.reading() as connection:
        found = connection.execute(query.where(sql_condition(node, today=TODAY, joined=names)))
        return set(found.scalars())


def by_closure(tickets: list[Ticket], node: Node) -> set[str]:
    law, days = clock_law(), calendar()
    around = Surroundings(
        today=TODAY,
        calendar=days,
        clocks=lambda one: clocks(one, law, days, TODAY),
        others=Gathered(map(neighbour_of, tickets)),
    )
    holds = compile_condition(node)
    return {one.ref for one in tickets if holds(Case(one, around)) is True}


def checked(sentence: str) -> Node:
    """The tree; sentences that contradict themselves or mix types are no business of this test."""
    try:
        return condition(sentence, shipped_vocabulary())
    except Mistake:
        assume(False)
        raise


@settings(max_examples=30)
@given(
    values=st.tuples(*[random_values] * len(REFS)),
    written=st.lists(sentences, min_size=8, max_size=8),
    joined=st.booleans(),
)
def test_both_executors_find_the_same_tickets(
    shared: Store, values: tuple[dict[str, Any], ...], written: list[str], *, joined: bool
) -> None:
    tickets = [
        ticket_of({"number": ref.partition("#")[0], **one}, ref=ref)
        for ref, one in zip(REFS, values, strict=True)
    ]
    with shared.transaction(who="陆明远", what="改工单") as tx:
        tx.tickets.save_all(tickets)
    for sentence in written:
        node = checked(sentence)
        try:
            found = by_sql(shared, node, joined=joined)
        except Refusal:
            continue
        assert found == by_closure(tickets, node), sentence


def said_of(store: Store, sentence: str, **values: Any) -> bool:
    one = a_ticket(**values)
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(one)
    return by_sql(store, condition(sentence, shipped_vocabulary()), joined=False) == {one.ref}


def test_a_saved_filter_finds_its_tickets(store: Store) -> None:
    sentence = "工单类型 属于 (举报, 投诉举报复合件) 且 办结时间 为空"
    assert said_of(store, sentence, kind=Kind.TIPOFF)
    assert not said_of(store, sentence, kind=Kind.COMPLAINT)


def test_running_clocks_can_be_filtered_by(store: Store) -> None:
    received = datetime(2026, 11, 9, 9)
    assert said_of(
        store, "届满日(受理钟) 早于 今日 且 时限状态(受理钟) 为 已超期", received_at=received
    )
    told = {"received_at": received, "acceptance_notice_at": datetime(2026, 11, 10)}
    assert said_of(store, "时限状态(受理钟) 为 按期完成", **told)


@pytest.mark.parametrize(
    "sentence",
    [
        "投诉请求 只含 空泛请求用语",
        "答复内容 包含任一 具体时间用语",
        "雷同答复件(0.9) 不为空",
        "剩余(受理钟) 小于 3",
        "同句先后出现(认定理由, 经营者称呼, 否认用语, 8)",
        "规整(答复内容) 包含 “退款”",
        "涉及金额 * 2 大于 5",
        "涉及金额 大于 热线办理时限",
    ],
)
def test_what_sql_cannot_say_is_refused_with_a_sentence(sentence: str) -> None:
    with pytest.raises(Refusal, match="这一条不能用于筛选：“"):
        sql_condition(condition(sentence, shipped_vocabulary()), today=TODAY)


def test_days_that_do_not_hang_on_the_ticket_are_worked_out_first(store: Store) -> None:
    assert said_of(store, "区局接收时间 早于 工作日后(今日, 3)")


def test_the_other_database_understands_it_too() -> None:
    sentence = (
        "立案决定日期 + 3 早于 今日 且 诉求文本 包含 “退款” 且 收到之日 - 立案决定日期 大于 3"
        " 且 字数(答复内容) 小于 60 且 非 是否实名 为 是 且 佐证类别 只含 (“照片”)"
    )
    written = sql_condition(condition(sentence, shipped_vocabulary()), today=TODAY)
    compiled = str(select(ticket.c.id).where(written).compile(dialect=postgresql.dialect()))
    assert "strpos" in compiled
    assert "julianday" not in compiled
    assert "|| ' days'" not in compiled
