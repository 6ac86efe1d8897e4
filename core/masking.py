"""How personal data is covered (脱敏): the one place that says what stays to be seen.

Counts code points, as rare characters of names are one code point and two UTF-16 units. Who may see
what uncovered is `core.people`'s business.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.dates import half_width
from core.personal.addresses import TOWN
from core.personal.digits import is_figure, plain_figures
from core.personal.finding import ANYBODY, Searcher
from core.personal.kinds import DataKind, Found
from core.tickets.fields import FIELDS, FieldType, changed
from core.tickets.language.texts import squeeze
from core.tickets.ticket import Evidence, Ticket

STAR = "*"
_HONORIFIC = re.compile(r"(先生|女士|小姐|同志|老师|师傅|阿姨|老伯|大爷|大妈)$")
_DOTS = "·•・‧"
_BETWEEN_NAMES = re.compile(r"([、，,；;/\s]+)")

_MOBILE = r"1[3-9]\d(?:[ -]?\d{4}){2}"
_LANDLINE = r"[(]?0\d{2,3}[) -]?\d{7,8}"
_PHONE = re.compile(rf"(?P<country>86[ -]?)?(?P<mobile>{_MOBILE})|{_LANDLINE}|\d(?:[\d-]*\d)?")
_AREA_CODE = re.compile(r"[(]?(010|02\d|0\d{3})([) -]?)(\d+)$")


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
        return f"{local[1]}{local[2].replace(')', '-')}****{local[3][-4:]}"
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


_NUMBERS = frozenset({DataKind.MOBILE, DataKind.LANDLINE, DataKind.IDENTITY, DataKind.CARD})
_WRITTEN_LANDLINE = re.compile(r"\(?(?P<area>010|02\d|0[3-9]\d\d)\)?-?(?P<local>\d[\d-]{6,8})")


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
    searcher = Searcher.of(ticket)
    new: dict[str, Any] = {}
    for field in FIELDS:
        value = field.get(ticket)
        if not value or field.key in _NOT_FREE_TEXT:
            continue
        if field.key in _OWN_COVERS:
            new[field.key] = _OWN_COVERS[field.key](value)
        elif field.type is FieldType.TEXT:
            new[field.key] = cover_text(value, searcher)
        elif field.type in {FieldType.LIST, FieldType.EVIDENCE}:
            new[field.key] = tuple(_covered_items(value, searcher))
    return changed(ticket, new)


def cover_about(ticket: Ticket, text: str) -> str:
    """Other words about `ticket` (a finding, say) with its petitioner covered."""
    return cover_text(text, Searcher.of(ticket))


def _covered_items(items: Iterable[str | Evidence], searcher: Searcher) -> Iterable[str | Evidence]:
    for item in items:
        if isinstance(item, Evidence):
            yield Evidence(item.kind, cover_text(item.name, searcher))
        else:
            yield cover_text(item, searcher)


_TRADE = re.compile(
    "(?:"
    "超市|便利店|加油站|药房|药店|大药房|餐厅|饭店|酒店|宾馆|酒楼|小吃店|"
    "面馆|火锅店|烧烤店|奶茶店|咖啡馆|咖啡店|面包店|蛋糕店|水果店|菜市场|"
    "农贸市场|商场|百货|健身房|健身会所|美容院|美容店|理发店|美发店|洗衣店|"
    "培训中心|培训学校|教育中心|幼儿园|学校|医院|门诊部|诊所|口腔|眼镜店|"
    "手机店|家电城|家具城|建材店|服装店|鞋店|珠宝店|宠物店|宠物医院|汽修店|"
    "汽车维修店|洗车店|4S店|网店|旗舰店|专卖店|专营店|工作室|服务部|经营部|"
    "商行|商店|商铺|批发部|摄影|影楼|影院|网吧|浴场|足浴店|棋牌室|旅行社|"
    "物业|银行|事务所|合作社|厂|店"
    ")$"
)
"""What a trader without a company form calls itself by; the first that fits is the longest."""
_COMPANY = re.compile(r"公司(?:[^公司]{0,12}(?:分公司|店|部))?$")
_SEAT = re.compile(r"^[(（]?(北京|天津|上海|重庆|[\u4e00-\u9fff]{2,3}(?=[省市]))")


def cover_trader(name: str) -> str:
    """A trader as the public may read of it: 上海×公司, 某超市."""
    if not name.strip():
        return name
    if _COMPANY.search(name):
        seat = _SEAT.match(name)
        return f"{seat[1] if seat else '某'}{'×' if seat else ''}公司"
    plain = re.sub(r"[(（][^()（）]*[)）]$", "", name.strip())
    trade = _TRADE.search(plain)
    return f"某{trade[0]}" if trade else "某经营者"
