"""处置要点手册: the points in force under their themes, for carrying in a pocket."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from core.figures.words import NOTHING, day
from core.paper import Block, Column, Grid, Heading, Paper, Row, Side
from core.review.papers.parts import AUTHOR, NUMERALS
from core.tickets.fields import BY_KEY
from core.tickets.guidance.points import Point


def points_booklet(points: Sequence[Point], themes: Sequence[str], *, today: date) -> Paper:
    """The booklet of the points that hold on a day; withdrawn ones are left out."""
    held = [one for one in points if not one.is_withdrawn]
    names = list(dict.fromkeys((*themes, *(one.theme for one in held))))
    chapters = [(name, [one for one in held if one.theme == name]) for name in names]
    return Paper(
        title="处置要点手册",
        subtitle=f"{day(today)}在用，共 {len(held)} 条",
        author=AUTHOR,
        subject="热线工单处置要点",
        made_at=datetime.combine(today, time()),
        blocks=tuple(_blocks([one for one in chapters if one[1]])),
    )


def _blocks(chapters: Sequence[tuple[str, Sequence[Point]]]) -> Iterator[Block]:
    for place, (theme, points) in enumerate(chapters):
        numeral = NUMERALS[place] if place < len(NUMERALS) else str(place + 1)
        yield Heading(f"{numeral}、{theme}")
        yield Grid(
            caption=theme,
            columns=(
                Column(title="号", share=0.8, side=Side.RIGHT),
                Column(title="要点", share=7.4),
                Column(title="填哪几栏时想起它", share=3),
                Column(title="依据", share=4.4),
            ),
            rows=tuple(_row(one) for one in points),
        )


def _row(point: Point) -> Row:
    fields = "、".join(BY_KEY[key].header for key in point.fields if key in BY_KEY)
    return Row(
        (
            str(point.number),
            point.text,
            fields or NOTHING,
            "\n".join(point.articles) or NOTHING,
        ),
        detail=f"来源：{point.source}" if point.source else "",
    )
