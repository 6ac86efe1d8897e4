"""The answer to 为什么 at a field: why it is asked, what rules found there, which look at it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.tickets.case import Case
from core.tickets.filling.logic import FormLogic
from core.tickets.language.explain import Reason
from core.tickets.rules.rulebook import Finding, Rule, Severity

_ORDER = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What can be answered at one field of one ticket.

    `asked` is None where the field is asked of every ticket. `watching` are the rules that look at
    the field and have nothing to say.
    """

    asked: Reason | None
    findings: tuple[Finding, ...]
    watching: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation: how deep it stands, the word that joins it, what it says."""

    level: int
    joined: str
    text: str


def why(
    key: str,
    case: Case,
    findings: Iterable[Finding],
    *,
    rules: Sequence[Rule],
    logic: FormLogic,
) -> Why:
    """What can be said of `key`; `findings` are all that the rules found on the ticket."""
    here = sorted(
        (one for one in findings if key in one.fields),
        key=lambda one: (one.anchor != key, _ORDER.index(one.severity), one.rule),
    )
    said = {one.rule for one in here}
    return Why(
        asked=logic.why_asked(case, key),
        findings=tuple(here),
        watching=tuple(rule for rule in _looking_at(key, case, rules) if rule.id not in said),
    )


def _looking_at(key: str, case: Case, rules: Sequence[Rule]) -> Iterator[Rule]:
    kind = case.ticket.kind
    for rule in rules:
        if (not rule.kinds or kind in rule.kinds) and any(key in one.fields for one in rule.cases):
            yield rule


def steps(reason: Reason, *, level: int = 0, joined: str = "因为") -> Iterator[Step]:
    """The explanation as lines; what a named condition rests on stands one level below it.

    A group inside a group is said in one line, so that 且 and 或 never stand side by side.
    """
    if not reason.text:
        for place, part in enumerate(reason.parts):
            yield from _part(part, level, reason.joined if place else joined)
        return
    yield Step(level, joined, reason.text)
    for place, part in enumerate(reason.parts):
        yield from _part(part, level + 1, reason.joined if place else "因为")


def _part(reason: Reason, level: int, joined: str) -> Iterator[Step]:
    if reason.text:
        yield from steps(reason, level=level, joined=joined)
    else:
        yield Step(level, joined, reason.sentence())
