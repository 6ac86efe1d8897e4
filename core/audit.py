"""The audit trail (留痕): who changed what, when, from what to what, each chained to the last.

A *step* (一步) is what one transaction did; it holds one *change* for each thing it touched.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Values = Mapping[str, Any]
"""JSON-able values of a thing by key."""

CHAIN_START = "0" * 64

PROGRAM = "程序"
"""Who is named where the program did something by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing as it was and as it is now: only what differs; None where it did not exist."""

    subject: str
    ref: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one transaction did (一步); 撤销 makes a new step that `undoes` an old one."""

    id: int
    at: datetime
    who: str
    what: str
    undoes: int | None = None
    undone: bool = False


def entry_hash(previous: str, change: Change, *, at: datetime, who: str) -> str:
    """SHA-256, in hex, of the entry's canonical JSON together with the hash before it."""
    body = json.dumps(
        [previous, at.isoformat(), who, change.subject, change.ref, change.before, change.after],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(body.encode()).hexdigest()


def first_break(entries: Iterable[tuple[Change, datetime, str, str, str]]) -> int | None:
    """The position of the first entry that does not fit the chain, or None.

    Each entry is (change, at, who, previous hash, own hash), in order.
    """
    expected = CHAIN_START
    for position, (change, at, who, previous, own) in enumerate(entries):
        if previous != expected or own != entry_hash(previous, change, at=at, who=who):
            return position
        expected = own
    return None
