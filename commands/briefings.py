"""`briefing …`: draft, edit, approve and give out briefings, reports and circulars."""

import hashlib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from commands.acting import section_officer
from commands.command import Command, Context, Group, Result
from commands.options import month, number
from core.briefing.figure import BriefingFigures
from core.briefing.issue import Issue, doubts, reading_text
from core.errors import Refusal
from core.figures.period import Period
from core.figures.period import month as month_of
from core.figures.period import year as year_of
from core.people import Action
from storage.briefing.issues import (
    KINDS,
    figures_for,
    issue,
    issues,
    structure,
    structure_in,
)
from storage.briefing.printing import document, edition, issued_pdf, pressed_paper
from storage.files.writing import write_whole


def draft(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_BRIEFING)
    with context.store().transaction(who=officer.name, what="起草简报") as tx:
        made = tx.briefings.draft(args.kind, _period(args), by=officer)
    return _shown(context, made.id)


def _period(args: Namespace) -> Period:
    span = structure(args.kind).span
    if span == "year":
        if args.year is None:
            raise Refusal("请用 --year 写明哪一年。")
        return year_of(args.year)
    if args.month is None:
        raise Refusal("请用 --month 写明哪一个月。")
    return month_of(args.month)


def show(context: Context, args: Namespace) -> Result:
    if args.id is not None:
        return _shown(context, args.id)
    with context.store().reading() as connection:
        return {"issues": [_summary(one) for one in issues(connection)]}


def write(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_BRIEFING)
    try:
        text = args.file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Refusal(f"“{args.file.name}”不是 UTF-8 文本，请另存成 UTF-8。") from None
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    with context.store().transaction(who=officer.name, what="改简报") as tx:
        tx.briefings.write(args.id, args.section, paragraphs, by=officer)
    return _shown(context, args.id)


def regenerate(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_BRIEFING)
    with context.store().transaction(who=officer.name, what="重新编写简报") as tx:
        tx.briefings.regenerate(args.id, by=officer, restore=args.restore or "")
    return _shown(context, args.id)


def submit(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_BRIEFING)
    with context.store().transaction(who=officer.name, what="简报送审") as tx:
        tx.briefings.submit(args.id, by=officer)
    return _shown(context, args.id)


def approve(context: Context, args: Namespace) -> Result:
    """The leader agrees, or sends it back with a reason."""
    officer = section_officer(context, Action.APPROVE_BRIEFING)
    agrees = args.send_back is None
    with context.store().transaction(who=officer.name, what="批简报") as tx:
        tx.briefings.decide(args.id, agrees=agrees, by=officer, opinion=args.send_back or "")
    return _shown(context, args.id)


def give(context: Context, args: Namespace) -> Result:
    officer = section_officer(context, Action.EDIT_BRIEFING)
    with context.store().transaction(who=officer.name, what="签发简报") as tx:
        tx.briefings.give(args.id, by=officer)
    return _shown(context, args.id)


def export(context: Context, args: Namespace) -> Result:
    """The bytes as given out, or an edition made now."""
    section_officer(context, Action.EDIT_BRIEFING)
    kind = args.out.suffix.lower()
    if kind not in {".pdf", ".docx"}:
        raise Refusal(f"“{args.out.name}”要以 .pdf 或 .docx 结尾。请改文件名。")
    with context.store().reading() as connection:
        one = issue(connection, args.id)
        kept = issued_pdf(connection, one) if not args.outside else b""
        paper = edition(connection, one, context.today, is_outside=args.outside)
    if kind == ".docx":
        content = document(paper)
    elif kept:
        content = kept
    else:
        rendered = pressed_paper(paper)
        content = rendered.pdf
        for sentence in rendered.coverage.sentences():
            context.say(sentence)
    write_whole(args.out, content)
    sha256 = hashlib.sha256(content).hexdigest()
    return {"id": one.id, "number": one.number, "file": args.out.name, "sha256": sha256}


def _shown(context: Context, id_: int) -> Result:
    with context.store().reading() as connection:
        one = issue(connection, id_)
        figures = figures_for(connection, one, context.today)
        made = structure_in(connection, id_)
    return {
        **_summary(one),
        "as_of": figures.as_of.isoformat(),
        "version": figures.version,
        "opinion": one.opinion,
        "sections": [
            {
                "key": part.key,
                "title": part.title,
                "text": list(reading_text(one.section(part.key), figures)),
                "source": list(one.section(part.key).paragraphs),
            }
            for part in made.parts
        ],
        "flags": [
            {"section": key, "doubt": str(flag.doubt), "said": flag.said, "sentence": flag.sentence}
            for key, flag in doubts(one, figures)
        ],
        "figures": _figures(figures),
    }


def _figures(figures: BriefingFigures) -> dict[str, Any]:
    return {
        one.name: {
            "value": None if one.value is None else str(one.value),
            "shown": one.shown,
            "condition": one.condition,
        }
        for one in figures
    }


def _summary(one: Issue) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "period": one.period.label,
        "state": str(one.state),
        "number": one.number,
        "sha256": one.sha256,
    }


def _lines(result: Result) -> Iterable[str]:
    for one in result.get("issues", [result]):
        yield f"{one['id']}　{one['period']}　{one['state']}　{one['number']}".rstrip("　")
    for section in result.get("sections", ()):
        yield ""
        yield section["title"]
        yield from section["text"] or ["暂无。"]
    for flag in result.get("flags", ()):
        yield f"待核：{flag['sentence']}"


def _export_lines(result: Result) -> Iterable[str]:
    yield f"写好了“{result['file']}”。SHA-256 {result['sha256']}"


def _id(parser: ArgumentParser) -> None:
    parser.add_argument("--id", type=number, required=True, metavar="N", help="哪一期的编号")


def _draft_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--kind", choices=KINDS, default="monthly", help="哪种文稿；不写的，每月简报"
    )
    parser.add_argument("--month", type=month, metavar="YYYY-MM", help="哪一个月")
    parser.add_argument("--year", type=number, metavar="YYYY", help="哪一年，年度报告用")


def _show_options(parser: ArgumentParser) -> None:
    parser.add_argument("--id", type=number, metavar="N", help="哪一期；不写的，列出全部")


def _write_options(parser: ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--section", required=True, metavar="K", help="哪一节")
    parser.add_argument(
        "--file", type=Path, required=True, metavar="F.txt", help="正文，一行一段；{名称} 是活数字"
    )


def _regenerate_options(parser: ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--restore", metavar="K", help="把这一节删改过的句子也恢复")


def _approve_options(parser: ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--send-back", metavar="T", help="不同意，退回，写明改哪里")


def _export_options(parser: ArgumentParser) -> None:
    _id(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf", help=".pdf 或 .docx")
    parser.add_argument("--outside", action="store_true", help="对外版：遮盖企业和个人")


def _command(name: str, help_: str, run: Any, options: Any = _id, lines: Any = _lines) -> Command:
    return Command(name=name, help=help_, run=run, lines=lines, options=options)


COMMANDS = (
    Group(
        name="briefing",
        help="简报、年报、通报：起草、送审、批准、签发、导出",
        commands=(
            _command("draft", "起草一期", draft, _draft_options),
            _command(
                "show", "看一期的正文、数和待核的地方；不写编号的，列出全部", show, _show_options
            ),
            _command("write", "改一节的正文", write, _write_options),
            _command(
                "regenerate", "按现在的数和句子重写，自己写的留着", regenerate, _regenerate_options
            ),
            _command("submit", "送领导审，数从此固定", submit),
            _command("approve", "领导批准，或者退回", approve, _approve_options),
            _command("issue", "签发：编号，存下原样", give),
            _command(
                "export",
                "导出 PDF 或文档，签发过的原样重印",
                export,
                _export_options,
                _export_lines,
            ),
        ),
    ),
)
