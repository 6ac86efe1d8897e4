"""Reads a sentence: text in, checked tree out, or a Mistake that names the place and the remedy."""

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from core.errors import Refusal
from core.tickets.language.binding import Binder
from core.tickets.language.contradictions import contradiction
from core.tickets.language.grammar import parse
from core.tickets.language.mistakes import Mistake
from core.tickets.language.tree import Derived, Extent, Name, Node, extent, walk
from core.tickets.language.value_types import ValueType
from core.tickets.language.vocabulary import Definition, Vocabulary, refuse_bad_names

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
    refuse_bad_names(vocabulary)
    read: dict[str, Derived] = {}
    for name in _in_order(vocabulary):
        known = replace(vocabulary, meanings=read)
        read[name] = vocabulary.meanings.get(name) or _meaning(vocabulary.definitions[name], known)
    return replace(vocabulary, meanings=read)


def _meaning(definition: Definition, known: Vocabulary) -> Derived:
    try:
        tree = value(definition.sentence, known)
    except Mistake as mistake:
        raise Refusal(f"名称“{definition.name}”的定义，{mistake}") from mistake
    return Derived(definition.name, tree, extent(tree))


def _in_order(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The derived names, each behind those it uses; Refusal where they go in a circle."""
    uses = {name: _used(one, vocabulary) for name, one in vocabulary.definitions.items()}
    try:
        return tuple(TopologicalSorter(uses).static_order())
    except CycleError as error:
        circle = " → ".join(f"“{name}”" for name in reversed(error.args[1]))
        raise Refusal(f"名称互相引用，算不出来：{circle}。请改其中一个的定义。") from None


def _used(definition: Definition, vocabulary: Vocabulary) -> frozenset[str]:
    """The derived names that a definition uses; one already checked needs no looking at."""
    if definition.name in vocabulary.meanings:
        return frozenset()
    try:
        tree = parse(definition.sentence)
    except Mistake as mistake:
        raise Refusal(f"名称“{definition.name}”的定义，{mistake}") from mistake
    names = {node.text for node in walk(tree) if isinstance(node, Name)}
    return frozenset(names & vocabulary.definitions.keys())
