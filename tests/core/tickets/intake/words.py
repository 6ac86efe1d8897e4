"""The program's own word lists, as every test of intake uses them."""

import json
from pathlib import Path

from core.tickets.intake.dictionary import Dictionary

_LEDGER = Path(__file__).parents[4] / "resources" / "ledger"


def _document(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((_LEDGER / name).read_text("utf-8"))
    return found


DICTIONARY = Dictionary.of(_document("headers.json"), _document("values.json"))
