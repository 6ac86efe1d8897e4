"""Finds rules that ask for so much work on a long ticket that nobody would wait for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from core.tickets.case import MOST_EFFORT, Case, Surroundings
from core.tickets.fields import FIELDS, FieldType, ticket_of
from core.tickets.neighbours import Gathered
from core.tickets.rules.examples import Around
from core.tickets.rules.rulebook import Rulebook
from core.tickets.ticket import Ticket
from core.tickets.words import Kind

MOST_OF_ONE = MOST_EFFORT // 10
_LONG_TEXT = "经查看现场记录与票据，双方各有说法，另行核对。" * 100
_DAY = date(2026, 11, 2)


def too_costly(rulebook: Rulebook, around: Around) -> Iterator[str]:
    """The rules that cost too much, each in a sentence."""
    seen = around(_DAY, Gathered([]))
    for rule in rulebook.rules:
        cost = max(
            _cost(replace(rulebook, rules=(rule,)), kind, seen) for kind in rule.kinds or Kind
        )
        if cost > MOST_OF_ONE:
            yield (
                f"规则 {rule.id} 太费时：遇到写得长的工单要看 {cost // 10_000} 万字，"
                f"最多 {MOST_OF_ONE // 10_000} 万字。请少用几个查文字的函数，或把大的词表拆小。"
            )


def _cost(rulebook: Rulebook, kind: Kind, seen: Surroundings) -> int:
    case = Case(_long_ticket(kind), seen)
    rulebook.findings(case)
    return case.effort


def _long_ticket(kind: Kind) -> Ticket:
    """A ticket on which somebody wrote a lot everywhere."""
    texts = {one.key: _LONG_TEXT for one in FIELDS if one.type is FieldType.TEXT}
    lists = {one.key: (_LONG_TEXT[:50],) * 20 for one in FIELDS if one.type is FieldType.LIST}
    moments = {
        one.key: datetime(2026, 11, 2, 9) for one in FIELDS if one.type is FieldType.DATETIME
    }
    return ticket_of({**texts, **lists, **moments, "number": "SJ1", "kind": kind}, ref="SJ1")
