"""问题清单: what was marked down, by item and by unit, ticket by ticket; for putting right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from core.decimals import half_up
from core.figures.words import NOTHING, day, whole_marks
from core.paper import Block, Column, Grid, Note, Paper, Prose, Row, Side
from core.review.papers.parts import AUTHOR, made_at, numbered
from core.review.report import CampaignReport, ItemResult, LossPoint, TicketResult

CAPTION = "逐件问题"


def problem_list(report: CampaignReport, *, unit: str = "") -> Paper:
    """The list of a campaign, or of one unit's tickets alone."""
    tickets = [one for one in report.reviewed if not unit or one.unit == unit]
    sections = (
        ("按评查项", _by_item(report.points, tickets)),
        ("按单位", _by_unit(tickets) if not unit else ()),
        ("逐件", problem_blocks(tickets)),
    )
    blocks = tuple(numbered(sections))
    return Paper(
        title="问题清单",
        subtitle=f"{report.title}　{unit or '全局'}",
        author=AUTHOR,
        subject=f"{report.title}问题清单，评查期 {day(report.since)}至 {day(report.until)}",
        made_at=made_at(report),
        blocks=blocks or (Prose("到目前为止，复核没有扣分，也没有一票否决。"),),
    )


def problem_blocks(tickets: Iterable[TicketResult]) -> Iterator[Block]:
    """Each deduction and each veto of these tickets, one row each."""
    rows = list(problem_rows(tickets))
    if rows:
        yield Grid(
            caption=CAPTION,
            columns=(
                Column(title="序号", share=1, side=Side.RIGHT),
                Column(title="单位", share=2),
                Column(title="工单", share=3.2),
                Column(title="项", share=1.25),
                Column(title="评查内容", share=3.2),
                Column(title="扣分", share=1.1, side=Side.RIGHT),
                Column(title="问题", share=5.2),
            ),
            rows=tuple(Row((str(place), *cells)) for place, cells in enumerate(rows, start=1)),
        )


def problem_rows(tickets: Iterable[TicketResult]) -> Iterator[tuple[str, ...]]:
    """Unit, ticket, code, item, marks, what was wrong; vetoes of a ticket first.

    Units come in the order in which they turn up, which is that of the office.
    """
    some = list(tickets)
    place = {unit: number for number, unit in enumerate(dict.fromkeys(one.unit for one in some))}
    for ticket in sorted(some, key=lambda one: (place[one.unit], one.ref)):
        for veto in ticket.vetoes:
            yield (
                ticket.unit, ticket.ref, veto.code, "一票否决", NOTHING,
                "：".join(filter(None, (veto.title, veto.reason.strip()))),
            )  # fmt: skip
        for item in ticket.shortfalls:
            yield (
                ticket.unit, ticket.ref, item.code, item.title,
                whole_marks(half_up(item.lost)), item.reason.strip() or NOTHING,
            )  # fmt: skip


def _by_item(points: Iterable[LossPoint], tickets: Sequence[TicketResult]) -> Iterator[Block]:
    rows = [row for point in points if (row := _item_row(point, tickets)) is not None]
    if rows:
        yield Grid(
            caption="各评查项的扣分",
            columns=(
                Column(title="项", share=1),
                Column(title="评查内容", share=4),
                Column(title="件数", share=1.2, side=Side.RIGHT),
                Column(title="共扣", share=1.4, side=Side.RIGHT),
                Column(title="涉及单位", share=6),
            ),
            rows=tuple(rows),
        )
        yield Note("每一项下面是这一项的处置要点。")


def _item_row(point: LossPoint, tickets: Sequence[TicketResult]) -> Row | None:
    hits = [
        (ticket.unit, item)
        for ticket in tickets
        for item in ticket.shortfalls
        if item.code == point.code
    ]
    if not hits:
        return None
    return Row(
        (point.code, point.title, str(len(hits)), _lost(item for _, item in hits), _counted(hits)),
        detail=point.advice,
    )


def _lost(items: Iterable[ItemResult]) -> str:
    return whole_marks(half_up(sum(item.lost for item in items)))


def _counted(hits: Iterable[tuple[str, ItemResult]]) -> str:
    """九亭所 2 件、中山所 1 件: most first."""
    counts = Counter(unit for unit, _ in hits).most_common()
    return "、".join(f"{unit} {count} 件" for unit, count in counts)


def _by_unit(tickets: Sequence[TicketResult]) -> Iterator[Block]:
    units = dict.fromkeys(one.unit for one in tickets)
    rows = [_unit_row(unit, [one for one in tickets if one.unit == unit]) for unit in units]
    found = [row for row in rows if row is not None]
    if found:
        yield Grid(
            caption="各单位的扣分",
            columns=(
                Column(title="单位", share=2.4),
                Column(title="有扣分的件", share=2, side=Side.RIGHT),
                Column(title="共扣", share=1.6, side=Side.RIGHT),
                Column(title="否决", share=1.2, side=Side.RIGHT),
                Column(title="扣在哪些项", share=8),
            ),
            rows=tuple(found),
        )


def _unit_row(unit: str, tickets: Sequence[TicketResult]) -> Row | None:
    items = [item for one in tickets for item in one.shortfalls]
    vetoes = sum(bool(one.vetoes) for one in tickets)
    if not items and not vetoes:
        return None
    counts = Counter(item.title for item in items).most_common()
    return Row(
        (
            unit,
            str(sum(bool(one.shortfalls) for one in tickets)),
            _lost(items),
            str(vetoes),
            "、".join(f"{title} {count} 件" for title, count in counts) or NOTHING,
        )
    )
