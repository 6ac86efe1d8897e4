"""Makes the acts and the rule sets from their data (`resources/law/`); what is wrong is refused."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from core.errors import Refusal
from core.tickets.law.dated import Data, bases_of, span_of
from core.tickets.law.rule_set import Ground, Grounds, Matter, PaperName, RuleSet, RuleSets
from core.tickets.law.statutes import Act, ArticleNumber, Statutes

_KEPT = ("act", "mediation_term", "grounds", "matters", "papers")
"""What a set takes over from the one it is like, unless it says otherwise."""


def statutes_of(data: Data) -> Statutes:
    """The acts in `data`, which is laid out as `resources/law/articles.toml`."""
    return Statutes(tuple(_act(one) for one in data["act"]))


def _act(one: Data) -> Act:
    articles = {_number(key): words for key, words in one.get("article", {}).items()}
    return Act(
        title=one["title"],
        order=one["order"],
        span=span_of(one),
        is_law_of_the_country=one.get("country", False),
        last=one.get("last"),
        articles=dict(sorted(articles.items())),
    )


def _number(key: str) -> ArticleNumber:
    number, _, inserted = key.partition("-")
    return int(number), int(inserted or 0)


def rule_sets_of(data: Sequence[Data]) -> RuleSets:
    """The sets in `data`, each laid out as a file of `resources/law/sets/`; the oldest first."""
    whole: dict[str, Data] = {}
    for one in data:
        whole[one["code"]] = _with_what_it_is_like(one, whole)
    sets = sorted((_rule_set(one) for one in whole.values()), key=lambda one: str(one.span.since))
    _refuse_gaps(sets)
    return RuleSets(tuple(sets))


def _with_what_it_is_like(one: Data, known: Mapping[str, Data]) -> Data:
    if "like" not in one:
        return one
    model = known.get(one["like"])
    if model is None:
        raise Refusal(f"规则集 {one['code']} 要参照的“{one['like']}”还没有写，请写在它前面。")
    kept = {key: model[key] for key in _KEPT}
    return {
        **kept,
        **one,
        "grounds": {**kept["grounds"], **one.get("grounds", {})},
        "matters": {**kept["matters"], **one.get("matters", {})},
    }


def _rule_set(one: Data) -> RuleSet:
    code = one["code"]
    return RuleSet(
        code=code,
        act=one["act"],
        span=span_of(one),
        mediation_term=one["mediation_term"],
        grounds={of: _grounds(one["grounds"].get(of.value, ()), of, code) for of in Grounds},
        matters={_matter(name, code): bases_of(said) for name, said in one["matters"].items()},
        papers=tuple(_paper(paper, code) for paper in one["papers"]),
    )


def _grounds(rows: Iterable[Data], of: Grounds, code: str) -> tuple[Ground, ...]:
    found = tuple(
        Ground(one["code"], one["short"], one["says"], one.get("evidence", "")) for one in rows
    )
    if not found:
        raise Refusal(f"规则集 {code} 没有写“{of.value}”有哪几项。")
    return found


def _paper(one: Data, code: str) -> PaperName:
    matter = _matter(one["matter"], code) if "matter" in one else None
    return PaperName(one["key"], one["name"], one.get("form", ""), matter)


def _matter(name: Any, code: str) -> Matter:
    try:
        return Matter(name)
    except ValueError:
        known = "、".join(Matter)
        raise Refusal(f"规则集 {code} 里的“{name}”不是一件事。可以写：{known}。") from None


def _refuse_gaps(sets: Sequence[RuleSet]) -> None:
    for old, new in pairwise(sets):
        ends, begins = old.span.until, new.span.since
        if ends is None or begins is None or ends + timedelta(days=1) != begins:
            raise Refusal(f"规则集 {old.code} 和 {new.code} 的日期没有接上，请核对起止日期。")
