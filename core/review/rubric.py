"""A rubric (评查表): what is marked, how much it is worth, what is taken off for what.

Rubrics are data: shipped ones (`resources/rubrics/`) are loaded into the store once, change only
there (`rubric_versions.py`), and are frozen into each campaign as JSON. Marks live in `marks.py`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil
from typing import Any


class NotApplicable(StrEnum):
    """What becomes of an item that does not apply to a ticket (不适用)."""

    NEVER = "每件都评"
    RESCALE = "不计入，其余按比例折算"
    FULL = "记满分"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A usual deduction (扣分档); with `each` it is taken off once for every case of it."""

    label: str
    minus: Decimal
    each: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """One mark an item may be given with one key, and why."""

    marks: Decimal
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is marked (评查项); `advice` is the handling point that it stands for.

    An item with a condition (`when`, a sentence of the rule language) is for tickets that meet it.
    `example` shows how it is marked.
    """

    code: str
    title: str
    full: Decimal
    standard: str
    choices: tuple[Choice, ...]
    not_applicable: NotApplicable
    advice: str
    when: str = ""
    example: str = ""

    def stops(self) -> tuple[Stop, ...]:
        """The marks the choices lead to, full marks first, each mark once."""
        found = {self.full: ""}
        for choice in self.choices:
            for times in range(1, self._most_times(choice) + 1):
                label = f"{choice.label}（{times} 处）" if choice.each else choice.label
                found.setdefault(max(Decimal(0), self.full - times * choice.minus), label)
        return tuple(Stop(marks, found[marks]) for marks in sorted(found, reverse=True))

    def _most_times(self, choice: Choice) -> int:
        return ceil(self.full / choice.minus) if choice.each else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """Something that caps the whole mark, whatever the items say (一票否决)."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What the program knows that speaks for a deduction or a veto.

    `source` is a rule (F-033) or a clock that was not kept (C_ACCEPT); it proposes `minus` marks
    off `item`, and holds `veto` for possible; either may be absent.
    """

    source: str
    item: str = ""
    minus: Decimal = Decimal(0)
    veto: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """One version of a rubric; full marks of all items add up to 100."""

    name: str
    title: str
    version: str
    items: tuple[Item, ...]
    vetoes: tuple[Veto, ...]
    veto_cap: Decimal
    cues: tuple[Cue, ...]

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)

    def veto(self, code: str) -> Veto | None:
        return next((veto for veto in self.vetoes if veto.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A deduction or veto that the program proposes (建议); nothing counts until it is accepted.

    With `leaves_out` it proposes that the item does not apply to this ticket.
    """

    source: str
    item: str
    minus: Decimal
    veto: str
    message: str
    leaves_out: bool = False


CONDITION = "适用条件"
"""The source of a proposal that an item does not apply."""


def proposals(
    rubric: Rubric, known: Mapping[str, str], unmet: Collection[str] = ()
) -> tuple[Proposal, ...]:
    """What the rubric makes of what is known: the message of each finding or late clock by source.

    Of several proposals for one item only the largest is made; of several for one veto the first.
    `unmet` are the items whose condition the ticket does not meet: no deduction is proposed there.
    """
    made: dict[tuple[str, str], Proposal] = {
        (item.code, ""): _not_for_this(item) for item in rubric.items if item.code in unmet
    }
    for cue in rubric.cues:
        if cue.source not in known or (cue.item and cue.item in unmet):
            continue
        place = (cue.item, cue.veto)
        if place not in made or made[place].minus < cue.minus:
            made[place] = Proposal(
                source=cue.source,
                item=cue.item,
                minus=cue.minus,
                veto=cue.veto,
                message=known[cue.source],
            )
    return tuple(made.values())


def _not_for_this(item: Item) -> Proposal:
    return Proposal(
        source=CONDITION,
        item=item.code,
        minus=Decimal(0),
        veto="",
        message=f"这一项只评这样的件：{item.when}。这一件不是。",
        leaves_out=True,
    )


def rubric_of(data: Mapping[str, Any]) -> Rubric:
    """Read a rubric from its JSON."""
    return Rubric(
        name=data["name"],
        title=data["title"],
        version=data["version"],
        items=tuple(map(_item, data["items"])),
        vetoes=tuple(Veto(code=one["code"], title=one["title"]) for one in data["vetoes"]),
        veto_cap=Decimal(data["veto_cap"]),
        cues=tuple(map(_cue, data["cues"])),
    )


def _item(data: Mapping[str, Any]) -> Item:
    return Item(
        code=data["code"],
        title=data["title"],
        full=Decimal(data["full"]),
        standard=data["standard"],
        choices=tuple(map(_choice, data["choices"])),
        not_applicable=NotApplicable[data.get("not_applicable", "NEVER")],
        advice=data["advice"],
        when=data.get("when", ""),
        example=data.get("example", ""),
    )


def _choice(data: Mapping[str, Any]) -> Choice:
    return Choice(label=data["label"], minus=Decimal(data["minus"]), each=data.get("each", False))


def _cue(data: Mapping[str, Any]) -> Cue:
    return Cue(
        source=data["source"],
        item=data.get("item", ""),
        minus=Decimal(data.get("minus", "0")),
        veto=data.get("veto", ""),
    )


def plain(rubric: Rubric) -> dict[str, Any]:
    """The rubric as JSON; `rubric_of` reads it back."""
    return {
        "name": rubric.name,
        "title": rubric.title,
        "version": rubric.version,
        "veto_cap": str(rubric.veto_cap),
        "items": [_plain_item(item) for item in rubric.items],
        "vetoes": [{"code": veto.code, "title": veto.title} for veto in rubric.vetoes],
        "cues": [_plain_cue(cue) for cue in rubric.cues],
    }


def _plain_item(item: Item) -> dict[str, Any]:
    choices = [
        {"label": one.label, "minus": str(one.minus), "each": one.each} for one in item.choices
    ]
    return {
        "code": item.code,
        "title": item.title,
        "full": str(item.full),
        "standard": item.standard,
        "choices": choices,
        "not_applicable": item.not_applicable.name,
        "advice": item.advice,
        "when": item.when,
        "example": item.example,
    }


def _plain_cue(cue: Cue) -> dict[str, str]:
    return {"source": cue.source, "item": cue.item, "minus": str(cue.minus), "veto": cue.veto}
