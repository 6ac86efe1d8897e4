"""The data of a rulebook as JSON and back, days and decimals included; its one tidy form; its hash.

Data comes from files, from spreadsheets and from the rule desk. What means the same is made the
same here (`tidy`), so that it has the same fingerprint wherever it came from.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

Data: TypeAlias = Mapping[str, Any]
"""A rulebook as data: `examples_on`, `names`, `lists`, `tables` and `rules`."""

HASH_LENGTH = 12
_DAY, _TIME, _DECIMAL, _MARK = "$day", "$time", "$decimal", "$"


def tidy(data: Data) -> dict[str, Any]:
    """The data without what says nothing: blanks around texts, empty entries, 1.50 for 1.5."""
    made: dict[str, Any] = _tidy(data)
    return made


def _tidy(value: Any) -> Any:
    match value:
        case Mapping():
            kept = {str(key).strip(): _tidy(one) for key, one in value.items()}
            return {key: one for key, one in kept.items() if not _says_nothing(one)}
        case list() | tuple():
            return [one for one in map(_tidy, value) if not _says_nothing(one)]
        case str():
            return value.replace("\r\n", "\n").strip()
        case float() | Decimal():
            return _number(Decimal(str(value)))
    return value


def _says_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral() else value.normalize()


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
