"""One cell to one value of a field, and a value back to the cell that the ledger shows.

`parse` refuses what it cannot read with a sentence that names what stands there and what to write.
Text is kept as it is; only numbers, dates and codes are made narrow.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from core.dates import from_serial, read_date, read_datetime
from core.decimals import half_up
from core.errors import Refusal
from core.tickets.fields import EMPTY_VALUES, Field, FieldType, as_text
from core.tickets.intake.dictionary import Dictionary, plain, without_brackets
from core.tickets.intake.table import Cell, cell_text, is_blank
from core.tickets.ticket import Evidence

CODES = frozenset(
    {
        "number",
        "origin_number",
        "petitioner_phone",
        "trader_uscc",
        "case_number",
        "agreed_line_number",
    }
)
"""Text that is a number or a code: blanks and signs that a spreadsheet put round it are dropped."""

NAMES = frozenset(
    {
        "unit",
        "handler",
        "category",
        "petitioner_name",
        "trader_name",
        "supervisor",
        "not_filed_approver",
        "suggested_unit",
        "transfer_to",
    }
)
"""Text by which things are grouped: blanks round it are dropped."""

EXACT_DIGITS = 1e15
"""From here on a spreadsheet program has replaced the last digits of a number by zeros."""

_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d{1,3}", re.IGNORECASE)
_NARROW = {
    code: code - 0xFEE0
    for code in range(0xFF01, 0xFF5F)
    if chr(code - 0xFEE0).isalnum() or chr(code) in "－＃"
}
_BLANKS = " \u3000\u00a0\u200b\ufeff"
_ITEMS = re.compile(r"[；;\r\n]+")
_ITEMS_OF = {
    "inspectors": re.compile(r"[；;、，,\r\n]+"),
    "law_refs": re.compile(r"[；;\r\n]+|、(?=《)"),
    # A comma parts two calls only where another time follows it.
    "failed_contact_attempts": re.compile(r"[；;\r\n]+|[、，,](?=[^、，,；;]*\d\s*[:：时点])"),
}
_KIND = re.compile(r"[:：]")
_COUNTED = re.compile(
    r"(?:第)?\(?(?P<count>-?\d+(?:\.0+)?|[一二三四五六七八九十]{1,3})\)?(?:个)?"
    r"(?:工作日|日|天|项|款|种|次)?"
)
_MONEY = re.compile(
    r"(?:人民币|rmb|cny|¥|￥)?(?P<sum>[-+]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d{1,2})?)(?P<ten>万)?"
    r"(?:元|圆|rmb|块)?(?:整|正)?"
)
_NUMERALS = {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)}
_BROKEN = re.compile("[\ud800-\udfff]")


def parse(field: Field, cell: Cell, dictionary: Dictionary, *, year: int | None = None) -> Any:
    """The value of `field` that `cell` holds; the field's empty value when it says nothing.

    Raises Refusal with the reason, its `field` set.
    """
    if is_blank(cell):
        return EMPTY_VALUES.get(field.type)
    try:
        return _PARSERS[field.type](field, cell, dictionary, year)
    except Refusal as refusal:
        raise Refusal(str(refusal), field=field.key) from None


def cell_of(value: Any) -> Cell:
    """What the standard ledger writes for a value of a field; `parse` gives the value back."""
    match value:
        case None | "" | ():
            return None
        case bool():
            return as_text(value)
        case Decimal() if Decimal(repr(float(value))) == value and abs(value) < EXACT_DIGITS:
            return float(value)
        case int() if abs(value) < EXACT_DIGITS:
            return value
        case datetime() if value.microsecond:
            return value.isoformat(" ")
        case datetime() | date():
            return value
    return str(value) if isinstance(value, Decimal) else as_text(value)


def same(field: Field, stored: Any, read: Any, dictionary: Dictionary) -> bool:
    """Whether a cell says what is stored: equal, or what an export of `stored` would bring back."""
    if stored == read:
        return True
    try:
        return bool(parse(field, cell_of(stored), dictionary) == read)
    except Refusal:
        return False


def _text(field: Field, cell: Cell, _dictionary: Dictionary, _year: int | None) -> str:
    if not isinstance(cell, str):
        return _number_as_text(cell)
    if _BROKEN.search(cell):
        raise Refusal("文字里有残缺的字符，存不进去。请在表格里删掉它再导入。")
    if field.key in CODES:
        return _code(cell)
    return cell.strip(_BLANKS) if field.key in NAMES else cell


def _number_as_text(cell: Cell) -> str:
    if isinstance(cell, float):
        if not abs(cell) < EXACT_DIGITS:
            raise Refusal(
                "这一格按数字存放，第 15 位以后的数字已经丢失。"
                "请把这一列改成文本格式，从原系统重新导出。"
            )
        if not cell.is_integer():
            return f"{Decimal(repr(cell)):f}"
    return cell_text(cell)


def _code(text: str) -> str:
    code = text.strip(_BLANKS + "\t\r\n'`‘’").translate(_NARROW)
    if code.startswith('="') and code.endswith('"'):
        code = code[2:-1]
    if _SHORTENED.fullmatch(code):
        raise Refusal(
            f"“{code}”是表格软件缩写过的数字，后面几位已经丢失。"
            "请把这一列改成文本格式，从原系统重新导出。"
        )
    return code


def _word(field: Field, cell: Cell, dictionary: Dictionary, _year: int | None) -> Any:
    text = as_text(cell) if isinstance(cell, bool) else cell_text(cell)
    known = dictionary.words[field.key]
    for writing in (plain(text), plain(without_brackets(text))):
        if writing in known:
            return _meant(field, known[writing])
    if dictionary.is_blank_word(text):
        return None
    choices = "、".join(field.words or ("是", "否"))
    raise Refusal(f"“{_short(text)}”不是“{field.header}”的取值。请改成：{choices}。")


def _meant(field: Field, word: str) -> Any:
    if not word:
        return None
    return word == "是" if field.words is None else field.words(word)


def _whole(field: Field, cell: Cell, dictionary: Dictionary, _year: int | None) -> int | None:
    text = plain(cell_text(cell))
    text = dictionary.words[field.key].get(text, text)
    found = _COUNTED.fullmatch(text)
    if found is None:
        if dictionary.is_blank_word(text):
            return None
        raise Refusal(f"“{_short(cell_text(cell))}”不是整数。请写数字，如 5。")
    number = _count(found["count"])
    if abs(number) > 1_000_000_000:
        raise Refusal(f"“{_short(cell_text(cell))}”太大。请核对这个数字。")
    return number


def _count(text: str) -> int:
    if text[-1].isdecimal():
        return int(float(text))
    tens, ten, ones = text.partition("十")
    if not ten:
        return _NUMERALS.get(text, 0) if len(text) == 1 else _not_a_count(text)
    if len(tens) > 1 or len(ones) > 1:
        return _not_a_count(text)
    return _NUMERALS.get(tens, 1) * 10 + _NUMERALS.get(ones, 0)


def _not_a_count(text: str) -> int:
    raise Refusal(f"“{text}”不是整数。请写数字，如 5。")


def _money(_field: Field, cell: Cell, dictionary: Dictionary, _year: int | None) -> Decimal | None:
    shown = cell_text(cell)
    text = repr(cell) if isinstance(cell, float) else plain(shown)
    found = _MONEY.fullmatch(text)
    if found is None:
        if dictionary.is_blank_word(shown):
            return None
        raise Refusal(f"“{_short(shown)}”不是金额。请只写数字，单位是元，如 4680.00。")
    return _yuan(Decimal(found["sum"].replace(",", "")) * (10_000 if found["ten"] else 1), shown)


def _yuan(exact: Decimal, shown: str) -> Decimal:
    if not exact.is_finite() or abs(exact) >= 10**14:
        raise Refusal(f"金额“{_short(shown)}”太大。请核对。")
    rounded = half_up(exact)
    # A formula leaves traces far behind the point; a real third place is the ledger's mistake.
    if abs(exact - rounded) > Decimal("0.0001"):
        raise Refusal(f"金额“{_short(shown)}”不止两位小数。请写到分为止。")
    return rounded


def _date(_field: Field, cell: Cell, dictionary: Dictionary, year: int | None) -> date | None:
    moment = _moment(cell, dictionary, lambda text: read_date(text, year=year))
    return moment.date() if isinstance(moment, datetime) else moment


def _datetime(
    _field: Field, cell: Cell, dictionary: Dictionary, year: int | None
) -> datetime | None:
    moment = _moment(cell, dictionary, lambda text: read_datetime(text, year=year))
    if moment is None or isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time())


def _moment(
    cell: Cell, dictionary: Dictionary, read: Callable[[str], date | datetime]
) -> date | datetime | None:
    if isinstance(cell, bool):
        raise Refusal(f"“{cell_text(cell)}”不是日期。请写成 2026-05-06 这样。")
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        # 20260506 is a day written without signs; anything else counts days.
        return read(str(int(cell))) if cell >= 10_000_000 else from_serial(cell)
    if dictionary.is_blank_word(str(cell)):
        return None
    return read(str(cell))


def _items(field: Field, cell: Cell, _dictionary: Dictionary, _year: int | None) -> tuple[str, ...]:
    text = _text(field, cell, _dictionary, _year)
    between = _ITEMS_OF.get(field.key, _ITEMS)
    return tuple(item.strip() for item in between.split(text) if item.strip())


def _evidence(
    field: Field, cell: Cell, dictionary: Dictionary, year: int | None
) -> tuple[Evidence, ...]:
    return tuple(_proof(item, dictionary) for item in _items(field, cell, dictionary, year))


def _proof(item: str, dictionary: Dictionary) -> Evidence:
    kind, *rest = _KIND.split(item, maxsplit=1)
    if rest:
        kind = kind.strip()
        return Evidence(dictionary.evidence.get(plain(kind), kind), rest[0].strip())
    if known := dictionary.evidence.get(plain(item)):
        return Evidence(known, "" if plain(item) == plain(known) else item)
    inside = [word for word in dictionary.evidence if word in plain(item)]
    return Evidence(dictionary.evidence[max(inside, key=len)] if inside else "其他", item)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "……"


_PARSERS: Mapping[FieldType, Callable[[Field, Cell, Dictionary, int | None], Any]] = {
    FieldType.TEXT: _text,
    FieldType.ENUM: _word,
    FieldType.BOOL: _word,
    FieldType.INT: _whole,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.DATETIME: _datetime,
    FieldType.LIST: _items,
    FieldType.EVIDENCE: _evidence,
}
