"""A small office with a quarter's tickets, and campaigns brought to the point a test begins at."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from core.people import Officer, Post, Role, Unit, UnitKind
from core.review.campaign import Plan
from core.review.marks import Marks
from core.review.marks_text import marks_of
from core.review.reviews import Stage
from core.review.sampling import seed_hash
from core.review.shares import Size
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, Verdict
from storage.database import Store
from storage.people import officers
from storage.review.reading import load_tasks
from tests.samples import a_ticket

SEED = "松江20261105"
STATIONS = ["九亭所", "中山所", "岳阳所", "泗泾所", "新桥所"]
SECTION = "郑科员"


def unsubstantiated(number: str, unit: str, **changes: Any) -> Ticket:
    """A ticket found unsubstantiated and closed in the third quarter, nothing left running."""
    usual: dict[str, Any] = {
        "number": number,
        "unit": unit,
        "handler": f"{unit}承办",
        "received_at": datetime(2026, 8, 3, 9, 0),
        "assigned_at": datetime(2026, 8, 3, 10, 0),
        "acceptance": Acceptance.DECLINED,
        "acceptance_notice_at": datetime(2026, 8, 5, 9, 0),
        "filing": Filing.NOT_FILED,
        "filing_date": date(2026, 8, 10),
        "verdict": Verdict.UNSUBSTANTIATED,
        "closed_at": datetime(2026, 8, 12, 9, 0),
    }
    return a_ticket(**{**usual, **changes})


def fill(store: Store, *tickets: Ticket) -> None:
    with store.transaction(who="陆明远", what="导入台账") as tx:
        tx.tickets.save_all(tickets)


def a_quarter(each: int = 4) -> list[Ticket]:
    """So many unsubstantiated tickets of each station."""
    return [
        unsubstantiated(f"SJ2026{place}{number:03d}", unit)
        for place, unit in enumerate(STATIONS)
        for number in range(each)
    ]


def officer(name: str, unit: str, role: Role) -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=date(2020, 1, 1)),))


def people(store: Store, *, reviewers: int = 2) -> None:
    """Five stations with reviewers, and the section."""
    units = [Unit(name, UnitKind.STATION) for name in STATIONS]
    with store.transaction(who="管理员", what="登记人员") as tx:
        tx.people.add_units([*units, Unit("消保科", UnitKind.SECTION)])
        for unit in STATIONS:
            for number in range(1, reviewers + 1):
                tx.people.save_officer(officer(f"{unit}评{number}", unit, Role.REVIEWER))
            tx.people.save_officer(officer(f"{unit}承办", unit, Role.HANDLER))
        tx.people.save_officer(officer(SECTION, "消保科", Role.SECTION_OFFICER))


def a_plan(total: int = 10, **changes: Any) -> Plan:
    usual: dict[str, Any] = {
        "title": "2026 年第 3 季度不属实件督查",
        "kind": "不属实件",
        "condition": "事实认定 为 不属实",
        "since": date(2026, 7, 1),
        "until": date(2026, 9, 30),
        "size": Size(total=total, minimum=0, maximum=8),
        "cap": 8,
    }
    return Plan(**{**usual, **changes})


def planned(store: Store, plan: Plan | None = None) -> int:
    with store.transaction(who=SECTION, what="部署") as tx:
        return tx.campaigns.plan(plan or a_plan()).id


def drawn(store: Store, plan: Plan | None = None) -> int:
    id_ = planned(store, plan)
    with store.transaction(who=SECTION, what="抽取") as tx:
        tx.campaigns.commit(id_, seed_hash(SEED))
        tx.campaigns.draw(id_, SEED)
    return id_


def assigned(store: Store, plan: Plan | None = None) -> int:
    id_ = drawn(store, plan)
    with store.transaction(who=SECTION, what="分派") as tx:
        tx.campaigns.assign(id_)
    return id_


def full_marks(**less: str) -> Marks:
    """Full marks by the shipped rubric, but for the items named."""
    full = {
        "B1": "8", "B2": "8", "B3": "12", "B4": "15", "B5": "12", "B6": "8",
        "B7": "5", "B8": "8", "B9": "6", "B10": "8", "B11": "6", "B12": "4",
    }  # fmt: skip
    return marks_of(
        {
            "items": {
                code: {"marks": less.get(code, most), "reason": "有缺" if code in less else ""}
                for code, most in full.items()
            }
        }
    )


def hand_in(
    store: Store, id_: int, ref: str, stages: Sequence[Stage], marks: Marks | None = None
) -> None:
    """Hand in reviews of one ticket, each by whoever has it; the recheck by the section."""
    by = {one.name: one for one in _officers(store)}
    with store.transaction(who="某人", what="评查") as tx:
        for task in load_tasks(tx.connection, id_):
            if task.ref == ref and task.stage in stages:
                name = SECTION if task.stage is Stage.RECHECK else task.officer
                tx.reviews.hand_in(task, by.get(name), marks or full_marks())


def _officers(store: Store) -> list[Officer]:
    with store.reading() as connection:
        return officers(connection)
