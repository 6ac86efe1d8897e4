"""Makes the vocabulary and the rulebook from the data the office reads (`resources/rules/*.toml`).

Takes data that has been read already. What is wrong in it is refused with a sentence that names the
rule, the entry and the remedy; with several wrong rules all of them are named.
"""

from collections.abc import Iterator, Sequence

from core.errors import Refusal
from core.tickets.language.check import complete
from core.tickets.language.number_tables import NumberTable
from core.tickets.language.vocabulary import Definition, Vocabulary, by_name
from core.tickets.language.word_lists import WordList, word_list
from core.tickets.rules.plain import Data
from core.tickets.rules.reading import read_rule
from core.tickets.rules.rulebook import Rule, Rulebook

_NAMED = ("names", "lists", "tables")


def vocabulary_of(data: Data) -> Vocabulary:
    """The vocabulary in `data`: `names`, `lists` and `tables`."""
    definitions = [
        Definition(one["name"], one["means"], one.get("help", "")) for one in data.get("names", ())
    ]
    lists = _unique(
        [word_list(one["name"], one["words"], one.get("help", "")) for one in data.get("lists", ())]
    )
    tables = {one["name"]: _table(one) for one in data.get("tables", ())}
    return complete(Vocabulary(definitions=by_name(definitions), word_lists=lists, tables=tables))


def wider_vocabulary(data: Data, program: Data) -> Vocabulary:
    """The vocabulary in `data`, and the words that only `program` has, where they still fit."""
    own = {one["name"] for part in _NAMED for one in data.get(part, ())}
    both = {
        part: [
            *data.get(part, ()),
            *(one for one in program.get(part, ()) if one["name"] not in own),
        ]
        for part in _NAMED
    }
    try:
        return vocabulary_of(both)
    except Refusal:
        return vocabulary_of(data)


def _unique(lists: Sequence[WordList]) -> dict[str, WordList]:
    found: dict[str, WordList] = {}
    for one in lists:
        if one.name in found:
            raise Refusal(f"词表“{one.name}”写了两次，请留一个。")
        found[one.name] = one
    return found


def _table(data: Data) -> NumberTable:
    return NumberTable(data["name"], tuple(data["rows"].items()), data.get("help", ""))


def rulebook_of(data: Data, vocabulary: Vocabulary, *, version: str) -> Rulebook:
    """The rulebook in `data`: `examples_on` and `rules`, with this vocabulary."""
    rules: list[Rule] = []
    mistakes: list[str] = []
    for one in data.get("rules", ()):
        try:
            rules.append(read_rule(one, vocabulary, examples_on=data["examples_on"]))
        except Refusal as refusal:
            mistakes.append(str(refusal))
    mistakes += _named_twice(rules)
    if mistakes:
        raise Refusal("\n".join(mistakes))
    return Rulebook(
        version=version,
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
    )


def _named_twice(rules: Sequence[Rule]) -> Iterator[str]:
    ids = [rule.id for rule in rules]
    for id_ in sorted({one for one in ids if ids.count(one) > 1}):
        yield f"规则 {id_} 写了两次，请给其中一条换一个编号。"
