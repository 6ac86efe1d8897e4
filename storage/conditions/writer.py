"""Writes the WHERE clause for a checked condition.

NULL stands for "does not hold"; where that would make a difference, behind 非, it is turned into
false first.
"""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    Date,
    Enum,
    String,
    Table,
    and_,
    case,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
)
from sqlalchemy import true as yes

from core.errors import Refusal
from core.tickets.case import Case, Surroundings
from core.tickets.fields import BY_KEY, Field, FieldType
from core.tickets.language.case_functions import ClockName
from core.tickets.language.closures import compile_value
from core.tickets.language.comparisons import CONTENT, MEMBERSHIP, is_money
from core.tickets.language.tree import (
    And,
    Applied,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    Derived,
    Emptiness,
    FieldValue,
    Members,
    Node,
    Not,
    Operator,
    Or,
    field_keys,
    type_of,
    walk,
)
from core.tickets.language.value_types import Sort
from core.tickets.language.wording import say
from core.tickets.ticket import Ticket
from core.workdays import Calendar
from storage import search
from storage.calendar import calendar
from storage.conditions.elements import (
    SQL,
    TICKETS,
    Clause,
    Elements,
    Home,
    is_blank,
    trimmed,
)
from storage.conditions.functions import (
    COLUMNS_OF_EVIDENCE,
    FUNCTIONS,
    IN_PERIOD,
    JOIN,
    OF_THE_DAY,
    clock_name,
    is_running_clock,
    looks_beyond,
)
from storage.conditions.portable import DaysBetween, DaysLater, Position
from storage.tables.clocks import clock
from storage.tables.columns import Money
from storage.tables.tickets import PARTS, evidence, list_item, table_name, ticket

_LISTS = frozenset({Sort.LIST, Sort.EVIDENCE})
_LIST_FIELDS = frozenset({FieldType.LIST, FieldType.EVIDENCE})
_RELATIONS: Mapping[Operator, Callable[[Any, Any], Any]] = {
    Operator.IS: operator.eq,
    Operator.IS_NOT: operator.ne,
    Operator.GREATER: operator.gt,
    Operator.NOT_GREATER: operator.le,
    Operator.LESS: operator.lt,
    Operator.NOT_LESS: operator.ge,
    Operator.BEFORE: operator.lt,
    Operator.NOT_BEFORE: operator.ge,
    Operator.AFTER: operator.gt,
    Operator.NOT_AFTER: operator.le,
}
_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def sql_condition(
    node: Node, *, today: date, joined: Collection[str] = (), days: Calendar | None = None
) -> Clause:
    """The WHERE clause for a checked condition, over a query of which `ticket` is part.

    Columns of other part tables are looked up by subquery, unless the query has joined the table
    and `joined` names it (see `PARTS`). Clocks are read from the kept courses, as if everything
    recorded on a ticket had happened. Refuses what only a look at the ticket itself can tell.
    `days` is the calendar of the store; without one it is the program's own.
    """
    return Writer(today, frozenset(joined), days=days).condition(node)


class Writer:
    """Writes one condition; `today` is the day of asking."""

    def __init__(
        self,
        today: date,
        joined: frozenset[str],
        home: Home = TICKETS,
        days: Calendar | None = None,
    ) -> None:
        self.today = today
        self.home = home
        self._days = days or calendar()
        self._joined = joined

    def _with(self, name: str) -> "Writer":
        """The same with one more table at hand."""
        return Writer(self.today, self._joined | {name}, self.home, self._days)

    def condition(self, node: Node) -> Clause:
        """True, or false, or NULL for false.

        What looks at a single other table is one search of that table, not a look-up per ticket.
        """
        if (home := self._home(node)) is not None:
            inside = self._with(home.name)
            return self.home.id.in_(select(home.c.ticket_id).where(inside.condition(node)))
        match node:
            case And():
                return and_(*map(self.condition, self._gathered(node.parts, And)))
            case Or():
                return or_(*map(self.condition, self._gathered(node.parts, Or)))
            case Not():
                return not_(self.settled(node.part))
            case Derived():
                return self.condition(node.meaning)
            case Emptiness():
                empty = self.empty(node.operand)
                return empty if node.wanted else not_(empty)
            case Compare():
                return self._compare(node)
        return self._holding(node)

    def _holding(self, node: Node) -> Clause:
        """The condition that a yes/no value makes."""
        if isinstance(node, Applied) and node.function.name == IN_PERIOD and not _is_fixed(node):
            return self._in_period(node)
        return self.value(node).is_(yes())

    def _home(self, node: Node) -> Table | None:
        """The one table, not joined yet, that all of the node's fields are in."""
        beyond = any(isinstance(one, Applied) and looks_beyond(one.function) for one in walk(node))
        keys = field_keys(node)
        names = {table_name(BY_KEY[key]) for key in keys}
        elsewhere = not beyond and len(names) == 1 and keys.isdisjoint(self.home.columns)
        table = PARTS.get(names.pop()) if elsewhere else None
        known = table is None or table is ticket or table.name in self._joined
        return None if known else table

    def _gathered(self, parts: Iterable[Node], kind: type[And | Or]) -> list[Node]:
        """The parts, those with the same home put together, so that its table is searched once."""
        by_home: dict[str | int, list[Node]] = {}
        for at, part in enumerate(parts):
            home = self._home(part)
            by_home.setdefault(at if home is None else home.name, []).append(part)
        return [some[0] if len(some) == 1 else kind(tuple(some)) for some in by_home.values()]

    def clock_is_joined(self, name: ClockName) -> bool:
        """Whether the row of that clock is at hand."""
        return name.name in self._joined

    def settled(self, node: Node) -> Clause:
        """The condition as true or false, never NULL."""
        return func.coalesce(self.condition(node), false())

    def value(self, node: Node) -> SQL:
        """A single value; NULL or a blank text where it is empty."""
        match node:
            case _ if _is_fixed(node):
                return self._fixed(node)
            case FieldValue() if node.field.type not in _LIST_FIELDS:
                return self.column(node.field)
            case Derived():
                return self.value(node.meaning)
            case Applied() if node.function.name in FUNCTIONS:
                return FUNCTIONS[node.function.name](self, node)
            case Choose() | Arithmetic() if not _has_money(node):
                return self._chosen(node) if isinstance(node, Choose) else self._calculated(node)
            case And() | Or() | Not() | Compare() | Emptiness():
                return self.settled(node)
        raise _cannot(node)

    def elements(self, node: Node) -> Elements:
        """The rows that hold the elements of a list."""
        match node:
            case FieldValue() if node.field.type is FieldType.LIST:
                named = list_item.c.field == node.field.key
                return Elements(list_item, trimmed(list_item.c.text), self.home, (named,))
            case FieldValue() if node.field.type is FieldType.EVIDENCE:
                text = trimmed(evidence.c.kind + ":" + evidence.c.name)
                return Elements(evidence, text, self.home)
            case Applied() if node.function.name in COLUMNS_OF_EVIDENCE:
                column = evidence.c[COLUMNS_OF_EVIDENCE[node.function.name]]
                return Elements(evidence, trimmed(column), self.home)
            case Derived():
                return self.elements(node.meaning)
        raise _cannot(node)

    def empty(self, node: Node) -> Clause:
        """Whether nothing stands there; never NULL."""
        if parts := _joined_parts(node):
            return and_(*map(self.empty, parts))
        sort = type_of(node).sort
        if sort in _LISTS:
            return not_(self.elements(node).any())
        value = self.value(node)
        return is_blank(value) if sort is Sort.TEXT else value.is_(None)

    def day(self, node: Node) -> SQL:
        """The day of a date or a time."""
        value = self.value(node)
        return day_of(value) if type_of(node).sort is Sort.TIME else value

    def column(self, field: Field, made: Callable[[SQL], SQL] = lambda column: column) -> SQL:
        """The column of a field, or what is `made` of it; by subquery where it is not joined."""
        if field.key in self.home.columns:
            return made(self.home.columns[field.key])
        table = PARTS[table_name(field)]
        value = made(table.c[field.key])
        if table is self.home.table or table.name in self._joined:
            return value
        owner = table.c.id if table is ticket else table.c.ticket_id
        row = select(value).where(owner == self.home.id)
        return row.correlate(self.home.table).scalar_subquery()

    def _fixed(self, node: Node) -> SQL:
        around = Surroundings(today=self.today, calendar=self._days)
        value = compile_value(node)(Case(Ticket(number=""), around))
        match value:
            case None:
                return null()
            case date():
                return literal(value, Date())
            case StrEnum():
                return literal(value.name, String())
            case Decimal():
                return literal(float(value))
        return literal(value)

    def _chosen(self, node: Choose) -> SQL:
        chosen = (self.condition(node.condition), self.value(node.yes))
        return case(chosen, else_=self.value(node.no))

    def _calculated(self, node: Arithmetic) -> SQL:
        sign = _SIGNS[node.sign]
        if not type_of(node.left).is_dated:
            return sign(self.value(node.left), self.value(node.right))  # type: ignore[no-any-return]
        if type_of(node.right).is_dated:
            return DaysBetween(self.day(node.left), self.day(node.right))
        days = self.value(node.right)
        return DaysLater(self.day(node.left), days if node.sign == "+" else -days)

    def _compare(self, node: Compare) -> Clause:
        name = clock_name(node.left)
        if name is not None and not self.clock_is_joined(name) and _is_fixed(node.right):
            return self._of_clock(name, node)
        sort = type_of(node.left).sort
        if node.operator in CONTENT:
            return self._content(node)
        if sort is Sort.FLAG:
            alike = self._number(node.left) == self._number(node.right)
            return alike if node.operator is Operator.IS else not_(alike)
        if node.operator in MEMBERSHIP:
            return self._member(node)
        if sort in {Sort.DAY, Sort.TIME}:
            return self._by_day(node)
        return self._related(node)

    def _of_clock(self, name: ClockName, node: Node) -> Clause:
        """A condition on one clock and nothing else: one search of the clocks."""
        inside = self._with(name.name)
        known = inside.condition(node), *is_running_clock(name, self.today)
        return self.home.id.in_(select(clock.c.ticket_id).where(*known).correlate(None))

    def _in_period(self, node: Applied) -> Clause:
        """Between two days; fixed ones leave the column as it is, for the index."""
        at, first, last = node.arguments
        are_fixed = _is_fixed(first) and _is_fixed(last)
        name = clock_name(at)
        if name is not None and are_fixed and not self.clock_is_joined(name):
            return self._of_clock(name, node)
        return and_(
            self._by_day(Compare(Operator.NOT_BEFORE, at, first)),
            self._by_day(Compare(Operator.NOT_AFTER, at, last)),
        )

    def _number(self, node: Node) -> SQL:
        """1 for 是 and 0 for 否; an empty yes/no counts as 否."""
        return case((self.value(node).is_(yes()), 1), else_=0)

    def _member(self, node: Compare) -> Clause:
        value, among = self.value(node.left), _members(node.right)
        bound = [_bound(value, one) for one in among]
        if node.operator is Operator.IN:
            return value.in_(bound)
        return and_(not_(self.empty(node.left)), value.not_in(bound))

    def _by_day(self, node: Compare) -> Clause:
        """Dates and times by day; a time beside a fixed day is compared as it is, for the index."""
        if type_of(node.left).sort is Sort.TIME and _is_fixed(node.right):
            around = Surroundings(today=self.today, calendar=self._days)
            day = compile_value(node.right)(Case(Ticket(number=""), around))
            if day is not None and day < date.max:
                return _within_day(node.operator, self.value(node.left), day)
        return _RELATIONS[node.operator](self.day(node.left), self.day(node.right))  # type: ignore[no-any-return]

    def _related(self, node: Compare) -> Clause:
        left, relation = self.value(node.left), _RELATIONS[node.operator]
        if isinstance(node.right, Constant):
            holds = relation(left, _bound(left, node.right.value))
            is_text = type_of(node.left).sort is Sort.TEXT
            unlike = is_text and node.operator is Operator.IS_NOT
            return and_(not_(self.empty(node.left)), holds) if unlike else holds
        if is_money(node.left) != is_money(node.right):
            raise _cannot(node)
        filled = not_(self.empty(node.left)), not_(self.empty(node.right))
        return and_(*filled, relation(left, self.value(node.right)))

    def _content(self, node: Compare) -> Clause:
        if node.operator is Operator.ONLY:
            return self._only(node)
        if node.operator is Operator.CONTAINS:
            return self._contains(node)
        assert isinstance(node.right, Members)  # noqa: S101 -- the grammar allows nothing else
        words = node.right.as_words()
        if not words.is_plain:
            raise _cannot(node)
        return self._has_any(node.left, [literal(word, String()) for word in words.words])

    def _contains(self, node: Compare) -> Clause:
        if isinstance(node.right, Constant):
            fixed = str(node.right.value).strip()
            if "\n" in fixed:
                raise _cannot(node)
            return self._has_any(node.left, [literal(fixed, String())])
        if _joined_parts(node.left):
            raise _cannot(node)
        part = trimmed(self.value(node.right))
        filled = not_(self.empty(node.right))
        if type_of(node.left).sort in _LISTS:
            elements = self.elements(node.left)
            return and_(filled, elements.any_beside(Position(elements.text, part) > 0))
        return and_(filled, self._has_any(node.left, [part]))

    def _has_any(self, node: Node, words: list[SQL]) -> Clause:
        """Whether one of the words stands in the text, or in an element of the list."""
        if parts := _joined_parts(node):
            return or_(*(self._has_any(part, words) for part in parts))
        if type_of(node).sort in _LISTS:
            elements = self.elements(node)
            return elements.any(or_(*(Position(elements.text, word) > 0 for word in words)))
        text = self.value(node)
        return or_(*(self._holds(node, text, word) for word in words))

    def _holds(self, node: Node, text: SQL, word: SQL) -> Clause:
        """Whether the word stands in the text; the index of words narrows where to look."""
        holds = Position(text, word) > 0
        if not isinstance(node, FieldValue) or node.field.key not in search.MATTER:
            return holds
        fixed = str(word.value) if isinstance(word, BindParameter) else ""
        table = PARTS[table_name(node.field)]
        owner = table.c.ticket_id if table.name in self._joined else self.home.id
        narrowed = search.may_hold(owner, fixed)
        return holds if narrowed is None else and_(narrowed, holds)

    def _only(self, node: Compare) -> Clause:
        if type_of(node.left).sort not in _LISTS:
            raise _cannot(node)
        elements = self.elements(node.left)
        among = [str(one) for one in _members(node.right)]
        return and_(elements.any(), not_(elements.any(elements.text.not_in(among))))


def day_of(at: SQL) -> SQL:
    """The day of a time."""
    return func.date(at, type_=Date())


def _members(node: Node) -> tuple[Any, ...]:
    assert isinstance(node, Members)  # noqa: S101 -- the grammar allows nothing else
    return node.values


def _joined_parts(node: Node) -> tuple[Node, ...]:
    """The parts of 连接(…), behind derived names too; nothing for everything else."""
    while isinstance(node, Derived):
        node = node.meaning
    is_join = isinstance(node, Applied) and node.function.name == JOIN
    return node.arguments if isinstance(node, Applied) and is_join else ()


def _is_fixed(node: Node) -> bool:
    """Whether the value does not depend on the ticket, so that Python can work it out first."""
    return all(
        not isinstance(one, FieldValue)
        and (
            not isinstance(one, Applied)
            or not one.function.asks_case
            or one.function.name in OF_THE_DAY
        )
        for one in walk(node)
    )


def _has_money(node: Node) -> bool:
    """Amounts are kept in fen, so they may be compared but not calculated with."""
    return any(is_money(one) for one in walk(node))


def _bound(column: SQL, value: Any) -> Any:
    """A constant the way the column keeps such values."""
    if isinstance(value, StrEnum) and not isinstance(column.type, Enum):
        return value.name
    if isinstance(value, Decimal) and not isinstance(column.type, Money):
        return float(value)
    return value


def _within_day(sign: Operator, at: SQL, day: date) -> Clause:
    begin = datetime.combine(day, time())
    end = begin + timedelta(days=1)
    match sign:
        case Operator.BEFORE:
            return at < begin
        case Operator.NOT_BEFORE:
            return at >= begin
        case Operator.AFTER:
            return at >= end
        case Operator.NOT_AFTER:
            return at < end
        case Operator.IS:
            return and_(at >= begin, at < end)
    return or_(at < begin, at >= end)


def _cannot(node: Node) -> Refusal:
    return Refusal(
        f"这一条不能用于筛选：“{say(node)}”要逐件计算，台账里查不出。请改用栏目和固定的值来写。"
    )
