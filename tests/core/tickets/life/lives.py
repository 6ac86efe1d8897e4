"""A ticket at every place, and an officer of every role, for the tests of the table of moves."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.life.needs import Office, Order, ReturnReason
from core.tickets.life.standing import Life, Position
from core.tickets.lifecycle import Decision, Submission
from core.tickets.words import (
    ApproverPost,
    Filing,
    Kind,
    MediationResult,
    NotFiledGround,
    SectionDecision,
    Verdict,
)
from tests.samples import NOW, a_ticket

UNIT, OTHER, SECTION = "九亭所", "泗泾所", "消保科"
HOUR = timedelta(hours=1)
_ROOM = {
    Role.SECTION_OFFICER: SECTION,
    Role.SECTION_HEAD: SECTION,
    Role.LEAD_SECTION: "食品科",
    Role.BUREAU_LEADER: "区局",
    Role.KEEPER: "区局",
    Role.AUDITOR: "区局",
}


def holding(role: Role, unit: str = "", *, name: str = "", instead_of: str = "") -> Officer:
    """Somebody who holds one post, by default where such posts are."""
    where = unit or _ROOM.get(role, UNIT)
    post = Post(unit=where, role=role, since=date(2024, 1, 1), instead_of=instead_of)
    return Officer(name=name or f"{role.value}甲", posts=(post,))


EVERYBODY = {role: holding(role) for role in Role}
COLLEAGUE = holding(Role.HANDLER, OTHER, name="周景行")
OFFICE = Office(
    units=(Unit(UNIT, UnitKind.STATION), Unit(OTHER, UnitKind.STATION)),
    officers=(*EVERYBODY.values(), COLLEAGUE),
    reasons=(ReturnReason("R01", "认定依据不足", "补证据。"),),
)


def full_order(by: Officer, at: datetime = NOW) -> Order:
    """Everything that any move could ask for."""
    return Order(
        by=by,
        at=at,
        office=OFFICE,
        unit=OTHER,
        handler=COLLEAGUE.name,
        reason="这家店在泗泾镇",
        basis="辖区划分",
        code="R01",
        next_step="约店方调解",
        until=at.date() + timedelta(days=3),
    )


def handed_in(decision: Decision | None = None) -> Submission:
    """The handler handed it in an hour ago; perhaps the leader has spoken since."""
    waiting = Submission(who="陆明远", at=NOW - 2 * HOUR, rulebook="1")
    if decision is None:
        return waiting
    return replace(waiting, decision=decision, decided_by="分管领导乙", decided_at=NOW - HOUR)


NO = {"kind": Kind.COMPLAINT, "verdict": Verdict.UNSUBSTANTIATED}
DONE = {"mediation_result": MediationResult.SETTLED, "replied_at": NOW - HOUR}
RETURNED = {"section_decision": SectionDecision.RETURNED, "section_decided_at": NOW - HOUR / 2}
_NOT_FILED = {
    "kind": Kind.TIPOFF,
    "filing": Filing.NOT_FILED,
    "not_filed_ground": NotFiledGround.A1,
}


_HANDED, _AGREED = handed_in(), handed_in(Decision.APPROVED)
_DECLINED = {"decline_assignment_reason": "不在辖区", "suggested_unit": OTHER}
_PLACES: dict[Position, tuple[dict[str, Any], Submission | None]] = {
    Position.TO_DISPATCH: ({"unit": "", "handler": ""}, None),
    Position.IN_HAND: (_NOT_FILED, None),
    Position.REWORK: ({**_NOT_FILED, **RETURNED}, _AGREED),
    Position.DECLINED: (_DECLINED, None),
    Position.AT_BUREAU: (_NOT_FILED, None),
    Position.AT_LEADER: (NO, _HANDED),
    Position.AT_SECTION: (NO, _AGREED),
    Position.TO_REPLY: (DONE, _AGREED),
    Position.REPLIED: ({"closed_at": NOW}, None),
    Position.ENDED: ({"closed_at": NOW, **DONE}, None),
}


def at_place(place: Position, **more: Any) -> Life:
    """A ticket that lies there."""
    values, submission = _PLACES[place]
    asks = place is Position.AT_BUREAU
    return Life(ticket=a_ticket(**{**values, **more}), submission=submission, asks_bureau=asks)


CONSENTED = {
    "not_filed_approver": "郑书衡",
    "not_filed_approver_post": ApproverPost.BUREAU_LEADER,
}
