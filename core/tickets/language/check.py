"""Reads a sentence: text in, checked tree out, or a Mistake that names the place and the remedy."""

from collections.abc import Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from core.errors import Refusal
from core.tickets.language.binding import Binder
from core.tickets.language.contradictions import contradiction
from core.tickets.language.grammar import parse
from core.tickets.language.mistakes import Mistake
from core.tickets.language.tree import Derived, Extent, Name, Node, extent, walk
from core.tickets.language.value_types import ValueType
from core.tickets.language.vocabulary import Definition, Vocabulary, WrongName, bad_names

MAX_NODES = 3000
MAX_LEVELS = 120
"""With derived names written out; keeps names of names of names from growing beyond all bounds."""


def condition(sentence: str, vocabulary: Vocabulary) -> Node:
    """The checked tree of a sentence that must be true or false."""
    tree = Binder(vocabulary, sentence).condition(parse(sentence))
    _refuse_excess(tree, sentence)
    refuse_contradiction(tree, sentence)
    return tree


def refuse_contradiction(tree: Node, sentence: str) -> None:
    """Refuse what can never hold; `tree` is the sentence, perhaps with more that must hold too."""
    if found := contradiction(tree):
        raise Mistake(found.said, sentence=sentence, at=found.at)


def value(sentence: str, vocabulary: Vocabulary, beside: ValueType | None = None) -> Node:
    """The checked tree of a sentence that gives a value: for messages and calculated fields.

    `beside` is the type of what it stands for, so that words of a closed vocabulary are known.
    """
    tree = Binder(vocabulary, sentence).bind(parse(sentence), beside)
    _refuse_excess(tree, sentence)
    return tree


def _refuse_excess(tree: Node, sentence: str) -> Extent:
    found = extent(tree)
    if found.nodes > MAX_NODES or found.levels > MAX_LEVELS:
        said = "这句话连同用到的名称太复杂，没有人看得懂。请拆成几条。"
        raise Mistake(said, sentence=sentence, at=0)
    return found


def complete(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with all its derived names checked; Refusal for the first that is wrong."""
    made, wrong = completed(vocabulary)
    if wrong:
        raise Refusal(str(wrong[0]))
    return made


def completed(vocabulary: Vocabulary) -> tuple[Vocabulary, list[WrongName]]:
    """The vocabulary with the names that are right, and what is wrong with the others.

    Of a name that uses a wrong one nothing is said.
    """
    wrong = list(bad_names(vocabulary))
    left_out = {one.name for one in wrong}
    uses: dict[str, frozenset[str]] = {}
    for name, definition in vocabulary.definitions.items():
        try:
            uses[name] = _used(definition, vocabulary)
        except Mistake as mistake:
            wrong.append(WrongName("名称", name, str(mistake), mistake.at))
            left_out.add(name)
    order, circle = _in_order(uses)
    read: dict[str, Derived] = {}
    for name in order:
        if name in left_out or uses.get(name, frozenset()) & left_out:
            left_out.add(name)
            continue
        known = replace(vocabulary, meanings=read)
        try:
            read[name] = vocabulary.meanings.get(name) or _meaning(
                vocabulary.definitions[name], known
            )
        except Mistake as mistake:
            wrong.append(WrongName("名称", name, str(mistake), mistake.at))
            left_out.add(name)
    return replace(vocabulary, meanings=read), [*wrong, *circle]


def _meaning(definition: Definition, known: Vocabulary) -> Derived:
    tree = value(definition.sentence, known)
    return Derived(definition.name, tree, extent(tree))


def _in_order(uses: Mapping[str, frozenset[str]]) -> tuple[tuple[str, ...], list[WrongName]]:
    """The names, each behind those it uses; none where some of them go in a circle."""
    try:
        return tuple(TopologicalSorter(uses).static_order()), []
    except CycleError as error:
        around = error.args[1]
        circle = " → ".join(f"“{name}”" for name in reversed(around))
        said = f"和别的名称互相引用，算不出来：{circle}。请改其中一个的意思。"
        return (), [WrongName("名称", around[0], said)]


def _used(definition: Definition, vocabulary: Vocabulary) -> frozenset[str]:
    """The derived names that a definition uses; one already checked needs no looking at."""
    if definition.name in vocabulary.meanings:
        return frozenset()
    names = {node.text for node in walk(parse(definition.sentence)) if isinstance(node, Name)}
    return frozenset(names & vocabulary.definitions.keys())
