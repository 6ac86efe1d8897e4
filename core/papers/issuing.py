"""Giving a paper (签发): who may, what must be in order, its number; and taking it back (作废).

A number is taken in the very step that keeps the paper, so that none is skipped or used twice. A
voided paper keeps its number, with the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from core.errors import Refusal
from core.paper import Paper
from core.papers.applying import why_not
from core.papers.drafting import Draft, Office, draft
from core.papers.facts import Reader, facts_of, kind_for, may_share, shares_petitioner
from core.papers.form import Form
from core.papers.guarding import refuse_leaking
from core.papers.numbering import number, series, unnumbered
from core.papers.verifying import refuse_faulty
from core.people import Action, Officer
from core.tickets.case import Case
from core.tickets.handover import require
from core.tickets.law.rule_set import RuleSets
from core.tickets.life.standing import Life, Position, position_of
from core.tickets.lifecycle import Decision, Submission
from core.tickets.ticket import Ticket
from core.tickets.words import NoticeWay


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A paper somebody wants to give: which, to whom, what was typed for it, and how it goes out.

    `reason` says why the trader may learn who the petitioner is, where the form tells that.
    """

    form: Form
    reader: Reader
    entries: Mapping[str, Any]
    way: NoticeWay | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What a paper needs to know of the office: whose it is, how it numbers, which law holds.

    `pattern` and `unit_short` make the number; `needs_approval` tells whether the unit has a leader
    who approves decisions.
    """

    office: Office
    pattern: str
    unit_short: str
    rule_sets: RuleSets
    needs_approval: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A paper that was given: the log entry, with what it said."""

    id: int = 0
    ref: str
    form: str
    title: str
    version: str
    reader: Reader
    number: str
    issued_by: str
    issued_at: datetime
    way: NoticeWay | None
    reason: str
    paper: Paper
    sha256: str
    """Of the PDF as it was printed."""
    voided_by: str = ""
    voided_at: datetime | None = None
    void_reason: str = ""

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


class PaperStore(Protocol):
    """What giving papers asks of the papers in the store."""

    def of_ticket(self, ref: str) -> list[Given]: ...
    def get(self, id_: int) -> Given: ...
    def next_serial(self, series_: str) -> int: ...
    def keep(self, new: Given, *, series_: str, serial: int | None) -> Given: ...
    def void(self, id_: int, *, reason: str) -> None: ...


class Press(Protocol):
    """Gives the fingerprint of the PDF of a paper."""

    def __call__(self, paper: Paper) -> str: ...


def prepare(order: Order, ticket: Ticket, practice: Practice, *, at: datetime) -> Draft:
    """The paper as it stands, without day and serial; it may lack things.

    Its date of making is that of the ticket: the same ticket gives the same draft to the byte.
    """
    made_at = ticket.received_at or datetime(at.year, 1, 1)
    return _draft(order, ticket, practice, _number_room(order, practice, at), made_at, issued=False)


def issue(  # noqa: PLR0913 -- all but the first two go by name
    papers: PaperStore,
    order: Order,
    *,
    case: Case,
    practice: Practice,
    submission: Submission | None,
    by: Officer,
    at: datetime,
    press: Press,
) -> Given:
    """Give the paper: number it, keep what it says. Refuses what is not in order."""
    ticket = case.ticket
    require(by, Action.ISSUE_PAPER, ticket, at)
    if sentence_ := why_not(order.form, case, practice.rule_sets):
        raise Refusal(sentence_)
    refuse_unapproved(order.form, ticket, submission, needed=practice.needs_approval)
    _refuse_given_already(order, papers.of_ticket(ticket.ref))
    refuse_unready(order, prepare(order, ticket, practice, at=at), ticket)
    series_ = _series(order, practice, at)
    serial = papers.next_serial(series_) if series_ else None
    numbered = number(series_, serial) if serial is not None else ""
    paper = _draft(order, ticket, practice, numbered, at, issued=True).paper
    new = Given(
        ref=ticket.ref,
        form=order.form.key,
        title=order.form.title,
        version=order.form.version,
        reader=order.reader,
        number=numbered,
        issued_by=by.name,
        issued_at=at,
        way=order.way,
        reason=order.reason.strip(),
        paper=paper,
        sha256=press(paper),
    )
    return papers.keep(new, series_=series_, serial=serial)


def void(
    papers: PaperStore, id_: int, ticket: Ticket, *, by: Officer, at: datetime, reason: str
) -> Given:
    """Take a paper back: its number stays used, the reason is kept."""
    require(by, Action.ISSUE_PAPER, ticket, at)
    given = papers.get(id_)
    if given.is_void:
        raise Refusal(f"《{given.title}》{given.number}已经作废。")
    if not reason.strip():
        raise Refusal("请写明作废原因，编号和原因会一直留着。")
    papers.void(id_, reason=reason.strip())
    return given


def refuse_unapproved(
    form: Form, ticket: Ticket, submission: Submission | None, *, needed: bool
) -> None:
    """Refuse a decision that the leader has not agreed to, where the unit has one."""
    if not (form.after_approval and needed):
        return
    imported = submission is None and ticket.gate.supervised_at is not None
    if not imported and (submission is None or submission.decision is not Decision.APPROVED):
        raise Refusal(f"《{form.title}》要分管领导同意以后才能签发。请先把这件送审。")
    if submission is not None and position_of(Life(ticket=ticket, submission=submission)) is (
        Position.AT_SECTION
    ):
        raise Refusal(f"《{form.title}》要消保科也同意以后才能签发，这件还在等审批。")


def refuse_unready(order: Order, made: Draft, ticket: Ticket) -> None:
    """Refuse what lacks something, gives the petitioner away, or has no reason where it must."""
    refuse_leaking(made, ticket)
    refuse_faulty(order.form, order.entries)
    if made.missing:
        first = made.missing[0]
        more = f"还缺 {len(made.missing)} 处，先补“{first.label}”。"
        raise Refusal(f"《{order.form.title}》{more}", field=first.field)
    if order.reader is not Reader.FILE and order.way is None:
        raise Refusal("请选送达方式：互联网、电话、短信、电子邮件、信函或者当面。")
    if order.reader is Reader.BOTH and not may_share(ticket):
        raise Refusal("双方没有都同意调解，不能出写有诉求人信息的文书。")
    if shares_petitioner(type(made.facts)) and not order.reason.strip():
        raise Refusal("这份文书让被诉主体知道诉求人是谁。请写明为什么调解需要，理由会留存。")


def _refuse_given_already(order: Order, given: list[Given]) -> None:
    if order.form.repeatable:
        return
    for one in given:
        if (one.form, one.reader, one.is_void) == (order.form.key, order.reader, False):
            raise Refusal(
                f"给{order.reader}的《{one.title}》已经签发（{one.number}）。要重出，请先作废那一份。"
            )


def _draft(
    order: Order, ticket: Ticket, practice: Practice, numbered: str, at: datetime, *, issued: bool
) -> Draft:
    kind = kind_for(order.reader, ticket, mediates=order.form.mediates)
    return draft(
        order.form,
        order.reader,
        facts_of(kind, ticket),
        office=practice.office,
        entries=order.entries,
        number=numbered,
        made_at=at,
        day=at.date() if issued else None,
    )


def _series(order: Order, practice: Practice, at: datetime) -> str:
    """Nothing for a form that bears no number."""
    if not order.form.code:
        return ""
    return series(practice.pattern, unit=practice.unit_short, form=order.form.code, day=at.date())


def _number_room(order: Order, practice: Practice, at: datetime) -> str:
    return unnumbered(_series(order, practice, at))
