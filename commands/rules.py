"""`rules`: the versions of the fill-in rules, out to a spreadsheet and back, into force by two."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.acting import section_officer
from commands.command import Command, Context, Group, Result
from commands.options import day
from commands.overrides import OVERRIDES
from core.errors import Refusal
from core.people import Action
from core.tickets.rules import deciding as use_cases
from core.tickets.rules.deciding import Proposal
from core.tickets.rules.differences import Difference, differences
from core.tickets.rules.plain import fingerprint
from core.tickets.rules.versions import RulebookVersion, VersionState
from storage.database import Reading
from storage.files.rulebook import read_rulebook, write_rulebook
from storage.judging import example_surroundings
from storage.rules import draft, rulebook_data, rulebooks, take_in_shipped, version, versions

DRAFT = "draft"


def _version_option(text: str) -> str:
    """A number, or the word for the draft; kept as text until the store is open."""
    return DRAFT if text in {DRAFT, "草稿"} else text


# reading


def list_(context: Context, _args: Namespace) -> Result:
    take_in_shipped(context.store())
    with context.store().reading() as connection:
        label = rulebooks(connection).current(context.today).version
        return {"versions": [_plain(one, label) for one in versions(connection)]}


def _plain(one: RulebookVersion, current: str) -> dict[str, Any]:
    return {
        "number": one.number,
        "state": one.state.name.lower(),
        "fingerprint": one.fingerprint,
        "current": one.label == current,
        "authors": list(one.authors),
        "written_at": f"{one.written_at:%Y-%m-%d %H:%M:%S}",
        "reason": one.reason,
        "effective_from": f"{one.effective_from}" if one.effective_from else None,
        "covers_open": one.covers_open,
        "decided_by": one.decided_by,
        "based_on": one.based_on,
        "opinion": one.opinion,
    }


def _list_lines(result: Result) -> Iterator[str]:
    for one in result["versions"]:
        state = VersionState[one["state"].upper()]
        since = f"，{one['effective_from']} 起" if one["effective_from"] else ""
        now = "，现行" if one["current"] else ""
        authors = "、".join(one["authors"])
        yield (
            f"第 {one['number']} 版（{one['fingerprint'][:8]}）　{state}{since}{now}　{authors}　"
            f"{one['reason']}"
        )


def _diff_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "old", nargs="?", metavar="A", help="从哪一版（数字或 draft），不写是现行的"
    )
    parser.add_argument("new", nargs="?", metavar="B", help="到哪一版（数字或 draft），不写是草稿")


def diff(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        old = _named(connection, context, args.old)
        new = _named(connection, context, args.new or DRAFT)
        before, after = (rulebook_data(connection, one.number) for one in (old, new))
    return {"from": old.number, "to": new.number, **_differing(before, after)}


def _named(connection: Reading, context: Context, named: str | None) -> RulebookVersion:
    """The version named on the command line; without a name the one in force."""
    if named is None:
        current = rulebooks(connection).current(context.today).version
        return next(one for one in versions(connection) if one.label == current)
    if _version_option(named) == DRAFT:
        found = draft(connection)
        if found is None:
            raise Refusal("现在没有规则草稿。请写明是哪一版。")
        return found
    if not named.isascii() or not named.isdigit() or len(named) > 6:
        raise Refusal(f"“{named}”不是版本号。请写数字，或 draft（草稿）。")
    return version(connection, int(named))


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Result:
    return {"differences": [_plain_difference(one) for one in differences(before, after)]}


def _plain_difference(one: Difference) -> dict[str, Any]:
    return {
        "part": one.part.name.lower(),
        "name": one.name,
        "title": one.title,
        "change": one.change.name.lower(),
        "said": str(one),
        "entries": [
            {"column": entry.column, "before": entry.before, "after": entry.after}
            for entry in one.entries
        ],
    }


def _diff_lines(result: Result) -> Iterator[str]:
    for one in result["differences"]:
        yield one["said"]
        for entry in one["entries"]:
            yield f"　　{entry['column']}　原来：{_one_line(entry['before'])}"
            yield f"　　{entry['column']}　现在：{_one_line(entry['after'])}"
    if not result["differences"]:
        yield "没有改动。"


def _one_line(text: str) -> str:
    return " ／ ".join(text.splitlines()) or "（没有）"


# spreadsheets


def _export_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="OUT.xlsx", help="写到哪个文件")
    parser.add_argument("--version", metavar="N", help="哪一版（数字或 draft），不写是现行的")


def export(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        chosen = _named(connection, context, args.version)
        data = rulebook_data(connection, chosen.number)
    write_rulebook(args.file, data, name=chosen.label)
    return {"written": str(args.file), "number": chosen.number, "rules": len(data["rules"])}


def _export_lines(result: Result) -> Iterator[str]:
    yield f"第 {result['number']} 版的 {result['rules']} 条规则写到了 {result['written']}。"


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.xlsx", help="改好的规则")
    parser.add_argument("--dry-run", action="store_true", help="只看改动和错误，不存")
    parser.add_argument("--replace", action="store_true", help="已有草稿的，用这份换掉")


def import_(context: Context, args: Namespace) -> Result:
    """Make a draft of a spreadsheet, or with `--dry-run` say what it would change."""
    read = read_rulebook(args.file)
    with context.store().reading() as connection:
        base = _named(connection, context, None)
        changes = _differing(rulebook_data(connection, base.number), read.data)
        old = draft(connection)
    faults = [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "said": one.said}
        for one in read.faults
    ]
    result: Result = {"compared_with": base.number, "faults": faults, **changes, "draft": None}
    if args.dry_run:
        return result
    if read.faults:
        lines = "\n".join(map(str, read.faults))
        raise Refusal(f"“{args.file.name}”里有 {len(faults)} 处错误，没有导入：\n{lines}")
    if old is not None and not args.replace:
        raise Refusal(
            f"已有{old.authors[-1]}写的草稿。请先提交或放弃它；要用这份换掉它，请加 --replace。"
        )
    officer = section_officer(context, Action.EDIT_RULES)
    if fingerprint(read.data) == base.fingerprint:
        return result
    over = "" if old is None else old.fingerprint
    with context.store().transaction(who=context.who, what="导入规则草稿") as tx:
        made = use_cases.save_draft(tx.rules, read.data, by=officer, at=tx.at, over=over)
    return {**result, "draft": made.number}


def _import_lines(result: Result) -> Iterator[str]:
    for one in result["faults"]:
        row = f"第 {one['row']} 行" if one["row"] else ""
        column = f"“{one['column']}”列" if one["column"] else ""
        yield f"“{one['sheet']}”表{row}{column}：{one['said']}"
    yield from _diff_lines(result)
    if result["draft"]:
        yield f"存成了草稿（第 {result['draft']} 版），提交并由另一个人确认后才生效。"


# into force


def _propose_options(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="since", type=day, required=True, help="从哪天起生效")
    parser.add_argument("--reason", required=True, help="为什么改")
    parser.add_argument("--covers-open", action="store_true", help="在办的工单也用新版")


def propose(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_RULES)
    proposal = Proposal(effective_from=args.since, reason=args.reason, covers_open=args.covers_open)
    with context.store().transaction(who=context.who, what="提交规则") as tx:
        made = use_cases.propose(
            tx.rules, proposal, by=officer, at=tx.at, around=example_surroundings
        )
    return {"number": made.number, "state": made.state.name.lower()}


def _number_option(parser: ArgumentParser) -> None:
    parser.add_argument("number", type=int, metavar="N", help="第几版")


def confirm(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.CONFIRM_RULES)
    with context.store().transaction(who=context.who, what="确认规则") as tx:
        made = use_cases.confirm(
            tx.rules, args.number, by=officer, at=tx.at, around=example_surroundings
        )
    return {"number": made.number, "state": made.state.name.lower()}


def _send_back_options(parser: ArgumentParser) -> None:
    _number_option(parser)
    parser.add_argument("--reason", required=True, help="为什么退回")


def send_back(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.CONFIRM_RULES)
    with context.store().transaction(who=context.who, what="退回规则") as tx:
        made = use_cases.send_back(tx.rules, args.number, by=officer, at=tx.at, reason=args.reason)
    return {"number": made.number, "state": made.state.name.lower()}


def carry_over(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_RULES)
    with context.store().transaction(who=context.who, what="把改动搬到现行规则上") as tx:
        made, contested = use_cases.carry_over(tx.rules, args.number, by=officer, at=tx.at)
    names = [f"{part} {name}" for part, name in contested]
    return {"draft": made.number, "based_on": made.based_on, "contested": names}


def _carry_over_lines(result: Result) -> Iterator[str]:
    yield f"存成了草稿（第 {result['draft']} 版），在第 {result['based_on']} 版上改。"
    if result["contested"]:
        yield f"两边都改过，请核对：{'、'.join(result['contested'])}。"


def discard(context: Context, _args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_RULES)
    with context.store().transaction(who=context.who, what="放弃规则草稿") as tx:
        use_cases.discard(tx.rules, by=officer, at=tx.at)
    return {"ok": True}


def _state_lines(result: Result) -> Iterator[str]:
    state = VersionState[result["state"].upper()]
    yield f"第 {result['number']} 版现在是：{state}。"


COMMANDS = (
    Group(
        name="rules",
        help="填报规则的版本：查看、比较、导出导入、提交确认",
        commands=(
            Command(name="list", help="有哪些版本", run=list_, lines=_list_lines),
            Command(
                name="diff", help="两版差在哪里", run=diff, lines=_diff_lines, options=_diff_options
            ),
            Command(
                name="export",
                help="导出成表格",
                run=export,
                lines=_export_lines,
                options=_export_options,
            ),
            Command(
                name="import",
                help="从表格导入，存成草稿",
                run=import_,
                lines=_import_lines,
                options=_import_options,
            ),
            Command(
                name="propose",
                help="提交草稿，等另一个人确认",
                run=propose,
                lines=_state_lines,
                options=_propose_options,
            ),
            Command(
                name="confirm",
                help="确认一版，使它生效",
                run=confirm,
                lines=_state_lines,
                options=_number_option,
            ),
            Command(
                name="send-back",
                help="退回一版",
                run=send_back,
                lines=_state_lines,
                options=_send_back_options,
            ),
            Command(
                name="carry-over",
                help="把一版没有生效的改动搬到现行规则上，存成草稿",
                run=carry_over,
                lines=_carry_over_lines,
                options=_number_option,
            ),
            Command(
                name="discard",
                help="放弃草稿",
                run=discard,
                lines=lambda _result: ["草稿已经放弃。"],
            ),
            OVERRIDES,
        ),
    ),
)
