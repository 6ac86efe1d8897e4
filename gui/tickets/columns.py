"""The columns of a ticket list: how one line looks."""

from dataclasses import replace

from core.tickets.clocks import Clock
from core.tickets.clocks.words import chip, line
from core.tickets.words import Kind
from gui.tables.cells import Cell, Column, Counts, Pair, Tag, Words
from storage.ticket_lists import Order, TicketLine

KIND_CHIPS = {
    Kind.COMPLAINT: Tag("投诉", "complaint"),
    Kind.TIPOFF: Tag("举报", "tipoff"),
    Kind.COMPOUND: Tag("复合件", "compound"),
    Kind.ENQUIRY: Tag("咨询", "enquiry"),
}
"""Kinds with a picture of their own; the others share one."""


def kind_cell(kind: Kind | None) -> Cell:
    if kind is None:
        return Words("未分类", "text-3")
    return KIND_CHIPS.get(kind, Tag(kind.value, "other"))


def clock_cell(clock: Clock | None) -> Cell:
    """The clock to attend to first, with its name before it."""
    if clock is None:
        return Words("—", "text-3")
    said = chip(clock)
    return Tag(f"{clock.name}　{said.brief}", said.tone.value)


def _clock_tip(ticket: TicketLine) -> str:
    return f"{ticket.clock.name}：{line(ticket.clock)}" if ticket.clock else ""


def _moment(ticket: TicketLine) -> str:
    return f"{ticket.received_at:%Y-%m-%d %H:%M}" if ticket.received_at else "—"


COLUMNS: tuple[Column[TicketLine], ...] = (
    Column(
        key=Order.NUMBER,
        title="工单编号",
        cell=lambda t: Words(t.ref, "text"),
        width=142,
        sorts=True,
        opens=True,
    ),
    Column(key="kind", title="类型", cell=lambda t: kind_cell(t.kind), width=84),
    Column(
        key=Order.TRADER,
        title="被诉主体与诉求",
        cell=lambda t: Pair(t.trader or "—", t.matter),
        width=220,
        stretch=True,
        sorts=True,
        tip=lambda t: t.trader,
    ),
    Column(
        key=Order.UNIT,
        title="承办单位",
        cell=lambda t: t.unit or "—",
        width=84,
        sorts=True,
        hidden=True,
    ),
    Column(
        key=Order.HANDLER, title="承办人", cell=lambda t: t.handler or "—", width=72, sorts=True
    ),
    Column(key="stage", title="阶段", cell=lambda t: t.stage.value, width=84),
    Column(
        key="verdict",
        title="事实认定",
        cell=lambda t: Words(t.verdict.value if t.verdict else "—", "text"),
        width=84,
    ),
    Column(
        key=Order.DUE,
        title="最近的时限",
        cell=lambda t: clock_cell(t.clock),
        width=178,
        sorts=True,
        tip=_clock_tip,
    ),
    Column(
        key=Order.ERRORS,
        title="问题",
        cell=lambda t: Counts(((t.errors, "error", "处必改"), (t.warnings, "warn", "处须确认"))),
        width=92,
        sorts=True,
    ),
    Column(
        key=Order.RECEIVED, title="区局接收时间", cell=_moment, width=136, sorts=True, hidden=True
    ),
)


def columns(*, all_units: bool) -> tuple[Column[TicketLine], ...]:
    """The columns; who sees the tickets of all units sees at first whose each one is.

    On the narrowest screen that takes the place of what was found.
    """
    if not all_units:
        return COLUMNS
    return tuple(replace(one, hidden=one.key in {"verdict", Order.RECEIVED}) for one in COLUMNS)
