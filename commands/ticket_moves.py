"""`ticket …`: where a ticket lies, and every move that can be made on one or many of them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from commands.acting import section_officer
from commands.command import Command, Context, Result
from commands.options import day
from core.people import Officer
from core.tickets.life.asking import open_moves
from core.tickets.life.asks import SAYS, Question, questions
from core.tickets.life.moving import Movement
from core.tickets.life.needs import Order
from core.tickets.life.table import Move
from storage.database import Reading
from storage.lives import life_of, movements, office, return_reasons
from storage.moving import move_many, planned

IN_THE_FORM = frozenset({Move.SUBMIT})
"""What is done in the window alone: handing in wants every warning of the form answered."""


def word(move: Move) -> str:
    """What the move is called on the command line."""
    return move.name.lower().replace("_", "-")


def _order(context: Context, connection: Reading, by: Officer, args: Namespace) -> Order:
    said = {
        one.field: value
        for one in questions(args.move)
        if (value := getattr(args, one.field, None)) is not None
    }
    return Order(by=by, at=context.now(), office=office(connection), **said)


def _options_of(move: Move) -> Callable[[ArgumentParser], None]:
    def options(parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="+", metavar="编号", help="工单编号，可以写几件")
        for one in questions(move):
            _add(parser, one)
        parser.add_argument("--dry-run", action="store_true", help="只看会怎样，不写入")
        parser.set_defaults(move=move)

    return options


def _add(parser: ArgumentParser, one: Question) -> None:
    flag = f"--{one.field.replace('_', '-')}"
    told = one.label if one.is_needed else f"{one.label}，可以不写"
    if one.field == "until":
        parser.add_argument(flag, metavar="YYYY-MM-DD", type=day, help=told)
    elif one.field == "code":
        codes = "，".join(f"{reason.code} {reason.name}" for reason in return_reasons())
        parser.add_argument(flag, metavar="编码", help=f"{told}：{codes}")
    else:
        parser.add_argument(flag, metavar="文字", help=told)


def moved(context: Context, args: Namespace) -> Result:
    """Make the move on all that can be moved, in one step; or say what would happen."""
    by = section_officer(context, None)
    store, move = context.store(create=False), args.move
    if args.dry_run:
        with store.reading() as connection:
            order = _order(context, connection, by, args)
            return _plain(planned(connection, move, args.numbers, order), ())
    with store.transaction(who=by.name, what=move.value) as tx:
        order = _order(context, tx.connection, by, args)
        plan, refs = move_many(tx, move, args.numbers, order)
        return {**_plain(plan, refs), "step": tx.step_id}


def _plain(plan: Any, refs: Iterable[str]) -> Result:
    return {
        "move": word(plan.move),
        "done": list(plan.ready),
        "now": list(refs),
        "left_out": [{"ref": one.ref, "reason": one.why} for one in plan.left_out],
    }


def moved_lines(result: Result) -> Iterable[str]:
    name = next(move.value for move in Move if word(move) == result["move"])
    verb = "办了" if "step" in result else "可以办"
    yield f"{name}：{verb} {len(result['done'])} 件，没有办 {len(result['left_out'])} 件。"
    yield from result["done"]
    for again in result["now"]:
        if again not in result["done"]:
            yield f"另立重办件 {again}"
    for one in result["left_out"]:
        yield f"{one['ref']}：{one['reason']}"


# show


def show_options(parser: ArgumentParser) -> None:
    parser.add_argument("number", metavar="编号", help="工单编号（编号或“编号#序号”）")


def shown(context: Context, args: Namespace) -> Result:
    """Where a ticket lies, what can be done with it by whom asks, and what was done."""
    by = section_officer(context, None)
    with context.store(create=False).reading() as connection:
        life = life_of(connection, args.number)
        can = open_moves(life, Order(by=by, at=context.now()))
        return {
            "ref": life.ticket.ref,
            "position": life.position.name.lower(),
            "unit": life.ticket.unit,
            "handler": life.ticket.handler,
            "moves": [word(move) for move in can],
            "history": [_movement(one) for one in movements(connection, life.ticket.ref)],
            "says": life.position.value,
        }


def _movement(one: Movement) -> Result:
    kept = {
        "move": word(one.move),
        "at": one.at.isoformat(),
        "who": one.who,
        "instead_of": one.instead_of,
        "unit": one.unit,
        "handler": one.handler,
        "code": one.code,
        "reason": one.reason,
        "basis": one.basis,
        "next_step": one.next_step,
        "until": _iso(one.until),
        "rework": one.rework,
        "undone_at": _iso(one.undone_at),
    }
    return {key: value for key, value in kept.items() if value}


def _iso(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def shown_lines(result: Result) -> Iterable[str]:
    names = {word(move): move.value for move in Move}
    who = "　".join(filter(None, (result["unit"], result["handler"])))
    yield f"{result['ref']}　{result['says']}" + (f"　{who}" if who else "")
    for one in result["history"]:
        said = "　".join(filter(None, (one.get("reason", ""), one.get("basis", ""))))
        undone = "（已撤销）" if "undone_at" in one else ""
        at = one["at"].replace("T", " ")[:16]
        yield f"{at}　{one['who']}　{names[one['move']]}{undone}　{said}".rstrip("　")
    if result["moves"]:
        yield "现在可以：" + "、".join(names[one] for one in result["moves"]) + "。"


MOVES = (
    Command(
        name="show",
        help="现在在谁手里、能怎么办、办过什么",
        run=shown,
        lines=shown_lines,
        options=show_options,
    ),
    *(
        Command(
            name=word(move),
            help=f"{move.value}。{SAYS[move]}",
            run=moved,
            lines=moved_lines,
            options=_options_of(move),
        )
        for move in Move
        if move not in IN_THE_FORM
    ),
)
"""Steps of `ticket …`; the group stands in `commands/tickets.py`."""
