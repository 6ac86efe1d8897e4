"""`rules overrides`: the warnings that were overridden with a reason."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import datetime

from commands.acting import acting
from commands.command import Command, Context, Result
from commands.options import day, number
from core.errors import Refusal
from core.people import Action, reach
from storage.rules.overrides import (
    PAGE,
    Override,
    OverridePlace,
    OverridesWanted,
    override_counts,
    overrides,
)

NEXT = "|"


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--rule", metavar="F-001", default="", help="只看这条规则")
    parser.add_argument("--unit", metavar="NAME", default="", help="只看这个单位的工单")
    parser.add_argument("--from", dest="since", metavar="YYYY-MM-DD", type=day, help="从哪天写的")
    parser.add_argument("--to", dest="until", metavar="YYYY-MM-DD", type=day, help="到哪天写的")
    parser.add_argument(
        "--limit", metavar="N", type=number, default=PAGE, help=f"一页几条（{PAGE}）"
    )
    parser.add_argument("--after", metavar="NEXT", default="", help="接着上一页的 next 往下看")


def run(context: Context, args: Namespace) -> Result:
    officer = acting(context, is_asked=False)
    units = frozenset({args.unit}) if args.unit else None
    if officer is not None:
        seen = reach(officer, Action.SEE_TICKET, today=context.today)
        units = units if seen is None else seen if units is None else units & seen
    wanted = OverridesWanted(rule=args.rule, units=units, since=args.since, until=args.until)
    with context.store(create=False).reading() as connection:
        found, place = overrides(
            connection, wanted, after=_place(args.after), limit=_limit(args.limit)
        )
        counts = override_counts(connection, wanted)
    return {
        "overrides": [_plain(one) for one in found],
        "next": place and NEXT.join((place.at.isoformat(), str(place.ticket_id), place.rule)),
        "by_rule": counts,
    }


def _limit(limit: int) -> int:
    if not 1 <= limit <= PAGE:
        raise Refusal(f"一页要在 1 到 {PAGE} 条之间。")
    return limit


def _place(written: str) -> OverridePlace | None:
    if not written:
        return None
    try:
        at, owner, rule = written.split(NEXT)
        return OverridePlace(datetime.fromisoformat(at), int(owner), rule)
    except ValueError:
        raise Refusal("--after 要照抄上一页的 next。") from None


def _plain(one: Override) -> dict[str, str]:
    return {
        "ref": one.ref,
        "number": one.number,
        "unit": one.unit,
        "handler": one.handler,
        "rule": one.rule,
        "message": one.message,
        "reason": one.reason,
        "who": one.who,
        "at": f"{one.at:%Y-%m-%d %H:%M:%S}",
    }


def _lines(result: Result) -> Iterator[str]:
    for one in result["overrides"]:
        yield f"{one['at'][:16]}　{one['ref']}　{one['rule']}　{one['who']}：{one['reason']}"
    counts = [f"{rule} {count} 处" for rule, count in sorted(result["by_rule"].items())]
    yield f"合计：{'，'.join(counts)}。" if counts else "没有。"
    if result["next"]:
        yield f"后面还有，请加 --after '{result['next']}'。"


OVERRIDES = Command(
    name="overrides",
    help="哪些提示写了理由而没有改",
    run=run,
    lines=_lines,
    options=_options,
)
