"""How a paper looks in a word processor: page, styles, and fonts with what stands in for them.

Offices edit with WPS or Word, which have the official faces; where one is missing the font table
names the next best. Sizes and distances come from the design in which the PDF was set.
"""

from dataclasses import replace
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from core.paper import Side
from storage.files.pdf.fonts import Face
from storage.files.pdf.pages import PageDesign
from storage.files.pdf.style import TextStyle

FONTS = {
    Face.FANG: "仿宋",
    Face.SONG: "宋体",
    Face.TITLE: "方正小标宋简体",
    Face.HEI: "黑体",
    Face.HEI_STRONG: "黑体",
    Face.KAI: "楷体",
}
"""The faces that official papers ask for, as word processors call them."""

CELL_FONT = "宋体"
CELL_AIR = 4.0
EDGE = "108"
"""How far the text of a cell stands from its edge, in twentieths of a point."""
LATIN = "Times New Roman"

STAND_INS = {
    "仿宋": "仿宋_GB2312,FangSong,宋体",
    "方正小标宋简体": "方正小标宋_GBK,小标宋,宋体",
    "黑体": "SimHei,思源黑体",
    "楷体": "楷体_GB2312,KaiTi,宋体",
    "宋体": "SimSun,思源宋体",
}

MARK, NUMBER, FLUSH, SEAL, NOTE, CELL, LABEL = (
    "文书式样号",
    "文书编号",
    "顶格行",
    "落款",
    "文书附注",
    "表格内容",
    "表格栏目",
)
TITLE, BODY = "Title", "Normal"
SIDES = {
    Side.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Side.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Side.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


def dress(document: Document, design: PageDesign) -> None:
    """Set up page, styles and fonts of an empty document."""
    _page(document, design)
    styles = design.styles
    _style(document, BODY, styles.body, FONTS[styles.body.face])
    _style(document, TITLE, styles.title, FONTS[styles.title.face])
    _style(document, MARK, styles.mark, FONTS[styles.mark.face])
    _style(document, NUMBER, styles.subtitle, FONTS[styles.subtitle.face])
    for name in (FLUSH, SEAL):
        _style(document, name, styles.body, FONTS[styles.body.face], indent=0, justified=False)
    _style(document, NOTE, replace(styles.note, before=0, after=0), CELL_FONT)
    for name, style in ((CELL, styles.cell), (LABEL, styles.cell_head)):
        _style(document, name, replace(style, before=CELL_AIR, after=CELL_AIR), CELL_FONT)


def _page(document: Document, design: PageDesign) -> None:
    section, margins = document.sections[0], design.margins
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Pt(margins.top), Pt(margins.bottom)
    section.left_margin, section.right_margin = Pt(margins.left), Pt(margins.right)
    section.footer_distance = Pt(margins.bottom - design.foot_gap - design.styles.footer.leading)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, Side.RIGHT), (section.even_page_footer, Side.LEFT)):
        footer.is_linked_to_previous = False
        _number_pages(footer.paragraphs[0], side, design.styles.footer.size)


def _number_pages(line: Paragraph, side: Side, size: float) -> None:
    """— 1 — at the outer edge, one character in; the word processor works the number out."""
    line.alignment = SIDES[side]
    layout = line.paragraph_format
    layout.first_line_indent = Pt(0)
    layout.left_indent = layout.right_indent = Pt(size)
    for text in ("— ", "1", " —"):
        run = line.add_run(text)
        run.font.size = Pt(size)
        name_font(run, CELL_FONT, CELL_FONT)
        if text == "1":
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            run._element.addprevious(field)
            field.append(run._element)


def _style(
    document: Document,
    name: str,
    style: TextStyle,
    font: str,
    *,
    indent: int | None = None,
    justified: bool | None = None,
) -> None:
    made = _named(document, name)
    name_font(made, font, LATIN)
    made.font.size = Pt(style.size)
    made.font.bold = False
    made.font.color.rgb = RGBColor(0, 0, 0)
    layout = made.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(style.leading)
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    set_in = style.indent if indent is None else indent
    layout.first_line_indent = Pt(set_in * style.size)
    made.element.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), f"{set_in * 100}")
    is_justified = style.justified if justified is None else justified
    layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if is_justified else SIDES[style.side]


def _named(document: Document, name: str) -> ParagraphStyle:
    """The style called so; ours rest on the body style, the title's line below it goes."""
    if name not in [style.name for style in document.styles]:
        made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles[BODY]
        made.quick_style = True
    found = document.styles[name]
    assert isinstance(found, ParagraphStyle)  # noqa: S101 -- all names here are of paragraphs
    for border in found.element.get_or_add_pPr().findall(qn("w:pBdr")):
        found.element.pPr.remove(border)
    return found


def name_font(target: Any, eastern: str, latin: str) -> None:
    """Name the faces of a style or a run, in place of those of the theme."""
    target.font.name = latin
    fonts = target._element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts if "Theme" in key]:
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), eastern)
    fonts.set(qn("w:hint"), "eastAsia")


def align_edges(table: Table) -> None:
    """Let the table's own edges stand on the margins; else its text would."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), EDGE)
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.append(indent)
