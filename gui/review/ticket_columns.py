"""The columns of the list of drawn tickets with their marks."""

from core.figures.words import marks
from core.review.report import TicketResult
from gui.tables.cells import Cell, Column, Tag, Words

FAILED = "不合格"


def _peer(place: int, ticket: TicketResult) -> Cell:
    totals = ticket.peer_totals
    return marks(totals[place]) if place < len(totals) else marks(None)


def _grade(ticket: TicketResult) -> Cell:
    if ticket.vetoes:
        return Tag(f"{ticket.grade}，否决", "veto")
    if not ticket.grade:
        return Words("未评定", "text-3")
    return Words(ticket.grade, "danger-text" if ticket.grade == FAILED else "text-2")


def _flags(ticket: TicketResult) -> Cell:
    appealed = [] if ticket.appeal is None else ["已申诉" if ticket.appeal.is_decided else "申诉中"]
    kinds = "、".join(dict.fromkeys([*appealed, *(str(flag.kind) for flag in ticket.flags)]))
    return Words(kinds, "warn-text", icon="git-compare") if kinds else ""


COLUMNS: tuple[Column[TicketResult], ...] = (
    Column(key="ref", title="工单", cell=lambda t: Words(t.ref, "text"), width=130),
    Column(
        key="drawn",
        title="抽取",
        cell=lambda t: Tag("定向", "info") if t.directed else "随机",
        width=66,
        tip=lambda t: f"定向抽取：{t.directed}，不计入均分" if t.directed else "",
    ),
    Column(key="unit", title="承办单位", cell=lambda t: t.unit, width=72),
    Column(key="self", title="自评", cell=lambda t: marks(t.self_total), width=58, right=True),
    Column(key="peer1", title="互评一", cell=lambda t: _peer(0, t), width=58, right=True),
    Column(key="peer2", title="互评二", cell=lambda t: _peer(1, t), width=58, right=True),
    Column(
        key="recheck", title="复核", cell=lambda t: marks(t.recheck_total), width=58, right=True
    ),
    Column(
        key="final",
        title="最终分",
        cell=lambda t: Words(marks(t.final), "text", strong=True),
        width=62,
        right=True,
    ),
    Column(key="grade", title="等次", cell=_grade, width=96),
    Column(
        key="flags",
        title="分歧",
        cell=_flags,
        width=150,
        stretch=True,
        tip=lambda t: "\n".join(flag.sentence for flag in t.flags),
    ),
)
