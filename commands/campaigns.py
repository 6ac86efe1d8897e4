"""`campaign …`: the spot-check line from plan to result."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from commands.acting import acting
from commands.campaign_appeals import (
    appeal,
    appeal_lines,
    appeals,
    appeals_lines,
    file_options,
    ruling,
    ruling_lines,
)
from commands.campaign_appraisal import appraisal
from commands.campaign_appraisal import lines as appraisal_lines
from commands.campaign_appraisal import options as appraisal_options
from commands.campaign_circulars import circulars, circulars_lines, circulars_options
from commands.campaign_debrief import (
    cases,
    cases_lines,
    cases_options,
    debrief,
    debrief_lines,
    debrief_options,
    remedies,
    remedies_lines,
    remedies_options,
)
from commands.campaign_files import read_json
from commands.campaign_kinds import kinds, kinds_lines, kinds_options
from commands.campaign_meetings import meetings, meetings_lines, meetings_options
from commands.campaign_quality import quality, quality_lines
from commands.campaign_results import (
    assign_lines,
    commit_lines,
    draw_lines,
    drawn,
    frame_lines,
    named,
    plan_lines,
    replace_lines,
    review_lines,
    standing,
    standing_lines,
    third_lines,
)
from commands.command import Command, Context, Group, Result, nothing_more
from commands.options import day, number
from core.errors import Refusal
from core.people import Action
from core.review.anchors import Anchors
from core.review.assignment import Reviewer
from core.review.campaign import CampaignKind, Plan, StrataBy, all_of, title_of
from core.review.directed import ByHand, Directed
from core.review.marks_text import marks_of
from core.review.reviews import BLIND, Stage, Task
from core.review.sampling import frame_csv
from core.review.shares import Size
from storage.files.writing import write_whole
from storage.review import reading
from storage.review.anchors import rechecked_of
from storage.review.frames import verifier
from storage.review.own_kinds import kind_named
from storage.review.planning import lay_out
from storage.review.rubrics import campaign_rules
from storage.review.thirds import ask_thirds
from storage.transaction import Transaction
from storage.views import saved_views

DEFAULT_KIND = "不属实件"


def plan(context: Context, args: Namespace) -> Result:
    acting(context, Action.PLAN_CAMPAIGN, is_asked=False)
    with context.store().reading() as connection:
        kind = kind_named(connection, args.kind or DEFAULT_KIND)
    laid_down = Plan(
        title=title_of(kind.name, args.since, args.until),
        kind=kind.name,
        condition=_condition(context, args, kind),
        since=args.since,
        until=args.until,
        size=Size(
            total=args.total,
            minimum=kind.minimum if args.min is None else args.min,
            maximum=kind.maximum if args.max is None else args.max,
        ),
        cap=kind.cap if args.cap is None else args.cap,
        strata_by=StrataBy[args.strata.upper()],
        directed=Directed(
            kinds=tuple(args.directed),
            most=args.directed_most if args.directed else 0,
            by_hand=tuple(map(_by_hand, args.direct)),
        ),
        anchors=Anchors(refs=tuple(args.anchor), each=args.anchors_each if args.anchor else 0),
        left_out=tuple(map(_by_hand, args.exclude)),
    )
    with context.store().transaction(who=context.who, what=f"部署{laid_down.title}") as tx:
        directed = lay_out(tx.connection, laid_down, today=context.today).directed
        made = tx.campaigns.plan(laid_down)
        excluded = reading.load_exclusions(tx.connection, made.id)
    _say_all(context, made.plan_notes)
    return {
        "campaign": made.id,
        "frame": {"count": made.frame_count, "sha256": made.frame_hash},
        "strata": [
            {"stratum": one.stratum, "size": one.size, "take": one.take} for one in made.strata
        ],
        "directed": directed,
        "excluded": [{**named(one.ref, one.number), "reason": one.reason} for one in excluded],
    }


def _by_hand(text: str) -> ByHand:
    """A ticket named on the command line, as 编号=理由."""
    ref, _, reason = text.partition("=")
    return ByHand(ref.strip(), reason.strip())


def _condition(context: Context, args: Namespace, kind: CampaignKind) -> str:
    """What the frame holds: what the kind says, what a saved view says, or both."""
    if not args.view:
        return kind.condition
    with context.store().reading() as connection:
        views = {view.name: view for view in saved_views(connection, context.who)}
    if args.view not in views:
        raise Refusal(f"{context.who}没有自存视图“{args.view}”。")
    return all_of([kind.condition if args.kind else "", *views[args.view].conditions])


def frame(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        about = reading.load_campaign(connection, args.id)
        text = frame_csv(reading.load_frame(connection, args.id))
    write_whole(args.out, text)
    if args.verifier:
        write_whole(args.verifier, verifier())
    return {"count": about.frame_count, "sha256": about.frame_hash}


def commit(context: Context, args: Namespace) -> Result:
    acting(context, Action.PLAN_CAMPAIGN, is_asked=False)
    with context.store().transaction(who=context.who, what="封存种子") as tx:
        about = tx.campaigns.commit(args.id, args.hash, origin=args.how)
    return {
        "campaign": about.id,
        "seed_sha256": about.seed_hash,
        "frame": {"count": about.frame_count, "sha256": about.frame_hash},
    }


def draw(context: Context, args: Namespace) -> Result:
    acting(context, Action.PLAN_CAMPAIGN, is_asked=False)
    with context.store().transaction(who=context.who, what="抽取样本") as tx:
        sample = tx.campaigns.draw(args.id, args.seed)
    return {"drawn": [drawn(one) for one in sample]}


def replace(context: Context, args: Namespace) -> Result:
    acting(context, Action.PLAN_CAMPAIGN, is_asked=False)
    with context.store().transaction(who=context.who, what=f"补抽：{args.reason}") as tx:
        ref = reading.drawn_ref(tx.connection, args.id, args.number)
        done = tx.campaigns.replace(args.id, ref, args.reason)
    return {"void": done.void.ref, "drawn": drawn(done.drawn)}


def assign(context: Context, args: Namespace) -> Result:
    acting(context, Action.PLAN_CAMPAIGN, is_asked=True)
    with context.store().transaction(who=context.who, what="分派评查") as tx:
        made = tx.campaigns.assign(args.id)
        about = tx.campaigns.get(args.id)
        numbers = {
            one.ref: one.number for one in reading.load_certificate(tx.connection, about).reviewed
        }
    _say_all(context, about.assignment_notes)
    return {
        "assignments": [
            {
                **named(one.case.ref, numbers[one.case.ref]),
                "handling_unit": one.case.unit,
                "reviewers": [{"unit": by.unit, "officer": by.officer} for by in one.reviewers],
            }
            for one in made
        ]
    }


def review(context: Context, args: Namespace) -> Result:
    officer = acting(context, is_asked=True)
    marks = marks_of(read_json(args.file))
    with context.store().transaction(
        who=context.who, what=f"提交{Stage[args.stage.upper()]}"
    ) as tx:
        ref = reading.drawn_ref(tx.connection, args.id, args.number)
        task = tx.reviews.task(args.id, ref, Stage[args.stage.upper()])
        score = tx.reviews.hand_in(task, officer, marks)
    return {"total": str(score.total), "veto": list(score.vetoes)}


def thirds(context: Context, args: Namespace) -> Result:
    acting(context, Action.PLAN_CAMPAIGN, is_asked=True)
    with context.store(create=False).transaction(who=context.who, what="指派第三人复评") as tx:
        ask_thirds(tx, args.id)
        given = reading.load_tasks(tx.connection, args.id)
    return {
        "thirds": [
            {"ref": one.ref, "unit": one.unit, "officer": one.officer}
            for one in given
            if one.stage is Stage.THIRD
        ]
    }


def anchors(context: Context, args: Namespace) -> Result:
    """The tickets that may be planted as anchors in a campaign of a kind."""
    acting(context, Action.PLAN_CAMPAIGN, is_asked=False)
    with context.store(create=False).reading() as connection:
        found = rechecked_of(connection, args.kind or DEFAULT_KIND, context.today)
    return {
        "anchors": [
            {**named(one.ref, one.number), "unit": one.unit, "campaign": one.campaign,
             "final": str(one.final)}
            for one in found
        ]
    }  # fmt: skip


def anchors_lines(result: Result) -> Iterable[str]:
    for one in result["anchors"]:
        ref = one.get("ref", one["number"])
        yield f"{ref}　{one['unit']}　第 {one['campaign']} 号督查　{one['final']} 分"
    if not result["anchors"]:
        yield "没有可以作锚点的件：要有同一专项、评查表可比、结果已锁定的督查。"


def _kind_option(parser: ArgumentParser) -> None:
    parser.add_argument("--kind", help="哪一种专项")


def move(context: Context, args: Namespace) -> Result:
    """Give one review to somebody else, or with `--absent` those of all who are away today."""
    acting(context, Action.PLAN_CAMPAIGN, is_asked=True)
    with context.store(create=False).transaction(who=context.who, what="改派评查") as tx:
        all_of_them = tx.campaigns.reassign_absent(args.id) if args.absent else None
        moved = all_of_them or [_one_moved(tx, args)]
    return {
        "moved": [
            {
                **named(old.ref, old.number),
                "stage": old.stage.name.lower(),
                "from": {"unit": old.unit, "officer": old.officer},
                "to": None if new is None else {"unit": new.unit, "officer": new.officer},
            }
            for old, new in moved
        ]
    }


def _one_moved(tx: Transaction, args: Namespace) -> tuple[Task, Reviewer]:
    if not (args.number and args.stage):
        raise Refusal("请用 --number、--stage 写明改派哪一份，或用 --absent 改派请假的人的。")
    stage = Stage[args.stage.upper()]
    ref = reading.drawn_ref(tx.connection, args.id, args.number)
    old = tx.reviews.task(args.id, ref, stage)
    return old, tx.campaigns.reassign(args.id, ref, stage, args.reason)


def move_lines(result: Result) -> Iterable[str]:
    for one in result["moved"]:
        to = one["to"]
        said = f"改由{to['unit']}{to['officer']}评" if to else "没有别人可派，请扩充评查人"
        yield f"工单 {one['ref']}：{one['from']['unit']}{one['from']['officer']}的{said}。"


def status(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        return standing(reading.report(connection, args.id))


def close(context: Context, args: Namespace) -> Result:
    acting(context, Action.PLAN_CAMPAIGN, is_asked=False)
    with context.store().transaction(who=context.who, what="结束督查") as tx:
        tx.campaigns.close(args.id)
        return standing(reading.report(tx.connection, args.id))


def _say_all(context: Context, notes: Iterable[str]) -> None:
    for note in notes:
        context.say(note)


def _id_option(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=number, metavar="ID", help="督查的编号")


def _plan_options(parser: ArgumentParser) -> None:
    kinds = "、".join(kind.name for kind in campaign_rules().kinds)
    parser.add_argument("--kind", help=f"专项（{kinds}，或自定的），决定用哪张评查表")
    parser.add_argument("--view", metavar="NAME", help="自存视图，作为总体的条件")
    parser.add_argument("--from", dest="since", type=day, required=True, help="评查期起")
    parser.add_argument("--to", dest="until", type=day, required=True, help="评查期止")
    parser.add_argument("--total", type=number, required=True, help="共抽几件")
    parser.add_argument("--min", type=number, help="每层至少几件")
    parser.add_argument("--max", type=number, help="每层至多几件")
    parser.add_argument("--cap", type=number, help="每人至多评几件")
    ways = [way.name.lower() for way in StrataBy]
    parser.add_argument("--strata", choices=ways, default="unit", help="按什么分层")
    names = "、".join(kind.name for kind in campaign_rules().directed)
    _many(parser, "--directed", f"定向抽取（{names}），可以写几次")
    parser.add_argument("--directed-most", type=number, default=10, help="定向至多几件")
    _many(parser, "--direct", "另外指定一件，写成 编号=理由，可以写几次")
    _many(parser, "--anchor", "锚点件：以前督查里复核过的一件，可以写几次")
    parser.add_argument("--anchors-each", type=number, default=1, help="每名互评人几件锚点件")
    _many(parser, "--exclude", "排除一件，写成 编号=理由，可以写几次")


def _many(parser: ArgumentParser, name: str, words: str) -> None:
    parser.add_argument(name, action="append", default=[], help=words)


def _frame_options(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="F.csv", help="写到哪个文件")
    parser.add_argument("--verifier", type=Path, metavar="F.py", help="另存核对抽样的小程序")


def _commit_options(parser: ArgumentParser) -> None:
    parser.add_argument("--hash", required=True, help="种子的 SHA-256")
    parser.add_argument(
        "--how", default="", help="种子怎么来的，如“两人各写一段”“掷骰子，某某见证”"
    )


def _draw_options(parser: ArgumentParser) -> None:
    parser.add_argument("--seed", required=True, help="种子")


def _replace_options(parser: ArgumentParser) -> None:
    parser.add_argument("--number", required=True, help="作废的工单")
    parser.add_argument("--reason", required=True, help="为什么作废")


def _review_options(parser: ArgumentParser) -> None:
    stages = [stage.name.lower() for stage in Stage]
    parser.add_argument("--number", required=True, help="工单编号或引用")
    parser.add_argument("--stage", required=True, choices=stages, help="哪一轮")
    parser.add_argument("--file", type=Path, required=True, metavar="MARKS.json", help="评分")


def _move_options(parser: ArgumentParser) -> None:
    parser.add_argument("--number", default="", help="工单编号或引用")
    stages = [stage.name.lower() for stage in BLIND]
    parser.add_argument("--stage", default="", choices=stages, help="哪一轮")
    parser.add_argument("--reason", default="", help="为什么改派")
    parser.add_argument("--absent", action="store_true", help="今天不在岗的人还没交的，都改派")


def _with_id(options: Callable[[ArgumentParser], None]) -> Callable[[ArgumentParser], None]:
    def both(parser: ArgumentParser) -> None:
        _id_option(parser)
        options(parser)

    return both


CAMPAIGN = Group(
    name="campaign",
    help="督查：部署、抽取、分派、评查、结果",
    commands=(
        Command(
            name="kinds",
            help="有哪些专项；自定专项",
            run=kinds,
            lines=kinds_lines,
            options=kinds_options,
        ),
        Command(name="plan", help="部署", run=plan, lines=plan_lines, options=_plan_options),
        Command(
            name="frame",
            help="写出总体名单",
            run=frame,
            lines=frame_lines,
            options=_with_id(_frame_options),
        ),
        Command(
            name="commit",
            help="封存种子的 SHA-256，锁定总体",
            run=commit,
            lines=commit_lines,
            options=_with_id(_commit_options),
        ),
        Command(
            name="draw",
            help="用封存的种子抽取",
            run=draw,
            lines=draw_lines,
            options=_with_id(_draw_options),
        ),
        Command(
            name="replace",
            help="作废一件，补抽下一件",
            run=replace,
            lines=replace_lines,
            options=_with_id(_replace_options),
        ),
        Command(
            name="assign",
            help="分派自评、互评、复核",
            run=assign,
            lines=assign_lines,
            options=_with_id(nothing_more),
        ),
        Command(
            name="review",
            help="提交一份评分",
            run=review,
            lines=review_lines,
            options=_with_id(_review_options),
        ),
        Command(
            name="thirds",
            help="两名互评人分歧大的，指派第三人复评",
            run=thirds,
            lines=third_lines,
            options=_with_id(nothing_more),
        ),
        Command(
            name="anchors",
            help="列出可以作锚点的件",
            run=anchors,
            lines=anchors_lines,
            options=_kind_option,
        ),
        Command(
            name="reassign",
            help="改派一份还没交的评查，或请假的人手上的全部",
            run=move,
            lines=move_lines,
            options=_with_id(_move_options),
        ),
        Command(
            name="status",
            help="看进度和结果",
            run=status,
            lines=standing_lines,
            options=_with_id(nothing_more),
        ),
        Command(
            name="appeal",
            help="对一件的评分项申诉",
            run=appeal,
            lines=appeal_lines,
            options=_with_id(file_options),
        ),
        Command(
            name="ruling",
            help="逐项答复申诉",
            run=ruling,
            lines=ruling_lines,
            options=_with_id(file_options),
        ),
        Command(
            name="appeals",
            help="列出申诉和各项改判率",
            run=appeals,
            lines=appeals_lines,
            options=_with_id(nothing_more),
        ),
        Command(
            name="quality",
            help="看评查人之间的一致程度和宽严",
            run=quality,
            lines=quality_lines,
            options=_with_id(nothing_more),
        ),
        Command(
            name="debrief",
            help="讲评：扣分归纳成处置要点",
            run=debrief,
            lines=debrief_lines,
            options=debrief_options,
        ),
        Command(
            name="remedies",
            help="整改台账：立项、提交、销号",
            run=remedies,
            lines=remedies_lines,
            options=remedies_options,
        ),
        Command(
            name="circulars",
            help="通报台账：编了什么号；作废",
            run=circulars,
            lines=circulars_lines,
            options=circulars_options,
        ),
        Command(
            name="meetings",
            help="例会记录：列出、查看、从文件记",
            run=meetings,
            lines=meetings_lines,
            options=meetings_options,
        ),
        Command(
            name="cases",
            help="好经验和典型案例",
            run=cases,
            lines=cases_lines,
            options=cases_options,
        ),
        Command(
            name="appraisal",
            help="一年的督查合成各单位的考核建议值",
            run=appraisal,
            lines=appraisal_lines,
            options=appraisal_options,
        ),
        Command(
            name="close",
            help="结束督查",
            run=close,
            lines=standing_lines,
            options=_with_id(nothing_more),
        ),
    ),
)

COMMANDS = (CAMPAIGN,)
