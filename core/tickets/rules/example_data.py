"""Examples as data: written from values of a form or of a ticket, and said in one line.

`example_reading` reads such data back; what is written here is what it reads.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.masking import cover_ticket
from core.tickets.fields import BY_HEADER, FIELDS, FieldType, as_text, is_empty
from core.tickets.language.tree import field_keys
from core.tickets.rules import example_reading
from core.tickets.rules.rulebook import Rule
from core.tickets.ticket import Evidence, Ticket

Data = Mapping[str, Any]


def fields_of(rule: Rule) -> frozenset[str]:
    """The keys of the fields that the rule looks at, in its conditions and its messages."""
    nodes = [rule.dated_by]
    for case in rule.cases:
        nodes += [case.effective, *case.message.values]
    return frozenset(key for node in nodes for key in field_keys(node))


def example_from(ticket: Ticket, keys: Collection[str]) -> dict[str, Any]:
    """What stands in those fields of a ticket, with the personal data covered."""
    covered = cover_ticket(ticket)
    return {
        field.header: written(value)
        for field in FIELDS
        if field.key in keys and not is_empty(value := field.get(covered))
    }


def written(value: Any) -> Any:
    """A value of a ticket as an example writes it; days, times and numbers as they are."""
    match value:
        case bool():
            return "是" if value else "否"
        case StrEnum():
            return value.value
        case tuple():
            return [f"{one.kind}:{one.name}" if isinstance(one, Evidence) else one for one in value]
    return value


def said_example(data: Data) -> str:
    """One line that tells an example from its neighbours: texts in quotes, the rest by name."""
    return "　".join(_said(data)) or "什么都没有填"


def _said(data: Data) -> Iterator[str]:
    for header, value in data.items():
        field = BY_HEADER.get(header)
        if field is not None and field.type is FieldType.TEXT:
            yield f"{header}“{value}”"
        elif field is not None:
            yield f"{header} {_plain(value)}"
        else:
            yield _said_special(header, value)


def _said_special(header: str, value: Any) -> str:
    match header:
        case example_reading.OTHERS:
            return f"另有 {len(value)} 件工单"
        case example_reading.SUBMITTING:
            return "正在提交" if value else "没有提交"
    return f"{header} {_plain(value)}"


def _plain(value: Any) -> str:
    match value:
        case list() | tuple():
            return "、".join(map(str, value))
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date() | Decimal() | bool():
            return as_text(value)
    return str(value)
