"""`people …`: the list of staff, who may do what, and handing work over."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from commands.acting import acting, section_officer
from commands.command import Command, Context, Group, Result
from commands.options import day
from core.people import Action, Officer, Role
from core.staff.leaving import OpenWork
from core.staff.matrix import matrix
from core.staff.roster import Fate, Roster
from storage.people import absent_on, officers, units
from storage.staff import end_posts, hand_over, open_work, plan_roster, take_roster


def listed(context: Context, _args: Namespace) -> Result:
    acting(context, is_asked=False)
    with context.store(create=False).reading() as connection:
        away = absent_on(connection, context.today)
        return {
            "units": [{"name": one.name, "kind": one.kind.value} for one in units(connection)],
            "officers": [
                {
                    **_officer(one),
                    "away": one.name in away,
                    "deputy": away[one.name].deputy if one.name in away else "",
                }
                for one in officers(connection)
            ],
        }


def _officer(one: Officer) -> Result:
    posts = [
        {
            "unit": post.unit,
            "role": post.role.value,
            "since": post.since.isoformat(),
            "until": post.until and post.until.isoformat(),
        }
        for post in one.posts
    ]
    return {"name": one.name, "posts": posts}


def list_lines(result: Result) -> Iterable[str]:
    for one in result["officers"]:
        held = "，".join(f"{post['unit']}{post['role']}" for post in one["posts"])
        away = f"（不在岗，{one['deputy'] or '没有人'}代理）" if one["away"] else ""
        yield f"{one['name']}{away}　{held}"
    yield f"共 {len(result['officers'])} 人，{len(result['units'])} 个单位。"


def import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="人员名单（.xlsx .xls .csv）")
    parser.add_argument("--dry-run", action="store_true", help="只看会怎样，不写入")


def taken(context: Context, args: Namespace) -> Result:
    """Read a list of staff; with `--dry-run` say what it would do."""
    with context.store().reading() as connection:
        roster = plan_roster(connection, args.file, context.today)
        known = bool(officers(connection))
    if not args.dry_run:
        by = acting(context, Action.MANAGE_PEOPLE, is_asked=known)
        with context.store().transaction(who=context.who, what="导入人员名单") as tx:
            take_roster(tx, roster, by=by)
    return _roster(roster)


def _roster(roster: Roster) -> Result:
    return {
        "units": [one.name for one in roster.units],
        "added": [one.officer.name for one in roster.of(Fate.ADDED)],
        "changed": [one.officer.name for one in roster.of(Fate.CHANGED)],
        "unchanged": len(roster.of(Fate.UNCHANGED)),
        "rejected": [{"row": one.row, "reason": one.why} for one in roster.faults],
    }


def import_lines(result: Result) -> Iterable[str]:
    yield (
        f"新增 {len(result['added'])} 人，更新 {len(result['changed'])} 人，"
        f"没有变化 {result['unchanged']} 人，新增单位 {len(result['units'])} 个，"
        f"没有导入 {len(result['rejected'])} 行。"
    )
    for one in result["rejected"]:
        yield f"第 {one['row']} 行：{one['reason']}"


def permissions(_context: Context, _args: Namespace) -> Result:
    """The whole table: action by action how far each role may go."""
    return {
        "actions": {
            one.action.value: {role.value: words for role in Role if (words := one.words(role))}
            for one in matrix()
        }
    }


def permission_lines(result: Result) -> Iterable[str]:
    for action, reaches in result["actions"].items():
        yield f"{action}　" + "，".join(f"{role}（{how}）" for role, how in reaches.items())


def work_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="姓名")


def waiting(context: Context, args: Namespace) -> Result:
    section_officer(context, Action.APPOINT_HANDLER)
    with context.store(create=False).reading() as connection:
        return {"work": [_work(one) for one in open_work(connection, args.name)]}


def _work(one: OpenWork) -> Result:
    found = {"kind": one.kind.value, "what": one.what, "unit": one.unit}
    return found | {k: v for k, v in (("to", one.goes_to), ("why", one.why)) if v}


def work_lines(result: Result) -> Iterable[str]:
    for one in result["work"]:
        said = f"　交给{one['to']}" if "to" in one else f"　{one['why']}" if "why" in one else ""
        yield f"{one['kind']}　{one['what']}{said}"
    yield f"共 {len(result['work'])} 项。"


def handover_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="姓名", help="谁离岗")
    parser.add_argument("--to", required=True, metavar="姓名", help="谁接手")
    parser.add_argument("--reason", required=True, metavar="理由", help="为什么交接")


def handed(context: Context, args: Namespace) -> Result:
    by = section_officer(context, Action.APPOINT_HANDLER)
    with context.store(create=False).transaction(who=by.name, what=f"交接{args.name}的工作") as tx:
        done = hand_over(tx, args.name, args.to, args.reason, by=by)
    return {"work": [_work(one) for one in done]}


def leave_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="姓名", help="谁离岗")
    parser.add_argument("--last", required=True, type=day, metavar="YYYY-MM-DD", help="最后一天")


def left(context: Context, args: Namespace) -> Result:
    by = section_officer(context, Action.MANAGE_PEOPLE)
    with context.store(create=False).transaction(who=by.name, what=f"{args.name}离岗") as tx:
        end_posts(tx, args.name, args.last, by=by)
    return {"name": args.name, "last": args.last.isoformat()}


def left_lines(result: Result) -> Iterable[str]:
    yield f"{result['name']}的任职到 {result['last']} 为止。"


COMMANDS = (
    Group(
        name="people",
        help="人员和角色：名单、权限表、交接",
        commands=(
            Command(name="list", help="单位、人员、任职", run=listed, lines=list_lines),
            Command(
                name="import",
                help="导入人员名单",
                run=taken,
                lines=import_lines,
                options=import_options,
            ),
            Command(name="permissions", help="权限表", run=permissions, lines=permission_lines),
            Command(
                name="work",
                help="一个人手上没有办完的",
                run=waiting,
                lines=work_lines,
                options=work_options,
            ),
            Command(
                name="handover",
                help="把手上的全部交接给另一个人",
                run=handed,
                lines=work_lines,
                options=handover_options,
            ),
            Command(
                name="leave",
                help="离岗：任职到哪一天为止",
                run=left,
                lines=left_lines,
                options=leave_options,
            ),
        ),
    ),
)
