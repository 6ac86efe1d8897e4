"""Versions of the calendar (工作日历的版本): one officer enters days, a second confirms them.

There is at most one version that is not confirmed yet. The newest confirmed one is in force for
every clock, whenever it began: what days were worked does not depend on when one learns of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.audit import PROGRAM
from core.calendar.content import Content, differences
from core.calendar.faults import faults, refuse_faulty
from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.rules.versions import VersionState


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarVersion:
    number: int
    state: VersionState
    content: Content
    authors: tuple[str, ...]
    written_at: datetime
    reason: str = ""
    opinion: str = ""
    """Why it was sent back, where it was."""
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state is not VersionState.CONFIRMED


class CalendarStore(Protocol):
    """What a change of the calendar asks of the store."""

    def versions(self) -> Sequence[CalendarVersion]:
        """All versions, newest first."""

    def keep(self, version: CalendarVersion) -> None: ...
    def drop(self, version: CalendarVersion) -> None: ...
    def festivals(self) -> Sequence[str]: ...


def in_force(versions: Sequence[CalendarVersion]) -> CalendarVersion:
    return next(one for one in versions if not one.is_open)


def opened(versions: Sequence[CalendarVersion]) -> CalendarVersion | None:
    """The version that is written or waits, if there is one."""
    return next((one for one in versions if one.is_open), None)


def receive(store: CalendarStore, content: Content, at: datetime) -> None:
    """Put the program's own calendar into a store that has none."""
    if store.versions():
        return
    made = CalendarVersion(
        number=1,
        state=VersionState.CONFIRMED,
        content=content,
        authors=(PROGRAM,),
        written_at=at,
        reason="随程序带来的日历。",
    )
    store.keep(made)


def save_draft(
    store: CalendarStore, content: Content, *, over: Content | None, by: Officer, at: datetime
) -> CalendarVersion:
    """Keep the draft; `over` is the draft that was edited, None where there was none yet."""
    _require(by, at)
    versions = store.versions()
    old = opened(versions)
    if old is not None and old.state is VersionState.PROPOSED:
        raise Refusal("日历正等着确认，请先确认或者收回。")
    if (old.content if old else None) != over:
        raise Refusal("日历的草稿刚才被别人改过，没有覆盖。现在显示的是新的，请再改一次。")
    if old is None:
        made = CalendarVersion(
            number=max(one.number for one in versions) + 1,
            state=VersionState.DRAFT,
            content=content,
            authors=(by.name,),
            written_at=at,
        )
    else:
        others = tuple(name for name in old.authors if name != by.name)
        made = replace(old, content=content, authors=(*others, by.name), written_at=at)
    store.keep(made)
    return made


def discard(store: CalendarStore, *, by: Officer, at: datetime) -> None:
    _require(by, at)
    store.drop(_in_state(store, VersionState.DRAFT))


def propose(store: CalendarStore, *, reason: str, by: Officer, at: datetime) -> CalendarVersion:
    """Hand the draft over to be confirmed; it must be without faults and say something new."""
    _require(by, at)
    draft = _in_state(store, VersionState.DRAFT)
    if not reason.strip():
        raise Refusal("请写明为什么改，确认的人要看。", field="reason")
    refuse_faulty(faults(draft.content, store.festivals()))
    if not any(differences(in_force(store.versions()).content, draft.content)):
        raise Refusal("草稿和在用的日历一样，没有改动可以提交。")
    made = replace(draft, state=VersionState.PROPOSED, reason=reason.strip(), opinion="")
    store.keep(made)
    return made


def confirm(store: CalendarStore, *, by: Officer, at: datetime) -> CalendarVersion:
    """Let a version take effect; who entered something in it cannot."""
    _require(by, at)
    waiting = _in_state(store, VersionState.PROPOSED)
    if by.name in waiting.authors:
        raise Refusal("自己录入过的日历，由消保科另一位同事确认。")
    refuse_faulty(faults(waiting.content, store.festivals()))
    made = replace(waiting, state=VersionState.CONFIRMED, decided_by=by.name, decided_at=at)
    store.keep(made)
    return made


def send_back(store: CalendarStore, *, by: Officer, at: datetime, opinion: str) -> CalendarVersion:
    """Make a draft of it again, with the reason; its author may take it back without one."""
    _require(by, at)
    waiting = _in_state(store, VersionState.PROPOSED)
    if by.name not in waiting.authors and not opinion.strip():
        raise Refusal("请写明退回原因，录入的人要知道改什么。", field="opinion")
    said = f"{by.name}：{opinion.strip()}" if opinion.strip() else ""
    made = replace(waiting, state=VersionState.DRAFT, opinion=said)
    store.keep(made)
    return made


def _require(by: Officer, at: datetime) -> None:
    if not may(by, Action.EDIT_CALENDAR, today=at.date()):
        raise Refusal(f"您不能{Action.EDIT_CALENDAR.value}，由消保科修改。")


def _in_state(store: CalendarStore, state: VersionState) -> CalendarVersion:
    found = opened(store.versions())
    if found is None or found.state is not state:
        what = "没有草稿" if state is VersionState.DRAFT else "没有等着确认的改动"
        raise Refusal(f"日历{what}。")
    return found
