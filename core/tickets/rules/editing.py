"""Changes the data of one rule by one entry at a time, and leaves alone what nobody touched.

A rule with one case may write its entries at the rule itself; with more, what the cases share
stands there. An entry is changed where it stands, so that the difference to the version before
shows no more than what a person did.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from core.tickets.rules.plain import Data

OF_CASE = ("condition", "severity", "fields", "message", "basis")

_NUMBERED = re.compile(r"(.*?)(\d+)")


def case_count(rule: Data) -> int:
    """How many cases are written; a case with `each` is one."""
    return len(rule.get("case", ())) or 1


def case_entries(rule: Data, at: int) -> dict[str, Any]:
    """The entries of one case, with those that it takes over from the rule."""
    cases = rule.get("case", ())
    if not cases:
        return {key: rule[key] for key in (*OF_CASE, "each") if key in rule}
    return {**{key: rule[key] for key in OF_CASE if key in rule}, **cases[at]}


def with_case_entry(rule: Data, at: int, key: str, value: Any) -> dict[str, Any]:
    """The rule with one entry of one case changed; an empty value takes the entry out."""
    cases = list(rule.get("case", ()))
    if not cases:
        return with_entry(rule, key, value)
    cases[at] = with_entry(cases[at], key, value)
    return {**rule, "case": cases}


def with_entry(data: Data, key: str, value: Any) -> dict[str, Any]:
    """The data with one entry changed; an empty value takes it out."""
    if value in (None, "", (), [], {}, False):
        return {name: one for name, one in data.items() if name != key}
    return {**data, key: value}


def with_new_case(rule: Data) -> dict[str, Any]:
    """The rule with one more case, which begins like the last one but without its condition."""
    cases = [dict(one) for one in rule.get("case", ())]
    if not cases:
        own = (*OF_CASE, "each")
        cases = [{key: rule[key] for key in own if key in rule}]
        rule = {key: one for key, one in rule.items() if key not in own}
    last = {key: one for key, one in cases[-1].items() if key not in {"condition", "each"}}
    return {**rule, "case": [*cases, last]}


def without_case(rule: Data, at: int) -> dict[str, Any]:
    """The rule without one of its cases; the last one that is left stays."""
    cases = list(rule.get("case", ()))
    if len(cases) < 2:
        return dict(rule)
    return {**rule, "case": [*cases[:at], *cases[at + 1 :]]}


def with_example(
    rule: Data, example: Data | None, *, fires: bool, at: int | None = None
) -> dict[str, Any]:
    """The rule with an example more, or with another one (or none) in the place `at`."""
    key = "fires" if fires else "silent"
    examples = list(rule.get(key, ()))
    where = slice(len(examples), len(examples)) if at is None else slice(at, at + 1)
    examples[where] = [] if example is None else [dict(example)]
    return with_entry(rule, key, examples)


def with_reason(data: Data, change: str, reason: str) -> dict[str, Any]:
    """The rule or name with the reason why a change that no example notices changes nothing."""
    others = [one for one in data.get("equivalent", ()) if one["change"] != change]
    return {**data, "equivalent": [*others, {"change": change, "reason": reason}]}


def without_reasons(data: Data, changes: Iterable[str]) -> dict[str, Any]:
    """The rule or name without the reasons given for these changes."""
    gone = set(changes)
    left = [one for one in data.get("equivalent", ()) if one["change"] not in gone]
    return with_entry(data, "equivalent", left)


def next_id(rules: Sequence[Data]) -> str:
    """A number that no rule has yet, one above the highest of those that are written alike."""
    found = [hit for one in rules if (hit := _NUMBERED.fullmatch(str(one.get("id", ""))))]
    if not found:
        return "F-001"
    head, digits = max((hit.groups() for hit in found), key=lambda pair: int(pair[1]))
    return f"{head}{int(digits) + 1:0{len(digits)}}"


def new_rule(id_: str, group: str) -> dict[str, Any]:
    """A rule to begin with: everything that must be there, still to be written."""
    begun = {"id": id_, "title": "新规则", "severity": "须确认"}
    return {"group": group, **begun} if group else begun


def laid_out(sentence: str) -> str:
    """A sentence on one line with every 且 at the outermost level on a line of its own."""
    if "\n" in sentence.strip():
        return sentence.strip()
    depth, quoted, made = 0, False, ""
    for character in sentence.strip():
        quoted ^= character in '“”"'
        depth += (character in "(（") - (character in ")）")
        breaks = character == "且" and depth == 0 and not quoted
        made = f"{made.rstrip()}\n且" if breaks and made else made + character
    return made
