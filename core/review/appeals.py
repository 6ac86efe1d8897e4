"""Appeals (申诉): a unit contests single items of one ticket; somebody else decides; both stay.

Once for each ticket, within a few working days of the results, each item with reason and evidence.
What the decision changes counts from then on; what stood before is kept beside it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from core.errors import Refusal
from core.review.campaign import Campaign, CampaignState
from core.review.intervals import Interval, share, share_interval
from core.review.marks import ItemMark, Marks, score
from core.review.reviews import Review
from core.review.rubric import Rubric
from core.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealTerms:
    """Working days after the results until which a unit may appeal, and those to decide in."""

    appeal: int
    decide: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """One item, or veto, that is contested: why, on what evidence, and what was decided.

    `before` are the marks of the recheck, None for a veto; `after` is None until it is decided, and
    for a veto that is lifted.
    """

    code: str
    reason: str
    evidence: str
    before: Decimal | None
    after: Decimal | None = None
    lifted: bool = False
    decision: str = ""

    @property
    def is_overturned(self) -> bool:
        return self.lifted or (self.after is not None and self.after != self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """The appeal of one ticket's unit; not decided while `decided_at` is None."""

    id: int
    campaign: int
    ref: str
    unit: str
    by: str
    at: datetime
    items: tuple[Contested, ...]
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None

    @property
    def is_overturned(self) -> bool:
        return any(one.is_overturned for one in self.items)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided on one contested item: its marks from now on, or that the veto is lifted."""

    reason: str
    marks: Decimal | None = None
    lifted: bool = False


def last_day(about: Campaign, terms: AppealTerms, calendar: Calendar) -> date | None:
    """The last day on which units may appeal; None before the results are out."""
    if about.closed_at is None:
        return None
    return calendar.add_workdays(about.closed_at.date(), terms.appeal)


def due_on(appeal: Appeal, terms: AppealTerms, calendar: Calendar) -> date:
    """The day on which the appeal is to be decided at the latest."""
    return calendar.add_workdays(appeal.at.date(), terms.decide)


def is_final(
    about: Campaign,
    appeals: Iterable[Appeal],
    terms: AppealTerms,
    calendar: Calendar,
    *,
    today: date,
) -> bool:
    """Whether the results can change no more: nobody may appeal, and all appeals are decided."""
    last = last_day(about, terms, calendar)
    return last is not None and today > last and all(one.is_decided for one in appeals)


def refuse_unfit(
    about: Campaign,
    recheck: Review | None,
    wanted: Mapping[str, tuple[str, str]],
    last: date | None,
) -> None:
    """Refuse an appeal that cannot be: too early, nothing contested, no reason or no evidence."""
    if about.state is not CampaignState.CLOSED or last is None or recheck is None:
        raise Refusal("结果还没有公布，公布以后才能申诉。")
    if not wanted:
        raise Refusal("请至少指明一项要申诉的评分项，写明理由和证据。", field="items")
    for code, (reason, evidence) in wanted.items():
        name = _name(about.rubric, code)
        if not reason.strip():
            raise Refusal(f"{name}：请写明申诉理由。", field=code)
        if not evidence.strip():
            raise Refusal(f"{name}：请写明证据，凭什么改。", field=code)
        if code not in contestable(about.rubric, recheck):
            raise Refusal(f"{name}没有扣分，不用申诉。", field=code)


def refuse_late(last: date, today: date) -> None:
    if today > last:
        raise Refusal(
            f"申诉期到 {last.month} 月 {last.day} 日为止，已经过了。结果已锁定，不能再申诉。"
        )


def contestable(rubric: Rubric, recheck: Review) -> tuple[str, ...]:
    """The items on which the recheck took marks off, and the vetoes it found."""
    lost = [
        item.code
        for item in rubric.items
        if (marks := recheck.marks.item(item.code).marks) is not None and marks < item.full
    ]
    return (*lost, *recheck.score.vetoes)


def _name(rubric: Rubric, code: str) -> str:
    known = rubric.item(code) or rubric.veto(code)
    if known is None:
        raise Refusal(f"“{rubric.title}”里没有 {code}。", field=code)
    return f"{code} {known.title}"


def refuse_ruling(
    appeal: Appeal,
    rulings: Mapping[str, Ruling],
    rubric: Rubric,
    *,
    by: str,
    rechecked_by: Collection[str],
) -> None:
    """Refuse a decision by whoever rechecked, or one that leaves an item or its reason out."""
    if appeal.is_decided:
        raise Refusal(f"工单 {appeal.ref} 的申诉已经答复，不能再改。")
    if by in rechecked_by:
        raise Refusal(f"{by}复核过这一件，申诉要由另一个人答复。")
    for one in appeal.items:
        name = _name(rubric, one.code)
        ruling = rulings.get(one.code)
        if ruling is None or not ruling.reason.strip():
            raise Refusal(f"{name}：请写明维持还是改，为什么。", field=one.code)
        item = rubric.item(one.code)
        if item is not None and (ruling.marks is None or not 0 <= ruling.marks <= item.full):
            raise Refusal(f"{name}：请写 0 到 {item.full} 分之间的分数。", field=one.code)


def ruled(appeal: Appeal, rulings: Mapping[str, Ruling], *, by: str, at: datetime) -> Appeal:
    """The appeal with what was decided."""
    items = tuple(
        replace(
            one,
            after=rulings[one.code].marks,
            lifted=one.before is None and rulings[one.code].lifted,
            decision=rulings[one.code].reason.strip(),
        )
        for one in appeal.items
    )
    return replace(appeal, items=items, decided_by=by, decided_at=at)


def revised(recheck: Review, appeal: Appeal | None, rubric: Rubric) -> Review:
    """The recheck as it counts after a decided appeal; the review itself stays as it was."""
    if appeal is None or not appeal.is_decided or not appeal.is_overturned:
        return recheck
    items, vetoes = dict(recheck.marks.items), dict(recheck.marks.vetoes)
    for one in appeal.items:
        if one.lifted:
            vetoes.pop(one.code, None)
        elif one.after is not None and one.is_overturned:
            why = f"申诉后改为 {one.after} 分：{one.decision}"
            items[one.code] = ItemMark(marks=one.after, reason=why)
    marks: Marks = replace(recheck.marks, items=items, vetoes=vetoes)
    return replace(recheck, marks=marks, score=score(rubric, marks))


def appeal_lines(appeal: Appeal, before: Decimal | None, now: Decimal | None) -> Iterator[str]:
    """The appeal in sentences: who contested what and why, and what came of it."""
    yield f"{appeal.unit}{appeal.by} {appeal.at:%m 月 %d 日}提出："
    for one in appeal.items:
        yield f"{one.code}：{one.reason}（证据：{one.evidence}）{_outcome(one, appeal)}"
    if appeal.decided_at is None:
        yield "还没有答复。"
    elif before != now:
        yield f"{appeal.decided_by}答复，最终分由 {before} 改为 {now}。"
    else:
        yield f"{appeal.decided_by}答复，最终分 {now} 不变。"


def _outcome(one: Contested, appeal: Appeal) -> str:
    if not appeal.is_decided:
        return ""
    if one.lifted:
        return f"。否决不成立：{one.decision}"
    if one.is_overturned:
        return f"。由 {one.before} 分改为 {one.after} 分：{one.decision}"
    return f"。维持：{one.decision}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overturned:
    """How often appeals of one item were upheld: a share in per cent with its Wilson interval."""

    code: str
    appealed: int
    overturned: int
    share: Decimal | None
    interval: Interval | None


def overturn_rates(appeals: Sequence[Appeal]) -> tuple[Overturned, ...]:
    """By item and veto, of decided appeals, in the order of their codes."""
    decided = [one for appeal in appeals if appeal.is_decided for one in appeal.items]
    appealed = Counter(one.code for one in decided)
    hits = Counter(one.code for one in decided if one.is_overturned)
    return tuple(
        Overturned(
            code=code,
            appealed=n,
            overturned=hits[code],
            share=share(hits[code], n),
            interval=share_interval(hits[code], n),
        )
        for code, n in sorted(appealed.items())
    )
