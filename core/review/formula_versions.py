"""Versions of the formula (计分办法的版本): one officer of the section proposes, another confirms.

The newest confirmed one is in force for campaigns planned from then on; a campaign keeps its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer, may
from core.review.formula import Formula, title_of
from core.review.marks import FULL_MARKS
from core.tickets.rules.versions import VersionState


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaVersion:
    """One version; number 0 are those that come with the program."""

    number: int
    state: VersionState
    formula: Formula
    author: str
    written_at: datetime | None
    reason: str
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has confirmed it yet."""
        return self.state is not VersionState.CONFIRMED


class FormulaStore(Protocol):
    """What a change of the formula asks of the store."""

    def versions(self) -> Sequence[FormulaVersion]:
        """All versions, newest first, the program's own at the end."""

    def keep(self, version: FormulaVersion) -> None: ...
    def drop(self, version: FormulaVersion, opinion: str) -> None: ...


def in_force(versions: Sequence[FormulaVersion]) -> FormulaVersion:
    """The version that new campaigns are planned with."""
    return next(one for one in versions if not one.is_open)


def waiting(versions: Sequence[FormulaVersion]) -> FormulaVersion | None:
    """The version that somebody has to confirm, if there is one."""
    return next((one for one in versions if one.is_open), None)


def faults(formula: Formula) -> Iterator[tuple[str, str]]:
    """What is wrong: the field, and a sentence."""
    weights = (formula.self_weight, formula.peer_weight, formula.recheck_weight)
    if any(not 0 <= one <= 1 for one in weights) or sum(weights) != 1:
        yield "recheck_weight", f"三项权重各在 0 到 1 之间，合计应为 1，现在是 {sum(weights)}。"
    elif not formula.recheck_weight:
        yield "recheck_weight", "科室每件都要复核，复核的权重不能是 0。"
    for field, name, apart in (
        ("peers_apart", "两名互评人相差", formula.peers_apart),
        ("self_apart", "自评和互评相差", formula.self_apart),
        ("recheck_apart", "复核和互评相差", formula.recheck_apart),
    ):
        if not 0 < apart <= FULL_MARKS:
            yield field, f"{name}几分算分歧，应大于 0、不超过 100。"
    least = [one.at_least for one in formula.grades]
    in_range = all(0 <= one <= FULL_MARKS for one in least)
    if least != sorted(set(least), reverse=True) or not in_range:
        yield "grades", "等次的起点分应从高到低，各不相同，在 0 到 100 之间。"
    if not 0 < formula.pass_mark <= FULL_MARKS:
        yield "pass_mark", "达标分应大于 0、不超过 100。"
    if formula.few < 2:
        yield "few", "少于几件算样本少，至少写 2。"


def propose(
    store: FormulaStore, formula: Formula, *, reason: str, by: Officer, at: datetime
) -> FormulaVersion:
    """Hand a formula over to be confirmed; its name and title are given here."""
    _require(by, at)
    versions = store.versions()
    if waiting(versions) is not None:
        raise Refusal("已经有一版计分办法等着确认，请先确认或者退回。")
    for field, sentence in faults(formula):
        raise Refusal(sentence, field=field)
    if not reason.strip():
        raise Refusal("请写明为什么改，确认的人要看。", field="reason")
    named = replace(formula, version=_label(versions, at), title=title_of(formula))
    if same(named, in_force(versions).formula):
        raise Refusal("和在用的一版一样，没有改动可以提交。")
    made = FormulaVersion(
        number=max(one.number for one in versions) + 1,
        state=VersionState.PROPOSED,
        formula=named,
        author=by.name,
        written_at=at,
        reason=reason.strip(),
    )
    store.keep(made)
    return made


def same(one: Formula, other: Formula) -> bool:
    """Whether two formulas give the same, whatever they are called."""
    return replace(one, version="", title="") == replace(other, version="", title="")


def _label(versions: Sequence[FormulaVersion], at: datetime) -> str:
    used = [one.formula.version for one in versions]
    number = 1
    while f"计分{at.year}-{number}" in used:
        number += 1
    return f"计分{at.year}-{number}"


def confirm(store: FormulaStore, *, by: Officer, at: datetime) -> FormulaVersion:
    """Let it take effect for campaigns planned from now on; whoever proposed it cannot."""
    found = _waiting(store, by, at)
    if by.name == found.author:
        raise Refusal("自己提交的计分办法，由消保科另一位同事确认。")
    made = replace(found, state=VersionState.CONFIRMED, decided_by=by.name, decided_at=at)
    store.keep(made)
    return made


def send_back(store: FormulaStore, *, by: Officer, at: datetime, opinion: str) -> None:
    """Take it off again: a colleague's with a reason, one's own without."""
    found = _waiting(store, by, at)
    if by.name != found.author and not opinion.strip():
        raise Refusal("请写明退回原因，写的人要知道改什么。", field="opinion")
    store.drop(found, opinion.strip())


def changes(before: Formula, after: Formula) -> Iterator[str]:
    """What one formula has otherwise than another, a few words each."""
    named = (
        ("自评权重", before.self_weight, after.self_weight),
        ("互评权重", before.peer_weight, after.peer_weight),
        ("复核权重", before.recheck_weight, after.recheck_weight),
        ("互评分歧", before.peers_apart, after.peers_apart),
        ("自评偏差", before.self_apart, after.self_apart),
        ("复核偏差", before.recheck_apart, after.recheck_apart),
        ("达标分", before.pass_mark, after.pass_mark),
        ("样本少的件数", before.few, after.few),
    )
    yield from (f"{name}由 {old} 改为 {new}" for name, old, new in named if old != new)
    starts = {one.name: one.at_least for one in before.grades}
    for one in after.grades:
        if starts.get(one.name) != one.at_least:
            yield f"{one.name}起点由 {starts.get(one.name, '没有')} 改为 {one.at_least}"


def _waiting(store: FormulaStore, by: Officer, at: datetime) -> FormulaVersion:
    _require(by, at)
    found = waiting(store.versions())
    if found is None:
        raise Refusal("没有等着确认的计分办法。")
    return found


def _require(by: Officer, at: datetime) -> None:
    if not may(by, Action.EDIT_RUBRICS, today=at.date()):
        raise Refusal("您不能修改计分办法，由消保科修改。")
