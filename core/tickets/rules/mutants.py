"""The ways in which one rule could be wrong by a single sign (变异): each as data of a rule again.

且 for 或, 为 for 不为, 大于 for 不小于, a 非 less, a number one higher, a part left out … The rule
language reads the changed sentence as it reads the right one; `mutation` sees who notices.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.errors import Refusal
from core.tickets.language.grammar import parse
from core.tickets.language.mistakes import place
from core.tickets.language.tree import Name, walk
from core.tickets.language.variants import variants
from core.tickets.rules.reading import RECEIVED, SUBMITTED
from core.tickets.rules.written import cases_of

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A rule with one thing changed: where, what, and the data of the changed rule."""

    where: str
    change: str
    place: str
    data: Data

    @property
    def called(self) -> str:
        """By which name the rulebook gives a reason for it; it outlives other edits of the rule."""
        return f"{self.where}，{self.change}" if self.where else self.change

    def __str__(self) -> str:
        at = " ".join(filter(None, (self.where, self.place)))
        return f"{at}：{self.change}" if at else self.change


def mutants(data: Data) -> Iterator[Mutant]:
    """Every rule that differs from that in `data` by one sign; their examples are left out."""
    plain = {key: one for key, one in data.items() if key not in {"fires", "silent", "equivalent"}}
    yield from _of_kinds(plain)
    yield from _of_dates(plain, "", lambda changed: changed)
    yield from _of_names(plain)
    yield from _of_cases(plain)


def name_mutants(data: Data) -> Iterator[Mutant]:
    """Every name of the rulebook that differs from that in `data` by one sign."""
    sentence = data["means"]
    for changed, change, at in _readable(sentence):
        new = {**data, "means": changed}
        yield Mutant(where="", change=change, place=place(sentence, at), data=new)


_ONE_DAY = timedelta(days=1)


# what stands around the conditions


def _of_kinds(data: Data) -> Iterator[Mutant]:
    kinds = list(data.get("kinds", ()))
    if kinds:
        left = {key: one for key, one in data.items() if key != "kinds"}
        yield Mutant(where="", change="不再限定工单类型", place="", data=left)
    for kind in kinds if len(kinds) > 1 else ():
        left = {**data, "kinds": [one for one in kinds if one != kind]}
        yield Mutant(where="", change=f"适用类型去掉“{kind}”", place="", data=left)
    if data.get("only_submitted"):
        yield Mutant(
            where="", change="没有提交也检查", place="", data={**data, "only_submitted": False}
        )


def _of_dates(data: Data, where: str, rebuilt: Callable[[Data], Data]) -> Iterator[Mutant]:
    for entry, said in (("since", "生效日期"), ("until", "失效日期")):
        day = data.get(entry)
        days = (day - _ONE_DAY, day + _ONE_DAY) if isinstance(day, date) else ()
        for moved in days:
            change = f"{said}“{day}”改成“{moved}”"
            yield Mutant(where=where, change=change, place="", data=rebuilt({**data, entry: moved}))


def _of_names(data: Data) -> Iterator[Mutant]:
    """Of the rule's own names, as far as a condition rests on them; others only word a message."""
    names: Mapping[str, str] = data.get("names", {})
    asked = _reached(_conditions(data), names)
    for name, sentence in names.items():
        if name not in asked:
            continue
        for changed, change, at in _readable(sentence):
            yield Mutant(
                where=f"名称“{name}”",
                change=change,
                place=place(sentence, at),
                data={**data, "names": {**names, name: changed}},
            )


def rests_on(rule: Data, name: str, names: Sequence[Data]) -> bool:
    """Whether a condition of the rule, or the day that dates it, goes back to the name."""
    known = {one["name"]: one["means"] for one in names} | rule.get("names", {})
    return name in _reached([*_conditions(rule), rule.get("dated_by", RECEIVED)], known)


def _conditions(rule: Data) -> list[str]:
    return [str(case.get("condition", "")) for _, case in cases_of(rule)] + (
        [SUBMITTED] if rule.get("only_submitted") else []
    )


def _reached(sentences: Iterable[str], names: Mapping[str, str]) -> set[str]:
    """The names that the sentences use, and those that these names use."""
    waiting, found = list(sentences), set[str]()
    while waiting:
        used = _names_in(waiting.pop()) & names.keys() - found
        found |= used
        waiting += [names[name] for name in used]
    return found


def _names_in(sentence: str) -> set[str]:
    try:
        return {node.text for node in walk(parse(sentence)) if isinstance(node, Name)}
    except Refusal:
        return set()


def _of_cases(data: Data) -> Iterator[Mutant]:
    """Of each case written out; a case with `each` counts once for every row."""
    cases = [(said.removesuffix("的"), case) for said, case in cases_of(data)]
    head = {key: one for key, one in data.items() if key not in {"case", "each"}}
    for number, (where, case) in enumerate(cases):

        def rebuilt(changed: Data, at: int = number) -> Data:
            rest = [one for _, one in cases]
            return {**head, "case": [*rest[:at], changed, *rest[at + 1 :]]}

        if len(cases) > 1:
            rest = [one for at, (_, one) in enumerate(cases) if at != number]
            yield Mutant(where=where, change="去掉这种情形", place="", data={**head, "case": rest})
            yield from _of_dates(case, where, rebuilt)
        sentence = str(case.get("condition", ""))
        for changed, change, at in _readable(sentence):
            yield Mutant(
                where=f"{where}的条件" if where else "条件",
                change=change,
                place=place(sentence, at),
                data=rebuilt({**case, "condition": changed}),
            )


def _readable(sentence: str) -> Iterator[tuple[str, str, int]]:
    """The mutants of a sentence; none while it cannot be read."""
    try:
        yield from variants(sentence)
    except Refusal:
        return
