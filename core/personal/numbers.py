"""Phones, identity numbers and bank cards in a text, however they are written.

Numbers of the office and of trade (工单编号, 案号, 信用代码, 条码, 订单号) look alike; what stands
before a number tells them apart, and what it must look like inside.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.personal.checks import is_run_of_one, looks_like_identity, passes_luhn
from core.personal.digits import Group, gaps, joined, plain_figures, runs, sizes
from core.personal.kinds import DataKind, Found

_MOST_GROUPS = 20
_LOOK_BACK = 14
_LETTER = re.compile(r"[A-Za-z_Ａ-Ｚａ-ｚ]")
_WORD_BEFORE = re.compile(r"(?:tel|phone|mobile|mob|cell|call|wx|vx|v|qq|no)\W*$", re.IGNORECASE)
_X_BEHIND = re.compile(r"[\s\-－]{0,2}[xXｘＸ](?![A-Za-z0-9])")
_PREFIX = re.compile(r"^(?:0086|86|0)(?=1[3-9]\d{9}$)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_AREA = r"(?:010|02\d|0[3-9]\d\d)"
_LANDLINE = re.compile(rf"{_AREA}[2-9]\d{{6,7}}")

_OWN_LABELS = re.compile(
    r"(?:身份证|证件号|银行卡|卡号|账号|帐号|账户|帐户|开户|手机|电话|致电|拨打|联系|微信|来电|号码"
    r"|开户行|银行|支付宝)[^，。；;,、\n]{0,6}$"
)
_TRADE_LABELS = re.compile(
    r"(?:单号|订单|运单|快递|物流|流水|交易|发票|凭证|编号|编码|案号|文号|案件号|信用代码|代码|条码"
    r"|条形码|许可证|执照|批号|货号|批次|注册号|备案|合同号|追溯码|序列号|验证码|商品号|SN|ID|车架号"
    r"|证书号|报告号|检字|字号|执行标准|登记证|准字|工单)[^，。；;,、\n]{0,6}$"
)
_OFFICE_LABELS = re.compile(
    r"(?:办公|值班|单位|咨询|监督|服务|客服|热线|投诉|举报|传真|座机|所内|我所|我局|局|所|科|店|店铺|公司)"
    r"(?:联系)?(?:电话|号码|热线)?[^，。；;,、\n\d]{0,4}$"
)
_LABELS_BEHIND = re.compile(r"[^，。；;,、\n]{0,6}(?:账户|帐户|账号|帐号|卡号|的卡|银行卡)")


class _Reading(NamedTuple):
    """What a sequence of groups may be."""

    kind: DataKind
    sure: bool


def numbers(text: str) -> Iterator[Found]:
    """Everybody's numbers in `text`, those that only look like it included."""
    for run in runs(text):
        yield from _numbers(text, run)


def _numbers(text: str, run: Sequence[Group]) -> Iterator[Found]:
    at = 0
    while at < len(run):
        found, used = _longest(text, run, at)
        if found is not None:
            yield found
        at += used


def _longest(text: str, run: Sequence[Group], at: int) -> tuple[Found | None, int]:
    """What begins at a group: by itself if it can, else the most groups that are one number."""
    most = min(len(run) - at, _MOST_GROUPS)
    for many in (1, *range(most, 1, -1)):
        groups = run[at : at + many]
        if (found := _one(text, groups)) is not None:
            return found, many
    return None, 1


def _one(text: str, groups: Sequence[Group]) -> Found | None:
    figures = joined(groups)
    if not 10 <= len(figures) <= 19 or _touches_letters(text, groups, figures):
        return None
    end = groups[-1].end
    if len(figures) == 17 and (x := _X_BEHIND.match(text, end)):
        figures, end = figures + "X", x.end()
    before = text[max(groups[0].start - _LOOK_BACK, 0) : groups[0].start]
    reading = _read(figures, groups, before, text[end : end + _LOOK_BACK])
    if reading is None:
        return None
    start = groups[0].start
    if reading.kind is DataKind.LANDLINE and "(" in gaps(groups) and before[-1:] in ("(", "（"):
        start -= 1
    return Found(kind=reading.kind, start=start, end=end, sure=reading.sure)


def _touches_letters(text: str, groups: Sequence[Group], figures: str) -> bool:
    """Whether the figures are part of a longer code, such as SJ2026001."""
    start, end = groups[0].start, groups[-1].end
    if start and _LETTER.match(text[start - 1]) and not _WORD_BEFORE.search(text[:start][-8:]):
        return True
    behind = _LETTER.match(text[end : end + 1])
    return bool(behind) and not (len(figures) == 17 and _X_BEHIND.match(text, end))


_MIXED = ({"(", "-"}, {"(", " "})
"""The gaps that stand together in one number: (021) 6000-1234."""


def _read(figures: str, groups: Sequence[Group], before: str, behind: str) -> _Reading | None:
    many, days = sizes(groups), any(group.day for group in groups)
    apart = gaps(groups)
    if len(apart) > 1 and apart not in _MIXED:
        return None
    if (identity := _identity(figures, before)) is not None:
        return identity
    if days:
        return None
    return (
        _mobile(figures, many, apart, before)
        or _card(figures, many, before, behind)
        or _landline(figures, many, before)
    )


def _identity(figures: str, before: str) -> _Reading | None:
    if len(figures) not in (15, 18) or figures[0] in "09":
        return None
    said = "身份证" in before
    if looks_like_identity(figures):
        return _Reading(DataKind.IDENTITY, said or not _TRADE_LABELS.search(before))
    if len(figures) == 15 and not said:
        return None
    if _TRADE_LABELS.search(before) and not said:
        return None
    return _Reading(DataKind.IDENTITY, said)


def _mobile(
    figures: str, many: tuple[int, ...], apart: frozenset[str], before: str
) -> _Reading | None:
    bare = _PREFIX.sub("", figures)
    if not _MOBILE.fullmatch(bare):
        return None
    if apart & {".", "/"} and not _is_dealt(many, bare, figures):
        return None
    if len(many) > 6 and not all(size <= 2 for size in many):
        return None
    return _Reading(DataKind.MOBILE, not _is_of_trade(before))


_PHONE_LAYOUTS = frozenset({(3, 4, 4), (4, 4, 3), (3, 8), (7, 4), (3, 3, 5), (11,)})


def _is_dealt(many: tuple[int, ...], bare: str, figures: str) -> bool:
    """Whether the groups are those in which phones are written, or single figures."""
    if bare != figures and sum(many[1:]) == len(bare):
        many = many[1:]
    return many in _PHONE_LAYOUTS or all(size == 1 for size in many)


def _card(figures: str, many: tuple[int, ...], before: str, behind: str) -> _Reading | None:
    if not 16 <= len(figures) <= 19 or not figures.isdigit():
        return None
    if len(many) > 1 and not _is_card_layout(many):
        return None
    said = bool(_OWN_LABELS.search(before) or _LABELS_BEHIND.match(behind))
    if not said and (len(figures) in (17, 18) or _TRADE_LABELS.search(before)):
        return None
    fits = figures[0] in "34569" and passes_luhn(figures) and not is_run_of_one(figures)
    return _Reading(DataKind.CARD, said or fits)


def _is_card_layout(many: tuple[int, ...]) -> bool:
    fours = all(size == 4 for size in many[:-1]) and many[-1] <= 4
    return fours or (len(many) == 2 and many[0] == 6) or all(size == 1 for size in many)


_LINE_LAYOUTS = frozenset({1, 2, 3})


def _landline(figures: str, many: tuple[int, ...], before: str) -> _Reading | None:
    if not _LANDLINE.fullmatch(figures) or len(many) not in _LINE_LAYOUTS:
        return None
    if len(many) > 1 and many[0] not in (3, 4):
        return None
    if _OFFICE_LABELS.search(before) or _is_of_trade(before):
        return None
    return _Reading(DataKind.LANDLINE, False)


def _is_of_trade(before: str) -> bool:
    return bool(_TRADE_LABELS.search(before)) and not _OWN_LABELS.search(before)


_HIDING = "*＊×xXｘＸ•●"
_HALF_HIDDEN = re.compile(
    rf"(?<![0-9A-Za-z])1[3-9](?:[0-9]|[{_HIDING}](?=[0-9{_HIDING}]*[0-9])){{9}}(?![0-9A-Za-z])"
)


def half_hidden(text: str) -> Iterator[Found]:
    """Mobile numbers of which three figures or fewer are covered: still somebody's number."""
    for hit in _HALF_HIDDEN.finditer(text):
        hidden = sum(sign in _HIDING for sign in hit.group())
        if 1 <= hidden <= 3:
            yield Found(kind=DataKind.MOBILE, start=hit.start(), end=hit.end(), part=True)


_LEAST_END, _LEAST_INSIDE = 6, 7
"""From so many figures on a piece of a phone says too much: at its end, or anywhere in it."""
_AMOUNT = re.compile(r"(?:[.．]\d+)?\s?(?:元|万|千|件|份|克|个|%)")


def own_numbers(text: str, known: Sequence[str]) -> Iterator[Found]:
    """The petitioner's own phones in `text`, also when only their end or middle stands there."""
    if not known:
        return
    for run in runs(text):
        yield from _own(text, run, known)


def _own(text: str, run: Sequence[Group], known: Sequence[str]) -> Iterator[Found]:
    at = 0
    while at < len(run):
        many, whole = _own_groups(run, at, known)
        if many and (whole or not _AMOUNT.match(text, run[at + many - 1].end)):
            groups = run[at : at + many]
            is_line = any(number.startswith("0") for number in known if joined(groups) in number)
            yield Found(
                kind=DataKind.LANDLINE if is_line else DataKind.MOBILE,
                start=groups[0].start,
                end=groups[-1].end,
                own=True,
                part=not whole,
            )
        at += many or 1


def _own_groups(run: Sequence[Group], at: int, known: Sequence[str]) -> tuple[int, bool]:
    """How many groups from `at` are a known number, or else say too much of one."""
    most = min(len(run) - at, _MOST_GROUPS)
    for many in range(most, 0, -1):
        if _bare(joined(run[at : at + many])) in known:
            return many, True
    for many in range(most, 0, -1):
        if _says_too_much(joined(run[at : at + many]), known):
            return many, False
    return 0, False


def _says_too_much(figures: str, known: Sequence[str]) -> bool:
    """Whether more of a known number stands there than its last four figures."""
    return any(
        (len(figures) >= _LEAST_END and number.endswith(figures))
        or (len(figures) >= _LEAST_INSIDE and figures in number)
        for number in known
    )


def numbers_of(field: str) -> tuple[str, ...]:
    """The numbers that stand in a field for phones, as bare figures."""
    found: list[str] = []
    for part in re.split(r"[，,、；;/\n]", field):
        words = part.split()
        apart = words if all(len(_bare(word)) >= _LEAST_INSIDE for word in words) else [part]
        found += [number for word in apart if len(number := _bare(word)) >= _LEAST_INSIDE]
    return tuple(found)


def _bare(part: str) -> str:
    """The figures of a number without the code of the country, or the 0 before a mobile number."""
    written = re.sub(r"[^0-9０-９]", "", part)
    return _PREFIX.sub("", plain_figures(written)) if written else ""
