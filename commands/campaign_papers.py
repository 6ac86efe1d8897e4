"""`report campaign|unit|ticket|…`: the papers of a spot check."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from commands.acting import acting, section_officer
from commands.command import Command, Context, Result
from commands.options import day, number
from commands.writing import lines, write
from core.errors import Refusal
from core.people import Action
from core.review.papers.choosing import Document, Wanted
from core.review.papers.circular import CircularOrder
from storage.review.printing import (
    Printable,
    booklet,
    circular_order,
    design_of,
    printable,
)
from storage.review.reading import drawn_ref


def _printable(context: Context, id_: int) -> Printable:
    """The campaign as whoever asks may have it on paper."""
    officer = acting(context, Action.SEE_CAMPAIGN, is_asked=False)
    with context.store(create=False).reading() as connection:
        return printable(connection, id_, officer, today=context.today)


def _write(context: Context, found: Printable, wanted: Wanted, out: Path) -> Result:
    with context.store(create=False).reading() as connection:
        made = found.paper(wanted, connection)
    return write(context, made, out, design_of(wanted.document))


def _simply(document: Document) -> Callable[[Context, Namespace], Result]:
    """A command for a document of which a campaign has one."""

    def run(context: Context, args: Namespace) -> Result:
        return _write(context, _printable(context, args.id), Wanted(document=document), args.out)

    return run


def circular(context: Context, args: Namespace) -> Result:
    if args.issue:
        return _issue(context, args)
    if all(getattr(args, name) is None for name in (*_HEADING, "on")):
        wanted = Wanted(document=Document.CIRCULAR)
    else:
        wanted = Wanted(document=Document.CIRCULAR, order=_order(context, args))
    return _write(context, _printable(context, args.id), wanted, args.out)


def _issue(context: Context, args: Namespace) -> Result:
    """Number the circular, keep it, and write what was kept."""
    if args.number is not None:
        raise Refusal("编号由台账给，不用写 --number。", field="number")
    by = section_officer(context, Action.PLAN_CAMPAIGN)
    with context.store().transaction(who=by.name, what="通报编号") as tx:
        made = tx.circulars.issue(args.id, _order(context, args), by=by)
    said = write(context, made.paper, args.out, design_of(Document.CIRCULAR))
    return {**said, "id": made.id, "number": made.number}


_HEADING = ("number", "addressees", "copies", "due")


def _order(context: Context, args: Namespace) -> CircularOrder:
    usual = circular_order(args.on or context.today)
    given = {name: getattr(args, name) for name in _HEADING}
    return replace(usual, **{name: one for name, one in given.items() if one is not None})


def unit(context: Context, args: Namespace) -> Result:
    """The sheet of one unit, or of every unit into a folder."""
    found = _printable(context, args.id)
    wanted = Wanted(document=Document.UNIT, unit=args.unit or "")
    if args.unit is not None:
        return _write(context, found, wanted, args.out)
    folder: Path = args.out
    if not folder.is_dir():
        raise Refusal(f"不写 --unit 就是每个单位一份，--out 要写一个文件夹，“{folder.name}”不是。")
    every, made = found.every(wanted), {}
    for place, one in enumerate(every, start=1):
        context.say(f"{place} / {len(every)}　{one.unit}")
        out = folder / f"{one.name}.pdf"
        made[one.unit] = {"file": out.name, **_write(context, found, one, out)}
    return {"units": made}


def ticket(context: Context, args: Namespace) -> Result:
    found = _printable(context, args.id)
    with context.store(create=False).reading() as connection:
        ref = drawn_ref(connection, args.id, args.number)
    return _write(context, found, Wanted(document=Document.TICKET, ref=ref), args.out)


def _of_unit(document: Document) -> Callable[[Context, Namespace], Result]:
    """A command for a document about all units, or about one."""

    def run(context: Context, args: Namespace) -> Result:
        wanted = Wanted(document=document, unit=args.unit or "")
        return _write(context, _printable(context, args.id), wanted, args.out)

    return run


def points(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        made = booklet(connection, today=context.today)
    return write(context, made, args.out)


def _unit_lines(result: Result) -> Iterable[str]:
    for one in result.get("units", {}).values():
        yield f"{one['file']}，共 {one['pages']} 页"
    if "units" not in result:
        yield from lines(result)


def _out(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="F.pdf",
        help="写到哪个文件，.pdf、.docx 或 .xlsx",
    )


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--id", type=number, required=True, metavar="N", help="督查的编号")
    _out(parser)


def _ticket_options(parser: ArgumentParser) -> None:
    _options(parser)
    parser.add_argument("--number", required=True, metavar="N", help="工单编号或引用")


def _circular_options(parser: ArgumentParser) -> None:
    _options(parser)
    parser.add_argument("--issue", action="store_true", help="编号发文，记进通报台账")
    parser.add_argument("--number", metavar="N", help="发文字号，写全；不写的，留着空")
    parser.add_argument("--on", type=day, metavar="YYYY-MM-DD", help="成文日期；不写的，今天")
    parser.add_argument("--to", dest="addressees", metavar="T", help="主送；不写的，各科室、所队")
    parser.add_argument("--copies", metavar="T", help="抄送")
    parser.add_argument("--due", type=day, metavar="YYYY-MM-DD", help="哪天以前整改完")


def _unit_options(parser: ArgumentParser) -> None:
    _options(parser)
    parser.add_argument("--unit", metavar="U", help="哪个单位；不写的，全部")


def _command(
    name: str,
    help_: str,
    run: Callable[[Context, Namespace], Result],
    options: Callable[[ArgumentParser], None] = _options,
    said: Callable[[Result], Iterable[str]] = lines,
) -> Command:
    return Command(name=name, help=help_, run=run, lines=said, options=options)


COMMANDS = (
    _command("campaign", "督查情况汇总", _simply(Document.SUMMARY)),
    _command("certificate", "抽样公证页", _simply(Document.CERTIFICATE)),
    _command("circular", "通报，公文格式", circular, _circular_options),
    _command("unit", "单位成绩单：一个单位的，或每个单位一份", unit, _unit_options, _unit_lines),
    _command("ticket", "一件工单的评分表", ticket, _ticket_options),
    _command(
        "problems", "问题清单：全局的，或一个单位的", _of_unit(Document.PROBLEMS), _unit_options
    ),
    _command(
        "remedies", "整改台账：全局的，或一个单位的", _of_unit(Document.REMEDIES), _unit_options
    ),
    _command("points", "处置要点手册", points, _out),
)
