"""What an entry of the audit trail says of a ticket, for everything but its own fields.

One function for each kind of thing; what is read comes as the plain values the trail keeps.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from core.audit import Change, Step
from core.follow_up.callback import CallOutcome, RoundEnd
from core.follow_up.escalation import EscalationOrigin, EscalationState
from core.tickets.fields import BY_KEY
from core.tickets.life.table import Move
from core.tickets.lifecycle import Decision
from core.tickets.words import Satisfaction
from core.timeline.entry import EntryKind
from core.timeline.ticket_words import moment

Words = Callable[[Change, Step], str]


def _submission(change: Change, _step: Step) -> str:
    after = change.after or {}
    decision = after.get("decision")
    if decision is None:
        return "收回了审核意见" if change.before else "送分管领导审核"
    opinion = f"，意见是“{after['opinion']}”" if after.get("opinion") else ""
    return f"审核同意{opinion}" if decision == Decision.APPROVED.name else f"审核退回{opinion}"


_TOLD_BY_SUBMISSION = frozenset({Move.SUBMIT, Move.APPROVE, Move.SEND_BACK})


def _movement(change: Change, _step: Step) -> str:
    """What was done with the ticket, to whom it went, and why."""
    said = change.after or change.before or {}
    move = Move[said["move"]]
    if move in _TOLD_BY_SUBMISSION:
        return ""
    if change.after is None:
        return f"撤销了“{move.value}”"
    to = f"到{said['unit']}" if move is Move.DISPATCH else ""
    whom = f"，承办人{said['handler']}" if move is Move.APPOINT else ""
    lent = f"代{said['instead_of']}" if said.get("instead_of") else ""
    return f"{lent}{move.value}{to}{whom}{_why(move, said)}"


def _why(move: Move, said: Mapping[str, Any]) -> str:
    found = []
    if move is Move.DECLINE:
        found.append(f"建议由{said['unit']}承办")
    if move is Move.TRANSFER:
        found.append(f"去向是{said['unit']}")
    name = "告诉诉求人" if move is Move.INTERIM else "理由是"
    found += [f"{name}“{said['reason']}”"] if said.get("reason") else []
    found += [f"依据是{said['basis']}"] if said.get("basis") else []
    found += [f"下一步{said['next_step']}"] if said.get("next_step") else []
    if said.get("until"):
        found.append(f"{moment(date.fromisoformat(said['until']))}以前再答复")
    found += [f"另立重办件 {said['rework']}"] if said.get("rework") else []
    return "".join(f"，{one}" for one in found)


def _waiver(change: Change, _step: Step) -> str:
    return f"对一处提示写了保留的理由：“{(change.after or {}).get('reason', '')}”"


def _kept_field(change: Change, _step: Step) -> str:
    names = "、".join(f"“{BY_KEY[key].header}”" for key in change.after or {} if key in BY_KEY)
    return f"让用不着的栏目{names}留着原来的内容"


def _pin(change: Change, _step: Step) -> str:
    after = change.after or {}
    code = after.get("rule_set") or ""
    reason = f"，理由是“{after['reason']}”" if after.get("reason") else ""
    return f"指定按 {code} 这套规则办{reason}" if code else f"改回按日期选规则{reason}"


def _paper(change: Change, _step: Step) -> str:
    after = change.after or {}
    if change.before is None:
        number = f"，编号 {after['number']}" if after.get("number") else ""
        return f"签发了《{after.get('title', '文书')}》{number}"
    return f"作废了《{(change.before or {}).get('title') or after.get('title') or '一份文书'}》"


def _paper_export(change: Change, _step: Step) -> str:
    return f"导出了《{(change.after or {}).get('title', '文书')}》"


def _sight(change: Change, _step: Step) -> str:
    after = change.after or {}
    names = "、".join(BY_KEY[key].header for key in after.get("fields", ()) if key in BY_KEY)
    return f"为了{after.get('why') or '办件'}，查看了{names}"


def _attempt(change: Change, step: Step) -> str:
    after = change.after or {}
    outcome = CallOutcome[after["outcome"]]
    if outcome is CallOutcome.TALKED:
        return ""
    at = datetime.fromisoformat(after["at"])
    when = f"在 {moment(at)}" if at != step.at else ""
    note = f"（{after['note']}）" if after.get("note") else ""
    return f"{when}打回访电话，{outcome.value}{note}"


def _result(change: Change, step: Step) -> str:
    after = change.after or {}
    at = datetime.fromisoformat(after["at"])
    when = f"在 {moment(at)}" if at != step.at else ""
    head = f"{when}作第 {after['round']} 次回访"
    end = RoundEnd[after["round_end"]]
    note = f"，诉求人说：“{after['note']}”" if after.get("note") else ""
    if end is not RoundEnd.RATED:
        return f"{head}，{end.value}{note}"
    service, result = Satisfaction[after["service"]], Satisfaction[after["result"]]
    back = Satisfaction.DISSATISFIED in (service, result)
    returned = "，退回所队说明" if back else ""
    return f"{head}，诉求人对服务{service.value}，对结果{result.value}{note}{returned}"


def _explanation(change: Change, _step: Step) -> str:
    after = change.after or {}
    if after.get("signed_by"):
        return f"在第 {after['round']} 次回访的情况说明上签字，等再次回访"
    if after.get("sent_back"):
        return f"把情况说明退回重写，原因是“{after['sent_back']}”"
    return f"写了第 {after['round']} 次回访的情况说明，交领导签字"


def _escalation(change: Change, _step: Step) -> str:
    after = change.after or {}
    state = EscalationState[after["state"]]
    if change.before is None:
        origin = EscalationOrigin[after["origin"]].value
        due = moment(date.fromisoformat(after["due"]))
        return f"因为{origin}立了专项督办，由{after['owner']}在 {due}前分析"
    if state is EscalationState.CLOSED:
        said = "有责，作典型案例" if after.get("at_fault") else "无责"
        return f"给专项督办下了结论：{said}，理由是“{after['reason']}”"
    if state is EscalationState.ANALYSED:
        return "交了专项督办的分析"
    return f"把专项督办的分析退回，原因是“{after.get('sent_back', '')}”"


SUBJECTS: Mapping[str, tuple[EntryKind, Words]] = {
    "submission": (EntryKind.GATE, _submission),
    "movement": (EntryKind.GATE, _movement),
    "waiver": (EntryKind.FILLED, _waiver),
    "kept_field": (EntryKind.FILLED, _kept_field),
    "rule_set_pin": (EntryKind.CLOCK, _pin),
    "paper": (EntryKind.PAPER, _paper),
    "paper_export": (EntryKind.PAPER, _paper_export),
    "sight": (EntryKind.SIGHT, _sight),
    "callback_attempt": (EntryKind.CALLBACK, _attempt),
    "callback_result": (EntryKind.CALLBACK, _result),
    "callback_explanation": (EntryKind.CALLBACK, _explanation),
    "escalation": (EntryKind.CALLBACK, _escalation),
}
"""The kinds of thing that belong to one ticket, named by its reference in the trail."""
