"""What the rule desk writes: drafts, proposals, confirmations, each one step of the trail."""

from collections.abc import Callable

from core.tickets.rules.deciding import Proposal, confirm, discard, propose, save_draft, send_back
from core.tickets.rules.plain import Data
from core.tickets.rules.versions import RulebookVersion
from gui.desk import Desk
from storage.judging import example_surroundings

Then = Callable[[RulebookVersion], object]


def keep_draft(desk: Desk, data: Data, over: str, then: Then, *, said: bool) -> bool:
    """Keep the draft of the section; `over` is the fingerprint of the one that was edited."""
    return desk.do(
        lambda tx: save_draft(tx.rules, data, by=desk.officer, at=tx.at, over=over),
        what="存规则草稿",
        done=lambda made: f"规则草稿已存，是{made.name}。提交、确认以后才生效。" if said else "",
        then=then,
        undo=False,
    )


def give_up_draft(desk: Desk, version: RulebookVersion) -> bool:
    """Give up the draft; what was written so far stays in the trail."""
    return desk.do(
        lambda tx: discard(tx.rules, by=desk.officer, at=tx.at),
        what="放弃规则草稿",
        done=f"{version.name}的草稿已放弃，仍用现行的规则。",
        undo=False,
    )


def hand_over(desk: Desk, proposal: Proposal) -> bool:
    """Propose the draft; another officer confirms it."""
    return desk.do(
        lambda tx: propose(
            tx.rules, proposal, by=desk.officer, at=tx.at, around=example_surroundings
        ),
        what="提交规则",
        done=lambda made: f"{made.name}已提交，另一个人确认以后生效。",
        undo=False,
    )


def agree(desk: Desk, version: RulebookVersion) -> bool:
    """Confirm a proposed version, as the second officer."""
    return desk.do(
        lambda tx: confirm(
            tx.rules, version.number, by=desk.officer, at=tx.at, around=example_surroundings
        ),
        what="确认规则",
        done=lambda made: f"{made.name}已确认，自 {made.effective_from} 起生效。",
        undo=False,
    )


def refuse(desk: Desk, version: RulebookVersion, reason: str) -> bool:
    """Send a proposed version back to who wrote it."""
    return desk.do(
        lambda tx: send_back(tx.rules, version.number, by=desk.officer, at=tx.at, reason=reason),
        what="退回规则",
        done=f"{version.name}已退回，现行的规则不变。",
        undo=False,
    )
