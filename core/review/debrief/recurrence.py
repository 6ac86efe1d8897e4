"""Whether handling points help: how often their shortfalls come back in the next campaign.

Counted are tickets of the random samples to which the item applies, before the point and after.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.review.debrief.citing import Citation
from core.review.intervals import Interval, share, share_interval
from core.review.report import CampaignReport
from core.review.rubric import Item, Rubric


class Change(StrEnum):
    LESS = "少了"
    MORE = "多了"
    UNCLEAR = "看不出变化"
    FEW = "样本少"
    OTHER_ITEM = "评查项改过，不可比"


@dataclass(frozen=True, slots=True)
class Rate:
    """On how many of `n` tickets marks were lost: a share in per cent with Wilson's interval."""

    hits: int
    n: int

    @property
    def share(self) -> Decimal | None:
        return share(self.hits, self.n)

    @property
    def interval(self) -> Interval | None:
        return share_interval(self.hits, self.n)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """One point and the item it was drawn from, in the campaign before it and in the next."""

    number: int
    code: str
    title: str
    earlier: str
    """The title of the campaign the point was drawn from."""
    before: Rate
    after: Rate
    change: Change


@dataclass(frozen=True, slots=True)
class Round:
    """A campaign's results and the rubric they were given by."""

    report: CampaignReport
    rubric: Rubric


def recurrences(
    cited: Iterable[Citation], before: Round, after: Round, *, few: int
) -> tuple[Recurrence, ...]:
    """How each point drawn from `before` fared in `after`; `few` is what counts as a small n."""
    return tuple(_recurrences(cited, before, after, few))


def _recurrences(
    cited: Iterable[Citation], before: Round, after: Round, few: int
) -> Iterator[Recurrence]:
    for one in cited:
        if one.number is None:
            continue
        was, now = rate(before.report, one.code), rate(after.report, one.code)
        is_same = _same(before.rubric.item(one.code), after.rubric.item(one.code))
        yield Recurrence(
            number=one.number,
            code=one.code,
            title=one.title,
            earlier=before.report.title,
            before=was,
            after=now,
            change=change_of(was, now, few=few) if is_same else Change.OTHER_ITEM,
        )


def rate(report: CampaignReport, code: str) -> Rate:
    """How often marks were lost on an item, among the tickets left to chance."""
    judged = [
        item
        for ticket in report.tickets
        for item in ticket.items
        if item.code == code and item.applies and item.recheck_marks is not None
    ]
    return Rate(sum(item.lost > 0 for item in judged), len(judged))


def _same(one: Item | None, other: Item | None) -> bool:
    """Whether two rubrics ask the same of an item, so that rounds can be compared."""
    if one is None or other is None:
        return False
    return (one.title, one.standard, one.full) == (other.title, other.standard, other.full)


def change_of(before: Rate, after: Rate, *, few: int) -> Change:
    """What may be said of two rates: a change only where their intervals do not meet."""
    was, now = before.interval, after.interval
    if was is None or now is None or min(before.n, after.n) < few:
        return Change.FEW
    if now.high < was.low:
        return Change.LESS
    return Change.MORE if now.low > was.high else Change.UNCLEAR
