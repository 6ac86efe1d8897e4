"""回炉: the unit answers for a dissatisfied callback, its leader signs, and we call again."""

from dataclasses import replace
from datetime import datetime

from core.errors import Refusal
from core.follow_up.callback import Explanation, FollowUp, Standing
from core.follow_up.rules import FollowUpRules
from core.people import Action, Officer, may

_PARTS = {
    "why": "为什么不满意",
    "missed": "哪里有疏漏（没有疏漏的写明凭什么）",
    "remedy": "怎样补救",
}


def explain(  # noqa: PLR0913 -- all but the first go by name
    found: FollowUp,
    *,
    why: str,
    missed: str,
    remedy: str,
    by: Officer,
    at: datetime,
    rules: FollowUpRules,
) -> Explanation:
    """Say why, what was missed, and what is done about it; it still needs the leader's name."""
    _require(found, by, Action.EXPLAIN_CALLBACK, at)
    standing = found.standing(rules.rounds)
    if standing not in (Standing.TO_EXPLAIN, Standing.TO_SIGN):
        raise Refusal(f"工单 {found.ref} 现在是“{standing.value}”，不用写情况说明。")
    said = {"why": why.strip(), "missed": missed.strip(), "remedy": remedy.strip()}
    for key, text in said.items():
        if len(text) < rules.least_words:
            raise Refusal(
                f"“{_PARTS[key]}”请至少写 {rules.least_words} 个字，科室和诉求人要看得明白。",
                field=key,
            )
    last = found.last
    assert last is not None  # noqa: S101 -- there is a dissatisfied callback
    return Explanation(
        round=last.round,
        why=said["why"],
        missed=said["missed"],
        remedy=said["remedy"],
        by=by.name,
        at=at,
    )


def sign(found: FollowUp, *, by: Officer, at: datetime, rules: FollowUpRules) -> Explanation:
    """Sign what the unit says; whoever wrote it does not."""
    said = _waiting(found, by, at, rules)
    return replace(said, signed_by=by.name, signed_at=at)


def send_back(
    found: FollowUp, reason: str, *, by: Officer, at: datetime, rules: FollowUpRules
) -> Explanation:
    """Let it be written again."""
    said = _waiting(found, by, at, rules)
    if not reason.strip():
        raise Refusal("请写明还差什么，写说明的人要看。", field="reason")
    return replace(said, sent_back=reason.strip())


def _waiting(found: FollowUp, by: Officer, at: datetime, rules: FollowUpRules) -> Explanation:
    _require(found, by, Action.SIGN_EXPLANATION, at)
    said = found.explanation
    if said is None or found.standing(rules.rounds) is not Standing.TO_SIGN:
        raise Refusal(f"工单 {found.ref} 没有等着签字的情况说明。")
    if by.name in (said.by, found.ticket.handler):
        raise Refusal("自己写的、自己办的，请由另一位领导签字。")
    return said


def _require(found: FollowUp, by: Officer, action: Action, at: datetime) -> None:
    unit = found.ticket.unit
    if not may(by, action, unit, today=at.date()):
        raise Refusal(f"{by.name}不能{action.value}：它属于{unit or '尚未派定的单位'}。")
