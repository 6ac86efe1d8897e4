"""What a demo ticket can be about (事由), as told in `resources/demo/matters/`.

A matter is told claim by claim: what the petitioner says, what the officers look at, and what they
find if it is so or not so. Braces in a text name facts of the one ticket it is used for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from core.tickets.words import Kind, Verdict

Texts = tuple[str, ...]
"""Ways to say one thing; one of them is chosen."""


def texts(raw: Any) -> Texts:
    return tuple(raw)


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer to a claim: as seen on the spot, in short, and as told to the petitioner."""

    seen: Texts
    short: Texts
    told: Texts

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        return cls(texts(raw["seen"]), texts(raw["short"]), texts(raw["told"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim: for the ledger (`say`), in the petitioner's words (`cry`), and what is found."""

    say: str
    cry: Texts
    spot: Texts
    """As somebody says it who only saw it; as `cry` where there is nothing else."""
    look: Texts
    answers: Mapping[str, Finding]
    """By “yes” and “no”; empty for a claim that is not looked into."""
    complaint_only: bool

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        answers = {name: Finding.of(raw[name]) for name in ("yes", "no") if name in raw}
        return cls(
            say=raw["say"],
            cry=texts(raw["cry"]),
            spot=texts(raw.get("spot", raw["cry"])),
            look=texts(raw.get("look", ())),
            answers=answers,
            complaint_only=raw.get("complaint_only", False),
        )


@dataclass(frozen=True, slots=True)
class Offence:
    """What the trader may be guilty of, the article, and how it was put right."""

    act: str
    law: str
    mend: str
    proof: str
    claim: int = 0
    """Which of the matter's claims it is about."""
    serious: bool = False
    """Whether filing may not be dispensed with."""


@dataclass(frozen=True, slots=True)
class Test:
    """An appraisal that suspends the clocks: of what, where, and who pays."""

    what: str
    where: str
    fee: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """Another authority that it may turn out to concern (移送)."""

    matter: str
    to: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One kind of story."""

    key: str
    category: str
    trade: str
    topic: str
    weight: float
    months: frozenset[int]
    kinds: Mapping[Kind, int]
    verdicts: Mapping[Verdict, int]
    pick: Mapping[str, Texts]
    """By fact, its values; “item|part” are two facts whose values belong together."""
    draw: Mapping[str, tuple[Decimal, Decimal, Decimal]]
    sums: Mapping[str, tuple[str, ...]]
    days_before: tuple[int, int]
    place: str
    is_ad: bool
    evening: bool
    platform: bool
    remote: bool
    """Whether it can be cleared up without going there."""
    opening: Texts
    sighting: Texts
    claims: tuple[ClaimLine, ...]
    demand: Texts
    basis: Texts
    proof: Mapping[str, Texts]
    laws: Mapping[str, Texts]
    settle: Texts
    refuse: Texts
    offence: Offence | None
    test: Test | None
    transfer: Transfer | None
    duty: str
    """What is not the bureau's duty in it; "" where it is."""
    authority: str

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        return cls(
            **{name: raw.get(name, "") for name in ("place", "duty", "authority")},
            **{name: raw.get(name, False) for name in ("is_ad", "evening", "platform", "remote")},
            **_ways(raw),
            **{name: raw[name] for name in ("key", "category", "trade", "topic", "weight")},
            months=frozenset(raw.get("months", ())),
            kinds={Kind(word): share for word, share in raw["kinds"].items()},
            verdicts={Verdict(word): share for word, share in raw.get("verdicts", {}).items()},
            pick={name: texts(ways) for name, ways in raw["pick"].items()},
            draw={name: _scale(ends) for name, ends in raw.get("draw", {}).items()},
            sums={name: tuple(sum_.split()) for name, sum_ in raw.get("sum", {}).items()},
            days_before=(raw["days_before"][0], raw["days_before"][1]),
            claims=tuple(map(ClaimLine.of, raw["claims"])),
            proof={name: texts(ways) for name, ways in raw.get("proof", {}).items()},
            laws={name: texts(ways) for name, ways in raw.get("laws", {}).items()},
            offence=Offence(**raw["offence"]) if "offence" in raw else None,
            test=Test(**raw["test"]) if "test" in raw else None,
            transfer=Transfer(**raw["transfer"]) if "transfer" in raw else None,
        )

    @property
    def is_misrouted(self) -> bool:
        """Whether another authority has to see to it (误投)."""
        return bool(self.duty)


_WAYS = ("opening", "sighting", "demand", "basis", "settle", "refuse")


def _ways(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: texts(raw.get(name, ())) for name in _WAYS}


def _scale(ends: Any) -> tuple[Decimal, Decimal, Decimal]:
    low, high, step = (Decimal(str(end)) for end in ends)
    return low, high, step


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """A ticket that is answered and nothing else: 咨询, 意见建议, 求助, 表扬."""

    kind: Kind
    category: str
    weight: float
    pick: Mapping[str, Texts]
    draw: Mapping[str, tuple[Decimal, Decimal, Decimal]]
    content: Texts
    claims: Texts
    verdicts: Texts
    reply: tuple[Texts, ...]
    """Sentence by sentence, each with its ways."""

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Self:
        return cls(
            kind=Kind(raw["kind"]),
            category=raw["category"],
            weight=raw["weight"],
            pick={name: texts(ways) for name, ways in raw["pick"].items()},
            draw={name: _scale(ends) for name, ends in raw.get("draw", {}).items()},
            **{name: texts(raw[name]) for name in ("content", "claims", "verdicts")},
            reply=tuple(map(texts, raw["reply"])),
        )
