"""Papers of the office at rest: the log of those given, their numbers, and entries being typed."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.papers.drafting import Draft, Office
from core.papers.facts import Reader
from core.papers.form import Form, Remembered
from core.papers.frozen import fingerprint, frozen, thawed
from core.papers.issuing import Given, Practice
from core.papers.numbering import refuse_bad_pattern, short_name
from core.people import Action, may
from core.tickets.ticket import Ticket
from core.tickets.words import NoticeWay
from storage.forms import forms
from storage.law import rule_sets
from storage.people import officers
from storage.settings import read_setting
from storage.tables.papers import paper, paper_draft
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT, EXPORTED = "paper", "paper_export"
NUMBERS = "paper-numbers"
ENTRIES = "paper-entries"


def papers_of(connection: Connection, ref: str) -> list[Given]:
    """The papers given on a ticket, voided ones among them, newest first."""
    query = _papers().where(ticket.c.ref == ref).order_by(paper.c.id.desc())
    return [_given(row) for row in connection.execute(query)]


def papers_count(connection: Connection, ref: str) -> int:
    """How many papers on a ticket hold: given, and not void."""
    query = select(func.count()).select_from(paper).join(ticket)
    held = query.where(ticket.c.ref == ref, paper.c.voided_at.is_(None))
    return int(connection.execute(held).scalar_one())


def paper_given(connection: Connection, id_: int) -> Given:
    """One paper; refuses when there is none."""
    row = connection.execute(_papers().where(paper.c.id == id_)).one_or_none()
    if row is None:
        raise Refusal("找不到这份文书。")
    return _given(row)


def paper_typed(
    connection: Connection, officer: str, ref: str, form: str, reader: Reader
) -> dict[str, Any]:
    """What an officer has typed for a paper that is not given yet."""
    mine = _mine(officer, ref, form, reader)
    found = connection.execute(select(paper_draft.c.typed).where(*mine)).scalar()
    return dict(found) if isinstance(found, dict) else {}


def issuing_practice(connection: Connection, about: Ticket, form: Form, *, today: date) -> Practice:
    """How the unit of a ticket gives this form."""
    return Practice(
        office=Office(bureau=forms().bureau, unit=about.unit, handler=about.handler),
        pattern=number_pattern(connection, about.unit, form.key),
        unit_short=short_name(about.unit, dict(forms().units)),
        rule_sets=rule_sets(),
        needs_approval=_has_leader(connection, about.unit, today),
    )


def number_pattern(connection: Connection, unit: str, form: str) -> str:
    """The pattern in force: for this form of the unit, the form, the unit, or all."""
    set_: Mapping[str, str] = read_setting(connection, NUMBERS, {})
    wanted = (f"{unit}/{form}", f"/{form}", f"{unit}/", "/")
    return next((set_[key] for key in wanted if key in set_), forms().number)


def remembered(connection: Connection, unit: str, officer: str) -> dict[Remembered, dict[str, Any]]:
    """What the unit and the officer wrote in papers before and will write again."""
    return {
        who: read_setting(connection, _entries_key(who, unit, officer), {}) for who in Remembered
    }


class Papers:
    """Writes papers in one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def of_ticket(self, ref: str) -> list[Given]:
        return papers_of(self._tx.connection, ref)

    def get(self, id_: int) -> Given:
        return paper_given(self._tx.connection, id_)

    def next_serial(self, series_: str) -> int:
        """The first serial of the series that no paper has; nobody else can take it meanwhile."""
        query = select(func.coalesce(func.max(paper.c.serial), 0)).where(paper.c.series == series_)
        return int(self._tx.connection.execute(query).scalar_one()) + 1

    def keep(self, new: Given, *, series_: str, serial: int | None) -> Given:
        """Log a paper with all that it says; what was typed for it is no draft any more."""
        row = {
            "ticket_id": self._ticket_id(new.ref),
            "form": new.form,
            "title": new.title,
            "version": new.version,
            "reader": new.reader.name,
            "series": series_ or None,
            "serial": serial,
            "number": new.number,
            "issued_by": new.issued_by,
            "issued_at": new.issued_at,
            "way": new.way.name if new.way else None,
            "reason": new.reason,
            "content": frozen(new.paper),
            "sha256": new.sha256,
        }
        made = self._tx.connection.execute(insert(paper).values(row)).inserted_primary_key
        assert made is not None  # noqa: S101 -- an insert with a generated key has one
        self.drop_typed(self._tx.who, new.ref, new.form, new.reader)
        self._record(new.ref, None, _said(new))
        return self.get(int(made[0]))

    def void(self, id_: int, *, reason: str) -> None:
        old = self.get(id_)
        values = {"voided_by": self._tx.who, "voided_at": self._tx.at, "void_reason": reason}
        self._tx.connection.execute(update(paper).where(paper.c.id == id_).values(**values))
        named = {"title": old.title, "number": old.number}
        self._record(old.ref, named, {**named, "void": reason})

    def log_export(self, of: Given | Draft, ref: str, *, as_: str, reason: str = "") -> None:
        """Leave a trace that a paper went into a file or to a printer, and why it might."""
        title, number = (of.title, of.number) if isinstance(of, Given) else (of.form.title, "")
        said = {"title": title, "number": number, "reader": of.reader.name, "as": as_}
        self._record(ref, None, {**said, "reason": reason}, subject=EXPORTED)

    def keep_typed(
        self, officer: str, ref: str, form: str, reader: Reader, typed: Mapping[str, Any]
    ) -> None:
        """Keep the entries of a paper as typed. Leaves no audit entry: nothing has been given."""
        self.drop_typed(officer, ref, form, reader)
        row = {"officer": officer, "ref": ref, "form": form, "reader": reader.name}
        if typed:
            self._tx.connection.execute(insert(paper_draft).values(typed=dict(typed), **row))

    def drop_typed(self, officer: str, ref: str, form: str, reader: Reader) -> None:
        mine = _mine(officer, ref, form, reader)
        self._tx.connection.execute(delete(paper_draft).where(*mine))

    def remember(
        self, unit: str, officer: str, kept: Mapping[Remembered, Mapping[str, Any]]
    ) -> None:
        """Keep for the next time what the unit and the officer wrote."""
        for who, values in kept.items():
            key = _entries_key(who, unit, officer)
            self._tx.settings.write(key, {**self._tx.settings.read(key, {}), **values})

    def set_pattern(self, pattern: str, *, unit: str = "", form: str = "") -> None:
        """Number papers like this from now on; without unit or form those of all. "" undoes it."""
        if pattern:
            refuse_bad_pattern(pattern)
        set_ = dict(self._tx.settings.read(NUMBERS, {}))
        set_.pop(f"{unit}/{form}", None)
        if pattern:
            set_[f"{unit}/{form}"] = pattern
        self._tx.settings.write(NUMBERS, set_)

    def _ticket_id(self, ref: str) -> int:
        found = self._tx.connection.execute(select(ticket.c.id).where(ticket.c.ref == ref)).scalar()
        if found is None:
            raise Refusal(f"查无工单 {ref}。请核对编号。")
        return int(found)

    def _record(
        self,
        ref: str,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
        *,
        subject: str = SUBJECT,
    ) -> None:
        self._tx.record([Change(subject=subject, ref=ref, before=before, after=after)])


def _said(new: Given) -> dict[str, Any]:
    """What the trail keeps of a paper: which, to whom, why, and two fingerprints; no content."""
    return {
        "title": new.title,
        "version": new.version,
        "number": new.number,
        "reader": new.reader.name,
        "way": new.way.name if new.way else None,
        "reason": new.reason,
        "sha256": new.sha256,
        "content_sha256": fingerprint(new.paper),
    }


def _papers() -> Select[Any]:
    return select(paper, ticket.c.ref).join(ticket)


def _given(row: Row[Any]) -> Given:
    return Given(
        id=row.id,
        ref=row.ref,
        form=row.form,
        title=row.title,
        version=row.version,
        reader=Reader[row.reader],
        number=row.number,
        issued_by=row.issued_by,
        issued_at=row.issued_at,
        way=None if row.way is None else NoticeWay[row.way],
        reason=row.reason,
        paper=thawed(row.content),
        sha256=row.sha256,
        voided_by=row.voided_by,
        voided_at=row.voided_at,
        void_reason=row.void_reason,
    )


def _mine(officer: str, ref: str, form: str, reader: Reader) -> tuple[Any, ...]:
    own = paper_draft.c
    return own.officer == officer, own.ref == ref, own.form == form, own.reader == reader.name


def _entries_key(who: Remembered, unit: str, officer: str) -> str:
    return f"{ENTRIES}/{who.name.lower()}/{unit if who is Remembered.UNIT else officer}"


def _has_leader(connection: Connection, unit: str, today: date) -> bool:
    return any(
        may(officer, Action.APPROVE_TICKET, unit, today=today) for officer in officers(connection)
    )
