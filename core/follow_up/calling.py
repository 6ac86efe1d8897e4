"""Recording calls and what came of them, and what the ledger then says.

Who calls is never who handled the ticket. 联系不上 wants enough calls, apart in time:
`still_wanted` says how many are missing, `not_before` from when the next one counts.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from core.errors import Refusal
from core.follow_up.callback import (
    GRADES,
    IN_VAIN,
    Attempt,
    CallOutcome,
    FollowUp,
    RoundEnd,
    RoundResult,
    Standing,
    is_due,
)
from core.follow_up.rules import FollowUpRules
from core.people import Action, Officer, may
from core.tickets.words import Satisfaction, Solved

TO_CALL = frozenset({Standing.TO_CALL, Standing.TO_CALL_AGAIN})
_ALWAYS = datetime(1, 1, 1)


def counting(calls: Sequence[Attempt], rules: FollowUpRules) -> tuple[Attempt, ...]:
    """The calls in vain that count: each far enough from the last one, in a half-day of its own."""
    found: list[Attempt] = []
    for call in sorted(calls, key=lambda one: one.at):
        if call.outcome in IN_VAIN and call.at >= not_before(found, rules):
            found.append(call)
    return tuple(found)


def not_before(counted: Sequence[Attempt], rules: FollowUpRules) -> datetime:
    """From when another call in vain counts, after those that count already."""
    if not counted:
        return _ALWAYS
    last = counted[-1].at
    apart = last + rules.apart
    if not rules.own_half_day or rules.half_day(apart) != rules.half_day(last):
        return apart
    day, is_afternoon = rules.half_day(last)
    if is_afternoon:
        return datetime.combine(day + timedelta(days=1), datetime.min.time())
    return datetime.combine(day, rules.noon)


def still_wanted(found: FollowUp, rules: FollowUpRules) -> int:
    """How many more calls in vain 联系不上 wants."""
    return max(0, rules.attempts - len(counting(found.calls(), rules)))


def attempt(  # noqa: PLR0913 -- all but the first go by name
    found: FollowUp,
    outcome: CallOutcome,
    *,
    by: Officer,
    called_at: datetime,
    now: datetime,
    rules: FollowUpRules,
    note: str = "",
) -> Attempt:
    """A call that did not lead to a rating."""
    _require_turn(found, by, now, rules)
    _require_time(found, called_at, now)
    if outcome is CallOutcome.TALKED:
        raise Refusal("接通了就请记评价，或者记拒访。", field="outcome")
    return Attempt(round=found.round, at=called_at, by=by.name, outcome=outcome, note=note.strip())


def rated(  # noqa: PLR0913 -- all but the first go by name
    found: FollowUp,
    *,
    service: Satisfaction,
    result: Satisfaction,
    solved: Solved | None,
    by: Officer,
    called_at: datetime,
    now: datetime,
    rules: FollowUpRules,
    note: str = "",
) -> RoundResult:
    """The petitioner was reached and rated service and result."""
    _require_turn(found, by, now, rules)
    _require_time(found, called_at, now)
    for said, what in ((service, "对服务"), (result, "对结果")):
        if said not in GRADES:
            words = "、".join(GRADES)
            raise Refusal(f"{what}的满意度请选{words}之一。", field="satisfaction")
    if Satisfaction.DISSATISFIED in (service, result) and not note.strip():
        raise Refusal("不满意的，请记下诉求人说了哪里不满意，所队要照着说明。", field="note")
    return RoundResult(
        round=found.round,
        at=called_at,
        by=by.name,
        end=RoundEnd.RATED,
        service=service,
        result=result,
        solved=solved,
        note=note.strip(),
    )


def refused(
    found: FollowUp,
    *,
    by: Officer,
    called_at: datetime,
    now: datetime,
    rules: FollowUpRules,
    note: str = "",
) -> RoundResult:
    """The petitioner was reached and did not want to be asked (拒访)."""
    _require_turn(found, by, now, rules)
    _require_time(found, called_at, now)
    return RoundResult(
        round=found.round, at=called_at, by=by.name, end=RoundEnd.REFUSED, note=note.strip()
    )


def unreached(
    found: FollowUp, *, by: Officer, now: datetime, rules: FollowUpRules, note: str = ""
) -> RoundResult:
    """Nobody could be reached; its time is that of the last call."""
    _require_turn(found, by, now, rules)
    missing = still_wanted(found, rules)
    if missing:
        raise Refusal(
            f"还不能记联系不上：要在不同时段打满 {rules.attempts} 次，还差 {missing} 次。"
            f"{_next_words(found, now, rules)}"
        )
    last = counting(found.calls(), rules)[-1]
    return RoundResult(
        round=found.round, at=last.at, by=by.name, end=RoundEnd.UNREACHED, note=note.strip()
    )


def _next_words(found: FollowUp, now: datetime, rules: FollowUpRules) -> str:
    earliest = not_before(counting(found.calls(), rules), rules)
    if earliest <= now:
        return "现在就可以再打。"
    return f"下一次从 {moment(earliest)}起才算。"


def moment(at: datetime) -> str:
    """11 月 24 日 14:00, or the day alone where it begins there."""
    day = f"{at.month} 月 {at.day} 日"
    return f"{day} " if at.time() == datetime.min.time() else f"{day} {at:%H:%M} "


def ledger_values(found: FollowUp, ended: RoundResult) -> dict[str, Any]:
    """What the ledger's fields say once a round has ended with `ended`.

    A rating stays where the next round brings none: a petitioner who cannot be reached any more is
    still dissatisfied.
    """
    earlier = next((one for one in reversed(found.results) if one.rating is not None), None)
    shown = ended if ended.rating is not None or earlier is None else earlier
    return {
        "callback_at": ended.at,
        "satisfaction": shown.rating or Satisfaction[shown.end.name],
        "solved": shown.solved,
    }


def _require_turn(found: FollowUp, by: Officer, now: datetime, rules: FollowUpRules) -> None:
    ticket = found.ticket
    if not may(by, Action.CALL_BACK, ticket.unit, today=now.date()):
        raise Refusal(f"{by.name}不能{Action.CALL_BACK.value}，由消保科回访。")
    if by.name == ticket.handler:
        raise Refusal(f"工单 {found.ref} 是您办的，请由另一位同事回访。")
    if not is_due(ticket):
        raise Refusal(f"工单 {found.ref} 不在回访之列：属实、部分属实而且已办结的才回访。")
    standing = found.standing(rules.rounds)
    if standing not in TO_CALL:
        raise Refusal(f"工单 {found.ref} 现在是“{standing.value}”，不用打电话。")


def _require_time(found: FollowUp, called_at: datetime, now: datetime) -> None:
    if called_at > now:
        raise Refusal("拨打时间在现在以后，请核对。", field="at")
    since = _since(found)
    if since is not None and called_at.date() < since:
        day = f"{since.month} 月 {since.day} 日"
        raise Refusal(f"拨打时间早于{day}，那时还没有轮到这次回访，请核对。", field="at")
    if any(one.at == called_at for one in found.calls()):
        raise Refusal("这个时间已经记过一次拨打。", field="at")


def _since(found: FollowUp) -> date | None:
    """The day from which the round under way could be called."""
    said = found.explanation
    if said is not None and said.signed_at is not None:
        return said.signed_at.date()
    closed = found.ticket.outcome.closed_at
    return closed.date() if closed is not None else None
