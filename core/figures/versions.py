"""Versions of the indicators (口径版本): the section writes a draft, a second officer confirms it.

A version holds all indicators, because a table mixes them; the newest confirmed one is in force.
At most one is not confirmed yet: the draft, or what waits to be confirmed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.audit import PROGRAM
from core.errors import Refusal
from core.figures.changes import changes
from core.figures.definition import IndicatorSet, codes
from core.people import Action, Officer, may
from core.tickets.rules.versions import VersionState

Known = Callable[[IndicatorSet], Sequence[str]]
"""What is wrong with the sentences of a set, one Chinese sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorVersion:
    """`opinion` is why it was sent back, where it was."""

    number: int
    label: str
    state: VersionState
    indicators: IndicatorSet
    authors: tuple[str, ...]
    written_at: datetime
    reason: str = ""
    opinion: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has confirmed it yet."""
        return self.state is not VersionState.CONFIRMED


class IndicatorStore(Protocol):
    """What a change of the indicators asks of the store."""

    def versions(self) -> Sequence[IndicatorVersion]:
        """All versions, newest first."""

    def keep(self, version: IndicatorVersion) -> None: ...
    def drop(self, version: IndicatorVersion) -> None: ...


def newest_confirmed(versions: Sequence[IndicatorVersion]) -> IndicatorVersion:
    """The version in force; `versions` are newest first."""
    return next(one for one in versions if not one.is_open)


def opened(versions: Sequence[IndicatorVersion]) -> IndicatorVersion | None:
    """The version that is written or waits, if there is one."""
    return next((one for one in versions if one.is_open), None)


def receive(store: IndicatorStore, indicators: IndicatorSet, at: datetime) -> None:
    """Put the program's own indicators into a store that has none."""
    if store.versions():
        return
    made = IndicatorVersion(
        number=1,
        label=f"{at.year}-1",
        state=VersionState.CONFIRMED,
        indicators=indicators,
        authors=(PROGRAM,),
        written_at=at,
        reason="随程序带来的指标口径。",
    )
    store.keep(made)


def save_draft(
    store: IndicatorStore,
    indicators: IndicatorSet,
    *,
    over: IndicatorSet | None,
    by: Officer,
    at: datetime,
) -> IndicatorVersion:
    """Keep the draft, mistakes and all.

    `over` is the draft that was edited (None where there was none yet), so that nobody overwrites
    what another wrote meanwhile.
    """
    _require(by, at)
    versions = store.versions()
    old = opened(versions)
    if old is not None and old.state is VersionState.PROPOSED:
        raise Refusal(f"指标口径 {old.label} 版正等着确认，请先确认或者收回。")
    if (old.indicators if old else None) != over:
        raise Refusal("草稿刚才被别人改过或者确认了，没有覆盖。请看过新的再改。")
    if old is None:
        made = IndicatorVersion(
            number=max(one.number for one in versions) + 1,
            label=_label(versions, at),
            state=VersionState.DRAFT,
            indicators=indicators,
            authors=(by.name,),
            written_at=at,
        )
    else:
        others = tuple(name for name in old.authors if name != by.name)
        made = replace(old, indicators=indicators, authors=(*others, by.name), written_at=at)
    store.keep(made)
    return made


def discard(store: IndicatorStore, *, by: Officer, at: datetime) -> None:
    """Give up the draft."""
    _require(by, at)
    store.drop(_in_state(store, VersionState.DRAFT))


def propose(
    store: IndicatorStore, *, reason: str, by: Officer, at: datetime, known: Known
) -> IndicatorVersion:
    """Hand the draft over to be confirmed; it must be without faults and say something new."""
    _require(by, at)
    draft = _in_state(store, VersionState.DRAFT)
    if not reason.strip():
        raise Refusal("请写明为什么改，确认的人要看。", field="reason")
    _refuse_faulty(draft.indicators, known)
    if not changes(newest_confirmed(store.versions()).indicators, draft.indicators):
        raise Refusal("草稿和在用的一版一样，没有改动可以提交。")
    made = replace(draft, state=VersionState.PROPOSED, reason=reason.strip(), opinion="")
    store.keep(made)
    return made


def confirm(store: IndicatorStore, *, by: Officer, at: datetime, known: Known) -> IndicatorVersion:
    """Let a version take effect; who wrote in it cannot."""
    _require(by, at)
    waiting = _in_state(store, VersionState.PROPOSED)
    if by.name in waiting.authors:
        raise Refusal("自己改过的指标口径，由消保科另一位同事确认。")
    _refuse_faulty(waiting.indicators, known)
    made = replace(waiting, state=VersionState.CONFIRMED, decided_by=by.name, decided_at=at)
    store.keep(made)
    return made


def send_back(
    store: IndicatorStore, *, by: Officer, at: datetime, opinion: str
) -> IndicatorVersion:
    """Make a draft of it again, with the reason; its author may take it back without one."""
    _require(by, at)
    waiting = _in_state(store, VersionState.PROPOSED)
    if by.name not in waiting.authors and not opinion.strip():
        raise Refusal("请写明退回原因，写的人要知道改什么。", field="opinion")
    said = f"{by.name}：{opinion.strip()}" if opinion.strip() else ""
    made = replace(waiting, state=VersionState.DRAFT, opinion=said)
    store.keep(made)
    return made


def own_faults(indicators: IndicatorSet) -> Iterator[str]:
    """What is wrong with a set apart from its sentences."""
    if not indicators.indicators:
        yield "一项指标也没有。"
    for code in codes(indicators.indicators):
        same = [one for one in indicators.indicators if one.code == code]
        if len({one.since for one in same}) < len(same):
            yield f"指标 {code} 有两条从同一天起用，请改其中一条的日期。"
    for one in indicators.indicators:
        if not one.code.strip() or not one.name.strip():
            yield "有一项指标没有写代码或者名称，请补上。"
        if one.until is not None and one.until < one.since:
            yield f"{one.name}：停用的日期比起用的早，请核对。"
        if not one.numerator.at or not one.denominator.at:
            yield f"{one.name}：分子、分母都要至少写一处归属日。"


def _refuse_faulty(indicators: IndicatorSet, known: Known) -> None:
    found = [*own_faults(indicators), *known(indicators)]
    if found:
        more = f"另有 {len(found) - 1} 处。" if len(found) > 1 else ""
        raise Refusal(f"{found[0]}{more}")


def _label(versions: Sequence[IndicatorVersion], at: datetime) -> str:
    """What the next version is called: the year and the next number in it, 2026-2."""
    named = [one.label.rpartition("-") for one in versions]
    used = [int(last) for year, _, last in named if year == f"{at.year}" and last.isdigit()]
    return f"{at.year}-{max(used, default=0) + 1}"


def _require(by: Officer, at: datetime) -> None:
    if not may(by, Action.EDIT_INDICATORS, today=at.date()):
        raise Refusal(f"您不能{Action.EDIT_INDICATORS.value}，由消保科修改。")


def _in_state(store: IndicatorStore, state: VersionState) -> IndicatorVersion:
    found = opened(store.versions())
    if found is None or found.state is not state:
        is_draft = state is VersionState.DRAFT
        raise Refusal("指标口径没有草稿。" if is_draft else "指标口径没有等着确认的修改。")
    return found
