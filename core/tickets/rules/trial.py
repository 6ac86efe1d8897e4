"""The trial bench (试运行): a draft and the version in force side by side over past tickets.

Rules that are the same in both are run once; of the others it is kept which tickets turn, and why.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from core.tickets.case import Case
from core.tickets.language.tree import Applied, walk
from core.tickets.rules.rulebook import Finding, Rule, Rulebook
from core.tickets.rules.silence import Silence

DELETED = "规则已经删掉"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A ticket on which the draft says otherwise than the version in force, and why."""

    ref: str
    unit: str
    received: date | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTrial:
    """What came of one rule: on how many tickets it fires now and with the draft.

    `altered` are tickets on which both fire, but with another severity, message or article.
    """

    rule: str
    title: str
    now: int
    then: int
    new: tuple[Turned, ...] = ()
    gone: tuple[Turned, ...] = ()
    altered: tuple[Turned, ...] = ()

    @property
    def has_turned(self) -> bool:
        return bool(self.new or self.gone or self.altered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of all of them; `never` are the rules of the draft that fired on no ticket."""

    tickets: int
    since: date | None
    until: date | None
    rules: tuple[RuleTrial, ...]

    @property
    def now(self) -> int:
        return sum(one.now for one in self.rules)

    @property
    def then(self) -> int:
        return sum(one.then for one in self.rules)

    @property
    def new(self) -> int:
        return sum(len(one.new) for one in self.rules)

    @property
    def gone(self) -> int:
        return sum(len(one.gone) for one in self.rules)

    @property
    def never(self) -> tuple[RuleTrial, ...]:
        return tuple(one for one in self.rules if not one.then)


@dataclass(slots=True)
class _Tally:
    now: int = 0
    then: int = 0
    new: list[Turned] = field(default_factory=list)
    gone: list[Turned] = field(default_factory=list)
    altered: list[Turned] = field(default_factory=list)


class Bench:
    """Takes one ticket after the other; `only` some rules, by number, or all of them."""

    def __init__(
        self, now: Rulebook, then: Rulebook, *, only: Collection[str] | None = None
    ) -> None:
        old, new = _by_id(now, only), _by_id(then, only)
        same = [rule for id_, rule in new.items() if old.get(id_) == rule]
        kept = {rule.id for rule in same}
        self._titles = {id_: rule.title for id_, rule in (old | new).items()}
        self._same = _of(same)
        self._old = _of([rule for id_, rule in old.items() if id_ not in kept])
        self._new = _of([rule for id_, rule in new.items() if id_ not in kept])
        self._silences = {rule.id: Silence(rule) for rule in self._new.rules}
        self._tallies = {id_: _Tally() for id_ in sorted(self._titles)}
        self._days: list[date] = []
        self._tickets = 0

    @property
    def asks_others(self) -> bool:
        """Whether any of the rules looks at other tickets, so that these should be at hand."""
        return any(
            isinstance(node, Applied) and node.function.asks_others
            for book in (self._same, self._old, self._new)
            for rule in book.rules
            for case in rule.cases
            for node in walk(case.condition)
        )

    def try_on(self, case: Case) -> None:
        """Judge one more ticket by both."""
        self._tickets += 1
        if case.ticket.received_at is not None:
            self._days.append(case.ticket.received_at.date())
        for id_ in self._same.fired(case):
            self._tallies[id_].now += 1
            self._tallies[id_].then += 1
        old, new = _findings(self._old, case), _findings(self._new, case)
        for id_ in old.keys() | new.keys():
            self._compare(id_, old.get(id_), new.get(id_), case)

    def _compare(self, id_: str, old: Finding | None, new: Finding | None, case: Case) -> None:
        tally = self._tallies[id_]
        tally.now += old is not None
        tally.then += new is not None
        if new is None:
            silence = self._silences.get(id_)
            tally.gone.append(_turned(case, silence.because(case) if silence else DELETED))
        elif old is None:
            tally.new.append(_turned(case, str(new.because)))
        elif said := _otherwise(old, new):
            tally.altered.append(_turned(case, said))

    def result(self) -> Trial:
        return Trial(
            tickets=self._tickets,
            since=min(self._days, default=None),
            until=max(self._days, default=None),
            rules=tuple(self._trial(id_, tally) for id_, tally in self._tallies.items()),
        )

    def _trial(self, id_: str, tally: _Tally) -> RuleTrial:
        return RuleTrial(
            rule=id_,
            title=self._titles[id_],
            now=tally.now,
            then=tally.then,
            new=tuple(tally.new),
            gone=tuple(tally.gone),
            altered=tuple(tally.altered),
        )


def _by_id(rulebook: Rulebook, only: Collection[str] | None) -> dict[str, Rule]:
    return {rule.id: rule for rule in rulebook.rules if only is None or rule.id in only}


def _of(rules: Collection[Rule]) -> Rulebook:
    return Rulebook(version="", rules=tuple(rules))


def _findings(rulebook: Rulebook, case: Case) -> dict[str, Finding]:
    return {finding.rule: finding for finding in rulebook.findings(case)}


def _otherwise(old: Finding, new: Finding) -> str:
    """What is said otherwise where both fire; nothing where it is the same."""
    if old.severity is not new.severity:
        return f"由{old.severity}改成{new.severity}"
    if old.message != new.message:
        return f"提示改成：{new.message}"
    return f"依据改成：{new.basis}" if old.basis != new.basis else ""


def _turned(case: Case, because: str) -> Turned:
    ticket = case.ticket
    received = ticket.received_at.date() if ticket.received_at else None
    return Turned(ref=ticket.ref, unit=ticket.unit, received=received, because=because)
