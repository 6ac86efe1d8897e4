"""The examples of a rule: reading them, and finding those on which the rule does otherwise.

An example is a partial ticket by header, as an officer would write it, with what else matters:
今日, 提交 (being handed in), 级别 and 提示 (the severity and some words of the message expected),
其他工单 (tickets already in the store), 单位名录 (the stations and brigades of the bureau).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from core.errors import Refusal
from core.tickets.case import Case, OtherTickets, Surroundings
from core.tickets.fields import BY_HEADER, Field, FieldType, ticket_of
from core.tickets.language.vocabulary import nearest
from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.rules.rulebook import Example, Finding, Rulebook, Severity
from core.tickets.ticket import Evidence

TODAY, SUBMITTING, OTHERS, UNITS = "今日", "提交", "其他工单", "单位名录"
SEVERITY, MESSAGE = "级别", "提示"
_SPECIAL = frozenset({TODAY, SUBMITTING, OTHERS, UNITS, SEVERITY, MESSAGE})
OWN_REF = "例子"

Around = Callable[[date, OtherTickets], Surroundings]
"""Makes the surroundings of an example: the calendar and the clocks come from outside."""


@dataclass(frozen=True, slots=True)
class WrongExample:
    """An example on which the rule does not do as it should, and what it did."""

    rule: str
    example: Example
    found: Finding | None

    def __str__(self) -> str:
        if self.found is None:
            return f"规则 {self.rule} 在这个例子上应报而没有报：{self.example.values}"
        return f"规则 {self.rule} 在这个例子上不应报“{self.found.message}”：{self.example.values}"


def example_of(data: Mapping[str, Any], *, fires: bool, examples_on: date) -> Example:
    """The example in `data`; Refusal for what no ticket could hold."""
    others = tuple(_values(one) for one in data.get(OTHERS, ()))
    severity = data.get(SEVERITY)
    return Example(
        fires=fires,
        today=data.get(TODAY, examples_on),
        values=_values({key: one for key, one in data.items() if key not in _SPECIAL}),
        others=others,
        submitting=bool(data.get(SUBMITTING, False)),
        severity=None if severity is None else Severity(severity),
        message=str(data.get(MESSAGE, "")),
        units=tuple(map(str, data.get(UNITS, ()))),
    )


def wrong_examples(rulebook: Rulebook, around: Around) -> Iterator[WrongExample]:
    """The examples, of all rules, on which the rule does not do as it should."""
    for rule in rulebook.rules:
        alone = Rulebook(version="", rules=(rule,))
        for example in rule.examples:
            found = next(iter(alone.findings(case_of(example, around))), None)
            if not as_expected(example, found):
                yield WrongExample(rule.id, example, found)


def as_expected(example: Example, found: Finding | None) -> bool:
    """Whether the rule did on the example as it should, by severity and message where named."""
    if found is None or not example.fires:
        return (found is not None) is example.fires
    return example.severity in {None, found.severity} and example.message in found.message


def case_of(example: Example, around: Around) -> Case:
    """The example as the rules see a ticket, with the other tickets it names around it."""
    others = (
        neighbour_of(ticket_of(values, ref=f"{OWN_REF}{at}"))
        for at, values in enumerate(example.others, start=1)
    )
    ticket = ticket_of(example.values, ref=OWN_REF)
    seen = around(example.today, Gathered(others))
    if example.units:
        seen = replace(seen, units=frozenset(example.units))
    return Case(ticket, seen, submitting=example.submitting)


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    """By key, and as a ticket keeps them."""
    return {_field(header).key: _value(_field(header), given) for header, given in data.items()}


def _field(header: str) -> Field:
    if header not in BY_HEADER:
        near = nearest(header, (*BY_HEADER, *_SPECIAL))
        raise Refusal(f"没有“{header}”这一栏。{near}")
    return BY_HEADER[header]


def _value(field: Field, given: Any) -> Any:
    try:
        return _READ[field.type](field, given)
    except (TypeError, ValueError, LookupError, ArithmeticError):
        raise Refusal(f"“{field.header}”不能写“{given}”。") from None


def _word(field: Field, given: Any) -> Any:
    assert field.words is not None  # noqa: S101 -- every enum field names its words
    return field.words(given)


def _time(_field: Field, given: Any) -> datetime:
    return given if isinstance(given, datetime) else datetime.combine(given, time())


def _day(_field: Field, given: Any) -> date:
    if isinstance(given, datetime) or not isinstance(given, date):
        raise TypeError
    return given


def _yes_or_no(_field: Field, given: Any) -> bool:
    return {"是": True, "否": False}[given] if isinstance(given, str) else bool(given)


def _evidence(_field: Field, given: Any) -> tuple[Evidence, ...]:
    return tuple(_piece(text) for text in given)


def _piece(text: str) -> Evidence:
    kind, colon, name = text.replace("：", ":").partition(":")
    return Evidence(kind.strip(), name.strip()) if colon else Evidence("其他", text.strip())


_READ: Mapping[FieldType, Callable[[Field, Any], Any]] = {
    FieldType.TEXT: lambda _, given: str(given),
    FieldType.ENUM: _word,
    FieldType.INT: lambda _, given: int(given),
    FieldType.MONEY: lambda _, given: Decimal(str(given)),
    FieldType.BOOL: _yes_or_no,
    FieldType.DATE: _day,
    FieldType.DATETIME: _time,
    FieldType.LIST: lambda _, given: tuple(map(str, given)),
    FieldType.EVIDENCE: _evidence,
}
