"""Verifies what was typed as a number that proves itself: an identity number on a paper."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.dates import half_width
from core.errors import Refusal
from core.papers.form import Form
from core.personal.checks import identity_fault


def faults(form: Form, entries: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the numbers among `entries`, a sentence for each, by key."""
    return dict(_faults(form, entries))


def _faults(form: Form, entries: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in form.entries:
        written = half_width(str(entries.get(entry.key) or "")).replace(" ", "")
        if written and entry.is_identity_number(entries) and (said := identity_fault(written)):
            yield entry.key, said


def refuse_faulty(form: Form, entries: Mapping[str, Any]) -> None:
    """Refuse a paper with a number that cannot be right."""
    for sentence in faults(form, entries).values():
        raise Refusal(f"《{form.title}》{sentence}")
