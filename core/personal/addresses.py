"""Addresses in a text: the petitioner's, in full or without its district, and people's homes.

Where a shop is may be said; what only a home has (…弄…号…室), or what stands behind 家住, may not.
"""

import re
from collections.abc import Iterator

from core.personal.kinds import DataKind, Found
from core.personal.surnames import HAN
from core.personal.words import Squeezed

TOWN = re.compile(
    r"^(?:[^省市区县]{2,8}?(?:省|自治区))?"
    r"(?:[^省市区县]{2,6}?市)?"
    r"(?:[^省市区县]{1,8}?(?:(?<![小社园校厂景])区|县))?"
    r"(?:[^省市区县]{1,10}?(?:街道|(?<!城)镇|乡))?"
)
"""What of an address may be seen: province, city, district and town."""

_LEAST = 5
_FIGURES = r"\d{1,5}(?:[-－]\d{1,4})*"
_UNITS = "支弄|弄|号楼|号院|号|栋|幢|座|单元|组"
_NAME = rf"[{HAN}A-Za-z0-9·]{{1,18}}?"
_ENDS = "路|街|大道|公路|道|巷|弄|新村|村|苑|园|城|庭|邸|墅|寓|里|坊|湾|府|小区|广场|社区"
_PLACE = rf"{_NAME}(?:{_ENDS})"
_HOUSE = rf"(?:(?:{_FIGURES}|[一二三四五六七八九十]{{1,3}}|[A-Za-z])(?:{_UNITS}))"
_FLOOR = r"(?:[一二三四五六七八九十\d]{1,3}[楼层])"
_ROOM = r"(?:\d{1,5}(?:[-－]\d{1,5}){1,3}|\d{2,5})(?:室|房(?![间屋源产]))"
_BETWEEN = rf"[{HAN}]{{0,8}}?"
_HOME = re.compile(
    rf"{_PLACE}(?:{_BETWEEN}{_HOUSE}){{0,4}}{_FLOOR}?{_ROOM}"
    rf"|{_PLACE}{_BETWEEN}{_HOUSE}{{1,4}}{_FLOOR}?{_ROOM}"
)
_LIVES = re.compile(
    r"(?:家住在?|(?<!入)住在|现住|居住在|居住地|暂住|户籍地址?|住址|(?:通讯|通信|联系|收货|收件|家庭|邮寄)(?:地址|住址)"
    r"|(?<![入居])住(?![建宅宿院户房在址])|寄到|寄至|送到家)[是为在]?[:：]?"
    rf"(?P<address>{_PLACE}{_BETWEEN}{_HOUSE}(?:{_BETWEEN}(?:{_HOUSE}|{_FLOOR}|{_ROOM})){{0,4}})"
)
_SAYS_LIVES = re.compile(r"住|寄|地址|户籍|送到家")
_SAYS_ROOM = re.compile(r"\d[室房]")
"""Signs that are looked for first: most texts have neither."""
_NUMBERED = re.compile(rf"{_HOUSE}|{_ROOM}")
_LEAD = re.compile(
    r"(?:.*?(?:家住在?|住在|住址[是为]?|位于|住|地址[是为]?|[在到往至由从是为]))(?=.{4})"
)
"""What stands before an address without belonging to it."""


def tail_of(address: str) -> str:
    """An address behind its district and town."""
    found = TOWN.match(address)
    return address[found.end() :] if found else address


def own_addresses(squeezed: Squeezed, address: str) -> Iterator[Found]:
    """Where `squeezed` says so much of the (squeezed) `address` that the house can be found."""
    tail = tail_of(address) or address
    text = squeezed.text
    if not any(tail[at : at + _LEAST - 1] in text for at in range(max(len(tail) - _LEAST + 2, 1))):
        return
    at = 0
    while at < len(text):
        length = _common(text, at, address, tail)
        if length:
            start, end = squeezed.span(at, at + length)
            whole = text[at : at + length].endswith(tail)
            yield Found(kind=DataKind.ADDRESS, start=start, end=end, own=True, part=not whole)
        at += length or 1


def _common(text: str, at: int, address: str, tail: str) -> int:
    """How many characters from `at` are a telling piece of the address."""
    best = 0
    start = address.find(text[at])
    while start >= 0:
        length = 0
        while (
            at + length < len(text)
            and start + length < len(address)
            and text[at + length] == address[start + length]
        ):
            length += 1
        if length > best and _tells(address[start : start + length], tail):
            best = length
        start = address.find(text[at], start + 1)
    return best


def _tells(piece: str, tail: str) -> bool:
    """Whether a piece of an address leads to the house: the whole tail, or a name and a number."""
    if len(tail) >= _LEAST - 1 and tail in piece:
        return True
    own = tail_of(piece)
    return len(own) >= _LEAST and bool(_NUMBERED.search(own[2:]))


def homes(squeezed: Squeezed) -> Iterator[Found]:
    """Addresses of homes, whoever lives there."""
    for pattern, group, sign in ((_LIVES, "address", _SAYS_LIVES), (_HOME, 0, _SAYS_ROOM)):
        if not sign.search(squeezed.text):
            continue
        for hit in pattern.finditer(squeezed.text):
            lead = _LEAD.match(hit.group(group))
            begin = hit.start(group) + (lead.end() if lead else 0)
            start, end = squeezed.span(begin, hit.end(group))
            yield Found(kind=DataKind.ADDRESS, start=start, end=end)
