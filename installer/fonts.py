"""Makes resources/fonts from the fonts as they were published; run by hand, once.

    python installer/fonts.py SANS.tgz SERIF.tgz     (the two npm packages that its README names)

The Noto fonts lose what neither the window nor reportlab uses: vertical writing and rarely used
layout features. No glyph that stands for a character goes. LXGW WenKai is taken as published: its
licence lets no altered font keep the name. Needs fonttools.
"""

import sys
import tarfile
from io import BytesIO
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "resources" / "fonts"
WANTED = {
    "NotoSansSC": ("400Regular", "500Medium", "600SemiBold"),
    "NotoSerifSC": ("400Regular", "900Black"),
}
FEATURES = ["ccmp", "halt", "kern", "liga", "locl", "mark", "palt"]
UNUSED_TABLES = ["BASE", "STAT", "vhea", "vmtx"]
APPROXIMATELY = 0x2252
"""≒, the one character of GBK that the Noto fonts lack."""


def trim(published: bytes) -> TTFont:
    """The font with every character, without what is never used."""
    font = TTFont(BytesIO(published), recalcTimestamp=False)
    options = Options(
        layout_features=FEATURES,
        name_IDs=["*"],
        notdef_outline=True,
        glyph_names=False,
        legacy_kern=False,
    )
    options.drop_tables += UNUSED_TABLES
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    if APPROXIMATELY not in font.getBestCmap():
        add_approximately(font)
    return font


def add_approximately(font: TTFont) -> None:
    """Put ≒ together from the full-width equals sign and two full stops."""
    characters = font.getBestCmap()
    equals, dot = characters[ord("＝")], characters[ord(".")]
    glyphs, widths = font["glyf"], font["hmtx"]
    bars, point = glyphs[equals], glyphs[dot]
    gap = (bars.yMax - bars.yMin) // 3
    height, width = point.yMax - point.yMin, point.xMax - point.xMin
    pen = TTGlyphPen(glyphs)
    pen.addComponent(equals, (1, 0, 0, 1, 0, 0))
    left, top = bars.xMin + width // 2, bars.yMax + gap
    right, bottom = bars.xMax - width - width // 2, bars.yMin - gap - height
    for x, y in ((left, top), (right, bottom)):
        pen.addComponent(dot, (1, 0, 0, 1, x - point.xMin, y - point.yMin))
    name = f"uni{APPROXIMATELY:04X}"
    glyphs[name] = pen.glyph()
    glyphs[name].recalcBounds(glyphs)
    widths[name] = (widths[equals][0], glyphs[name].xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[APPROXIMATELY] = name


def main(packages: list[str]) -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    for package in packages:
        with tarfile.open(package) as archive:
            for member in archive:
                family, _, style = Path(member.name).stem.partition("_")
                if style in WANTED.get(family, ()) and member.name.endswith(".ttf"):
                    published = archive.extractfile(member)
                    trim(published.read()).save(FONTS / f"{family}-{style[3:]}.ttf")


if __name__ == "__main__":
    main(sys.argv[1:])
