"""One ticket and its log in memory: moves are made on it as the store would make them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from core.tickets.handover import approve, send_back, submit
from core.tickets.life.moving import REQUESTS, Movement, make, written
from core.tickets.life.moving import instead_of as instead_of_whom
from core.tickets.life.needs import Order
from core.tickets.life.standing import Life
from core.tickets.life.table import Move
from core.tickets.lifecycle import Decision, Submission
from core.tickets.ticket import Ticket


@dataclass
class Log:
    """Answers what the use cases ask of tickets, submissions and moves."""

    now: Life
    moves: list[Movement] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    reworks: list[Ticket] = field(default_factory=list)
    order: Order | None = None

    @property
    def ref(self) -> str:
        return self.now.ticket.ref

    def life(self, ref: str) -> Life:
        assert ref == self.ref
        return self.now

    def save(self, new: Ticket) -> None:
        if new.ref == self.ref:
            self.now = replace(self.now, ticket=new)
        else:
            self.reworks.append(new)

    def find(self, _numbers: Iterable[str]) -> list[Ticket]:
        return [self.now.ticket, *self.reworks]

    def add(self, _ref: str, new: Movement) -> None:
        self.moves.append(new)
        if new.move in REQUESTS:
            self.now = replace(self.now, asks_bureau=REQUESTS[new.move])

    def waived(self, _ref: str) -> frozenset[str]:
        return frozenset()

    def kept(self, _ref: str) -> dict[str, str]:
        return {}

    def hand_in(self, _ref: str, new: Submission) -> None:
        self.submissions.append(new)
        self.now = replace(self.now, submission=new)
        self._log(Move.SUBMIT)

    def decide(self, _ref: str, decision: Decision, *, opinion: str, instead_of: str = "") -> None:
        assert self.order is not None
        assert self.now.submission is not None
        decided = replace(
            self.now.submission,
            decision=decision,
            decided_by=self.order.by.name,
            decided_at=self.order.at,
            opinion=opinion,
        )
        self.submissions[-1:] = [decided]
        self.now = replace(self.now, submission=decided)
        assert instead_of == instead_of_whom(self.order, Move.APPROVE, self.now)
        self._log(Move.APPROVE if decision is Decision.APPROVED else Move.SEND_BACK)

    def _log(self, move: Move) -> None:
        assert self.order is not None
        self.moves.append(written(move, self.now, self.order))

    def make(self, move: Move, order: Order) -> None:
        """Make any move, each through the use case that the program uses."""
        self.order = order
        by, at, ref = order.by, order.at, self.ref
        if move is Move.SUBMIT:
            submit(self, self.now.ticket, [], by=by, at=at, rulebook="1")
        elif move is Move.APPROVE:
            approve(self, self, ref, by=by, at=at, opinion=order.reason)
        elif move is Move.SEND_BACK:
            send_back(self, ref, by=by, at=at, reason=order.reason)
        else:
            make(move, self, self, ref, order)
