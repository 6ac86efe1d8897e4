"""Staff in the store: taking a list in, and handing over everything that is open."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from core.errors import Refusal
from core.people import Action, Officer, may
from core.review.debrief.remedies import RemedyState, amend
from core.review.reviews import Stage
from core.staff.leaving import OpenWork, WorkKind, refuse_wrong_heir
from core.staff.roster import Fate, Roster, ended, read_roster
from core.tickets.life.needs import Order
from core.tickets.life.table import Move
from storage.files.ledger.reading import open_ledger
from storage.lives import office
from storage.moving import move_one
from storage.people import officers, units
from storage.review.assigning import open_tasks, reassign
from storage.review.debrief.remedies import load_remedy, remedies
from storage.review.reading import campaigns
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction


def plan_roster(connection: Connection, path: Path, today: date) -> Roster:
    """What the list in a spreadsheet would do; the first sheet that is not hidden is read."""
    sheet = next((one for one in open_ledger(path).sheets if not one.hidden), None)
    if sheet is None:
        raise Refusal(f"“{path.name}”里没有能看的工作表。")
    return read_roster(sheet, units(connection), officers(connection), today=today)


def take_roster(tx: "Transaction", roster: Roster, *, by: Officer | None) -> None:
    """Keep what a list says; `by` None is a store in which nobody is known yet."""
    require_keeper(by, tx.at.date())
    if not roster.entries:
        raise Refusal("名单里没有一行能用。请看每一行的原因，改好再导。")
    tx.people.add_units(roster.units)
    for entry in (*roster.of(Fate.ADDED), *roster.of(Fate.CHANGED)):
        tx.people.save_officer(entry.officer)


def require_keeper(by: Officer | None, today: date) -> None:
    """Refuse all but those who keep the list of people."""
    if by is not None and not may(by, Action.MANAGE_PEOPLE, today=today):
        raise Refusal(f"{by.name}不能{Action.MANAGE_PEOPLE.value}，请由系统管理员来做。")


def open_work(connection: Connection, name: str) -> list[OpenWork]:
    """Everything that waits for this officer: tickets, reviews, remedies."""
    return [*_tickets(connection, name), *_reviews(connection, name), *_remedies(connection, name)]


def _tickets(connection: Connection, name: str) -> list[OpenWork]:
    query = select(ticket.c.ref, ticket.c.unit).where(
        ticket.c.handler == name, ticket.c.is_closed.is_(False)
    )
    rows = connection.execute(query.order_by(ticket.c.next_due, ticket.c.id))
    return [OpenWork(WorkKind.TICKET, (row.ref,), f"工单 {row.ref}", row.unit) for row in rows]


def _reviews(connection: Connection, name: str) -> list[OpenWork]:
    return [
        OpenWork(
            WorkKind.REVIEW,
            (f"{about.id}", one.ref, one.stage.name),
            f"{about.plan.title}，{one.alias or one.number}的{one.stage}",
            one.unit,
        )
        for about in campaigns(connection)
        for one in open_tasks(connection, about.id, {name})
    ]


def _remedies(connection: Connection, name: str) -> list[OpenWork]:
    return [
        OpenWork(
            WorkKind.REMEDY,
            (f"{one.id}",),
            f"{one.wanted.unit}，{one.wanted.demand}",
            one.wanted.unit,
        )
        for one in remedies(connection)
        if one.owner == name and one.state is RemedyState.OPEN
    ]


def hand_over(
    tx: "Transaction", name: str, heir: str, reason: str, *, by: Officer
) -> list[OpenWork]:
    """Give all open work of an officer away, in one step; gives each thing with who has it now.

    Tickets go to the heir, reviews to whoever the rules of assignment allow, remedies to the heir.
    """
    if not reason.strip():
        raise Refusal("请写明为什么交接，如调离、借调。", field="reason")
    people = {one.name: one for one in officers(tx.connection)}
    if name not in people:
        raise Refusal(f"人员里没有“{name}”，请核对姓名。", field="officer")
    work = open_work(tx.connection, name)
    if not work:
        raise Refusal(f"{name}手上没有要交接的。")
    held = sorted({one.unit for one in work if one.kind is WorkKind.TICKET})
    refuse_wrong_heir(people[name], people.get(heir), held, tx.at.date())
    there = office(tx.connection)
    order = Order(by=by, at=tx.at, office=there, handler=heir, reason=reason.strip())
    return [_handed(tx, one, order) for one in work]


def _handed(tx: "Transaction", work: OpenWork, order: Order) -> OpenWork:
    heir, reason = order.handler, order.reason
    match work.kind:
        case WorkKind.TICKET:
            move_one(tx, Move.APPOINT, work.key[0], order)
            return replace(work, goes_to=heir)
        case WorkKind.REVIEW:
            return _review_handed(tx, work, reason)
        case WorkKind.REMEDY:
            before = load_remedy(tx.connection, int(work.key[0]))
            after = amend(
                before, owner=heir, due=before.due, reason=reason, by=order.by, at=order.at
            )
            tx.remedies.save(before, after, reason=reason)
            return replace(work, goes_to=heir)


def _review_handed(tx: "Transaction", work: OpenWork, reason: str) -> OpenWork:
    """To somebody who may review it; where nobody may, it stays and says why."""
    campaign, ref, stage = work.key
    try:
        new = reassign(tx, int(campaign), ref, Stage[stage], reason)
    except Refusal as refusal:
        return replace(work, why=str(refusal))
    return replace(work, goes_to=f"{new.unit}{new.officer}")


def end_posts(tx: "Transaction", name: str, last: date, *, by: Officer | None) -> None:
    """End all posts of somebody who leaves; refuses while anything is open."""
    require_keeper(by, tx.at.date())
    found = next((one for one in officers(tx.connection) if one.name == name), None)
    if found is None:
        raise Refusal(f"人员里没有“{name}”，请核对姓名。")
    if left := open_work(tx.connection, name):
        raise Refusal(f"{name}手上还有 {len(left)} 项没有交接，先交接再离岗。")
    tx.people.save_officer(ended(found, last))
