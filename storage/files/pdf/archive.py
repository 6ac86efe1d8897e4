"""What makes a PDF fit to be kept (PDF/A-2b, ISO 19005-2): metadata and the colours meant.

Fonts are whole and embedded anyway, there is no transparency, and all colours are grey or RGB. The
library leaves out two things that the standard asks: metadata as XMP with the colours meant, and an
end of line before each `endstream`.
"""

import re
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from storage.resources import read_bytes

PROFILE = "layout/srgb.icc"
ZONE = "+08:00"
_OFFSET = re.compile(rb"(\d{10}) (\d{5}) n \n")
_END = b"endstream"


def keep(
    canvas: Canvas, *, title: str, author: str, subject: str, creator: str, at: datetime
) -> None:
    """Add metadata and colours to the document that is being written."""
    document: Any = vars(canvas)["_doc"]  # missing from the stubs
    catalog = document.Catalog
    packet = _packet(title=title, author=author, subject=subject, creator=creator, at=at)
    catalog.Metadata = _stream(packet, Type="Metadata", Subtype="XML")
    catalog.OutputIntents = pdfdoc.PDFArray([_intent(document)])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    document.info.producer = creator


def _intent(document: Any) -> pdfdoc.PDFDictionary:
    profile = _stream(read_bytes(PROFILE))
    profile.dictionary["N"] = 3
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile, "outputProfile"),
        }
    )


class _Plain(pdfdoc.PDFStream):
    """A stream that everybody can read as it is: without even an empty list of filters."""

    def format(self, document: Any) -> bytes:
        """The bytes as the library puts them into the file."""
        dictionary = pdfdoc.PDFDictionary({**self.dictionary.dict, "Length": len(self.content)})
        head: bytes = dictionary.format(document)
        return head + b"\nstream\n" + bytes(self.content) + b"endstream\n"


def _stream(content: bytes, **names: str) -> Any:
    stream = _Plain()
    stream.content = content
    for key, name in names.items():
        stream.dictionary[key] = pdfdoc.PDFName(name)
    return stream


def _packet(*, title: str, author: str, subject: str, creator: str, at: datetime) -> bytes:
    moment = f"{at:%Y-%m-%dT%H:%M:%S}{ZONE}"
    told = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(subject)}</rdf:li></rdf:Alt>'
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description>{told}</dc:description>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{escape(creator)}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{escape(creator)}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
""".encode()


def with_line_ends(pdf: bytes) -> bytes:
    """The file with an end of line before each `endstream`, and its table of objects anew."""
    start = pdf.rindex(b"\nxref\n") + 1
    offsets = [int(found[1]) for found in _OFFSET.finditer(pdf, start)]
    places = {offset: offset for offset in offsets}
    pieces, shift = [pdf[: min(offsets)]], 0
    ordered = sorted(offsets)
    for offset, end in zip(ordered, [*ordered[1:], start], strict=True):
        places[offset] = offset + shift
        piece = _ended(pdf[offset:end])
        shift += len(piece) - (end - offset)
        pieces.append(piece)
    table = _OFFSET.sub(
        lambda found: b"%010d %s n \n" % (places[int(found[1])], found[2]), pdf[start:]
    )
    table = table.replace(b"startxref\n%d\n" % start, b"startxref\n%d\n" % (start + shift))
    return b"".join((*pieces, table))


def _ended(piece: bytes) -> bytes:
    """One object; only the last word of its kind ends its stream."""
    at = piece.rfind(_END)
    if at < 0 or not re.fullmatch(rb"endstream\s+endobj\s*", piece[at:]):
        return piece
    return piece[:at] + b"\n" + piece[at:]
