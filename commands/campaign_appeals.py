"""`campaign appeal` and `campaign ruling`: contesting results, and deciding that."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from commands.acting import acting
from commands.campaign_files import read_json
from commands.command import Context, Result
from core.errors import Refusal
from core.people import Action
from core.review.appeals import Appeal, Overturned, Ruling, overturn_rates
from core.review.marks_text import read_marks
from storage.review import reading
from storage.review.appealed import load_appeals


def appeal(context: Context, args: Namespace) -> Result:
    by = acting(context, Action.APPEAL, is_asked=True)
    wanted = {
        code: (str(one.get("reason", "")), str(one.get("evidence", "")))
        for code, one in _items(args.file).items()
    }
    with context.store(create=False).transaction(who=context.who, what="申诉") as tx:
        ref = reading.drawn_ref(tx.connection, args.id, args.number)
        tx.appeals.file(args.id, ref, wanted, by=by)
    return {"ref": ref, "items": sorted(wanted)}


def ruling(context: Context, args: Namespace) -> Result:
    by = acting(context, Action.RECHECK, is_asked=True)
    rulings = {code: _ruling(code, one) for code, one in _items(args.file).items()}
    with context.store(create=False).transaction(who=context.who, what="答复申诉") as tx:
        ref = reading.drawn_ref(tx.connection, args.id, args.number)
        made = tx.appeals.decide(args.id, ref, rulings, by=by)
    return _plain(made)


def appeals(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        reading.load_campaign(connection, args.id)
        found = load_appeals(connection, args.id)
    rates = {one.code: _rate(one) for one in overturn_rates(found)}
    return {"appeals": [_plain(one) for one in found], "overturned": rates}


def _items(path: Path) -> dict[str, Any]:
    data = read_json(path)
    if not isinstance(data, dict) or not all(isinstance(one, dict) for one in data.values()):
        raise Refusal(f'“{path.name}”应写成 {{"B3": {{"reason": "…"}}}} 的样子。')
    return data


def _ruling(code: str, data: dict[str, Any]) -> Ruling:
    marks = data.get("marks")
    return Ruling(
        reason=str(data.get("reason", "")),
        marks=None if marks is None else read_marks(code, marks),
        lifted=bool(data.get("lifted", False)),
    )


def _plain(one: Appeal) -> Result:
    return {
        "ref": one.ref,
        "unit": one.unit,
        "by": one.by,
        "at": one.at.isoformat(),
        "decided_by": one.decided_by,
        "items": {
            item.code: {
                "reason": item.reason,
                "evidence": item.evidence,
                "before": None if item.before is None else str(item.before),
                "after": None if item.after is None else str(item.after),
                "lifted": item.lifted,
                "decision": item.decision,
            }
            for item in one.items
        },
    }


def _rate(one: Overturned) -> Result:
    return {
        "appealed": one.appealed,
        "overturned": one.overturned,
        "share": None if one.share is None else str(one.share),
        "low": None if one.interval is None else str(one.interval.low),
        "high": None if one.interval is None else str(one.interval.high),
    }


def appeal_lines(result: Result) -> Iterable[str]:
    yield f"工单 {result['ref']} 的申诉已提出：{'、'.join(result['items'])}。"


def ruling_lines(result: Result) -> Iterable[str]:
    for code, one in result["items"].items():
        yield f"{code}　{one['before'] or '否决'} → {_after(one)}　{one['decision']}"


def _after(one: Result) -> str:
    if one["before"] is None:
        return "不成立" if one["lifted"] else "维持"
    return str(one["after"])


def appeals_lines(result: Result) -> Iterable[str]:
    for one in result["appeals"]:
        state = f"{one['decided_by']}已答复" if one["decided_by"] else "还没有答复"
        yield f"{one['ref']}　{one['unit']}　{'、'.join(one['items'])}　{state}"
    for code, rate in result["overturned"].items():
        counts = f"申诉 {rate['appealed']} 项，改判 {rate['overturned']} 项"
        yield f"{code}　{counts}（{rate['share']}%）"


def file_options(parser: ArgumentParser) -> None:
    parser.add_argument("--number", required=True, help="工单编号或引用")
    parser.add_argument("--file", type=Path, required=True, metavar="ITEMS.json", help="逐项内容")
