"""How a version of the rulebook is written, proposed, confirmed and put into force.

One draft is shared by the section. It is proposed with a reason and a day, and comes into force
only when another officer confirms it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.rules.costs import too_costly
from core.tickets.rules.data import rulebook_of
from core.tickets.rules.entries import Part
from core.tickets.rules.examples import Around, wrong_examples
from core.tickets.rules.merging import merged
from core.tickets.rules.plain import Data, fingerprint, tidy
from core.tickets.rules.rulebook import Rulebook
from core.tickets.rules.versions import RulebookVersion, Versions, VersionState

_SAID_AT_ONCE = 5


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
    wrong = lacking or [
        *(str(one) for one in wrong_examples(rulebook, around)),
        *too_costly(rulebook, around),
    ]
    if wrong:
        more = f"\n还有 {len(wrong) - _SAID_AT_ONCE} 处。" if len(wrong) > _SAID_AT_ONCE else ""
        raise Refusal("\n".join(wrong[:_SAID_AT_ONCE]) + more)


def carry_over(
    versions: Versions, number: int, *, by: Officer, at: datetime
) -> tuple[RulebookVersion, tuple[tuple[Part, str], ...]]:
    """Put the changes of a version onto the one in force, as the draft of the section.

    For a draft or a proposal that another version has overtaken, and for one that was sent back.
    Gives the draft, and what the version in force has changed otherwise; there the carried changes
    stand in the draft.
    """
    _require(by, Action.EDIT_RULES, at)
    source, draft = versions.version(number), versions.draft()
    newest = versions.newest_confirmed()
    if source.state is VersionState.CONFIRMED or newest is None or source.based_on is None:
        raise Refusal(f"{source.name}没有可以搬的改动：它已经生效。")
    if draft is not None and draft.number != number:
        raise Refusal(f"已有{draft.authors[-1]}写的草稿。请先提交或放弃它。")
    base = versions.data(source.based_on)
    both = merged(base, versions.data(newest.number), versions.data(number))
    begun = draft or replace(_begun(versions, by, at), authors=source.authors)
    made = replace(
        _edited(begun, by, at), based_on=newest.number, fingerprint=fingerprint(both.data)
    )
    versions.keep(made, both.data)
    return made, both.contested


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
            f"请把改动搬到{newest.name}上，再提交。"
        )
