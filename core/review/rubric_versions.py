"""Versions of the rubrics (评查表的版本): the section writes a draft, a second officer confirms it.

A rubric has at most one version that is not confirmed yet: the draft, or what waits to be
confirmed. The newest confirmed one is in force; a campaign keeps the one it was planned with.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.audit import PROGRAM
from core.errors import Refusal
from core.people import Action, Officer, may
from core.review.rubric import Rubric
from core.review.rubric_changes import differences
from core.review.rubric_faults import Known, faults, refuse_faulty
from core.tickets.rules.versions import VersionState


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricVersion:
    """One version of the rubric `key`; `opinion` is why it was sent back, where it was."""

    key: str
    number: int
    state: VersionState
    rubric: Rubric
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


class RubricStore(Protocol):
    """What a change of a rubric asks of the store."""

    def versions(self, key: str) -> Sequence[RubricVersion]:
        """All versions, newest first."""

    def keep(self, version: RubricVersion) -> None: ...
    def drop(self, version: RubricVersion) -> None: ...


def in_force(versions: Sequence[RubricVersion]) -> RubricVersion:
    """The version that new campaigns are planned with; `versions` are newest first.

    Refuses a new rubric that nobody has confirmed yet.
    """
    found = confirmed(versions)
    if found is None:
        name = versions[0].rubric.title if versions else "评查表"
        raise Refusal(f"“{name}”还没有确认，由消保科另一位同事确认以后才能用。", field="kind")
    return found


def confirmed(versions: Sequence[RubricVersion]) -> RubricVersion | None:
    """The version in force, if the rubric has one yet."""
    return next((one for one in versions if not one.is_open), None)


def opened(versions: Sequence[RubricVersion]) -> RubricVersion | None:
    """The version that is written or waits, if there is one."""
    return next((one for one in versions if one.is_open), None)


def receive(store: RubricStore, key: str, rubric: Rubric, at: datetime) -> None:
    """Put the program's own rubric into a store that has none of that key."""
    if store.versions(key):
        return
    made = RubricVersion(
        key=key,
        number=1,
        state=VersionState.CONFIRMED,
        rubric=rubric,
        authors=(PROGRAM,),
        written_at=at,
        reason="随程序带来的评查表。",
    )
    store.keep(made)


def begin_new(
    store: RubricStore, key: str, like: Rubric, *, name: str, by: Officer, at: datetime
) -> RubricVersion:
    """Begin a rubric of its own as a draft that says what another one says."""
    _require(by, at)
    made = RubricVersion(
        key=key,
        number=1,
        state=VersionState.DRAFT,
        rubric=replace(like, name=name, title=f"{name}评查表", version=f"{at.year}-1"),
        authors=(by.name,),
        written_at=at,
    )
    store.keep(made)
    return made


def save_draft(
    store: RubricStore,
    key: str,
    rubric: Rubric,
    *,
    over: Rubric | None,
    by: Officer,
    at: datetime,
) -> RubricVersion:
    """Keep the draft of a rubric, mistakes and all.

    `over` is the draft that was edited (None where there was none yet), so that nobody overwrites
    what another wrote meanwhile.
    """
    _require(by, at)
    versions = store.versions(key)
    old = opened(versions)
    if (old.rubric if old else None) != over:
        raise Refusal(_changed_meanwhile(old))
    if old is None:
        number = max(one.number for one in versions) + 1
        made = RubricVersion(
            key=key,
            number=number,
            state=VersionState.DRAFT,
            rubric=replace(rubric, version=next_label(versions, at)),
            authors=(by.name,),
            written_at=at,
        )
    else:
        _refuse_waiting(old)
        others = tuple(name for name in old.authors if name != by.name)
        kept = replace(rubric, version=old.rubric.version)
        made = replace(old, rubric=kept, authors=(*others, by.name), written_at=at)
    store.keep(made)
    return made


def _changed_meanwhile(draft: RubricVersion | None) -> str:
    if draft is None:
        return "草稿刚才已经确认或者放弃了，没有存。现在显示的是在用的一版，要改请另起草稿。"
    _refuse_waiting(draft)
    last = draft.authors[-1]
    return f"草稿刚才被{last}改过，没有覆盖。现在显示的是新的，请把改动再写进去。"


def next_label(versions: Sequence[RubricVersion], at: datetime) -> str:
    """What the next version is called: the year and the next number in it, 2026-2."""
    named = [one.rubric.version.rpartition("-") for one in versions]
    used = [int(last) for year, _, last in named if year == f"{at.year}" and last.isdigit()]
    return f"{at.year}-{max(used, default=0) + 1}"


def discard(store: RubricStore, key: str, *, by: Officer, at: datetime) -> None:
    """Give up the draft."""
    _require(by, at)
    draft = _in_state(store, key, VersionState.DRAFT)
    if confirmed(store.versions(key)) is None:
        raise Refusal("这是新评查表的第一稿，放弃了专项就没有表可用。不要这种专项的，请撤掉专项。")
    store.drop(draft)


def propose(
    store: RubricStore, key: str, *, reason: str, by: Officer, at: datetime, known: Known
) -> RubricVersion:
    """Hand the draft over to be confirmed; it must be without faults and say something new."""
    _require(by, at)
    draft = _in_state(store, key, VersionState.DRAFT)
    if not reason.strip():
        raise Refusal("请写明为什么改，确认的人要看。", field="reason")
    refuse_faulty(faults(draft.rubric, known))
    before = confirmed(store.versions(key))
    if before is not None and not differences(before.rubric, draft.rubric):
        raise Refusal("草稿和在用的一版一样，没有改动可以提交。")
    made = replace(draft, state=VersionState.PROPOSED, reason=reason.strip(), opinion="")
    store.keep(made)
    return made


def confirm(
    store: RubricStore, key: str, *, by: Officer, at: datetime, known: Known
) -> RubricVersion:
    """Let a version take effect for campaigns planned from now on; who wrote in it cannot."""
    _require(by, at)
    waiting = _in_state(store, key, VersionState.PROPOSED)
    if by.name in waiting.authors:
        raise Refusal("自己改过的评查表，由消保科另一位同事确认。")
    refuse_faulty(faults(waiting.rubric, known))
    made = replace(waiting, state=VersionState.CONFIRMED, decided_by=by.name, decided_at=at)
    store.keep(made)
    return made


def send_back(
    store: RubricStore, key: str, *, by: Officer, at: datetime, opinion: str
) -> RubricVersion:
    """Make a draft of it again, with the reason; its author may take it back without one."""
    _require(by, at)
    waiting = _in_state(store, key, VersionState.PROPOSED)
    if by.name not in waiting.authors and not opinion.strip():
        raise Refusal("请写明退回原因，写的人要知道改什么。", field="opinion")
    said = f"{by.name}：{opinion.strip()}" if opinion.strip() else ""
    made = replace(waiting, state=VersionState.DRAFT, opinion=said)
    store.keep(made)
    return made


def _require(by: Officer, at: datetime) -> None:
    if not may(by, Action.EDIT_RUBRICS, today=at.date()):
        raise Refusal(f"您不能{Action.EDIT_RUBRICS.value}，由消保科修改。")


def _in_state(store: RubricStore, key: str, state: VersionState) -> RubricVersion:
    found = opened(store.versions(key))
    if found is None or found.state is not state:
        name = next((one.rubric.title for one in store.versions(key)), key)
        what = "没有草稿" if state is VersionState.DRAFT else "没有等着确认的修改"
        raise Refusal(f"“{name}”{what}。")
    return found


def _refuse_waiting(version: RubricVersion) -> None:
    if version.state is VersionState.PROPOSED:
        raise Refusal(
            f"“{version.rubric.title}”{version.rubric.version} 版正等着确认，请先确认或者收回。"
        )
