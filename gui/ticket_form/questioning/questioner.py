"""Which question is asked now on the ticket that is open, and how one got there."""

from collections.abc import Collection
from dataclasses import dataclass, field

from core.tickets.filling.asking import Asking, Passed, Way
from core.tickets.filling.logic import Settled
from core.tickets.filling.questions import Answer, AskedField, Question
from core.tickets.lifecycle import Stage


@dataclass(slots=True)
class Questioner:
    """Goes from question to question; `look` tells it how the ticket stands now."""

    asking: Asking
    passed: Passed = field(default_factory=Passed)
    current: Question | None = None
    said: str = ""
    """The answer just given, by its words, where the ticket alone would not show it."""
    _behind: list[str] = field(default_factory=list)
    _settled: Settled | None = None
    _writable: Collection[str] = frozenset()

    def begin(self) -> None:
        """Another ticket: nothing was passed over yet."""
        self.passed.forget()
        self._behind.clear()
        self.current, self.said = None, ""

    def pass_over(self, now: Stage) -> None:
        """Begin where the ticket stands: what may stay unsaid of earlier stages is not asked."""
        self.asking.pass_over(self.settled, self._writable, self.passed, now)

    def look(self, settled: Settled, writable: Collection[str]) -> None:
        """Take the ticket as it stands; the question stays unless it no longer applies."""
        self._settled, self._writable = settled, writable
        applying = self.asking.applying(settled, writable)
        if self.current is not None and self.current not in applying:
            self.go_on()

    @property
    def settled(self) -> Settled:
        assert self._settled is not None  # noqa: S101 -- `look` comes first
        return self._settled

    # moving

    def go_on(self) -> None:
        """Ask the next question that is open, or none."""
        self._move(self.asking.next(self.settled, self._writable, self.passed))

    def next(self) -> bool:
        """Leave the current question as answered; False where something must still be said."""
        if self.current is None:
            return True
        if self.waits:
            self.put_off()
            return True
        if self.missing:
            return False
        self.passed.unanswered.add(self.current.id)
        self.passed.put_off.discard(self.current.id)
        self._behind.append(self.current.id)
        self.go_on()
        return True

    def put_off(self) -> None:
        """Leave the current question for later (先跳过)."""
        if self.current is not None:
            self.passed.put_off.add(self.current.id)
            self._behind.append(self.current.id)
        self.go_on()

    def back(self) -> None:
        """Ask the one before again, where it still applies."""
        applying = {one.id: one for one in self.asking.applying(self.settled, self._writable)}
        while self._behind:
            before = applying.get(self._behind.pop())
            if before is not None:
                self.passed.put_off.discard(before.id)
                self._move(before)
                return

    def go_to(self, question: Question) -> None:
        """Ask a certain question (改)."""
        if self.current is not None and question is not self.current:
            self._behind.append(self.current.id)
        self.passed.put_off.discard(question.id)
        self._move(question)

    def go_to_field(self, key: str) -> bool:
        """Ask the question that has this field; False where none has."""
        found = self.asking.question_for(key, self.settled, self._writable, self.passed)
        if found is not None:
            self.go_to(found)
        return found is not None

    def _move(self, question: Question | None) -> None:
        self.current, self.said = question, ""

    # what is asked now

    @property
    def can_go_back(self) -> bool:
        return bool(self._behind)

    @property
    def fields(self) -> tuple[AskedField, ...]:
        """The fields of the current question that apply."""
        if self.current is None:
            return ()
        return self.asking.fields(self.current, self.settled, self._writable, self.said)

    @property
    def standing(self) -> Answer | None:
        """The answer that is chosen: just given, or standing in the ticket."""
        if self.current is None:
            return None
        given = next((one for one in self.current.answers if one.words == self.said), None)
        return given or self.asking.standing(self.current, self.settled)

    @property
    def waits(self) -> bool:
        """Whether the answer just given decides nothing yet."""
        return self.standing is not None and self.standing.waits

    @property
    def missing(self) -> tuple[str, ...]:
        """What must be filled in before one goes on."""
        if self.current is None:
            return ()
        return self.asking.missing(self.current, self.settled, self._writable)

    @property
    def way(self) -> Way:
        assert self.current is not None  # noqa: S101 -- only asked while a question is
        return self.asking.way(self.current, self.settled, self._writable, self.passed)

    def answered(self) -> list[tuple[Question, str]]:
        """The answered questions before the current one, each with its answer in one line."""
        applying = self.asking.applying(self.settled, self._writable)
        if self.current in applying:
            applying = applying[: applying.index(self.current)]
        lines = ((one, self.asking.recap(one, self.settled, self._writable)) for one in applying)
        return [(one, line) for one, line in lines if line]

    def waiting(self) -> tuple[Question, ...]:
        """The questions that were put off and have no answer yet."""
        return self.asking.put_off(self.settled, self._writable, self.passed)
