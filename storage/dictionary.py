"""The shipped words of other ledgers, read from `resources/ledger/` once."""

from functools import cache

from core.tickets.intake.dictionary import Dictionary
from storage.resources import read_json


@cache
def dictionary() -> Dictionary:
    """What foreign headings and values mean."""
    return Dictionary.of(read_json("ledger/headers.json"), read_json("ledger/values.json"))
