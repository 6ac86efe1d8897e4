"""单位成绩单: how one unit stands in a campaign, its tickets, and what it has to put right."""

from collections.abc import Iterator, Sequence

from core.errors import Refusal
from core.figures.unit_means import mean_in_words
from core.figures.words import NOTHING, day, interval, marks, per_cent, whole_marks
from core.paper import Block, Column, Facts, Grid, Note, Paper, Prose, Row, Side
from core.review.papers.parts import AUTHOR, deduction, made_at, numbered
from core.review.papers.problem_list import problem_blocks
from core.review.report import CampaignReport, TicketResult, UnitResult


def unit_sheet(report: CampaignReport, unit: str) -> Paper:
    """The sheet of one unit; refuses a unit of which no ticket was reviewed."""
    own = [one for one in report.reviewed if one.unit == unit]
    if not own:
        known = "、".join(units_with_sheet(report))
        raise Refusal(f"“{report.title}”没有抽到“{unit}”的工单。可以选：{known}。", field="unit")
    sections = (
        ("总的情况", _overview(report, unit)),
        ("各件得分", _tickets([one for one in own if not one.directed], "各件得分和扣分理由")),
        ("定向抽取的件", _tickets([one for one in own if one.directed], "不计入均分和占比的件")),
        ("要改的地方", problem_blocks(own)),
        ("处置要点", _advice(report, own)),
    )
    return Paper(
        title=f"{unit}评查成绩单",
        subtitle=f"{report.title}　评查期 {day(report.since)}至 {day(report.until)}",
        author=AUTHOR,
        subject=f"{report.title}，{unit}",
        made_at=made_at(report),
        blocks=tuple(numbered(sections)),
    )


def units_with_sheet(report: CampaignReport) -> tuple[str, ...]:
    """Every unit that has a sheet: those of the sample, then those with directed tickets alone."""
    return tuple(
        dict.fromkeys((*(u.unit for u in report.units), *(t.unit for t in report.reviewed)))
    )


def _overview(report: CampaignReport, unit: str) -> Iterator[Block]:
    result = next((one for one in report.units if one.unit == unit), None)
    if result is None:
        yield Prose("这次没有随机抽到本单位的件，只有定向抽取的件，不计算均分。")
        return
    if result.n < result.drawn:
        yield Prose(f"抽取的 {result.drawn} 件里，{result.n} 件有最终分，下面的数还会变。")
    yield Facts(tuple(_facts(report, result)))
    if result.few and result.n:
        yield Note("样本少，均分只供参考。")


def _facts(report: CampaignReport, result: UnitResult) -> Iterator[tuple[str, str]]:
    yield "抽取和评定", f"抽取 {result.drawn} 件，有最终分 {result.n} 件"
    yield "均分", mean_in_words(result)
    if result.share is not None:
        span = interval(result.share_low, result.share_high, "%")
        yield (
            f"{whole_marks(report.pass_mark)} 分及以上",
            f"{result.passed} 件，占 {per_cent(result.share)}，95% 区间 {span}",
        )
    yield "名次", result.standing or NOTHING
    yield "自评", _self_leaning([one for one in report.tickets if one.unit == result.unit])
    whole = report.overall
    if whole.n > result.n:  # whoever sees one unit alone has nothing to compare it with
        yield "全局均分", mean_in_words(whole)


def _self_leaning(tickets: Sequence[TicketResult]) -> str:
    """By how much the unit's own marks lie above or below those of its peers."""
    apart = [
        one.self_total - one.peer_mean
        for one in tickets
        if one.self_total is not None and one.peer_mean is not None
    ]
    if not apart:
        return NOTHING
    higher, lower = sum(one > 0 for one in apart), sum(one < 0 for one in apart)
    same = len(apart) - higher - lower
    return f"比互评均分高的 {higher} 件，低的 {lower} 件，一样的 {same} 件"


def _tickets(tickets: Sequence[TicketResult], caption: str) -> Iterator[Block]:
    if tickets:
        yield Grid(
            caption=caption,
            columns=(
                Column(title="工单", share=4),
                Column(title="自评", share=1.6, side=Side.RIGHT),
                Column(title="互评", share=3.4, side=Side.RIGHT),
                Column(title="复核", share=1.6, side=Side.RIGHT),
                Column(title="最终分", share=1.7, side=Side.RIGHT),
                Column(title="等次", share=1.7),
            ),
            rows=tuple(_row(one) for one in tickets),
        )


def _row(ticket: TicketResult) -> Row:
    peers = "、".join(marks(total) for total in ticket.peer_totals) or NOTHING
    return Row(
        (
            ticket.ref,
            marks(ticket.self_total),
            peers,
            marks(ticket.recheck_total),
            marks(ticket.final),
            ticket.grade or NOTHING,
        ),
        detail="\n".join(_reasons(ticket)),
    )


def _reasons(ticket: TicketResult) -> Iterator[str]:
    if ticket.directed:
        yield f"定向抽取：{ticket.directed}。"
    for veto in ticket.vetoes:
        yield "：".join(filter(None, (f"一票否决：{veto.title}", veto.reason.strip())))
    yield from (deduction(item) for item in ticket.shortfalls)
    yield from (f"{flag.kind}：{flag.sentence}" for flag in ticket.flags)


def _advice(report: CampaignReport, own: Sequence[TicketResult]) -> Iterator[Block]:
    codes = {item.code for one in own for item in one.shortfalls}
    lines = [f"{one.title}：{one.advice}" for one in report.points if one.code in codes]
    if lines:
        yield Prose("\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1)))
