"""`report …`: papers as PDF files."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from commands.acting import acting
from commands.command import Command, Context, Group, Result
from commands.options import number
from core.errors import Refusal
from core.paper import Paper
from core.people import Action, reach
from storage.files.writing import write_whole
from storage.review import reading


def campaign(context: Context, args: Namespace) -> Result:
    from storage.files.pdf.campaign_summary import campaign_summary  # noqa: PLC0415 -- see _write

    officer = acting(context, Action.SEE_CAMPAIGN, is_asked=False)
    if officer and reach(officer, Action.SEE_CAMPAIGN, today=context.today) is not None:
        raise Refusal(f"汇总里有各所队的结果，{officer.name}只能看本单位的。请由消保科来出。")
    with context.store(create=False).reading() as connection:
        report = reading.report(connection, args.id)
    return _write(context, campaign_summary(report), args.out)


def _write(context: Context, paper: Paper, out: Path) -> Result:
    """Write the paper, and say which characters had to be replaced."""
    from storage.files.pdf.rendering import render  # noqa: PLC0415 -- reportlab is slow to load

    rendered = render(paper)
    write_whole(out, rendered.pdf)
    for sentence in rendered.coverage.sentences():
        context.say(sentence)
    return {"pages": rendered.pages, "sha256": rendered.sha256}


def _lines(result: Result) -> Iterable[str]:
    yield f"写好了，共 {result['pages']} 页。SHA-256 {result['sha256']}"


def _campaign_options(parser: ArgumentParser) -> None:
    parser.add_argument("--id", type=number, required=True, metavar="N", help="督查的编号")
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf", help="写到哪个文件")


REPORT = Group(
    name="report",
    help="出 PDF 文书",
    commands=(
        Command(
            name="campaign",
            help="督查情况汇总",
            run=campaign,
            lines=_lines,
            options=_campaign_options,
        ),
    ),
)

COMMANDS = (REPORT,)
