"""What the officer makes of a ticket that resembles this one: linked, or not the same."""

from core.tickets.similar import links
from core.tickets.similar.links import Link, LinkKind
from gui.desk import Desk

MEANINGS = {
    LinkKind.REPEAT: "重复：同一人就同一件事又提了一次",
    LinkKind.SAME_MATTER: "同一事项：两件放在一起看，各办各的",
    LinkKind.NEW_FACTS: "补充新事实：前一件的举报核查从后一件收到之日重新计",
}
"""What each kind of link means, as it is offered."""


def link(desk: Desk, ref: str, other: str, kind: LinkKind) -> bool:
    """Link two tickets (关联); they stay two tickets."""
    officer = desk.officer
    return desk.do(
        lambda tx: links.link(
            tx.tickets, tx.links, ref=ref, other=other, kind=kind, by=officer, at=tx.at
        ),
        what="关联工单",
        done=_done,
    )


def _done(made: Link) -> str:
    said = f"{made.earlier} 和 {made.later} 已关联为“{made.kind.value}”。"
    if made.kind is LinkKind.NEW_FACTS:
        said += f"{made.earlier} 的举报核查从 {made.later} 收到之日重新计。"
    return said


def unlink(desk: Desk, ref: str, other: str) -> bool:
    """Take a link away again."""
    officer = desk.officer
    return desk.do(
        lambda tx: links.unlink(tx.tickets, tx.links, ref=ref, other=other, by=officer, at=tx.at),
        what="取消关联",
        done=f"{ref} 和 {other} 不再关联。",
    )


def set_apart(desk: Desk, ref: str, other: str, reason: str) -> bool:
    """Remember that two tickets are not the same (不是同一件)."""
    officer = desk.officer
    return desk.do(
        lambda tx: links.set_apart(
            tx.tickets, tx.links, ref=ref, other=other, by=officer, at=tx.at, reason=reason
        ),
        what="不是同一件",
        done=f"记住了：{other} 和这件不是同一件，以后不再列出。",
    )
