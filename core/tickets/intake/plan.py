"""What an import would do with each row, compared three ways (三方比较).

The three sides are the cell, what the last import brought, and what the store holds. Only what the
ledger changed since then is applied; a cell changed on both sides is a conflict and waits for a
choice; an empty cell never erases; a column that is not there changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import islice
from typing import Any, Protocol

from core.tickets.fields import BY_KEY, Field, changed, from_plain, plain, ticket_of
from core.tickets.intake.references import Doubled, Reference, Rework, references
from core.tickets.intake.rows import Draft, Problem, Reader, Remark
from core.tickets.intake.table import Row
from core.tickets.intake.values import same
from core.tickets.ticket import Ticket

AT_ONCE = 500
"""How many rows are compared with the store at once."""


class Fate(Enum):
    """What becomes of a row."""

    ADDED = auto()
    UPDATED = auto()
    UNCHANGED = auto()
    REJECTED = auto()


class Side(Enum):
    """Whose word counts where ledger and store both changed a cell."""

    LEDGER = auto()
    STORE = auto()


Choices = Mapping[tuple[str, str], Side]
"""(reference, field key) → the side chosen; conflicts without a choice stay open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell that the ledger and the office have both changed since the last import."""

    row: int
    ref: str
    key: str
    column: str
    ledger: Any
    store: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A ticket of the store, and what the last import brought for it, as `plain` values by key."""

    ticket: Ticket
    base: Mapping[str, Any]


class Register(Protocol):
    """What planning asks of the store."""

    def reworks(self, numbers: Sequence[str]) -> Sequence[Rework]:
        """The tickets of these numbers that rows of reworks may be about."""

    def known(self, refs: Sequence[str]) -> Mapping[str, Known]:
        """The tickets with these references, by reference; unknown ones are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of one row; `after` is the ticket to keep, `base` what to remember for it.

    `base` is None where nothing new is to be remembered.
    """

    row: int
    number: str
    fate: Fate
    ref: str = ""
    before: Ticket | None = None
    after: Ticket | None = None
    base: Mapping[str, Any] | None = None
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


def plan(
    rows: Iterable[Row], reader: Reader, register: Register, choices: Choices | None = None
) -> Iterator[Outcome]:
    """The outcome of each row, in order. `rows` is gone through twice."""
    refs = references((reader.identity(row) for row in rows), register.reworks)
    remaining = iter(rows)
    while some := [reader.read(row) for row in islice(remaining, AT_ONCE)]:
        known = register.known([ref for d in some if isinstance(ref := refs[d.row], str) and ref])
        for draft in some:
            yield _outcome(draft, refs[draft.row], known, _Judge(reader, choices or {}))


def _outcome(draft: Draft, ref: Reference, known: Mapping[str, Known], judge: "_Judge") -> Outcome:
    problems = draft.problems
    if isinstance(ref, Doubled):
        title = judge.reader.layout.title("number")
        doubled = Problem(row=draft.row, column=title, value=draft.number, reason=ref.reason)
        problems = (doubled, *problems)
    if problems or isinstance(ref, Doubled):
        return Outcome(row=draft.row, number=draft.number, fate=Fate.REJECTED, problems=problems)
    if (there := known.get(ref)) is None:
        return _added(draft, ref)
    return judge.compare(draft, ref, there)


def _added(draft: Draft, ref: str) -> Outcome:
    return Outcome(
        row=draft.row,
        number=draft.number,
        ref=ref,
        fate=Fate.ADDED,
        after=ticket_of(draft.values, ref=ref),
        base={key: plain(BY_KEY[key], value) for key, value in draft.values.items()},
        remarks=draft.remarks,
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """Compares rows with tickets that are there already."""

    reader: Reader
    choices: Choices

    def compare(self, draft: Draft, ref: str, known: Known) -> Outcome:
        found = _Differences(base=dict(known.base))
        for key, value in draft.values.items():
            self._cell(BY_KEY[key], value, draft, ref, known, found)
        after = changed(known.ticket, found.new)
        return Outcome(
            row=draft.row,
            number=draft.number,
            ref=ref,
            fate=Fate.UPDATED if found.new else Fate.UNCHANGED,
            before=known.ticket,
            after=after,
            base=None if found.base == known.base else found.base,
            conflicts=tuple(found.conflicts),
            remarks=draft.remarks,
        )

    def _cell(
        self, column: Field, value: Any, draft: Draft, ref: str, known: Known, to: "_Differences"
    ) -> None:
        stored = column.get(known.ticket)
        brought = plain(column, value)
        if same(column, stored, value, self.reader.dictionary):
            to.base[column.key] = brought
        elif column.key in known.base and known.base[column.key] == brought:
            return  # the ledger says what it said before; the office has changed it since
        elif self._is_free(column, known) or self._side(ref, column) is Side.LEDGER:
            to.base[column.key] = brought
            to.new[column.key] = value
        elif self._side(ref, column) is Side.STORE:
            to.base[column.key] = brought
        else:
            title = self.reader.layout.title(column.key)
            to.conflicts.append(
                Conflict(
                    row=draft.row,
                    ref=ref,
                    key=column.key,
                    column=title,
                    ledger=value,
                    store=stored,
                )
            )

    def _is_free(self, column: Field, known: Known) -> bool:
        """Whether the office has not touched the field since the last import brought it."""
        if column.key not in known.base:
            return column.is_empty(known.ticket)
        before = from_plain(column, known.base[column.key])
        return same(column, column.get(known.ticket), before, self.reader.dictionary)

    def _side(self, ref: str, column: Field) -> Side | None:
        return self.choices.get((ref, column.key))


@dataclass(slots=True)
class _Differences:
    base: dict[str, Any]
    new: dict[str, Any] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
