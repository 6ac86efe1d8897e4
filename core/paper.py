"""What a paper says (文书、报表), block by block, before anybody decides how it looks.

Values only. Storage sets them as PDF; other forms of the same paper are made from the same blocks.
All text is plain: nothing in it is markup.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.figures.charts import WhiskerChart
from core.figures.series_charts import SeriesChart


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
    """A column of a table; `share` is its part of the width, as against the other columns.

    In a spreadsheet figures are worked out where the paper says how: in the row of a total a column
    that `adds` is the sum above, and one that is a `part` of two columns (counted from 0) the first
    in hundredths of the second, in every row.
    """

    title: str
    share: float
    side: Side = Side.LEFT
    adds: bool = False
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `detail` runs below the cells over the whole width.

    A `total` sums up the rows above it.
    """

    cells: tuple[str, ...]
    detail: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with a caption; it numbers itself (表 1) where it is printed.

    One that is `turned` (横排) has pages of its own, as wide as a page is high.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart with a caption; it numbers itself (图 1) where it is printed."""

    caption: str
    chart: WhiskerChart | SeriesChart


@dataclass(frozen=True, slots=True)
class Flush:
    """A line that is not set in: whom a letter is to, a place for a signature."""

    text: str
    side: Side = Side.LEFT


@dataclass(frozen=True, slots=True)
class Seal:
    """In whose name a paper is given, with the day below; it never stands alone on a page.

    A paper that gets no stamp (不加盖印章) is not `sealed`: name and day then stand otherwise.
    """

    name: str
    day: str
    sealed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a form; it may go over several columns and rows.

    `label` tells the form's own words from what is filled in. `least` is the room kept, in lines.
    """

    text: str
    label: bool = False
    across: int = 1
    down: int = 1
    least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A form: each row names the cells that begin in it. `widths` are shares of the whole.

    One that is not `ruled` has no lines.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool = True

    def placed(self) -> Iterator[tuple[int, int, Cell]]:
        """Each cell with its row and its first column, both from 0."""
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                yield row, column, cell
                own = ((row + y, column + x) for y in range(cell.down) for x in range(cell.across))
                taken.update(own)


@dataclass(frozen=True, slots=True)
class RedHead:
    """The head of an official paper (版头): whose it is, its number, the red line; the first block.

    The paper's title comes below it. Above stand, where there are any, the number of this copy
    (份号), the degree of secrecy with its term (密级和保密期限) and the urgency (紧急程度). A paper
    to a higher office names who signed it (签发人).
    """

    agency: str
    number: str
    copy: str = ""
    secrecy: str = ""
    urgency: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Enclosures:
    """What is enclosed (附件说明), by its titles, below the text."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What is added below the day (附注), in brackets: 此件公开发布."""

    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """An enclosure begins (附件): on a page of its own, with its number and title."""

    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colophon:
    """What closes an official paper (版记): who gets a copy, who printed it, and when.

    It stands at the foot of the last page, which has an even number.
    """

    copies: str
    office: str
    day: str


OfficialBlock = RedHead | Enclosures | Remark | Annex | Colophon

Block = Heading | Prose | Note | Facts | Grid | Figure | Flush | Seal | FormTable | OfficialBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper.

    `title` may name its own line ends; else it is broken by words, in a trapezoid or a diamond
    where the paper is an official one. `made_at` comes from what the paper is about, never from the
    clock: the same data give the same paper to the byte. `mark` is small and stands above the title
    (文书式样五).
    """

    title: str
    subtitle: str = ""
    mark: str = ""
    author: str
    subject: str
    made_at: datetime
    blocks: tuple[Block, ...]


def followed(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    """Each block with the one behind it; None behind the last."""
    return zip(blocks, (*blocks[1:], None), strict=False)


def texts(paper: Paper) -> Iterator[str]:
    """Every piece of text that will stand on the paper, in order."""
    yield paper.mark
    yield paper.title
    yield paper.subtitle
    for block in paper.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Prose() | Note() | Flush():
            yield block.text
        case Seal():
            yield from (block.name, block.day)
        case FormTable():
            yield from (cell.text for row in block.rows for cell in row)
        case Facts():
            yield from (text for row in block.rows for text in row)
        case Grid():
            yield from _texts_of_grid(block)
        case Figure():
            yield from (block.caption, *block.chart.texts())
        case _:
            yield from _texts_of_official(block)


def _texts_of_official(block: OfficialBlock) -> Iterator[str]:
    match block:
        case RedHead():
            yield from (block.copy, block.secrecy, block.urgency)
            yield from (block.agency, block.number, block.signer)
        case Remark():
            yield block.text
        case Enclosures():
            yield from block.titles
        case Annex():
            yield block.title
        case Colophon():
            yield from (block.copies, block.office, block.day)


def _texts_of_grid(grid: Grid) -> Iterator[str]:
    yield grid.caption
    yield from (column.title for column in grid.columns)
    for row in grid.rows:
        yield from row.cells
        yield row.detail
