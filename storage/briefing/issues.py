"""Issues at rest: written, decided on and given out; those given out are never changed again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, insert, select, update

from core.audit import Change
from core.briefing.composing import Section, composed, edited, regenerated, restored
from core.briefing.figure import BriefingFigures
from core.briefing.issue import (
    FROZEN,
    Correction,
    Issue,
    State,
    corrections,
    decided,
    numbered,
    refuse_writing,
    submitted,
)
from core.briefing.kept import figures_of, plain_figures, plain_section, section_of
from core.briefing.structure import Structure, structure_of
from core.errors import Refusal
from core.figures.period import Period
from core.people import Officer
from storage.briefing.counting import briefing_figures
from storage.resources import read_toml
from storage.tables.briefing import briefing as table

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "briefing"
KINDS = ("monthly", "annual", "indicators", "cases", "overdue")
"""The kinds of paper there are, each with a structure in `resources/briefing`."""


def structure(kind: str) -> Structure:
    """The structure by which a paper of this kind is written today."""
    if kind not in KINDS:
        raise Refusal(f"没有“{kind}”这种文稿。可以写：{'、'.join(KINDS)}。")
    return structure_of(read_toml(f"briefing/{kind}.toml"))


def issues(connection: Connection, kind: str | None = None) -> list[Issue]:
    """Every issue, the newest period first."""
    query = select(table).order_by(table.c.last.desc(), table.c.id.desc())
    if kind is not None:
        query = query.where(table.c.kind == kind)
    return [_issue(row) for row in connection.execute(query)]


def issue(connection: Connection, id_: int) -> Issue:
    return _issue(_row(connection, id_))


def issue_of(connection: Connection, kind: str, period: Period) -> Issue | None:
    """The issue of a period, if there is one."""
    found = connection.execute(
        select(table).where(
            table.c.kind == kind, table.c.first == period.first, table.c.last == period.last
        )
    ).one_or_none()
    return None if found is None else _issue(found)


def structure_in(connection: Connection, id_: int) -> Structure:
    """The structure the issue was written by."""
    return structure_of(_row(connection, id_).structure)


def pdf_of(connection: Connection, id_: int) -> bytes:
    """The very bytes that were given out; b"" before."""
    return _row(connection, id_).pdf or b""


def figures_for(connection: Connection, one: Issue, today: date) -> BriefingFigures:
    """The frozen figures of an issue, or those of today."""
    return one.figures or briefing_figures(connection, one.period, today)


def late_changes(connection: Connection, one: Issue) -> tuple[Correction, ...]:
    """What the last issue given out before this one says otherwise than the ledger does now."""
    earlier = [
        other
        for other in issues(connection, one.kind)
        if other.state is State.ISSUED and other.period.last < one.period.first
    ]
    if not earlier or (issued := earlier[0].figures) is None:
        return ()
    return corrections(issued, briefing_figures(connection, issued.period, issued.as_of))


def _row(connection: Connection, id_: int) -> Row[Any]:
    found = connection.execute(select(table).where(table.c.id == id_)).one_or_none()
    if found is None:
        raise Refusal(f"没有编号 {id_} 的文稿，请核对。")
    return found


class Briefings:
    """Writes issues; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def draft(self, kind: str, period: Period, *, by: Officer) -> Issue:
        """Begin an issue with what the structure writes for the period."""
        refuse_writing(_blank(kind, period, by, self._tx.at), by, self._tx.at.date())
        if issue_of(self._tx.connection, kind, period) is not None:
            raise Refusal(f"{period.label}的{structure(kind).name}已经在编，请打开那一期。")
        made = structure(kind)
        figures = briefing_figures(self._tx.connection, period, self._tx.at.date())
        sections = tuple(
            regenerated(Section(part.key), composed(part, made, figures)) for part in made.parts
        )
        new = replace(_blank(kind, period, by, self._tx.at), sections=sections)
        new = self._with_corrections(new)
        values = {**_values(new), "structure": read_toml(f"briefing/{kind}.toml")}
        run = self._tx.connection.execute(insert(table).values(**values))
        new = replace(new, id=int(run.inserted_primary_key[0]))  # type: ignore[index]
        self._record(None, new)
        return new

    def _with_corrections(self, new: Issue) -> Issue:
        """Late changes to the issue before stand as the author's sentences in the first section."""
        found = late_changes(self._tx.connection, new)
        if not found or not new.sections:
            return new
        first = new.sections[0]
        said = "上期更正：" + "".join(one.sentence for one in found)
        return new.having(edited(first, [*first.paragraphs, said]))

    def write(self, id_: int, section: str, paragraphs: list[str], *, by: Officer) -> Issue:
        """Keep the text of a section as the author left it."""
        old = issue(self._tx.connection, id_)
        refuse_writing(old, by, self._tx.at.date())
        structure_in(self._tx.connection, id_).part(section)
        return self._keep(old, old.having(edited(old.section(section), paragraphs)))

    def finish(self, id_: int, section: str, *, is_done: bool, by: Officer) -> Issue:
        """Say that a section is finished, or is not."""
        old = issue(self._tx.connection, id_)
        refuse_writing(old, by, self._tx.at.date())
        return self._keep(old, old.having(replace(old.section(section), is_done=is_done)))

    def regenerate(self, id_: int, *, by: Officer, restore: str = "") -> Issue:
        """Write the structure's sentences anew; `restore` brings all of one section's back."""
        old = issue(self._tx.connection, id_)
        refuse_writing(old, by, self._tx.at.date())
        made = structure(old.kind)
        figures = briefing_figures(self._tx.connection, old.period, self._tx.at.date())
        new = old
        for part in made.parts:
            anew = restored if part.key == restore else regenerated
            new = new.having(anew(new.section(part.key), composed(part, made, figures)))
        values = {"structure": read_toml(f"briefing/{old.kind}.toml")}
        return self._keep(old, new, values)

    def submit(self, id_: int, *, by: Officer) -> Issue:
        old = issue(self._tx.connection, id_)
        figures = briefing_figures(self._tx.connection, old.period, self._tx.at.date())
        return self._keep(old, submitted(old, figures, by=by, at=self._tx.at))

    def decide(self, id_: int, *, agrees: bool, by: Officer, opinion: str = "") -> Issue:
        old = issue(self._tx.connection, id_)
        new = decided(old, by=by, at=self._tx.at, agrees=agrees, opinion=opinion)
        return self._keep(old, new)

    def give(self, id_: int, *, by: Officer) -> Issue:
        """Give the issue out: its number, its PDF, and nothing of it changes any more."""
        from storage.briefing.printing import pressed  # noqa: PLC0415 -- slow to load

        old = issue(self._tx.connection, id_)
        made = structure_in(self._tx.connection, id_)
        serial, total = self._next(old)
        new = numbered(old, made.number, by=by, at=self._tx.at, serial=serial, total=total)
        rendered = pressed(new, made, new.figures)
        new = replace(new, sha256=rendered.sha256)
        return self._keep(old, new, {"pdf": rendered.pdf, "year": new.period.last.year})

    def _next(self, one: Issue) -> tuple[int, int]:
        """The next number within the year, and within all of its kind."""
        own = table.c.kind == one.kind
        year = (own, table.c.year == one.period.last.year)
        in_year = self._tx.connection.execute(select(func.max(table.c.serial)).where(*year))
        in_all = self._tx.connection.execute(select(func.max(table.c.total)).where(own))
        return (in_year.scalar() or 0) + 1, (in_all.scalar() or 0) + 1

    def _keep(self, old: Issue, new: Issue, more: Mapping[str, Any] | None = None) -> Issue:
        values = {**_values(new), **(more or {})}
        self._tx.connection.execute(update(table).where(table.c.id == old.id).values(**values))
        self._record(old, new)
        return new

    def _record(self, old: Issue | None, new: Issue) -> None:
        before = None if old is None else _told(old)
        change = Change(
            subject=SUBJECT, ref=f"{new.kind} {new.period.label}", before=before, after=_told(new)
        )
        self._tx.record([change])


def _blank(kind: str, period: Period, by: Officer, at: datetime) -> Issue:
    return Issue(kind=kind, period=period, sections=(), author=by.name, written_at=at)


def _told(one: Issue) -> dict[str, Any]:
    """What the trail keeps of an issue."""
    kept = _values(one)
    days = {key: str(value) for key, value in kept.items() if isinstance(value, date | datetime)}
    return {**{key: value for key, value in kept.items() if key != "figures"}, **days}


def _values(one: Issue) -> dict[str, Any]:
    frozen = one.figures if one.state in FROZEN else None
    return {
        "kind": one.kind,
        "first": one.period.first,
        "last": one.period.last,
        "state": one.state.name,
        "sections": [plain_section(each) for each in one.sections],
        "figures": None if frozen is None else plain_figures(frozen),
        **{name: getattr(one, name) for name in _PLAIN},
        "serial": one.serial or None,
        "total": one.total or None,
    }


_PLAIN = (
    "author",
    "written_at",
    "submitted_at",
    "opinion",
    "decided_by",
    "decided_at",
    "number",
    "day",
    "issued_by",
    "issued_at",
    "sha256",
)


def _issue(row: Row[Any]) -> Issue:
    return Issue(
        id=row.id,
        kind=row.kind,
        period=Period(row.first, row.last),
        state=State[row.state],
        sections=tuple(map(section_of, row.sections)),
        figures=None if row.figures is None else figures_of(row.figures),
        serial=row.serial or 0,
        total=row.total or 0,
        **{name: getattr(row, name) for name in _PLAIN},
    )
