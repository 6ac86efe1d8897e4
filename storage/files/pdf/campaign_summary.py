"""The summary of one campaign (督查情况汇总): how it was drawn, what came out, what to do.

Lays out `core.review.report.CampaignReport`; nothing is worked out here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from core.figures.unit_means import mean_in_words, unit_chart
from core.figures.words import NOTHING, day, interval, marks, per_cent, whole_marks
from core.paper import (
    Block,
    Column,
    Facts,
    Figure,
    Grid,
    Heading,
    Note,
    Paper,
    Prose,
    Row,
    Side,
)
from core.review.anchors import ItemCloseness
from core.review.report import (
    CampaignReport,
    Certificate,
    LossPoint,
    TicketResult,
    UnitResult,
)
from storage.files.pdf.campaign_draw import draw_blocks

AUTHOR = "消保科"
NUMERALS = "一二三四五六七八九"


def campaign_summary(report: CampaignReport, close: Sequence[ItemCloseness] = ()) -> Paper:
    """The paper of a campaign, at whatever stage it is.

    `close` is how near the reviewers came to the anchors, item by item and without names.
    """
    sections = (
        ("基本情况", _overview(report)),
        ("抽取方法与公证", draw_blocks(report.certificate)),
        ("所队结果", _units(report)),
        ("工单评定", _tickets(report)),
        ("处置要点", _points(report.points)),
        ("评查人与锚点件", _anchors(close)),
        ("说明", _notes(report)),
    )
    return Paper(
        title=f"{report.title}情况汇总",
        subtitle=f"评查期 {day(report.since)}至 {day(report.until)}　{report.state}",
        author=AUTHOR,
        subject=f"{report.kind}专项督查，{report.rubric}",
        made_at=_made_at(report.certificate),
        blocks=tuple(_numbered(sections)),
    )


def _made_at(certificate: Certificate) -> datetime:
    """The last thing that happened to the draw: the paper bears its own data's date."""
    known = [certificate.framed_at, certificate.committed_at, certificate.drawn_at]
    known += [one.at for one in certificate.replacements]
    return max(at for at in known if at is not None)


def _numbered(sections: Iterable[tuple[str, Iterable[Block]]]) -> Iterator[Block]:
    """Give each section that says something its number and its blocks."""
    number = 0
    for title, section in sections:
        blocks = tuple(section)
        if blocks:
            yield Heading(f"{NUMERALS[number]}、{title}")
            yield from blocks
            number += 1


def _overview(report: CampaignReport) -> Iterator[Block]:
    whole = report.overall
    if not report.is_complete:
        yield Prose(
            f"评查还没有结束：抽取的 {whole.drawn} 件中，{whole.n} 件有最终分。"
            "下面是到目前为止的结果，不作为考核依据。"
        )
    yield Facts(
        (
            ("专项", report.kind),
            ("评查表", report.rubric),
            ("计分办法", report.formula),
            ("抽取和评定", f"抽取 {whole.drawn} 件，有最终分 {whole.n} 件"),
            ("全局均分", mean_in_words(whole)),
            (f"{whole_marks(report.pass_mark)} 分及以上", _share_in_words(whole)),
            ("等次", _grades(report)),
        )
    )


def _share_in_words(result: UnitResult) -> str:
    if result.share is None:
        return "还没有最终分"
    span = interval(result.share_low, result.share_high, "%")
    return f"{result.passed} 件，占 {per_cent(result.share)}，95% 区间 {span}"


def _grades(report: CampaignReport) -> str:
    return "、".join(f"{grade} {count} 件" for grade, count in report.grades) or NOTHING


def _units(report: CampaignReport) -> Iterator[Block]:
    if not report.units:
        return
    yield Grid(
        caption="各所队均分与达标占比",
        columns=(
            Column(title="单位", share=4.4),
            Column(title="抽取", share=2.8, side=Side.RIGHT, adds=True),
            Column(title="评定", share=2.8, side=Side.RIGHT, adds=True),
            Column(title="均分", share=3.3, side=Side.RIGHT),
            Column(title="均分 95% 区间", share=8.1, side=Side.RIGHT),
            Column(
                title=f"{whole_marks(report.pass_mark)} 分及以上",
                share=4,
                side=Side.RIGHT,
                adds=True,
            ),
            Column(title="占比", share=4.7, side=Side.RIGHT, part=(5, 2)),
            Column(title="占比 95% 区间", share=9.3, side=Side.RIGHT),
            Column(title="名次", share=5.4),
        ),
        rows=(
            *(_unit_row(unit) for unit in report.units),
            replace(_unit_row(report.overall), total=True),
        ),
    )
    if report.overall.n:
        yield Figure(caption="各所队均分与 95% 区间", chart=unit_chart(report))
        yield Note(
            "点是均分，横线是 95% 区间，少于 2 件的没有区间；"
            "空心点和虚线表示样本少；竖的虚线是全局均分。"
        )


def _unit_row(result: UnitResult) -> Row:
    return Row(
        (
            result.unit,
            str(result.drawn),
            str(result.n),
            marks(result.mean),
            interval(result.low, result.high),
            str(result.passed),
            per_cent(result.share),
            interval(result.share_low, result.share_high, "%"),
            result.standing,
        )
    )


def _tickets(report: CampaignReport) -> Iterator[Block]:
    if report.tickets:
        yield _ticket_grid("各件得分与扣分理由", report.tickets)
    if report.directed:
        yield _ticket_grid("定向抽取的件（不计入均分和占比）", report.directed)


def _ticket_grid(caption: str, tickets: Sequence[TicketResult]) -> Grid:
    return Grid(
        caption=caption,
        columns=(
            Column(title="工单", share=4),
            Column(title="承办单位", share=2.4),
            Column(title="自评", share=1.5, side=Side.RIGHT),
            Column(title="互评", share=3.6, side=Side.RIGHT),
            Column(title="复核", share=1.5, side=Side.RIGHT),
            Column(title="最终分", share=1.6, side=Side.RIGHT),
            Column(title="等次", share=1.6),
        ),
        rows=tuple(_ticket_row(ticket) for ticket in tickets),
    )


def _ticket_row(ticket: TicketResult) -> Row:
    peers = "、".join(marks(total) for total in ticket.peer_totals) or NOTHING
    return Row(
        (
            ticket.ref,
            ticket.unit,
            marks(ticket.self_total),
            peers,
            marks(ticket.recheck_total),
            marks(ticket.final),
            ticket.grade or NOTHING,
        ),
        detail="\n".join(_reasons(ticket)),
    )


def _reasons(ticket: TicketResult) -> Iterator[str]:
    """Why the mark is what it is: vetoes first, then what was taken off, then differences."""
    if ticket.directed:
        yield f"定向抽取：{ticket.directed}。"
    for veto in ticket.vetoes:
        yield f"一票否决：{veto.title}{_because(veto.reason)}"
    if ticket.vetoes and ticket.original != ticket.final:
        yield f"没有否决时是 {marks(ticket.original)} 分。"
    for item in ticket.shortfalls:
        yield f"{item.title}扣 {marks(item.lost)}{_because(item.reason)}"
    for flag in ticket.flags:
        yield f"{flag.kind}：{flag.sentence}"


def _because(reason: str) -> str:
    return f"：{reason}" if reason.strip() else ""


def _points(points: tuple[LossPoint, ...]) -> Iterator[Block]:
    for number, point in enumerate(points, start=1):
        yield Heading(f"{number}. {point.title}", level=2)
        yield Prose(f"{point.tickets} 件在这一项共扣 {marks(point.lost)} 分。{point.advice}")
        if point.reasons:
            yield Prose(
                f"扣分理由：{'；'.join(reason.rstrip('。；') for reason in point.reasons)}。"
            )
        yield Prose(f"涉及工单：{'、'.join(point.refs)}。")


def _anchors(close: Sequence[ItemCloseness]) -> Iterator[Block]:
    """How near the marks of the reviewers came to what rechecks had given before."""
    if not close:
        return
    yield Grid(
        caption="各项与锚点件的接近程度",
        columns=(
            Column(title="项", share=1),
            Column(title="评查内容", share=5),
            Column(title="份数", share=1.4, side=Side.RIGHT),
            Column(title="接近程度", share=2, side=Side.RIGHT),
        ),
        rows=tuple(Row((one.code, one.title, str(one.n), f"{one.aligned}%")) for one in close),
    )
    yield Note(
        "锚点件是以前督查里复核过、结果已锁定的件，混在互评件里，不计入任何单位的得分。"
        "每项与当时的复核分相差几个百分点，接近程度就比 100% 少几个百分点。"
    )


def _notes(report: CampaignReport) -> Iterator[Block]:
    if report.notes:
        yield Prose("\n".join(report.notes))
