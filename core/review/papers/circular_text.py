"""The text of a circular, section by section, in the style of official papers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from core.decimals import half_up
from core.figures.words import interval, marks, per_cent, signed, whole_marks
from core.paper import Block, Heading, Prose
from core.papers.words import official_day
from core.review.papers.parts import NUMERALS
from core.review.report import CampaignReport, ItemResult, LossPoint, TicketResult
from core.review.rubric import Rubric

LARGEST = 6
"""So many shortfalls have a paragraph of their own; the annex lists all of them."""

REASONS = 3
_GAP = re.compile("(?<=[\u4e00-\u9fff”）〕]) (?=[0-9])|(?<=[0-9%]) (?=[\u4e00-\u9fff“（〔])")


def tight(text: str) -> str:
    """Without the room between figures and characters that the screen has (2026年第3季度)."""
    return _GAP.sub("", text)


def _said(*sentences: str) -> Prose:
    return Prose(tight("".join(sentences)))


def situation(report: CampaignReport) -> Iterator[Block]:
    """When, over what, how the tickets were chosen, how many."""
    about = report.certificate
    strata = [one for one in about.strata if one.take]
    excluded = f"，按规定排除{len(about.excluded)}件" if about.excluded else ""
    directed = f"；另定向抽取{len(about.directed)}件，单独评定" if about.directed else ""
    yield _said(
        f"本次督查的范围是{official_day(report.since)}至{official_day(report.until)}办结、",
        f"符合“{about.condition}”的工单，共{about.frame_count}件{excluded}。",
        f"种子先封存、后公开，按{len(strata)}层随机抽取{len(about.drawn)}件{directed}。",
        f"每件经自评、两份背对背互评和科室复核，用{report.rubric}，{report.formula}。",
    )
    if report.overall.n < report.overall.drawn:
        yield _said(
            f"截至目前，{report.overall.drawn}件中{report.overall.n}件有最终分，",
            "以下是已评定件的情况。",
        )


def overall(report: CampaignReport, previous: CampaignReport | None) -> Iterator[Block]:
    """Mean, grades, shares; against the round before where the two can be compared."""
    whole = report.overall
    if whole.mean is None:
        yield _said("还没有评定的件。")
        return
    grades = "、".join(f"{grade}{count}件" for grade, count in report.grades)
    yield _said(
        f"全局均分{marks(whole.mean)}分{_span(whole.low, whole.high)}，{grades}。",
        f"{whole_marks(report.pass_mark)}分及以上{whole.passed}件，占{per_cent(whole.share)}。",
        _against(report, previous),
    )
    ranked = [one for one in report.units if one.place and one.is_ranked]
    if len(ranked) > 1:
        yield _said("各单位的均分、区间和名次见附件1。区间相互重叠的单位不分先后。")


def _span(low: Decimal | None, high: Decimal | None) -> str:
    return f"（95%区间{interval(low, high)}）" if low is not None and high is not None else ""


def _against(report: CampaignReport, previous: CampaignReport | None) -> str:
    now = report.overall.mean
    if previous is None or previous.overall.mean is None or now is None:
        return "没有可以比较的上一轮。"
    before = previous.overall.mean
    return (
        f"上一轮（{previous.title}）均分{marks(before)}分，本轮{signed(half_up(now - before))}分。"
    )


def good(report: CampaignReport, rubric: Rubric) -> Iterator[Block]:
    """What nobody lost marks on, and who did best."""
    judged = [one for one in report.reviewed if one.final is not None]
    lost = {item.code for one in judged for item in one.shortfalls}
    clean = [item.title for item in rubric.items if item.code not in lost]
    if judged and clean:
        yield _said(f"{'、'.join(clean)}等{len(clean)}项，{len(judged)}件都没有扣分。")
    most = max((one.final for one in judged if one.final is not None), default=None)
    if most is not None:
        best = [one for one in judged if one.final == most]
        yield _said(f"得分最高的是{_by_unit(best)}，{marks(most)}分。")
    else:
        yield _said("还没有评定的件。")


def _by_unit(tickets: Sequence[TicketResult]) -> str:
    counts = Counter(one.unit for one in tickets)
    return "、".join(f"{unit}{count}件" for unit, count in counts.items())


def wrong(report: CampaignReport, rubric: Rubric) -> Iterator[Block]:
    """The items that cost most marks, each with what was found, where, a case and the standard."""
    vetoed = [one for one in report.reviewed if one.vetoes]
    if not report.points and not vetoed:
        yield _said("复核没有发现需要扣分的问题。")
        return
    for place, point in enumerate(report.points[:LARGEST]):
        yield Heading(f"（{NUMERALS[place]}）{point.title}", level=2)
        yield _said(*_shortfall(point, report, rubric))
    if len(report.points) > LARGEST:
        rest = "、".join(f"{one.title}{one.tickets}件" for one in report.points[LARGEST:])
        yield _said(f"此外还有：{rest}，见附件2。")
    if vetoed:
        titles = Counter(hit.title for one in vetoed for hit in one.vetoes)
        named = "、".join(f"{title}{count}件" for title, count in titles.items())
        yield _said(f"一票否决{len(vetoed)}件：{named}，涉及{_by_unit(vetoed)}。")


def _shortfall(point: LossPoint, report: CampaignReport, rubric: Rubric) -> Iterator[str]:
    hits = [
        (one, item) for one in report.reviewed for item in one.shortfalls if item.code == point.code
    ]
    yield f"{point.tickets}件在这一项共扣{whole_marks(half_up(point.lost))}分，"
    yield f"涉及{_by_unit([one for one, _ in hits])}。"
    reasons = [reason.rstrip("。；") for reason in point.reasons if reason][:REASONS]
    if reasons:
        yield f"主要表现：{'；'.join(reasons)}。"
    yield _case(hits)
    item = rubric.item(point.code)
    if item is not None:
        yield f"标准：{item.standard.rstrip('。')}。"


def _case(hits: Sequence[tuple[TicketResult, ItemResult]]) -> str:
    """The ticket that lost most on it, without anything that tells whose it is."""
    worst = max((item for _, item in hits), key=lambda item: item.lost, default=None)
    if worst is None or not worst.reason.strip() or len(hits) < 2:
        return ""
    return (
        f"如有一件{worst.reason.strip().rstrip('。；')}，扣{whole_marks(half_up(worst.lost))}分。"
    )


def to_put_right(report: CampaignReport, due: date | None, listed: int | None) -> Iterator[Block]:
    """Who puts what right, until when, and how it is signed off.

    `listed` is the annex that names owners and days, where remedies were laid down.
    """
    units = list(dict.fromkeys(one.unit for one in report.reviewed if one.shortfalls or one.vetoes))
    if not units:
        yield _said("请各单位保持现有做法，把处置要点用到日常填报里。")
        return
    until = f"在{official_day(due)}前" if due else "按消保科另行通知的日期"
    if listed is not None and due is None:
        until = f"按附件{listed}的期限"
    yield _said(
        f"{'、'.join(units)}对照附件2逐件整改，{until}把整改情况和佐证材料报消保科，",
        "由消保科逐件核对后销号。",
        f"各项的责任人和期限见附件{listed}。" if listed is not None else "",
    )
    yield _said("其他单位对照同样的问题自查。下一次同类督查将逐项看这些问题有没有再发生。")
