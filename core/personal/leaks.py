"""What a text that is about to leave the office would give away, and what then has to happen.

    found = leaks(text, ticket, to=Reader.TRADER)
    refuse_leaks(found, reason)        # a Refusal, unless nothing is wrong or a reason is given

To the trader of a tip-off nothing of the informant may go out, whatever the reason (令121号§37);
elsewhere an officer may say why it has to. `covered` is the text with everything in it covered.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.errors import Refusal
from core.masking import cover_found
from core.paper import Paper, texts
from core.personal.finding import Searcher
from core.personal.kinds import DataKind, Found
from core.personal.words import squeezed
from core.tickets.ticket import Ticket
from core.tickets.words import Kind

VERBATIM = 15
"""So many characters in a row of the petitioner's own words show where a text comes from."""


class Reader(StrEnum):
    """Who will read the text."""

    PETITIONER = "诉求人"
    TRADER = "被诉主体"
    OUTSIDE = "其他人"


class Content(StrEnum):
    """What a text may give away beside personal data."""

    VERBATIM = "诉求原文"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One stretch of one text: what it gives away, and what would stand there instead.

    `text` is the place of the text in the document (0 for a single text). What `blocks` may not
    leave at all; the rest may, with a reason.
    """

    kind: DataKind | Content
    text: int
    start: int
    end: int
    said: str
    covered: str
    own: bool
    blocks: bool

    @property
    def sentence(self) -> str:
        """What is wrong, for the officer."""
        whose = "诉求人的" if self.own and self.kind is not Content.VERBATIM else ""
        if self.blocks:
            return f"这里有{whose}{self.kind.value}，不得透露给被诉主体，请删除或遮盖。"
        return f"这里有{whose}{self.kind.value}，请遮盖；确需写明的，请写理由。"


def leaks(
    document: str | Paper, ticket: Ticket, *, to: Reader = Reader.PETITIONER
) -> tuple[Leak, ...]:
    """What a text, or any text of a paper, gives away about the petitioner or other people."""
    searcher = Searcher.of(ticket)
    parts = [document] if isinstance(document, str) else list(texts(document))
    return tuple(
        leak
        for place, text in enumerate(parts)
        for leak in _leaks(text, place, ticket, searcher, to)
    )


def refuse_leaks(found: Sequence[Leak], reason: str = "") -> None:
    """Refuse what may not leave at all, and what may not without a reason."""
    for leak in found:
        if leak.blocks:
            raise Refusal(f"“{leak.said}”：{leak.sentence}")
    if found and not reason.strip():
        raise Refusal(f"“{found[0].said}”：{found[0].sentence}")


def covered(text: str, found: Iterable[Leak]) -> str:
    """`text` with these leaks covered."""
    for leak in sorted(found, key=lambda one: -one.start):
        text = text[: leak.start] + leak.covered + text[leak.end :]
    return text


def _leaks(text: str, place: int, ticket: Ticket, searcher: Searcher, to: Reader) -> Iterator[Leak]:
    personal = [one for one in searcher.search(text) if one.sure]
    for one in personal:
        yield Leak(
            kind=one.kind,
            text=place,
            start=one.start,
            end=one.end,
            said=text[one.start : one.end],
            covered=cover_found(one, text),
            own=one.own,
            blocks=to is Reader.TRADER and _may_not_reach_trader(one, ticket),
        )
    if to is Reader.TRADER and ticket.on_tipoff_track:
        for start, end in verbatim(text, ticket.claim.content):
            if not any(one.start < end and start < one.end for one in personal):
                yield _quoted(text, place, start, end)


def _may_not_reach_trader(one: Found, ticket: Ticket) -> bool:
    """Nothing of an informant; of a compound only the name, where mediation needs it."""
    if not ticket.on_tipoff_track:
        return False
    return ticket.kind is not Kind.COMPOUND or one.kind is not DataKind.NAME


def _quoted(text: str, place: int, start: int, end: int) -> Leak:
    return Leak(
        kind=Content.VERBATIM,
        text=place,
        start=start,
        end=end,
        said=text[start:end],
        covered="…",
        own=True,
        blocks=True,
    )


def verbatim(text: str, content: str) -> Iterator[tuple[int, int]]:
    """Where `text` repeats `VERBATIM` or more characters in a row of the petitioner's words."""
    ours, theirs = squeezed(text), squeezed(content).text
    pieces = {theirs[at : at + VERBATIM] for at in range(len(theirs) - VERBATIM + 1)}
    start = end = -1
    for at in range(len(ours.text) - VERBATIM + 1):
        if ours.text[at : at + VERBATIM] not in pieces:
            continue
        if at > end >= 0:
            yield ours.span(start, end)
            start = -1
        start, end = (at if start < 0 else start), at + VERBATIM
    if end >= 0:
        yield ours.span(start, end)
