"""Makes the vocabulary and the rulebook from the data the office reads (`resources/rules/*.toml`).

Takes data that has been read already. What is wrong in it is refused with a sentence that names the
rule, the entry and the remedy; with several wrong rules all of them are named.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.errors import Refusal
from core.tickets.language.check import complete
from core.tickets.language.number_tables import NumberTable
from core.tickets.language.vocabulary import Definition, Vocabulary, by_name
from core.tickets.language.word_lists import WordList, word_list
from core.tickets.rules.reading import read_rule
from core.tickets.rules.rulebook import Rule, Rulebook

Data = Mapping[str, Any]


def vocabulary_of(data: Data) -> Vocabulary:
    """The vocabulary in `data`: `names`, `lists` and `tables`."""
    definitions = [
        Definition(one["name"], one["means"], one.get("help", "")) for one in data["names"]
    ]
    lists = _unique(
        [word_list(one["name"], one["words"], one.get("help", "")) for one in data["lists"]]
    )
    tables = {one["name"]: _table(one) for one in data["tables"]}
    return complete(Vocabulary(definitions=by_name(definitions), word_lists=lists, tables=tables))


def _unique(lists: Sequence[WordList]) -> dict[str, WordList]:
    found: dict[str, WordList] = {}
    for one in lists:
        if one.name in found:
            raise Refusal(f"词表“{one.name}”写了两次，请留一个。")
        found[one.name] = one
    return found


def _table(data: Data) -> NumberTable:
    return NumberTable(data["name"], tuple(data["rows"].items()), data.get("help", ""))


def rulebook_of(data: Data, vocabulary: Vocabulary) -> Rulebook:
    """The rulebook in `data`: `version`, `examples_on` and `rules`, with this vocabulary."""
    rules: list[Rule] = []
    mistakes: list[str] = []
    for one in data["rules"]:
        try:
            rules.append(read_rule(one, vocabulary, examples_on=data["examples_on"]))
        except Refusal as refusal:
            mistakes.append(str(refusal))
    mistakes += _named_twice(rules)
    if mistakes:
        raise Refusal("\n".join(mistakes))
    return Rulebook(
        version=f"{data['version']} {_fingerprint(data)}",
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
    )


def _named_twice(rules: Sequence[Rule]) -> Iterator[str]:
    ids = [rule.id for rule in rules]
    for id_ in sorted({one for one in ids if ids.count(one) > 1}):
        yield f"规则 {id_} 写了两次，请给其中一条换一个编号。"


def _fingerprint(data: Data) -> str:
    """The first of a SHA-256 over all of the data, so that no two rulebooks are called the same."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
