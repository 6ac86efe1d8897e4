"""`deadlines`: every clock of every ticket, as it stands on a day."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from typing import Any

from commands.command import Command, Context, Result
from core.errors import Refusal
from core.tickets.clocks import Clock, ClockState, TermUnit, clocks
from core.tickets.clocks.words import standing
from core.tickets.reminders.escalation import Staff, addressees
from core.tickets.ticket import Ticket
from storage.calendar import clock_law, timekeeping
from storage.loading import load_by_number, load_by_ref, stream
from storage.reminders import staff


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--number", metavar="N", help="只看这件工单（编号或“编号#序号”）")
    parser.add_argument("--all", action="store_true", help="已完成的时限也列出")


def deadlines(context: Context, args: Namespace) -> Result:
    as_of = context.as_of or context.now()
    with context.store().reading() as connection:
        kept = timekeeping(connection)
        there = staff(connection, context.today)
    listed = [
        _plain(ticket, clock, there)
        for ticket in _tickets(context, args.number)
        for clock in clocks(ticket, kept.law, kept.calendar, as_of)
        if args.all or not clock.stopped
    ]
    return {"as_of": context.today.isoformat(), "deadlines": listed}


def _tickets(context: Context, number: str | None) -> Iterator[Ticket]:
    with context.store().reading() as connection:
        if number is None:
            yield from (stored.ticket for stored in stream(connection))
            return
        found = load_by_number(connection, [number]) or load_by_ref(connection, [number])
        if not found:
            raise Refusal(f"查无工单 {number}。请核对编号。")
        yield from (stored.ticket for stored in found)


def _plain(ticket: Ticket, clock: Clock, there: Staff) -> dict[str, Any]:
    named = {"number": ticket.number}
    if ticket.ref != ticket.number:
        named["ref"] = ticket.ref
    return named | {
        "clock": clock.code,
        "rule_set": clock.rule_set,
        "start": clock.start.isoformat(),
        "due": clock.due.isoformat(),
        "met_on": clock.met_on and clock.met_on.isoformat(),
        "state": clock.state.name.lower(),
        "unit": clock.unit.name.lower(),
        "remaining": clock.remaining,
        "level": clock.level,
        "officers": _officers(ticket, clock, there),
        "estimated": clock.estimated,
    }


def _officers(ticket: Ticket, clock: Clock, there: Staff) -> list[str]:
    """Who is reminded of it now; while nobody is, or nobody is known, whose it is."""
    told = addressees(clock.level, ticket.handler, ticket.unit, there) if clock.level else ()
    return [one.name for one in told] or list(filter(None, [ticket.handler]))


def _lines(result: Result) -> Iterable[str]:
    law = clock_law()
    for one in result["deadlines"]:
        unit, state = TermUnit[one["unit"].upper()], ClockState[one["state"].upper()]
        said = [
            one.get("ref", one["number"]),
            law.rule(one["clock"]).name,
            f"{one['due']} 到期" + ("（估算）" if one["estimated"] else ""),
            standing(state, one["remaining"], unit),
            *one["officers"],
        ]
        yield "　".join(said)
    yield f"{result['as_of']} 共 {len(result['deadlines'])} 只时限。"


COMMANDS = (
    Command(
        name="deadlines",
        help="列出工单的各项时限",
        run=deadlines,
        lines=_lines,
        options=_options,
    ),
)
