"""Guidance at a field (指引): what to write, how it reads well and badly, and on what it rests.

Also when a field applies at all. Both are data; this makes values of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Refusal
from core.tickets.case import Case
from core.tickets.fields import BY_HEADER
from core.tickets.language.check import condition
from core.tickets.language.closures import Condition, compile_condition
from core.tickets.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGuidance:
    """What is said beside one field, in three depths: a line, an example of each kind, the law."""

    key: str
    line: str
    good: str = ""
    bad: str = ""
    why_bad: str = ""
    basis: str = ""


class Relevance:
    """Which fields apply to a ticket; a field without a condition always does."""

    def __init__(self, conditions: Mapping[str, Condition]) -> None:
        self._conditions = conditions

    def applying(self, case: Case, keys: Iterable[str]) -> frozenset[str]:
        """Those of `keys` that apply; what cannot be known counts as applying."""
        return frozenset(
            key
            for key in keys
            if key not in self._conditions or self._conditions[key](case) is not False
        )


def guidance_of(data: Mapping[str, Any]) -> dict[str, FieldGuidance]:
    """The guidance in `data["field"]`, by key; a header that is no field is refused."""
    found = {}
    for one in data["field"]:
        key = _key(one)
        texts = {name: one.get(name, "") for name in ("good", "bad", "why_bad", "basis")}
        found[key] = FieldGuidance(key=key, line=one["line"], **texts)
    return found


def relevance_of(data: Mapping[str, Any], vocabulary: Vocabulary) -> Relevance:
    """The conditions `appears` in `data["field"]`, checked and compiled."""
    return Relevance(
        {
            _key(one): compile_condition(condition(one["appears"], vocabulary))
            for one in data["field"]
            if "appears" in one
        }
    )


def _key(one: Mapping[str, Any]) -> str:
    header = one["header"]
    if header not in BY_HEADER:
        raise Refusal(f"填报指引里的“{header}”不是台账的栏目，请改成表头上的名称。")
    return BY_HEADER[header].key
