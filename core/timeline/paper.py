"""The time line as a paper."""

from collections.abc import Sequence
from datetime import datetime

from core.paper import Column, Facts, Grid, Note, Paper, Row
from core.review.papers.parts import AUTHOR
from core.tickets.ticket import Ticket
from core.timeline.entry import Entry


def timeline_paper(ticket: Ticket, entries: Sequence[Entry], *, made_at: datetime) -> Paper:
    """All entries in order; nothing of the petitioner is on it."""
    ref = ticket.ref or ticket.number
    kind = ticket.kind.value if ticket.kind is not None else "未定类型"
    return Paper(
        title="工单时间线",
        subtitle=f"工单 {ref}",
        author=AUTHOR,
        subject=f"工单 {ref} 的时间线",
        made_at=made_at,
        blocks=(
            Facts(
                (
                    ("工单类型", kind),
                    ("被诉主体", ticket.trader.trader_name or "未登记"),
                    ("承办", f"{ticket.unit}　{ticket.handler}".strip()),
                )
            ),
            Grid(
                caption="经过",
                columns=(
                    Column(title="时间", share=20),
                    Column(title="谁", share=12),
                    Column(title="经过", share=68),
                ),
                rows=tuple(
                    Row((one.when, one.who or "程序", f"{_told(one)}。")) for one in entries
                ),
            ),
            Note("时限按今天的规定和工作日历推算；个人信息不印在这里，只印谁看过。"),
        ),
    )


def _told(one: Entry) -> str:
    return f"重办件 {one.rework}：{one.words}" if one.rework else one.words
