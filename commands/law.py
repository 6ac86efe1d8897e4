"""`law`: acts and articles, official texts from files; and which rule set a ticket follows."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commands.acting import section_officer
from commands.command import Command, Context, Group, Result
from commands.options import day
from core.errors import Refusal
from core.people import Action
from core.tickets.law.citations import Citation, parse_citations
from core.tickets.law.library import Line, Volume
from core.tickets.law.loading import confirmed, load, proposed
from core.tickets.law.pinning import pin
from core.tickets.law.statutes import article_name
from storage.database import Reading
from storage.files.law.reading import read_act
from storage.law import article, rule_sets, statutes
from storage.law_library import find_articles, library

AUTO = "auto"
"""In the place of a rule set: the days of the ticket decide."""


# reading


def list_(context: Context, _args: Namespace) -> Result:
    with context.store().reading() as connection:
        return {"acts": [_plain(one, context) for one in library(connection, context.today)]}


def _plain(one: Volume, context: Context) -> dict[str, Any]:
    since, until = one.act.span.since, one.act.span.until
    return {
        "title": one.act.title,
        "order": one.act.order,
        "since": since and since.isoformat(),
        "until": until and until.isoformat(),
        "in_force": one.act.is_in_force(context.today),
        "articles": len(one.lines),
        "official": one.text is not None,
    }


def _list_lines(result: Result) -> Iterator[str]:
    for one in result["acts"]:
        state = "现行" if one["in_force"] else "不在施行"
        original = "　有原文" if one["official"] else ""
        days = f"{one['since'] or ''} 至 {one['until'] or '今'}"
        yield f"{one['title']}（{one['order']}）　{state}　{days}　{one['articles']} 条{original}"


def _show_options(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="WORDS", help="引用（《法规》第几条）或要找的字")


def show(context: Context, args: Namespace) -> Result:
    """The articles that are cited, as they stand today; else those that hold the words."""
    cited = [one for one in parse_citations(args.words) if one.article is not None]
    with context.store().reading() as connection:
        if not cited:
            found = find_articles(connection, args.words, most=50)
            return {"articles": [_plain_line(line) for line in found]}
        return {"articles": [_cited(connection, one, context) for one in cited]}


def _plain_line(line: Line) -> dict[str, Any]:
    return {
        "act": line.act.title,
        "order": line.act.order,
        "article": line.name,
        "short": line.short,
        "official": line.official,
    }


def _cited(connection: Reading, one: Citation, context: Context) -> dict[str, Any]:
    number = one.article or 0
    found = article(connection, one.act, number, context.today, inserted=one.inserted)
    if found is None:
        raise Refusal(f"没有收录《{one.act}》。先用 law load 载入它的原文。")
    return {
        "act": found.act.title,
        "order": found.act.order,
        "article": article_name(number, one.inserted),
        "short": found.short,
        "official": found.official,
    }


def _show_lines(result: Result) -> Iterator[str]:
    for one in result["articles"]:
        yield f"《{one['act']}》{one['article']}"
        yield from (f"  {line}" for line in one["official"].splitlines() or [one["short"]])
    if not result["articles"]:
        yield "没有找到条文。换几个字再试。"


# loading


def _load_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="法规全文：.txt、.md 或 .docx")
    parser.add_argument("--title", metavar="TITLE", help="法规名称，不写就用文件里的")
    parser.add_argument("--number", metavar="NUMBER", help="公布文号或版本")
    parser.add_argument("--since", metavar="YYYY-MM-DD", type=day, help="施行日期")
    parser.add_argument("--until", metavar="YYYY-MM-DD", type=day, help="废止日期")
    parser.add_argument("--dry-run", action="store_true", help="只分条，不存入")


def load_(context: Context, args: Namespace) -> Result:
    made = read_act(args.file)
    read = proposed(made, statutes(), source=args.file.name)
    text = confirmed(
        args.title or made.title,
        args.number or read.order,
        args.since or read.span.since,
        args.until or read.span.until,
        of=read,
    )
    if not args.dry_run:
        officer = section_officer(context, Action.LOAD_LAW)
        with context.store().transaction(who=context.who, what="载入法规原文") as tx:
            load(tx.law_texts, text, by=officer, at=tx.at)
    return {
        "title": text.title,
        "order": text.order,
        "since": text.span.since and text.span.since.isoformat(),
        "until": text.span.until and text.span.until.isoformat(),
        "articles": len(text.articles),
        "doubts": list(made.doubts),
        "kept": not args.dry_run,
    }


def _load_lines(result: Result) -> Iterator[str]:
    yield from result["doubts"]
    done = "已存入" if result["kept"] else "没有存入"
    since = f"{result['since']} 起施行" if result["since"] else "没有写施行日期"
    yield f"《{result['title']}》{result['articles']} 条，{since}，{done}。"


# pinning


def _pin_options(parser: ArgumentParser) -> None:
    parser.add_argument("ref", metavar="N", help="工单编号或“编号#序号”")
    parser.add_argument("rule_set", metavar="SET", help="RS-2020、RS-2024、RS-2026，或 auto 按日期")
    parser.add_argument("--reason", metavar="WORDS", required=True, help="为什么这样指定")


def pin_(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.PIN_RULE_SET)
    code = "" if args.rule_set == AUTO else args.rule_set
    with context.store().transaction(who=context.who, what="指定规则集") as tx:
        pin(
            tx.tickets,
            tx.pins,
            rule_sets(),
            ref=args.ref,
            rule_set=code,
            reason=args.reason,
            by=officer,
            at=tx.at,
        )
    return {"ref": args.ref, "rule_set": code}


def _pin_lines(result: Result) -> Iterator[str]:
    said = f"指定适用 {result['rule_set']}" if result["rule_set"] else "改回按日期适用规则集"
    yield f"工单 {result['ref']} {said}。"


COMMANDS = (
    Group(
        name="law",
        help="法规条文、原文和规则集",
        commands=(
            Command(name="list", help="列出收录的法规", run=list_, lines=_list_lines),
            Command(
                name="show",
                help="看条文，或找条文",
                run=show,
                lines=_show_lines,
                options=_show_options,
            ),
            Command(
                name="load",
                help="载入一部法规的原文",
                run=load_,
                lines=_load_lines,
                options=_load_options,
            ),
            Command(
                name="pin",
                help="指定工单的规则集",
                run=pin_,
                lines=_pin_lines,
                options=_pin_options,
            ),
        ),
    ),
)
