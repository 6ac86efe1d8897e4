"""The data of a rulebook as JSON and back, days and decimals included; its one tidy form; its hash.

Data comes from files, from spreadsheets and from the rule desk. What means the same is made the
same here (`tidy`), so that it has the same fingerprint wherever it came from.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, FieldType

Data: TypeAlias = Mapping[str, Any]
"""A rulebook as data: `examples_on`, `names`, `lists`, `tables` and `rules`."""

HASH_LENGTH = 12
_MOST_SIGNS, _MOST_VALUES, _DEEPEST = 2_000_000, 50_000, 10
_LARGEST, _SMALLEST = 10**15, Decimal("0.000001")
_EXAMPLES = frozenset({"fires", "silent", "其他工单"})
_FLAGS = frozenset({"only_submitted", "提交"})
"""Where 否 is the same as nothing; a column of a ticket that says 否 says something."""
_DAY, _TIME, _DECIMAL, _MARK = "$day", "$time", "$decimal", "$"


def tidy(data: Data) -> dict[str, Any]:
    """The data without what says nothing: blanks around texts, empty entries, 1.50 for 1.5."""
    refuse_excess(data)
    made: dict[str, Any] = _tidy(data)
    return made


def _tidy(value: Any, key: str = "") -> Any:
    match value:
        case Mapping():
            return _tidy_entries(value)
        case list() | tuple() if key in _EXAMPLES:
            return [tidy_example(one) for one in value]
        case list() | tuple():
            kept = [_tidy(one) for one in value]
            return _tidy_bases(kept) if key == "basis" else _filled(kept, key)
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n").strip()
        case float() | Decimal():
            return _number(Decimal(str(value)))
    return value


def _tidy_entries(value: Mapping[str, Any]) -> dict[str, Any]:
    kept = {str(key).strip(): _tidy(one, str(key).strip()) for key, one in value.items()}
    return {key: one for key, one in kept.items() if not _says_nothing(key, one)}


def _says_nothing(key: str, value: Any) -> bool:
    if value is None or (isinstance(value, str | list | dict) and not value):
        return True
    return value is False and key in _FLAGS


def _filled(values: list[Any], key: str) -> list[Any]:
    """Without what is empty; a case and an example may be, and then still mean something."""
    return [one for one in values if one is not None and one != "" and (one != {} or key == "case")]


def _tidy_bases(bases: list[Any]) -> Any:
    """One basis without days is its text, however it was written."""
    undated = (isinstance(one, dict) and one.keys() == {"text"} for one in bases)
    texts = [one["text"] if is_text else one for one, is_text in zip(bases, undated, strict=True)]
    kept = _filled(texts, "basis")
    return kept[0] if len(kept) == 1 and isinstance(kept[0], str) else kept


def tidy_example(value: Any) -> Any:
    """An example with the values of its columns as the kind of column has them."""
    if not isinstance(value, Mapping):
        return value
    tidied = _tidy_entries(value)
    return {header: _of_column(header, one) for header, one in tidied.items()}


def _of_column(header: str, value: Any) -> Any:
    field = BY_HEADER.get(header)
    if field is None:
        return value
    match field.type, value:
        case FieldType.DATETIME, date() if not isinstance(value, datetime):
            return datetime.combine(value, time())
        case FieldType.BOOL, "是" | "否":
            return value == "是"
        case FieldType.TEXT, int() | Decimal() if not isinstance(value, bool):
            return str(value)
        case ((FieldType.LIST | FieldType.EVIDENCE), str()):
            return [value]
    return value


def _number(value: Decimal) -> int | Decimal:
    if not value.is_finite() or abs(value) >= _LARGEST or value % _SMALLEST:
        raise Refusal(f"“{str(value)[:20]}”太大、太细，或者不是数。请核对。")
    return int(value) if value == value.to_integral() else value.normalize()


def refuse_excess(data: Any) -> None:
    """Refuse what is so large or so deep that nothing else should be done with it."""
    signs = count = 0
    level: list[Any] = [data]
    for _ in range(_DEEPEST):
        signs += sum(map(_signs, level))
        level = [one for value in level for one in _below(value)]
        count += len(level)
        if not level or signs > _MOST_SIGNS or count > _MOST_VALUES:
            break
    if level or signs > _MOST_SIGNS:
        raise Refusal("这份规则集太大，或套得太深，不像人写的规则，没有读。请核对来源。")


def _signs(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    return _MOST_SIGNS + 1 if isinstance(value, int) and abs(value) >= _LARGEST else 1


def _below(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return (*value, *value.values())
    return value if isinstance(value, list | tuple) else ()


def plain(value: Any) -> Any:
    """The data with only what JSON knows."""
    match value:
        case Mapping():
            return {_MARK * key.startswith(_MARK) + key: plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
        case datetime():
            return {_TIME: value.isoformat()}
        case date():
            return {_DAY: value.isoformat()}
        case Decimal():
            return {_DECIMAL: f"{value:f}"}
    return value


def from_plain(value: Any) -> Any:
    """What `plain` was given."""
    if isinstance(value, list):
        return [from_plain(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    for mark, read in _MARKED.items():
        if mark in value:
            return read(value[mark])
    return {key.removeprefix(_MARK): from_plain(one) for key, one in value.items()}


_MARKED: Mapping[str, Callable[[str], Any]] = {
    _DAY: date.fromisoformat,
    _TIME: datetime.fromisoformat,
    _DECIMAL: Decimal,
}


def fingerprint(data: Data) -> str:
    """The first of a SHA-256 over all of the data, so that no two rulebooks are called the same."""
    text = json.dumps(plain(data), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]
