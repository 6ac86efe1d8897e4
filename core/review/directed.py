"""Tickets that are reviewed because somebody points at them (定向抽取), beside the random sample.

They are reviewed like the others and never averaged with them. Which reasons there are is data; of
many such tickets the first by their keys are taken, so that nobody chooses among them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core.errors import Refusal
from core.review.report import DrawnTicket
from core.review.sampling import FrameEntry, key


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectedKind:
    """A reason to point at tickets: a condition, or that a finding speaks for a veto."""

    name: str
    condition: str = ""
    suspects_veto: bool = False


@dataclass(frozen=True, slots=True)
class ByHand:
    """One ticket that somebody points at, or leaves out, and why."""

    ref: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Directed:
    """What a plan asks for beside the random sample: kinds, at most so many, and single tickets."""

    kinds: tuple[str, ...] = ()
    most: int = 0
    by_hand: tuple[ByHand, ...] = ()

    @property
    def is_wanted(self) -> bool:
        return bool(self.kinds and self.most) or bool(self.by_hand)


NOTHING = Directed()
"""A campaign of the random sample alone."""


def choose(
    wanted: Directed,
    found: Mapping[str, Sequence[str]],
    frame: Sequence[FrameEntry],
    sampled: Collection[str],
    seed: str,
) -> tuple[DrawnTicket, ...]:
    """The directed tickets of a draw, by key; `found` are the reasons by ref.

    Those of the random sample are left out: they are reviewed anyway. Tickets pointed at by hand
    come on top of `most`.
    """
    reasons = {one.ref: [one.reason] for one in wanted.by_hand}
    entries = {entry.ref: entry for entry in frame if entry.ref not in sampled}
    line = sorted((ref for ref in found if ref in entries), key=lambda ref: key(seed, ref))
    for ref in line[: wanted.most]:
        reasons[ref] = [*reasons.get(ref, []), *found[ref]]
    chosen = sorted((ref for ref in reasons if ref in entries), key=lambda ref: key(seed, ref))
    return tuple(_drawn(entries[ref], seed, "、".join(reasons[ref])) for ref in chosen)


def _drawn(entry: FrameEntry, seed: str, why: str) -> DrawnTicket:
    return DrawnTicket(
        ref=entry.ref,
        number=entry.number,
        unit=entry.unit,
        stratum=entry.stratum,
        key=key(seed, entry.ref),
        place=0,
        directed=why,
    )


def refuse_strangers(some: Sequence[ByHand], known: Collection[str], *, field: str) -> None:
    """Refuse what was written by hand and is no ticket of the frame, or has no reason."""
    for one in some:
        if not one.reason.strip():
            raise Refusal(f"{one.ref} 后面请写明理由。", field=field)
        if one.ref not in known:
            raise Refusal(f"{one.ref} 不在这次督查的总体里，请核对编号和评查期。", field=field)
