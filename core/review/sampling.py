"""Drawing a sample that anyone can repeat: the frame, the keys, and the line of each stratum.

A ticket's key depends on the seed and its own reference alone, so the order of the frame does not
matter, a larger sample of one stratum contains the smaller one, and a void ticket is replaced by
the next in line. Nothing here is random. How many each stratum gives stands in `shares.py`.
"""

import csv
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from io import StringIO

from core.review.report import DrawnTicket


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameEntry:
    """One ticket of the frame (总体); `unit` handled it, `stratum` is the layer it belongs to."""

    ref: str
    number: str
    unit: str
    stratum: str


def key(seed: str, ref: str) -> str:
    """The ticket's number in the draw: SHA-256, in hex, of the UTF-8 text `seed,ref`."""
    return hashlib.sha256(f"{seed},{ref}".encode()).hexdigest()


def seed_hash(seed: str) -> str:
    """What is recorded before the frame is locked: SHA-256, in hex, of the seed as UTF-8."""
    return hashlib.sha256(seed.encode()).hexdigest()


def frame_csv(frame: Iterable[FrameEntry]) -> bytes:
    """The frame as anyone may check it: `ref,stratum`, sorted by ref, UTF-8, line feeds."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("ref", "stratum"))
    writer.writerows(sorted((entry.ref, entry.stratum) for entry in frame))
    return text.getvalue().encode()


def frame_hash(frame: Iterable[FrameEntry]) -> str:
    """SHA-256, in hex, over the exact bytes of `frame_csv`."""
    return hashlib.sha256(frame_csv(frame)).hexdigest()


def draw(
    seed: str, frame: Iterable[FrameEntry], takes: Mapping[str, int]
) -> tuple[DrawnTicket, ...]:
    """The sample: of each stratum the tickets with the smallest keys, in the order of `takes`."""
    lines = _lines(seed, frame)
    return tuple(ticket for name, take in takes.items() for ticket in lines.get(name, ())[:take])


def next_in_line(
    seed: str, frame: Iterable[FrameEntry], stratum: str, used: Collection[str]
) -> DrawnTicket | None:
    """The first ticket of the stratum's line whose ref was not used; None at the line's end."""
    line = _lines(seed, (entry for entry in frame if entry.stratum == stratum))
    return next((one for one in line.get(stratum, ()) if one.ref not in used), None)


def _lines(seed: str, frame: Iterable[FrameEntry]) -> dict[str, list[DrawnTicket]]:
    keyed = [(key(seed, entry.ref), entry) for entry in frame]
    lines: dict[str, list[DrawnTicket]] = {}
    for own, entry in sorted(keyed, key=lambda pair: (pair[0], pair[1].ref)):
        line = lines.setdefault(entry.stratum, [])
        line.append(
            DrawnTicket(
                ref=entry.ref,
                number=entry.number,
                unit=entry.unit,
                stratum=entry.stratum,
                key=own,
                place=len(line) + 1,
            )
        )
    return lines
