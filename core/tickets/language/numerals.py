"""Numbers as people write them in Chinese texts: 45, ４５, 四十五, 一百二十."""

import re

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

NUMERAL = r"(?:[0-9０-９]{1,9}|[〇零一二两三四五六七八九十百千]{1,9})"
"""A pattern for one such number; bounded, so that it never runs away."""

_FIRST = re.compile(NUMERAL)


def value_of(numeral: str) -> int:
    """The number that `numeral` writes: digits of either width, or Chinese up to 9999."""
    if numeral.isdecimal():
        return int(numeral)
    total, digit, plain = 0, 0, 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = plain = 0
        else:
            digit = _DIGITS[character]
            plain = plain * 10 + digit
    return total + plain
