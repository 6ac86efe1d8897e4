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
_LANDLINE = r"[(]?0\d{2,3}[) -]?\d{7,8}"
_PHONE = re.compile(rf"(?P<country>86[ -]?)?(?P<mobile>{_MOBILE})|{_LANDLINE}|\d(?:[\d-]*\d)?")
_AREA_CODE = re.compile(r"(010|02\d|0\d{3})([ -]?)(\d+)$")


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
    found = TOWN.match(address)
    return (found[0] if found else "") + "***" if address.strip() else address


def cover_email(address: str) -> str:
    """zhang@example.com → z***@example.com."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}***@{domain}"


def cover_card(number: str) -> str:
    """The last four digits stay."""
    return f"**** **** **** {re.sub(r'[ -]', '', number)[-4:]}"


_COVERS: Mapping[DataKind, Callable[[str], str]] = {
    DataKind.NAME: cover_name,
    DataKind.MOBILE: cover_phone,
    DataKind.LANDLINE: cover_phone,
    DataKind.IDENTITY: cover_id_number,
    DataKind.CARD: cover_card,
    DataKind.ADDRESS: cover_address,
    DataKind.EMAIL: cover_email,
}


def cover_found(found: Found, text: str) -> str:
    """What stands in `text` instead of the data found there, however they were written."""
    said = squeeze(half_width(text[found.start : found.end]))
    if found.kind in _NUMBERS:
        return _COVERS[found.kind](_as_number(said))
    if found.kind is DataKind.NAME and found.part:
        return STAR * len(said)
    return _COVERS[found.kind](said)


def _as_number(said: str) -> str:
    """A number without gaps, in plain figures; the code of an area keeps its hyphen."""
    written = "".join(plain_figures(sign) if is_figure(sign) else sign for sign in said)
    if landline := _WRITTEN_LANDLINE.fullmatch(written):
        return f"{landline['area']}-{re.sub(r'[^0-9]', '', landline['local'])}"
    return re.sub(r"[^0-9Xx*]", "", written)


def cover_text(text: str, searcher: Searcher = ANYBODY) -> str:
    """Cover what free text gives away of the petitioner whom `searcher` knows, and of anybody."""
    for found in reversed(searcher.search(text)):
        text = text[: found.start] + cover_found(found, text) + text[found.end :]
    return text


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
