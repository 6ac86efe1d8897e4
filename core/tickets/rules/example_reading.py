"""Reads the examples of a rule from data.

An example is a partial ticket by header, as an officer would write it, with what else matters:
今日, 提交 (being handed in), 级别 and 提示 (the severity and some words of the message expected),
其他工单 (tickets already in the store), 单位名录 (the stations and brigades of the bureau).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, Field, FieldType
from core.tickets.language.vocabulary import nearest
from core.tickets.rules.entries import Part
from core.tickets.rules.faults import Collector, Place
from core.tickets.rules.plain import tidy_example
from core.tickets.rules.rulebook import Example, Severity
from core.tickets.ticket import Evidence

TODAY, SUBMITTING, OTHERS, UNITS = "今日", "提交", "其他工单", "单位名录"
SEVERITY, MESSAGE = "级别", "提示"
MOST_OTHERS, LONGEST_VALUE = 200, 10_000
_LARGEST = 10**12


def example_of(data: Mapping[str, Any], *, fires: bool, examples_on: date) -> Example:
    """The example in `data`; Refusal for what no ticket could hold."""
    faults = Collector()
    place = Place(part=Part.EXAMPLES, fires=fires)
    example = read_example(tidy_example(data), place, examples_on, faults)
    if example is None:
        first = faults.faults[0]
        raise Refusal(f"“{first.place.column}”{first.said}")
    return example


def read_example(
    data: Mapping[str, Any], place: Place, examples_on: date, faults: Collector
) -> Example | None:
    """The example in `data`; None where it holds what no ticket could, which is taken down."""
    before = faults.taken_down
    own = {header: given for header, given in data.items() if header not in _READ_SPECIAL}
    values = _values(own, place, faults)
    special = {
        header: faults.read(place.at(header), partial(read, data[header]))
        for header, read in _READ_SPECIAL.items()
        if header in data
    }
    others = tuple(_others(data.get(OTHERS, ()), place, faults))
    if faults.taken_down > before:
        return None
    return Example(
        fires=place.fires,
        today=special.get(TODAY) or examples_on,
        values=values,
        others=others,
        submitting=bool(special.get(SUBMITTING)),
        severity=special.get(SEVERITY),
        message=special.get(MESSAGE) or "",
        units=special.get(UNITS) or (),
    )


def _others(data: Any, place: Place, faults: Collector) -> Iterator[dict[str, Any]]:
    if not isinstance(data, list | tuple) or not all(isinstance(one, Mapping) for one in data):
        faults.add(place.at(OTHERS), "看不懂，请一件一件写。")
        return
    if len(data) > MOST_OTHERS:
        said = f"有 {len(data)} 件，最多 {MOST_OTHERS} 件。请删减。"
        faults.add(place.at(OTHERS), said)
        return
    for one in data:
        yield _values(one, place, faults)


def _values(data: Mapping[str, Any], place: Place, faults: Collector) -> dict[str, Any]:
    """By key, and as a ticket keeps them."""
    found = {}
    for header, given in data.items():
        value = faults.read(place.at(header), partial(_value, header, given))
        if value is not None:
            found[BY_HEADER[header].key] = value
    return found


def _value(header: str, given: Any) -> Any:
    if header not in BY_HEADER:
        raise Refusal(f"没有这一栏。{nearest(header, (*BY_HEADER, *_READ_SPECIAL))}")
    field = BY_HEADER[header]
    if len(str(given)) > LONGEST_VALUE:
        raise Refusal(f"写得太长，最多 {LONGEST_VALUE} 个字。")
    try:
        return _READ[field.type](field, given)
    except (TypeError, ValueError, LookupError, ArithmeticError):
        raise Refusal(f"不能写“{_short(given)}”。{_could_be(field, given)}") from None


def _could_be(field: Field, given: Any) -> str:
    if field.words is not None:
        near = nearest(str(given), field.words)
        return near or f"可以写：{'、'.join(field.words)}。"
    return _REMEDIES[field.type]


def _short(given: Any) -> str:
    return str(given)[:20]


_REMEDIES: Mapping[FieldType, str] = {
    FieldType.TEXT: "请写文字。",
    FieldType.INT: "请写整数。",
    FieldType.MONEY: "请写数。",
    FieldType.BOOL: "请写“是”或“否”。",
    FieldType.DATE: "请写日期，例如 2026-11-23。",
    FieldType.DATETIME: "请写日期和时间，例如 2026-11-23 09:30。",
    FieldType.LIST: "请一项一项写。",
    FieldType.EVIDENCE: "请一件一件写，例如 照片：价签。",
}


def _text(_field: Field, given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError
    return given


def _word(field: Field, given: Any) -> Any:
    assert field.words is not None  # noqa: S101 -- every enum field names its words
    return field.words(given)


def _whole(_field: Field, given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or abs(given) > _LARGEST:
        raise TypeError
    return given


def _money(_field: Field, given: Any) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise TypeError
    return Decimal(given)


def _time(_field: Field, given: Any) -> datetime:
    return given if isinstance(given, datetime) else datetime.combine(given, time())


def _day(_field: Field, given: Any) -> date:
    if isinstance(given, datetime) or not isinstance(given, date):
        raise TypeError
    return given


def _yes_or_no(_field: Field, given: Any) -> bool:
    if not isinstance(given, bool):
        raise TypeError
    return given


def _listed(_field: Field, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) for one in given):
        raise TypeError
    return tuple(given)


def _evidence(field: Field, given: Any) -> tuple[Evidence, ...]:
    return tuple(map(_piece, _listed(field, given)))


def _piece(text: str) -> Evidence:
    kind, colon, name = text.replace("：", ":").partition(":")
    return Evidence(kind.strip(), name.strip()) if colon else Evidence("其他", text.strip())


_READ: Mapping[FieldType, Callable[[Field, Any], Any]] = {
    FieldType.TEXT: _text,
    FieldType.ENUM: _word,
    FieldType.INT: _whole,
    FieldType.MONEY: _money,
    FieldType.BOOL: _yes_or_no,
    FieldType.DATE: _day,
    FieldType.DATETIME: _time,
    FieldType.LIST: _listed,
    FieldType.EVIDENCE: _evidence,
}


def _today(given: Any) -> date:
    if isinstance(given, datetime) or not isinstance(given, date):
        raise Refusal(f"不能写“{_short(given)}”。{_REMEDIES[FieldType.DATE]}")
    return given


def _severity(given: Any) -> Severity:
    try:
        return Severity(given)
    except ValueError:
        raise Refusal(f"不能写“{_short(given)}”。可以写：{'、'.join(Severity)}。") from None


def _flag(given: Any) -> bool:
    if not isinstance(given, bool):
        raise Refusal(f"不能写“{_short(given)}”。{_REMEDIES[FieldType.BOOL]}")
    return given


def _units(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list | tuple):
        raise Refusal(f"不能写“{_short(given)}”。{_REMEDIES[FieldType.LIST]}")
    return tuple(map(str, given))


_READ_SPECIAL: Mapping[str, Callable[[Any], Any]] = {
    TODAY: _today,
    SUBMITTING: _flag,
    SEVERITY: _severity,
    MESSAGE: str,
    UNITS: _units,
    OTHERS: lambda given: given,
}
"""What an example holds besides the columns of a ticket."""
