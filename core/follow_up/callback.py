"""One ticket's callbacks as values: calls, what came of each round, and where it stands now.

A round (一次回访) begins when the ticket is closed, and again when the unit has answered for a
dissatisfied petitioner; it ends with a rating, a refusal, or 联系不上. Nothing here is stored but
what somebody said or did: where a ticket stands is read off it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.tickets.ticket import Ticket
from core.tickets.words import Satisfaction, Solved, Verdict

CALLED_BACK = frozenset({Verdict.SUBSTANTIATED, Verdict.PARTLY})
"""Tickets with these findings are all called back (属实、部分属实件全部回访)."""

GRADES = (
    Satisfaction.SATISFIED,
    Satisfaction.BASIC,
    Satisfaction.FAIR,
    Satisfaction.DISSATISFIED,
)
"""From best to worst; the other words of the ledger say that nobody was asked."""


class CallOutcome(StrEnum):
    """What came of one call."""

    NO_ANSWER = "无人接听"
    OFF = "关机、占线"
    WRONG_NUMBER = "空号、错号"
    LATER = "约了改时间"
    TALKED = "接通"


IN_VAIN = frozenset({CallOutcome.NO_ANSWER, CallOutcome.OFF, CallOutcome.WRONG_NUMBER})
"""What counts towards 联系不上."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One call (一次拨打)."""

    round: int
    at: datetime
    by: str
    outcome: CallOutcome
    note: str = ""


class RoundEnd(StrEnum):
    """How a round ended."""

    RATED = "已评价"
    REFUSED = "拒访"
    UNREACHED = "联系不上"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """What a round ended with; the two satisfactions are there when it was rated."""

    round: int
    at: datetime
    by: str
    end: RoundEnd
    service: Satisfaction | None = None
    """With how the officers behaved (服务)."""
    result: Satisfaction | None = None
    """With what came out (结果)."""
    solved: Solved | None = None
    note: str = ""

    @property
    def rating(self) -> Satisfaction | None:
        """The worse of the two: who is unhappy with one of them is not satisfied."""
        given = [one for one in (self.service, self.result) if one is not None]
        return max(given, key=GRADES.index) if given else None

    @property
    def is_dissatisfied(self) -> bool:
        return self.rating is Satisfaction.DISSATISFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What the unit says to a dissatisfied callback (情况说明), and whether its leader signed."""

    round: int
    why: str
    missed: str
    remedy: str
    by: str
    at: datetime
    sent_back: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None

    @property
    def text(self) -> str:
        """As the ledger's 情况说明 holds it."""
        return f"不满意的原因：{self.why}。疏漏：{self.missed}。补救：{self.remedy}。".replace(
            "。。", "。"
        )


class Standing(StrEnum):
    """Where the callbacks of a ticket stand."""

    TO_CALL = "待回访"
    TO_EXPLAIN = "待所队说明"
    TO_SIGN = "待领导签字"
    TO_CALL_AGAIN = "待再次回访"
    DONE = "已回访"
    UNHAPPY = "回访后仍不满意"
    REFUSED = "拒访"
    UNREACHED = "联系不上"


OPEN = frozenset({Standing.TO_CALL, Standing.TO_EXPLAIN, Standing.TO_SIGN, Standing.TO_CALL_AGAIN})
"""Somebody still has to do something."""

_ENDS = {RoundEnd.REFUSED: Standing.REFUSED, RoundEnd.UNREACHED: Standing.UNREACHED}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Everything about the callbacks of one ticket, oldest first."""

    ticket: Ticket
    attempts: tuple[Attempt, ...] = ()
    results: tuple[RoundResult, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    @property
    def ref(self) -> str:
        return self.ticket.ref or self.ticket.number

    @property
    def last(self) -> RoundResult | None:
        """What the newest finished round ended with; a callback the ledger brought is the first."""
        return self.results[-1] if self.results else from_ledger(self.ticket)

    @property
    def round(self) -> int:
        """The round that is under way, or would be next."""
        return self.last.round + 1 if self.last is not None else 1

    @property
    def explanation(self) -> Explanation | None:
        """What the unit said to the newest result."""
        last = self.last
        said = (one for one in self.explanations if last is not None and one.round == last.round)
        return next(said, None)

    def calls(self) -> tuple[Attempt, ...]:
        """The calls of the round that is under way."""
        return tuple(one for one in self.attempts if one.round == self.round)

    def standing(self, rounds: int) -> Standing:
        """Where it stands; after `rounds` dissatisfied rounds nobody is called again."""
        last = self.last
        if last is None:
            return Standing.TO_CALL
        if last.end is not RoundEnd.RATED:
            return _ENDS[last.end]
        if not last.is_dissatisfied:
            return Standing.DONE
        said = self.explanation
        if said is None:
            return Standing.DONE if self._answered_in_ledger() else Standing.TO_EXPLAIN
        if said.signed_at is None:
            return Standing.TO_EXPLAIN if said.sent_back else Standing.TO_SIGN
        return Standing.UNHAPPY if last.round >= rounds else Standing.TO_CALL_AGAIN

    def _answered_in_ledger(self) -> bool:
        """A dissatisfied callback came with its explanation from outside."""
        return not self.results and bool(self.ticket.callback.explanation.strip())

    @property
    def is_answered_for(self) -> bool:
        """Whether somebody dissatisfied is still to be called again, or answered before that."""
        last = self.last
        return last is not None and last.is_dissatisfied and not self._answered_in_ledger()

    def is_twice_dissatisfied(self, rounds: int) -> bool:
        last = self.last
        return last is not None and last.is_dissatisfied and last.round >= rounds


def is_due(ticket: Ticket) -> bool:
    """Whether the ticket belongs into the callback list."""
    return (
        ticket.is_closed
        and ticket.outcome.verdict in CALLED_BACK
        and not ticket.is_declined_assignment
    )


def from_ledger(ticket: Ticket) -> RoundResult | None:
    """The callback that a ledger brought along; it knows only one satisfaction."""
    there = ticket.callback
    if there.callback_at is None:
        return None
    ends = {
        Satisfaction.REFUSED: RoundEnd.REFUSED,
        Satisfaction.UNREACHED: RoundEnd.UNREACHED,
    }
    end = RoundEnd.RATED if there.satisfaction is None else ends.get(there.satisfaction)
    return RoundResult(
        round=1,
        at=there.callback_at,
        by="",
        end=end or RoundEnd.RATED,
        result=there.satisfaction if there.satisfaction in GRADES else None,
        solved=there.solved,
    )
