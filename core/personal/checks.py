"""Numbers that prove themselves: identity numbers, credit codes of firms, bank cards.

Each function gives a sentence that says what is wrong, or "" where nothing is.
"""

import re
from calendar import monthrange
from itertools import pairwise

_REGIONS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
PROVINCES = frozenset(str(code) for first, last in _REGIONS for code in range(first, last + 1))
"""The first two figures of an identity number: where it was first given (GB/T 2260)."""

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LETTERS_LIKE_FIGURES = str.maketrans("IOZSV", "10255")


def is_birthday(year: int, month: int, day: int) -> bool:
    """Whether there was such a day, in a year in which somebody alive can be born."""
    if not (1900 <= year <= 2099 and 1 <= month <= 12):
        return False
    return 1 <= day <= monthrange(year, month)[1]


def looks_like_identity(number: str) -> bool:
    """Whether 18 or 15 signs have a place and a birthday where an identity number has them."""
    if number[:2] not in PROVINCES:
        return False
    if len(number) == 18:
        return is_birthday(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return is_birthday(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))


def identity_fault(number: str) -> str:
    """What is wrong with an identity number (GB 11643): place, birthday or check sign."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]|[0-9]{15}", number.upper()):
        return "身份证号应是 18 位，最后一位可以是 X。"
    if number[:2] not in PROVINCES:
        return f"身份证号开头“{number[:2]}”不是省级行政区的代码，请核对。"
    if not looks_like_identity(number):
        return "身份证号里的出生日期不存在，请核对。"
    if len(number) == 18 and number[17].upper() != identity_check(number):
        return "身份证号校验不通过，可能抄错了一位，请核对。"
    return ""


def identity_check(number: str) -> str:
    """The check sign that belongs to the first 17 figures."""
    total = sum(int(sign) * weight for sign, weight in zip(number, _IDENTITY_WEIGHTS, strict=False))
    return _IDENTITY_CHECKS[total % 11]


def credit_code_fault(code: str) -> str:
    """What is wrong with a unified social credit code (GB 32100)."""
    if len(code) != 18:
        return f"统一社会信用代码应是 18 位，现在是 {len(code)} 位，请照营业执照核对。"
    strange = sorted({sign for sign in code if sign not in _CODE_SIGNS})
    if strange:
        return _strange_sign(strange)
    if code[17] != credit_code_check(code):
        return "统一社会信用代码校验不通过，可能抄错或看错了一位，请照营业执照核对。"
    if code[16] != organisation_check(code[8:16]):
        return "统一社会信用代码里的主体标识码（第 9～17 位）校验不通过，请照营业执照核对。"
    return ""


def _strange_sign(strange: list[str]) -> str:
    sign = strange[0]
    meant = sign.upper().translate(_LETTERS_LIKE_FIGURES)
    if sign != sign.upper() and sign.upper() in _CODE_SIGNS:
        return f"统一社会信用代码里的“{sign}”请写成大写“{sign.upper()}”。"
    hint = f"，是不是“{meant}”" if meant in _CODE_SIGNS and meant != sign else ""
    return f"统一社会信用代码里不会有“{sign}”{hint}？请照营业执照核对。"


def credit_code_check(code: str) -> str:
    """The check sign that belongs to the first 17 signs."""
    total = sum(
        _CODE_SIGNS.index(sign) * weight for sign, weight in zip(code, _CODE_WEIGHTS, strict=False)
    )
    return _CODE_SIGNS[-total % 31]


def organisation_check(body: str) -> str:
    """The check sign of an organisation's number within the code (GB 11714)."""
    signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    total = sum(
        signs.index(sign) * weight for sign, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X"[-total % 11]


def passes_luhn(number: str) -> bool:
    """Whether the last figure of a bank card's number fits the others (ISO/IEC 7812)."""
    total = 0
    for place, sign in enumerate(reversed(number)):
        doubled = int(sign) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def is_run_of_one(number: str) -> bool:
    """Whether every figure is the same, as in a number that somebody made up."""
    return all(one == other for one, other in pairwise(number))
