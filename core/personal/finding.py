"""Finds personal data in free text: the petitioner's, and anybody's that shows itself.

    for found in personal_data(text, ticket.petitioner): ...
    Searcher.of(ticket).search(text)      # for many texts of one ticket

What is public stays out: the trader's name and address, the officers, the numbers of the office.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from core.personal.addresses import homes, own_addresses, tail_of
from core.personal.kinds import DataKind, Found
from core.personal.numbers import half_hidden, numbers, numbers_of, own_numbers
from core.personal.people import names_in_field, other_names, own_names
from core.personal.words import Squeezed, closed_up, squeezed
from core.tickets.ticket import Petitioner, Ticket

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}\s?[@＠]\s?"
    r"[A-Za-z0-9\-]{1,63}(?:\s?[.．]\s?[A-Za-z0-9\-]{1,63}){1,4}"
)
_NOBODY = Petitioner()
_LEAST_PUBLIC = 2


def personal_data(
    text: str, petitioner: Petitioner = _NOBODY, public: Iterable[str] = ()
) -> tuple[Found, ...]:
    """What in `text` leads to a person, in order and without overlaps.

    `public` are words in which nothing is personal: the trader's name, officers, office numbers.
    """
    return Searcher(petitioner, public).search(text)


class Searcher:
    """Looks for the personal data of one petitioner, and of others, in any number of texts."""

    def __init__(self, petitioner: Petitioner = _NOBODY, public: Iterable[str] = ()) -> None:
        self._petitioner = petitioner
        self._public = tuple(public)

    @classmethod
    def of(cls, ticket: Ticket) -> "Searcher":
        """For the texts of `ticket`."""
        return cls(ticket.petitioner, public_words(ticket))

    def search(self, text: str) -> tuple[Found, ...]:
        """What in `text` leads to a person, in order and without overlaps."""
        if not text.strip():
            return ()
        closed = closed_up(text)
        others = list(numbers(text))
        found = [*self._own(text, closed), *_emails(text), *half_hidden(text), *others]
        found += other_names(text, others)
        if not found:
            return ()
        return _without_overlaps(found, self._open(closed))

    def _own(self, text: str, closed: Squeezed) -> Iterable[Found]:
        yield from own_names(closed, self._names, text)
        yield from own_numbers(text, self._numbers)
        narrow = squeezed(text)
        for address in self._addresses:
            yield from own_addresses(narrow, address)
        yield from homes(narrow)

    def _open(self, closed: Squeezed) -> list[tuple[int, int]]:
        """Where public words stand."""
        return [span for word in self._public_words for span in closed.find(word)]

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return names_in_field(self._petitioner.petitioner_name)

    @cached_property
    def _numbers(self) -> tuple[str, ...]:
        return numbers_of(self._petitioner.petitioner_phone)

    @cached_property
    def _addresses(self) -> tuple[str, ...]:
        parts = re.split(r"[；;\n]", self._petitioner.petitioner_address)
        return tuple(address for part in parts if (address := squeezed(part).text))

    @cached_property
    def _public_words(self) -> frozenset[str]:
        return frozenset(
            word for one in self._public if len(word := closed_up(one).text) >= _LEAST_PUBLIC
        )


ANYBODY = Searcher()
"""For texts of which no petitioner is known."""


def public_words(ticket: Ticket) -> tuple[str, ...]:
    """What a text about `ticket` may say: its numbers, the trader, who worked on it."""
    trader, tipoff = ticket.trader, ticket.tipoff
    return (
        *(ticket.number, ticket.origin_number, tipoff.case_number, ticket.agreed_line_number),
        *(trader.trader_name, trader.trader_address, trader.trader_uscc),
        *_trader_places(trader.trader_address),
        *(ticket.handler, ticket.gate.supervisor, tipoff.not_filed_approver, *tipoff.inspectors),
        *(tipoff.inspect_place, ticket.claim.purchase_place),
    )


def _trader_places(address: str) -> Iterable[str]:
    tail = tail_of(address)
    return (tail,) if len(tail) >= 4 else ()


def _emails(text: str) -> Iterable[Found]:
    for hit in _EMAIL.finditer(text):
        yield Found(kind=DataKind.EMAIL, start=hit.start(), end=hit.end())


def _without_overlaps(found: Iterable[Found], public: list[tuple[int, int]]) -> tuple[Found, ...]:
    """The petitioner's own in full first, then what is sure, then the longest."""
    taken: list[Found] = []
    for one in sorted(found, key=_rank):
        inside = any(start <= one.start and one.end <= end for start, end in public)
        if inside and not (one.own and not one.part):
            continue
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return tuple(sorted(taken, key=lambda one: one.start))


def _rank(one: Found) -> tuple[bool, bool, int, int]:
    return not one.own or one.part, not one.sure, one.start - one.end, one.start
