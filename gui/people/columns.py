"""The columns of the list of people, and of the table of permissions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.absences import Absence
from core.people import Officer, Role
from core.staff.matrix import MatrixRow
from gui.tables.cells import Column, Stack, Tag, Words


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list: an officer as they stand today."""

    officer: Officer
    today: date
    away: Absence | None

    @property
    def name(self) -> str:
        return self.officer.name

    @property
    def held(self) -> str:
        now = self.officer.posts_on(self.today)
        return "，".join(f"{post.unit}{post.role.value}" for post in now) or "现在没有职务"

    @property
    def units(self) -> str:
        return "、".join(sorted(self.officer.units_on(self.today)))

    @property
    def since(self) -> str:
        days = [post.since for post in self.officer.posts_on(self.today)]
        return f"{min(days)} 起" if days else ""


def people_of(officers: list[Officer], away: Mapping[str, Absence], today: date) -> list[Person]:
    """Those who hold a post first, unit by unit; whoever holds none is at the end."""
    found = [Person(one, today, away.get(one.name)) for one in officers]
    return sorted(found, key=lambda one: (not one.units, one.units, one.name))


def _standing(one: Person) -> Tag | Words:
    if one.away is None:
        return Words("在岗" if one.units else "离岗", "text-3")
    return Tag("不在岗", "warn")


def _deputy(one: Person) -> Words:
    if one.away is None:
        return Words("")
    until = f"到 {one.away.until}"
    return Words(f"{one.away.deputy}代理，{until}" if one.away.deputy else f"没有人代理，{until}")


PEOPLE: tuple[Column[Person], ...] = (
    Column(key="name", title="姓名", cell=lambda o: Words(o.name, "text", strong=True), width=96),
    Column(key="held", title="单位和职务", cell=lambda o: Stack(o.held, o.since), stretch=True),
    Column(key="standing", title="在岗", cell=_standing, width=92),
    Column(key="deputy", title="代理", cell=_deputy, width=220),
)

SHORT: Mapping[Role, str] = {
    Role.HANDLER: "承办人",
    Role.STATION_LEADER: "分管领导",
    Role.REVIEWER: "评查员",
    Role.SECTION_OFFICER: "科员",
    Role.SECTION_HEAD: "科长",
    Role.BUREAU_LEADER: "部门负责人",
    Role.LEAD_SECTION: "业务科室",
    Role.KEEPER: "管理员",
    Role.AUDITOR: "审计员",
}


def _role_column(role: Role) -> Column[MatrixRow]:
    def cell(row: MatrixRow) -> Words:
        words = row.words(role)
        return Words(words, "ok-text" if words == "全局" else "text-2")

    return Column(key=role.name, title=SHORT[role], cell=cell, width=84)


MATRIX: tuple[Column[MatrixRow], ...] = (
    Column(
        key="action", title="可以做什么", cell=lambda o: Words(o.action.value, "text"), stretch=True
    ),
    *(_role_column(role) for role in Role),
)
