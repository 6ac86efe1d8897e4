"""`months`: closes the figures of a month, confirms that, and takes note of late changes."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from commands.acting import section_officer
from commands.command import Command, Context, Group, Result
from commands.options import month
from core.errors import Refusal
from core.figures import closing
from core.figures.closing import ClosedMonth, plain_figures
from core.figures.period import month as month_of
from core.people import Action
from storage.figures.closing import closed_month, late, taken_note


def close(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.CLOSE_MONTH)
    with context.store().transaction(who=context.who, what="封存指标") as tx:
        kept = tx.closings.as_closed(month_of(args.month))
        made = closing.close(tx.closings, *kept, by=officer, at=tx.at)
    return _plain(made)


def confirm(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.CLOSE_MONTH)
    with context.store().transaction(who=context.who, what="确认封存指标") as tx:
        return _plain(closing.confirm(tx.closings, args.month, by=officer, at=tx.at))


def give_up(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.CLOSE_MONTH)
    with context.store().transaction(who=context.who, what="撤回封存") as tx:
        closing.give_up(tx.closings, args.month, by=officer, at=tx.at)
    return {"month": f"{args.month:%Y-%m}", "state": "open"}


def correct(context: Context, args: Namespace) -> Result:
    section_officer(context, Action.CLOSE_MONTH)
    with context.store().transaction(who=context.who, what="登记更正") as tx:
        said = tx.closings.take_note(args.month, args.reason)
    return {"month": f"{args.month:%Y-%m}", "state": "corrected", "corrections": said}


def show(context: Context, args: Namespace) -> Result:
    """The month as it was closed, what would be others today, and what was taken note of."""
    with context.store().reading() as connection:
        closed = _there(closed_month(connection, args.month), args.month)
        changes = late(connection, closed, context.today)
        noted = taken_note(connection, args.month)
    return _plain(closed) | {
        "figures": plain_figures(closed.figures),
        "late": [
            {"sentence": one.said, "came": list(one.came), "went": list(one.went)}
            for one in changes
        ],
        "corrections": [
            {
                "changes": list(one.changes),
                "reason": one.reason,
                "who": one.who,
                "at": f"{one.at:%Y-%m-%d %H:%M:%S}",
            }
            for one in noted
        ],
    }


def _there(closed: ClosedMonth | None, first: date) -> ClosedMonth:
    if closed is None:
        raise Refusal(f"{month_of(first).label}还没有封存。")
    return closed


def _plain(made: ClosedMonth) -> dict[str, Any]:
    at = made.confirmed_at
    return {
        "month": f"{made.period.first:%Y-%m}",
        "state": "confirmed" if made.is_confirmed else "closed",
        "as_of": made.figures.as_of.isoformat(),
        "versions": dict(made.versions),
        "sha256": made.hash,
        "closed_by": made.closed_by,
        "closed_at": f"{made.closed_at:%Y-%m-%d %H:%M:%S}",
        "confirmed_by": made.confirmed_by,
        "confirmed_at": at and f"{at:%Y-%m-%d %H:%M:%S}",
    }


_STATES = {
    "closed": "已封存，等另一位同事确认",
    "confirmed": "已封存并确认",
    "open": "撤回了封存",
    "corrected": "登记了更正",
}


def _lines(result: Result) -> Iterator[str]:
    yield f"{result['month']}：{_STATES[result['state']]}。"
    if "sha256" in result:
        yield f"指纹 {result['sha256']}"
    yield from (f"更正：{one['sentence']}" for one in result.get("late", ()))
    for one in result.get("corrections", ()):
        yield one if isinstance(one, str) else f"{one['at']} {one['who']} 登记：{one['reason']}"


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--month", metavar="YYYY-MM", type=month, required=True, help="哪个月")


def _reason_options(parser: ArgumentParser) -> None:
    _options(parser)
    parser.add_argument("--reason", metavar="TEXT", required=True, help="为什么变了")


def _step(name: str, help_: str, run: Any, options: Any = _options) -> Command:
    return Command(name=name, help=help_, run=run, lines=_lines, options=options)


COMMANDS = (
    Group(
        name="months",
        help="封存一个月的指标：封存、确认、看后来的变化",
        commands=(
            _step("close", "封存，等另一个人确认", close),
            _step("confirm", "确认封存", confirm),
            _step("reopen", "撤回还没有确认的封存", give_up),
            _step("show", "封存的指标和后来的变化", show),
            _step("correct", "把后来的变化登记为更正", correct, _reason_options),
        ),
    ),
)
