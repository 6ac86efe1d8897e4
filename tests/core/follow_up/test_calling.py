"""Calls: 联系不上 wants enough of them, apart in time; who handled the ticket does not call."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from core.follow_up.callback import (
    IN_VAIN,
    Attempt,
    CallOutcome,
    Explanation,
    FollowUp,
    RoundEnd,
    RoundResult,
    Standing,
    is_due,
)
from core.follow_up.calling import (
    attempt,
    counting,
    ledger_values,
    rated,
    refused,
    still_wanted,
    unreached,
)
from core.follow_up.due import due_of
from core.people import Officer, Post, Role
from core.tickets.words import Satisfaction, Solved, Verdict
from storage.calendar import calendar
from storage.follow_up.rules import follow_up_rules
from tests.samples import a_ticket

RULES = follow_up_rules()
CLOSED = datetime(2026, 11, 16, 16, 0)
NOW = datetime(2026, 11, 20, 17, 0)
S = Satisfaction


def officer(name: str = "柳回音", role: Role = Role.SECTION_OFFICER) -> Officer:
    unit = "消保科" if role is Role.SECTION_OFFICER else "九亭所"
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=date(2020, 1, 1)),))


def closed(**changes: object) -> FollowUp:
    values = {"closed_at": CLOSED, "verdict": Verdict.SUBSTANTIATED, **changes}
    return FollowUp(ticket=a_ticket(**values))


def call(at: str, outcome: CallOutcome = CallOutcome.NO_ANSWER) -> Attempt:
    return Attempt(round=1, at=datetime.fromisoformat(at), by="柳回音", outcome=outcome)


def rate(found: FollowUp, service: S, result: S, note: str = "") -> RoundResult:
    return rated(
        found,
        service=service,
        result=result,
        solved=Solved.SOLVED,
        by=officer(),
        called_at=NOW,
        now=NOW,
        rules=RULES,
        note=note,
    )


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, True),
        ({"verdict": Verdict.PARTLY}, True),
        ({"verdict": Verdict.UNSUBSTANTIATED}, False),
        ({"verdict": Verdict.UNVERIFIABLE}, False),
        ({"closed_at": None}, False),
        ({"suggested_unit": "方松所"}, False),
    ],
)
def test_every_closed_substantiated_ticket_is_called_back(
    changes: dict[str, object],
    due: bool,  # noqa: FBT001 -- a case of the table
) -> None:
    assert is_due(closed(**changes).ticket) is due


def test_three_calls_on_one_morning_are_one() -> None:
    found = replace(
        closed(),
        attempts=(call("2026-11-17 09:00"), call("2026-11-17 09:05"), call("2026-11-17 11:30")),
    )
    assert still_wanted(found, RULES) == 2
    with pytest.raises(Refusal, match="还差 2 次。现在就可以再打"):
        unreached(found, by=officer(), now=NOW, rules=RULES)


def test_the_refusal_says_from_when_the_next_call_counts() -> None:
    found = replace(closed(), attempts=(call("2026-11-20 16:30"),))
    with pytest.raises(Refusal, match="还差 2 次。下一次从 11 月 21 日 起才算"):
        unreached(found, by=officer(), now=NOW, rules=RULES)
    morning = replace(closed(), attempts=(call("2026-11-20 09:30"),))
    with pytest.raises(Refusal, match="下一次从 11 月 20 日 12:00 起才算"):
        unreached(morning, by=officer(), now=datetime(2026, 11, 20, 10), rules=RULES)


def test_calls_of_three_half_days_are_enough_and_the_last_is_the_callback() -> None:
    times = ("2026-11-17 09:00", "2026-11-17 15:00", "2026-11-18 10:00")
    found = replace(closed(), attempts=tuple(map(call, times)))
    ended = unreached(found, by=officer(), now=NOW, rules=RULES)
    assert ledger_values(found, ended) == {
        "callback_at": datetime(2026, 11, 18, 10),
        "satisfaction": S.UNREACHED,
        "solved": None,
    }


def test_being_asked_to_call_later_is_not_a_call_in_vain() -> None:
    later = CallOutcome.LATER
    times = ("2026-11-17 09:00", "2026-11-17 15:00", "2026-11-18 10:00")
    found = replace(closed(), attempts=tuple(call(at, later) for at in times))
    assert still_wanted(found, RULES) == RULES.attempts


_CALLS = st.lists(
    st.builds(
        Attempt,
        round=st.just(1),
        at=st.datetimes(datetime(2026, 11, 17), datetime(2026, 11, 24)),
        by=st.just("柳回音"),
        outcome=st.sampled_from(CallOutcome),
    ),
    max_size=12,
)


@given(_CALLS)
def test_calls_that_count_are_apart_and_each_in_its_own_half_day(calls: list[Attempt]) -> None:
    counted = counting(calls, RULES)
    assert all(one.outcome in IN_VAIN for one in counted)
    halves = [RULES.half_day(one.at) for one in counted]
    assert len(set(halves)) == len(halves)
    for earlier, later in pairwise(counted):
        assert later.at - earlier.at >= RULES.apart


@given(_CALLS, st.integers(1, 5))
def test_without_half_days_only_the_distance_counts(calls: list[Attempt], hours: int) -> None:
    loose = replace(RULES, own_half_day=False, apart=timedelta(hours=hours))
    counted = counting(calls, loose)
    in_vain = sorted(one.at for one in calls if one.outcome in IN_VAIN)
    assert bool(counted) is bool(in_vain)
    for earlier, later in pairwise(counted):
        assert later.at - earlier.at >= loose.apart


@pytest.mark.parametrize(
    ("service", "result", "shown"),
    [
        (S.SATISFIED, S.SATISFIED, S.SATISFIED),
        (S.SATISFIED, S.DISSATISFIED, S.DISSATISFIED),
        (S.DISSATISFIED, S.BASIC, S.DISSATISFIED),
        (S.BASIC, S.FAIR, S.FAIR),
    ],
)
def test_the_ledger_says_the_worse_of_service_and_result(service: S, result: S, shown: S) -> None:
    found = closed()
    ended = rate(found, service, result, note="嫌慢")
    assert ledger_values(found, ended)["satisfaction"] is shown


def test_a_dissatisfied_petitioner_is_quoted() -> None:
    with pytest.raises(Refusal, match="哪里不满意"):
        rate(closed(), S.SATISFIED, S.DISSATISFIED)


def test_who_handled_it_and_who_is_not_of_the_section_do_not_call() -> None:
    with pytest.raises(Refusal, match="是您办的"):
        attempt(
            closed(handler="柳回音"),
            CallOutcome.NO_ANSWER,
            by=officer(),
            called_at=NOW,
            now=NOW,
            rules=RULES,
        )
    with pytest.raises(Refusal, match="由消保科回访"):
        refused(
            closed(), by=officer("桑立言", Role.STATION_LEADER), called_at=NOW, now=NOW, rules=RULES
        )


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (NOW + timedelta(minutes=1), "在现在以后"),
        (CLOSED - timedelta(days=1), "还没有轮到"),
        (datetime(2026, 11, 17, 9), "已经记过"),
    ],
)
def test_the_time_of_a_call_must_be_possible(at: datetime, why: str) -> None:
    found = replace(closed(), attempts=(call("2026-11-17 09:00"),))
    with pytest.raises(Refusal, match=why):
        attempt(found, CallOutcome.OFF, by=officer(), called_at=at, now=NOW, rules=RULES)


def _said(round_: int, sent_back: str = "", signed_by: str = "") -> Explanation:
    return Explanation(
        round=round_,
        why="等得太久没人说",
        missed="没有告知进度",
        remedy="上门说明",
        by="陆明远",
        at=NOW,
        sent_back=sent_back,
        signed_by=signed_by,
        signed_at=NOW if signed_by else None,
    )


def _unhappy(round_: int) -> RoundResult:
    return RoundResult(
        round=round_, at=NOW, by="柳回音", end=RoundEnd.RATED, service=S.FAIR, result=S.DISSATISFIED
    )


def test_a_dissatisfied_ticket_goes_round_until_somebody_answers_for_it() -> None:
    found = closed()
    seen = [found.standing(RULES.rounds)]
    for step in (
        {"results": (_unhappy(1),)},
        {"explanations": (_said(1),)},
        {"explanations": (_said(1, sent_back="没说补救"),)},
        {"explanations": (_said(1, signed_by="桑立言"),)},
        {"results": (_unhappy(1), _unhappy(2))},
        {
            "explanations": (
                _said(1, signed_by="桑立言"),
                _said(2, signed_by="桑立言"),
            )
        },
    ):
        found = replace(found, **step)
        seen.append(found.standing(RULES.rounds))
    assert seen == [
        Standing.TO_CALL,
        Standing.TO_EXPLAIN,
        Standing.TO_SIGN,
        Standing.TO_EXPLAIN,
        Standing.TO_CALL_AGAIN,
        Standing.TO_EXPLAIN,
        Standing.UNHAPPY,
    ]
    assert found.is_twice_dissatisfied(RULES.rounds)


def test_who_cannot_be_reached_again_stays_dissatisfied_in_the_ledger() -> None:
    found = replace(closed(), results=(_unhappy(1),))
    ended = RoundResult(round=2, at=NOW, by="柳回音", end=RoundEnd.UNREACHED)
    assert ledger_values(found, ended)["satisfaction"] is S.DISSATISFIED


def test_a_callback_that_the_ledger_brought_counts() -> None:
    at = datetime(2026, 11, 18, 9)
    assert closed(callback_at=at, satisfaction=S.BASIC).standing(2) is Standing.DONE
    assert closed(callback_at=at, satisfaction=S.REFUSED).standing(2) is Standing.REFUSED
    unhappy = closed(callback_at=at, satisfaction=S.DISSATISFIED)
    assert unhappy.standing(2) is Standing.TO_EXPLAIN
    answered = closed(callback_at=at, satisfaction=S.DISSATISFIED, explanation="已上门说明。")
    assert answered.standing(2) is Standing.DONE


def test_each_step_has_its_day_in_working_days() -> None:
    assert due_of(closed(), RULES, calendar()) == date(2026, 11, 23)
    unhappy = replace(closed(), results=(_unhappy(1),))
    assert due_of(unhappy, RULES, calendar()) == date(2026, 11, 25)
    assert due_of(closed(callback_at=NOW, satisfaction=S.BASIC), RULES, calendar()) is None
