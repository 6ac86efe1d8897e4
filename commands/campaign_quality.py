"""`campaign quality`: what the reviewers of a campaign are like, as JSON and as lines."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from decimal import Decimal

from commands.command import Context, Result
from core.figures.words import signed
from core.review.anchors import Closeness, ItemCloseness
from core.review.intervals import Interval
from core.review.quality.leaning import Leaning, Reciprocity
from core.review.quality.report import ItemAgreement, QualityReport, two_places
from storage.review.quality import quality as read_quality


def quality(context: Context, args: Namespace) -> Result:
    with context.store(create=False).reading() as connection:
        return _plain(read_quality(connection, args.id))


def _plain(report: QualityReport) -> Result:
    total, *items = report.agreements
    return {
        "campaign": report.campaign,
        "total": _agreement(total),
        "items": {one.code: _agreement(one) for one in items},
        "severity": {one.unit: _leaning(one) for one in report.severity},
        "inflation": {one.unit: _leaning(one) for one in report.inflation},
        "reciprocity": [_pair(one) for one in report.reciprocity],
        "anchors": {
            "reviewers": [_closeness(one) for one in report.closeness],
            "items": {one.code: _close(one) for one in report.items_close},
        },
        "places": {one.unit: {"best": one.best, "worst": one.worst} for one in report.places},
    }


def _closeness(one: Closeness) -> Result:
    return {
        "unit": one.unit,
        "officer": one.officer,
        "n": one.n,
        "aligned": str(one.aligned),
        "items": {item.code: _close(item) for item in one.items},
    }


def _close(one: ItemCloseness) -> Result:
    return {"title": one.title, "n": one.n, "aligned": str(one.aligned)}


def _agreement(one: ItemAgreement) -> Result:
    found = one.found
    return {
        "title": one.title,
        "n": found.n,
        "alpha": None if found.alpha is None else _number(found.alpha),
        "low": None if found.low is None else _number(found.low),
        "high": None if found.high is None else _number(found.high),
        "word": one.word,
        "drivers": [
            {"ref": driver.ref, "without": _number(driver.without)} for driver in found.drivers
        ],
    }


def _number(value: float) -> str:
    return str(two_places(value))


def _leaning(one: Leaning) -> Result:
    return {"n": one.n, "mean": str(one.mean), **_ends(one.interval), "clear": one.is_clear}


def _pair(one: Reciprocity) -> Result:
    return {
        "units": list(one.units),
        "n": one.n,
        "mean": str(one.mean),
        "elsewhere": None if one.elsewhere is None else str(one.elsewhere),
        "more": None if one.more is None else _leaning(one.more),
    }


def _ends(interval: Interval | None) -> Result:
    if interval is None:
        return {"low": None, "high": None}
    return {"low": str(interval.low), "high": str(interval.high)}


def quality_lines(result: Result) -> Iterable[str]:
    for code, one in {"": result["total"], **result["items"]}.items():
        interval = f"（{one['low']} 至 {one['high']}）" if one["low"] else ""
        name, figure = f"{code}{one['title']}", f"α {one['alpha'] or '—'}{interval}"
        yield "　".join((name, f"{one['n']} 件", figure, one["word"]))
    yield from _leaning_lines("互评", result["severity"])
    yield from _leaning_lines("自评", result["inflation"])
    for one in result["anchors"]["reviewers"]:
        yield f"锚点件　{one['unit']}{one['officer']}　{one['n']} 件　接近程度 {one['aligned']}%"
    for one in result["reciprocity"]:
        yield f"对评　{'、'.join(one['units'])}　{one['n']} 份　平均差 {_signed(one['mean'])}"


def _leaning_lines(what: str, units: dict[str, Result]) -> Iterator[str]:
    for unit, one in units.items():
        interval = f"（{one['low']} 至 {one['high']}）" if one["low"] else ""
        yield f"{what}　{unit}　{one['n']} 份　与复核平均差 {_signed(one['mean'])}{interval}"


def _signed(text: str) -> str:
    return signed(Decimal(text))
