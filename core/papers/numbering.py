"""Numbers of papers (文号): a pattern by unit and form, counted within each year.

The *series* of a paper is its number but for the serial; whatever the pattern, two papers with the
same series never get the same serial.
"""

import re
from datetime import date
from string import Formatter

from core.errors import Refusal

SERIAL = "{serial}"
_KNOWN = frozenset({"unit", "form", "year", "serial"})
_SUFFIX = re.compile(r"(?:市场监督管理)?(?:所|大队|支队|队|科室|科|处)$")
_ROOM = "　　"


def refuse_bad_pattern(pattern: str) -> None:
    """Refuse a pattern that would give the same number twice, or that names what is not known."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
    except ValueError:
        raise Refusal("编号格式里的花括号没有成对。") from None
    if unknown := [name for name in names if name not in _KNOWN]:
        raise Refusal(
            f"编号格式里的“{{{unknown[0]}}}”不认识。可以写 {{unit}} {{form}} {{year}} {{serial}}。"
        )
    if names.count("serial") != 1 or names.count("year") != 1:
        raise Refusal("编号格式里 {year} 和 {serial} 各要写一次，否则不同年份的会重号。")
    if len(pattern) > 60:
        raise Refusal("编号格式太长，最多 60 个字。")


def short_name(unit: str, known: dict[str, str] | None = None) -> str:
    """How a unit is called in numbers: 九亭所 is 九亭, unless the office says otherwise."""
    return (known or {}).get(unit) or _SUFFIX.sub("", unit) or unit


def series(pattern: str, *, unit: str, form: str, day: date) -> str:
    """The pattern with all but the serial filled in; the serial's place is kept."""
    filled = {"{unit}": unit, "{form}": form, "{year}": str(day.year)}
    return re.sub(r"\{(?:unit|form|year)\}", lambda found: filled[found[0]], pattern)


def number(series_: str, serial: int) -> str:
    return series_.replace(SERIAL, str(serial))


def unnumbered(series_: str) -> str:
    """The number of a paper that is not issued yet: room where the serial will stand."""
    return series_.replace(SERIAL, _ROOM)
