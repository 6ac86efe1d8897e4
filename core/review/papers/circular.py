"""通报 of a campaign as an official paper: red head, text, annexes, colophon.

What it says follows from the results alone; the section edits it as a document before it is signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.figures.words import interval, marks, per_cent, whole_marks
from core.paper import (
    Annex,
    Block,
    Colophon,
    Column,
    Enclosures,
    Flush,
    Grid,
    Heading,
    Paper,
    Prose,
    RedHead,
    Row,
    Seal,
    Side,
)
from core.papers.words import official_day
from core.review.debrief.remedies import Remedy
from core.review.papers.circular_text import good, overall, situation, tight, to_put_right, wrong
from core.review.papers.parts import NUMERALS, made_at
from core.review.papers.problem_list import problem_blocks
from core.review.report import CampaignReport, LossPoint, UnitResult
from core.review.rubric import Rubric
from core.tickets.guidance.points import Point

CLOSING = "特此通报。"
REMEDIES = "整改台账"


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularOrder:
    """What the results do not say: in whose name, to whom, with which number and on which day.

    `due` is the day by which shortfalls are to be put right; None leaves it to a later notice.
    """

    agency: str
    number: str
    addressees: str
    copies: str
    office: str
    day: date
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What came of the debrief so far: the points that were drawn from it, and the remedies."""

    points: tuple[Point, ...] = ()
    remedies: tuple[Remedy, ...] = ()


def circular(
    report: CampaignReport,
    rubric: Rubric,
    order: CircularOrder,
    previous: CampaignReport | None,
    after: Aftermath = Aftermath(),
) -> Paper:
    """The circular of a campaign; `previous` is the one before of the same kind and rubric."""
    title = f"关于{tight(report.title)}情况的通报"
    return Paper(
        title=title,
        author=order.agency,
        subject=title,
        made_at=made_at(report),
        blocks=tuple(_blocks(report, rubric, order, previous, after)),
    )


def _blocks(
    report: CampaignReport,
    rubric: Rubric,
    order: CircularOrder,
    previous: CampaignReport | None,
    after: Aftermath,
) -> Iterator[Block]:
    annexes = list(_annexes(report, after))
    listed = next((n for n, (title, _) in enumerate(annexes, 1) if title == REMEDIES), None)
    yield RedHead(f"{order.agency}文件", order.number)
    yield Flush(f"{order.addressees.rstrip('：:')}：")
    sections = (
        ("基本情况", situation(report)),
        ("总体评价", overall(report, previous)),
        ("主要做法与亮点", good(report, rubric)),
        ("存在的问题", wrong(report, rubric)),
        ("整改要求", to_put_right(report, order.due, listed)),
    )
    for numeral, (title, blocks) in zip(NUMERALS, sections, strict=False):
        yield Heading(f"{numeral}、{title}")
        yield from blocks
    yield Prose(CLOSING)
    yield Enclosures(tuple(title for title, _ in annexes))
    yield Seal(order.agency, official_day(order.day))
    for number, (title, annexed) in enumerate(annexes, start=1):
        yield Annex(number, title)
        yield from annexed
    yield Colophon(copies=order.copies, office=order.office, day=official_day(order.day))


def _annexes(report: CampaignReport, after: Aftermath) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield "各单位得分表", tuple(_units(report))
    problems = tuple(problem_blocks(report.reviewed))
    if problems:
        yield "问题清单", problems
    if after.points:
        yield "处置要点增补", (Prose(tight("\n".join(map(_point, after.points)))),)
    elif report.points:
        lines = (f"{place}. {one.title}：{one.advice}" for place, one in _counted(report))
        yield "处置要点增补", (Prose(tight("\n".join(lines))),)

    if after.remedies:
        yield REMEDIES, (_remedies(after.remedies),)


def _point(one: Point) -> str:
    """第 35 条　……（依据：……）, as it was published."""
    grounds = f"（依据：{'、'.join(one.articles)}）" if one.articles else ""
    return f"第{one.number}条　{one.text}{grounds}"


def _remedies(some: tuple[Remedy, ...]) -> Block:
    return Grid(
        caption="整改项",
        columns=(
            Column(title="编号", share=1.2, side=Side.RIGHT),
            Column(title="单位", share=2),
            Column(title="项", share=1.2),
            Column(title="要改的", share=4.4),
            Column(title="责任人", share=2.2),
            Column(title="期限", share=2.4),
        ),
        rows=tuple(
            Row(
                (
                    str(one.id), one.wanted.unit, one.wanted.code, one.wanted.problem, one.owner,
                    f"{one.due}",
                )
            )
            for one in sorted(some, key=lambda one: one.id)
        ),
    )  # fmt: skip


def _counted(report: CampaignReport) -> Iterator[tuple[int, LossPoint]]:
    yield from enumerate(report.points, start=1)


def _units(report: CampaignReport) -> Iterator[Block]:
    pass_mark = whole_marks(report.pass_mark)
    yield Grid(
        caption="各单位均分与达标占比",
        columns=(
            Column(title="单位", share=2.2),
            Column(title="抽取", share=1.1, side=Side.RIGHT, adds=True),
            Column(title="评定", share=1.1, side=Side.RIGHT, adds=True),
            Column(title="均分", share=1.5, side=Side.RIGHT),
            Column(title="均分 95% 区间", share=3, side=Side.RIGHT),
            Column(title=f"{pass_mark} 分及以上", share=2.2, side=Side.RIGHT, adds=True),
            Column(title="占比", share=1.9, side=Side.RIGHT, part=(5, 2)),
            Column(title="名次", share=3),
        ),
        rows=(
            *map(_unit_row, report.units),
            replace(_unit_row(replace(report.overall, place="")), total=True),
        ),
    )


def _unit_row(one: UnitResult) -> Row:
    return Row(
        (
            one.unit,
            str(one.drawn),
            str(one.n),
            marks(one.mean),
            interval(one.low, one.high),
            str(one.passed),
            per_cent(one.share),
            one.standing,
        )
    )
