"""`campaign debrief`, `remedies`, `cases`: from shortfalls to points, remedies and cases."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from commands.acting import acting, section_officer
from commands.command import Context, Result
from commands.options import day, number
from core.dates import read_date
from core.errors import Refusal
from core.people import Action
from core.review.debrief.cases import CaseKind
from core.review.debrief.recurrence import Rate, Recurrence
from core.review.debrief.remedies import (
    Remedy,
    Wanted,
    amend,
    in_order,
    prove,
    seen_by,
    send_back,
    sign_off,
)
from storage.review.debrief.cases import cases as read_cases
from storage.review.debrief.reading import Shortfall
from storage.review.debrief.reading import debrief as read_debrief
from storage.review.debrief.remedies import amendments, load_remedy
from storage.review.debrief.remedies import remedies as read_remedies
from storage.review.reading import drawn_ref


def debrief_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, metavar="ID", help="督查的编号")
    for name, form, words in (
        ("--adopt", "项", "把这一项的扣分提成一条新要点"),
        ("--merge", "项=编号", "并入已有的要点"),
        ("--aside", "项=理由", "这一项不立要点"),
    ):
        parser.add_argument(
            name, action="append", default=[], metavar=form, help=f"{words}，可以写几次"
        )


def debrief(context: Context, args: Namespace) -> Result:
    if args.adopt or args.merge or args.aside:
        _settle(context, args)
    with context.store(create=False).reading() as connection:
        found = read_debrief(connection, args.id, today=context.today)
    if found.open_until:
        context.say(found.open_until)
    return {
        "campaign": found.about.id,
        "locked": not found.open_until,
        "shortfalls": [_shortfall(one) for one in found.shortfalls],
        "recurrences": [_recurrence(one) for one in found.recurrences],
        "remedies": {"laid_down": len(found.remedies), "left": [_wanted(o) for o in found.left]},
    }


def _settle(context: Context, args: Namespace) -> None:
    by = section_officer(context, Action.EDIT_POINTS)
    with context.store().transaction(who=by.name, what="归纳处置要点") as tx:
        found = read_debrief(tx.connection, args.id, today=context.today)
        proposed = {one.proposal.loss.code: one.proposal.point for one in found.shortfalls}
        for code in args.adopt:
            if code not in proposed:
                raise Refusal(f"这次督查里没有 {code} 这一项的扣分。")
            tx.debriefs.adopt(args.id, code, proposed[code], by=by)
        for code, said in _pairs(args.merge):
            tx.debriefs.merge(args.id, code, _number(said), by=by)
        for code, said in _pairs(args.aside):
            tx.debriefs.set_aside(args.id, code, said, by=by)


def _pairs(given: Sequence[str]) -> Iterator[tuple[str, str]]:
    for text in given:
        name, sign, said = text.partition("=")
        if not sign:
            raise Refusal(f"“{text}”请写成 {name}=…… 的样子。")
        yield name.strip(), said.strip()


def _number(text: str) -> int:
    if not text.isdecimal():
        raise Refusal(f"“{text}”不是编号，请写数字。")
    return int(text)


def _shortfall(one: Shortfall) -> Result:
    loss, point = one.proposal.loss, one.proposal.point
    return {
        "code": loss.code,
        "title": loss.title,
        "tickets": list(loss.refs),
        "lost": str(loss.lost),
        "units": list(one.proposal.units),
        "text": point.text,
        "theme": point.theme,
        "articles": list(point.articles),
        "alike": [
            {"number": like.point.number, "text": like.point.text, "why": like.why}
            for like in one.proposal.alike
        ],
        "state": one.progress.value,
        "number": None if one.citation is None else one.citation.number,
    }


def _recurrence(one: Recurrence) -> Result:
    return {
        "number": one.number,
        "code": one.code,
        "title": one.title,
        "earlier": one.earlier,
        "before": _rate(one.before),
        "after": _rate(one.after),
        "change": one.change.value,
    }


def _rate(one: Rate) -> Result:
    interval = one.interval
    return {
        "hits": one.hits,
        "n": one.n,
        "share": None if one.share is None else str(one.share),
        "low": None if interval is None else str(interval.low),
        "high": None if interval is None else str(interval.high),
    }


def _wanted(one: Wanted) -> Result:
    return {
        "unit": one.unit,
        "code": one.code,
        "problem": one.problem,
        "tickets": list(one.refs),
        "demand": one.demand,
    }


def debrief_lines(result: Result) -> Iterable[str]:
    for one in result["shortfalls"]:
        where = f"{one['code']} {one['title']}"
        yield f"{where}　{len(one['tickets'])} 件，共扣 {one['lost']} 分　{_state(one)}"
        yield f"　　{one['text']}"
        yield from (f"　　像第 {like['number']} 条：{like['why']}" for like in one["alike"])
    for one in result["recurrences"]:
        before, after = one["before"], one["after"]
        rates = f"{before['hits']}/{before['n']} 到 {after['hits']}/{after['n']}"
        yield f"第 {one['number']} 条　{one['title']}　{rates}　{one['change']}"
    left, laid = len(result["remedies"]["left"]), result["remedies"]["laid_down"]
    yield f"整改台账已有 {laid} 项，还有 {left} 项没有立。"


def _state(one: Result) -> str:
    return f"{one['state']}（第 {one['number']} 条）" if one["number"] else str(one["state"])


def remedies_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, nargs="?", metavar="ID", help="只看这次督查的")
    parser.add_argument("--lay-down", action="store_true", help="把还没有立的都立上台账")
    parser.add_argument("--due", type=day, metavar="YYYY-MM-DD", help="整改期限")
    for name, form, words in (
        ("--prove", "序号=做了什么", "提交一项整改"),
        ("--sign-off", "序号", "销号"),
        ("--send-back", "序号=还差什么", "退回再改"),
        ("--amend", "序号=责任人，期限，理由", "改责任人、期限；不改的写现在的"),
    ):
        parser.add_argument(name, action="append", default=[], metavar=form, help=words)


def remedies(context: Context, args: Namespace) -> Result:
    if args.lay_down:
        _lay_down(context, args)
    if args.prove or args.sign_off or args.send_back or args.amend:
        _go_on(context, args)
    officer = acting(context, is_asked=False)
    with context.store(create=False).reading() as connection:
        found = read_remedies(connection, campaign_id=args.id)
        seen = found if officer is None else seen_by(officer, found, today=context.today)
        shown = in_order(seen, today=context.today)
        return {"remedies": [_remedy(o, amendments(connection, o), context) for o in shown]}


def _lay_down(context: Context, args: Namespace) -> None:
    if args.id is None:
        raise Refusal("请写明是哪一次督查的整改。")
    by = section_officer(context, Action.FOLLOW_REMEDIES)
    with context.store().transaction(who=by.name, what="立整改台账") as tx:
        tx.debriefs.lay_down(args.id, by=by, due=args.due)


def _go_on(context: Context, args: Namespace) -> None:
    by = section_officer(context, Action.FOLLOW_REMEDIES if not args.prove else None)
    with context.store().transaction(who=by.name, what="办理整改") as tx:
        for id_, said in _pairs(args.prove):
            before = load_remedy(tx.connection, _number(id_))
            tx.remedies.save(before, prove(before, said, by=by, at=tx.at))
        for id_, said in _pairs(args.send_back):
            before = load_remedy(tx.connection, _number(id_))
            tx.remedies.save(before, send_back(before, said, by=by, at=tx.at))
        for id_, said in _pairs(args.amend):
            before = load_remedy(tx.connection, _number(id_))
            owner, due, reason = _amended(said)
            after = amend(before, owner=owner, due=due, reason=reason, by=by, at=tx.at)
            tx.remedies.save(before, after, reason=reason)
        for id_ in args.sign_off:
            before = load_remedy(tx.connection, _number(id_))
            tx.remedies.save(before, sign_off(before, by=by, at=tx.at))


def _amended(said: str) -> tuple[str, date, str]:
    """Owner, day and reason, as they are written behind the number."""
    owner, first, rest = said.replace("，", ",").partition(",")
    until, second, reason = rest.partition(",")
    if not (first and second):
        raise Refusal(f"“{said}”请写成 责任人，期限，理由 的样子。")
    return owner.strip(), read_date(until), reason.strip()


def _remedy(one: Remedy, amended: list[str], context: Context) -> Result:
    return {
        "id": one.id,
        "campaign": one.campaign,
        **_wanted(one.wanted),
        "owner": one.owner,
        "due": one.due.isoformat(),
        "overdue": one.is_overdue(context.today),
        "state": one.state.value,
        "proof": one.proof,
        "sent_back": one.sent_back,
        "signed_by": one.signed_by,
        "amended": amended,
    }


def remedies_lines(result: Result) -> Iterable[str]:
    for one in result["remedies"]:
        late = "，超期" if one["overdue"] else ""
        what = f"第 {one['id']} 项　{one['unit']}　{one['code']} {one['problem']}"
        yield f"{what}　{one['owner']}　{one['due']} 前　{one['state']}{late}"


def cases_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, metavar="ID", help="督查的编号")
    for name, words in (("--good", "好经验"), ("--typical", "典型案例")):
        parser.add_argument(
            name, action="append", default=[], metavar="工单=正文", help=f"写一个{words}"
        )


def cases(context: Context, args: Namespace) -> Result:
    if args.good or args.typical:
        by = section_officer(context, Action.EDIT_POINTS)
        with context.store().transaction(who=by.name, what="写案例") as tx:
            for kind, given in ((CaseKind.GOOD, args.good), (CaseKind.TYPICAL, args.typical)):
                for named, text in _pairs(given):
                    ref = drawn_ref(tx.connection, args.id, named)
                    tx.cases.tell(args.id, ref, kind, text, by=by)
    with context.store(create=False).reading() as connection:
        found = read_cases(connection, args.id)
    return {"cases": [{"ref": o.ref, "kind": o.kind.value, "text": o.text} for o in found]}


def cases_lines(result: Result) -> Iterable[str]:
    for one in result["cases"]:
        yield f"{one['kind']}　{one['ref']}　{one['text']}"
