"""整改台账 of one campaign: what each unit has to put right, who, until when, how far it is."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.figures.words import day
from core.paper import Block, Column, Facts, Grid, Paper, Prose, Row, Side
from core.review.debrief.remedies import Remedy, RemedyState
from core.review.papers.parts import AUTHOR, made_at, numbered
from core.review.report import CampaignReport


def remedy_list(
    report: CampaignReport, remedies: Sequence[Remedy], *, unit: str, today: date
) -> Paper:
    """The list of a campaign, or of one unit; `today` tells what is overdue."""
    some = [one for one in remedies if not unit or one.wanted.unit == unit]
    sections = (
        ("进度", [_standing(some, today)] if some else []),
        ("逐项", [_grid(some, today)] if some else []),
    )
    return Paper(
        title="整改台账",
        subtitle=f"{report.title}　{unit or '全局'}",
        author=AUTHOR,
        subject=f"{report.title}整改台账，截至 {day(today)}",
        made_at=max([made_at(report), *(one.at for one in some)]),
        blocks=tuple(numbered(sections)) or (Prose("还没有立整改。"),),
    )


def _standing(some: Sequence[Remedy], today: date) -> Block:
    counts = {state: sum(one.state is state for one in some) for state in RemedyState}
    late = sum(one.is_overdue(today) for one in some)
    rows = [(state.value, f"{count} 项") for state, count in counts.items()]
    return Facts((("截至", day(today)), ("共", f"{len(some)} 项"), *rows, ("超期", f"{late} 项")))


def _grid(some: Sequence[Remedy], today: date) -> Block:
    order = sorted(some, key=lambda one: one.id)
    return Grid(
        caption="整改项",
        columns=(
            Column(title="编号", share=1.1, side=Side.RIGHT),
            Column(title="单位", share=2),
            Column(title="项", share=1.1),
            Column(title="要改的", share=4),
            Column(title="件数", share=1.1, side=Side.RIGHT),
            Column(title="责任人", share=2),
            Column(title="期限", share=2.2),
            Column(title="状态", share=1.8),
        ),
        rows=tuple(
            Row(
                (
                    str(one.id), one.wanted.unit, one.wanted.code, one.wanted.problem,
                    str(len(one.wanted.refs)), one.owner, f"{one.due}",
                    "超期" if one.is_overdue(today) else one.state.value,
                ),
                detail="\n".join(_course(one)),
            )
            for one in order
        ),
    )  # fmt: skip


def _course(one: Remedy) -> Iterator[str]:
    yield f"要求：{one.wanted.demand}"
    if one.proof:
        by = f"（{one.proven_by} {day(one.proven_at.date())}）" if one.proven_at else ""
        yield f"整改情况：{one.proof}{by}"
    if one.sent_back:
        yield f"退回：{one.sent_back}"
    if one.signed_at is not None:
        yield f"销号：{one.signed_by} {day(one.signed_at.date())}"
