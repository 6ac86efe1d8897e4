"""`campaign appraisal`: the figures of the units over a year."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from commands.acting import acting
from commands.command import Context, Result
from commands.options import number
from core.people import Action
from core.review.debrief.appraisal import Appraisal, Figure
from storage.review.debrief.appraisal import appraisal_of


def options(parser: ArgumentParser) -> None:
    parser.add_argument("--year", type=number, metavar="YYYY", help="哪一年，不写就是今年")


def appraisal(context: Context, args: Namespace) -> Result:
    acting(context, Action.FOLLOW_REMEDIES, is_asked=False)
    with context.store(create=False).reading() as connection:
        found = appraisal_of(connection, args.year or context.today.year, today=context.today)
    return _plain(found)


def _plain(found: Appraisal) -> Result:
    return {
        "year": found.year,
        "weighting": found.weighting,
        "campaigns": [
            {
                "campaign": one.report.id,
                "title": one.report.title,
                "weight": str(one.weight),
                "counted": not one.why_not,
                "why_not": one.why_not,
            }
            for one in found.campaigns
        ],
        "units": {one.unit: _figure(one) for one in found.figures},
    }


def _figure(one: Figure) -> Result:
    return {
        "value": None if one.value is None else str(one.value),
        "n": one.n,
        "arithmetic": one.arithmetic,
        "remark": one.remark,
    }


def lines(result: Result) -> Iterable[str]:
    yield f"{result['year']} 年考核建议值（权重 {result['weighting']} 版）"
    for one in result["campaigns"]:
        yield f"{one['title']}　权重 {one['weight']}　{one['why_not'] or '计入'}"
    for unit, one in result["units"].items():
        said = (unit, one["value"] or "—", f"{one['n']} 件", one["arithmetic"], one["remark"])
        yield "　".join(filter(None, said))
