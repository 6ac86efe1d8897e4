"""Dates and times as people write them in Chinese ledgers and forms: one parser for all of it.

Nothing here knows a clock; where a year is missing the caller may say which one is meant. Times
are naive China Standard Time. What cannot be read is refused with a sentence: what to write.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone

from core.errors import Refusal

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside of these are slips of the keyboard, not dates of a ticket."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_DIGITS = {ord(sign): str(value) for value, sign in enumerate("零一二三四五六七八九")} | {
    ord("〇"): "0",
    ord("○"): "0",
    ord("两"): "2",
}
_NUMERAL = re.compile(r"([一二三四五六七八九])?十([一二三四五六七八九])?(?=[月日号时点分秒])")
_WEEKDAY = re.compile(r"\(?(?:星期|礼拜|周)[一二三四五六日天]\)?")
_USUAL = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
    r"(?:[ T]([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?)?"
)
"""What nearly every cell looks like; matched first because ledgers hold hundreds of thousands."""
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[ T]?(\d\d)(\d\d)(\d\d)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_DAY = r"(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?"
_YEAR = r"(?P<year>\d{4}|\d\d(?=\s*年))\s*[-/.年]\s*"
_HALVES = "凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜间|AM|PM"
_TIME = (
    rf"(?P<half>{_HALVES})?\s*(?P<hour>\d{{1,2}})\s*(?:时|点|:)\s*"
    r"(?:(?P<past>半)|(?P<minute>\d{1,2})\s*分?(?:钟)?"
    r"(?:\s*:?\s*(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?\s*秒?)?)?"
    rf"\s*(?P<after>{_HALVES})?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
_MOMENT = re.compile(rf"(?:{_YEAR})?{_DAY}(?:[\sT,]*{_TIME})?", re.IGNORECASE)
_MONTH_ALONE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?")
_YEAR_LAST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{1,2})(?:\s.*)?")

_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "夜里", "夜间", "PM"})
_NIGHT = frozenset({"晚上", "夜里", "夜间"})
_MORNING = frozenset({"凌晨", "早上", "早晨", "上午", "AM"})
_EPOCH = datetime(1899, 12, 30)
_CHINA = timezone(timedelta(hours=8))


def half_width(text: str) -> str:
    """`text` with full-width letters, digits and signs narrow; for reading, never for keeping."""
    return text.translate(_HALF_WIDTH)


def read_date(text: str, *, year: int | None = None) -> date:
    """The day that `text` names; a time of day that stands with it is left out.

    `year` is taken where the text names none. Raises Refusal.
    """
    found = _read(text, year)
    return found.date() if isinstance(found, datetime) else found


def read_datetime(text: str, *, year: int | None = None) -> datetime:
    """The moment that `text` names; a day without a time begins at midnight. Raises Refusal."""
    found = _read(text, year)
    return found if isinstance(found, datetime) else datetime(found.year, found.month, found.day)


def from_serial(days: float) -> datetime:
    """The moment that a spreadsheet means by a bare number; days since 1899-12-30, to the second.

    Raises Refusal where the number is too small or too large for a day of our times.
    """
    if not _serial_of(FIRST_YEAR + 1) <= days < _serial_of(LAST_YEAR + 1):
        raise Refusal(f"数字 {days:g} 不是日期。请写成 2026-05-06 这样。")
    milliseconds = round(days * 86_400_000)
    exact = _EPOCH + timedelta(milliseconds=milliseconds)
    whole = exact.replace(microsecond=0)
    near = abs(exact - whole) < timedelta(milliseconds=2)
    if near or exact - whole > timedelta(milliseconds=998):
        return (exact + timedelta(milliseconds=500)).replace(microsecond=0)
    return exact


def _serial_of(year: int) -> int:
    return (datetime(year, 1, 1) - _EPOCH).days


def _read(text: str, year: int | None) -> date | datetime:
    if usual := _USUAL.fullmatch(text):
        return _from_digits(usual)
    shown = text.strip()
    plain = _plain(shown)
    if found := _COMPACT.fullmatch(plain):
        return _from_digits(found)
    if _SERIAL.fullmatch(plain):
        return from_serial(float(plain))
    if found := _MOMENT.fullmatch(plain):
        return _from_words(found, year)
    raise Refusal(_not_a_date(shown, plain))


def _plain(text: str) -> str:
    plain = _WEEKDAY.sub(" ", half_width(text)).strip()
    if "月" in plain:
        plain = _NUMERAL.sub(_ten, plain).translate(_DIGITS)
    return plain


def _ten(found: re.Match[str]) -> str:
    tens, ones = found.groups()
    return (tens or "一") + (ones or "零")


def _not_a_date(shown: str, plain: str) -> str:
    if not shown:
        return "请写日期，如 2026-05-06。"
    if _MONTH_ALONE.fullmatch(plain):
        return f"“{shown}”只有年月。请补上日，如 2026-05-06。"
    if _YEAR_LAST.fullmatch(plain):
        return f"“{shown}”看不出哪个是月、哪个是日。请写四位年份开头，如 2026-05-06。"
    return f"“{_short(shown)}”看不出是哪一天。请写成 2026-05-06 或 2026-05-06 09:12 这样。"


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "……"


def _from_digits(found: re.Match[str]) -> date | datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    on = _day(year, month, day)
    return on if found[4] is None else _at(on, hour, minute, second)


def _from_words(found: re.Match[str], year: int | None) -> date | datetime:
    part: Mapping[str, str | None] = found.groupdict()
    if part["year"] is None and year is None:
        raise Refusal(f"“{_short(found[0])}”没有写年份。请写成 2026年5月6日 这样。")
    written = int(part["year"] or year or 0)
    on = _day(
        written if written >= 100 else 2000 + written,
        int(part["month"] or 0),
        int(part["day"] or 0),
    )
    return on if part["hour"] is None else _with_time(on, part)


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(f"年份 {year} 不对。请核对，写成 2026-05-06 这样。")
    try:
        return date(year, month, day)
    except ValueError:
        raise Refusal(_no_such_day(year, month, day)) from None


def _no_such_day(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"没有 {month} 月。请改成 1 到 12 月。"
    last = monthrange(year, month)[1]
    return f"{year} 年 {month} 月没有 {day} 日。请改成 1 到 {last} 日。"


def _with_time(on: date, part: Mapping[str, str | None]) -> datetime:
    half = (part["half"] or part["after"] or "").upper()
    minute = 30 if part["past"] else int(part["minute"] or 0)
    hour = _hour(int(part["hour"] or 0), half)
    moment = _at(on, hour, minute, int(part["second"] or 0))
    moment += timedelta(microseconds=int((part["fraction"] or "").ljust(6, "0")[:6]))
    return _in_china(moment, part["zone"])


def _hour(hour: int, half: str) -> int:
    """The hour of 24 for an hour said with its part of the day; 晚上12点 ends the day."""
    if half in _MORNING and hour > 12:
        raise Refusal(f"{half}没有 {hour} 时。请改成 0 到 12 时。")
    if half in _MORNING:
        return 0 if hour == 12 and half in {"凌晨", "AM"} else hour
    if half in _NIGHT and hour == 12:
        return 24
    if (half in _AFTERNOON and hour < 12) or (half == "中午" and hour < 10):
        return hour + 12
    return hour


def _at(on: date, hour: int, minute: int, second: int) -> datetime:
    ends_the_day = (hour, minute, second) == (24, 0, 0)
    if hour > 23 and not ends_the_day:
        raise Refusal(f"没有 {hour} 时。请改成 0 到 23 时。")
    for value, word in ((minute, "分"), (second, "秒")):
        if value > 59:
            raise Refusal(f"没有 {value} {word}。请改成 0 到 59 {word}。")
    midnight = datetime(on.year, on.month, on.day)
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)


def _in_china(moment: datetime, zone: str | None) -> datetime:
    if not zone:
        return moment
    offset = "+0000" if zone.upper() == "Z" else zone.replace(":", "")
    sign = -1 if offset[0] == "-" else 1
    away = sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
    if abs(away) >= timedelta(hours=24):
        raise Refusal(f"时区 {zone} 不对。请写北京时间，如 2026-05-06 09:12。")
    return moment.replace(tzinfo=timezone(away)).astimezone(_CHINA).replace(tzinfo=None)
