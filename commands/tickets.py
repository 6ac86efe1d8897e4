"""`ticket …`: what is done with tickets, one ticket's time line, and its earlier versions."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from commands.acting import acting, section_officer
from commands.command import Command, Context, Group, Result
from commands.options import number
from commands.ticket_moves import MOVES
from commands.writing import write
from core.people import Action
from core.tickets.handover import require
from core.timeline.entry import Entry
from core.timeline.paper import timeline_paper
from storage.timeline.reading import timeline
from storage.timeline.restoring import restore, step_name


def timeline_options(parser: ArgumentParser) -> None:
    parser.add_argument("number", metavar="编号", help="工单编号或“编号#序号”")
    parser.add_argument("--out", type=Path, metavar="文件.pdf", help="另外印成 PDF")


def told(context: Context, args: Namespace) -> Result:
    officer = acting(context, Action.SEE_TICKET, is_asked=False)
    with context.store(create=False).reading() as connection:
        ticket, entries = timeline(connection, args.number)
    if officer is not None:
        require(officer, Action.SEE_TICKET, ticket, context.now())
    result: Result = {
        "number": ticket.number,
        "ref": ticket.ref,
        "entries": [_plain(one) for one in entries],
    }
    if args.out is not None:
        paper = timeline_paper(ticket, entries, made_at=context.now())
        result["pdf"] = write(context, paper, args.out)
    return result


def _plain(one: Entry) -> Result:
    return {
        "at": one.at.isoformat(),
        "who": one.who,
        "kind": one.kind.value,
        "sentence": one.sentence,
        "version": one.version,
    }


def told_lines(result: Result) -> Iterable[str]:
    yield f"工单 {result['ref']}，{len(result['entries'])} 条"
    for one in result["entries"]:
        version = f"（第 {one['version']} 版）" if one["version"] else ""
        yield f"{one['sentence']}{version}"


def restore_options(parser: ArgumentParser) -> None:
    parser.add_argument("number", metavar="编号", help="工单编号或“编号#序号”")
    parser.add_argument("--version", type=number, required=True, metavar="N", help="恢复到第几版")
    parser.add_argument("--reason", required=True, metavar="理由", help="为什么恢复")


def restored(context: Context, args: Namespace) -> Result:
    by = section_officer(context, None)
    what = step_name(args.version, args.reason)
    with context.store().transaction(who=by.name, what=what) as tx:
        ticket = restore(tx, args.number, args.version, args.reason, by=by)
    return {"number": ticket.number, "ref": ticket.ref, "restored": args.version}


def restored_lines(result: Result) -> Iterable[str]:
    yield f"工单 {result['ref']} 已恢复到第 {result['restored']} 版的样子，原来的也留着。"


COMMANDS = (
    Group(
        name="ticket",
        help="工单流转：分派、退单、移送、审批、退回重办；一件工单的时间线",
        commands=(
            *MOVES,
            Command(
                name="timeline",
                help="发生过的每一件事，按先后念得通",
                run=told,
                lines=told_lines,
                options=timeline_options,
            ),
            Command(
                name="restore",
                help="把以前的一版恢复成新的一版",
                run=restored,
                lines=restored_lines,
                options=restore_options,
            ),
        ),
    ),
)
