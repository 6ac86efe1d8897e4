"""What makes a document an official one: red head, enclosures, annexes, and the closing lines.

The closing lines (版记) are a table fixed to the foot of the last page. On which page they come to
stand the word processor decides; that it has an even number is seen to in the PDF.
"""

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from core.paper import Annex, Colophon, Enclosures, OfficialBlock, Paper, RedHead, Remark, Side
from storage.files.docx import look
from storage.files.docx.tables import Writer
from storage.files.docx.words import clean
from storage.files.pdf.official import COPIES, COPY_DIGITS, FIRST, FURTHER
from storage.files.pdf.style import MM
from storage.layout import official

EIGHTHS = 8
"""Of a point: so borders are told."""


def add_head(writer: Writer, paper: Paper) -> bool:
    """Write the red head, which stands above the title; say whether there is one."""
    heads = [block for block in paper.blocks if isinstance(block, RedHead)]
    for head in heads:
        _red_head(writer, head)
    return bool(heads)


def add_official(writer: Writer, block: OfficialBlock) -> None:
    """Write what comes below the text; the head stands above the title already."""
    match block:
        case Enclosures():
            _enclosures(writer, block)
        case Remark():
            said = block.text.strip().removeprefix("（").removesuffix("）")
            writer.line(f"（{said}）", look.BODY)
        case Annex():
            alone = writer.annexes == 1
            writer.line("附件" if alone else f"附件 {block.number}", look.ANNEX, holds=True)
            writer.line(block.title, look.ANNEX_TITLE, holds=True)
        case Colophon():
            _colophon(writer, block)
        case RedHead():
            pass


def _red_head(writer: Writer, head: RedHead) -> None:
    measures, leading = official().head, writer.design.styles.body.leading
    copy = head.copy.zfill(COPY_DIGITS) if head.copy else ""
    above = [text for text in (copy, head.secrecy, head.urgency) if text]
    for text in above:
        writer.line(text, look.ABOVE_HEAD)
    name = writer.line(head.agency, look.AGENCY)
    name.paragraph_format.space_before = Pt(measures.above * MM - len(above) * leading)
    size = min(measures.largest, writer.design.width / max(1, len(head.agency)))
    for run in name.runs:
        run.font.size = Pt(int(size * 2) / 2)
    number = writer.line(head.number, look.RED_NUMBER)
    number.paragraph_format.space_before = Pt(measures.lines_below * leading)
    number.paragraph_format.space_after = Pt(measures.lines_above_title * leading)
    if head.signer:
        _sign(writer, number, head)
    red = "".join(f"{part:02X}" for part in measures.red)
    borders = OxmlElement("w:pBdr")
    gap = round(measures.rule_gap * MM)
    borders.append(_border("w:bottom", measures.rule * MM, red, space=gap))
    _bordered(number, borders)


def _sign(writer: Writer, number: Paragraph, head: RedHead) -> None:
    """The number one character in from the left, who signed one in from the right."""
    size, layout = writer.design.styles.body.size, number.paragraph_format
    number.alignment = look.SIDES[Side.LEFT]
    layout.left_indent = Pt(size)
    layout.tab_stops.add_tab_stop(Pt(writer.design.width - size), WD_TAB_ALIGNMENT.RIGHT)
    number.add_run(f"\t签发人：{clean(head.signer)}")


def _enclosures(writer: Writer, block: Enclosures) -> None:
    size = writer.design.styles.body.size
    alone = len(block.titles) == 1
    hang = FURTHER + (0 if alone else 1)
    for place, title in enumerate(block.titles):
        head = "附件：" if place == 0 else ""
        number = "" if alone else f"{place + 1}. "
        line = writer.line(f"{head}{number}{title.rstrip('。；')}", look.FLUSH, holds=True)
        layout = line.paragraph_format
        layout.left_indent = Pt(hang * size)
        layout.first_line_indent = Pt(((FURTHER if place else FIRST) - hang) * size)
        if place == 0:
            layout.space_before = Pt(writer.design.styles.body.leading)


def _colophon(writer: Writer, block: Colophon) -> None:
    """A table fixed to the foot of the page: thick lines outside, a thin one between."""
    asked, width = official(), writer.design.width
    inset = asked.colophon.inset * asked.sizes.colophon
    hang = len(COPIES) * asked.sizes.colophon
    copies = f"{COPIES}{block.copies.rstrip('。')}。" if block.copies else ""
    table = writer.document.add_table(2 if copies else 1, 1)
    table.autofit = False
    _at_the_foot(table)
    for place, row in enumerate(table.rows):
        row.cells[0].width = Pt(width)
        is_last = place == len(table.rows) - 1
        _lines(row.cells[0], is_first=place == 0, is_last=is_last)
        line = row.cells[0].paragraphs[0]
        line.style = look.CLOSING
        layout = line.paragraph_format
        layout.left_indent = Pt(inset + (0 if is_last else hang))
        layout.right_indent = Pt(inset)
        if is_last:
            line.add_run(f"{clean(block.office)}\t{clean(block.day)}印发")
            layout.tab_stops.add_tab_stop(Pt(width - inset), WD_TAB_ALIGNMENT.RIGHT)
        else:
            line.add_run(clean(copies))
            layout.first_line_indent = Pt(-hang)
    writer.line("", look.CLOSING)  # what the table is fixed to


def _lines(cell: _Cell, *, is_first: bool, is_last: bool) -> None:
    measures, borders = official().colophon, OxmlElement("w:tcBorders")
    above = measures.thick if is_first else measures.thin
    below = measures.thick if is_last else measures.thin
    for name, pen in (("w:top", above), ("w:bottom", below)):
        borders.append(_border(name, pen * MM, "000000"))
    cell._tc.get_or_add_tcPr().append(borders)


def _at_the_foot(table: Table) -> None:
    """Fix the table to the foot of the type area, its edges on the margins."""
    place = OxmlElement("w:tblpPr")
    for key, value in (
        ("leftFromText", "0"),
        ("rightFromText", "0"),
        ("vertAnchor", "margin"),
        ("horzAnchor", "margin"),
        ("tblpXSpec", "left"),
        ("tblpYSpec", "bottom"),
    ):
        place.set(qn(f"w:{key}"), value)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert(0, place)
    table._tbl.tblPr.append(margins)


def _bordered(line: Paragraph, borders: Any) -> None:
    """Put borders where the format wants them: before tabs, spacing and indents."""
    properties = line._p.get_or_add_pPr()
    later = ("w:tabs", "w:spacing", "w:ind", "w:jc")
    first = next((one for one in properties if one.tag in map(qn, later)), None)
    if first is None:
        properties.append(borders)
    else:
        first.addprevious(borders)


def _border(name: str, pen: float, colour: str, *, space: int = 0) -> Any:
    border = OxmlElement(name)
    for key, value in (
        ("val", "single"),
        ("sz", f"{round(pen * EIGHTHS)}"),
        ("space", f"{space}"),
        ("color", colour),
    ):
        border.set(qn(f"w:{key}"), value)
    return border
