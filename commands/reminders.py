"""`reminders`: who has to hear of which clock; told in working hours; lists for each unit."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.command import Command, Context, Group, Result
from core.audit import PROGRAM
from core.tickets.reminders.escalation import Addressee
from core.tickets.reminders.reminder import LEVELS, Due
from storage.calendar import timekeeping
from storage.files.deadline_lists import write_lists
from storage.reminders import wanted


def list_(context: Context, args: Namespace) -> Result:
    """What there is to say now; nothing is delivered."""
    with context.store().reading() as connection:
        found = [
            _plain(due, people)
            for due, people in wanted(connection, context.now())
            if not args.unit or due.unit == args.unit
        ]
    return {"as_of": context.today.isoformat(), "reminders": found}


def _plain(due: Due, people: tuple[Addressee, ...]) -> dict[str, Any]:
    return {
        "ref": due.ref,
        "unit": due.unit,
        "clock": due.clock,
        "due": due.due.isoformat(),
        "level": due.level,
        "said": due.said,
        "to": [{"name": one.name, "instead_of": one.instead_of} for one in people],
    }


def _lines(result: Result) -> Iterator[str]:
    for one in result["reminders"]:
        people = "、".join(each["name"] for each in one["to"])
        level = LEVELS[one["level"]]
        yield f"{level}　{one['ref']}　{one['due']} 到期　{one['said']}　{people}"
    yield f"{result['as_of']} 共 {len(result['reminders'])} 条催办。"


def send(context: Context, _args: Namespace) -> Result:
    """Deliver what nobody has been told yet; outside working hours nothing is."""
    with context.store().transaction(who=PROGRAM, what="催办") as tx:
        made = tx.reminders.deliver(context.now())
    told = [{"ref": one.due.ref, "to": one.recipient, "level": one.due.level} for one in made]
    return {"delivered": told}


def _sent_lines(result: Result) -> Iterator[str]:
    yield f"发出 {len(result['delivered'])} 条催办。"


def export(context: Context, args: Namespace) -> Result:
    with context.store().reading() as connection:
        names = {rule.code: rule.name for rule in timekeeping(connection).law.rules}
        lines = list(wanted(connection, context.now()))
    made = write_lists(args.folder, lines, names, context.today)
    return {"files": [str(path) for path in made]}


def _export_lines(result: Result) -> Iterator[str]:
    yield from result["files"]
    yield f"写好 {len(result['files'])} 份清单。"


def _list_options(parser: ArgumentParser) -> None:
    parser.add_argument("--unit", metavar="NAME", default="", help="只看这个单位")


def _export_options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="放在哪个文件夹")


COMMANDS = (
    Group(
        name="reminders",
        help="三级催办：该催谁、发出催办、每个单位一份清单",
        commands=(
            Command(name="list", help="现在该催谁", run=list_, lines=_lines, options=_list_options),
            Command(name="send", help="发出催办，只在上班时间", run=send, lines=_sent_lines),
            Command(
                name="export",
                help="每个单位一份 .xlsx，供夜间任务用",
                run=export,
                lines=_export_lines,
                options=_export_options,
            ),
        ),
    ),
)
