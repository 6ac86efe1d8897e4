"""Which question comes next (一问一答), worked out anew from the ticket as it stands.

Nothing of it is stored but what a person passed over while the ticket is open: a question that
needs no answer and got none, and one that was put off (先跳过).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from core.tickets.case import Case
from core.tickets.fields import BY_KEY, Field, FieldType, shown_text
from core.tickets.filling.fitting import fitted
from core.tickets.filling.logic import FormLogic, Settled
from core.tickets.filling.questions import Answer, AskedField, Compiled, Question
from core.tickets.filling.stages import Stages
from core.tickets.language.function import Unknown
from core.tickets.lifecycle import Stage
from core.tickets.ticket import Ticket

_YES = "是"


@dataclass(slots=True)
class Passed:
    """What a person went past on the ticket that is open, by question."""

    unanswered: set[str] = field(default_factory=set)
    """Nothing had to be said and nothing was."""

    put_off: set[str] = field(default_factory=set)

    def forget(self) -> None:
        self.unanswered.clear()
        self.put_off.clear()


@dataclass(frozen=True, slots=True)
class Way:
    """Where one is among the questions that apply: the how-manieth, and how many are left."""

    place: int
    left: int


class Asking:
    """Asks the questions of tickets, one after another, only those that apply."""

    def __init__(self, questions: Sequence[Question], logic: FormLogic, stages: Stages) -> None:
        self.questions = {one.id: one for one in questions}
        self._compiled = {one.id: Compiled(one) for one in questions}
        self._logic = logic
        self._stages = stages

    def applying(self, settled: Settled, writable: Collection[str]) -> tuple[Question, ...]:
        """The questions that apply and can be answered now, in order."""
        return tuple(
            one.question
            for one in self._compiled.values()
            if (one.when is None or one.when(settled.case) is True)
            and self._asked(one, settled, writable)
        )

    def fields(
        self, question: Question, settled: Settled, writable: Collection[str], said: str = ""
    ) -> tuple[AskedField, ...]:
        """The fields of a question that apply as the ticket stands.

        `said` is the answer just given that the ticket does not show yet, by its words.
        """
        standing = self.standing(question, settled)
        answers = {said, "" if standing is None else standing.words}
        return tuple(
            one
            for when, one in self._compiled[question.id].fields
            if one.key not in settled.hidden
            and one.key in writable
            and (when is None or when(settled.case) is True)
            and (not one.after or one.after in answers)
        )

    def _asked(self, one: Compiled, settled: Settled, writable: Collection[str]) -> tuple[str, ...]:
        """The keys that the question can fill in on this ticket."""
        decided = (key for answer in one.question.answers for key in answer.sets)
        open_ones = [k for k in decided if k not in settled.hidden and k in writable]
        fields = self.fields(one.question, settled, writable)
        return tuple(dict.fromkeys((*open_ones, *(asked.key for asked in fields))))

    def asked(
        self, question: Question, settled: Settled, writable: Collection[str]
    ) -> tuple[str, ...]:
        """The keys that a question can fill in on this ticket."""
        return self._asked(self._compiled[question.id], settled, writable)

    # how far one is

    def missing(
        self, question: Question, settled: Settled, writable: Collection[str]
    ) -> tuple[str, ...]:
        """The fields of the question that must be filled in and are empty."""
        needed = self._needed(settled)
        return tuple(
            key
            for key in self.asked(question, settled, writable)
            if key in needed and BY_KEY[key].is_empty(settled.case.ticket)
        )

    def _needed(self, settled: Settled) -> frozenset[str]:
        """What must be filled in: required fields, and what a stage still needs."""
        needs = self._stages.open_needs(settled)
        missing = {need.key for found in needs.values() for need in found if need.key}
        return self._logic.required(settled) | missing

    def is_done(
        self, question: Question, settled: Settled, writable: Collection[str], passed: Passed
    ) -> bool:
        """Whether the question need not be asked: answered, or nothing had to be said."""
        if self.missing(question, settled, writable):
            return False
        one = self._compiled[question.id]
        if question.id in passed.unanswered:
            return True
        if one.done is not None:
            return one.done(settled.case) is True
        keys, ticket = self.asked(question, settled, writable), settled.case.ticket
        return any(not BY_KEY[key].is_empty(ticket) for key in keys)

    def pass_over(
        self, settled: Settled, writable: Collection[str], passed: Passed, now: Stage
    ) -> None:
        """Take as passed over what need not be said and belongs to stages before `now`."""
        order = list(Stage)
        for one in self.applying(settled, writable):
            earlier = order.index(one.stage) < order.index(now)
            if earlier and not self.missing(one, settled, writable):
                passed.unanswered.add(one.id)

    def next(self, settled: Settled, writable: Collection[str], passed: Passed) -> Question | None:
        """The first question to ask; None when all are answered, passed over or put off."""
        return next(iter(self.open(settled, writable, passed)), None)

    def open(
        self, settled: Settled, writable: Collection[str], passed: Passed
    ) -> tuple[Question, ...]:
        """The questions still to be asked, without those that were put off."""
        return tuple(
            one
            for one in self.applying(settled, writable)
            if one.id not in passed.put_off and not self.is_done(one, settled, writable, passed)
        )

    def put_off(
        self, settled: Settled, writable: Collection[str], passed: Passed
    ) -> tuple[Question, ...]:
        """The questions that were put off and still wait for an answer."""
        return tuple(
            one
            for one in self.applying(settled, writable)
            if one.id in passed.put_off and not self.is_done(one, settled, writable, passed)
        )

    def way(
        self, question: Question, settled: Settled, writable: Collection[str], passed: Passed
    ) -> Way:
        """Where `question` stands among those that apply."""
        applying = self.applying(settled, writable)
        ids = [one.id for one in applying]
        place = ids.index(question.id) + 1 if question.id in ids else len(ids)
        waiting = self.open(settled, writable, passed)
        return Way(place, sum(one.id != question.id for one in waiting))

    # answers

    def standing(self, question: Question, settled: Settled) -> Answer | None:
        """The answer that stands as the ticket is: by its own condition, or by what it sets."""
        for one in self._compiled[question.id].answers:
            if one.holds is not None:
                if one.holds(settled.case) is True:
                    return one.answer
            elif one.sets and self._stands(one.values, settled):
                return one.answer
        return None

    def _stands(self, values: Any, settled: Settled) -> bool:
        wanted = _fitted(values, settled.case)
        ticket = settled.case.ticket
        return all(BY_KEY[key].get(ticket) == value for key, value in wanted.items())

    def given(self, question: Question, answer: Answer, settled: Settled) -> dict[str, Any]:
        """What giving the answer writes into the ticket; nothing where it stands already."""
        if self.standing(question, settled) == answer:
            return {}
        one = next(a for a in self._compiled[question.id].answers if a.answer == answer)
        return _fitted(one.values, settled.case)

    def recap(self, question: Question, settled: Settled, writable: Collection[str]) -> str:
        """What was answered, as one line: the officer's words and what was filled in."""
        answer, ticket = self.standing(question, settled), settled.case.ticket
        by_answer = set() if answer is None else answer.sets.keys()
        keys = [k for k in self.asked(question, settled, writable) if k not in by_answer]
        values = (_said(BY_KEY[key], ticket) for key in keys)
        return "，".join(filter(None, ("" if answer is None else answer.words, *values)))

    # the way to a field

    def question_for(
        self, key: str, settled: Settled, writable: Collection[str], passed: Passed
    ) -> Question | None:
        """The question that asks for a field of this ticket; one that is still open comes first."""
        asking = [
            one
            for one in self.applying(settled, writable)
            if key in self.asked(one, settled, writable)
        ]
        still_open = (q for q in asking if not self.is_done(q, settled, writable, passed))
        named = (q for q in asking if any(one.key == key for one in q.fields))
        return next(chain(still_open, named, asking), None)

    def keys(self) -> frozenset[str]:
        """Every field that some question can fill in."""
        return frozenset(key for one in self.questions.values() for key in one.keys)


def _fitted(values: Any, case: Case) -> dict[str, Any]:
    try:
        found: Mapping[str, Any] = values(case)
    except Unknown:
        return {}
    return {key: fitted(BY_KEY[key], value) for key, value in found.items()}


def _said(field: Field, ticket: Ticket) -> str:
    """A value on one line; an answer that says only 是 or 否 with what was asked."""
    line = " ".join(shown_text(field, field.get(ticket)).split()).rstrip("。")
    return f"{field.header}：{line}" if line and _YES in _words_of(field) else line


def _words_of(field: Field) -> tuple[str, ...]:
    return (_YES,) if field.type is FieldType.BOOL else tuple(map(str, field.words or ()))


def first_keys(questions: Iterable[Question]) -> dict[str, int]:
    """For each field the place of the first question that can fill it in."""
    found: dict[str, int] = {}
    for place, question in enumerate(questions):
        for key in question.keys:
            found.setdefault(key, place)
    return found
