"""One move on many tickets: what would happen to each, seen before it is done (预览)."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.errors import Refusal
from core.tickets.life.asking import problems
from core.tickets.life.needs import Order
from core.tickets.life.standing import Life
from core.tickets.life.table import Move


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a move would do to one ticket: nothing stands against it, or `why` does."""

    ref: str
    why: str = ""
    field: str = ""
    """Which answer would mend it, where one would."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move would do to some tickets, in their order."""

    move: Move
    prospects: tuple[Prospect, ...]

    @property
    def ready(self) -> tuple[str, ...]:
        return tuple(one.ref for one in self.prospects if not one.why)

    @property
    def left_out(self) -> tuple[Prospect, ...]:
        return tuple(one for one in self.prospects if one.why)


def plan(move: Move, lives: Iterable[Life], order: Order) -> Plan:
    """What the move would do to each ticket with what is said so far."""
    return Plan(move, tuple(_prospect(move, life, order) for life in lives))


def _prospect(move: Move, life: Life, order: Order) -> Prospect:
    problem = next(problems(move, life, order), None)
    if problem is None:
        return Prospect(life.ticket.ref)
    return Prospect(life.ticket.ref, str(problem), problem.field)


def refuse_if_none(made: Plan) -> None:
    """Refuse where not one of the tickets can be moved, with what is in the way of the first."""
    if made.ready:
        return
    if not made.prospects:
        raise Refusal("没有选工单。请先在列表里选几件。")
    raise Refusal(made.prospects[0].why)
