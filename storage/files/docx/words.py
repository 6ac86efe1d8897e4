"""Text as a document can hold it: what no XML can hold is written as its code point."""

import re

from storage.files.pdf.text import code_point, for_paper

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` as XML can hold it."""
    return _NOT_IN_XML.sub(lambda found: code_point(found[0]), for_paper(text))
