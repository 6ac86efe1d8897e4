"""How a paper looks in a word processor: page, styles, and fonts with what stands in for them.

Offices edit with WPS or Word, which have the official faces; where one is missing the font table
names the next best. Sizes and distances come from the design in which the PDF was set.
"""

from dataclasses import replace
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
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
from storage.files.pdf.style import MM, TextStyle
from storage.layout import official

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
COUNTED = {"1": "PAGE", "2": "NUMPAGES"}
"""What the word processor works out in place of the numbers in a foot line."""

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
AGENCY, RED_NUMBER, ABOVE_HEAD, ANNEX, ANNEX_TITLE, CLOSING = (
    "发文机关标志",
    "发文字号",
    "版头要素",
    "附件序号",
    "附件标题",
    "版记",
)
TITLE, BODY, CAPTION = "Title", "Normal", "Caption"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
TABLE = "Table Grid"
OUTLINE_OF_ANNEX = "0"
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
    _dress_headings(document, design)
    _dress_official(document, design)


def _dress_headings(document: Document, design: PageDesign) -> None:
    """Real headings, by which word processors show an outline and make a contents table."""
    styles = design.styles
    for level, name in enumerate(HEADINGS):
        style = styles.headings[min(level, len(styles.headings) - 1)]
        _style(document, name, style, FONTS[style.face])
        document.styles[name].paragraph_format.keep_with_next = True
    _style(document, CAPTION, styles.caption, FONTS[styles.caption.face])
    document.styles[CAPTION].paragraph_format.keep_with_next = True


def _dress_official(document: Document, design: PageDesign) -> None:
    """What only official papers have; the measures are those of the standard."""
    standard, body = official(), design.styles.body
    plain = replace(body, indent=0, justified=False)
    largest = standard.head.largest
    agency = TextStyle(face=Face.TITLE, size=largest, leading=largest * 1.15, side=Side.CENTRE)
    _style(document, AGENCY, agency, FONTS[Face.TITLE])
    document.styles[AGENCY].font.color.rgb = RGBColor(*standard.head.red)
    _style(document, RED_NUMBER, replace(plain, side=Side.CENTRE), FONTS[body.face])
    _style(document, ABOVE_HEAD, plain, FONTS[Face.HEI])
    annex = replace(design.styles.headings[0], indent=0, after=body.leading)
    _style(document, ANNEX, annex, FONTS[annex.face])
    document.styles[ANNEX].paragraph_format.page_break_before = True
    title = replace(design.styles.title, after=body.leading)
    _style(document, ANNEX_TITLE, title, FONTS[title.face])
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), OUTLINE_OF_ANNEX)
    document.styles[ANNEX_TITLE].element.get_or_add_pPr().append(level)
    size = standard.sizes.colophon
    closing = replace(plain, size=size, leading=standard.colophon.leading * MM)
    _style(document, CLOSING, closing, FONTS[closing.face])


def _page(document: Document, design: PageDesign) -> None:
    section, margins = document.sections[0], design.margins
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Pt(margins.top), Pt(margins.bottom)
    section.left_margin, section.right_margin = Pt(margins.left), Pt(margins.right)
    section.footer_distance = Pt(margins.bottom - design.foot_gap - design.styles.footer.leading)
    document.settings.odd_and_even_pages_header_footer = design.foot_outside
    sides = ((section.footer, Side.RIGHT), (section.even_page_footer, Side.LEFT))
    for footer, side in sides if design.foot_outside else ((section.footer, Side.CENTRE),):
        footer.is_linked_to_previous = False
        _number_pages(footer.paragraphs[0], side, design)


def turn(document: Document, design: PageDesign, *, across: bool) -> None:
    """Go on with pages that stand across, or upright again; the head of a table binds at left."""
    section, margins = document.add_section(WD_SECTION.NEW_PAGE), design.margins
    sides = (margins.top, margins.right, margins.bottom, margins.left)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    top, right, bottom, left = (*sides[3:], *sides[:3]) if across else sides
    section.top_margin, section.right_margin = Pt(top), Pt(right)
    section.bottom_margin, section.left_margin = Pt(bottom), Pt(left)
    foot = margins.bottom - design.foot_gap - design.styles.footer.leading
    section.footer_distance = Pt(min(foot, bottom - design.styles.footer.leading))


def _number_pages(line: Paragraph, side: Side, design: PageDesign) -> None:
    """— 1 — at the outer edge, one character in; the word processor works the number out."""
    size = design.styles.footer.size
    line.alignment = SIDES[side]
    layout = line.paragraph_format
    layout.first_line_indent = Pt(0)
    layout.left_indent = layout.right_indent = Pt(size if design.foot_outside else 0)
    for place, text in enumerate(
        design.foot(1, 2).replace("1", "|1|").replace("2", "|2|").split("|")
    ):
        run = line.add_run(text)
        run.font.size = Pt(size)
        name_font(run, CELL_FONT, CELL_FONT)
        if place % 2:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), COUNTED[text])
            run._element.addprevious(field)
            field.append(run._element)


def _style(
    document: Document,
    name: str,
    style: TextStyle,
    font: str,
    *,
    indent: float | None = None,
    justified: bool | None = None,
) -> None:
    made = _named(document, name)
    name_font(made, font, LATIN)
    made.font.size = Pt(style.size)
    made.font.bold = made.font.italic = False
    made.font.color.rgb = RGBColor(0, 0, 0)
    layout = made.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(style.leading)
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    set_in = style.indent if indent is None else indent
    layout.first_line_indent = Pt(set_in * style.size)
    characters = f"{set_in * 100:.0f}"
    made.element.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), characters)
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
