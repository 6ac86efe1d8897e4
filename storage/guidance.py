"""The shipped guidance, read once: what is said at a field."""

from functools import cache
from typing import Any

from core.tickets.guidance.fields import FieldGuidance, guidance_of
from core.tickets.guidance.pairs import pairs_of
from core.tickets.guidance.suggestion import SuggestionWords, suggestion_words_of
from storage.resources import read_toml

FOLDER = "guidance"


@cache
def guidance() -> dict[str, FieldGuidance]:
    """What is said at each field, by key."""
    data = _data()
    files = (read_toml(f"{FOLDER}/examples/{name}.toml") for name in data["examples"])
    entries = [one for file in files for one in file["pair"]]
    return guidance_of(data, pairs_of(entries, data["examples_on"]))


@cache
def evidence_kinds() -> tuple[str, ...]:
    """The kinds of evidence offered in the form; a ledger may bring others."""
    return tuple(_data()["evidence_kinds"])


@cache
def _data() -> dict[str, Any]:
    return read_toml(f"{FOLDER}/fields.toml")


@cache
def suggestion_words() -> SuggestionWords:
    """The words from which the kind of a ticket is guessed."""
    return suggestion_words_of(read_toml(f"{FOLDER}/kind_words.toml"))
