"""Which operators go with which types, and what to write instead when they do not."""

from collections.abc import Mapping
from decimal import Decimal

from core.tickets.fields import FieldType
from core.tickets.language.tree import Constant, ConstantValue, FieldValue, Node, Operator, type_of
from core.tickets.language.value_types import Sort, ValueType
from core.tickets.language.word_lists import NUMBER_SIGN

EQUALITY = frozenset({Operator.IS, Operator.IS_NOT})
MEMBERSHIP = frozenset({Operator.IN, Operator.NOT_IN})
SIZE = frozenset({Operator.GREATER, Operator.NOT_GREATER, Operator.LESS, Operator.NOT_LESS})
ORDER = frozenset({Operator.BEFORE, Operator.NOT_BEFORE, Operator.AFTER, Operator.NOT_AFTER})
CONTENT = frozenset({Operator.CONTAINS, Operator.CONTAINS_ANY, Operator.ONLY})
LISTING = frozenset({*MEMBERSHIP, Operator.CONTAINS_ANY, Operator.ONLY})
"""What is followed by a choice or a word list."""

_TEXTS = frozenset({Sort.TEXT})
_DATED = frozenset({Sort.DAY, Sort.TIME})
_LISTS = frozenset({Sort.LIST, Sort.EVIDENCE})
_SINGLE = frozenset({Sort.TEXT, Sort.NUMBER, Sort.WORD})

_ALLOWED: Mapping[frozenset[Operator], frozenset[Sort]] = {
    EQUALITY: _SINGLE | _DATED | {Sort.FLAG},
    MEMBERSHIP: _SINGLE,
    SIZE: frozenset({Sort.NUMBER}),
    ORDER: _DATED,
    CONTENT: _TEXTS | _LISTS,
}

_REMEDY: Mapping[Sort, str] = {
    Sort.TEXT: "文本请用 为、属于、包含、包含任一、只含 或 为空",
    Sort.NUMBER: "数请用 为、属于、大于、小于、不大于、不小于 或 为空",
    Sort.FLAG: "是否请写 为 是、为 否 或 为空",
    Sort.DAY: "日期请用 为、早于、晚于、不早于、不晚于 或 为空",
    Sort.TIME: "时间请用 为、早于、晚于、不早于、不晚于 或 为空，它们只比日期",
    Sort.WORD: "选项请用 为、不为、属于、不属于 或 为空",
    Sort.LIST: "列表请用 包含、包含任一、只含、为空，或先用 个数",
    Sort.EVIDENCE: "佐证请用 包含、包含任一、为空，或先用 类别、名称、个数",
}

CENTS = Decimal("0.01")


def operator_problem(operator: Operator, left: ValueType) -> str:
    """Why `operator` cannot follow a value of this type, with the remedy; nothing if it can."""
    for operators, sorts in _ALLOWED.items():
        if operator in operators:
            remedy = _REMEDY.get(left.sort, "")
            return "" if left.sort in sorts else f"{left}后面不能用“{operator}”。{remedy}。"
    raise AssertionError(operator)


def sides_problem(operator: Operator, left: Node, right: Node) -> str:
    """Why these two values cannot be compared, with the remedy; nothing if they can."""
    one, other = type_of(left), type_of(right)
    wanted = _TEXTS if operator is Operator.CONTAINS else _comparable(one)
    if other.sort not in wanted or (one.words and other.words is not one.words):
        return f"{one}不能和{other}比。{_how_to_write(wanted, right)}"
    if isinstance(left, Constant) and isinstance(right, Constant):
        return "两边都是固定的值，结果不会变。请在左边写栏目或名称。"
    return _money_problem(left, right)


def _comparable(type_: ValueType) -> frozenset[Sort]:
    return _DATED if type_.sort in _DATED else frozenset({type_.sort})


def _how_to_write(wanted: frozenset[Sort], right: Node) -> str:
    if wanted == _DATED and isinstance(right, Constant) and isinstance(right.value, str):
        return "日期不加引号，写成 2026-04-15 或 2026年4月15日。"
    if wanted == _TEXTS:
        return "文本要加引号，写成 “……”。"
    if wanted == {Sort.NUMBER}:
        return "数不加引号，直接写 15。"
    if wanted == {Sort.FLAG}:
        return "请写 是 或 否。"
    return "请核对两边写的是不是同一类内容。"


def is_money(node: Node) -> bool:
    """Whether it is a field that holds an amount."""
    return isinstance(node, FieldValue) and node.field.type is FieldType.MONEY


def _money_problem(left: Node, right: Node) -> str:
    value = right.value if isinstance(right, Constant) else None
    return _finer_than_cents(value) if is_money(left) else ""


def member_problem(operator: Operator, left: Node, value: ConstantValue) -> str:
    """Why `value` cannot stand in the list that `left` is compared with; "" if it can."""
    if operator is Operator.ONLY and NUMBER_SIGN in str(value):
        return f"“只含”的词里不能有“{NUMBER_SIGN}”，请写明是什么字。"
    return _finer_than_cents(value) if is_money(left) else ""


def _finer_than_cents(value: object) -> str:
    """Amounts are kept in whole fen; a finer limit would mean something else in the database."""
    finer = isinstance(value, Decimal) and value != value.quantize(CENTS)
    return "金额只到分，请最多写两位小数。" if finer else ""
