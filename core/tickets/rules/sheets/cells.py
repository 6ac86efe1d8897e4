"""Single cells: what an entry of a rulebook looks like in one, and what is meant by one.

Several items stand in one cell on lines of their own; a backslash keeps a line break or ； that
belongs to an item.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from core.dates import read_date, read_datetime
from core.errors import Refusal
from core.tickets.fields import FieldType
from core.tickets.intake.table import Cell

YES, NO = "是", "否"
_MIDNIGHT = time()
_ESCAPED = {"\\": "\\\\", "\n": "\\n", "；": "\\；"}
_UNESCAPED = {written: sign for sign, written in _ESCAPED.items()}
_SIGN = re.compile(r"\\[\\n；]|.|\n")
_BETWEEN = re.compile(r"\s*[、，,；;\n]\s*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


# out


def cell_of(value: Any) -> Cell:
    """One value of an example, or an entry of a rule."""
    match value:
        case bool():
            return YES if value else NO
        case Decimal():
            return float(value) if Decimal(str(float(value))) == value else f"{value:f}"
        case list() | tuple():
            return items_cell(value)
        case Mapping():
            return each_cell(value)
    return value  # type: ignore[no-any-return]  # the rest is what cells hold


def items_cell(items: Sequence[Any]) -> str:
    """Several texts in one cell."""
    return "\n".join("".join(_ESCAPED.get(sign, sign) for sign in str(one)) for one in items)


def words_cell(items: Sequence[Any]) -> str:
    """Several words in one cell that have no signs of their own: kinds, headers."""
    return "、".join(map(str, items))


def each_cell(row: Mapping[str, Any]) -> str:
    """A row of replacements: 〔前〕核查时间〔后〕答复时间."""
    return "".join(f"〔{name}〕{str(words).replace('〔', '〔〔')}" for name, words in row.items())


# in


def text(cell: Cell) -> str:
    """What a cell of words says; line breaks stay."""
    match cell:
        case None:
            return ""
        case bool():
            return YES if cell else NO
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return f"{cell:%Y-%m-%d}" if cell.time() == _MIDNIGHT else f"{cell:%Y-%m-%d %H:%M:%S}"
    return str(cell).strip()


def items(cell: Cell) -> list[str]:
    """The texts in one cell, on lines of their own or parted by ；."""
    found = [""]
    for sign in _SIGN.finditer(text(cell)):
        if sign.group() in {"\n", "；"}:
            found.append("")
        else:
            found[-1] += _UNESCAPED.get(sign.group(), sign.group())
    return [one.strip() for one in found if one.strip()]


def words(cell: Cell) -> list[str]:
    return [one for one in _BETWEEN.split(text(cell)) if one]


def each(cell: Cell) -> dict[str, str]:
    """A row of replacements; raises Refusal where it is not written as one."""
    marked = text(cell).replace("〔〔", "\x00")
    if not marked.startswith("〔"):
        raise Refusal("要写成〔前〕核查时间〔后〕答复时间 的样子。")
    found: dict[str, str] = {}
    for piece in marked[1:].split("〔"):
        name, end, words_ = piece.partition("〕")
        if not end or not name.strip() or name.strip() in found:
            raise Refusal("要写成〔前〕核查时间〔后〕答复时间 的样子，每个名称写一次。")
        found[name.strip()] = words_.replace("\x00", "〔").strip()
    return found


def day(cell: Cell) -> Any:
    """A day; what is none stays as it is, to be named as a mistake in its place."""
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == _MIDNIGHT else cell
    if isinstance(cell, date):
        return cell
    return _tried(read_date, cell)


def flag(cell: Cell) -> Any:
    if isinstance(cell, bool):
        return cell
    return {YES: True, NO: False}.get(text(cell), text(cell))


def number(cell: Cell) -> Any:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float):
        return Decimal(str(cell))
    said = text(cell)
    try:
        return Decimal(said) if _NUMBER.fullmatch(said) else said
    except InvalidOperation:
        return said


def value(type_: FieldType | None, cell: Cell) -> Any:
    """What stands in a column of the ledger; what cannot be it stays, to be named as a mistake."""
    match type_:
        case FieldType.DATE:
            return day(cell)
        case FieldType.DATETIME:
            return _moment(cell)
        case FieldType.BOOL:
            return flag(cell)
        case FieldType.INT | FieldType.MONEY:
            return number(cell)
        case FieldType.LIST | FieldType.EVIDENCE:
            return items(cell)
    return text(cell)


def _moment(cell: Cell) -> Any:
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0)
    if isinstance(cell, date):
        return datetime.combine(cell, _MIDNIGHT)
    return _tried(read_datetime, cell)


def _tried(read: Any, cell: Cell) -> Any:
    said = text(cell)
    try:
        return read(said) if said else None
    except Refusal:
        return said
