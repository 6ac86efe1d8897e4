"""What is proposed for the entries of a paper: by its form, its ticket, or the paper before."""

from collections.abc import Mapping
from typing import Any

from core.papers.drafting import Office
from core.papers.facts import Facts, Reader, values_of
from core.papers.form import PLACE, Entry, Form, Remembered, places_in
from core.tickets.case import Case
from core.tickets.fields import FieldType


def proposed(
    form: Form,
    reader: Reader,
    facts: Facts,
    *,
    office: Office,
    case: Case,
    remembered: Mapping[Remembered, Mapping[str, Any]],
) -> dict[str, Any]:
    """Values for the entries of `form`, where there is anything to propose; nothing is final.

    `case` decides which of the form's proposals hold; no text of it gets into the paper.
    """
    found: dict[str, Any] = {}
    for entry in form.entries:
        if value := _default(entry, office):
            found[entry.key] = value
    found |= _for_reader(form, reader, facts)
    for proposal in form.proposals:
        if proposal.when(case) is True:
            found |= proposal.values
    for entry in form.entries:
        kept = remembered.get(entry.remembered, {}) if entry.remembered else {}
        if entry.key in kept:
            found[entry.key] = kept[entry.key]
    return found


def _default(entry: Entry, office: Office) -> Any:
    if isinstance(entry.default, tuple):
        return entry.default
    named = {"handler": office.handler, "unit": office.unit, "bureau": office.bureau}
    return PLACE.sub(lambda found: named.get(found[1], ""), entry.default)


def _for_reader(form: Form, reader: Reader, facts: Facts) -> dict[str, str]:
    """What the form proposes for this reader: in neutral words where the reader may not know."""
    known = values_of(facts)
    address = form.address(reader)
    chosen: dict[str, str] = {}
    for key in {**address.propose, **address.neutral}:
        text = address.propose.get(key, "")
        if not all(name in known for name in places_in(text)):
            text = address.neutral.get(key, "")
        if _says_something(text, known):
            chosen[key] = PLACE.sub(lambda found: known[found[1]], text)
    return chosen


def _says_something(text: str, known: Mapping[str, str]) -> bool:
    """A template of which every place is empty proposes nothing."""
    names = places_in(text)
    return bool(text) and (not names or any(known[name] for name in names))


def kept_for_next_time(form: Form, entries: Mapping[str, Any]) -> dict[Remembered, dict[str, Any]]:
    """What of these entries is worth proposing again, by whom it is for."""
    kept: dict[Remembered, dict[str, Any]] = {}
    for entry in form.entries:
        if entry.remembered and entry.type is FieldType.TEXT and entries.get(entry.key):
            kept.setdefault(entry.remembered, {})[entry.key] = entries[entry.key]
    return kept
