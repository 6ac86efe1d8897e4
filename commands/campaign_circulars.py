"""`campaign circulars`: the log of circulars that were numbered, and voiding one."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from commands.acting import section_officer
from commands.command import Context, Result
from commands.options import number
from core.errors import Refusal
from core.people import Action
from storage.review.circular_log import circulars as read_circulars


def circulars(context: Context, args: Namespace) -> Result:
    if args.void is not None:
        by = section_officer(context, Action.PLAN_CAMPAIGN)
        if not args.reason.strip():
            raise Refusal("请用 --reason 写明为什么作废。", field="reason")
        with context.store().transaction(who=by.name, what="作废通报") as tx:
            tx.circulars.void(args.void, args.reason, by=by)
    with context.store(create=False).reading() as connection:
        found = read_circulars(connection, args.id)
    return {
        "circulars": [
            {
                "id": one.id,
                "campaign": one.campaign,
                "number": one.number,
                "title": one.title,
                "day": one.day.isoformat(),
                "sha256": one.sha256,
                "issued_by": one.issued_by,
                "void": one.void_reason,
            }
            for one in found
        ]
    }


def circulars_lines(result: Result) -> Iterable[str]:
    for one in result["circulars"]:
        void = f"　作废：{one['void']}" if one["void"] else ""
        yield f"{one['id']}　{one['number']}　{one['day']}　{one['title']}{void}"


def circulars_options(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, nargs="?", metavar="ID", help="只看这次督查的")
    parser.add_argument("--void", type=number, metavar="N", help="作废第几份，号不再用")
    parser.add_argument("--reason", metavar="TEXT", default="", help="为什么作废")
