"""Papers for tests, and what is read back from their PDF."""

from datetime import datetime
from typing import Any

from core.paper import Block, Paper
from storage.files.pdf.pictures import text_of


def a_paper(*blocks: Block, **changes: Any) -> Paper:
    usual: dict[str, Any] = {
        "title": "督查情况汇总",
        "author": "消保科",
        "subject": "试印",
        "made_at": datetime(2026, 11, 5, 10, 2),
    }
    return Paper(**{**usual, **changes}, blocks=blocks)


def read(pdf: bytes) -> str:
    """All text of the PDF without white space: where lines end is the layout's business."""
    return squeezed("".join(text_of(pdf)))


def squeezed(text: str) -> str:
    return "".join(text.split())


def gbk() -> str:
    """Every character of GBK, in its own order."""
    seconds = [low for low in range(0x40, 0xFF) if low != 0x7F]
    pairs = (bytes([high, low]) for high in range(0x81, 0xFF) for low in seconds)
    return "".join(char for pair in pairs if len(char := pair.decode("gbk", errors="ignore")) == 1)


RARE = "𬭎㛃䶮𠅤𫖯㮾𬱖𬸪𬬻𬶍镕垚翀堃喆𠮷𮧵"
"""Characters of real names, some beyond U+FFFF, two of them not in the body face."""
