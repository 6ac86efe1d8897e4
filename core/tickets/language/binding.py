"""Gives each word of one parsed sentence its meaning, by what it stands beside.

`投诉` is a word of 工单类型 beside that field and nothing anywhere else, so words are looked up
from the left to the right: first the value, then what it is compared with.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn

from core.tickets.language.comparisons import (
    LISTING,
    MEMBERSHIP,
    member_problem,
    operator_problem,
    sides_problem,
)
from core.tickets.language.function import Function
from core.tickets.language.mistakes import Mistake
from core.tickets.language.tree import (
    CHOOSE,
    And,
    Applied,
    Arithmetic,
    Call,
    Choice,
    Choose,
    Compare,
    Constant,
    ConstantValue,
    Derived,
    Emptiness,
    FieldValue,
    Literal,
    Members,
    Name,
    Node,
    Not,
    Operator,
    Or,
    Range,
    type_of,
)
from core.tickets.language.value_types import DAY, FLAG, NUMBER, TABLE, TEXT, Sort, ValueType
from core.tickets.language.vocabulary import Vocabulary, nearest

YES_NO = {"是": True, "否": False}
MAX_RANGE = 200


@dataclass(frozen=True, slots=True)
class Binder:
    """Binds one sentence; `sentence` is only for saying where a mistake is."""

    vocabulary: Vocabulary
    sentence: str

    def condition(self, node: Node) -> Node:
        """Bind what must be true or false."""
        bound = self.bind(node)
        if type_of(bound).sort is not Sort.FLAG:
            said = f"“{self._word(node)}”是{type_of(bound)}，不是条件。"
            self._fail(f"{said}请写明和什么比，例如 为空、为、包含。", node.at)
        return bound

    def bind(self, node: Node, beside: ValueType | None = None) -> Node:
        """Bind any node; `beside` is the type of the value that it is compared with."""
        match node:
            case And() | Or():
                return type(node)(tuple(map(self.condition, node.parts)), node.at)
            case Not():
                return Not(self.condition(node.part), node.at)
            case Name():
                return self._name(node, beside)
            case Call() if node.name == CHOOSE:
                return self._choose(node, beside)
        return self._bind_rest(node)

    def _bind_rest(self, node: Node) -> Node:
        match node:
            case Emptiness():
                return Emptiness(self.bind(node.operand), node.wanted, node.at)
            case Compare():
                return self._compare(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Call():
                return self._call(node)
            case Literal():
                return self._literal(node)
        raise AssertionError(node)

    def _literal(self, node: Literal) -> Node:
        if isinstance(node.value, str) and not node.value.strip():
            self._fail("引号里没有字。要查没有填写，请用 为空。", node.at)
        return Constant(node.value, _type_of_literal(node.value), node.at)

    def _name(self, name: Name, beside: ValueType | None) -> Node:
        if beside is not None and (word := _word_of(beside, name.text)) is not None:
            return Constant(word, beside, name.at)
        if field := self.vocabulary.fields.get(name.text):
            return FieldValue(field, name.at)
        if derived := self.vocabulary.meanings.get(name.text):
            return Derived(derived.name, derived.meaning, derived.extent, name.at)
        return self._unknown(name, beside)

    def _unknown(self, name: Name, beside: ValueType | None) -> NoReturn:
        if beside is not None and beside.sort in {Sort.WORD, Sort.FLAG}:
            words = _words_of(beside)
            near = nearest(name.text, words) or f"可以写：{'、'.join(words)}。"
            self._fail(f"这里没有“{name.text}”这个选项。{near}", name.at)
        if name.text in self.vocabulary.word_lists:
            said = f"“{name.text}”是词表，请写在 包含任一、只含、属于 的后面。"
            self._fail(said, name.at)
        if name.text in self.vocabulary.functions:
            function = self.vocabulary.functions[name.text]
            self._fail(f"“{name.text}”要带括号，写成 {function.signature}。", name.at)
        near = nearest(name.text, self.vocabulary.names())
        as_text = f"如果是文本，请加引号：“{name.text[:20]}”。" if beside == TEXT else ""
        self._fail(f"没有叫“{name.text[:20]}”的栏目或名称。{near}{as_text}", name.at)

    def _compare(self, node: Compare) -> Node:
        left = self.bind(node.left)
        type_ = type_of(left)
        if problem := operator_problem(node.operator, type_):
            self._fail(problem, node.at)
        if node.operator in LISTING:
            among = type_ if node.operator in MEMBERSHIP else TEXT
            members = self._members(node.right, among)
            self._check_members(node.operator, left, members)
            return Compare(node.operator, left, members, node.at)
        right = self.bind(node.right, TEXT if type_.is_listed else type_)
        if problem := sides_problem(node.operator, left, right):
            self._fail(problem, right.at)
        return Compare(node.operator, left, right, node.at)

    def _check_members(self, operator: Operator, left: Node, members: Members) -> None:
        for value in members.values:
            if problem := member_problem(operator, left, value):
                self._fail(problem, members.at)

    def _members(self, node: Node, among: ValueType) -> Members:
        if isinstance(node, Name):
            return self._listed_words(node, among)
        assert isinstance(node, Choice)  # noqa: S101 -- the grammar allows nothing else here
        values: list[ConstantValue] = []
        for item in node.items:
            values += self._item(item, among)
        return Members(tuple(values), None, node.at)

    def _listed_words(self, name: Name, among: ValueType) -> Members:
        words = self.vocabulary.word_lists.get(name.text)
        if words is None:
            near = nearest(name.text, self.vocabulary.word_lists)
            said = (
                f"没有叫“{name.text[:20]}”的词表。{near or '几个词请写在括号里，例如 (甲, 乙)。'}"
            )
            self._fail(said, name.at)
        if among == TEXT:
            return Members(words.words, words, name.at)
        values = [_word_of(among, word) for word in words.words]
        if None in values:
            strange = words.words[values.index(None)]
            self._fail(f"词表“{name.text}”里的“{strange}”不是这一栏的选项。", name.at)
        return Members(tuple(value for value in values if value is not None), None, name.at)

    def _item(self, item: Name | Literal | Range, among: ValueType) -> list[ConstantValue]:
        if isinstance(item, Range):
            return self._range(item, among)
        bound = self.bind(item, among)
        if not isinstance(bound, Constant):
            self._fail("括号里只能写固定的值，不能写栏目或名称。", item.at)
        if type_of(bound).sort is not among.sort:
            self._fail(f"{among}不能属于{type_of(bound)}，请核对括号里的写法。", item.at)
        return [bound.value]

    def _range(self, item: Range, among: ValueType) -> list[ConstantValue]:
        if among != NUMBER:
            self._fail(f"“至”只能写在两个数之间，这里是{among}。", item.at)
        if not 0 <= item.high - item.low <= MAX_RANGE:
            self._fail(f"“{item.low}至{item.high}”要从小写到大，最多 {MAX_RANGE} 个数。", item.at)
        return list(range(item.low, item.high + 1))

    def _arithmetic(self, node: Arithmetic) -> Node:
        left, right = self.bind(node.left), self.bind(node.right)
        one, other = type_of(left), type_of(right)
        numbers = one == NUMBER and other == NUMBER
        moved = one.is_dated and other == NUMBER and node.sign in "+-"
        apart = one.is_dated and other.is_dated and node.sign == "-"
        if not (numbers or moved or apart):
            said = f"{one}和{other}之间不能用“{node.sign}”。"
            self._fail(f"{said}可以是数加减乘数、日期加减天数、日期减日期。", node.at)
        return Arithmetic(node.sign, left, right, node.at)

    def _call(self, node: Call) -> Node:
        function = self.vocabulary.functions.get(node.name)
        if function is None:
            near = nearest(node.name, self.vocabulary.function_names())
            self._fail(f"没有叫“{node.name[:20]}”的函数。{near}", node.at)
        if not function.accepts(len(node.arguments)):
            said = f"“{function.name}”的括号里写了 {len(node.arguments)} 项，"
            self._fail(f"{said}应当写成 {function.signature}。", node.at)
        arguments = tuple(
            self._argument(argument, function, position)
            for position, argument in enumerate(node.arguments)
        )
        return Applied(function, arguments, node.at)

    def _argument(self, node: Node, function: Function, position: int) -> Node:
        parameter = function.parameter(position)
        if isinstance(node, Name) and Sort.WORDS in parameter.sorts:
            return self._listed_words(node, TEXT)
        if isinstance(node, Name) and Sort.TABLE in parameter.sorts:
            return self._table(node)
        bound = self.bind(node, parameter.type)
        type_ = type_of(bound)
        if type_.sort not in parameter.sorts or (parameter.type and type_ != parameter.type):
            wanted = "、".join(sorted(parameter.sorts))
            said = f"{function.signature} 的“{parameter.name}”要的是{wanted}，这里是{type_}。"
            self._fail(said, node.at)
        return bound

    def _table(self, name: Name) -> Node:
        table = self.vocabulary.tables.get(name.text)
        if table is None:
            near = nearest(name.text, self.vocabulary.tables)
            self._fail(f"没有叫“{name.text[:20]}”的数表。{near}", name.at)
        return Constant(table, TABLE, name.at)

    def _choose(self, node: Call, beside: ValueType | None) -> Node:
        if len(node.arguments) != 3:
            self._fail("“如果”的括号里要写三项：如果(条件, 成立时的值, 不成立时的值)。", node.at)
        condition, yes, no = node.arguments
        branches = self.bind(yes, beside), self.bind(no, beside)
        chosen = Choose(self.condition(condition), *branches, node.at)
        one, other = type_of(chosen.yes), type_of(chosen.no)
        if one != other and not (one.is_dated and other.is_dated):
            self._fail(f"“如果”的两个值要是同一类，这里一个是{one}，一个是{other}。", no.at)
        return chosen

    def _word(self, node: Node) -> str:
        return node.text if isinstance(node, Name) else self.sentence[node.at : node.at + 8]

    def _fail(self, said: str, at: int) -> NoReturn:
        raise Mistake(said, sentence=self.sentence, at=at)


def _type_of_literal(value: ConstantValue) -> ValueType:
    if isinstance(value, str):
        return TEXT
    return NUMBER if isinstance(value, int | Decimal) else DAY


def _words_of(type_: ValueType) -> tuple[str, ...]:
    if type_ == FLAG:
        return tuple(YES_NO)
    return tuple(type_.words or ())


def _word_of(type_: ValueType, text: str) -> StrEnum | bool | None:
    """The word `text` of that type, if it has one."""
    if type_ == FLAG:
        return YES_NO.get(text)
    if type_.words is None:
        return None
    return next((word for word in type_.words if word == text), None)
