"""Whether a PDF is fit to be kept (PDF/A-2b), by the entries that the standard requires.

Not a validator of everything: it looks for what a program like ours can get wrong, in the objects
of the file as they stand. Clauses are those of ISO 19005-2.
"""

import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)\bstream\r?\n(.*?)(\r?\n?)endstream\s*$", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+)")
_INK = re.compile(rb"(?:[\d.]+\s+){4}[kK]\b")
_PART = re.compile(r"\{http://www\.aiim\.org/pdfa/ns/id/\}(part|conformance)")
_FORBIDDEN = (
    (rb"/Encrypt\b", "文件加了密（6.1.3）。"),
    (rb"/(JavaScript|JS)\b", "文件里有脚本（6.5.1）。"),
    (rb"/(Launch|Sound|Movie)\b", "文件里有不许有的动作（6.5.1）。"),
    (rb"/SMask\s*/?[^N\s/]", "文件里有透明（6.2.10）。"),
    (rb"/(CA|ca)\s+0?\.\d", "文件里有透明（6.2.10）。"),
    (rb"/LZWDecode\b", "用了不许用的压缩（6.1.7.2）。"),
    (rb"/DeviceCMYK\b", "用了没有说明的油墨颜色（6.2.4）。"),
)


def faults(pdf: bytes) -> tuple[str, ...]:
    """What is missing for PDF/A-2b or must not be there, each a sentence."""
    return tuple(dict.fromkeys(_faults(pdf)))


def _faults(pdf: bytes) -> Iterator[str]:
    objects = [found[2] for found in _OBJECT.finditer(pdf)]
    dictionaries = [_STREAM.sub(rb"\1", one.rstrip()) for one in objects]
    yield from _frame(pdf)
    yield from _metadata(objects)
    yield from _colours(dictionaries, objects)
    yield from _fonts(dictionaries)
    for pattern, sentence in _FORBIDDEN:
        if any(re.search(pattern, one) for one in dictionaries):
            yield sentence
    for one in objects:
        yield from _stream(one)


def _frame(pdf: bytes) -> Iterator[str]:
    """Header, the line of high bytes behind it, and the identity at the end (6.1.2, 6.1.3)."""
    head, _, rest = pdf.partition(b"\n")
    if not re.fullmatch(rb"%PDF-1\.[0-7]\r?", head):
        yield "文件头不是 PDF 1.0 至 1.7（6.1.2）。"
    if not (rest[:1] == b"%" and all(byte > 127 for byte in rest[1:5])):
        yield "文件头后没有标明是二进制文件（6.1.2）。"
    if not re.search(rb"trailer\s*<<.*?/ID\s*\[\s*<[0-9A-Fa-f]{32}>", pdf, re.DOTALL):
        yield "文件没有标识（6.1.3）。"
    if not pdf.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "文件末尾有别的内容（6.1.3）。"


def _metadata(objects: list[bytes]) -> Iterator[str]:
    """XMP that everybody can read, which claims this part of the standard (6.6.2, 6.6.4)."""
    found = [one for one in objects if re.search(rb"/Type\s*/Metadata\b", one)]
    parts = _STREAM.match(found[0].rstrip()) if found else None
    if parts is None:
        yield "没有 XMP 元数据（6.6.2）。"
        return
    if b"/Filter" in parts[1]:
        yield "元数据压缩了，别的程序读不出（6.6.2）。"
        return
    try:
        root = ET.fromstring(parts[2].strip())  # noqa: S314 -- small, and no entities are declared
    except ET.ParseError:
        yield "元数据读不出（6.6.2）。"
        return
    said = {m[1]: one.text for one in root.iter() if (m := _PART.fullmatch(one.tag))}
    if said != {"part": "2", "conformance": "B"}:
        yield "元数据没有写明符合 PDF/A-2b（6.6.4）。"


def _colours(dictionaries: list[bytes], objects: list[bytes]) -> Iterator[str]:
    """What is grey or RGB here is meant by the profile in the file (6.2.3)."""
    intents = [one for one in dictionaries if b"/GTS_PDFA1" in one]
    if not intents or not re.search(rb"/DestOutputProfile \d+ 0 R", b"".join(intents)):
        yield "没有说明颜色的含义（6.2.3）。"
    elif not any(b"acsp" in one and b"/N 3" in one for one in objects):
        yield "颜色说明不是 RGB 的（6.2.3）。"


def _fonts(dictionaries: list[bytes]) -> Iterator[str]:
    """Every font has its file and tells which character a glyph is (6.2.11.4, 6.2.11.7)."""
    for one in dictionaries:
        if re.search(rb"/Type\s*/FontDescriptor\b", one) and not re.search(
            rb"/FontFile[23]?\b", one
        ):
            yield "有字体没有嵌入（6.2.11.4）。"
        if re.search(rb"/Subtype\s*/Type0\b", one) and b"/ToUnicode" not in one:
            yield "有字体说不出字形是哪个字（6.2.11.7）。"
        if re.search(rb"/Type\s*/Font\b", one) and not re.search(
            rb"/(FontDescriptor|DescendantFonts)\b", one
        ):
            yield "有字体没有嵌入（6.2.11.4）。"


def _stream(piece: bytes) -> Iterator[str]:
    """Length and line ends of a stream, and no ink in what it draws (6.1.7.1, 6.2.4)."""
    parts = _STREAM.match(piece.rstrip())
    if parts is None:
        return
    length = _LENGTH.search(parts[1])
    if not parts[3]:
        yield "有一段内容的末尾没有换行（6.1.7.1）。"
    if length and int(length[1]) not in (len(parts[2]), len(parts[2]) + len(parts[3]) - 1):
        yield "有一段内容的长度写错了（6.1.7.1）。"
    if (
        b"/FlateDecode" in parts[1]
        and b"/Length1" not in parts[1]
        and _INK.search(_unpacked(parts[2]))
    ):
        yield "用了没有说明的油墨颜色（6.2.4）。"


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content)
    except zlib.error:
        return b""
