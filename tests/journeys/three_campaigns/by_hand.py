"""The calculation beside this file, and the office on whose tickets it was made."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from core.people import Role, Unit, UnitKind
from core.review.reviews import Stage
from core.tickets.ticket import Ticket
from core.tickets.words import Kind, Verdict
from storage.database import Store
from storage.resources import read_json
from storage.review.rubrics import campaign_rules
from tests.storage.review.samples import officer, unsubstantiated

HERE = Path(__file__).parent
SECTION, DECIDER = "郑科员", "钱科长"
"""Who rechecks, and who decides the appeals against that."""

LED = ("泗泾所", "泖港所")
"""The units whose leaders appeal."""

COLUMNS = {
    Stage.SELF: "自评",
    Stage.PEER1: "互评一",
    Stage.PEER2: "互评二",
    Stage.THIRD: "复评",
    Stage.RECHECK: "复核",
}
REASON = "没有做到"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A campaign of the calculation; the month keeps the frames apart."""

    id: int
    kind: str
    month: int
    each: int
    rest: Mapping[str, Any]

    @property
    def total(self) -> int:
        return self.each * len(unit_names())

    @property
    def period(self) -> tuple[date, date]:
        last = {7: 31, 8: 31, 9: 30}[self.month]
        return date(2026, self.month, 1), date(2026, self.month, last)

    @property
    def rows(self) -> list[dict[str, str]]:
        return [row for row in tickets() if row["督查"] == self.kind]

    @property
    def counted(self) -> list[dict[str, str]]:
        """The rows as they count once the appeal is decided."""
        return [_after(row, self.appeal) for row in self.rows]

    @property
    def means(self) -> dict[str, Decimal]:
        """The means of the units and of all as 全局, before anybody has appealed."""
        rows = _read("units.csv")
        return {row["单位"]: Decimal(row["均分"]) for row in rows if row["督查"] == self.kind}

    @property
    def means_counted(self) -> dict[str, Decimal]:
        """The means once the appeal is decided."""
        changed = {self.appeal["单位"]: "单位均分", "全局": "全局均分"}
        return {
            unit: Decimal(self.appeal[changed[unit]]) if unit in changed else mean
            for unit, mean in self.means.items()
        }

    @property
    def appeal(self) -> dict[str, str]:
        return next(row for row in _read("appeals.csv") if row["督查"] == self.kind)

    @property
    def thirds(self) -> list[str]:
        """The tickets whose peers are so far apart that a third reviews them."""
        return [row["工单"] for row in self.rows if row["复评分"]]

    @property
    def seed(self) -> str:
        return self.rows[0]["种子"]


CAMPAIGNS = (
    Planned(
        id=1, kind="不予立案件", month=7, each=1,
        rest={"verdict": Verdict.PARTLY},
    ),
    Planned(
        id=2, kind="不属实件", month=8, each=2,
        rest={},
    ),
    Planned(
        id=3, kind="投诉举报复合件", month=9, each=1,
        rest={
            "kind": Kind.COMPOUND, "tipoff_notice_at": datetime(2026, 9, 11, 9, 0),
            "verdict": Verdict.PARTLY,
        },
    ),
)  # fmt: skip


@cache
def tickets() -> list[dict[str, str]]:
    return _read("tickets.csv")


def unit_names() -> list[str]:
    return list(dict.fromkeys(row["单位"] for row in tickets()))


def leader_of(unit: str) -> str:
    return f"{unit}所长"


def _after(row: dict[str, str], appeal: Mapping[str, str]) -> dict[str, str]:
    if row["工单"] != appeal["工单"]:
        return row
    mark = appeal["改后分"]
    lifted = {"否决": ""} if appeal["申诉项"].startswith("V") else {}
    return {**row, "复核分": mark, "最终分": mark, "等次": appeal["改后等次"], **lifted}


@cache
def _read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers(row: Mapping[str, str], stage: Stage) -> dict[str, Any]:
    """The marks of one round as a file of `campaign review` has them."""
    items: dict[str, dict[str, Any]] = {
        code: {"marks": full, "reason": ""} for code, full in _full(row["督查"]).items()
    }
    for code, said in re.findall(r"([ABC]\d+)(不适用|-[\d.]+)", row[COLUMNS[stage]]):
        if said == "不适用":
            items[code] = {"not_applicable": True}
        else:
            items[code] = {"marks": str(Decimal(items[code]["marks"]) + Decimal(said)),
                           "reason": REASON}  # fmt: skip
    vetoed = [row["否决"]] if row["否决"] and stage is not Stage.SELF else []
    return {"items": items, "vetoes": vetoed}


@cache
def _full(kind: str) -> dict[str, str]:
    data = read_json(f"rubrics/{campaign_rules().kind(kind).rubric}.json")
    return {one["code"]: one["full"] for one in data["items"]}


def fill_office(store: Store) -> None:
    """Nineteen units with two reviewers each, the section, a leader; twice the tickets drawn."""
    with store.transaction(who="管理员", what="登记人员") as tx:
        kinds = dict.fromkeys(unit_names(), UnitKind.STATION)
        kinds["执法大队"] = UnitKind.BRIGADE
        units = [Unit(name, kind) for name, kind in kinds.items()]
        tx.people.add_units([*units, Unit("消保科", UnitKind.SECTION)])
        for name in unit_names():
            for number in (1, 2):
                tx.people.save_officer(officer(f"{name}评{number}", name, Role.REVIEWER))
        tx.people.save_officer(officer(SECTION, "消保科", Role.SECTION_OFFICER))
        tx.people.save_officer(officer(DECIDER, "消保科", Role.SECTION_HEAD))
        for unit in LED:
            tx.people.save_officer(officer(leader_of(unit), unit, Role.STATION_LEADER))
        tx.tickets.save_all(
            [
                _ticket(plan, place, unit, number)
                for plan in CAMPAIGNS
                for place, unit in enumerate(unit_names(), start=1)
                for number in range(1, 2 * plan.each + 1)
            ]
        )


def _ticket(plan: Planned, place: int, unit: str, number: int) -> Ticket:
    month = plan.month
    return unsubstantiated(
        f"SJ2026{plan.id}{place:02d}{number:02d}",
        unit,
        received_at=datetime(2026, month, 3, 9, 0),
        assigned_at=datetime(2026, month, 3, 10, 0),
        acceptance_notice_at=datetime(2026, month, 6, 9, 0),
        closed_at=datetime(2026, month, 14, 9, 0),
        **{"filing_date": date(2026, month, 10), **plan.rest},
    )
