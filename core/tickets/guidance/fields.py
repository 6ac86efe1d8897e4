"""What is said at a field: a line, why, good and bad examples, the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import Refusal
from core.tickets.fields import BY_HEADER
from core.tickets.guidance.pairs import Pair
from core.tickets.language.vocabulary import nearest
from core.tickets.law.dated import Basis, bases_of, basis_on
from core.tickets.law.following import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGuidance:
    """What is said beside one field; what the law can change is said with its dates."""

    key: str
    lines: tuple[Basis, ...]
    whys: tuple[Basis, ...] = ()
    bases: tuple[Basis, ...] = ()
    pairs: tuple[Pair, ...] = ()
    track: Track = Track.COMPLAINT
    """Whose day decides which law counts; a tip-off counts from the same day as a complaint."""

    def line(self, day: date) -> str:
        """What to write, in one sentence, under the law of that day."""
        return basis_on(self.lines, day)

    def why(self, day: date) -> str:
        return basis_on(self.whys, day)

    def pairs_on(self, day: date) -> tuple[Pair, ...]:
        """The examples that are right under the law of that day."""
        return tuple(pair for pair in self.pairs if pair.span.holds_on(day))

    def basis(self, day: date) -> str:
        """The articles, as they are cited."""
        return basis_on(self.bases, day)


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
            track=Track(one.get("track", Track.COMPLAINT)),
        )
    return found


def _key(one: Mapping[str, Any]) -> str:
    header = one["header"]
    if header not in BY_HEADER:
        near = nearest(header, BY_HEADER)
        raise Refusal(f"填报指引里的“{header}”不是台账的栏目。{near}")
    return BY_HEADER[header].key
