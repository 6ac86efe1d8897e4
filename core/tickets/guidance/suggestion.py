"""Guesses from the text what kind of ticket it is (建议), with the words the guess rests on.

Only ever a suggestion: a person takes it or not. Words and weights are data.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from core.errors import Refusal
from core.tickets.fields import BY_KEY
from core.tickets.language.word_lists import pattern
from core.tickets.ticket import Ticket
from core.tickets.words import Kind

READ = ("content", "claims", "demand", "clue")
"""The fields a guess is made from, by key: what the petitioner said."""

GROUP = "group"
"""What a guess at a group complaint is about; no field holds it."""


class Flag(StrEnum):
    """What is suggested of a yes or no: never a no."""

    YES = "是"


Texts = list[tuple[str, str]]
"""Texts by the key of their field."""


class Facet(StrEnum):
    """What a text can speak for (方面)."""

    REDRESS = "退赔请求"
    PUNISHMENT = "查处请求"
    ENQUIRY = "咨询"
    SUGGESTION = "意见建议"
    HELP = "求助"
    PRAISE = "表扬"
    AD = "广告"
    UNFAIR = "不正当竞争"
    GROUP = "群体"


_PLAIN_KINDS = {
    Facet.ENQUIRY: Kind.ENQUIRY,
    Facet.SUGGESTION: Kind.SUGGESTION,
    Facet.HELP: Kind.HELP,
    Facet.PRAISE: Kind.PRAISE,
}
_TRACKS = (Facet.REDRESS, Facet.PUNISHMENT)
_SINGLE = (Kind.COMPLAINT, Kind.TIPOFF)
_TRACKED = frozenset({Kind.COMPLAINT, Kind.TIPOFF, Kind.COMPOUND})
_FLAGS = {Facet.AD: "is_ad", Facet.UNFAIR: "is_unfair_competition", Facet.GROUP: GROUP}


@dataclass(frozen=True, slots=True)
class Span:
    """Where a word stands: the key of the field, and from which character to which."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A guess: the key of the field it is about (or GROUP), the value, and what it rests on."""

    about: str
    value: Kind | Flag
    because: tuple[Span, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """How strongly a text speaks for something, and with which words."""

    score: float
    spans: tuple[Span, ...]
    words: tuple[str, ...]


class Limits(NamedTuple):
    """From which score on a facet counts: beside others, and where nothing else speaks."""

    least: float
    alone: float


class FacetWords:
    """The words of one facet with their weights; `unless` before a word takes it away."""

    def __init__(
        self, weights: Mapping[str, float], limits: Limits, *, unless: Iterable[str], within: int
    ) -> None:
        self.limits = limits
        self._weights = tuple((pattern([word]), weight) for word, weight in weights.items())
        self._words = pattern(weights)
        self._unless = pattern(unless)
        self._within = within

    def ground(self, texts: Texts) -> Ground:
        """What texts say for it; a word counts once."""
        score, spans, words = 0.0, list[Span](), list[str]()
        for key, text in texts:
            for hit in self._words.finditer(text):
                weight = self._weight(hit.group())
                if not weight or self._is_taken_away(text, hit):
                    continue
                spans.append(Span(key, hit.start(), hit.end()))
                if hit.group() not in words:
                    words.append(hit.group())
                    score += weight
        return Ground(round(score, 3), tuple(spans), tuple(words))

    def _weight(self, word: str) -> float:
        return next((weight for one, weight in self._weights if one.fullmatch(word)), 0)

    def _is_taken_away(self, text: str, hit: re.Match[str]) -> bool:
        found = [one.end() for one in self._unless.finditer(text, 0, hit.start())]
        return bool(found) and hit.start() - found[-1] <= self._within


SuggestionWords = Mapping[Facet, FacetWords]


def suggestions(ticket: Ticket, words: SuggestionWords) -> tuple[Suggestion, ...]:
    """What the text suggests and the ticket does not say yet; the kind first."""
    kind = suggest_kind(ticket, words)
    supposed = kind.value if kind is not None else ticket.kind
    return tuple(filter(None, (kind, *_flags(ticket, supposed, words))))


def suggest_kind(ticket: Ticket, words: SuggestionWords) -> Suggestion | None:
    """The kind the text speaks for, where none is chosen or the chosen one leaves out a track."""
    texts = _texts(ticket)
    guess = _kind(texts, words)
    if guess is None or ticket.kind is guess[0]:
        return None
    kind, grounds = guess
    if ticket.kind is not None and not (kind is Kind.COMPOUND and ticket.kind in _TRACKED):
        return None
    return _made("kind", kind, grounds)


def _kind(texts: Texts, words: SuggestionWords) -> tuple[Kind, tuple[Ground, ...]] | None:
    """The kind that the text speaks for most: a plain one, both tracks, else what stands alone."""
    redress, punishment = (words[facet].ground(texts) for facet in _TRACKS)
    plain = [(kind, words[facet].ground(texts), facet) for facet, kind in _PLAIN_KINDS.items()]
    kind, other, facet = max(plain, key=lambda one: one[1].score)
    most = max(redress.score, punishment.score)
    if _is_enough(other, facet, words) and other.score > most:
        return kind, (other,)
    if _is_enough(redress, _TRACKS[0], words) and _is_enough(punishment, _TRACKS[1], words):
        return Kind.COMPOUND, (redress, punishment)
    tracks = zip(_SINGLE, (redress, punishment), _TRACKS, strict=True)
    return _alone([*tracks, (kind, other, facet)], words)


def _is_enough(ground: Ground, facet: Facet, words: SuggestionWords) -> bool:
    return ground.score >= words[facet].limits.least


def _alone(
    found: Iterable[tuple[Kind, Ground, Facet]], words: SuggestionWords
) -> tuple[Kind, tuple[Ground, ...]] | None:
    """The strongest that is enough where nothing else speaks."""
    enough = [(kind, one) for kind, one, facet in found if one.score >= words[facet].limits.alone]
    if not enough:
        return None
    kind, one = max(enough, key=lambda pair: pair[1].score)
    return kind, (one,)


def _flags(ticket: Ticket, kind: object, words: SuggestionWords) -> Iterator[Suggestion]:
    """Advertising, unfair competition and groups, which only matter to complaints and tip-offs."""
    if kind not in _TRACKED:
        return
    texts = _texts(ticket)
    said = {GROUP: bool(ticket.agreed_line_number)}
    for facet, about in _FLAGS.items():
        known = said[about] if about in said else BY_KEY[about].get(ticket) is True
        ground = words[facet].ground(texts)
        if not known and _is_enough(ground, facet, words):
            yield _made(about, Flag.YES, (ground,))


def _made(about: str, value: Kind | Flag, grounds: Iterable[Ground]) -> Suggestion:
    known = tuple(grounds)
    return Suggestion(
        about=about,
        value=value,
        because=tuple(span for one in known for span in one.spans),
        words=tuple(word for one in known for word in one.words),
    )


def _texts(ticket: Ticket) -> Texts:
    """What the petitioner said, by key; a list as the form shows it, line by line."""
    values = ((key, BY_KEY[key].get(ticket)) for key in READ)
    return [(key, "\n".join(one) if isinstance(one, tuple) else one) for key, one in values if one]


def suggestion_words_of(data: Mapping[str, Any]) -> SuggestionWords:
    """The words in `data["aspect"]`; every facet must be there, once."""
    within = data["unless_within"]
    found: dict[Facet, FacetWords] = {}
    for one in data["aspect"]:
        facet = _facet(one["name"])
        if facet in found:
            raise Refusal(f"建议用的词里，“{facet}”写了两节，请并成一节。")
        limits = Limits(one["least"], one.get("alone", one["least"]))
        found[facet] = FacetWords(one["words"], limits, unless=one.get("unless", ()), within=within)
    missing = [facet.value for facet in Facet if facet not in found]
    if missing:
        raise Refusal(f"建议用的词里少了{'、'.join(missing)}，请补上。")
    return found


def _facet(name: str) -> Facet:
    try:
        return Facet(name)
    except ValueError:
        raise Refusal(f"建议用的词里的“{name}”不认识。可以写：{'、'.join(Facet)}。") from None
