"""`check`: runs the fill-in rules over the tickets of the store."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from commands.command import Command, Context, Result
from commands.options import month
from core.errors import Refusal
from core.tickets.fields import headers
from core.tickets.rules.rulebook import Found, Severity
from storage.checking import Checked, check_tickets
from storage.checking_many import check_all
from storage.database import Store
from storage.loading import load_by_number, load_by_ref


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--number", metavar="N", help="只查这件工单（编号或“编号#序号”）")
    parser.add_argument("--month", metavar="YYYY-MM", type=month, help="只查这个月收到的工单")


def check(context: Context, args: Namespace) -> Result:
    return {"tickets": [_plain(one) for one in _checked(context, args.number, args.month)]}


def _checked(context: Context, number: str | None, received: date | None) -> Iterable[Checked]:
    store, now = context.store(), context.now()
    if number is not None:
        return _checked_of(store, number, now)
    until = None if received is None else _next_month(received) - timedelta(days=1)
    return check_all(store, now, since=received, until=until)


def _checked_of(store: Store, number: str, now: datetime) -> list[Checked]:
    with store.reading() as connection:
        found = load_by_number(connection, [number]) or load_by_ref(connection, [number])
        if not found:
            raise Refusal(f"查无工单 {number}。请核对编号。")
        return list(check_tickets(connection, found, now))


def _next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _plain(one: Checked) -> dict[str, Any]:
    named = {"number": one.number}
    if one.ref != one.number:
        named["ref"] = one.ref
    return named | {"findings": [_plain_finding(finding) for finding in one.findings]}


def _plain_finding(finding: Found) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.name.lower(),
        "fields": list(finding.fields),
        "message": finding.message,
        "basis": finding.basis,
    }


def _lines(result: Result) -> Iterator[str]:
    counts = dict.fromkeys(Severity, 0)
    for one in result["tickets"]:
        for finding in one["findings"]:
            severity = Severity[finding["severity"].upper()]
            counts[severity] += 1
            where = "、".join(headers(finding["fields"][:1]))
            yield f"{one.get('ref', one['number'])}　{severity}　{where}：{finding['message']}"
    said = "，".join(f"{severity} {count} 处" for severity, count in counts.items())
    yield f"共查 {len(result['tickets'])} 件：{said}。"


COMMANDS = (
    Command(
        name="check",
        help="按填报规则检查工单",
        run=check,
        lines=_lines,
        options=_options,
    ),
)
