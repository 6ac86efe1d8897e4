"""What a move needs: of the ticket, of what was given with it, and of the person who makes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from core.people import Action, Officer, Role, Unit, capacities
from core.tickets.life.standing import WORKED_ON, Life, open_tracks
from core.tickets.words import ApproverPost, Filing, Kind


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """Why tickets are returned for rework (退回原因): a code to count by, and words."""

    code: str
    name: str
    says: str
    """What the unit has to do about it, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a move must know of the office: who there is, and why tickets are returned."""

    units: tuple[Unit, ...] = ()
    officers: tuple[Officer, ...] = ()
    reasons: tuple[ReturnReason, ...] = ()

    def reason(self, code: str) -> ReturnReason | None:
        return next((one for one in self.reasons if one.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody wants done with a ticket, with everything said along with it."""

    by: Officer
    at: datetime
    office: Office = field(default_factory=Office)
    unit: str = ""
    """To which unit it goes, or which is proposed; to whom it is passed on."""
    handler: str = ""
    reason: str = ""
    """Why; for an interim reply what was told."""
    basis: str = ""
    code: str = ""
    next_step: str = ""
    until: date | None = None
    """By when the petitioner hears more."""
    action: Action | None = None
    """The permission that the move takes; put in by the table."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold, the sentence where it does not, and the field it is about."""

    holds: Callable[[Life, Order], bool]
    sentence: str
    key: str = ""


def _says(get: Callable[[Order], str]) -> Callable[[Life, Order], bool]:
    return lambda _, order: bool(get(order).strip())


def _is_handling_unit(_: Life, order: Order) -> bool:
    known = {unit.name for unit in order.office.units if unit.handles}
    return bool(order.unit) and (not known or order.unit in known)


def _is_another(life: Life, order: Order) -> bool:
    return order.unit.strip() != life.ticket.unit


def _explains_redispatch(life: Life, order: Order) -> bool:
    return life.position not in WORKED_ON or bool(order.reason.strip())


def _handles_there(life: Life, order: Order) -> bool:
    if not order.handler:
        return True
    unit, day = order.unit or life.ticket.unit, order.at.date()
    return any(
        officer.name == order.handler
        and any(post.unit == unit and post.role is Role.HANDLER for post in officer.posts_on(day))
        for officer in order.office.officers
    )


def workers(life: Life) -> frozenset[str]:
    """Whose work it is that passes the gates: the handler, and whoever handed it in."""
    latest = life.submission
    return frozenset(filter(None, (life.ticket.handler, latest.who if latest else "")))


def _not_the_handler(life: Life, order: Order) -> bool:
    """Nor may anybody approve in place of the handler: a deputy has the powers of one person."""
    own = workers(life)
    if order.by.name in own or order.action is None:
        return False
    powers = capacities(order.by, order.action, life.ticket.unit, today=order.at.date())
    return any(post.instead_of not in own for post in powers)


def _not_the_leader(life: Life, order: Order) -> bool:
    latest = life.submission
    return order.by.name not in {life.ticket.gate.supervisor, latest.decided_by if latest else ""}


def has_consent(life: Life) -> bool:
    """Whether a bureau leader, and nobody who worked on it, decided not to file."""
    track = life.ticket.tipoff
    return (
        track.not_filed_approver_post is ApproverPost.BUREAU_LEADER
        and bool(track.not_filed_approver.strip())
        and track.not_filed_approver not in workers(life)
    )


def _consent_where_needed(life: Life, _: Order) -> bool:
    ticket = life.ticket
    not_filed = ticket.on_tipoff_track and ticket.tipoff.filing is Filing.NOT_FILED
    return not not_filed or has_consent(life)


def _tracks_over(life: Life, _: Order) -> bool:
    return life.ticket.kind is not Kind.COMPOUND or not open_tracks(life.ticket)


class Need(Enum):
    """Everything a move can need."""

    UNIT = Condition(_is_handling_unit, "请选分派给哪个所队。", "unit")
    ANOTHER_UNIT = Condition(_is_another, "它本来就在这个单位，请选另一个单位。", "unit")
    WHY_REDISPATCHED = Condition(
        _explains_redispatch, "这件已经有单位在办。改派要写明原因，两个单位都要看得到。", "reason"
    )
    A_UNIT = Condition(
        lambda life, _: bool(life.ticket.unit.strip()),
        "这件没有承办单位，没有人可以重办。请先分派。",
        "unit",
    )
    HANDLER = Condition(_says(lambda o: o.handler), "请选由谁承办。", "handler")
    NOT_TO_ONESELF = Condition(
        lambda life, order: life.position in WORKED_ON or order.by.name not in workers(life),
        "自己办的、自己送审的，送审以后不能换承办人。请由别人来换。",
        "handler",
    )
    HANDLER_OF_UNIT = Condition(
        _handles_there, "这位不是那个单位现任的承办人，请在那个单位的承办人里选。", "handler"
    )
    REASON = Condition(_says(lambda o: o.reason), "请写明理由，对方要知道为什么。", "reason")
    BASIS = Condition(_says(lambda o: o.basis), "请写明依据的是哪条规定或哪项职责分工。", "basis")
    PROPOSED_UNIT = Condition(_says(lambda o: o.unit), "请写建议由哪个单位承办。", "unit")
    RECEIVER = Condition(_says(lambda o: o.unit), "请写明移送给哪个部门。", "unit")
    TEXT = Condition(_says(lambda o: o.reason), "请写明这次告诉了诉求人什么。", "reason")
    NEXT_STEP = Condition(_says(lambda o: o.next_step), "请写明下一步做什么。", "next_step")
    NEXT_DAY = Condition(
        lambda _, order: order.until is not None and order.until > order.at.date(),
        "请写明哪一天以前再答复，日子要在今天以后。",
        "until",
    )
    NOT_FILED = Condition(
        lambda life, _: (
            life.ticket.on_tipoff_track and life.ticket.tipoff.filing is Filing.NOT_FILED
        ),
        "立案决定填了“不予立案”的举报，才报部门负责人批准。",
        "filing",
    )
    GROUND = Condition(
        lambda life, _: life.ticket.tipoff.not_filed_ground is not None,
        "请先选不予立案情形，再报批。",
        "not_filed_ground",
    )
    NOT_THE_HANDLER = Condition(
        _not_the_handler, "审核人不能是承办人自己，也不能代承办人审核。请由另一名领导审核。"
    )
    NOT_THE_LEADER = Condition(
        _not_the_leader, "这件是您自己审核同意的。第二道审批要由另一个人来做。"
    )
    BUREAU_CONSENT = Condition(
        _consent_where_needed,
        "不予立案还没有部门负责人批准。请退回承办单位，批准后再送审。",
        "not_filed_approver",
    )
    CODE = Condition(
        lambda _, order: order.office.reason(order.code) is not None,
        "请选退回原因，退回要按原因统计。",
        "code",
    )
    REPLIED = Condition(
        lambda life, _: life.ticket.outcome.replied_at is not None,
        "还没有答复时间。答复了诉求人再办结。",
        "replied_at",
    )
    BOTH_TRACKS = Condition(
        _tracks_over,
        "复合件还有一轨没有结论，不能办结。要先回复热线，请作阶段性答复。",
        "filing",
    )
