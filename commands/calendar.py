"""`calendar`: the days off and make-up days, in as a table, into force by two officers."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.acting import section_officer
from commands.command import Command, Context, Group, Result
from core.calendar import versions as use_cases
from core.calendar.content import Content, differences, with_days, with_year
from core.calendar.faults import faults
from core.calendar.versions import CalendarVersion, in_force, opened
from core.errors import Refusal
from core.people import Action
from core.tickets.rules.versions import VersionState
from storage.calendar import clock_law, festivals, kept_by
from storage.calendar_versions import calendar_versions
from storage.clock_settings import clock_options
from storage.database import Reading
from storage.files.calendar_table import read_days, write_days
from storage.recounting import Move, Moves, moves, recount


def show(context: Context, args: Namespace) -> Result:
    """The calendar in force, or the draft with what it changes and which due dates it moves."""
    with context.store().reading() as connection:
        versions = calendar_versions(connection)
        one = _draft(versions) if args.draft else in_force(versions)
        shown = _plain(one) | _days(one.content, args.year)
        if args.out is not None:
            write_days(args.out, one.content)
        if not one.is_open:
            return shown
        return shown | _consequences(connection, one, in_force(versions).content)


def _draft(versions: list[CalendarVersion]) -> CalendarVersion:
    found = opened(versions)
    if found is None:
        raise Refusal("日历没有草稿，也没有等着确认的改动。")
    return found


def _plain(one: CalendarVersion) -> dict[str, Any]:
    return {
        "number": one.number,
        "state": one.state.name.lower(),
        "authors": list(one.authors),
        "written_at": f"{one.written_at:%Y-%m-%d %H:%M:%S}",
        "reason": one.reason,
        "opinion": one.opinion,
        "decided_by": one.decided_by,
    }


def _days(content: Content, year: int | None) -> dict[str, Any]:
    years = sorted(content.years) if year is None else [y for y in content.years if y == year]
    days = content.days if year is None else content.in_year(year)
    return {
        "years": [{"year": one, "source": content.years[one]} for one in years],
        "days": [
            {"date": d.date.isoformat(), "kind": d.kind.value, "name": d.name, "source": d.source}
            for d in days
        ],
    }


def _consequences(connection: Reading, one: CalendarVersion, old: Content) -> dict[str, Any]:
    by = kept_by(one.content.calendar, clock_options(connection))
    return {
        "faults": list(faults(one.content, festivals())),
        "changes": [f"{said}。" for said in differences(old, one.content)],
        **_moved(moves(connection, by)),
    }


def _moved(found: Moves) -> dict[str, Any]:
    return {
        "moved_clocks": found.clocks,
        "moved_tickets": found.tickets,
        "settled_clocks": found.settled,
        "moves": [_move(one) for one in found.shown],
    }


def _move(one: Move) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "unit": one.unit,
        "clock": one.clock,
        "due": one.old and one.old.isoformat(),
        "new_due": one.new and one.new.isoformat(),
        "estimated": one.is_estimated,
    }


def _show_lines(result: Result) -> Iterator[str]:
    for year in result["years"]:
        yield f"{year['year']} 年　{year['source']}"
    for day in result["days"]:
        yield f"{day['date']}　{day['kind']}　{day['name']}"
    yield from _consequence_lines(result)


def _consequence_lines(result: Result) -> Iterator[str]:
    yield from (*result.get("faults", ()), *result.get("changes", ()))
    law = clock_law()
    for one in result.get("moves", ()):
        name = law.rule(one["clock"]).name
        yield f"{one['ref']}　{name}　{one['due'] or '扣除期中'} → {one['new_due'] or '扣除期中'}"
    if "moved_clocks" in result:
        yield f"移动 {result['moved_tickets']} 件工单的 {result['moved_clocks']} 只时限。"


def import_(context: Context, args: Namespace) -> Result:
    """Take a table of days into the draft, in place of what stood on the same dates."""
    officer = section_officer(context, Action.EDIT_CALENDAR)
    days = read_days(args.file, args.source)
    with context.store().transaction(who=context.who, what="导入工作日历") as tx:
        versions = list(tx.calendars.versions())
        found = opened(versions)
        base = found.content if found else in_force(versions).content
        content = with_days(base, days)
        if args.year is not None:
            content = with_year(content, args.year, args.source)
        over = found.content if found else None
        made = use_cases.save_draft(tx.calendars, content, over=over, by=officer, at=tx.at)
    return _plain(made) | {"imported": len(days)}


def propose(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_CALENDAR)
    with context.store().transaction(who=context.who, what="提交工作日历") as tx:
        made = use_cases.propose(tx.calendars, reason=args.reason, by=officer, at=tx.at)
        old = in_force(tx.calendars.versions()).content
        return _plain(made) | _consequences(tx.connection, made, old)


def confirm(context: Context, _args: Namespace) -> Result:
    """Let it take effect; every clock is counted again in the same step."""
    officer = section_officer(context, Action.EDIT_CALENDAR)
    with context.store().transaction(who=context.who, what="确认工作日历") as tx:
        waiting = opened(tx.calendars.versions())
        moved = {}
        if waiting is not None:
            options = clock_options(tx.connection)
            moved = _moved(moves(tx.connection, kept_by(waiting.content.calendar, options)))
        made = use_cases.confirm(tx.calendars, by=officer, at=tx.at)
        recount(tx)
    return _plain(made) | moved


def send_back(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_CALENDAR)
    with context.store().transaction(who=context.who, what="退回工作日历") as tx:
        made = use_cases.send_back(tx.calendars, by=officer, at=tx.at, opinion=args.reason)
    return _plain(made)


def _state_lines(result: Result) -> Iterator[str]:
    if "imported" in result:
        yield f"收进草稿 {result['imported']} 天。"
    yield from _consequence_lines(result)
    yield f"工作日历第 {result['number']} 版现在是：{VersionState[result['state'].upper()]}。"


def _show_options(parser: ArgumentParser) -> None:
    parser.add_argument("--year", metavar="YYYY", type=int, help="只看这一年")
    parser.add_argument("--draft", action="store_true", help="看草稿，和它会移动哪些期限")
    parser.add_argument("--out", metavar="FILE", type=Path, help="另存成 .xlsx")


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="有日期、类型、节日三栏的表格")
    parser.add_argument("--source", metavar="TEXT", default="", help="依据哪份通知")
    parser.add_argument("--year", metavar="YYYY", type=int, help="这一年的安排从此齐全")


def _reason_options(parser: ArgumentParser) -> None:
    parser.add_argument("--reason", metavar="TEXT", required=True, help="理由")


COMMANDS = (
    Group(
        name="calendar",
        help="工作日历：查看、导入、提交、由另一人确认",
        commands=(
            Command(
                name="show",
                help="放假和补班的日子，草稿会移动哪些期限",
                run=show,
                lines=_show_lines,
                options=_show_options,
            ),
            Command(
                name="import",
                help="从表格收进草稿",
                run=import_,
                lines=_state_lines,
                options=_import_options,
            ),
            Command(
                name="propose",
                help="提交草稿，等另一个人确认",
                run=propose,
                lines=_state_lines,
                options=_reason_options,
            ),
            Command(name="confirm", help="确认生效，时限重新计算", run=confirm, lines=_state_lines),
            Command(
                name="send-back",
                help="退回，写明理由",
                run=send_back,
                lines=_state_lines,
                options=_reason_options,
            ),
        ),
    ),
)
