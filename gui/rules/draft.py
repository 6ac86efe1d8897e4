"""`Draft`: the rulebook as it is being edited, read again rule by rule as it changes.

It knows no widget. Cards show what it says and tell it what a person changed.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.data import vocabulary_of
from core.tickets.rules.examples import TriedExample, tried_examples
from core.tickets.rules.faults import Fault, Faults
from core.tickets.rules.plain import Data, tidy
from core.tickets.rules.reading import read_rule, vocabulary_for
from core.tickets.rules.rulebook import Rule, Rulebook
from storage.judging import example_surroundings

SAME, EDITED, NEW, PENDING = "same", "edited", "new", "pending"

_WORDS = ("names", "lists", "tables")
_PARTS = ("rules", *_WORDS)


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule as far as it can be read: itself with its tried examples, or why it cannot be."""

    rule: Rule | None
    faults: tuple[Fault, ...] = ()
    tried: tuple[TriedExample, ...] = ()

    @property
    def failing(self) -> tuple[TriedExample, ...]:
        return tuple(one for one in self.tried if not one.holds)

    @property
    def problem(self) -> str:
        """Why the rule cannot come into force yet, in a few words; nothing when it can."""
        if self.rule is None:
            return f"有 {len(self.faults)} 处要改"
        if self.failing:
            return f"{len(self.failing)} 个例子没过"
        if {one.example.fires for one in self.tried} != {True, False}:
            return "两边都要有例子"
        return ""


Readings = dict[str, tuple[Data, Vocabulary, Reading]]
"""Rules as they were read in a job, with what they were read from."""


def _read(data: Data, words: Vocabulary, examples_on: date) -> Reading:
    try:
        rule = read_rule(tidy(data), words, examples_on=examples_on)
    except Faults as faults:
        return Reading(None, faults.faults)
    return Reading(rule, (), tuple(tried_examples(rule, example_surroundings)))


class Draft(QObject):
    changed = Signal(str)
    """Something was edited: the number of the rule, or "" for words that all rules share."""

    def __init__(self, data: Data, base: Data, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data: dict[str, Any] = dict(data)
        self._tidied: dict[int, tuple[Data, Data]] = {}
        self._kept = self._tidy(data)
        self._base = {one["id"]: self._tidy_one(one) for one in base.get("rules", ())}
        self._base_data = base
        self._readings: dict[str, Reading] = {}
        self._vocabulary: Vocabulary | None = None
        self._words_said = ""
        self.pending: Collection[str] = ()
        """The rules that are other in a version which waits to be confirmed."""

    # what there is

    @property
    def data(self) -> Data:
        return self._data

    @property
    def rules(self) -> Sequence[Data]:
        found: Sequence[Data] = self._data.get("rules", ())
        return found

    @property
    def examples_on(self) -> date:
        day: date = self._data["examples_on"]
        return day

    @property
    def groups(self) -> list[str]:
        """The headings in the order in which the rulebook has them."""
        return list(dict.fromkeys(str(one.get("group", "")) for one in self.rules))

    def rule(self, id_: str) -> Data | None:
        return next((one for one in self.rules if one.get("id") == id_), None)

    def before(self, id_: str) -> Data | None:
        """The rule as it is in the version that the draft began from."""
        return self._base.get(id_)

    def words(self, part: str) -> Sequence[Data]:
        """The entries of `names`, `lists` or `tables`."""
        found: Sequence[Data] = self._data.get(part, ())
        return found

    def _tidy(self, data: Data) -> dict[str, list[Data]]:
        """All of it in the one form in which versions are compared; fast where little changed."""
        return {part: [self._tidy_one(one) for one in data.get(part, ())] for part in _PARTS}

    def _tidy_one(self, one: Data) -> Data:
        found = self._tidied.get(id(one))
        if found is None or found[0] is not one:
            found = self._tidied[id(one)] = (one, tidy(one))
        return found[1]

    @property
    def is_unsaved(self) -> bool:
        return self._tidy(self._data) != self._kept

    @property
    def is_like_base(self) -> bool:
        """Whether nothing is different from the version that the draft began from."""
        return self._tidy(self._data) == self._tidy(self._base_data)

    @property
    def words_differ(self) -> bool:
        """Whether names, lists or tables are other than in the version before."""
        now, before = self._tidy(self._data), self._tidy(self._base_data)
        return any(now[part] != before[part] for part in _WORDS)

    def begins_like(self, data: Data, base: Data) -> bool:
        """Whether a draft of this data, begun from this base, would be this very one."""
        same_base = self._tidy(base) == self._tidy(self._base_data)
        return same_base and self._tidy(data) == self._tidy(self._data)

    def state(self, id_: str) -> str:
        """Whether a rule is as before, edited, new, or changed in a version that still waits."""
        before, now = self._base.get(id_), self.rule(id_)
        if before is None:
            return NEW
        if now is None or self._tidy_one(now) != before:
            return EDITED
        return PENDING if id_ in self.pending else SAME

    @property
    def edited(self) -> list[str]:
        """The numbers of the rules that are new or other than before."""
        return [one["id"] for one in self.rules if self.state(one["id"]) in {EDITED, NEW}]

    @property
    def deleted(self) -> list[str]:
        here = {one.get("id") for one in self.rules}
        return [id_ for id_ in self._base if id_ not in here]

    # reading

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the draft; those of the version before while the draft's are wrong."""
        if self._vocabulary is None:
            try:
                self._vocabulary, self._words_said = vocabulary_of(self._data), ""
            except Faults as faults:
                self._vocabulary = vocabulary_of(self._base_data)
                first, *more = faults.faults
                self._words_said = f"{first}{f'另有 {len(more)} 处。' if more else ''}"
        return self._vocabulary

    @property
    def words_problem(self) -> str:
        """Why the words of the draft cannot be read; nothing when they can."""
        assert self.vocabulary  # noqa: S101 -- reading them says whether they can be read
        return self._words_said

    def vocabulary_for(self, rule: Data) -> Vocabulary:
        """The words that a sentence of this rule may use, its own names included."""
        return vocabulary_for(rule, self.vocabulary)

    def reading(self, id_: str) -> Reading:
        """The rule read and tried on its examples; kept until something is edited."""
        if id_ not in self._readings:
            self._readings[id_] = _read(self.rule(id_) or {}, self.vocabulary, self.examples_on)
        return self._readings[id_]

    def unread(self, ids: Iterable[str]) -> list[str]:
        """Those of these rules that are still to be read again."""
        return [id_ for id_ in ids if id_ not in self._readings]

    def reader(self, ids: Iterable[str]) -> Callable[[Callable[[int, int], object]], Readings]:
        """What reads these rules as they are now, in a job; `adopt` takes what it gives."""
        words, day = self.vocabulary, self.examples_on
        rules = [(id_, self.rule(id_) or {}) for id_ in ids]

        def run(said: Callable[[int, int], object]) -> Readings:
            found: Readings = {}
            for done, (id_, data) in enumerate(rules):
                said(done, len(rules))
                found[id_] = (data, words, _read(data, words, day))
            return found

        return run

    def adopt(self, found: Readings) -> None:
        """Take over readings made in a job, as far as nothing was edited meanwhile."""
        for id_, (data, words, reading) in found.items():
            if words is self._vocabulary and (self.rule(id_) or {}) is data:
                self._readings.setdefault(id_, reading)

    def rulebook(self) -> Rulebook:
        """All rules that can be read, for trying them out."""
        found = (self.reading(one["id"]).rule for one in self.rules)
        return Rulebook(version="", rules=tuple(rule for rule in found if rule is not None))

    def problems(self, ids: Iterable[str]) -> dict[str, str]:
        """Of these rules, those that cannot come into force yet, and why."""
        found = {id_: self.reading(id_).problem for id_ in ids}
        return {id_: said for id_, said in found.items() if said}

    # editing

    def put(self, id_: str, rule: Data) -> None:
        """Put a rule in the place of the one with that number; it may carry another."""
        rules = [dict(rule) if one.get("id") == id_ else one for one in self.rules]
        self._set("rules", rules)
        for one in {id_, rule.get("id", "")}:
            self._readings.pop(one, None)
        self.changed.emit(rule.get("id", ""))

    def add(self, rule: Data) -> None:
        """Add a rule behind the others of its group."""
        rules = list(self.rules)
        same = [at for at, one in enumerate(rules) if one.get("group") == rule.get("group")]
        rules.insert(same[-1] + 1 if same else len(rules), dict(rule))
        self._set("rules", rules)
        self.changed.emit(rule["id"])

    def delete(self, id_: str) -> None:
        self._set("rules", [one for one in self.rules if one.get("id") != id_])
        self._readings.pop(id_, None)
        self.changed.emit("")

    def restore(self, id_: str) -> None:
        """Make a rule again what it was before the draft; a deleted one comes back."""
        before = self._base[id_]
        if self.rule(id_) is None:
            self.add(before)
        else:
            self.put(id_, before)

    def put_words(self, part: str, entries: Sequence[Data]) -> None:
        """Other names, lists or tables; every rule is read again when it is next asked for."""
        self._set(part, list(entries))
        self._vocabulary = None
        self._readings.clear()
        self.changed.emit("")

    def replace_all(self, data: Data) -> None:
        """Edit another rulebook from here on: one that came in from a spreadsheet."""
        self._data = dict(data)
        self._vocabulary = None
        self._readings.clear()
        self.changed.emit("")

    def saved(self) -> None:
        """What stands here now is what the store has."""
        self._kept = self._tidy(self._data)

    def _set(self, part: str, entries: Sequence[Data]) -> None:
        self._data = {**self._data, part: entries}
