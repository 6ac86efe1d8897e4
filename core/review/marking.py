"""How a review grows at the desk: each answer of the reviewer makes new marks out of the old.

Nothing is decided here that the reviewer did not decide; a proposal counts once it is accepted.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from core.review.marks import ItemMark, Marks, Problem, Quote
from core.review.rubric import Item, Proposal, Rubric

SUPPORTS, LACKS, DOUBTFUL = "+", "−", "?"
SIGNS = {SUPPORTS: "支持", LACKS: "不足", DOUBTFUL: "存疑"}
"""What a quote says of its item (佐证的作用), in the order in which a press turns it."""


def proposed_marks(item: Item, proposal: Proposal) -> Decimal | None:
    """The mark a proposed deduction would leave; None where the item would be left out."""
    return None if proposal.leaves_out else max(Decimal(0), item.full - proposal.minus)


def is_answered(mark: ItemMark, proposal: Proposal) -> bool:
    """Whether the reviewer has accepted or declined a proposed deduction."""
    return proposal.source in (*mark.accepted, *mark.declined) or mark.is_decided


def give(marks: Marks, item: Item, value: Decimal, proposals: Iterable[Proposal] = ()) -> Marks:
    """Give an item a mark; with that the proposals for it are accepted or declined.

    The reason is the label of the rubric's stop as long as the reviewer has not written another.
    """
    mark = replace(
        marks.item(item.code),
        marks=value,
        applies=True,
        reason=_usual_reason(item, marks.item(item.code).reason, value),
    )
    for proposal in proposals:
        mark = _answered(mark, proposal, accept=value == proposed_marks(item, proposal))
    return _with(marks, item, mark)


def leave_out(marks: Marks, item: Item, proposals: Iterable[Proposal] = ()) -> Marks:
    """Say that an item does not apply to this ticket (不适用)."""
    mark = replace(marks.item(item.code), marks=None, applies=False)
    for proposal in proposals:
        mark = _answered(mark, proposal, accept=proposal.leaves_out)
    return _with(marks, item, mark)


def accept(marks: Marks, item: Item, proposal: Proposal) -> Marks:
    """Take over what is proposed."""
    value = proposed_marks(item, proposal)
    if value is None:
        return leave_out(marks, item, [proposal])
    return give(marks, item, value, [proposal])


def decline(marks: Marks, item: Item, proposal: Proposal) -> Marks:
    """Turn a proposed deduction down; what the item gets instead is still to be decided."""
    mark = marks.item(item.code)
    if proposal.source in mark.accepted:
        mark = replace(mark, marks=None, applies=True, reason=_written(item, mark.reason))
    return _with(marks, item, _answered(mark, proposal, accept=False))


def explain(marks: Marks, item: Item, reason: str) -> Marks:
    """Write the reason of an item."""
    return _with(marks, item, replace(marks.item(item.code), reason=reason))


def usual_sign(item: Item, mark: ItemMark) -> str:
    """What a quote most likely says: full marks are supported, a deduction shows what lacks."""
    if mark.marks is None:
        return DOUBTFUL
    return SUPPORTS if mark.marks == item.full else LACKS


def pin(marks: Marks, item: Item, quote: Quote) -> Marks:
    """Pin words of the ticket to an item; the same words again only change their sign."""
    mark = marks.item(item.code)
    kept = tuple(one for one in mark.quotes if not is_same_place(one, quote))
    return _with(marks, item, replace(mark, quotes=(*kept, quote)))


def turn(marks: Marks, item: Item, quote: Quote) -> Marks:
    """Turn a pinned quote to the next sign; once round, take it away.

    The round begins with the sign that the item's mark suggests.
    """
    mark = marks.item(item.code)
    signs = list(SIGNS)
    following = signs[(signs.index(quote.sign) + 1) % len(signs)]
    if following != usual_sign(item, mark):
        return pin(marks, item, replace(quote, sign=following))
    kept = tuple(one for one in mark.quotes if not is_same_place(one, quote))
    return _with(marks, item, replace(mark, quotes=kept))


def is_same_place(one: Quote, other: Quote) -> bool:
    return (one.field, one.start, one.end) == (other.field, other.start, other.end)


def hit(marks: Marks, code: str, reason: str = "") -> Marks:
    """Say that a veto is the case (命中)."""
    return replace(marks, vetoes={**marks.vetoes, code: reason}, cleared=marks.cleared - {code})


def rule_out(marks: Marks, code: str) -> Marks:
    """Say that a veto is not the case (不成立)."""
    left = {other: why for other, why in marks.vetoes.items() if other != code}
    return replace(marks, vetoes=left, cleared=marks.cleared | {code})


def open_vetoes(marks: Marks, proposals: Iterable[Proposal]) -> list[Proposal]:
    """The suspected vetoes that nobody has decided yet."""
    return [
        one
        for one in proposals
        if one.veto and one.veto not in marks.vetoes and one.veto not in marks.cleared
    ]


def veto_problems(rubric: Rubric, marks: Marks, proposals: Iterable[Proposal]) -> list[Problem]:
    """What the vetoes still need: a decision on each suspected one, a reason for each hit."""
    undecided = {one.veto for one in open_vetoes(marks, proposals)}
    found = []
    for veto in rubric.vetoes:
        if veto.code in undecided:
            found.append(Problem(veto.code, f"{veto.code} 一票否决疑似，请定不成立还是命中。"))
        elif veto.code in marks.vetoes and not marks.vetoes[veto.code].strip():
            found.append(Problem(veto.code, f"{veto.code} 一票否决命中，请写依据。"))
    return found


def _answered(mark: ItemMark, proposal: Proposal, *, accept: bool) -> ItemMark:
    accepted = tuple(one for one in mark.accepted if one != proposal.source)
    declined = tuple(one for one in mark.declined if one != proposal.source)
    if accept:
        accepted = (*accepted, proposal.source)
    else:
        declined = (*declined, proposal.source)
    return replace(mark, accepted=accepted, declined=declined)


def _usual_reason(item: Item, reason: str, value: Decimal) -> str:
    written = _written(item, reason)
    if written:
        return written
    return next((stop.label for stop in item.stops() if stop.marks == value), "")


def _written(item: Item, reason: str) -> str:
    """The reason, unless it is only the label of one of the item's stops."""
    return "" if reason.strip() in {stop.label for stop in item.stops()} else reason


def _with(marks: Marks, item: Item, mark: ItemMark) -> Marks:
    return replace(marks, items={**marks.items, item.code: mark})
