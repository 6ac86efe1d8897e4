"""Options that every command takes, and how their values are read."""

import argparse
from datetime import date, datetime

from core.dates import FIRST_YEAR, LAST_YEAR

MOST = 1_000_000_000


def common_options(parser: argparse.ArgumentParser) -> None:
    """What every command takes, before its name or after it."""
    quiet = argparse.SUPPRESS
    parser.add_argument("--store", metavar="FILE|URL", default=quiet, help="台账文件或数据库地址")
    parser.add_argument("--as-of", metavar="YYYY-MM-DD", type=day, default=quiet, help="当作今天")
    parser.add_argument("--officer", metavar="NAME", default=quiet, help="以谁的名义")
    parser.add_argument("--json", action="store_true", default=quiet, help="只输出一份 JSON")


def day(text: str) -> date:
    """A day written as 2026-11-23, for `type=`."""
    try:
        return _of_our_age(date.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-23 的样子") from None


def month(text: str) -> date:
    """The first day of a month written as 2026-11, for `type=`."""
    try:
        return _of_our_age(datetime.strptime(text, "%Y-%m").date())
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是月份，请写成 2026-11 的样子") from None


def _of_our_age(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(found)
    return found


def number(text: str) -> int:
    """A whole number that a database can hold, for `type=`."""
    try:
        found = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是整数") from None
    if abs(found) > MOST:
        raise argparse.ArgumentTypeError(f"“{text}”太大，请核对")
    return found
