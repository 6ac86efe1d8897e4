"""The cases of a rule as they are written: what they share filled in, 〔name〕 replaced.

A rule with one case writes its entries at the rule itself; with more, what the cases share. A case
with `each` stands for one case per row, with 〔name〕 replaced by the row's words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.tickets.rules.plain import Data

OF_CASE = ("condition", "severity", "fields", "message", "basis")
"""What every case must have, from itself or from its rule."""

REPLACED = re.compile(r"〔([^〔〕]*)〕")


def cases_of(data: Data) -> Iterator[tuple[str, Data]]:
    """Each case with what it takes over from the rule, and how to call it in a message."""
    for one in written_cases(data):
        yield (f"第 {one.number} 种情形的" if one.number else ""), one.data


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A case with what it takes over from the rule, 〔name〕 replaced.

    `number` counts from 1, and is 0 where the rule itself is its only case.
    """

    number: int
    data: Data
    is_replaced: bool


def written_cases(data: Data) -> Iterator[WrittenCase]:
    """The cases of a rule that has the shape of one."""
    shared = {key: data[key] for key in OF_CASE if key in data}
    written = data.get("case") or [{"each": data["each"]} if "each" in data else {}]
    for number, one in enumerate(written, start=1):
        for row in one.get("each") or [{}]:
            case = {**shared, **{key: one[key] for key in one if key != "each"}}
            yield WrittenCase(
                number if len(written) > 1 else 0,
                {key: _filled(entry, row) for key, entry in case.items()},
                is_replaced="each" in one,
            )


def _filled(entry: Any, row: Mapping[str, str]) -> Any:
    """The entry with 〔name〕 replaced by what the row says."""
    if isinstance(entry, list):
        return [_filled(one, row) for one in entry]
    if isinstance(entry, str):
        return REPLACED.sub(lambda found: row.get(found.group(1), found.group()), entry)
    return entry
