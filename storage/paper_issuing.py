"""Giving papers out of the store: what a form needs is looked up, its PDF is made and proved."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from core.errors import Refusal
from core.paper import Paper
from core.papers import issuing
from core.papers.applying import why_not
from core.papers.drafting import Draft
from core.papers.facts import Reader, facts_of, kind_for
from core.papers.form import Form
from core.papers.issuing import Given, Order
from core.papers.proposing import kept_for_next_time, proposed
from core.people import Officer
from core.tickets.case import Case
from core.tickets.ticket import Ticket
from storage.forms import forms
from storage.handling import latest_submission
from storage.judging import surroundings
from storage.law import rule_sets
from storage.loading import load_by_ref
from storage.papers import issuing_practice, papers_of, remembered

if TYPE_CHECKING:
    from storage.files.pdf.rendering import Rendered
    from storage.transaction import Transaction


_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')


@dataclass(frozen=True, slots=True)
class Choice:
    """A form of the set for one ticket; `why_not` is "" where it can be given now."""

    form: Form
    why_not: str


def ticket_for_papers(connection: Connection, ref: str) -> Ticket:
    found = load_by_ref(connection, [ref])
    if not found:
        raise Refusal(f"查无工单 {ref}。请核对编号。")
    return found[0].ticket


def choices(connection: Connection, ticket: Ticket, now: datetime) -> list[Choice]:
    """All forms, those that the ticket can be given now first."""
    case = Case(ticket, surroundings(connection, now))
    made = [Choice(form, why_not(form, case, rule_sets())) for form in forms().forms]
    return sorted(made, key=lambda one: bool(one.why_not))


def reason_not_to_give(connection: Connection, form: Form, ticket: Ticket, now: datetime) -> str:
    """Why the ticket cannot be given this form now; "" where it can."""
    return why_not(form, Case(ticket, surroundings(connection, now)), rule_sets())


def entries_proposed(
    connection: Connection, form: Form, reader: Reader, ticket: Ticket, now: datetime
) -> dict[str, Any]:
    """What is proposed for the entries of a paper."""
    practice = issuing_practice(connection, ticket, form, today=now.date())
    return proposed(
        form,
        reader,
        facts_of(kind_for(reader, ticket, mediates=form.mediates), ticket),
        office=practice.office,
        case=Case(ticket, surroundings(connection, now)),
        remembered=remembered(connection, ticket.unit, ticket.handler),
    )


def given_last(connection: Connection, ref: str, form: Form, reader: Reader) -> Given | None:
    """The paper of this form that was given to this reader last and is not void."""
    given = papers_of(connection, ref)
    mine = (one for one in given if (one.form, one.reader) == (form.key, reader))
    return next((one for one in mine if not one.is_void), None)


def prepared(connection: Connection, order: Order, ticket: Ticket, at: datetime) -> Draft:
    """The paper as it would be given now, without number and day."""
    practice = issuing_practice(connection, ticket, order.form, today=at.date())
    return issuing.prepare(order, ticket, practice, at=at)


def issue(tx: "Transaction", order: Order, ref: str, *, by: Officer) -> Given:
    """Give a paper in this transaction, and remember what will be written again."""
    ticket = ticket_for_papers(tx.connection, ref)
    given = issuing.issue(
        tx.papers,
        order,
        case=Case(ticket, surroundings(tx.connection, tx.at)),
        practice=issuing_practice(tx.connection, ticket, order.form, today=tx.at.date()),
        submission=latest_submission(tx.connection, ref),
        by=by,
        at=tx.at,
        press=lambda paper: pressed(paper).sha256,
    )
    tx.papers.remember(ticket.unit, ticket.handler, kept_for_next_time(order.form, order.entries))
    return given


def void(tx: "Transaction", id_: int, *, by: Officer, reason: str) -> Given:
    """Take a paper back."""
    ticket = ticket_for_papers(tx.connection, tx.papers.get(id_).ref)
    return issuing.void(tx.papers, id_, ticket, by=by, at=tx.at, reason=reason)


def pressed(paper: Paper) -> "Rendered":
    """The PDF of a paper in the official layout."""
    from storage.files.pdf.rendering import render_to_fit  # noqa: PLC0415 -- slow to load

    return render_to_fit(paper)[0]


def written(paper: Paper) -> bytes:
    """The paper as a document for WPS and Word, in the sizes of the PDF."""
    from storage.files.docx.papers import docx_of  # noqa: PLC0415 -- slow to load
    from storage.files.pdf.rendering import render_to_fit  # noqa: PLC0415 -- see above

    return docx_of(paper, render_to_fit(paper)[1])


def reprint_note(given: Given, again: "Rendered") -> str:
    """What to say of a reprint that is not the same to the byte; "" where it is."""
    if again.sha256 == given.sha256:
        return ""
    return "内容和签发时一致；程序或字体更新过，版面和当时印出的可能略有不同。"


def file_name(draft_or_given: Draft | Given) -> str:
    """What a file of the paper is called, without ending: no person is named in it."""
    if isinstance(draft_or_given, Given):
        name = f"{draft_or_given.title} {draft_or_given.number}".strip()
    else:
        name = f"{draft_or_given.form.title} 未编号"
    return _NOT_IN_NAMES.sub("-", name)
