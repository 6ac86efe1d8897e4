"""The marks one reviewer gives one ticket: item by item, with reasons, evidence and vetoes.

A draft may hold anything that can be read; what must be there before it is handed in, `problems`
says. How several reviews become one result stands in `results.py`.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from core.decimals import half_up
from core.errors import Refusal
from core.review.rubric import Item, NotApplicable, Rubric

FULL_MARKS = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the covered ticket pinned to an item as evidence; `sign` is +, − or ?."""

    field: str
    start: int
    end: int
    text: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMark:
    """What a reviewer says to one item; `marks` is None until decided.

    `accepted` and `declined` name the sources of proposals (a rule, a clock), by the answer given.
    """

    marks: Decimal | None = None
    applies: bool = True
    reason: str = ""
    accepted: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def is_decided(self) -> bool:
        return self.marks is not None or not self.applies


UNDECIDED = ItemMark()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All a reviewer says: items by code, vetoes that hit with their reasons, vetoes ruled out."""

    items: Mapping[str, ItemMark] = field(default_factory=dict)
    vetoes: Mapping[str, str] = field(default_factory=dict)
    cleared: frozenset[str] = frozenset()

    def item(self, code: str) -> ItemMark:
        return self.items.get(code, UNDECIDED)


@dataclass(frozen=True, slots=True)
class Score:
    """A total of at most 100, two places; `original` is the total before a veto capped it."""

    total: Decimal
    original: Decimal
    vetoes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What still keeps a review from being handed in, and at which item."""

    code: str
    sentence: str


def open_items(rubric: Rubric, marks: Marks) -> list[Item]:
    """The items still to be decided, in the rubric's order."""
    return [item for item in rubric.items if not marks.item(item.code).is_decided]


def problems(rubric: Rubric, marks: Marks) -> Iterator[Problem]:
    """Say what is missing or cannot be, in the rubric's order; undecided items in one sentence."""
    if undecided := open_items(rubric, marks):
        names = "、".join(f"{item.code} {item.title}" for item in undecided)
        yield Problem(undecided[0].code, f"还有 {len(undecided)} 项未评：{names}。")
    for item in rubric.items:
        yield from _item_problems(item, marks.item(item.code))
    for code in [*marks.items, *marks.vetoes]:
        if rubric.item(code) is None and rubric.veto(code) is None:
            yield Problem(code, f"“{rubric.title}”里没有 {code}。")


def _item_problems(item: Item, mark: ItemMark) -> Iterator[Problem]:
    name = f"{item.code} {item.title}"
    if not mark.applies:
        if item.not_applicable is NotApplicable.NEVER:
            yield Problem(item.code, f"{name}每件都要评，不能选不适用。")
        return
    if mark.marks is None:
        return
    if not 0 <= mark.marks <= item.full:
        yield Problem(item.code, f"{name}应在 0 到 {item.full} 分之间，现在是 {mark.marks} 分。")
    elif mark.marks < item.full and not mark.reason.strip():
        yield Problem(item.code, f"{name}扣了 {item.full - mark.marks} 分，请写明扣分理由。")


def check(rubric: Rubric, marks: Marks) -> None:
    """Refuse a review that cannot be handed in yet, with all that is wrong."""
    found = list(problems(rubric, marks))
    if found:
        raise Refusal("".join(one.sentence for one in found), field=found[0].code)


def so_far(marks: Marks) -> Decimal:
    """The marks given so far, for the running total on the desk."""
    return sum((mark.marks for mark in marks.items.values() if mark.marks is not None), Decimal(0))


def score(rubric: Rubric, marks: Marks) -> Score:
    """Add up a complete review; vetoes cap the total and the original is kept."""
    gained, possible = Fraction(0), Fraction(0)
    for item in rubric.items:
        mark = marks.item(item.code)
        if mark.applies:
            gained += Fraction(mark.marks or 0)
            possible += Fraction(item.full)
        elif item.not_applicable is NotApplicable.FULL:
            gained += Fraction(item.full)
            possible += Fraction(item.full)
    original = half_up(gained * Fraction(FULL_MARKS) / possible) if possible else half_up(0)
    hits = tuple(veto.code for veto in rubric.vetoes if veto.code in marks.vetoes)
    total = min(original, half_up(rubric.veto_cap)) if hits else original
    return Score(total, original, hits)


def fingerprint(text: Mapping[str, object], nonce: str) -> str:
    """SHA-256, in hex, of a handed-in review's JSON with a nonce that keeps it from being guessed.

    Recorded when the review is handed in; marks and nonce, shown later, prove that nothing changed.
    """
    body = json.dumps(
        {**text, "nonce": nonce}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(body.encode()).hexdigest()
