"""What is read when somebody opens the papers of a ticket."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.papers.drafting import Draft
from core.papers.facts import Reader
from core.papers.form import Form
from core.papers.issuing import Given, Order
from core.tickets.ticket import Ticket
from gui.desk import Desk
from gui.papers.entries import FORM_KEYS, values_typed
from storage.database import Reading
from storage.handling import drafts
from storage.paper_issuing import Choice, choices, entries_proposed, prepared, ticket_for_papers
from storage.papers import paper_typed, papers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the list: a form that can or cannot be given, or a paper that was given."""

    form: Form | None = None
    why_not: str = ""
    missing: int = 0
    given: Given | None = None

    @property
    def key(self) -> str:
        return f"given {self.given.id}" if self.given else f"form {self.form and self.form.key}"

    @property
    def is_ready(self) -> bool:
        """Whether a paper of this form can be begun now."""
        return self.form is not None and not self.why_not


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The papers of one ticket as they stand."""

    ticket: Ticket
    lines: tuple[Line, ...] = ()
    has_unsaved: bool = False
    """Whether the form of the ticket holds changes that no paper knows of yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A form begun for one reader: what is proposed, and what this officer has typed over it."""

    form: Form
    reader: Reader
    proposed: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)


def read_opened(desk: Desk, ref: str) -> Opened:
    """The ticket with its papers: forms that can be given, papers given, and the other forms."""
    with desk.store.reading() as connection:
        ticket = ticket_for_papers(connection, ref)
        held = papers_of(connection, ref)
        found = [
            one
            for one in choices(connection, ticket, desk.now())
            if one.why_not or readers_left(one.form, held)
        ]
        ready = [_line(desk, connection, ticket, one, held) for one in found if not one.why_not]
        given = [Line(given=one) for one in held]
        others = [Line(form=one.form, why_not=one.why_not) for one in found if one.why_not]
        unsaved = any(draft.ref == ref for draft in drafts(connection, desk.officer.name))
    return Opened(ticket=ticket, lines=(*ready, *given, *others), has_unsaved=unsaved)


def read_begun(desk: Desk, ticket: Ticket, form: Form, reader: Reader) -> Begun:
    with desk.store.reading() as connection:
        return _begun(desk, connection, ticket, form, reader)


def make_draft(desk: Desk, ticket: Ticket, order: Order) -> Draft:
    """The paper as it would be given now."""
    with desk.store.reading() as connection:
        return prepared(connection, order, ticket, desk.now())


def readers_left(form: Form, given: Iterable[Given]) -> list[Reader]:
    """Those for whom a paper of this form can still be given."""
    if form.repeatable:
        return list(form.readers)
    has = {one.reader for one in given if one.form == form.key and not one.is_void}
    return [reader for reader in form.readers if reader not in has]


def _begun(desk: Desk, connection: Reading, ticket: Ticket, form: Form, reader: Reader) -> Begun:
    who = desk.officer.name
    return Begun(
        form=form,
        reader=reader,
        proposed=entries_proposed(connection, form, reader, ticket, desk.now()),
        typed=paper_typed(connection, who, ticket.ref, form.key, reader),
    )


def _line(
    desk: Desk, connection: Reading, ticket: Ticket, choice: Choice, held: Sequence[Given]
) -> Line:
    form, reader = choice.form, readers_left(choice.form, held)[0]
    begun = _begun(desk, connection, ticket, form, reader)
    entries = {**begun.proposed, **values_typed(form, begun.typed)}
    entries = {key: value for key, value in entries.items() if key not in FORM_KEYS}
    order = Order(form=form, reader=reader, entries=entries)
    return Line(form=form, missing=len(prepared(connection, order, ticket, desk.now()).missing))
