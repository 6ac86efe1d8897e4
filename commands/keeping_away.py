"""`recusal …` and `absence …`: who is to be kept away from which tickets, and who is away."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence

from commands.acting import acting
from commands.command import Command, Context, Group, Result
from commands.options import day, number
from core.absences import Absence, refuse_unless_may_enter
from core.people import Action
from core.review.linked import plain, read_pairs
from core.review.recusals import Recusal, RecusalKind, refuse_unless_may_declare
from storage.people import absences, units
from storage.review.recusals import linked_units, recusals


def declare(context: Context, args: Namespace) -> Result:
    by = acting(context, is_asked=True)
    kind = RecusalKind.TICKET if args.ticket else RecusalKind.TRADER
    new = Recusal(
        officer=args.of or (by.name if by else ""),
        kind=kind,
        about=args.ticket or args.trader,
        reason=args.reason,
    )
    refuse_unless_may_declare(by, new.officer, today=context.today)
    with context.store().transaction(who=context.who, what=f"申报回避{kind}") as tx:
        return {"recusal": tx.recusals.declare(new)}


def take_back(context: Context, args: Namespace) -> Result:
    by = acting(context, is_asked=True)
    with context.store(create=False).transaction(who=context.who, what="撤回回避申报") as tx:
        whose = {one.id: one.officer for one in recusals(tx.connection)}
        refuse_unless_may_declare(by, whose.get(args.id, ""), today=context.today)
        return {"taken_back": tx.recusals.take_back(args.id, args.reason).id}


def listing(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        found = recusals(connection, held=not args.all)
        pairs = linked_units(connection)
    return {"recusals": [_recusal(one) for one in found], "linked": plain(pairs)}


def link(context: Context, args: Namespace) -> Result:
    """Keep exactly the pairs given as linked units; none given, none are linked."""
    acting(context, Action.PLAN_CAMPAIGN, is_asked=False)
    with context.store(create=False).transaction(who=context.who, what="设关联单位") as tx:
        names = [one.name for one in units(tx.connection)]
        pairs = read_pairs("\n".join(args.pair), names)
        tx.recusals.link(pairs)
    return {"linked": plain(pairs)}


def enter(context: Context, args: Namespace) -> Result:
    by = acting(context, is_asked=True)
    new = Absence(officer=args.of, since=args.since, until=args.until, reason=args.reason)
    with context.store(create=False).transaction(who=context.who, what="登记不在岗") as tx:
        refuse_unless_may_enter(by, today=context.today)
        return {"absence": tx.people.add_absence(new)}


def drop(context: Context, args: Namespace) -> Result:
    by = acting(context, is_asked=True)
    with context.store(create=False).transaction(who=context.who, what="撤销不在岗") as tx:
        refuse_unless_may_enter(by, today=context.today)
        return {"dropped": tx.people.drop_absence(args.id).id}


def who_is_away(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        found = [one for one in absences(connection) if args.all or one.until >= context.today]
    return {"absences": [_absence(one) for one in found]}


def _recusal(one: Recusal) -> Result:
    return {
        "id": one.id,
        "officer": one.officer,
        "kind": one.kind.name.lower(),
        "about": one.about,
        "reason": one.reason,
        "declared_by": one.declared_by,
        "declared_at": one.declared_at.isoformat() if one.declared_at else None,
        "holds": one.holds,
        "taken_back_by": one.taken_back_by,
        "taken_back_reason": one.taken_back_reason,
    }


def _absence(one: Absence) -> Result:
    return {
        "id": one.id,
        "officer": one.officer,
        "from": one.since.isoformat(),
        "to": one.until.isoformat(),
        "reason": one.reason,
    }


def _list_lines(result: Result) -> Iterable[str]:
    for one in result["recusals"]:
        state = "" if one["holds"] else f"（已撤回：{one['taken_back_reason']}）"
        yield f"{one['id']}　{one['officer']}　回避 {one['about']}：{one['reason']}{state}"
    if not result["recusals"]:
        yield "没有回避申报。"
    yield from _linked_lines(result)


def _linked_lines(result: Result) -> Iterable[str]:
    said = "；".join("、".join(pair) for pair in result["linked"])
    yield f"关联单位：{said or '没有设'}。"


def _away_lines(result: Result) -> Iterable[str]:
    for one in result["absences"]:
        yield f"{one['id']}　{one['officer']}　{one['from']} 至 {one['to']}　{one['reason']}"
    if not result["absences"]:
        yield "没有登记不在岗的人。"


def _declare_options(parser: ArgumentParser) -> None:
    of = parser.add_mutually_exclusive_group(required=True)
    of.add_argument("--ticket", default="", metavar="REF", help="回避哪一件工单")
    of.add_argument("--trader", default="", metavar="NAME", help="回避哪个被诉方（名称或信用代码）")
    parser.add_argument("--reason", required=True, help="为什么回避")
    parser.add_argument("--of", default="", metavar="NAME", help="谁回避；不写就是自己")


def _back_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, metavar="ID", help="申报的编号")
    parser.add_argument("--reason", required=True, help="为什么撤回")


def _link_options(parser: ArgumentParser) -> None:
    help_ = "一对关联单位，如 九亭所、泗泾所；可以写几次，不写就是都不关联"
    parser.add_argument("--pair", action="append", default=[], metavar="甲、乙", help=help_)


def _enter_options(parser: ArgumentParser) -> None:
    parser.add_argument("--of", required=True, metavar="NAME", help="谁不在岗")
    parser.add_argument("--from", dest="since", type=day, required=True, help="从哪一天")
    parser.add_argument("--to", dest="until", type=day, required=True, help="到哪一天")
    parser.add_argument("--reason", required=True, help="如年休假、病假、借调")


def _drop_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, metavar="ID", help="登记的编号")


def _all_option(parser: ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="连已撤回的、已过去的也列出")


def _done(words: str) -> Sequence[str]:
    return [words]


RECUSAL = Group(
    name="recusal",
    help="回避申报、关联单位",
    commands=(
        Command(name="list", help="列出申报", run=listing, lines=_list_lines, options=_all_option),
        Command(
            name="declare",
            help="申报回避一件工单或一个被诉方",
            run=declare,
            lines=lambda result: _done(f"已申报，编号 {result['recusal']}。"),
            options=_declare_options,
        ),
        Command(
            name="withdraw",
            help="撤回申报",
            run=take_back,
            lines=lambda result: _done(f"第 {result['taken_back']} 号申报已撤回，记录留着。"),
            options=_back_options,
        ),
        Command(
            name="linked",
            help="设哪些单位互相关联，分派时尽量不互评",
            run=link,
            lines=_linked_lines,
            options=_link_options,
        ),
    ),
)

ABSENCE = Group(
    name="absence",
    help="请假、不在岗",
    commands=(
        Command(
            name="list",
            help="列出现在和以后不在岗的人",
            run=who_is_away,
            lines=_away_lines,
            options=_all_option,
        ),
        Command(
            name="add",
            help="登记一段不在岗",
            run=enter,
            lines=lambda result: _done(f"已登记，编号 {result['absence']}。"),
            options=_enter_options,
        ),
        Command(
            name="drop",
            help="撤销一段登记",
            run=drop,
            lines=lambda result: _done(f"第 {result['dropped']} 号登记已撤销。"),
            options=_drop_options,
        ),
    ),
)

COMMANDS = (RECUSAL, ABSENCE)
