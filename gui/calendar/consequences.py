"""What a change of the calendar would do: changes day by day, and the due dates that move."""

from core.tickets.clocks import ClockLaw
from gui.tables.cells import Column, Stack, Words
from storage.recounting import Move, Moves


def columns(law: ClockLaw) -> tuple[Column[Move], ...]:
    def clock(one: Move) -> Stack:
        return Stack(law.rule(one.clock).name, f"{one.ref}　{one.unit}")

    return (
        Column(key="clock", title="时限、工单", cell=clock, stretch=True),
        Column(key="old", title="原来", cell=lambda o: Words(_day(o.old), "text"), width=92),
        Column(key="new", title="改后", cell=lambda o: Words(_new(o), "text"), width=112),
    )


def _day(day: object) -> str:
    return "扣除期中" if day is None else f"{day}"


def _new(one: Move) -> str:
    return _day(one.new) + ("　估算" if one.is_estimated and one.new else "")


def summary(found: Moves) -> str:
    """移动 12 件工单的 14 只时限；另有 3 只不再是估算."""
    if not found.clocks and not found.settled:
        return "在办工单的期限一天也不动。"
    said = f"会移动 {found.tickets} 件在办工单的 {found.clocks} 只时限"
    settled = f"；另有 {found.settled} 只日期不变，是否估算有变" if found.settled else ""
    return f"{said}{settled}。"
