"""`rubrics`: the versions of the rubrics, out as JSON and back as a draft, into force by two."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.acting import section_officer
from commands.command import Command, Context, Group, Result
from core.errors import Refusal
from core.people import Action
from core.review import rubric_versions as use_cases
from core.review.rubric import Rubric, plain, rubric_of
from core.review.rubric_changes import differences, not_comparable
from core.review.rubric_faults import faults
from core.review.rubric_versions import RubricVersion, in_force, opened
from core.tickets.rules.versions import VersionState
from storage.database import Reading
from storage.failures import as_trouble
from storage.review.rubric_versions import known_to_rubrics, rubric_keys, rubric_versions

NOT_READABLE = "文件不是评查表。请用 rubrics show --json 的 rubric 那一部分改。"


def list_(context: Context, _args: Namespace) -> Result:
    with context.store().reading() as connection:
        found = {key: rubric_versions(connection, key) for key in rubric_keys(connection)}
    return {"rubrics": {key: [_plain(one) for one in some] for key, some in found.items()}}


def _plain(one: RubricVersion) -> dict[str, Any]:
    return {
        "title": one.rubric.title,
        "version": one.rubric.version,
        "state": one.state.name.lower(),
        "authors": list(one.authors),
        "written_at": f"{one.written_at:%Y-%m-%d %H:%M:%S}",
        "reason": one.reason,
        "opinion": one.opinion,
        "decided_by": one.decided_by,
    }


def _list_lines(result: Result) -> Iterator[str]:
    for key, versions in result["rubrics"].items():
        for one in versions:
            state = VersionState[one["state"].upper()]
            yield f"{key}　{one['title']}　{one['version']} 版　{state}　{one['reason']}".rstrip()


def show(context: Context, args: Namespace) -> Result:
    """A version with its rubric, what is wrong with it, and what it changes."""
    with context.store().reading() as connection:
        versions = _versions(connection, args.key)
        one = _version(versions, args.version)
        older = [two for two in versions if two.number < one.number and not two.is_open]
        found = list(faults(one.rubric, known_to_rubrics(connection, context.today)))
    changed = differences(older[0].rubric, one.rubric) if older else ()
    return _plain(one) | {
        "rubric": plain(one.rubric),
        "faults": [fault.sentence for fault in found],
        "changes": [f"{change.said}。" for change in changed],
        "warning": not_comparable(older[0].rubric, one.rubric) if older else "",
    }


def _versions(connection: Reading, key: str) -> list[RubricVersion]:
    known = rubric_keys(connection)
    if key not in known:
        raise Refusal(f"没有“{key}”这张评查表。现有：{'、'.join(known)}。")
    return rubric_versions(connection, key)


def _version(versions: list[RubricVersion], label: str) -> RubricVersion:
    if not label:
        return in_force(versions)
    found = next((one for one in versions if one.rubric.version == label), None)
    if found is None:
        known = "、".join(one.rubric.version for one in versions)
        raise Refusal(f"没有 {label} 版。现有：{known}。")
    return found


def _show_lines(result: Result) -> Iterator[str]:
    yield f"{result['title']}　{result['version']} 版"
    for item in result["rubric"]["items"]:
        yield f"{item['code']}　{item['title']}　{item['full']} 分"
    yield from (*result["faults"], *result["changes"])
    if result["warning"]:
        yield result["warning"]


def draft(context: Context, args: Namespace) -> Result:
    """Keep a file as the draft, in place of the one that is there."""
    officer, rubric = section_officer(context, Action.EDIT_RUBRICS), _read(args.file)
    with context.store().transaction(who=context.who, what="存评查表草稿") as tx:
        found = opened(_versions(tx.connection, args.key))
        over = found.rubric if found else None
        made = use_cases.save_draft(tx.rubrics, args.key, rubric, over=over, by=officer, at=tx.at)
    return _plain(made)


def _read(path: Path) -> Rubric:
    with as_trouble(path, reading=True):
        content = path.read_bytes()
    try:
        return rubric_of(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        raise Refusal(NOT_READABLE) from None


def propose(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_RUBRICS)
    with context.store().transaction(who=context.who, what="提交评查表") as tx:
        _versions(tx.connection, args.key)
        known = tx.rubrics.known()
        made = use_cases.propose(
            tx.rubrics, args.key, reason=args.reason, by=officer, at=tx.at, known=known
        )
    return _plain(made)


def confirm(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_RUBRICS)
    with context.store().transaction(who=context.who, what="确认评查表") as tx:
        _versions(tx.connection, args.key)
        made = use_cases.confirm(
            tx.rubrics, args.key, by=officer, at=tx.at, known=tx.rubrics.known()
        )
    return _plain(made)


def send_back(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_RUBRICS)
    with context.store().transaction(who=context.who, what="退回评查表") as tx:
        _versions(tx.connection, args.key)
        made = use_cases.send_back(tx.rubrics, args.key, by=officer, at=tx.at, opinion=args.reason)
    return _plain(made)


def _state_lines(result: Result) -> Iterator[str]:
    state = VersionState[result["state"].upper()]
    yield f"{result['title']}{result['version']} 版现在是：{state}。"


def _key_option(parser: ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="哪一张，见 rubrics list")


def _show_options(parser: ArgumentParser) -> None:
    _key_option(parser)
    parser.add_argument("--version", metavar="V", default="", help="哪一版，默认在用的")


def _draft_options(parser: ArgumentParser) -> None:
    _key_option(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="改好的评查表，JSON")


def _reason_options(parser: ArgumentParser) -> None:
    _key_option(parser)
    parser.add_argument("--reason", metavar="TEXT", required=True, help="理由")


COMMANDS = (
    Group(
        name="rubrics",
        help="评查表的版本：查看、起草、提交确认",
        commands=(
            Command(name="list", help="有哪些表、哪些版本", run=list_, lines=_list_lines),
            Command(
                name="show",
                help="一版的内容、毛病、和前一版的不同",
                run=show,
                lines=_show_lines,
                options=_show_options,
            ),
            Command(
                name="draft",
                help="从文件存成草稿",
                run=draft,
                lines=_state_lines,
                options=_draft_options,
            ),
            Command(
                name="propose",
                help="提交草稿，等另一个人确认",
                run=propose,
                lines=_state_lines,
                options=_reason_options,
            ),
            Command(
                name="confirm",
                help="确认，使它对以后部署的督查生效",
                run=confirm,
                lines=_state_lines,
                options=_key_option,
            ),
            Command(
                name="send-back",
                help="退回，写明理由",
                run=send_back,
                lines=_state_lines,
                options=_reason_options,
            ),
        ),
    ),
)
