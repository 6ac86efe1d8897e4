"""Versions of the rulebook (规则集版本): how one is written, proposed, confirmed, put into force.

One draft is shared by the section. It is proposed with a reason and a day, and comes into force
only when another officer confirms it; which version checks a ticket follows from the day on which
the ticket was received.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from core.audit import PROGRAM
from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.rules.data import rulebook_of
from core.tickets.rules.examples import Around, wrong_examples
from core.tickets.rules.plain import Data, fingerprint, tidy
from core.tickets.rules.rulebook import Rulebook
from core.tickets.ticket import Ticket

_SAID_AT_ONCE = 5


class VersionState(StrEnum):
    DRAFT = "草稿"
    PROPOSED = "待确认"
    CONFIRMED = "生效"
    REJECTED = "退回"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookVersion:
    """One version, without its data; a confirmed one without `effective_from` always held.

    `covers_open` lets it also check tickets that were received earlier and still open on that day.
    `shipped` is the fingerprint of the rulebook of the program that it was taken from, if any.
    """

    number: int
    state: VersionState
    fingerprint: str
    authors: tuple[str, ...]
    written_at: datetime
    based_on: int | None = None
    reason: str = ""
    effective_from: date | None = None
    covers_open: bool = False
    proposed_by: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    opinion: str = ""
    shipped: str = ""

    @property
    def name(self) -> str:
        """What people call it: 第 4 版."""
        return f"第 {self.number} 版"

    @property
    def label(self) -> str:
        """Its name and its fingerprint, as kept on every ticket that it checked."""
        return f"{self.name} {self.fingerprint}"

    def checks(self, ticket: Ticket, today: date) -> bool:
        """Whether it may check the ticket today; of several that may, the newest does."""
        since = self.effective_from
        if since is None:
            return True
        if since > today:
            return False
        if ticket.received_at is None or ticket.received_at.date() >= since:
            return True
        closed = ticket.outcome.closed_at
        return self.covers_open and (closed is None or closed.date() >= since)


def version_for(confirmed: Sequence[RulebookVersion], ticket: Ticket, day: date) -> RulebookVersion:
    """Which of the confirmed versions, newest first, checks the ticket on that day."""
    return next((one for one in confirmed if one.checks(ticket, day)), confirmed[-1])


def current(confirmed: Sequence[RulebookVersion], day: date) -> RulebookVersion:
    """Which of the confirmed versions, newest first, checks what comes in on that day."""
    in_force = (one for one in confirmed if one.effective_from is None or one.effective_from <= day)
    return next(in_force, confirmed[-1])


class Versions(Protocol):
    """What is asked of the versions in the store."""

    def version(self, number: int) -> RulebookVersion: ...
    def draft(self) -> RulebookVersion | None: ...
    def newest_confirmed(self) -> RulebookVersion | None: ...
    def next_number(self) -> int: ...
    def data(self, number: int) -> Data: ...
    def keep(self, version: RulebookVersion, data: Data | None = None) -> None: ...
    def drop(self, version: RulebookVersion) -> None: ...


def save_draft(
    versions: Versions, data: Data, *, by: Officer, at: datetime, over: str | None
) -> RulebookVersion:
    """Keep `data` as the draft of the section, mistakes and all.

    `over` is the fingerprint of the draft that was edited ("" where there was none yet), so that
    nobody overwrites what another wrote meanwhile; None overwrites whatever is there.
    """
    _require(by, Action.EDIT_RULES, at)
    old = versions.draft()
    if over is not None and over != (old.fingerprint if old else ""):
        raise Refusal(_changed_meanwhile(old))
    made = _edited(old, by, at) if old else _begun(versions, by, at)
    data = tidy(data)
    made = replace(made, fingerprint=fingerprint(data))
    versions.keep(made, data)
    return made


def _changed_meanwhile(draft: RulebookVersion | None) -> str:
    if draft is None:
        return "草稿刚才已经提交确认或放弃了。请重新打开规则台再改。"
    return f"草稿刚才被{draft.authors[-1]}改过，没有覆盖。请重新打开草稿，把您的改动再写进去。"


def _begun(versions: Versions, by: Officer, at: datetime) -> RulebookVersion:
    base = versions.newest_confirmed()
    return RulebookVersion(
        number=versions.next_number(),
        state=VersionState.DRAFT,
        fingerprint="",
        authors=(by.name,),
        written_at=at,
        based_on=base.number if base else None,
    )


def _edited(draft: RulebookVersion, by: Officer, at: datetime) -> RulebookVersion:
    others = tuple(name for name in draft.authors if name != by.name)
    return replace(draft, authors=(*others, by.name), written_at=at)


def discard(versions: Versions, *, by: Officer, at: datetime) -> None:
    """Give up the draft."""
    _require(by, Action.EDIT_RULES, at)
    versions.drop(_the_draft(versions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """From which day the draft shall hold, also for open tickets or not, and why it was changed."""

    effective_from: date
    reason: str
    covers_open: bool = False


def propose(
    versions: Versions, proposal: Proposal, *, by: Officer, at: datetime, around: Around
) -> RulebookVersion:
    """Hand the draft over for confirmation; it must be without mistakes and pass its examples."""
    _require(by, Action.EDIT_RULES, at)
    draft = _the_draft(versions)
    if not proposal.reason.strip():
        raise Refusal("请写明为什么改，确认的人和以后的人要知道。", field="reason")
    _refuse_past(proposal.effective_from, at.date())
    _refuse_outdated(versions, draft)
    base = versions.newest_confirmed()
    if base is not None and base.fingerprint == draft.fingerprint:
        raise Refusal(f"草稿和{base.name}一样，没有改动可以提交。")
    refuse_unfit(versions.data(draft.number), draft.label, around)
    made = replace(
        draft,
        state=VersionState.PROPOSED,
        reason=proposal.reason.strip(),
        effective_from=proposal.effective_from,
        covers_open=proposal.covers_open,
        proposed_by=by.name,
    )
    versions.keep(made)
    return made


def confirm(
    versions: Versions, number: int, *, by: Officer, at: datetime, around: Around
) -> RulebookVersion:
    """Bring a proposed version into force; whoever wrote or proposed it may not confirm it."""
    _require(by, Action.CONFIRM_RULES, at)
    proposed = _the_proposed(versions, number)
    if by.name in {*proposed.authors, proposed.proposed_by}:
        raise Refusal(f"{proposed.name}是{by.name}写的或提交的，要由另一个人确认。")
    since = proposed.effective_from or at.date()
    _refuse_past(since, at.date(), proposed)
    _refuse_outdated(versions, proposed)
    refuse_unfit(versions.data(number), proposed.label, around)
    made = replace(
        proposed,
        state=VersionState.CONFIRMED,
        effective_from=since,
        decided_by=by.name,
        decided_at=at,
    )
    versions.keep(made)
    return made


def send_back(
    versions: Versions, number: int, *, by: Officer, at: datetime, reason: str
) -> RulebookVersion:
    """Refuse a proposed version; a reason is required, and the author may begin again from it."""
    _require(by, Action.CONFIRM_RULES, at)
    proposed = _the_proposed(versions, number)
    if not reason.strip():
        raise Refusal("请写明退回原因，写规则的人要知道改什么。", field="opinion")
    made = replace(
        proposed,
        state=VersionState.REJECTED,
        decided_by=by.name,
        decided_at=at,
        opinion=reason.strip(),
    )
    versions.keep(made)
    return made


def read(data: Data, label: str = "") -> Rulebook:
    """The rulebook in `data`, or a Refusal that names every wrong rule."""
    return rulebook_of(data, version=label)


def refuse_unfit(data: Data, label: str, around: Around) -> None:
    """Refuse a rulebook with mistakes, with rules nobody shows at work, or with wrong examples."""
    rulebook = read(data, label)
    lacking = [
        f"规则 {rule.id} 要至少有一个应报的例子和一个不应报的例子。"
        for rule in rulebook.rules
        if {one.fires for one in rule.examples} != {True, False}
    ]
    wrong = lacking or [str(one) for one in wrong_examples(rulebook, around)]
    if wrong:
        more = f"\n还有 {len(wrong) - _SAID_AT_ONCE} 处。" if len(wrong) > _SAID_AT_ONCE else ""
        raise Refusal("\n".join(wrong[:_SAID_AT_ONCE]) + more)


def receive(versions: Versions, data: Data, known: Sequence[str], at: datetime) -> None:
    """Put the program's own rulebook into a store that has never seen it.

    Into an empty store it goes as the first version in force; later ones wait to be confirmed.
    """
    print_ = fingerprint(data)
    if print_ in known:
        return
    base = versions.newest_confirmed()
    first = base is None
    made = RulebookVersion(
        number=versions.next_number(),
        state=VersionState.CONFIRMED if first else VersionState.PROPOSED,
        fingerprint=print_,
        authors=(PROGRAM,),
        written_at=at,
        based_on=base.number if base else None,
        reason="随程序带来的规则。" if first else "新版程序带来的规则。",
        proposed_by=PROGRAM,
        decided_by=PROGRAM if first else "",
        decided_at=at if first else None,
        shipped=print_,
    )
    versions.keep(made, data)


def _require(officer: Officer, action: Action, at: datetime) -> None:
    if not may(officer, action, today=at.date()):
        raise Refusal(f"{officer.name}不能{action.value}。请由消保科有这项权限的人来做。")


def _the_draft(versions: Versions) -> RulebookVersion:
    draft = versions.draft()
    if draft is None:
        raise Refusal("现在没有规则草稿。请先改规则，存成草稿。")
    return draft


def _the_proposed(versions: Versions, number: int) -> RulebookVersion:
    found = versions.version(number)
    if found.state is not VersionState.PROPOSED:
        raise Refusal(f"{found.name}现在是“{found.state}”，没有在等确认。")
    return found


def _refuse_past(since: date, today: date, proposed: RulebookVersion | None = None) -> None:
    if since >= today:
        return
    remedy = "请退回后重新提交" if proposed else "请写今天或以后的日期"
    said = f"生效日期 {since:%Y-%m-%d} 已经过去，已经查过的工单不能倒着改。{remedy}。"
    raise Refusal(said, field="effective_from")


def _refuse_outdated(versions: Versions, version: RulebookVersion) -> None:
    """Refuse what would undo a version confirmed since the draft was begun."""
    newest = versions.newest_confirmed()
    if newest is not None and newest.number != version.based_on:
        raise Refusal(
            f"{version.name}不是在现行的{newest.name}上改的，生效后会丢掉{newest.name}的改动。"
            f"请以{newest.name}为底另起草稿，把改动再写进去。"
        )
