"""What is said at a field: a line, why, good and bad examples, the law; and when it applies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import Refusal
from core.tickets.case import Case
from core.tickets.fields import BY_HEADER
from core.tickets.guidance.pairs import Pair
from core.tickets.language.check import condition
from core.tickets.language.closures import Condition, compile_condition
from core.tickets.language.explain import Reason, compile_explanation
from core.tickets.language.tree import Node
from core.tickets.language.vocabulary import Vocabulary, nearest
from core.tickets.law.dated import Basis, bases_of, basis_on


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGuidance:
    """What is said beside one field; what the law can change is said with its dates."""

    key: str
    lines: tuple[Basis, ...]
    whys: tuple[Basis, ...] = ()
    bases: tuple[Basis, ...] = ()
    pairs: tuple[Pair, ...] = ()

    def line(self, day: date | None) -> str:
        """What to write, in one sentence, under the law of that day."""
        return basis_on(self.lines, day)

    def why(self, day: date | None) -> str:
        return basis_on(self.whys, day)

    def basis(self, day: date | None) -> str:
        """The articles, as they are cited."""
        return basis_on(self.bases, day)


class Relevance:
    """Which fields apply to a ticket; a field without a condition always does."""

    def __init__(self, conditions: Mapping[str, Node]) -> None:
        self._trees = conditions
        self._conditions: dict[str, Condition] = {
            key: compile_condition(tree) for key, tree in conditions.items()
        }

    def applying(self, case: Case, keys: Iterable[str]) -> frozenset[str]:
        """Those of `keys` that apply; what cannot be known counts as applying."""
        return frozenset(
            key
            for key in keys
            if key not in self._conditions or self._conditions[key](case) is not False
        )

    def why_asked(self, case: Case, key: str) -> Reason | None:
        """Why a field that applies is asked for; None where it is asked of every ticket."""
        if key not in self._trees or self._conditions[key](case) is not True:
            return None
        return compile_explanation(self._trees[key])(case)


def guidance_of(
    data: Mapping[str, Any], pairs: Mapping[str, tuple[Pair, ...]]
) -> dict[str, FieldGuidance]:
    """The guidance in `data["field"]`, by key; a header that is no field is refused."""
    found = {}
    for one in data["field"]:
        key = _key(one)
        found[key] = FieldGuidance(
            key=key,
            lines=bases_of(one["line"]),
            whys=bases_of(one.get("why", ())),
            bases=bases_of(one.get("basis", ())),
            pairs=pairs.get(key, ()),
        )
    return found


def relevance_of(data: Mapping[str, Any], vocabulary: Vocabulary) -> Relevance:
    """The conditions `appears` in `data["field"]`, checked and compiled."""
    return Relevance(
        {
            _key(one): condition(one["appears"], vocabulary)
            for one in data["field"]
            if "appears" in one
        }
    )


def _key(one: Mapping[str, Any]) -> str:
    header = one["header"]
    if header not in BY_HEADER:
        near = nearest(header, BY_HEADER)
        raise Refusal(f"填报指引里的“{header}”不是台账的栏目。{near}")
    return BY_HEADER[header].key
