"""Whether data has the shape of a rulebook at all: known entries, each of its kind, none too large.

Looked at before anything is read as a sentence, so that what comes in from outside can neither
break the reader nor keep it busy.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from core.tickets.language.vocabulary import nearest
from core.tickets.rules.entries import (
    BASIS_ENTRIES,
    CASE_ENTRIES,
    ENTRIES,
    EQUIVALENT_ENTRIES,
    KEY_OF,
    PART_KEYS,
    RULE_ENTRIES,
    Part,
)
from core.tickets.rules.faults import Collector, Place
from core.tickets.rules.plain import Data

MOST_THINGS: Mapping[Part, int] = {
    Part.RULES: 500,
    Part.NAMES: 500,
    Part.LISTS: 500,
    Part.TABLES: 100,
}
MOST_CASES = 200
"""Of one rule, with those that `each` stands for."""

_LARGEST = 10**9
_SHOWN = 20

Check: TypeAlias = Callable[[Any], Iterator[str]]
"""Gives what is wrong with a value, in sentences that go on after the name of its column."""


def sound_things(data: Data, faults: Collector) -> dict[Part, list[Data]]:
    """The rules, names … that have the shape they should; the others are taken down."""
    return {part: list(_sound(data.get(key, ()), part, faults)) for key, part in PART_KEYS.items()}


def _sound(things: Any, part: Part, faults: Collector) -> Iterator[Data]:
    if said := next(_several(_nothing, MOST_THINGS[part])(things), ""):
        faults.add(Place(part=part), said)
        return
    for thing in things:
        if is_sound(part, thing, faults):
            yield thing


def is_sound(part: Part, thing: Any, faults: Collector) -> bool:
    """Whether one rule, name, list or table has the shape it should."""
    before = faults.taken_down
    name = str(thing.get(KEY_OF[part], "")) if isinstance(thing, Mapping) else ""
    place = Place(part=part, name=name[:_SHOWN])
    for column, said in _entries(thing, ENTRIES[part], _CHECKS[part]):
        faults.add(place.at(column), said)
    if part is Part.RULES and faults.taken_down == before:
        _check_cases(thing, place, faults)
    return faults.taken_down == before


def _check_cases(rule: Data, place: Place, faults: Collector) -> None:
    written = rule.get("case", ())
    for number, case in enumerate(written, start=1):
        for column, said in _entries(case, _OF_CASE, _RULE):
            faults.add(Place(part=place.part, name=place.name, case=number, column=column), said)
    total = sum(len(one.get("each", ())) or 1 for one in written if isinstance(one, Mapping))
    if total > MOST_CASES:
        said = f"展开后有 {total} 种情形，最多 {MOST_CASES} 种。请拆成几条规则。"
        faults.add(place.at(RULE_ENTRIES["each"]), said)


def _entries(
    thing: Any, known: Mapping[str, str], checks: Mapping[str, Check]
) -> Iterator[tuple[str, str]]:
    """What is wrong with the entries of something: the column, and the sentence."""
    if not isinstance(thing, Mapping):
        yield "", f"“{_short(thing)}”看不懂，请核对。"
        return
    for entry, value in thing.items():
        if entry in known:
            yield from ((known[entry], said) for said in checks[entry](value))
        else:
            near = nearest(str(entry), (*known, *known.values()))
            yield _short(entry), f"没有这一列。{near or '请删掉。'}"


def _short(value: Any) -> str:
    return str(value)[:_SHOWN]


# what a value may be


def _nothing(_value: Any) -> Iterator[str]:
    yield from ()


def _text(longest: int) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"应当是文字，现在是“{_short(value)}”。"
        elif len(value) > longest:
            yield f"有 {len(value)} 个字，最多 {longest} 个。请写短一些。"
        elif strange := next((one for one in value if not one.isprintable() and one != "\n"), ""):
            yield f"里有看不见的字符（U+{ord(strange):04X}），请删掉重写。"

    return check


def _flag(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"只能写“是”或“否”，现在是“{_short(value)}”。"


def _day(value: Any) -> Iterator[str]:
    if isinstance(value, datetime) or not isinstance(value, date):
        yield f"“{_short(value)}”不是日期，请写成 2026-04-15 的样子，不加引号。"


def _whole(value: Any) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= _LARGEST:
        yield f"应当是整数，现在是“{_short(value)}”。"


def _several(check: Check, most: int) -> Check:
    def run(value: Any) -> Iterator[str]:
        if not isinstance(value, list | tuple):
            yield f"应当是几项，现在是“{_short(value)}”。请一项一项写。"
        elif len(value) > most:
            yield f"有 {len(value)} 项，最多 {most} 项。请删减或拆开。"
        else:
            for one in value:
                yield from check(one)

    return run


def _named(check: Check, most: int) -> Check:
    """Values under names that the office gives."""

    def run(value: Any) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"里的“{_short(value)}”看不懂，请核对。"
        elif len(value) > most:
            yield f"有 {len(value)} 项，最多 {most} 项。请删减或拆开。"
        else:
            for name, one in value.items():
                wrong = (*_text(40)(name), *check(one))
                yield from (f"里的“{_short(name)}”{said}" for said in wrong)

    return run


def _record(known: Mapping[str, str], checks: Mapping[str, Check]) -> Check:
    def run(value: Any) -> Iterator[str]:
        for column, said in _entries(value, known, checks):
            yield f"里的“{column}”{said}"

    return run


def _either(is_first: type, first: Check, second: Check) -> Check:
    return lambda value: (first if isinstance(value, is_first) else second)(value)


_BASIS = _record(BASIS_ENTRIES, {"text": _text(500), "since": _day, "until": _day})
_EQUIVALENT = _record(EQUIVALENT_ENTRIES, {"change": _text(300), "reason": _text(1000)})
_EXAMPLES = _several(_either(Mapping, _nothing, _record({}, {})), 200)

_RULE: Mapping[str, Check] = {
    "id": _text(16),
    "title": _text(100),
    "group": _text(20),
    "kinds": _several(_text(20), 20),
    "only_submitted": _flag,
    "dated_by": _text(2000),
    "case": _several(_nothing, 50),
    "since": _day,
    "until": _day,
    "severity": _text(10),
    "condition": _text(2000),
    "fields": _several(_text(20), 40),
    "message": _text(500),
    "basis": _either(str, _text(500), _several(_either(str, _text(500), _BASIS), 20)),
    "each": _several(_named(_text(200), 20), 100),
    "names": _named(_text(2000), 50),
    "fires": _EXAMPLES,
    "silent": _EXAMPLES,
    "equivalent": _several(_EQUIVALENT, 200),
}
_OF_CASE = {entry: RULE_ENTRIES[entry] for entry in CASE_ENTRIES}
_HELP = _text(1000)

_CHECKS: Mapping[Part, Mapping[str, Check]] = {
    Part.RULES: _RULE,
    Part.NAMES: {
        "name": _text(40),
        "means": _text(2000),
        "help": _HELP,
        "equivalent": _several(_EQUIVALENT, 200),
    },
    Part.LISTS: {"name": _text(40), "words": _several(_text(40), 500), "help": _HELP},
    Part.TABLES: {"name": _text(40), "rows": _named(_whole, 2000), "help": _HELP},
}
