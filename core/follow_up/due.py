"""By when the next step of a follow-up is expected; working days, from the office's data."""

from datetime import date

from core.follow_up.callback import FollowUp, Standing
from core.follow_up.rules import FollowUpRules
from core.workdays import Calendar


def due_of(found: FollowUp, rules: FollowUpRules, days: Calendar) -> date | None:
    """The last day for what is open now; None where nothing is."""
    match found.standing(rules.rounds):
        case Standing.TO_CALL:
            closed = found.ticket.outcome.closed_at
            return days.add_workdays(closed.date(), rules.first_call) if closed else None
        case Standing.TO_EXPLAIN | Standing.TO_SIGN:
            last = found.last
            return days.add_workdays(last.at.date(), rules.explanation) if last else None
        case Standing.TO_CALL_AGAIN:
            said = found.explanation
            signed = said.signed_at if said is not None else None
            return days.add_workdays(signed.date(), rules.second_call) if signed else None
    return None
