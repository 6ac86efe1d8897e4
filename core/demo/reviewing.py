"""How the demo's officers mark (打分): with reasons, quotes and the small differences of people.

Gives marks for a rubric; who hands them in and when is decided in `storage/demo_campaigns.py`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from core.decimals import half_up
from core.demo.chance import Chance
from core.demo.material import Raw
from core.review.covering import CoveredField
from core.review.intervals import mean
from core.review.marks import ItemMark, Marks, Quote, score
from core.review.rubric import Item, Proposal, Rubric
from core.tickets.ticket import Ticket

SURE_VETOES = frozenset({"V1"})
"""Vetoes that leave no doubt once the program has found them."""

QUOTE_LENGTH = 34
SLOW_DAYS = 3
FEW_PROOFS = 2
SHORT_OPINION = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A ticket under review: itself, as the reviewer reads it, and what the program proposes."""

    ticket: Ticket
    fields: tuple[CoveredField, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody marks: how many small deductions they find, how readily they take a proposal."""

    deductions: Sequence[int]
    accepts: float


class Marker:
    """Makes up reviews from the words of `resources/demo/reviewing.json`."""

    def __init__(self, words: Raw, rubric: Rubric, chance: Chance) -> None:
        self._words = words
        self._rubric = rubric
        self._chance = chance

    def own(self, subject: Subject) -> Marks:
        """A unit about itself: mild."""
        manner = Manner(self._words["deductions"]["self"], self._words["accepts"]["self"])
        return self._marks(subject, manner)

    def peer(self, subject: Subject, officer: str) -> Marks:
        """Another unit about a covered ticket; some officers are strict."""
        severity = "strict" if officer in self._words["strict"] else "peers"
        manner = Manner(self._words["deductions"][severity], self._words["accepts"]["peers"])
        return self._marks(subject, manner)

    def begun(self, subject: Subject, officer: str) -> Marks:
        """A peer review that was left in the middle."""
        whole = self.peer(subject, officer)
        half = [item.code for item in self._rubric.items][: len(self._rubric.items) // 2]
        return Marks(items={code: whole.item(code) for code in half})

    def recheck(self, subject: Subject, peers: Sequence[Marks]) -> Marks:
        """The section about the open ticket, having seen what the peers said."""
        items = {item.code: self._rechecked(item, peers) for item in self._rubric.items}
        marks = Marks(items=items, vetoes=self._agreed_vetoes(peers))
        marks = replace(marks, cleared=self._cleared(subject, marks.vetoes))
        return self._explained(marks, peers)

    def _marks(self, subject: Subject, manner: Manner) -> Marks:
        items = {item.code: ItemMark(marks=item.full) for item in self._rubric.items}
        for proposal in subject.proposals:
            if proposal.item:
                items[proposal.item] = self._answer(items[proposal.item], proposal, manner)
        for remark in self._remarks(subject, self._count(subject, manner)):
            items[remark["item"]] = self._deduct(items[remark["item"]], remark)
        quoted = {code: self._quote(subject, code, mark) for code, mark in items.items()}
        vetoes = self._vetoes(subject)
        return Marks(items=quoted, vetoes=vetoes, cleared=self._cleared(subject, vetoes))

    def _count(self, subject: Subject, manner: Manner) -> int:
        """How many small things are found: more with units that write carelessly."""
        weak = subject.ticket.unit in self._words["weak_units"]
        return self._chance.pick(manner.deductions) + (self._words["weak_more"] if weak else 0)

    def _answer(self, mark: ItemMark, proposal: Proposal, manner: Manner) -> ItemMark:
        assert mark.marks is not None  # noqa: S101 -- begun with full marks
        if proposal.leaves_out:
            accepted = (*mark.accepted, proposal.source)
            return replace(mark, marks=None, applies=False, accepted=accepted)
        if not self._chance.often(manner.accepts):
            return replace(mark, declined=(*mark.declined, proposal.source))
        reasons = self._words["reasons"]
        reason = self._chance.pick(reasons.get(proposal.source, reasons[""]))
        return replace(
            mark,
            marks=max(Decimal(0), mark.marks - proposal.minus),
            reason="；".join(filter(None, (mark.reason, reason))),
            accepted=(*mark.accepted, proposal.source),
        )

    def _remarks(self, subject: Subject, count: int) -> list[Raw]:
        """Different small things to find fault with that are true of this ticket."""
        fitting = [one for one in self._words["remarks"] if NEEDS[one["needs"]](subject.ticket)]
        taken = {proposal.item for proposal in subject.proposals}
        by_item = {one["item"]: one for one in fitting if one["item"] not in taken}
        return self._chance.some(list(by_item.values()), count)

    def _deduct(self, mark: ItemMark, remark: Raw) -> ItemMark:
        assert mark.marks is not None  # noqa: S101 -- begun with full marks
        left = max(Decimal(0), mark.marks - Decimal(remark["minus"]))
        return replace(mark, marks=left, reason=self._chance.pick(remark["texts"]))

    def _quote(self, subject: Subject, code: str, mark: ItemMark) -> ItemMark:
        """Pin a few words of the ticket to the item, mostly where marks are taken off."""
        where = self._words["items"].get(code)
        if where is None or not self._chance.often(0.8 if mark.reason else 0.15):
            return mark
        field = next((one for one in subject.fields if one.key == where["field"]), None)
        if field is None:
            return mark
        start, end = _a_sentence(field.text)
        sign = "−" if mark.reason and where["sign"] == "+" else where["sign"]
        text = field.text[start:end]
        return replace(
            mark, quotes=(Quote(field=field.key, start=start, end=end, text=text, sign=sign),)
        )

    def _vetoes(self, subject: Subject) -> dict[str, str]:
        hit = {p.veto for p in subject.proposals if p.veto in SURE_VETOES}
        return {code: self._chance.pick(self._words["vetoes"][code]) for code in sorted(hit)}

    def _cleared(self, subject: Subject, vetoes: Collection[str]) -> frozenset[str]:
        return frozenset(p.veto for p in subject.proposals if p.veto) - frozenset(vetoes)

    def _agreed_vetoes(self, peers: Sequence[Marks]) -> Mapping[str, str]:
        return peers[0].vetoes if peers else {}

    def _rechecked(self, item: Item, peers: Sequence[Marks]) -> ItemMark:
        given = [mark for peer in peers if (mark := peer.item(item.code)).marks is not None]
        lowest = min(given, key=lambda mark: mark.marks or Decimal(0))
        assert lowest.marks is not None  # noqa: S101 -- peers hand in decided items only
        words = self._words["recheck"]
        if lowest.marks == item.full:
            return ItemMark(marks=item.full)
        certain = bool(lowest.accepted) or all(mark.marks != item.full for mark in given)
        if certain or self._chance.often(0.55):
            return lowest
        return ItemMark(marks=item.full, reason=self._chance.pick(words["overrule"]))

    def _explained(self, marks: Marks, peers: Sequence[Marks]) -> Marks:
        """Give every item a reason where the total is far from what the peers said."""
        said = mean([score(self._rubric, peer).total for peer in peers])
        if abs(score(self._rubric, marks).total - half_up(said)) < APART:
            return marks
        same = self._words["recheck"]["same"]
        return replace(
            marks,
            items={
                code: mark if mark.reason else replace(mark, reason=self._chance.pick(same))
                for code, mark in marks.items.items()
            },
        )


APART = Decimal(9)
"""A little less than what the formula asks reasons for."""


def _a_sentence(text: str) -> tuple[int, int]:
    """Where the last but one sentence of a text stands, or as much as fits."""
    ends = [place for place, char in enumerate(text) if char in "。；\n"]
    start = ends[-2] + 1 if len(ends) > 1 else 0
    stop = ends[-1] if ends else len(text)
    if stop <= start:
        start, stop = 0, len(text)
    return start, min(stop, start + QUOTE_LENGTH)


def _days_to_visit(ticket: Ticket) -> int:
    seen, sent = ticket.tipoff.inspected_at, ticket.assigned_at
    return 0 if seen is None or sent is None else (seen.date() - sent.date()).days


NEEDS: Mapping[str, Callable[[Ticket], Any]] = {
    "": lambda _ticket: True,
    "several": lambda ticket: len(ticket.claim.claims) > 1,
    "slow": lambda ticket: _days_to_visit(ticket) > SLOW_DAYS,
    "few": lambda ticket: len(_kinds(ticket)) <= FEW_PROOFS,
    "unproven": lambda ticket: "未能提供" in ticket.outcome.verdict_reason,
    "short_opinion": lambda ticket: len(ticket.gate.supervisor_opinion) < SHORT_OPINION,
}
"""What must be true of a ticket before a remark may be made."""


def _kinds(ticket: Ticket) -> frozenset[str]:
    return frozenset(item.kind for item in ticket.outcome.evidence) & OBJECTIVE


OBJECTIVE = frozenset({"照片", "视频", "监控", "笔录", "票据", "台账", "资质", "检测报告"})
