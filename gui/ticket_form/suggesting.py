"""Suggestions from the text of the ticket that is open: shown, taken, or declined for good."""

from collections.abc import Iterable, Mapping

from core.tickets.fields import BY_KEY, shown_text
from core.tickets.filling.logic import Proposal
from core.tickets.guidance.suggestion import GROUP, Span, Suggestion, suggestions
from core.tickets.ticket import Ticket
from gui.desk import Desk
from gui.forms.proposals import Proposed
from storage.guidance import suggestion_words
from storage.suggestions import Declined, declined
from storage.transaction import Transaction

MOST_WORDS = 5
FLAGS = {"is_ad": "广告类", "is_unfair_competition": "不正当竞争"}
POINTED_OUT = ("content", "demand", "clue")
"""The fields whose text stands in the form exactly as it was read."""


class Suggesting:
    """What is suggested on one ticket after another, and what was not wanted there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._declined: set[Declined] = set()

    def open(self, ref: str) -> None:
        """Read what was declined on a ticket; nothing yet on one that is being registered."""
        self._declined.clear()
        if ref:
            with self._desk.store.reading() as connection:
                self._declined |= declined(connection, ref)

    def on(self, ticket: Ticket) -> tuple[Suggestion, ...]:
        """The suggestions that are still open."""
        found = suggestions(ticket, suggestion_words())
        return tuple(one for one in found if _ident(one) not in self._declined)

    def decline(self, ref: str, ident: Declined) -> None:
        """Do not suggest it again; on a ticket that is not registered yet, remember until it is."""
        self._declined.add(ident)
        if ref:
            self._write(ref, [ident])

    def registered(self, ref: str) -> None:
        """A new ticket has its reference now: keep what was declined while it was written."""
        self._write(ref, sorted(self._declined))

    def _write(self, ref: str, idents: Iterable[Declined]) -> None:
        wanted = list(idents)

        def write(tx: Transaction) -> None:
            for about, value in wanted:
                tx.suggestions.decline(ref, about, value)

        if wanted:
            self._desk.do(write, what="不用建议", undo=False)


def _ident(one: Suggestion) -> Declined:
    return one.about, one.value.name


def proposed(found: Iterable[Suggestion]) -> list[Proposed]:
    """Suggestions as the form shows them."""
    return [_proposed(one) for one in found]


def _proposed(one: Suggestion) -> Proposed:
    said = "、".join(f"“{word}”" for word in one.words[:MOST_WORDS])
    why = f"写到{said}{'等' if len(one.words) > MOST_WORDS else ''}"
    if one.about == GROUP:
        why = f"{why}；先看有没有统一口径"
        return Proposed("kind", None, "像群体性诉求", why, verb="看统一口径", ident=_ident(one))
    if one.about in FLAGS:
        return Proposed(one.about, True, FLAGS[one.about], why, ident=_ident(one))
    return Proposed(one.about, one.value, one.value.value, why, ident=_ident(one))


def defaults(found: Mapping[str, Proposal], keys: Iterable[str]) -> list[Proposed]:
    """What the logic of the form proposes for those fields of `keys` that are empty."""
    return [
        Proposed(key, found[key].value, shown_text(BY_KEY[key], found[key].value), found[key].why)
        for key in keys
        if key in found
    ]


def words_at(found: Iterable[Suggestion]) -> Mapping[str, list[tuple[int, int]]]:
    """Where the words stand that suggestions rest on, by the key of the field."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for span in dict.fromkeys(span for one in found for span in one.because):
        if span.field in POINTED_OUT:
            spans.setdefault(span.field, []).append(_place(span))
    return spans


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
