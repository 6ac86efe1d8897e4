"""`demo`: builds a store of invented tickets to look around in; opening it is not done here."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from commands.command import Command, Context, Result
from commands.options import number
from core.errors import Refusal
from storage.database import file_of
from storage.demo import FILE, SEED, TICKETS, build_demo

LEAST = 1
USUAL_STORE = "store.db"


def demo(context: Context, args: Namespace) -> Result:
    if args.tickets < LEAST:
        raise Refusal("演示台账至少要有 1 件工单。")
    path = build_demo(
        target(context, args.out),
        now=context.now,
        tickets=args.tickets,
        seed=args.seed,
        progress=lambda done, count, what: context.say(f"{what}，{done} / {count}"),
    )
    return {"store": str(path), "tickets": args.tickets}


def target(context: Context, out: Path | None) -> Path:
    """Where the demo goes: the folder asked for, the store named, or beside the usual one."""
    if out is not None:
        return out / FILE
    where = file_of(context.where)
    if where is None:
        raise Refusal("演示台账只能建成文件，请用 --out 写明放在哪个文件夹。")
    return where.with_name(FILE) if where.name == USUAL_STORE else where


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DIR", help="放在哪个文件夹")
    parser.add_argument("--tickets", type=number, default=TICKETS, metavar="N", help="编几件工单")
    parser.add_argument("--seed", default=SEED, metavar="K", help="种子：同一天同一种子，工单相同")
    parser.add_argument("--no-window", action="store_true", help="建好后不打开窗口")


def _lines(result: Result) -> Iterable[str]:
    yield f"演示台账已建好，{result['tickets']} 件工单：{result['store']}"


def _shows(result: Result, args: Namespace) -> str | None:
    return None if args.no_window or getattr(args, "json", False) else result["store"]


COMMANDS = (
    Command(
        name="demo",
        help="建一份演示台账，并打开窗口看它",
        run=demo,
        lines=_lines,
        options=_options,
        shows=_shows,
    ),
)
