"""A form (文书式样) as a value: its fixed wording, what is filled in where, and when it is used.

Forms are data; `reading.py` makes these values and refuses what is wrong in them. In a text a name
in braces is a place to fill: a fact of the ticket, an entry typed for the paper, or one of `GIVEN`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from core.paper import FormTable
from core.papers.facts import Reader
from core.papers.words import numeral
from core.tickets.fields import FieldType
from core.tickets.language.closures import Condition
from core.tickets.law.following import Track

PLACE = re.compile(r"\{([a-z_]+)\}")

GIVEN = ("addressee", "bureau", "unit", "handler", "hand_day")
"""Places that need no ticket: to whom, in whose name, and room for a day written by hand."""


class Remembered(StrEnum):
    """For whom what was typed once is proposed the next time."""

    UNIT = "单位"
    OFFICER = "承办人"


class Offered(StrEnum):
    """What of an issued paper is offered to the ticket."""

    DAY = "签发日期"
    MOMENT = "签发时间"
    WAY = "送达方式"
    BODY = "正文"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something typed for one paper because the ledger does not hold it.

    `blank` stands on paper while it is empty; `first` is the number of the first item of a list.
    It is an identity number where another entry says so: `identity_if` is that entry and its word.
    """

    key: str
    label: str
    type: FieldType = FieldType.TEXT
    options: tuple[str, ...] = ()
    optional: bool = False
    rows: int = 1
    hint: str = ""
    first: int = 1
    blank: str = ""
    default: str | tuple[str, ...] = ""
    remembered: Remembered | None = None
    identity_if: tuple[str, str] | None = None

    def is_identity_number(self, entries: Mapping[str, Any]) -> bool:
        """Whether an identity number (GB 11643) is to stand here."""
        return (
            self.identity_if is not None
            and entries.get(self.identity_if[0]) == (self.identity_if[1])
        )


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class FlushLine:
    """A line that is not set in, such as whom a letter is to."""

    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of an entry, numbered, one paragraph each."""

    entry: str


@dataclass(frozen=True, slots=True)
class Items:
    """Grounds of which one is ticked; `by` is the fact that says which."""

    by: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SealLine:
    """Whose seal, with the day below it."""

    text: str


@dataclass(frozen=True, slots=True)
class NoteLines:
    """The notes (注) at the foot of the form."""

    text: str


Part: TypeAlias = Text | FlushLine | Listed | Items | SealLine | NoteLines | FormTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One whom the form goes to, what is proposed for its entries, and what is offered afterwards.

    `neutral` is proposed instead where this reader may not know what `propose` names.
    """

    reader: Reader
    addressee: str = ""
    propose: Mapping[str, str] = field(default_factory=dict)
    neutral: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Values for entries, proposed where the ticket meets a condition."""

    when: Condition
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of the set. `code` stands in its number; without one it bears no number.

    `key` is that of the rule sets (`core.tickets.law`); the form is used where the set that its
    `track` follows has a paper of that key and `mark`. An office's own form is in no set.

    `optional` are facts it can do without; `offers` go to a ticket whoever the reader is: the field
    by key, and one of `Offered` or a word of the field's own. A `repeatable` one may be given more
    than once.
    """

    key: str
    mark: str
    title: str
    code: str = ""
    version: str
    track: Track
    applies: Condition
    otherwise: str
    mediates: bool = False
    after_approval: bool = False
    repeatable: bool = False
    to: tuple[Address, ...]
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...]
    optional: frozenset[str] = frozenset()
    proposals: tuple[Proposal, ...] = ()
    offers: Mapping[str, str] = field(default_factory=dict)

    def address(self, reader: Reader) -> Address:
        return next(one for one in self.to if one.reader is reader)

    @property
    def readers(self) -> tuple[Reader, ...]:
        return tuple(one.reader for one in self.to)

    def offers_to(self, reader: Reader) -> dict[str, str]:
        """What is offered to the ticket once `reader` has been given the paper."""
        return {**self.offers, **self.address(reader).offers}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSet:
    """The forms of one edition, in the order in which the office lists them."""

    version: str
    name: str
    bureau: str
    number: str
    units: Mapping[str, str]
    forms: tuple[Form, ...]

    def form(self, key: str) -> Form:
        return next(form for form in self.forms if form.key == key)

    def find(self, word: str) -> Form | None:
        """The form called so: by key, by its title, or by its place among the forms of the set."""
        called = word.removeprefix("文书式样")
        if called.isdecimal() and len(called) <= 2:
            called = numeral(int(called))
        for form in self.forms:
            if word in (form.key, form.title) or form.mark == f"文书式样{called}":
                return form
        return None


def texts_of(part: Part) -> Iterator[str]:
    """Every text of a part in which places may stand."""
    match part:
        case Text() | FlushLine() | SealLine() | NoteLines():
            yield part.text
        case Items():
            yield f"{{{part.by}}}"
        case Listed():
            yield f"{{{part.entry}}}"
        case FormTable():
            yield from (cell.text for row in part.rows for cell in row)


def places_in(text: str) -> tuple[str, ...]:
    return tuple(PLACE.findall(text))
