"""The program's own word lists, as every test of intake uses them."""

import json
from pathlib import Path
from typing import Any

from core.tickets.intake.dictionary import Dictionary

_LEDGER = Path(__file__).parents[4] / "resources" / "ledger"


def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_LEDGER / name).read_text("utf-8"))
    return found


DICTIONARY = Dictionary.of(document("headers.json"), document("values.json"))
