"""What a paper says (文书、报表), block by block, before anybody decides how it looks.

Values only. Storage sets them as PDF; other forms of the same paper are made from the same blocks.
All text is plain: nothing in it is markup.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.figures.charts import WhiskerChart


class Side(StrEnum):
    """Where the words of a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section; level 1 is 一、, level 2 is （一）. The number is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; each line of `text` is one, and its first line is set in by two characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small words below a table or a figure: how to read it."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is the case, in two columns: the name of each fact, and the fact."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `share` is its part of the width, as against the other columns."""

    title: str
    share: float
    side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `detail` runs below the cells over the whole width."""

    cells: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with a caption; it numbers itself (表 1) where it is printed."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart with a caption; it numbers itself (图 1) where it is printed."""

    caption: str
    chart: WhiskerChart


Block = Heading | Prose | Note | Facts | Grid | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper.

    `made_at` comes from what the paper is about, never from the clock: the same data give the same
    paper to the byte.
    """

    title: str
    subtitle: str = ""
    author: str
    subject: str
    made_at: datetime
    blocks: tuple[Block, ...]


def texts(paper: Paper) -> Iterator[str]:
    """Every piece of text that will stand on the paper, in order."""
    yield paper.title
    yield paper.subtitle
    for block in paper.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Prose() | Note():
            yield block.text
        case Facts():
            for name, fact in block.rows:
                yield name
                yield fact
        case Grid():
            yield block.caption
            yield from (column.title for column in block.columns)
            for row in block.rows:
                yield from row.cells
                yield row.detail
        case Figure():
            yield block.caption
            yield from block.chart.texts()
