"""`formulas …`: the versions of the formula: read, propose from a file, confirm, send back."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from commands.acting import section_officer
from commands.command import Command, Context, Group, Result
from core.errors import Refusal
from core.people import Action
from core.review import formula_versions as use_cases
from core.review.formula import Formula, formula_of, plain
from core.review.formula_versions import FormulaVersion
from core.tickets.rules.versions import VersionState
from storage.failures import as_trouble
from storage.review.formula_versions import formula_versions

NOT_READABLE = "文件不是计分办法。请用 formulas list --json 里的 formula 那一部分改。"


def list_(context: Context, _args: Namespace) -> Result:
    with context.store().reading() as connection:
        versions = formula_versions(connection)
    return {"in_force": use_cases.in_force(versions).formula.version,
            "formulas": [_plain(one) for one in versions]}  # fmt: skip


def _plain(one: FormulaVersion) -> Result:
    return {
        "state": one.state.name.lower(),
        "author": one.author,
        "reason": one.reason,
        "decided_by": one.decided_by,
        "formula": plain(one.formula),
    }


def _list_lines(result: Result) -> Iterable[str]:
    for one in result["formulas"]:
        yield from _state_lines(one)


def propose(context: Context, args: Namespace) -> Result:
    by, formula = section_officer(context, Action.EDIT_RUBRICS), _read(args.file)
    with context.store().transaction(who=context.who, what="提交计分办法") as tx:
        made = use_cases.propose(tx.formulas, formula, reason=args.reason, by=by, at=tx.at)
    return _plain(made)


def _read(path: Path) -> Formula:
    with as_trouble(path, reading=True):
        content = path.read_bytes()
    try:
        return formula_of(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        raise Refusal(NOT_READABLE) from None


def confirm(context: Context, _args: Namespace) -> Result:
    by = section_officer(context, Action.EDIT_RUBRICS)
    with context.store().transaction(who=context.who, what="确认计分办法") as tx:
        made = use_cases.confirm(tx.formulas, by=by, at=tx.at)
    return _plain(made)


def send_back(context: Context, args: Namespace) -> Result:
    by = section_officer(context, Action.EDIT_RUBRICS)
    with context.store().transaction(who=context.who, what="退回计分办法") as tx:
        use_cases.send_back(tx.formulas, by=by, at=tx.at, opinion=args.reason)
        now = use_cases.in_force(tx.formulas.versions())
    return _plain(now)


def _state_lines(result: Result) -> Iterable[str]:
    formula, state = result["formula"], VersionState[result["state"].upper()]
    yield f"{formula['version']}　{formula['title']}　{state}　{result['reason']}"


def _file_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="改好的计分办法，JSON")
    parser.add_argument("--reason", metavar="TEXT", required=True, help="为什么改")


def _reason_options(parser: ArgumentParser) -> None:
    parser.add_argument("--reason", metavar="TEXT", default="", help="为什么退回；自己收回不用写")


COMMANDS = (
    Group(
        name="formulas",
        help="计分办法的版本：查看、提交、确认",
        commands=(
            Command(name="list", help="有哪些版本，哪一版在用", run=list_, lines=_list_lines),
            Command(
                name="propose",
                help="从文件提交一版，等另一个人确认",
                run=propose,
                lines=_state_lines,
                options=_file_options,
            ),
            Command(
                name="confirm", help="确认，对以后部署的督查生效", run=confirm, lines=_state_lines
            ),
            Command(
                name="send-back",
                help="退回或收回",
                run=send_back,
                lines=_state_lines,
                options=_reason_options,
            ),
        ),
    ),
)
