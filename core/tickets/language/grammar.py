"""Reads a sentence of the rule language into a tree, or says where it cannot be read.

The grammar knows no names: a name ends where an operator, a blank or a sign begins, so that
工单类型为举报 needs no blanks. Length and nesting are limited before anything is parsed, so that a
hostile sentence is refused at once.
"""

import re
from datetime import date
from decimal import Decimal
from functools import cache

from lark import (
    Lark,
    Token,
    Transformer,
    UnexpectedCharacters,
    UnexpectedInput,
    UnexpectedToken,
    v_args,
)

from core.tickets.language.mistakes import Mistake
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

MAX_LENGTH = 2000
MAX_DEPTH = 30
MAX_SIGNS = 10

_NAME_END = r"且|或|非|不?为空|不?为|不?属于|不?大于|不?小于|不?早于|不?晚于|包含|只含"
NAME_CHARACTER = rf"(?!{_NAME_END})[\w·#]"

OPERATOR_WORDS = re.compile(_NAME_END)
"""No name of the vocabulary may contain one of these."""

_GRAMMAR = rf"""
?start: either
either: both (_OR both)*
both: negated (_AND negated)*
?negated: NOT negated -> negation | relation
?relation: sum
    | sum COMPARISON sum -> comparison
    | sum MEMBERSHIP choice -> comparison
    | sum EMPTINESS -> emptiness
?sum: term | sum SIGN term -> arithmetic
?term: atom | term TIMES atom -> arithmetic
?atom: NAME -> name | literal | call | _OPEN either _CLOSE
?literal: NUMBER -> number | DAY -> day | QUOTED -> quoted
call: NAME _OPEN [either (_COMMA either)*] _CLOSE
?choice: NAME -> name | QUOTED -> quoted_choice | _OPEN element (_COMMA element)* _CLOSE -> choice
?element: NAME -> name | literal | NUMBER _TO NUMBER -> range

_OR: "或"
_AND: "且"
NOT: "非"
EMPTINESS.4: /不?为\s*空(?!{NAME_CHARACTER})/
MEMBERSHIP.4: /不?属于|包含任一|只含/
COMPARISON.3: /不?为|不?大于|不?小于|不?早于|不?晚于|包含/
DAY.3: /\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日/
NUMBER.2: /\d+(\.\d+)?万?(?!(?!至){NAME_CHARACTER})/
QUOTED: /“([^“”]|””|““)*”|"([^"]|"")*"/
NAME: /({NAME_CHARACTER})+/
SIGN: /[+＋\-－]/
TIMES: /[*×]/
_TO.2: "至"
_OPEN: /[(（]/
_CLOSE: /[)）]/
_COMMA: /[,，、]/
%ignore /\s+/
"""

_SAID = {
    "NAME": "字段或词",
    "NUMBER": "数",
    "DAY": "日期",
    "QUOTED": "加引号的文本",
    "COMPARISON": "为、大于、早于、包含",
    "MEMBERSHIP": "属于、包含任一、只含",
    "EMPTINESS": "为空",
    "_AND": "且",
    "_OR": "或",
    "NOT": "非",
    "_OPEN": "左括号",
    "_CLOSE": "右括号",
    "_COMMA": "逗号",
    "$END": "句子结束",
}
"""What may be expected at a place, in the office's words; signs are left out as too unlikely."""


def parse(sentence: str) -> Node:
    """The tree of `sentence`, or a Mistake that names the place and what could stand there."""
    _refuse_excess(sentence)
    try:
        return _parser().parse(sentence)  # type: ignore[return-value]  # the transformer makes it a Node
    except UnexpectedInput as error:
        raise _mistake(sentence, error) from None
    except _Unreadable as error:
        raise Mistake(str(error), sentence=sentence, at=error.at) from None


def may_follow(beginning: str) -> frozenset[str]:
    """The terminals of the grammar that may stand behind the beginning of a sentence.

    Nothing may where the beginning itself cannot be read.
    """
    if len(beginning) > MAX_LENGTH or _too_deep(beginning) is not None:
        return frozenset()
    try:
        reading = _parser().parse_interactive(beginning)
        reading.exhaust_lexer()
    except (UnexpectedInput, _Unreadable):
        return frozenset()
    return frozenset(reading.accepts())  # type: ignore[no-untyped-call]  # lark says nothing


def _refuse_excess(sentence: str) -> None:
    """Refuse what is too long or too deeply nested to be a sentence that somebody can read."""
    if not sentence.strip():
        raise Mistake("这里还没有写条件。", sentence=sentence, at=0)
    if len(sentence) > MAX_LENGTH:
        said = (
            f"这句话有 {len(sentence)} 个字，最多 {MAX_LENGTH} 个。请拆成几条规则，或把词放进词表。"
        )
        raise Mistake(said, sentence=sentence[:MAX_LENGTH], at=MAX_LENGTH)
    if (at := _too_deep(sentence)) is not None:
        said = f"括号和“非”套了 {MAX_DEPTH} 层以上。请把里面的条件另取一个名称。"
        raise Mistake(said, sentence=sentence, at=at)


def _too_deep(sentence: str) -> int | None:
    depth, negations = 0, 0
    for at, character in enumerate(sentence):
        if character in "(（":
            depth += 1
        elif character in ")）":
            depth -= 1
        negations = negations + 1 if character == "非" else negations * character.isspace()
        if depth + negations > MAX_DEPTH:
            return at
    return None


@cache
def _parser() -> Lark:
    return Lark(
        _GRAMMAR,
        parser="lalr",
        transformer=_ToTree(),
        propagate_positions=False,
        maybe_placeholders=False,
    )


def _mistake(sentence: str, error: UnexpectedInput) -> Mistake:
    match error:
        case UnexpectedToken() if error.token.type == "$END":
            at, found = len(sentence.rstrip()), "句子到这里就断了"
        case UnexpectedToken():
            at, found = error.token.start_pos or 0, f"这里不该是“{error.token[:12]}”"
        case _:
            at = error.pos_in_stream or 0
            found = _strange(sentence[at])
    return Mistake(f"{found}。{_could_be(error)}", sentence=sentence, at=at)


def _strange(character: str) -> str:
    if character in '“”"':
        return "引号没有成对"
    return f"看不懂“{character}”这个字符"


def _allowed(error: UnexpectedInput) -> set[str]:
    return (error.allowed or set()) if isinstance(error, UnexpectedCharacters) else set()


def _could_be(error: UnexpectedInput) -> str:
    accepted = error.accepts if isinstance(error, UnexpectedToken) else _allowed(error)
    said = [words for terminal, words in _SAID.items() if terminal in (accepted or ())]
    return f"这里可以是：{'、'.join(said)}。" if said else ""


@v_args(inline=True)
class _ToTree(Transformer[Token, Node]):
    """Builds the tree while parsing; the methods are named after the rules of the grammar."""

    def either(self, *parts: Node) -> Node:
        return parts[0] if len(parts) == 1 else Or(parts, _at(parts[0]))

    def both(self, *parts: Node) -> Node:
        return parts[0] if len(parts) == 1 else And(parts, _at(parts[0]))

    def negation(self, sign: Token, part: Node) -> Node:
        return Not(part, _place(sign))

    def comparison(self, left: Node, sign: Token, right: Node) -> Node:
        return Compare(Operator(sign), left, right, _place(sign))

    def emptiness(self, operand: Node, sign: Token) -> Node:
        return Emptiness(operand, not sign.startswith("不"), _place(sign))

    def arithmetic(self, left: Node, sign: Token, right: Node) -> Node:
        if _signs(left) >= MAX_SIGNS:
            raise _Unreadable(f"一个算式里最多 {MAX_SIGNS} 个加减乘号。", sign)
        return Arithmetic(str(sign).translate(_PLAIN_SIGN), left, right, _place(sign))

    def name(self, token: Token) -> Node:
        return Name(str(token), _place(token))

    def number(self, token: Token) -> Node:
        return Literal(_number(token), _place(token))

    def day(self, token: Token) -> Node:
        return Literal(_day(token), _place(token))

    def quoted(self, token: Token) -> Node:
        return Literal(_unquoted(token), _place(token))

    def quoted_choice(self, token: Token) -> Node:
        return Choice((Literal(_unquoted(token), _place(token)),), _place(token))

    def choice(self, *items: Name | Literal | Range) -> Node:
        return Choice(items, _at(items[0]))

    def range(self, low: Token, high: Token) -> Range:
        return Range(_whole(low), _whole(high), _place(low))

    def call(self, name: Token, *arguments: Node) -> Node:
        return Call(str(name), arguments, _place(name))


_PLAIN_SIGN = str.maketrans("＋－×", "+-*")
_TEN_THOUSAND = 10_000
_LARGEST = Decimal(10) ** 15


class _Unreadable(Exception):  # noqa: N818 -- becomes a Mistake
    """A number or day that does not exist; carries the place."""

    def __init__(self, said: str, token: Token) -> None:
        super().__init__(said)
        self.at = _place(token)


def _signs(node: Node) -> int:
    """How many signs a calculation has one behind the other, which is how deep its tree goes."""
    count = 0
    while isinstance(node, Arithmetic):
        node, count = node.left, count + 1
    return count


def _place(token: Token) -> int:
    return token.start_pos or 0


def _at(node: Node | Range) -> int:
    """Where a node begins: its first operand, not its sign."""
    match node:
        case Compare() | Arithmetic():
            return _at(node.left)
        case Emptiness():
            return _at(node.operand)
    return node.at


def _number(token: Token) -> int | Decimal:
    value = Decimal(token.removesuffix("万"))
    if token.endswith("万"):
        value *= _TEN_THOUSAND
    if value >= _LARGEST:
        raise _Unreadable(f"“{token[:8]}……”太大了。", token)
    return int(value) if value == value.to_integral() else value


def _whole(token: Token) -> int:
    value = _number(token)
    if not isinstance(value, int):
        raise _Unreadable("“至”的两边要写整数。", token)
    return value


def _day(token: Token) -> date:
    year, month, day = map(int, re.findall(r"\d+", token))
    try:
        return date(year, month, day)
    except ValueError:
        raise _Unreadable(f"没有“{token}”这一天，请核对年月日。", token) from None


def _unquoted(token: Token) -> str:
    opening, closing = token[0], token[-1]
    return token[1:-1].replace(opening * 2, opening).replace(closing * 2, closing)
