"""`report …`: papers as files."""

from argparse import ArgumentParser, Namespace
from hashlib import sha256
from pathlib import Path

from commands import campaign_papers
from commands.acting import acting
from commands.command import Command, Context, Group, Result
from commands.layout_check import CHECK
from commands.writing import lines
from core.errors import Refusal
from core.paper import Paper
from core.papers.facts import Reader
from core.papers.form import Form
from core.papers.guarding import refuse_leaking
from core.papers.issuing import Order
from core.people import Action
from core.tickets.handover import require
from core.tickets.ticket import Ticket
from storage.database import Reading
from storage.files.writing import write_whole
from storage.forms import forms
from storage.paper_issuing import (
    entries_proposed,
    given_last,
    prepared,
    pressed,
    reason_not_to_give,
    ticket_for_papers,
    written,
)


def paper(context: Context, args: Namespace) -> Result:
    """A paper of one ticket: the one given last, else what it would say now."""
    officer = acting(context, Action.SEE_PETITIONER, is_asked=False)
    form = forms().find(args.form)
    if form is None:
        known = "、".join(one.title for one in forms().forms)
        raise Refusal(f"没有“{args.form}”这种文书。可以写：{known}，或者式样的号数。")
    reader = _reader(form, args.to)
    with context.store(create=False).reading() as connection:
        ticket = ticket_for_papers(connection, args.number)
        if officer is not None:
            require(officer, Action.SEE_PETITIONER, ticket, context.now())
        given = given_last(connection, ticket.ref, form, reader)
        made = given.paper if given else _draft(context, connection, form, reader, ticket)
    return _write_paper(context, made, args.out)


def _draft(
    context: Context, connection: Reading, form: Form, reader: Reader, ticket: Ticket
) -> Paper:
    """The paper as it stands; what it lacks is said, and left open in it."""
    sentence = reason_not_to_give(connection, form, ticket, context.now())
    if sentence:
        raise Refusal(sentence)
    entries = entries_proposed(connection, form, reader, ticket, context.now())
    order = Order(form=form, reader=reader, entries=entries)
    made = prepared(connection, order, ticket, context.now())
    refuse_leaking(made, ticket)
    if made.missing:
        context.say(
            f"还缺 {len(made.missing)} 处：{'、'.join(one.label for one in made.missing)}。"
        )
    return made.paper


def _reader(form: Form, wanted: str | None) -> Reader:
    """Who the paper is for: the one asked for, or the first the form knows."""
    if wanted is None:
        return form.readers[0]
    for reader in form.readers:
        if reader == wanted:
            return reader
    raise Refusal(f"《{form.title}》不给{wanted}。可以给：{'、'.join(form.readers)}。")


def _write_paper(context: Context, made: Paper, out: Path) -> Result:
    """Write it as PDF, or as a document where the file is called .docx."""
    rendered = pressed(made)
    content = written(made) if out.suffix.lower() == ".docx" else rendered.pdf
    for sentence in rendered.coverage.sentences():
        context.say(sentence)
    write_whole(out, content)
    return {"pages": rendered.pages, "sha256": sha256(content).hexdigest()}


def _paper_options(parser: ArgumentParser) -> None:
    parser.add_argument("--number", required=True, metavar="N", help="工单编号")
    parser.add_argument("--form", required=True, metavar="K", help="哪种文书：名称，或者式样的号数")
    parser.add_argument("--to", choices=[*Reader], help="给谁；不写的，给这种文书的第一个对象")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="F.pdf", help="写到哪个文件，.pdf 或 .docx"
    )


REPORT = Group(
    name="report",
    help="出文书：PDF，表格另有 .xlsx",
    commands=(
        *campaign_papers.COMMANDS,
        Command(
            name="paper",
            help="一件工单的文书：签发过的原样重印，没有签发的按现在的内容出",
            run=paper,
            lines=lines,
            options=_paper_options,
        ),
        CHECK,
    ),
)

COMMANDS = (REPORT,)
