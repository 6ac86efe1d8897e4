"""`indicators`: the figures of a period, of the bureau and of each unit."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from commands.command import Command, Context, Result
from commands.options import day, month
from core.dates import FIRST_YEAR, LAST_YEAR
from core.errors import Refusal
from core.figures.figure import ByCode, Figure, Figures
from core.figures.period import Period
from core.figures.period import month as month_of
from core.figures.period import year as year_of
from core.figures.words import NOTHING
from storage.figures.indicators import indicators as figures_of


def indicators(context: Context, args: Namespace) -> Result:
    period = period_of(args)
    with context.store().reading() as connection:
        figures = figures_of(connection, period, context.today)
    if args.unit and args.unit not in figures.units:
        known = "、".join(figures.units) or "还没有"
        raise Refusal(f"工单里没有“{args.unit}”这个承办单位。现有：{known}。")
    return _plain(figures, args.unit)


def period_of(args: Namespace) -> Period:
    """The period asked for on a command line."""
    if args.month is not None:
        return month_of(args.month)
    if args.year is not None:
        return year_of(args.year)
    if args.since is None or args.until is None:
        raise Refusal("请用 --month、--year，或者 --from 和 --to 写明统计期。")
    return Period(args.since, args.until)


def _plain(figures: Figures, unit: str) -> Result:
    wanted = {unit: figures.units[unit]} if unit else figures.units
    return {
        "period": {
            "from": figures.period.first.isoformat(),
            "to": figures.period.last.isoformat(),
        },
        "as_of": figures.as_of.isoformat(),
        "version": figures.version,
        "names": {one.code: one.name for one in figures.indicators},
        "bureau": _plain_row(figures.bureau),
        "units": {name: _plain_row(row) for name, row in wanted.items()},
        "aside": {
            code: {
                one.name: {"counted": _number(one.counted)}
                | ({} if one.among is None else {"among": _number(one.among)})
                for one in beside
            }
            for code, beside in figures.aside.items()
        },
    }


def _plain_row(row: ByCode) -> dict[str, Any]:
    return {code: _plain_figure(one) for code, one in row.items()}


def _plain_figure(one: Figure) -> dict[str, Any]:
    return {
        "numerator": _number(one.numerator),
        "denominator": _number(one.denominator),
        "value": None if one.value is None else str(one.value),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _lines(result: Result) -> Iterator[str]:
    period, names = result["period"], result["names"]
    known = f"按 {result['as_of']} 的情况，{result['version']} 版口径"
    yield f"{period['from']} 至 {period['to']}，{known}"
    rows = [("全局", result["bureau"]), *result["units"].items()]
    for code, name in names.items():
        said = [f"{who} {_figure_said(row[code])}" for who, row in rows]
        yield "　".join([name, *said])


def _figure_said(one: dict[str, Any]) -> str:
    return f"{one['value'] or NOTHING}（{one['numerator']}/{one['denominator']}）"


def period_options(parser: ArgumentParser) -> None:
    """Which period: a month, a year, or from day to day."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--month", metavar="YYYY-MM", type=month, help="这个月")
    which.add_argument("--year", metavar="YYYY", type=_year, help="这一年")
    which.add_argument("--from", dest="since", metavar="DAY", type=day, help="从哪天起")
    parser.add_argument("--to", dest="until", metavar="DAY", type=day, help="到哪天止")


def _year(text: str) -> int:
    if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"“{text}”不是年份，请写成 2026 的样子")
    return int(text)


def _options(parser: ArgumentParser) -> None:
    period_options(parser)
    parser.add_argument("--unit", metavar="NAME", default="", help="只看这个单位")


COMMANDS = (
    Command(
        name="indicators",
        help="统计期的各项指标，全局和各单位",
        run=indicators,
        lines=_lines,
        options=_options,
    ),
)
