"""An issue as a paper: the red head with its number, the sections, their tables, who gets it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal

from core.briefing.charts import CHARTS, is_empty
from core.briefing.figure import BriefingFigures
from core.briefing.issue import Issue, State, reading_text
from core.briefing.structure import Part, Structure
from core.figures.words import NOTHING, day
from core.paper import (
    Block,
    Colophon,
    Column,
    Figure,
    Flush,
    Grid,
    Heading,
    Note,
    Paper,
    Prose,
    RedHead,
    Row,
    Seal,
    Side,
)

NUMERALS = "一二三四五六七八九十"
PERIOD = "〈期间〉"
SOME_DAY = "　　　　年　月　日"
Cover = Callable[[str], str]


def paper_of(
    issue: Issue, structure: Structure, figures: BriefingFigures, cover: Cover = str
) -> Paper:
    """What the issue says; `cover` is applied to every text of an outside edition."""
    title = structure.title.replace(PERIOD, figures.period.label)
    return Paper(
        title=title,
        author=structure.office,
        subject=f"{structure.name} {figures.period.label}",
        made_at=issue.issued_at or datetime.combine(figures.as_of, time()),
        blocks=tuple(_blocks(issue, structure, figures, cover)),
    )


def _blocks(
    issue: Issue, structure: Structure, figures: BriefingFigures, cover: Cover
) -> Iterator[Block]:
    yield RedHead(structure.head, issue.number or _unnumbered(issue, structure))
    given = day(issue.day) if issue.day else SOME_DAY
    if structure.addressees:
        yield Flush(f"{structure.addressees}：")
    else:
        yield Flush(f"{structure.office}编　　{given}", Side.RIGHT)
    for numeral, part in zip(NUMERALS, structure.parts, strict=False):
        yield Heading(f"{numeral}、{part.title}")
        yield from _part(part, issue, figures, cover)
    yield Note(
        f"数据截至 {day(figures.as_of)} 24 时，指标口径 {figures.version} 版。"
        "比率为分子之和比分母之和，四舍五入到两位小数。"
    )
    if structure.closing:
        yield Prose(structure.closing)
        yield Seal(structure.office, given)
    yield Colophon(copies=structure.sent, office=structure.office, day=given)


def _unnumbered(issue: Issue, structure: Structure) -> str:
    room = "　　"
    number = structure.number.format(year=issue.period.last.year, serial=room, total=room)
    return number if issue.state is State.APPROVED else f"{number}　{issue.state}"


def _part(part: Part, issue: Issue, figures: BriefingFigures, cover: Cover) -> Iterator[Block]:
    said = reading_text(issue.section(part.key), figures)
    for paragraph in said:
        yield Prose(cover(paragraph))
    if not said:
        yield Prose("暂无。")
    for name in part.shows:
        yield from _shown(name, figures)


def _kinds(figures: BriefingFigures) -> Iterator[Block]:
    """Kinds down, sources across, with their sums."""
    cells = {tuple(said.split("\t")): value for said, value in figures.series["类型和来源"]}
    kinds = list(dict.fromkeys(kind for kind, _ in cells))
    sources = list(dict.fromkeys(source for _, source in cells))
    if not kinds:
        return
    rows = [
        (kind, [cells.get((kind, source)) or Decimal(0) for source in sources]) for kind in kinds
    ]
    sums = [sum((row[place] for _, row in rows), Decimal(0)) for place in range(len(sources))]
    yield Grid(
        caption="接收工单的类型和来源（件）",
        columns=(
            Column(title="类型", share=2),
            *(Column(title=one, share=1.6, side=Side.RIGHT) for one in sources),
            Column(title="合计", share=1.2, side=Side.RIGHT),
        ),
        rows=tuple(_sum_row(name, row) for name, row in (*rows, ("合计", sums))),
    )


def _sum_row(name: str, row: list[Decimal]) -> Row:
    return Row((name, *(f"{one:f}" for one in (*row, sum(row, Decimal(0))))))


APPRAISED = ("先行联系率", "按时办结率", "及时回复率", "实际解决率", "市民满意率", "属实率")
REACHED, MISSED = "○", "△"


def _units(figures: BriefingFigures) -> Iterator[Block]:
    """Units down, indicators across; a mark, not a colour, says what misses its target."""
    names = [name for name in APPRAISED if name in figures.series]
    columns: Mapping[str, Mapping[str, Decimal | None]] = {
        name: dict(figures.series[name]) for name in names
    }
    units = list(dict.fromkeys(unit for one in columns.values() for unit in one))
    if not units:
        return
    rows = [(unit, [columns[name].get(unit) for name in names]) for unit in units]
    whole = [_value(figures, name) for name in names]
    yield Grid(
        caption="各所队指标完成情况（%）",
        columns=(
            Column(title="单位", share=1.8),
            *(Column(title=name, share=1.7, side=Side.RIGHT) for name in names),
        ),
        rows=tuple(
            Row((unit, *(_marked(figures, *one) for one in zip(names, row, strict=True))))
            for unit, row in (*rows, ("全局", whole))
        ),
    )
    yield Note(
        f"{REACHED} 达到目标，{MISSED} 没有达到，没有记号的没有定目标；— 没有可以计算的工单。"
    )


def _value(figures: BriefingFigures, name: str) -> Decimal | None:
    found = figures.get(name)
    return None if found is None else found.value


def _marked(figures: BriefingFigures, name: str, value: Decimal | None) -> str:
    target = _value(figures, f"{name}.目标")
    if value is None:
        return NOTHING
    mark = "" if target is None else f" {REACHED if value >= target else MISSED}"
    return f"{value:.2f}{mark}"


def _overdue(figures: BriefingFigures) -> Iterator[Block]:
    """Ticket by ticket, without the names of anybody."""
    rows = [said.split("\t") for said, _ in figures.series.get("超期清单", ())]
    if rows:
        yield Grid(
            caption="没有按时办结的工单",
            columns=(
                Column(title="承办单位", share=1.4),
                Column(title="工单编号", share=2.4),
                Column(title="类型", share=2),
                Column(title="届满日", share=1.6),
                Column(title="办结", share=1.6),
            ),
            rows=tuple(Row(tuple(row)) for row in rows),
        )


TABLES: Mapping[str, Callable[[BriefingFigures], Iterator[Block]]] = {
    "类型和来源": _kinds,
    "所队和指标": _units,
    "超期清单": _overdue,
}
"""Tables that a section may show, by name; its charts are in `charts`."""


def _shown(name: str, figures: BriefingFigures) -> Iterator[Block]:
    if name in TABLES:
        yield from TABLES[name](figures)
        return
    caption, make = CHARTS[name]
    chart = make(figures)
    if not is_empty(chart):
        yield Figure(caption=caption, chart=chart)
