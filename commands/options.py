"""Options that every command takes, and how their values are read."""

import argparse
from datetime import date


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
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-23 的样子") from None
