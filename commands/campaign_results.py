"""What `campaign …` answers: the JSON pieces, and the same in lines for a terminal."""

from collections.abc import Iterable
from decimal import Decimal

from commands.command import Result
from core.review.report import CampaignReport, DrawnTicket, TicketResult, UnitResult


def standing(report: CampaignReport) -> Result:
    return {
        "campaign": report.id,
        "state": report.state,
        "units": {one.unit: _unit(one) for one in report.units},
        "tickets": [_ticket(one) for one in report.tickets],
        "directed": [{**_ticket(one), "why": one.directed} for one in report.directed],
    }


def _unit(one: UnitResult) -> Result:
    return {
        "n": one.n,
        "drawn": one.drawn,
        "mean": _text(one.mean),
        "low": _text(one.low),
        "high": _text(one.high),
        "share": _text(one.share),
        "share_low": _text(one.share_low),
        "share_high": _text(one.share_high),
        "place": one.place,
        "remark": one.remark,
    }


def _ticket(one: TicketResult) -> Result:
    return {
        **named(one.ref, one.number),
        "unit": one.unit,
        "state": "已评定" if one.final is not None else "评查中",
        "self": _text(one.self_total),
        "peers": [_text(total) for total in one.peer_totals],
        "recheck": _text(one.recheck_total),
        "final": _text(one.final),
        "grade": one.grade,
        "veto": [hit.code for hit in one.vetoes],
        "flags": [flag.sentence for flag in one.flags],
    }


def named(ref: str, number: str) -> Result:
    return {"number": number} if ref == number else {"number": number, "ref": ref}


def drawn(one: DrawnTicket) -> Result:
    found = {"ref": one.ref, "number": one.number, "stratum": one.stratum, "key": one.key}
    return found | {"directed": one.directed} if one.directed else found


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def plan_lines(result: Result) -> Iterable[str]:
    yield f"第 {result['campaign']} 号督查：总体 {result['frame']['count']} 件，"
    yield f"名单的 SHA-256：{result['frame']['sha256']}"
    for one in result["strata"]:
        yield f"{one['stratum']}　共 {one['size']} 件，抽 {one['take']} 件"
    for name, count in result["directed"].items():
        yield f"定向：{name} {count} 件"
    for one in result["excluded"]:
        yield f"排除 {_ref(one)}：{one['reason']}"


def frame_lines(result: Result) -> Iterable[str]:
    yield f"写出 {result['count']} 件。SHA-256：{result['sha256']}"


def commit_lines(result: Result) -> Iterable[str]:
    yield f"种子已封存，总体 {result['frame']['count']} 件已锁定。"


def draw_lines(result: Result) -> Iterable[str]:
    for one in result["drawn"]:
        why = f"定向：{one['directed']}" if "directed" in one else ""
        line = (one["stratum"], one["ref"], one["key"][:12], why)
        yield "　".join(filter(None, line))


def replace_lines(result: Result) -> Iterable[str]:
    yield f"{result['void']} 作废，补抽 {result['drawn']['ref']}。"


def assign_lines(result: Result) -> Iterable[str]:
    for one in result["assignments"]:
        by = "、".join(f"{who['unit']}{who['officer']}" for who in one["reviewers"])
        yield f"{_ref(one)}（{one['handling_unit']}）　{by}"


def review_lines(result: Result) -> Iterable[str]:
    capped = f"，一票否决：{'、'.join(result['veto'])}" if result["veto"] else ""
    yield f"已提交，合计 {result['total']} 分{capped}。"


def third_lines(result: Result) -> Iterable[str]:
    for one in result["thirds"]:
        yield f"{one['ref']}　复评：{one['unit']}{one['officer']}"


def standing_lines(result: Result) -> Iterable[str]:
    yield result["state"]
    for unit, one in result["units"].items():
        interval = f"（{one['low']} 至 {one['high']}）" if one["low"] else ""
        mean = f"均分 {one['mean'] or '—'}{interval}"
        yield "　".join(filter(None, (unit, f"{one['n']} 件", mean, one["remark"])))
    for one in (*result["tickets"], *result["directed"]):
        mark = one["final"] or one["state"]
        why = f"定向：{one['why']}" if "why" in one else ""
        yield "　".join(filter(None, (_ref(one), one["unit"], mark, one["grade"], why)))


def _ref(one: Result) -> str:
    return str(one.get("ref", one["number"]))
