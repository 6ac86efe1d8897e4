"""`report campaign|unit|ticket|…`: the papers of a spot check."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from commands.acting import acting
from commands.command import Command, Context, Result
from commands.options import day, number
from commands.writing import lines, write
from core.errors import Refusal
from core.people import Action
from core.review.papers.problem_list import problem_list
from core.review.papers.unit_sheet import unit_sheet, units_with_sheet
from storage.review.printing import (
    Printable,
    booklet,
    circular_of,
    circular_order,
    printable,
)
from storage.review.reading import drawn_ref


def _printable(context: Context, id_: int) -> Printable:
    """The campaign as whoever asks may have it on paper."""
    officer = acting(context, Action.SEE_CAMPAIGN, is_asked=False)
    with context.store(create=False).reading() as connection:
        return printable(connection, id_, officer, today=context.today)


def campaign(context: Context, args: Namespace) -> Result:
    from storage.files.pdf.campaign_summary import campaign_summary  # noqa: PLC0415 -- slow to load

    found = _printable(context, args.id)
    found.refuse_unless_whole("汇总")
    return write(context, campaign_summary(found.report), args.out)


def certificate(context: Context, args: Namespace) -> Result:
    from storage.files.pdf.draw_certificate import draw_certificate  # noqa: PLC0415 -- slow to load

    report = _printable(context, args.id).report
    if not report.certificate.seed:
        raise Refusal(f"“{report.title}”还没有抽取，没有公证页。")
    return write(context, draw_certificate(report), args.out)


def circular(context: Context, args: Namespace) -> Result:
    from storage.files.pdf.pages import CIRCULAR  # noqa: PLC0415 -- slow to load

    found = _printable(context, args.id)
    usual = circular_order(args.on or context.today)
    given = {name: getattr(args, name) for name in ("number", "addressees", "copies", "due")}
    order = replace(usual, **{name: one for name, one in given.items() if one is not None})
    with context.store(create=False).reading() as connection:
        made = circular_of(connection, found, order)
    return write(context, made, args.out, CIRCULAR)


def unit(context: Context, args: Namespace) -> Result:
    """The sheet of one unit, or of every unit into a folder."""
    found = _printable(context, args.id)
    if args.unit is not None:
        return write(context, unit_sheet(found.report, args.unit), args.out)
    return _every_unit(context, found, args.out)


def _every_unit(context: Context, found: Printable, folder: Path) -> Result:
    if not folder.is_dir():
        raise Refusal(f"不写 --unit 就是每个单位一份，--out 要写一个文件夹，“{folder.name}”不是。")
    units = units_with_sheet(found.report)
    made = {}
    for place, name in enumerate(units, start=1):
        context.say(f"{place} / {len(units)}　{name}")
        out = folder / f"{name}评查成绩单.pdf"
        made[name] = {"file": out.name, **write(context, unit_sheet(found.report, name), out)}
    return {"units": made}


def _unit_lines(result: Result) -> Iterable[str]:
    for one in result.get("units", {}).values():
        yield f"{one['file']}，共 {one['pages']} 页"
    if "units" not in result:
        yield from lines(result)


def ticket(context: Context, args: Namespace) -> Result:
    found = _printable(context, args.id)
    with context.store(create=False).reading() as connection:
        ref = drawn_ref(connection, args.id, args.number)
    return write(context, found.sheet_of(ref), args.out)


def problems(context: Context, args: Namespace) -> Result:
    found = _printable(context, args.id)
    if args.unit is None:
        found.refuse_unless_whole("全局的问题清单")
    return write(context, problem_list(found.report, unit=args.unit or ""), args.out)


def points(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        made = booklet(connection, today=context.today)
    return write(context, made, args.out)


def _out(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, required=True, metavar="F.pdf", help="写到哪个文件，.pdf 或 .xlsx"
    )


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--id", type=number, required=True, metavar="N", help="督查的编号")
    _out(parser)


def _ticket_options(parser: ArgumentParser) -> None:
    _options(parser)
    parser.add_argument("--number", required=True, metavar="N", help="工单编号或引用")


def _circular_options(parser: ArgumentParser) -> None:
    _options(parser)
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
    _command("campaign", "督查情况汇总", campaign),
    _command("certificate", "抽样公证页", certificate),
    _command("circular", "通报，公文格式", circular, _circular_options),
    _command("unit", "单位成绩单：一个单位的，或每个单位一份", unit, _unit_options, _unit_lines),
    _command("ticket", "一件工单的评分表", ticket, _ticket_options),
    _command("problems", "问题清单：全局的，或一个单位的", problems, _unit_options),
    _command("points", "处置要点手册", points, _out),
)
