"""The views every officer finds in the list of tickets (我的, 本所), and what each asks for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from core.people import Action, Officer, may
from core.tickets.language.tree import Node
from core.tickets.life.standing import Position
from storage.ticket_lists import Wanted
from storage.views import program_condition

Asks = Callable[[Wanted, Officer, date], Wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A row of the list of views; `narrow` turns all that may be seen into what is shown."""

    name: str
    icon: str
    group: str
    narrow: Asks
    actions: tuple[Action, ...] = ()
    """Only for officers who may do one of these; empty: for all."""

    def open_to(self, officer: Officer, today: date) -> bool:
        return not self.actions or any(may(officer, a, today=today) for a in self.actions)


def _said(sentence: str) -> tuple[Node, ...]:
    return (program_condition(sentence),)


MINE, SECTION, UNIT = "我的", "流转", "本单位"

VIEWS: tuple[View, ...] = (
    View(
        name="今天要办",
        icon="alarm-clock",
        group=MINE,
        narrow=lambda w, o, today: replace(w, handler=o.name, is_closed=None, due_by=today),
        actions=(Action.SUBMIT_TICKET,),
    ),
    View(
        name="我承办的",
        icon="user-round",
        group=MINE,
        narrow=lambda w, o, _: replace(w, handler=o.name, is_closed=False),
        actions=(Action.SUBMIT_TICKET,),
    ),
    View(
        name="有问题未改",
        icon="triangle-alert",
        group=MINE,
        narrow=lambda w, o, _: replace(w, handler=o.name, is_closed=False, has_findings=True),
        actions=(Action.SUBMIT_TICKET,),
    ),
    View(
        name="待我审核",
        icon="send",
        group=MINE,
        narrow=lambda w, _o, _t: replace(w, waits_for_leader=True),
        actions=(Action.APPROVE_TICKET,),
    ),
    View(
        name="待分派",
        icon="inbox",
        group=SECTION,
        narrow=lambda w, _o, _t: replace(w, position=Position.TO_DISPATCH),
        actions=(Action.DISPATCH_TICKET,),
    ),
    View(
        name="退单待定",
        icon="undo-2",
        group=SECTION,
        narrow=lambda w, _o, _t: replace(w, position=Position.DECLINED),
        actions=(Action.DECIDE_DECLINE,),
    ),
    View(
        name="待我审批",
        icon="shield-check",
        group=SECTION,
        narrow=lambda w, _o, _t: replace(w, position=Position.AT_SECTION),
        actions=(Action.CLEAR_TICKET,),
    ),
    View(
        name="待我批准不予立案",
        icon="shield-check",
        group=MINE,
        narrow=lambda w, _o, _t: replace(w, position=Position.AT_BUREAU),
        actions=(Action.APPROVE_NOT_FILED,),
    ),
    View(
        name="全部在办",
        icon="inbox",
        group=UNIT,
        narrow=lambda w, _o, _t: replace(w, is_closed=False),
    ),
    View(
        name="超期",
        icon="circle-alert",
        group=UNIT,
        narrow=lambda w, _o, today: replace(w, due_by=today.fromordinal(today.toordinal() - 1)),
    ),
    View(
        name="退回重办",
        icon="undo-2",
        group=UNIT,
        narrow=lambda w, _o, _t: replace(
            w, is_closed=None, conditions=_said("科室审批结果 为 退回重办")
        ),
    ),
    View(
        name="回访不满意",
        icon="rotate-ccw",
        group=UNIT,
        narrow=lambda w, _o, _t: replace(w, conditions=_said("回访满意度 为 不满意")),
    ),
    View(
        name="已办结",
        icon="circle-check",
        group=UNIT,
        narrow=lambda w, _o, _t: replace(w, is_closed=True),
    ),
)

USUAL = "全部在办"
