"""Small ledgers for tests of planning: a table of cells, a store that is a dictionary."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.tickets.intake.heading import Heading
from core.tickets.intake.plan import Choices, Known, Outcome, plan
from core.tickets.intake.profile import lay_out
from core.tickets.intake.references import Rework, stored_rework
from core.tickets.intake.rows import Reader
from core.tickets.intake.table import Cell, Row
from core.tickets.ticket import Ticket
from tests.core.tickets.intake.words import DICTIONARY


class Office:
    """What planning asks of a store, kept in memory; `take` does what an import would."""

    def __init__(self, *tickets: Ticket) -> None:
        self.tickets = {ticket.ref: ticket for ticket in tickets}
        self.bases: dict[str, Mapping[str, Any]] = {}

    def reworks(self, numbers: Sequence[str]) -> list[Rework]:
        return [
            stored_rework(one, self.bases.get(one.ref, {}))
            for one in self.tickets.values()
            if one.number in numbers
        ]

    def known(self, refs: Sequence[str]) -> dict[str, Known]:
        return {
            ref: Known(ticket=self.tickets[ref], base=self.bases.get(ref, {}))
            for ref in refs
            if ref in self.tickets
        }

    def take(self, outcomes: Sequence[Outcome]) -> None:
        for one in outcomes:
            if one.after is not None:
                self.tickets[one.ref] = one.after
            if one.base is not None:
                self.bases[one.ref] = one.base


def table(*rows: Mapping[str, Cell]) -> tuple[Heading, list[Row]]:
    """A heading in row 1 and the rows below it, by heading."""
    titles = tuple(dict.fromkeys(title for row in rows for title in row))
    cells = [
        Row(number, tuple(row.get(title) for title in titles))
        for number, row in enumerate(rows, start=2)
    ]
    return Heading(first=1, last=1, titles=titles), cells


def planned(
    office: Office, *rows: Mapping[str, Cell], choices: Choices | None = None
) -> list[Outcome]:
    heading, cells = table(*rows)
    reader = Reader(lay_out(heading, cells, DICTIONARY), DICTIONARY)
    return list(plan(cells, reader, office, choices))


def taken(
    office: Office, *rows: Mapping[str, Cell], choices: Choices | None = None
) -> list[Outcome]:
    """Plan and do it."""
    outcomes = planned(office, *rows, choices=choices)
    office.take(outcomes)
    return outcomes
