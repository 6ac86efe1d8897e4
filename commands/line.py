"""One command line: read it, run the command, print its result, give the exit status.

Exit status: 0 done, 1 refused by a rule, 2 wrong usage, 3 trouble in the environment; the sentence
is on standard error, the result alone on standard output.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import NoReturn

from commands.command import Command, Context, Group, Result
from commands.options import common_options
from commands.table import COMMANDS
from commands.usage import in_chinese
from core.errors import Refusal, Trouble

DONE, REFUSED, WRONG_USAGE, TROUBLE = 0, 1, 2, 3
STOPPED = 130
"""As shells say that Ctrl+C ended a command."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line in one sentence."""

    def error(self, message: str) -> NoReturn:
        wrong = in_chinese(message)
        self.exit(WRONG_USAGE, f"命令写得不对：{wrong}。用法见：{self.prog} --help\n")


def run_line(
    argv: Sequence[str],
    *,
    default_store: str,
    account: str,
    clock: Callable[[], datetime],
    show: Callable[[str], int] = lambda _store: DONE,
) -> int:
    """Carry out one command line; `account` names the system account for the audit trail.

    `show` opens the window on a store, for a command that ends in one.
    """
    args = _parser().parse_args(argv)
    as_of = getattr(args, "as_of", None)
    officer = getattr(args, "officer", "")
    context = Context(
        where=getattr(args, "store", default_store),
        now=clock if as_of is None else lambda: datetime.combine(as_of, clock().time()),
        who=officer or f"命令行（{account}）",
        officer=officer,
        as_of=as_of,
        say=_say,
    )
    status, opens = _carry_out(args.command, context, args)
    return show(opens) if opens is not None else status


@cache
def _parser() -> Parser:
    """All words and options; made once, for whoever carries out many lines in one process."""
    parser = Parser(prog="main.py", description="热线工单评查台：不带命令时打开窗口")
    common_options(parser)
    _add_words(parser, "COMMAND", COMMANDS)
    return parser


def _add_words(
    parser: argparse.ArgumentParser, metavar: str, commands: Iterable[Command | Group]
) -> None:
    words = parser.add_subparsers(metavar=metavar, required=True)
    for command in commands:
        sub = words.add_parser(command.name, help=command.help, description=command.help)
        common_options(sub)
        if isinstance(command, Group):
            _add_words(sub, "STEP", command.commands)
        else:
            command.options(sub)
            sub.set_defaults(command=command)


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _carry_out(
    command: Command, context: Context, args: argparse.Namespace
) -> tuple[int, str | None]:
    """Run the command; gives the exit status, and the store to open in the window."""
    try:
        result = command.run(context, args)
    except KeyboardInterrupt:
        context.say("已停下，没有做完的这一步什么都没有写入。")
        return STOPPED, None
    except Refusal as refusal:
        context.say(str(refusal))
        return REFUSED, None
    except Trouble as trouble:
        for sentence in (str(trouble), *trouble.steps):
            context.say(sentence)
        return TROUBLE, None
    finally:
        context.close()
    if not _print(_said(command, result, as_json=getattr(args, "json", False))):
        return TROUBLE, None
    return DONE, command.shows(result, args)


def _said(command: Command, result: Result, *, as_json: bool) -> Iterable[str]:
    return [json.dumps(result, ensure_ascii=False, indent=1)] if as_json else command.lines(result)


def _print(lines: Iterable[str]) -> bool:
    """Write the result; gives whether it could be written, and says so when it could not."""
    if sys.stdout is None:
        _say("事情已经办完，但标准输出是关着的，结果没有写出去。")
        return False
    try:
        for line in lines:
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError as error:
        _drop_output()
        if not isinstance(error, BrokenPipeError):  # who reads no further asks for no sentence
            _say("事情已经办完，但结果没有写出去。请看看输出到的磁盘是不是满了。")
        return False
    return True


def _drop_output() -> None:
    """Keep the interpreter from trying once more when it ends."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 -- a device, not a path of ours
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
