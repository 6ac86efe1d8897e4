"""Builds the demo store (演示台账): an invented office with its tickets and campaigns, in one go.

A real store never receives demo rows: the demo is built beside its name and put there when whole.
"""

from functools import cache

from core.demo.material import Material
from storage.resources import read_json

MATTERS = ("food", "prepaid", "goods", "price", "health", "services", "misrouted")
PARTS = (
    "office",
    "places",
    "petitioners",
    "traders",
    "law",
    "wording",
    "plan",
    "desk",
    "enquiries",
)


@cache
def material() -> Material:
    """What the demo is made from, read from `resources/demo/` once."""
    matters = [raw for name in MATTERS for raw in read_json(f"demo/matters/{name}.json")]
    return Material.of({name: read_json(f"demo/{name}.json") for name in PARTS}, matters)
