"""`callback …`: who is to be called back, calls, results, explanations, special escalations."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime

from commands.acting import acting, section_officer
from commands.command import Command, Context, Group, Result
from commands.options import day
from core.dates import read_datetime
from core.errors import Refusal
from core.follow_up.callback import GRADES, CallOutcome, Standing
from core.follow_up.calling import still_wanted
from core.follow_up.due import due_of
from core.follow_up.escalation import Escalation
from core.people import Action, Officer, reach
from core.tickets.words import Satisfaction, Solved
from core.workdays import Calendar
from storage.calendar import calendar_of
from storage.database import Reading
from storage.follow_up.counting import UnitCoverage, coverage
from storage.follow_up.reading import (
    Followed,
    dissatisfied,
    follow_up,
    to_call,
    under_escalation,
)
from storage.follow_up.rules import follow_up_rules
from storage.follow_up.writing import office_point, wants_escalation

VAIN = tuple(one.value for one in CallOutcome if one is not CallOutcome.TALKED)


# list


def list_options(parser: ArgumentParser) -> None:
    parser.add_argument("--unit", metavar="单位", help="只看这个单位的")


def listed(context: Context, args: Namespace) -> Result:
    officer = acting(context, is_asked=False)
    units = _units(context, officer, args.unit)
    since = context.today.replace(month=1, day=1)
    with context.store(create=False).reading() as connection:
        days = calendar_of(connection)
        return {
            "to_call": [_plain(one, days) for one in to_call(connection, units)],
            "dissatisfied": [_plain(one, days) for one in _open(connection, units)],
            "escalations": [_plain(one, days) for one in under_escalation(connection, units)],
            "units": {
                one.unit: _coverage(one)
                for one in coverage(connection, since, context.today, units)
            },
        }


def _units(context: Context, officer: Officer | None, unit: str | None) -> frozenset[str] | None:
    """The units whose follow-ups are shown; None for all."""
    seen = None if officer is None else reach(officer, Action.SEE_TICKET, today=context.today)
    if unit is None:
        return seen
    return frozenset({unit}) if seen is None or unit in seen else frozenset()


def _open(connection: Reading, units: frozenset[str] | None) -> Iterator[Followed]:
    """Those on which somebody still has to act."""
    ended = {Standing.DONE, Standing.REFUSED, Standing.UNREACHED}
    rounds = follow_up_rules().rounds
    for one in dissatisfied(connection, units):
        if one.follow_up.standing(rounds) not in ended:
            yield one


def _plain(one: Followed, days: Calendar) -> Result:
    rules, found = follow_up_rules(), one.follow_up
    due = due_of(found, rules, days)
    return {
        "number": found.ticket.number,
        "ref": found.ref,
        "unit": found.ticket.unit,
        "trader": found.ticket.trader.trader_name,
        "standing": found.standing(rules.rounds).value,
        "round": found.round,
        "calls": len(found.calls()),
        "calls_wanted": still_wanted(found, rules),
        "due": due and due.isoformat(),
        "satisfaction": found.ticket.callback.satisfaction,
        "wants_escalation": wants_escalation(one),
        "escalation": None if one.escalation is None else _escalation(one.escalation),
    }


def _read(connection: Reading, number: str) -> Result:
    return _plain(follow_up(connection, number), calendar_of(connection))


def _escalation(one: Escalation) -> Result:
    return {
        "origin": one.origin.value,
        "owner": one.owner,
        "due": one.due.isoformat(),
        "state": one.state.value,
        "conclusion": one.conclusion,
        "case": one.case_text,
        "in_circular": one.in_circular,
    }


def _coverage(one: UnitCoverage) -> Result:
    return {
        "due": one.due,
        "called": one.called,
        "share": None if one.share is None else str(one.share),
        "unreached": one.unreached,
        "refused": one.refused,
        "dissatisfied": one.dissatisfied,
        "open_explanations": one.open_explanations,
    }


def list_lines(result: Result) -> Iterable[str]:
    for key, title in (
        ("to_call", "待回访"),
        ("dissatisfied", "不满意"),
        ("escalations", "专项督办"),
    ):
        yield f"{title} {len(result[key])} 件"
        for one in result[key]:
            watched = one["escalation"]
            state = one["standing"] if watched is None else f"督办{watched['state']}"
            until = f"，{one['due']} 前" if one["due"] else ""
            yield f"　{one['ref']}　{one['unit']}　{one['trader']}　{state}{until}"
    for unit, one in result["units"].items():
        share = "—" if one["share"] is None else f"{one['share']}%"
        owed = one["open_explanations"]
        yield f"{unit}　今年应回访 {one['due']} 件，覆盖率 {share}，待说明 {owed} 件"


# calling


def attempt_options(parser: ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("--outcome", choices=VAIN, default=VAIN[0], help="没有打通的原因")
    _call(parser)


def attempt(context: Context, args: Namespace) -> Result:
    by = section_officer(context, Action.CALL_BACK)
    with context.store().transaction(who=by.name, what="记一次回访拨打") as tx:
        tx.follow_ups.attempt(
            args.number,
            CallOutcome(args.outcome),
            by=by,
            called_at=_at(args.at),
            note=args.note,
        )
        return _read(tx.connection, args.number)


def result_options(parser: ArgumentParser) -> None:
    _number(parser)
    for name, what in (("--service", "对服务的满意度"), ("--result", "对结果的满意度")):
        parser.add_argument(name, choices=[one.value for one in GRADES], help=what)
    parser.add_argument("--solved", choices=[one.value for one in Solved], help="解决情况")
    end = parser.add_mutually_exclusive_group()
    end.add_argument("--refused", action="store_true", help="接通了，不愿意评价")
    end.add_argument("--unreached", action="store_true", help="打满次数，联系不上")
    _call(parser)


def result(context: Context, args: Namespace) -> Result:
    by = section_officer(context, Action.CALL_BACK)
    with context.store().transaction(who=by.name, what="记回访结果") as tx:
        if args.unreached:
            tx.follow_ups.give_up(args.number, by=by, note=args.note)
        elif args.refused:
            tx.follow_ups.refuse(args.number, by=by, called_at=_at(args.at), note=args.note)
        elif args.service and args.result:
            tx.follow_ups.rate(
                args.number,
                service=Satisfaction(args.service),
                result=Satisfaction(args.result),
                solved=Solved(args.solved) if args.solved else None,
                by=by,
                called_at=_at(args.at),
                note=args.note,
            )
        else:
            raise Refusal(
                "请写明对服务和对结果的满意度（--service、--result），或者 --refused、--unreached。"
            )
        return _read(tx.connection, args.number)


# answering for it


def explain_options(parser: ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("--why", default="", help="为什么不满意")
    parser.add_argument("--missed", default="", help="哪里有疏漏")
    parser.add_argument("--remedy", default="", help="怎样补救")
    parser.add_argument("--sign", action="store_true", help="由分管领导签字")
    parser.add_argument("--send-back", metavar="原因", default="", help="由分管领导退回重写")


def explain(context: Context, args: Namespace) -> Result:
    by = section_officer(context, None)
    with context.store().transaction(who=by.name, what="写回访情况说明") as tx:
        if args.sign:
            tx.follow_ups.sign(args.number, by=by)
        elif args.send_back:
            tx.follow_ups.send_back(args.number, args.send_back, by=by)
        else:
            tx.follow_ups.explain(
                args.number, why=args.why, missed=args.missed, remedy=args.remedy, by=by
            )
        return _read(tx.connection, args.number)


def escalate_options(parser: ArgumentParser) -> None:
    _number(parser)
    parser.add_argument("--city", action="store_true", help="先记下市级回访不满意")
    parser.add_argument("--owner", metavar="姓名", default="", help="负责分析的人")
    parser.add_argument("--due", type=day, metavar="YYYY-MM-DD", help="分析期限")
    parser.add_argument("--analysis", default="", help="由负责的人写分析")


def escalate(context: Context, args: Namespace) -> Result:
    by = section_officer(context, None)
    with context.store().transaction(who=by.name, what="专项督办") as tx:
        if args.analysis:
            tx.follow_ups.analyse(args.number, args.analysis, by=by)
        else:
            if args.city:
                tx.follow_ups.mark_city(args.number, by=by)
            tx.follow_ups.escalate(args.number, owner=args.owner, due=args.due, by=by)
        return _read(tx.connection, args.number)


def conclude_options(parser: ArgumentParser) -> None:
    _number(parser)
    fault = parser.add_mutually_exclusive_group(required=True)
    fault.add_argument("--at-fault", action="store_true", help="有责")
    fault.add_argument("--not-at-fault", action="store_true", help="无责")
    fault.add_argument("--return", dest="returned", action="store_true", help="分析退回重写")
    parser.add_argument("--reason", default="", help="凭什么这样认定，或者还差什么")
    parser.add_argument("--case", default="", help="典型案例的正文，不写任何人的名字")
    parser.add_argument("--circular", action="store_true", help="案例写进通报")
    parser.add_argument("--theme", default="", help="处置要点的主题")
    parser.add_argument("--point", default="", help="由这一件提出的处置要点")


def conclude(context: Context, args: Namespace) -> Result:
    by = section_officer(context, Action.ESCALATE)
    with context.store().transaction(who=by.name, what="专项督办结论") as tx:
        if args.returned:
            tx.follow_ups.return_analysis(args.number, args.reason, by=by)
        else:
            point = office_point(args.number, args.theme, args.point) if args.point else None
            tx.follow_ups.conclude(
                args.number,
                at_fault=args.at_fault,
                reason=args.reason,
                case_text=args.case,
                in_circular=args.circular,
                point=point,
                by=by,
            )
        return _read(tx.connection, args.number)


def one_line(result: Result) -> Iterable[str]:
    yield f"工单 {result['ref']}：{result['standing']}。"
    if result["calls_wanted"] and result["calls"]:
        yield f"这一次回访打了 {result['calls']} 次，再打 {result['calls_wanted']} 次才算联系不上。"
    if result["escalation"] is not None:
        one = result["escalation"]
        yield f"专项督办：{one['state']}{one['conclusion'] and '，' + one['conclusion']}。"


def _number(parser: ArgumentParser) -> None:
    parser.add_argument("number", metavar="编号", help="工单编号或“编号#序号”")


def _call(parser: ArgumentParser) -> None:
    parser.add_argument("--at", metavar="时间", help="什么时候打的，例如 2026-11-24 14:20")
    parser.add_argument("--note", default="", help="记一句")


def _at(text: str | None) -> datetime | None:
    return read_datetime(text) if text else None


COMMANDS = (
    Group(
        name="callback",
        help="回访：名单、拨打、结果、情况说明、专项督办",
        commands=(
            Command(
                name="list",
                help="要回访的、不满意的、督办的，和各单位的覆盖率",
                run=listed,
                lines=list_lines,
                options=list_options,
            ),
            Command(
                name="attempt",
                help="记一次没有打通的拨打",
                run=attempt,
                lines=one_line,
                options=attempt_options,
            ),
            Command(
                name="result",
                help="记评价、拒访或联系不上",
                run=result,
                lines=one_line,
                options=result_options,
            ),
            Command(
                name="explain",
                help="所队写情况说明，领导签字或退回",
                run=explain,
                lines=one_line,
                options=explain_options,
            ),
            Command(
                name="escalate",
                help="立专项督办，或者写分析",
                run=escalate,
                lines=one_line,
                options=escalate_options,
            ),
            Command(
                name="conclude",
                help="专项督办的结论：有责、无责",
                run=conclude,
                lines=one_line,
                options=conclude_options,
            ),
        ),
    ),
)
