"""The one table of moves: from where to where, by leave of which permission, and what each needs.

With `core.people.PERMISSIONS`, which says what a role may do, every cell of place, role and move
has its answer here; windows and commands only ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.people import Action
from core.tickets.life.needs import Need
from core.tickets.life.standing import Position

_P, _N = Position, Need


class Move(StrEnum):
    """What can be done with a ticket so that it goes on; the value is what the office calls it."""

    DISPATCH = "分派"
    APPOINT = "指定承办人"
    HAND_BACK = "退回消保科"
    DECLINE = "退单"
    AGREE_DECLINE = "同意退单"
    REFUSE_DECLINE = "不同意退单"
    TRANSFER = "移送"
    INTERIM = "阶段性答复"
    ASK_BUREAU = "报批不予立案"
    CONSENT = "批准不予立案"
    REFUSE_CONSENT = "不批准不予立案"
    SUBMIT = "送审"
    APPROVE = "审核同意"
    SEND_BACK = "退回修改"
    CLEAR = "审批通过"
    RETURN = "退回重办"
    CLOSE = "办结"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One move: who may (by permission), where from, where to, and what must be there."""

    action: Action
    start: frozenset[Position]
    end: frozenset[Position]
    """Where the ticket may lie afterwards; empty: where it lay."""
    needs: tuple[Need, ...] = ()


def _at(*positions: Position) -> frozenset[Position]:
    return frozenset(positions)


_WORKED_ON = _at(_P.IN_HAND, _P.REWORK)
_STAYS = _at()
_OPEN_IN_A_UNIT = frozenset(_P) - _at(_P.TO_DISPATCH, _P.REPLIED, _P.ENDED)
"""Where a ticket can be given to another handler of its unit: also while it lies at a gate."""

MOVES: Mapping[Move, Row] = {
    Move.DISPATCH: Row(
        action=Action.DISPATCH_TICKET,
        start=_at(_P.TO_DISPATCH, _P.DECLINED, _P.IN_HAND, _P.REWORK),
        end=_WORKED_ON,
        needs=(_N.UNIT, _N.ANOTHER_UNIT, _N.WHY_REDISPATCHED, _N.HANDLER_OF_UNIT),
    ),
    Move.APPOINT: Row(
        action=Action.APPOINT_HANDLER,
        start=_OPEN_IN_A_UNIT,
        end=_STAYS,
        needs=(_N.HANDLER, _N.HANDLER_OF_UNIT, _N.NOT_TO_ONESELF),
    ),
    Move.HAND_BACK: Row(
        action=Action.HAND_BACK_TICKET,
        start=_WORKED_ON,
        end=_at(_P.TO_DISPATCH),
        needs=(_N.REASON,),
    ),
    Move.DECLINE: Row(
        action=Action.DECLINE_TICKET,
        start=_at(_P.IN_HAND),
        end=_at(_P.DECLINED),
        needs=(_N.REASON, _N.BASIS, _N.PROPOSED_UNIT, _N.ANOTHER_UNIT),
    ),
    Move.AGREE_DECLINE: Row(
        action=Action.DECIDE_DECLINE, start=_at(_P.DECLINED), end=_at(_P.TO_DISPATCH)
    ),
    Move.REFUSE_DECLINE: Row(
        action=Action.DECIDE_DECLINE,
        start=_at(_P.DECLINED),
        end=_WORKED_ON,
        needs=(_N.REASON,),
    ),
    Move.TRANSFER: Row(
        action=Action.TRANSFER_TICKET,
        start=_at(_P.TO_DISPATCH, _P.DECLINED),
        end=_at(_P.TO_REPLY),
        needs=(_N.RECEIVER, _N.BASIS),
    ),
    Move.INTERIM: Row(
        action=Action.REPLY_INTERIM,
        start=_at(
            _P.IN_HAND,
            _P.REWORK,
            _P.AT_BUREAU,
            _P.AT_LEADER,
            _P.AT_SECTION,
            _P.TO_REPLY,
            _P.REPLIED,
        ),
        end=_STAYS,
        needs=(_N.TEXT, _N.NEXT_STEP, _N.NEXT_DAY),
    ),
    Move.ASK_BUREAU: Row(
        action=Action.SUBMIT_TICKET,
        start=_WORKED_ON,
        end=_at(_P.AT_BUREAU),
        needs=(_N.NOT_FILED, _N.GROUND),
    ),
    Move.CONSENT: Row(
        action=Action.APPROVE_NOT_FILED,
        start=_at(_P.AT_BUREAU),
        end=_WORKED_ON,
        needs=(_N.NOT_THE_HANDLER,),
    ),
    Move.REFUSE_CONSENT: Row(
        action=Action.APPROVE_NOT_FILED,
        start=_at(_P.AT_BUREAU),
        end=_WORKED_ON,
        needs=(_N.NOT_THE_HANDLER, _N.REASON),
    ),
    Move.SUBMIT: Row(action=Action.SUBMIT_TICKET, start=_WORKED_ON, end=_at(_P.AT_LEADER)),
    Move.APPROVE: Row(
        action=Action.APPROVE_TICKET,
        start=_at(_P.AT_LEADER),
        end=_at(_P.AT_SECTION, _P.TO_REPLY),
        needs=(_N.NOT_THE_HANDLER,),
    ),
    Move.SEND_BACK: Row(
        action=Action.APPROVE_TICKET,
        start=_at(_P.AT_LEADER),
        end=_WORKED_ON,
        needs=(_N.REASON,),
    ),
    Move.CLEAR: Row(
        action=Action.CLEAR_TICKET,
        start=_at(_P.AT_SECTION),
        end=_at(_P.TO_REPLY),
        needs=(_N.NOT_THE_HANDLER, _N.NOT_THE_LEADER, _N.BUREAU_CONSENT),
    ),
    Move.RETURN: Row(
        action=Action.RETURN_TICKET,
        start=_at(_P.AT_SECTION, _P.TO_REPLY, _P.REPLIED, _P.ENDED),
        end=_at(_P.REWORK, _P.REPLIED, _P.ENDED),
        needs=(_N.CODE, _N.REASON, _N.A_UNIT),
    ),
    Move.CLOSE: Row(
        action=Action.CLOSE_TICKET,
        start=_at(_P.TO_REPLY),
        end=_at(_P.REPLIED, _P.ENDED),
        needs=(_N.REPLIED, _N.BOTH_TRACKS),
    ),
}
"""Every move there is. Some ends depend on the ticket; `position_of` says which it is."""
