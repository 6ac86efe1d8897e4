"""The draft of a rubric in the window: items added, taken out and moved, before it is kept."""

from dataclasses import replace
from decimal import Decimal

from core.review.marks import FULL_MARKS
from core.review.rubric import Item, NotApplicable, Rubric, Veto
from core.review.rubric_faults import full_marks
from gui.rubrics.parts import Part, PartKind


def with_new_item(rubric: Rubric, after: int) -> Rubric:
    """A new item without words behind the place; its marks are what is missing to 100."""
    missing = FULL_MARKS - full_marks(rubric)
    item = Item(
        code=_next_code([one.code for one in rubric.items]),
        title="",
        full=max(missing, Decimal(1)),
        standard="",
        choices=(),
        not_applicable=NotApplicable.NEVER,
        advice="",
    )
    at = after + 1
    return replace(rubric, items=(*rubric.items[:at], item, *rubric.items[at:]))


def with_new_veto(rubric: Rubric) -> Rubric:
    code = _next_code([one.code for one in rubric.vetoes])
    return replace(rubric, vetoes=(*rubric.vetoes, Veto(code=code, title="")))


def _next_code(codes: list[str]) -> str:
    """The letter of the codes with the next number that is free."""
    letter = codes[0].rstrip("0123456789") if codes else "X"
    used = [int(number) for code in codes if (number := code.removeprefix(letter)).isdigit()]
    return f"{letter}{max(used, default=0) + 1}"


def without(part: Part) -> Rubric:
    """The rubric without an item or a veto, and without what proposed it."""
    rubric, place, code = part.rubric, part.place, part.code
    cues = tuple(cue for cue in rubric.cues if code not in (cue.item, cue.veto))
    if part.kind is PartKind.ITEM:
        left = (*rubric.items[:place], *rubric.items[place + 1 :])
        return replace(rubric, items=left, cues=cues)
    vetoes = (*rubric.vetoes[:place], *rubric.vetoes[place + 1 :])
    return replace(rubric, vetoes=vetoes, cues=cues)


def moved(part: Part, by: int) -> Rubric | None:
    """The rubric with an item one place up or down; None where there is no such place."""
    items, to = list(part.rubric.items), part.place + by
    if part.kind is not PartKind.ITEM or not 0 <= to < len(items):
        return None
    items.insert(to, items.pop(part.place))
    return replace(part.rubric, items=tuple(items))
