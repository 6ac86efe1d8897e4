"""The questions of 一问一答, as values: what is asked, of which ticket, and what answers do.

A question asks for one field or offers answers in an officer's words that set fields; at most two
further fields follow. A sentence can be built from what was answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.tickets.case import Case
from core.tickets.language.closures import Condition, Value, compile_condition, compile_value
from core.tickets.language.template import Template
from core.tickets.language.tree import Node
from core.tickets.lifecycle import Stage

MOST_FOLLOWING = 2

_ENDS = ("。", "；", "，")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an officer would say; `sets` are sentences for the fields it decides, by key.

    It stands where `holds` is true of the ticket. One that `waits` decides nothing: it is asked
    again another time.
    """

    words: str
    icon: str = ""
    sets: Mapping[str, Node] = field(default_factory=dict)
    holds: Node | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedField:
    """A field asked for in a question, as it is called there; `when` says of which tickets."""

    key: str
    label: str
    when: Node | None = None
    rows: int = 1
    only: tuple[str, ...] = ()
    """The words offered, where not all that the field can hold make sense here."""
    after: str = ""
    """The answer, by its words, after which it is asked for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence built from answers, for the field `key`; `gaps` name what each blank waits for."""

    key: str
    text: Template
    gaps: tuple[str, ...]

    def pieces(self, case: Case) -> tuple[tuple[str, bool], ...]:
        """The sentence in pieces: words, and True for a gap that still waits for an answer."""
        found: list[tuple[str, bool]] = []
        for text, empty in self.text.parts(case):
            if found and text.startswith(_ENDS):  # an answer that ends like a sentence of its own
                found[-1] = (found[-1][0].rstrip("".join(_ENDS)), found[-1][1])
            found.append((text, False) if empty is None else (self._waits_for(empty), True))
        return tuple(piece for piece in found if piece[0])

    def _waits_for(self, empty: Node) -> str:
        return next(
            gap for node, gap in zip(self.text.values, self.gaps, strict=True) if node is empty
        )

    def whole(self, case: Case) -> str:
        """The sentence, or "" while a gap is left."""
        pieces = self.pieces(case)
        return "" if any(waits for _, waits in pieces) else "".join(text for text, _ in pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; `name` is what it is called once it is answered.

    `when` says of which tickets it is asked, `done` when there is no need to ask, where its own
    fields do not tell.
    """

    id: str
    stage: Stage
    name: str
    title: str
    why: str
    when: Node | None = None
    done: Node | None = None
    answers: tuple[Answer, ...] = ()
    fields: tuple[AskedField, ...] = ()
    sentence: Sentence | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """All fields that the question can change, in order."""
        decided = (key for answer in self.answers for key in answer.sets)
        built = (self.sentence.key,) if self.sentence is not None else ()
        return tuple(dict.fromkeys((*decided, *(one.key for one in self.fields), *built)))


class Compiled:
    """A question ready to be asked of tickets."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.when = _condition(question.when)
        self.done = _condition(question.done)
        self.fields = [(_condition(one.when), one) for one in question.fields]
        self.answers = [_answer(one) for one in question.answers]


@dataclass(frozen=True, slots=True)
class CompiledAnswer:
    """An answer ready to be given: what it sets, and whether it stands."""

    answer: Answer
    sets: Mapping[str, Value]
    holds: Condition | None

    def values(self, case: Case) -> dict[str, Any]:
        return {key: value(case) for key, value in self.sets.items()}


def _answer(answer: Answer) -> CompiledAnswer:
    sets = {key: compile_value(node) for key, node in answer.sets.items()}
    return CompiledAnswer(answer, sets, _condition(answer.holds))


def _condition(node: Node | None) -> Condition | None:
    return None if node is None else compile_condition(node)
