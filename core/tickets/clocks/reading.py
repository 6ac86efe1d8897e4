"""Builds the law of clocks from its data file; a name that means nothing fails here, at start."""

from collections.abc import Callable, Mapping, Sequence
from datetime import time
from functools import reduce
from operator import attrgetter
from typing import Any

from core.tickets.clocks.events import (
    CONDITIONS,
    RECEIPT,
    Condition,
    Moment,
    event,
    moment,
    receipt_at,
)
from core.tickets.clocks.law import (
    ClockLaw,
    ClockRule,
    Extension,
    Limit,
    Pausing,
    Provision,
    Reminders,
    Side,
    Steps,
    TermUnit,
)
from core.tickets.fields import BY_KEY
from core.tickets.law.rule_set import Matter, RuleSets
from core.tickets.ticket import Ticket

Data = Mapping[str, Any]


def law_of(data: Data, sets: Callable[[], RuleSets]) -> ClockLaw:
    """The law in `data`, which is laid out as `resources/law/clocks.json`, with the rule sets."""
    chosen, receipt = _chosen(data), receipt_at(earlier=data["counting"]["start_at_earlier"])
    return ClockLaw(
        rules=tuple(_rule(clock, chosen.get(clock["code"]), receipt) for clock in data["clocks"]),
        sets=sets,
        reminders=_reminders(data["reminders"]),
        roll_on_weekend=data["counting"]["roll_on_weekend"],
        roll_on_holiday_block=data["counting"]["roll_on_holiday_block"],
    )


def _rule(clock: Data, chosen: Condition | None, receipt: Moment) -> ClockRule:
    applies = [CONDITIONS[name] for name in clock["applies"]]
    if chosen is not None:
        applies.append(chosen)
    pausing, extension = clock.get("suspension"), clock.get("extension")
    return ClockRule(
        code=clock["code"],
        name=clock["name"],
        side=Side[clock["side"].upper()],
        applies=reduce(_both, applies),
        ended=reduce(_either, (CONDITIONS[name] for name in clock.get("ended", ["never"]))),
        start=receipt if clock["start"] == RECEIPT else moment(clock["start"]),
        restart=moment(clock["restart"]) if "restart" in clock else None,
        stop=event(clock["stop"], **clock.get("stop_after", {})) if "stop" in clock else None,
        provisions=tuple(_provision(one) for one in clock["provisions"]),
        matter=Matter(clock["matter"]) if "matter" in clock else None,
        custom=clock.get("basis", ""),
        until=moment(clock["until"]) if "until" in clock else None,
        can_pause=pausing is not None,
        pausing=Pausing(moment(pausing["from"]), moment(pausing["to"])) if pausing else None,
        extension=extension and _extension(extension),
    )


def _extension(data: Data) -> Extension:
    approved = moment(data["approved"]) if "approved" in data else None
    return Extension(approved, data["days"], data["by"])


def _provision(data: Data) -> Provision:
    return Provision(
        limits=tuple(Limit(one["days"], TermUnit[one["unit"].upper()]) for one in data["limits"]),
        rule_sets=frozenset(data.get("rule_sets", ())),
        note=data.get("note", ""),
    )


def _reminders(data: Data) -> Reminders:
    return Reminders(
        days={unit: _steps(data[unit.name.lower()]) for unit in TermUnit},
        hours=_steps(data["short"]["hours"]),
        short_term=data["short"]["term"],
        closes=time.fromisoformat(data["short"]["closes"]),
    )


def _steps(levels: Sequence[int]) -> Steps:
    first, second, third = levels
    return first, second, third


def _chosen(data: Data) -> Mapping[str, Condition]:
    """For clocks of which a ticket has exactly one: when it is this one."""
    days = {clock["code"]: clock["provisions"][0]["limits"][0]["days"] for clock in data["clocks"]}
    conditions: dict[str, Condition] = {}
    for choice in data["choices"]:
        pick = _picker(choice, days)
        conditions |= {code: _picks(pick, code) for code in choice["among"]}
    return conditions


def _picker(choice: Data, days: Mapping[str, int]) -> Callable[[Ticket], str]:
    """Picks the clock whose term stands in the field `by`, otherwise the first that fits."""
    by_days: dict[int, str] = {days[code]: code for code in choice["among"]}
    written = attrgetter(BY_KEY[choice["by"]].path)
    otherwise: list[tuple[Condition, str]] = [
        (CONDITIONS[one["when"]], one["clock"]) for one in choice["otherwise"]
    ]

    def pick(ticket: Ticket) -> str:
        code = by_days.get(written(ticket))
        return code or next(clock for holds, clock in otherwise if holds(ticket))

    return pick


def _picks(pick: Callable[[Ticket], str], code: str) -> Condition:
    return lambda ticket: pick(ticket) == code


def _both(one: Condition, other: Condition) -> Condition:
    return lambda ticket: one(ticket) and other(ticket)


def _either(one: Condition, other: Condition) -> Condition:
    return lambda ticket: one(ticket) or other(ticket)
