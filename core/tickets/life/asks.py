"""What is asked along with a move: derived from what it needs, in the words of that move.

Windows and commands show these and nothing else, so that both ask the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.tickets.life.needs import Need
from core.tickets.life.table import MOVES, Move


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a move asks, and what it is called there."""

    field: str
    label: str
    is_needed: bool = True
    from_list: bool = False
    """Whether it is one of the units of the bureau, and not written freely."""


_OF_NEED: Mapping[Need, Question] = {
    Need.UNIT: Question("unit", "承办单位", from_list=True),
    Need.PROPOSED_UNIT: Question("unit", "建议由哪个单位承办"),
    Need.RECEIVER: Question("unit", "移送给哪个部门"),
    Need.HANDLER: Question("handler", "承办人", from_list=True),
    Need.HANDLER_OF_UNIT: Question("handler", "承办人", is_needed=False, from_list=True),
    Need.CODE: Question("code", "退回原因", from_list=True),
    Need.REASON: Question("reason", "理由"),
    Need.WHY_REDISPATCHED: Question("reason", "改派的原因", is_needed=False),
    Need.TEXT: Question("reason", "告诉了诉求人什么"),
    Need.BASIS: Question("basis", "依据"),
    Need.NEXT_STEP: Question("next_step", "下一步做什么"),
    Need.NEXT_DAY: Question("until", "哪一天以前再答复"),
}

_CALLED: Mapping[tuple[Move, str], str] = {
    (Move.RETURN, "reason"): "要补做什么",
    (Move.SEND_BACK, "reason"): "要改什么",
    (Move.DECLINE, "reason"): "退单理由",
    (Move.HAND_BACK, "reason"): "为什么不能办",
    (Move.APPROVE, "reason"): "审核意见",
}

_ALSO: Mapping[Move, tuple[Question, ...]] = {
    Move.APPROVE: (Question("reason", "审核意见", is_needed=False),),
}

SAYS: Mapping[Move, str] = {
    Move.DISPATCH: "派给哪个所队，从派出起它的承办人就看得到。重新分派不重新计时。",
    Move.APPOINT: "由这个单位的哪一位承办。",
    Move.HAND_BACK: "不具备处理权限的，反馈消保科重新分送，所队不自行移送。",
    Move.DECLINE: "写明理由、依据和建议单位，由消保科决定；决定以前这件仍在本单位名下。",
    Move.AGREE_DECLINE: "这件回到待分派，退单的理由留在流转记录里。",
    Move.REFUSE_DECLINE: "这件回到原单位，时限照原来的算。",
    Move.TRANSFER: "不归本局办的，由消保科移送，并告知诉求人。",
    Move.INTERIM: "先告诉诉求人办到哪一步。不算办结，法定时限和热线时限都照走。",
    Move.ASK_BUREAU: "不予立案由部门负责人决定，批准后再送审。",
    Move.CONSENT: "批准人、职务和决定日期写到工单上。",
    Move.REFUSE_CONSENT: "退给承办单位继续核查。",
    Move.SUBMIT: "保存并送分管领导审核，审核前不能再改。",
    Move.APPROVE: "同意以后，不属实、不予立案、不予受理的还要消保科审批，其余的可以答复告知。",
    Move.SEND_BACK: "写明要改什么，承办人会在待办里看到。",
    Move.CLEAR: "审批通过以后，承办单位可以答复告知。",
    Move.RETURN: "重办另有一只时限，按原因统计；已经办结的，另立一件重办，原来的一件原样留着。",
    Move.CLOSE: "办结时间记到现在。法定时限没有完的照走。",
}
"""What follows from a move, in a sentence or two for whoever is about to make it."""


def questions(move: Move) -> tuple[Question, ...]:
    """What the move asks, in the order it is asked; each thing once."""
    found: dict[str, Question] = {}
    for need in MOVES[move].needs:
        one = _OF_NEED.get(need)
        if one is not None and one.field not in found:
            label = _CALLED.get((move, one.field), one.label)
            found[one.field] = replace(one, label=label)
    for one in _ALSO.get(move, ()):
        found.setdefault(one.field, one)
    return tuple(found.values())
