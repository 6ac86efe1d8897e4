"""`definitions`: versions of the indicators, out as JSON, back as a draft, tried, confirmed."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.acting import section_officer
from commands.command import Command, Context, Group, Result
from commands.indicators import period_of, period_options
from core.errors import Refusal
from core.figures import versions as use_cases
from core.figures.changes import changes, measure_said
from core.figures.closing import plain_pair
from core.figures.definition import IndicatorSet
from core.figures.definition_data import plain_set, set_of
from core.figures.versions import IndicatorVersion, newest_confirmed, opened, own_faults
from core.people import Action
from core.tickets.rules.versions import VersionState
from storage.failures import as_trouble
from storage.figures.trial import try_out
from storage.figures.versions import checker, indicator_versions

NOT_READABLE = "文件不是 JSON。请用 definitions show --json 的 indicators 那一部分改。"


def list_(context: Context, _args: Namespace) -> Result:
    with context.store().reading() as connection:
        return {"versions": [_plain(one) for one in indicator_versions(connection)]}


def show(context: Context, args: Namespace) -> Result:
    """A version with its indicators, what is wrong with them, and what it changes."""
    with context.store().reading() as connection:
        versions = indicator_versions(connection)
        one = _version(versions, args.version)
        known = checker(connection, context.today)
    older = [two for two in versions if two.number < one.number and not two.is_open]
    return _plain(one) | {
        "indicators": plain_set(one.indicators),
        "faults": [*own_faults(one.indicators), *known(one.indicators)],
        "changes": list(changes(older[0].indicators, one.indicators)) if older else [],
    }


def draft(context: Context, args: Namespace) -> Result:
    """Keep a file as the draft, in place of the one that is there."""
    officer, indicators = section_officer(context, Action.EDIT_INDICATORS), _read(args.file)
    with context.store().transaction(who=context.who, what="存指标口径草稿") as tx:
        found = opened(tx.indicators.versions())
        over = found.indicators if found else None
        made = use_cases.save_draft(tx.indicators, indicators, over=over, by=officer, at=tx.at)
    return _plain(made)


def try_(context: Context, args: Namespace) -> Result:
    """The draft beside the version in force, over a period."""
    with context.store().reading() as connection:
        found = opened(indicator_versions(connection))
        if found is None:
            raise Refusal("指标口径没有草稿，没有可以试算的。")
        tried = try_out(connection, found.indicators, period_of(args), context.today)
    return {
        "turns": [
            {
                "code": one.code,
                "name": one.name,
                "unit": one.unit,
                "was": None if one.was is None else plain_pair(one.was),
                "now": None if one.now is None else plain_pair(one.now),
            }
            for one in tried.turns
        ],
        "checked": tried.checked,
        "differing": list(tried.differing),
    }


def propose(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_INDICATORS)
    with context.store().transaction(who=context.who, what="提交指标口径") as tx:
        known = tx.indicators.known()
        made = use_cases.propose(
            tx.indicators, reason=args.reason, by=officer, at=tx.at, known=known
        )
    return _plain(made)


def confirm(context: Context, _args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_INDICATORS)
    with context.store().transaction(who=context.who, what="确认指标口径") as tx:
        known = tx.indicators.known()
        return _plain(use_cases.confirm(tx.indicators, by=officer, at=tx.at, known=known))


def send_back(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_INDICATORS)
    with context.store().transaction(who=context.who, what="退回指标口径") as tx:
        return _plain(use_cases.send_back(tx.indicators, by=officer, at=tx.at, opinion=args.reason))


def _version(versions: list[IndicatorVersion], label: str) -> IndicatorVersion:
    if not label:
        return newest_confirmed(versions)
    found = next((one for one in versions if one.label == label), None)
    if found is None:
        known = "、".join(one.label for one in versions)
        raise Refusal(f"没有 {label} 版。现有：{known}。")
    return found


def _read(path: Path) -> IndicatorSet:
    with as_trouble(path, reading=True):
        content = path.read_bytes()
    try:
        data = json.loads(content)
    except ValueError:
        raise Refusal(NOT_READABLE) from None
    return set_of(data if isinstance(data, dict) else {})


def _plain(one: IndicatorVersion) -> dict[str, Any]:
    return {
        "version": one.label,
        "state": one.state.name.lower(),
        "authors": list(one.authors),
        "written_at": f"{one.written_at:%Y-%m-%d %H:%M:%S}",
        "reason": one.reason,
        "opinion": one.opinion,
        "decided_by": one.decided_by,
    }


def _state_lines(result: Result) -> Iterator[str]:
    yield f"指标口径 {result['version']} 版现在是：{VersionState[result['state'].upper()]}。"


def _list_lines(result: Result) -> Iterator[str]:
    for one in result["versions"]:
        state = VersionState[one["state"].upper()]
        yield f"{one['version']} 版　{state}　{one['reason']}".rstrip()


def _show_lines(result: Result) -> Iterator[str]:
    yield from _state_lines(result)
    for one in set_of(result["indicators"]).indicators:
        yield f"{one.code}　{one.name}"
        yield f"　分子：{measure_said(one.numerator)}"
        yield f"　分母：{measure_said(one.denominator)}"
    yield from result["faults"]
    yield from (f"{one}。" for one in result["changes"])


def _try_lines(result: Result) -> Iterator[str]:
    for one in result["turns"]:
        was, now = ("—" if pair is None else "/".join(pair) for pair in (one["was"], one["now"]))
        yield f"{one['name']}，{one['unit'] or '全局'}：{was} 变为 {now}"
    yield f"共 {len(result['turns'])} 个数会变。"
    if result["checked"] is None:
        yield "工单太多，没有再逐件数一遍。"
    elif result["differing"]:
        yield f"逐件数的结果不一样：{'；'.join(result['differing'])}。"
    else:
        yield f"又把 {result['checked']} 件逐件数了一遍，两种算法结果一样。"


def _show_options(parser: ArgumentParser) -> None:
    parser.add_argument("--version", metavar="V", default="", help="哪一版，默认在用的")


def _draft_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="改好的指标口径，JSON")


def _reason_options(parser: ArgumentParser) -> None:
    parser.add_argument("--reason", metavar="TEXT", required=True, help="理由")


COMMANDS = (
    Group(
        name="definitions",
        help="指标口径的版本：查看、起草、试算、提交确认",
        commands=(
            Command(name="list", help="有哪些版本", run=list_, lines=_list_lines),
            Command(
                name="show",
                help="一版的口径、毛病、和前一版的不同",
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
                name="try",
                help="用草稿算一个统计期，看哪些数会变",
                run=try_,
                lines=_try_lines,
                options=period_options,
            ),
            Command(
                name="propose",
                help="提交草稿，等另一个人确认",
                run=propose,
                lines=_state_lines,
                options=_reason_options,
            ),
            Command(name="confirm", help="确认，使它生效", run=confirm, lines=_state_lines),
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
