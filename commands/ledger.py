"""`import` and `export`: ledgers in and out."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from commands.acting import acting
from commands.command import Command, Context, Result
from commands.options import month
from core.errors import Refusal, Trouble
from core.people import Action
from core.tickets.fields import BY_KEY
from core.tickets.intake.profile import Profile
from core.tickets.intake.tally import Tally
from storage import exports
from storage.failures import as_trouble, is_same_file
from storage.files.ledger.proposal import Proposal, propose_all, refuse_unsure
from storage.files.ledger.reading import open_ledger
from storage.files.ledger.rejects import write_rejected
from storage.files.ledger.writing import write_ledger
from storage.imports import profiles, take_in, try_out

SAID_EACH = 10_000
"""After how many rows the command line says how far it has come."""

_REMARKS_SAID = 20


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="台账（.xlsx .xlsm .xls .csv）")
    parser.add_argument("--sheet", metavar="NAME", default="", help="工作表，不写则自动选")
    parser.add_argument("--profile", metavar="NAME|FILE", default="", help="列的对应方案")
    parser.add_argument("--dry-run", action="store_true", help="只试导，不写入")
    parser.add_argument("--report", type=Path, metavar="OUT.xlsx", help="导不进的行另存到这里")


def import_ledger(context: Context, args: Namespace) -> Result:
    """Take a ledger in, or with `--dry-run` say what would happen."""
    acting(context, Action.IMPORT_LEDGER, is_asked=False)
    progress = _progress(context)
    workbook = open_ledger(args.file, progress)
    if args.report and is_same_file(args.report, args.file):
        raise Refusal(f"“{args.report.name}”就是要导入的台账，导不进的行请另存一个文件。")
    store = context.store()
    with store.reading() as connection:
        kept = profiles(connection)
    proposal = propose_all(
        workbook, sheet=args.sheet, profile=_profile(args.profile, kept), profiles=kept
    )
    refuse_unsure(proposal)
    for notice in workbook.notices:
        context.say(notice)
    _say_what_is_proposed(context, proposal, of_several=len(workbook.sheets) > 1)
    if args.dry_run:
        with store.reading() as connection:
            tally = try_out(connection, proposal, progress=progress)
        _report(args.report, proposal, tally)
    else:
        what = f"导入台账“{args.file.name}”"
        with store.transaction(who=context.who, what=what) as tx:
            tally = take_in(tx, proposal, progress=progress)
            _report(args.report, proposal, tally)  # where it cannot be written nothing is imported
    _say_remarks(context, tally)
    return tally.document()


def _report(target: Path | None, proposal: Proposal, tally: Tally) -> None:
    if target is not None:
        write_rejected(target, proposal.rows, proposal.layout, tally)


def _profile(wanted: str, kept: list[Profile]) -> Profile | None:
    """The profile of that name in the store, or in that JSON file."""
    if not wanted:
        return None
    for profile in kept:
        if profile.name == wanted:
            return profile
    path = Path(wanted)
    if not path.exists():
        raise Refusal(f"没有叫“{wanted}”的对应方案，也没有这个文件。请核对名字。")
    with as_trouble(path, reading=True):
        content = path.read_bytes()
    try:
        document = json.loads(content)
    except ValueError:
        raise Trouble(f"“{path.name}”不是 JSON 文件，读不出对应方案。请核对文件。") from None
    return Profile.of(document)


def _say_what_is_proposed(context: Context, proposal: Proposal, *, of_several: bool) -> None:
    if of_several:
        context.say(f"导入的是工作表“{proposal.sheet.name}”。")
    if proposal.layout.profile:
        context.say(f"列按方案“{proposal.layout.profile}”对应。")
    for match in proposal.layout.doubtful:
        header = BY_KEY[match.key].header
        context.say(f"“{match.title}”当作“{header}”导入（{match.reason}），请核对。")


def _say_remarks(context: Context, tally: Tally) -> None:
    for remark in tally.remarks[:_REMARKS_SAID]:
        context.say(remark.sentence)
    if len(tally.remarks) > _REMARKS_SAID:
        context.say(f"还有 {len(tally.remarks) - _REMARKS_SAID} 处同样的情况。")


def _progress(context: Context) -> Callable[[int, int, str], None]:
    said = 0

    def progress(done: int, total: int, what: str) -> None:
        nonlocal said
        if done // SAID_EACH != said:
            said = done // SAID_EACH
            context.say(f"{what}，{done} / {total} 行" if total else f"{what}，已 {done} 行")

    return progress


def _import_lines(result: Result) -> Iterable[str]:
    yield (
        f"读了 {result['read']} 行：新增 {result['added']} 件，更新 {result['updated']} 件，"
        f"没有变化 {result['unchanged']} 件，没有导入 {len(result['rejected'])} 行。"
    )
    for one in result["rejected"]:
        yield f"第 {one['row']} 行“{one['column']}”：{one['reason']}"
    for one in result["conflicts"]:
        yield (
            f"第 {one['row']} 行“{one['column']}”两边都改过，没有动：台账是“{one['ledger']}”，"
            f"库里是“{one['store']}”。请打开工单核对。"
        )
    if result["unmapped_columns"]:
        yield "没有导入的列：" + "、".join(result["unmapped_columns"]) + "。"


def _export_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="OUT.xlsx", help="写到哪个文件")
    parser.add_argument("--month", metavar="YYYY-MM", type=month, help="只要区局这个月接收的")
    parser.add_argument("--masked", action="store_true", help="遮盖个人信息（不能再导入）")


def export(context: Context, args: Namespace) -> Result:
    """Write the ledger back, same columns."""
    acting(context, Action.EXPORT_LEDGER, is_asked=False)
    if args.file.suffix.lower() != ".xlsx":
        raise Refusal(f"“{args.file.name}”要以 .xlsx 结尾。请改文件名。")
    with context.store(create=False).reading() as connection:
        written = write_ledger(
            args.file,
            exports.tickets(connection, args.month),
            total=exports.count(connection, args.month),
            masked=args.masked,
            progress=_progress(context),
        )
    return {"written": written}


def _export_lines(result: Result) -> Iterable[str]:
    yield f"导出 {result['written']} 件。"


COMMANDS = (
    Command(
        name="import",
        help="导入台账",
        run=import_ledger,
        lines=_import_lines,
        options=_import_options,
    ),
    Command(
        name="export", help="导出台账", run=export, lines=_export_lines, options=_export_options
    ),
)
