"""What the rules look at in other tickets, gathered in memory and indexed.

`Gathered` answers for a whole check at once, or for the examples of a rule; storage answers the
same questions about single tickets with SQL.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from heapq import nsmallest
from itertools import takewhile
from operator import itemgetter
from typing import TypeAlias
from zlib import crc32

from rapidfuzz.distance import Indel

from core.tickets.language.texts import bare
from core.tickets.ticket import Ticket

Person: TypeAlias = tuple[str, str]
"""Name and phone; petitioners are told apart by both."""


_Span: TypeAlias = tuple[date, int, int]
"""The day on which a span of days begins, and how many people and tickets are in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """As much of a ticket as another ticket's rules may ask for."""

    ref: str
    number: str
    is_rework: bool
    received: date | None
    first_contact_at: datetime | None
    petitioner: Person
    trader: str
    on_tipoff_track: bool
    content: str
    reply: str


def neighbour_of(ticket: Ticket) -> Neighbour:
    """What other tickets' rules may ask of `ticket`."""
    return Neighbour(
        ref=ticket.ref,
        number=ticket.number,
        is_rework=ticket.is_rework is True,
        received=ticket.received_at.date() if ticket.received_at else None,
        first_contact_at=ticket.contact.first_contact_at,
        petitioner=person(ticket.petitioner.petitioner_name, ticket.petitioner.petitioner_phone),
        trader=ticket.trader.trader_name.strip(),
        on_tipoff_track=ticket.on_tipoff_track,
        content=ticket.claim.content,
        reply=ticket.outcome.reply,
    )


def person(name: str, phone: str) -> Person:
    """How a petitioner is told from others."""
    return name.strip(), phone.strip()


SKETCH_SIZE = 8
COMMON = 60
"""A number of a sketch that more texts have is a set phrase, and says nothing about likeness."""

COMPARED = 5_000
"""So many characters of two texts are compared; nobody writes more."""

_GRAM = 4


def sketch(bare_text: str) -> tuple[int, ...]:
    """A few numbers that nearly equal texts share at least one of, for looking such texts up.

    They are the smallest hashes of the runs of four characters (bottom-k sketch): texts alike by
    0.9 share one with a probability of about 0.998, unlike ones hardly ever.
    """
    letters = bare_text.encode("utf-32-le")
    width = 4 * _GRAM
    starts = range(0, max(len(letters) - width, 0) + 1, 4)
    hashes = {crc32(letters[start : start + width]) for start in starts} if letters else set()
    return tuple(nsmallest(SKETCH_SIZE, hashes))


_REMEMBERED = 4096

_bare = lru_cache(maxsize=_REMEMBERED)(bare)
"""Set phrases come again and again."""


def alike(text: str, others: Iterable[tuple[str, str]], above: float) -> str:
    """The smallest number of those (number, text) that are more alike to ours than `above`.

    Blanks and punctuation do not count.
    """
    ours = _bare(text)[:COMPARED]
    for number, other in sorted(others):
        theirs = _bare(other)[:COMPARED]
        if Indel.normalized_similarity(ours, theirs, score_cutoff=above) > above:
            return number
    return ""


class Gathered:
    """Tickets gathered in memory; satisfies `core.tickets.case.OtherTickets`."""

    def __init__(
        self,
        neighbours: Iterable[Neighbour],
        sketched: Callable[[Neighbour], Sequence[int]] | None = None,
    ) -> None:
        """`sketched` gives the sketches of replies, where somebody has kept them."""
        self._by_number: dict[str, list[Neighbour]] = defaultdict(list)
        self._by_second: dict[datetime, list[Neighbour]] = defaultdict(list)
        self._by_trader: dict[str, list[Neighbour]] = defaultdict(list)
        self._by_sketch: dict[int, list[Neighbour]] = defaultdict(list)
        self._sketches: dict[str, tuple[int, ...]] = {}
        self._sightings: dict[str, list[tuple[date, Person, str]]] = {}
        self._replies_sharing = lru_cache(maxsize=_REMEMBERED)(self._sharing)
        self._spans_of = lru_cache(maxsize=_REMEMBERED)(self._spans_about)
        keys_of = sketched or (lambda one: self._sketch(one.reply))
        for one in neighbours:
            self._add(one, keys_of(one))

    def _add(self, one: Neighbour, keys: Iterable[int]) -> None:
        self._by_number[one.number].append(one)
        if one.first_contact_at is not None:
            self._by_second[one.first_contact_at.replace(microsecond=0)].append(one)
        if one.trader:
            self._by_trader[one.trader].append(one)
        for key in keys:
            self._by_sketch[key].append(one)

    def _sketch(self, reply: str) -> tuple[int, ...]:
        """The sketch of a reply; worked out once for all tickets that have the same."""
        found = self._sketches.get(reply)
        if found is None:
            found = self._sketches[reply] = sketch(_bare(reply))
        return found

    def originals(self, number: str, *, besides: str) -> int:
        same = self._by_number.get(number, ())
        return sum(not one.is_rework and one.ref != besides for one in same)

    def contacted_at(self, moment: datetime, *, besides: str) -> str:
        same = self._by_second.get(moment.replace(microsecond=0), ())
        return min((one.number for one in same if one.ref != besides), default="")

    def with_reply_like(self, reply: str, above: float, *, number: str) -> str:
        candidates = self._replies_sharing(reply)
        return alike(reply, (one for one in candidates if one[0] != number), above)

    def _sharing(self, reply: str) -> list[tuple[str, str]]:
        """The (number, reply) of the tickets whose replies are worth comparing with this one."""
        sharing = sorted((self._by_sketch.get(key, []) for key in self._sketch(reply)), key=len)
        # Where only set phrases are shared, some of those that have the rarest will do.
        telling = [some for some in sharing if len(some) <= COMMON] or [
            some[:COMMON] for some in sharing[:1]
        ]
        candidates = {one.ref: (one.number, one.reply) for some in telling for one in some}
        return sorted(candidates.values())

    def earlier_tipoff(self, ticket: Ticket, *, within: int, above: float) -> str:
        ours = neighbour_of(ticket)
        candidates = (
            (one.number, one.content)
            for one in self._by_trader.get(ours.trader, ())
            if is_earlier_tipoff(one, ours, within)
        )
        return alike(ours.content, candidates, above)

    def petitioners_of_trader(self, ticket: Ticket, *, days: int) -> int:
        return self._crowding(ticket, days)[0]

    def tickets_of_trader(self, ticket: Ticket, *, days: int) -> int:
        return self._crowding(ticket, days)[1]

    def _crowding(self, ticket: Ticket, days: int) -> tuple[int, int]:
        ours = neighbour_of(ticket)
        day = ours.received
        if day is None or not ours.trader:
            return 0, 0
        sightings, own = self._sightings_of(ours.trader), (day, ours.petitioner, ours.ref)
        at = bisect_left(sightings, own)
        if at < len(sightings) and sightings[at] == own:
            return self._crowd_on(ours.trader, day, days)
        near = self._near(ours.trader, day, days)
        return crowding(ours, ((seen, who) for seen, who, ref in near if ref != ours.ref), days)

    def _crowd_on(self, trader: str, day: date, days: int) -> tuple[int, int]:
        """The same for all tickets of the day that stand here as they are asked about."""
        spans = self._spans_of(trader, days)
        begin = bisect_left(spans, day - timedelta(days=days), key=itemgetter(0))
        end = bisect_right(spans, day, key=itemgetter(0))
        return _most(spans[begin:end])

    def _spans_about(self, trader: str, days: int) -> list[_Span]:
        """The spans that begin with somebody who came about the trader, one for each day."""
        near = [(seen, who) for seen, who, _ in self._sightings_of(trader)]
        widest = {one[0]: one for one in reversed([*_spans(near, timedelta(days=days))])}
        return sorted(widest.values())

    def _near(self, trader: str, day: date, days: int) -> Sequence[tuple[date, Person, str]]:
        """Who came about the trader at most so many days before or after."""
        reach, sightings = timedelta(days=days), self._sightings_of(trader)
        begin = bisect_left(sightings, day - reach, key=itemgetter(0))
        end = bisect_right(sightings, day + reach, key=itemgetter(0))
        return sightings[begin:end]

    def _sightings_of(self, trader: str) -> list[tuple[date, Person, str]]:
        """Who came about the trader and when, in the order of days."""
        found = self._sightings.get(trader)
        if found is None:
            known = self._by_trader.get(trader, ())
            found = self._sightings[trader] = sorted(
                (one.received, one.petitioner, one.ref) for one in known if one.received is not None
            )
        return found


def is_earlier_tipoff(one: Neighbour, ours: Neighbour, within: int) -> bool:
    """Whether `one` is an earlier tip-off of the same person against the same trader."""
    if one.number == ours.number or not one.on_tipoff_track or not ours.petitioner[0]:
        return False
    if one.received is None or ours.received is None or one.petitioner != ours.petitioner:
        return False
    return 0 < (ours.received - one.received).days <= within


def crowding(
    ours: Neighbour, others: Iterable[tuple[date | None, Person]], days: int
) -> tuple[int, int]:
    """The largest number of people, and of tickets, in a span of `days` with our ticket in it.

    `others` are the days on which other tickets about the same trader came in, and from whom.
    """
    day = ours.received
    if day is None or not ours.trader:
        return 0, 0
    reach = timedelta(days=days)
    seen = ((at, who) for at, who in others if at is not None and day - reach <= at <= day + reach)
    near = sorted([(day, ours.petitioner), *seen])
    return _most(takewhile(lambda span: span[0] <= day, _spans(near, reach)))


def _most(spans: Iterable[_Span]) -> tuple[int, int]:
    """The most people and the most tickets of any of the spans."""
    people = tickets = 0
    for _, here, how_many in spans:
        people, tickets = max(people, here), max(tickets, how_many)
    return people, tickets


def _spans(near: Sequence[tuple[date, Person]], reach: timedelta) -> Iterator[_Span]:
    """The spans that begin with each of those who came, in the order of days."""
    end = 0
    inside: dict[Person, int] = {}
    for begin, (first, leaving) in enumerate(near):
        last = first + reach
        while end < len(near) and near[end][0] <= last:
            coming = near[end][1]
            inside[coming] = inside.get(coming, 0) + 1
            end += 1
        yield first, len(inside), end - begin
        inside[leaving] -= 1
        if not inside[leaving]:
            del inside[leaving]
