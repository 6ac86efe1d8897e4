"""How personal data is covered (脱敏): the one place that says what stays to be seen.

Counts code points, as rare characters of names are one code point and two UTF-16 units. Who may see
what uncovered is `core.people`'s business.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.tickets.fields import FIELDS, FieldType, changed
from core.tickets.ticket import Evidence, Ticket

STAR = "*"
_HONORIFIC = re.compile(r"(先生|女士|小姐|同志|老师|师傅|阿姨|老伯|大爷|大妈)$")
_DOTS = "·•・‧"
_BETWEEN_NAMES = re.compile(r"([、，,；;/\s]+)")

_MOBILE = r"1[3-9]\d(?:[ -]?\d{4}){2}"
_LANDLINE = r"0\d{2,3}[ -]?\d{7,8}"
_ID_NUMBER = r"[1-8]\d{16}[\dXxＸｘ]"
_CARD = r"\d{16}(?:\d{3})?|\d{4}(?: \d{4}){3}(?: \d{3})?"
_EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_ALONE = r"(?<![0-9A-Za-z０-９_]){}(?![0-9A-Za-z０-９_])"
_IN_TEXT = re.compile(
    "|".join(
        rf"(?P<{name}>{_ALONE.format(f'(?:{pattern})')})"
        for name, pattern in (
            ("email", _EMAIL),
            ("identity", _ID_NUMBER),
            ("card", _CARD),
            ("mobile", _MOBILE),
            ("landline", _LANDLINE),
        )
    )
)
_PHONE = re.compile(rf"(?P<country>86[ -]?)?(?P<mobile>{_MOBILE})|{_LANDLINE}|\d(?:[\d-]*\d)?")
_AREA_CODE = re.compile(r"(010|02\d|0\d{3})([ -]?)(\d+)$")
_TOWN = re.compile(
    r"^(?:[^省市区县]{2,8}?(?:省|自治区))?"
    r"(?:[^省市区县]{2,6}?市)?"
    r"(?:[^省市区县]{1,8}?(?:(?<![小社园校厂景])区|县))?"
    r"(?:[^省市区县]{1,10}?(?:街道|(?<!城)镇|乡))?"
)


def cover_name(name: str) -> str:
    """张三 → 张*，张小三 → 张*三，欧阳明明 → 欧**明，买买提·艾明 → 买**·明.

    Several names in one field are covered one by one; a bare surname with a form of address
    (王女士) names nobody and stays.
    """
    parts = _BETWEEN_NAMES.split(name)
    return "".join(
        part if place % 2 or not part else _one_name(part) for place, part in enumerate(parts)
    )


def _one_name(name: str) -> str:
    if found := _HONORIFIC.search(name):
        proper = name[: found.start()]
        return (proper if len(proper) < 2 else _one_name(proper)) + found[0]
    segments = [segment for segment in re.split(f"[{_DOTS}]", name) if segment]
    if len(segments) > 1:
        return f"{segments[0][0]}{STAR * 2}·{segments[-1][-1]}"
    if len(name) <= 2:
        return name[:1] + STAR
    return name[0] + STAR * (len(name) - 2) + name[-1]


def cover_phone(phone: str) -> str:
    """13800001234 → 138****1234，021-60001234 → 021-****1234; shorter numbers keep less."""
    return _PHONE.sub(_one_phone, phone)


def _one_phone(found: re.Match[str]) -> str:
    digits = re.sub(r"[ -]", "", found["mobile"] or found[0])
    if found["mobile"]:
        return f"{found['country'] or ''}{digits[:3]}****{digits[-4:]}"
    if (local := _AREA_CODE.match(found[0])) and len(local[3]) >= 7:
        return f"{local[1]}{local[2]}****{local[3][-4:]}"
    if len(digits) >= 7:
        return f"****{digits[-4:]}"
    return STAR * len(digits) if len(digits) > 2 else found[0]


def cover_id_number(number: str) -> str:
    """First three and last four stay, the check character X among them."""
    if len(number) <= 7:
        return STAR * len(number)
    return number[:3] + STAR * (len(number) - 7) + number[-4:]


def cover_address(address: str) -> str:
    """District and town stay: 松江区九亭镇***."""
    found = _TOWN.match(address)
    return (found[0] if found else "") + "***" if address.strip() else address


def cover_email(address: str) -> str:
    """zhang@example.com → z***@example.com."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}***@{domain}"


def cover_card(number: str) -> str:
    """The last four digits stay."""
    return f"**** **** **** {re.sub(r'[ -]', '', number)[-4:]}"


_COVERS: Mapping[str, Callable[[str], str]] = {
    "email": cover_email,
    "identity": cover_id_number,
    "card": cover_card,
    "mobile": cover_phone,
    "landline": cover_phone,
}


def cover_text(text: str, known: Mapping[str, str] | None = None) -> str:
    """Cover what free text gives away: numbers of phones, persons and cards, e-mail, `known` words.

    `known` maps words that stand for a person (name, address) to what is shown instead.
    """
    for word in sorted(known or {}, key=len, reverse=True):
        text = text.replace(word, known[word] if known else word)
    return _IN_TEXT.sub(lambda found: _COVERS[found.lastgroup or "email"](found[0]), text)


_OWN_COVERS: Mapping[str, Callable[[str], str]] = {
    "petitioner_name": cover_name,
    "petitioner_phone": cover_phone,
    "petitioner_address": cover_address,
}
_NOT_FREE_TEXT = frozenset({"number", "origin_number", "trader_uscc", "case_number"})
"""Numbers of the office and of firms: they look like personal numbers and are none."""


def cover_ticket(ticket: Ticket) -> Ticket:
    """`ticket` with its petitioner covered, in the fields meant for that and in all free text."""
    known = _known_words(ticket)
    new: dict[str, Any] = {}
    for field in FIELDS:
        value = field.get(ticket)
        if not value or field.key in _NOT_FREE_TEXT:
            continue
        if field.key in _OWN_COVERS:
            new[field.key] = _OWN_COVERS[field.key](value)
        elif field.type is FieldType.TEXT:
            new[field.key] = cover_text(value, known)
        elif field.type in {FieldType.LIST, FieldType.EVIDENCE}:
            new[field.key] = tuple(_covered_items(value, known))
    return changed(ticket, new)


def cover_about(ticket: Ticket, text: str) -> str:
    """Other words about `ticket` (a finding, say) with its petitioner covered."""
    return cover_text(text, _known_words(ticket))


def _covered_items(
    items: Iterable[str | Evidence], known: Mapping[str, str]
) -> Iterable[str | Evidence]:
    for item in items:
        if isinstance(item, Evidence):
            yield Evidence(item.kind, cover_text(item.name, known))
        else:
            yield cover_text(item, known)


def _known_words(ticket: Ticket) -> dict[str, str]:
    """The petitioner's own words, where they are long enough to be told from other text."""
    known: dict[str, str] = {}
    for key, cover in _OWN_COVERS.items():
        for word in _BETWEEN_NAMES.split(getattr(ticket.petitioner, key))[::2]:
            if len(word) >= 2 and cover(word) != word:
                known[word] = cover(word)
    return known
