"""`campaign kinds`: the kinds of campaign there are, and those that the section makes itself."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import asdict

from commands.acting import section_officer
from commands.command import Context, Result
from commands.options import number
from core.errors import Refusal
from core.people import Action
from core.review.campaign import CampaignKind, all_of
from core.review.rubric_versions import confirmed
from storage.review.own_kinds import all_kinds
from storage.review.rubric_versions import rubric_versions
from storage.review.rubrics import campaign_rules
from storage.views import saved_views


def kinds(context: Context, args: Namespace) -> Result:
    if args.add or args.remove:
        _change(context, args)
    own = {kind.name for kind in campaign_rules().kinds}
    with context.store(create=not args.add).reading() as connection:
        return {
            "kinds": [
                {
                    **asdict(kind),
                    "own": kind.name not in own,
                    "usable": confirmed(rubric_versions(connection, kind.rubric)) is not None,
                }
                for kind in all_kinds(connection)
            ]
        }


def _change(context: Context, args: Namespace) -> None:
    by = section_officer(context, Action.PLAN_CAMPAIGN)
    with context.store().transaction(who=by.name, what="自定专项") as tx:
        if args.remove:
            tx.kinds.remove(args.remove)
        if args.add:
            if not args.rubric:
                raise Refusal("请用 --rubric 写明用哪张评查表，见 rubrics list。", field="rubric")
            views = {one.name: one for one in saved_views(tx.connection, by.name)}
            if args.view and args.view not in views:
                raise Refusal(f"{by.name}没有自存视图“{args.view}”。")
            found = views[args.view].conditions if args.view else ()
            made = CampaignKind(
                name=args.add.strip(),
                rubric=args.rubric,
                condition=all_of([args.condition, *found]),
                minimum=args.min,
                maximum=args.max,
                cap=args.cap,
            )
            tx.kinds.add(made, by=by, anew=args.anew)


def kinds_lines(result: Result) -> Iterable[str]:
    for one in result["kinds"]:
        waits = "" if one["usable"] else "　评查表还没有确认"
        yield f"{one['name']}　评查表 {one['rubric']}　{one['condition']}{waits}"


def kinds_options(parser: ArgumentParser) -> None:
    parser.add_argument("--add", metavar="NAME", default="", help="新立一种专项，写名称")
    parser.add_argument("--rubric", metavar="KEY", default="", help="用哪张评查表，见 rubrics list")
    parser.add_argument("--anew", action="store_true", help="照那张表另起一张，改好确认后才能用")
    parser.add_argument("--condition", default="", help="看哪些工单，写法和填报规则一样")
    parser.add_argument("--view", metavar="NAME", default="", help="看自存视图里的工单")
    for name, usual, words in (
        ("--min", 0, "每层至少几件"), ("--max", 8, "每层至多几件"), ("--cap", 8, "每人最多评几件"),
    ):  # fmt: skip
        parser.add_argument(name, type=number, default=usual, help=f"{words}，默认 {usual}")
    parser.add_argument("--remove", metavar="NAME", default="", help="撤掉一种自定的专项")
