"""A list of staff that comes in (人员名单): read row by row, compared, shown, and only then kept.

Whoever is in the list gets exactly the posts that it names; whoever is not stays as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.dates import read_date
from core.errors import Refusal
from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.intake.table import Cell, Row, cell_text

NAME, UNIT, KIND, ROLE, SINCE, UNTIL = "姓名", "单位", "单位性质", "职务", "任职起", "任职止"
HEADERS: Mapping[str, frozenset[str]] = {
    NAME: frozenset({"姓名", "人员", "人员姓名", "名字"}),
    UNIT: frozenset({"单位", "所在单位", "部门", "所队"}),
    KIND: frozenset({"单位性质", "单位类型", "性质"}),
    ROLE: frozenset({"职务", "角色", "岗位", "职务或角色"}),
    SINCE: frozenset({"任职起", "任职日期", "起", "开始日期", "任职开始"}),
    UNTIL: frozenset({"任职止", "离任日期", "止", "结束日期", "任职结束"}),
}
"""The columns of the list, each with what else it may be called."""

NEEDED = (NAME, UNIT, ROLE)
LOOKED_AT = 10
"""So many rows from the top are looked through for the heading."""


class Fate(StrEnum):
    """What would become of an officer in the list."""

    ADDED = "新增"
    CHANGED = "更新"
    UNCHANGED = "没有变化"


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is not taken, and why."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One officer of the list as they would be, and as they are."""

    officer: Officer
    before: Officer | None

    @property
    def fate(self) -> Fate:
        if self.before is None:
            return Fate.ADDED
        return Fate.UNCHANGED if self.before == self.officer else Fate.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """What a list would do: new units, officers, and the rows that are not taken."""

    units: tuple[Unit, ...] = ()
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()

    def of(self, fate: Fate) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if one.fate is fate)


def read_roster(
    rows: Iterable[Row], units: Sequence[Unit], officers: Sequence[Officer], *, today: date
) -> Roster:
    """Read a list against who is there; refuses one in which the columns cannot be found."""
    heading, below = _split(list(rows))
    known = {unit.name: unit for unit in units}
    new: dict[str, Unit] = {}
    posts: dict[str, list[Post]] = {}
    faults: list[Fault] = []
    for row in below:
        said = {column: _text(row, at) for column, at in heading.items()}
        if not any(said.values()):
            continue
        try:
            unit = _unit(said, known | new)
            name, post = _name(said), _post(said, unit, today)
            posts.setdefault(name, []).append(post)
            new |= {} if unit.name in known else {unit.name: unit}
        except Refusal as refusal:
            faults.append(Fault(row.number, str(refusal)))
    before = {one.name: one for one in officers}
    entries = tuple(_entry(name, held, before.get(name)) for name, held in posts.items())
    return Roster(units=tuple(new.values()), entries=entries, faults=tuple(faults))


def _entry(name: str, held: Sequence[Post], before: Officer | None) -> Entry:
    """Posts in the order the store keeps them; one said twice counts once."""
    in_order = sorted(dict.fromkeys(held), key=lambda post: post.since)
    if before is not None and frozenset(before.posts) == frozenset(in_order):
        return Entry(before, before)
    return Entry(Officer(name=name, posts=tuple(in_order)), before)


def _split(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    for place, row in enumerate(rows[:LOOKED_AT]):
        found = {
            column: at
            for at, cell in enumerate(row.cells)
            for column, names in HEADERS.items()
            if _plain(cell) in names
        }
        if all(column in found for column in NEEDED):
            return found, rows[place + 1 :]
    raise Refusal(
        "没有找到表头。人员名单要有“姓名”“单位”“职务”三列，可以另有“单位性质”“任职起”“任职止”。"
    )


def _plain(cell: Cell) -> str:
    return "".join(cell_text(cell).split())


def _text(row: Row, at: int) -> str:
    return cell_text(row.cells[at]).strip() if at < len(row.cells) else ""


def _name(said: Mapping[str, str]) -> str:
    name = "".join(said[NAME].split())
    if not name:
        raise Refusal("没有姓名。")
    return name


def _unit(said: Mapping[str, str], known: Mapping[str, Unit]) -> Unit:
    name = said[UNIT].strip()
    if not name:
        raise Refusal("没有单位。")
    if name in known:
        return known[name]
    return Unit(name, _kind(said.get(KIND, ""), name))


def _kind(text: str, name: str) -> UnitKind:
    """What kind a new unit is: as written, or by the last character of its name."""
    if text:
        try:
            return UnitKind(text)
        except ValueError:
            kinds = "、".join(UnitKind)
            raise Refusal(f"单位性质“{text}”不认得，可以写：{kinds}。") from None
    ending = {"所": UnitKind.STATION, "队": UnitKind.BRIGADE, "科": UnitKind.SECTION}
    if name[-1] not in ending:
        raise Refusal(f"看不出“{name}”是所、队还是科室，请写“单位性质”。")
    return ending[name[-1]]


def _post(said: Mapping[str, str], unit: Unit, today: date) -> Post:
    try:
        role = Role(said[ROLE])
    except ValueError:
        raise Refusal(f"职务“{said[ROLE]}”不认得，可以写：{'、'.join(Role)}。") from None
    since = _day(said.get(SINCE, ""), SINCE) or today
    until = _day(said.get(UNTIL, ""), UNTIL)
    if until is not None and until < since:
        raise Refusal(f"任职止 {until} 早于任职起 {since}。")
    return Post(unit=unit.name, role=role, since=since, until=until)


def _day(text: str, column: str) -> date | None:
    if not text:
        return None
    try:
        return read_date(text)
    except Refusal:
        raise Refusal(f"“{column}”的“{text}”不是日期。") from None


def ended(officer: Officer, last: date) -> Officer:
    """The officer with every post ended on `last`; what ended before stays as it was."""
    posts = (
        replace(post, until=last) if post.until is None or post.until > last else post
        for post in officer.posts
        if post.since <= last
    )
    return replace(officer, posts=tuple(posts))
