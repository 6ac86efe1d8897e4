r"""Characters that a spreadsheet file cannot hold as they are (ECMA-376, ST_Xstring: `_xHHHH_`).

Control characters, U+FFFE, U+FFFF and lone surrogates are written as `_xHHHH_`, and an underscore
that would begin such a sequence as `_x005F_`. The reading library turns back only the first 256
codes, so what must be turned back here is wrapped once more: that is `inner`, and `outer` is what
the standard says.
"""

import re

_INNER_CODES = r"005F|FFF[EF]|D[89A-F][0-9A-F]{2}"
_INNER_SIGNS = "\ufffe\uffff\ud800-\udfff"
_OUTER_SIGNS = "\x00-\x08\x0b-\x1f"
# A sign that is going to be escaped begins with an underscore and may complete a look-alike.
_INNER_LOOK_ALIKE = re.compile(f"_(?=x(?:{_INNER_CODES})[_{_INNER_SIGNS}])")
_INNER_CHARACTER = re.compile(f"[{_INNER_SIGNS}]")
_INNER_ESCAPE = re.compile(f"_x({_INNER_CODES})_")
_OUTER_LOOK_ALIKE = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}[_{_OUTER_SIGNS}])")
_OUTER_CHARACTER = re.compile(f"[{_OUTER_SIGNS}]")


def written(text: str) -> str:
    """`text` as it stands in the XML of a cell, before `&` and `<` are escaped."""
    inner = _INNER_CHARACTER.sub(_escape, _INNER_LOOK_ALIKE.sub("_x005F_", text))
    return _OUTER_CHARACTER.sub(_escape, _OUTER_LOOK_ALIKE.sub("_x005F_", inner))


def read(text: str) -> str:
    """Turn back what the reading library leaves of `written`; other text stays as it is."""
    if "_x" not in text:
        return text
    turned = _INNER_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # Two surrogates that stand for one character, as other programs write it, become that one.
    return turned.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
