"""Who reviews which drawn ticket (分派): two reviewers of two other units, and why just these.

Order of aims: who must keep away, two different units, least spread of loads, fewest pairs of units
that review each other, linked units apart. The same seed gives the same assignment, whatever the
order of its inputs.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.errors import Refusal
from core.review.linked import spare_linked
from core.review.mutual import Pair, Result, fewest_pairs
from core.review.sampling import key
from core.review.sharing import REVIEWS_EACH, Bounds, Group, Sharing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """One who reviews: an officer of a unit, or the unit itself in a store without officers.

    `served_in` are the units where the officer held a post lately, `partial_to` the refs for which
    the officer declared an interest, each with the words that say so.
    """

    unit: str
    officer: str = ""
    served_in: tuple[tuple[str, str], ...] = ()
    partial_to: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return f"{self.unit}{self.officer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A drawn ticket to be reviewed; `named` are the people who had a hand in it."""

    ref: str
    unit: str
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The two reviewers of a ticket and, beside each, the sentence that explains the choice."""

    case: Case
    reviewers: tuple[Reviewer, Reviewer]
    why: tuple[str, str]
    by_section: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The whole assignment; `notes` are full sentences about what could not be had."""

    assigned: tuple[Assigned, ...]
    bounds: Bounds | None
    mutual: frozenset[Pair]
    notes: tuple[str, ...]


def bar(reviewer: Reviewer, case: Case) -> str:
    """Why `reviewer` must keep away from the ticket (回避); "" where nothing stands against it."""
    if reviewer.unit == case.unit:
        return "本单位的件"
    if reviewer.officer and reviewer.officer in case.named:
        return "经办、审批或协助过这一件"
    for unit, said in reviewer.served_in:
        if unit == case.unit:
            return said
    return next((said for ref, said in reviewer.partial_to if ref == case.ref), "")


def assign(
    cases: Iterable[Case],
    reviewers: Iterable[Reviewer],
    *,
    section: Sequence[Reviewer],
    seed: str,
    cap: int | None,
    linked: frozenset[Pair] = frozenset(),
) -> Assignment:
    """Give every case two reviewers; a case without two possible units goes to the section.

    `section` are the officers of the section, at least one. `cap` is the most a person should get;
    where it cannot hold, the notes say how many reviewers are missing. `linked` are pairs of units
    that should not review each other's tickets where that can be had.
    """
    crowd = _Crowd(list(reviewers), seed)
    ordered = sorted(cases, key=lambda case: key(seed, case.ref))
    shared = [case for case in ordered if len(crowd.possible(case)) >= REVIEWS_EACH]
    left = [case for case in ordered if len(crowd.possible(case)) < REVIEWS_EACH]
    by_section = _double_reviews(left, section, seed)
    notes = _section_notes(left, section[0].unit)
    if not shared:
        return Assignment(assigned=by_section, bounds=None, mutual=frozenset(), notes=tuple(notes))
    groups = _groups(shared, crowd)
    sharing = Sharing([group for group, _ in groups], len(crowd.reviewers))
    bounds = sharing.bounds()
    units = {place: one.unit for place, one in enumerate(crowd.reviewers)}
    fewest = fewest_pairs(sharing, bounds, units)
    assert fewest is not None  # noqa: S101 -- bounds are those for which there is a flow
    result = spare_linked(sharing, bounds, units, fewest, linked)
    dealt = tuple(_deal(groups, result, bounds, crowd, linked))
    return Assignment(
        assigned=tuple(sorted((*dealt, *by_section), key=lambda one: one.case.ref)),
        bounds=bounds,
        mutual=result.pairs,
        notes=(
            *notes,
            *_notes(sharing, bounds, result, who=crowd.each, cap=cap),
            *_linked_notes(dealt, linked),
        ),
    )


def stand_in(
    case: Case,
    reviewers: Iterable[Reviewer],
    *,
    other_units: Collection[str],
    load: Mapping[str, int],
    seed: str,
) -> Reviewer:
    """The reviewer with the least load who may take over one review of the case.

    `other_units` have the case's other reviews, `load` counts reviews by `Reviewer.name`.
    """
    able = [one for one in reviewers if not bar(one, case) and one.unit not in other_units]
    if not able:
        raise Refusal(
            f"工单 {case.ref} 没有别的互评人可派：其余的人都要回避，或和另一名互评人同单位。"
        )
    return min(able, key=lambda one: (load.get(one.name, 0), key(seed, one.name)))


def share_self_reviews(
    cases: Iterable[Case], by_unit: Mapping[str, Sequence[str]], *, seed: str
) -> dict[str, str]:
    """Which officer of its own unit reviews each case, by ref; "" where the unit names nobody.

    In turn, and not somebody who had a hand in it as long as there is another.
    """
    load: dict[str, int] = {}
    chosen = {}
    for case in sorted(cases, key=lambda one: key(seed, one.ref)):
        officers = by_unit.get(case.unit, ())
        able = [name for name in officers if name not in case.named] or list(officers)
        name = min(able, key=lambda one: (load.get(one, 0), key(seed, one)), default="")
        load[name] = load.get(name, 0) + 1
        chosen[case.ref] = name
    return chosen


class _Crowd:
    """The reviewers in an order that the seed decides, unit by unit in a circle."""

    def __init__(self, reviewers: Sequence[Reviewer], seed: str) -> None:
        self.circle = sorted({one.unit for one in reviewers}, key=lambda unit: key(seed, unit))
        place = {unit: position for position, unit in enumerate(self.circle)}
        self.reviewers = sorted(
            reviewers, key=lambda one: (place[one.unit], key(seed, one.officer))
        )
        self.each = "每人" if any(one.officer for one in reviewers) else "每个单位"
        self._names = frozenset(one.officer for one in reviewers)
        self._partial = frozenset(ref for one in reviewers for ref, _ in one.partial_to)
        self._known: dict[_Like, _Standing] = {}

    def possible(self, case: Case) -> Mapping[str, Sequence[int]]:
        """Who may review the case, unit by unit, beginning behind its own unit in the circle."""
        return self._standing(case).able

    def kept_away(self, case: Case) -> str:
        """Who must keep away from the case though no colleague handled it, as a sentence."""
        return self._standing(case).kept_away

    def like(self, case: Case) -> "_Like":
        """What decides who may review the case; those that are alike have the same reviewers."""
        ref = case.ref if case.ref in self._partial else ""
        return case.unit, case.named & self._names, ref

    def _standing(self, case: Case) -> "_Standing":
        like = self.like(case)
        if like not in self._known:
            self._known[like] = self._find(case)
        return self._known[like]

    def _find(self, case: Case) -> "_Standing":
        found: dict[str, list[int]] = {unit: [] for unit in self._from(case.unit)}
        away = []
        for position, reviewer in enumerate(self.reviewers):
            why = bar(reviewer, case)
            if not why:
                found[reviewer.unit].append(position)
            elif reviewer.unit != case.unit:
                away.append(f"{reviewer.name}（{why}）")
        return _Standing(
            able={unit: some for unit, some in found.items() if some},
            kept_away=f"回避：{'、'.join(away)}。" if away else "",
        )

    def _from(self, unit: str) -> list[str]:
        start = self.circle.index(unit) if unit in self.circle else 0
        return self.circle[start:] + self.circle[:start]


_Like = tuple[str, frozenset[str], str]
"""Handling unit, reviewers among the named, and the ref where somebody is partial to it."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """Who may review a case and who must keep away from it."""

    able: Mapping[str, Sequence[int]]
    kept_away: str


def _groups(cases: Iterable[Case], crowd: _Crowd) -> list[tuple[Group, list[Case]]]:
    """The cases of one unit with the same possible reviewers, together."""
    together: dict[_Like, list[Case]] = {}
    for case in cases:
        together.setdefault(crowd.like(case), []).append(case)
    merged: dict[tuple[str, tuple[int, ...]], list[Case]] = {}
    for (unit, _, _), some in together.items():
        able = tuple(place for those in crowd.possible(some[0]).values() for place in those)
        merged.setdefault((unit, able), []).extend(some)
    return [
        (Group(unit, len(some), crowd.possible(some[0])), some)
        for (unit, _), some in sorted(merged.items())
    ]


def _deal(
    groups: Sequence[tuple[Group, Sequence[Case]]],
    result: Result,
    bounds: Bounds,
    crowd: _Crowd,
    linked: frozenset[Pair],
) -> Iterator[Assigned]:
    """Turn loads into names: slots unit by unit, ticket i takes slots i and i + size."""
    for position, (group, cases) in enumerate(groups):
        slots = [
            place
            for members in group.by_unit.values()
            for place in members
            for _ in range(result.flow.get((position, place), 0))
        ]
        for number, case in enumerate(cases):
            first, second = (crowd.reviewers[slots[number + k * group.size]] for k in (0, 1))
            explain = _Why(case, bounds, result, crowd, linked)
            yield Assigned(
                case=case,
                reviewers=(first, second),
                why=(explain.sentence(first), explain.sentence(second)),
            )


@dataclass(frozen=True, slots=True)
class _Why:
    """Explains one reviewer of one case."""

    case: Case
    bounds: Bounds
    result: Result
    crowd: _Crowd
    linked: frozenset[Pair]

    def sentence(self, reviewer: Reviewer) -> str:
        own = self.case.unit
        parts = [f"{reviewer.unit}不是承办单位"]
        if reviewer.officer:
            parts.append(f"{reviewer.officer}没有经办这一件，近期没有在{own}任职，也没有申报回避")
        parts.append(self._load())
        pair = frozenset((own, reviewer.unit))
        parts.append(
            f"与{own}互相评阅，避不开"
            if pair in self.result.pairs
            else f"{own}这一轮不评{reviewer.unit}的件"
        )
        if pair in self.linked:
            parts.append(f"与{own}是关联单位，避不开")
        return "；".join(parts) + "。" + self.crowd.kept_away(self.case)

    def _load(self) -> str:
        low, high = self.bounds.low, self.bounds.high
        each = self.crowd.each
        return f"{each}都评 {low} 件" if low == high else f"{each}评 {low} 至 {high} 件，已最均匀"


def _double_reviews(
    cases: Sequence[Case], section: Sequence[Reviewer], seed: str
) -> tuple[Assigned, ...]:
    """Two officers of the section for each case, in turn; the section where one is lacking."""
    load = dict.fromkeys(sorted(section, key=lambda one: key(seed, one.officer)), 0)
    nobody = Reviewer(unit=section[0].unit)
    found = []
    for case in cases:
        able = sorted((one for one in load if not bar(one, case)), key=lambda one: load[one])
        first, second, *_ = (*able, nobody, nobody)
        for one in able[:REVIEWS_EACH]:
            load[one] += 1
        why = f"可以评{case.unit}件的其他所队不足两个，由{nobody.unit}两人评。"
        found.append(
            Assigned(case=case, reviewers=(first, second), why=(why, why), by_section=True)
        )
    return tuple(found)


def _linked_notes(dealt: Iterable[Assigned], linked: frozenset[Pair]) -> Iterator[str]:
    among = [
        pair
        for one in dealt
        for by in one.reviewers
        if (pair := frozenset((one.case.unit, by.unit))) in linked
    ]
    if among:
        names = "、".join("与".join(sorted(pair)) for pair in sorted(set(among), key=sorted))
        yield f"关联单位之间避不开的评阅有 {len(among)} 份：{names}。"


def _section_notes(cases: Sequence[Case], section: str) -> list[str]:
    units = sorted({case.unit for case in cases})
    return [
        f"{unit}的 {sum(case.unit == unit for case in cases)} 件，可以评的其他所队不足两个，"
        f"互评改为{section}双评。"
        for unit in units
    ]


def _notes(
    sharing: Sharing, bounds: Bounds, result: Result, *, who: str, cap: int | None
) -> Iterator[str]:
    spread = bounds.high - bounds.low
    if spread > 1:
        yield (
            f"受回避和不评本单位所限，{who}评 {bounds.low} 至 {bounds.high} 件，"
            f"最多相差 {spread} 件，不能再均匀。"
        )
    if result.pairs:
        names = "、".join("与".join(sorted(pair)) for pair in sorted(result.pairs, key=sorted))
        how = "已是最少" if result.is_proven else "是找到的最少"
        yield f"对评避不开的有 {len(result.pairs)} 对，{how}：{names}。"
    if cap is not None and bounds.high > cap:
        missing = -(-sharing.short_of(cap) // cap)
        yield (
            f"每人最多 {cap} 件分不下，至少还缺 {missing} 名互评人；"
            f"这一次按最均匀的办法分，最多的一人 {bounds.high} 件。"
        )
