"""Writes a disposal report from a skeleton: for the office with its eleven elements, or as a reply.

A line is written where it is asked for, or where the ticket has something to put into it; what then
is missing in it is marked as a gap. The reply names no officer and nothing of the trader that is
not public.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from core.masking import cover_found
from core.personal.finding import Searcher
from core.personal.people import staff_names
from core.tickets.case import Case
from core.tickets.disposal.gaps import gap
from core.tickets.fields import BY_KEY, FIELDS
from core.tickets.language.closures import Condition, compile_condition
from core.tickets.language.template import Template
from core.tickets.language.tree import Node, field_keys
from core.tickets.ticket import Ticket

OFFICER = "执法人员"
_LEAST_CODE = 8
"""Shorter ones are no code, and may stand in any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence to write.

    It is never written where `when` does not hold. Where `asked` holds it is written with its gaps,
    elsewhere only if the ticket has something to put into it.
    """

    text: Template
    when: Node | None = None
    asked: Node | bool = False
    _when: Condition | None = field(init=False, repr=False, compare=False)
    _asked: Condition | None = field(init=False, repr=False, compare=False)
    _keys: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, node in (("_when", self.when), ("_asked", self.asked)):
            compiled = None if node is None or isinstance(node, bool) else compile_condition(node)
            object.__setattr__(self, name, compiled)
        keys = frozenset(key for node in self.text.values for key in field_keys(node))
        object.__setattr__(self, "_keys", keys)

    def write(self, case: Case) -> str:
        """The sentence for a ticket, "" where it is not written."""
        if self._when is not None and self._when(case) is not True:
            return ""
        asked = self.asked is True or (self._asked is not None and self._asked(case) is True)
        if not asked and not self._says_something(case):
            return ""
        return "".join(_filled(self.text, case))

    def _says_something(self, case: Case) -> bool:
        return any(not BY_KEY[key].is_empty(case.ticket) for key in self._keys)


def _filled(text: Template, case: Case) -> Iterator[str]:
    """The pieces of a text; where a field is empty its gap, once."""
    marked: set[str] = set()
    for piece, node in text.parts(case):
        yield piece
        keys = frozenset() if node is None else field_keys(node)
        if keys - marked and all(BY_KEY[key].is_empty(case.ticket) for key in keys):
            marked |= keys
            yield gap(next(field.header for field in FIELDS if field.key in keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One of the eleven elements (要素): its heading, the fields it is about, and its lines."""

    title: str
    keys: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """What sort of report it is (不予立案件处置报告): when, and how it concludes."""

    name: str
    when: Node | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One element of one report."""

    title: str
    keys: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """The skeleton of all reports and of the reply made from the same facts."""

    kinds: tuple[ReportKind, ...]
    elements: tuple[Element, ...]
    reply: tuple[tuple[Line, ...], ...]
    """Paragraphs of the reply, each of several lines."""

    def kind(self, case: Case) -> ReportKind:
        """The first kind that fits."""
        return next(
            one
            for one in self.kinds
            if one.when is None or compile_condition(one.when)(case) is True
        )

    def elements_of(self, case: Case) -> tuple[Written, ...]:
        """The elements as far as the ticket fills them, numbered by their place."""
        return tuple(
            Written(title=one.title, keys=one.keys, text=_joined(one.lines, case, "\n"))
            for one in self.elements
        )

    def report(self, case: Case) -> str:
        """The report for the office (内部版)."""
        kind = self.kind(case)
        ticket = case.ticket
        head = f"{kind.name}处置报告\n工单编号：{ticket.number or gap('工单编号')}"
        written = [one for one in self.elements_of(case) if one.text]
        parts = [
            f"{_NUMERALS[place]}、{one.title}\n{one.text}" for place, one in enumerate(written)
        ]
        closing = _joined(kind.lines, case, "\n")
        return "\n\n".join(filter(None, (head, *parts, closing)))

    def reply_to(self, case: Case) -> str:
        """What the petitioner is told (给诉求人的答复)."""
        paragraphs = (_joined(lines, case, "") for lines in self.reply)
        return for_petitioner("\n".join(filter(None, paragraphs)), case.ticket)


_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")


def _joined(lines: Sequence[Line], case: Case, between: str) -> str:
    return between.join(filter(None, (line.write(case) for line in lines)))


def for_petitioner(text: str, ticket: Ticket) -> str:
    """`text` without names of officers, numbers of persons, and the credit code."""
    for replace in _rules(ticket):
        text = replace(text)
    for found in reversed([*staff_names(text)]):
        text = f"{text[: found.start + 1]}某{text[found.end :]}"
    searcher = Searcher(
        ticket.petitioner, (ticket.trader.trader_name, ticket.trader.trader_address)
    )
    for found in reversed(searcher.search(text)):
        if found.sure:
            text = text[: found.start] + cover_found(found, text) + text[found.end :]
    return text


def _rules(ticket: Ticket) -> Iterator[Callable[[str], str]]:
    tipoff, gate = ticket.tipoff, ticket.gate
    names = {ticket.handler, gate.supervisor, tipoff.not_filed_approver, *tipoff.inspectors}
    known = sorted(
        {name.strip() for name in names if len(name.strip()) >= 2}, key=len, reverse=True
    )
    if known:
        one = "|".join(map(re.escape, known))
        several = re.compile(
            rf"(?:执法人员|承办人|检查人员)?(?:{one})(?:[、，和及与]\s*(?:{one}))*"
        )
        yield lambda text: several.sub(OFFICER, text)
    code = ticket.trader.trader_uscc.strip()
    if len(code) >= _LEAST_CODE:
        around = re.compile(rf"[（(]?(?:统一社会信用代码)?[:：]?\s*{re.escape(code)}[)）]?")
        yield lambda text: around.sub("", text)
