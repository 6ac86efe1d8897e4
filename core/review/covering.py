"""The covered copy of a ticket that a blind reviewer reads (双向匿名).

The petitioner is covered by `core.masking`; on top of that the names of units and officers are
replaced, the same way in every text and every name of evidence: the handling unit becomes 甲所,
its people 甲一, 甲二, other units 乙所, 丙所. Numbers that lead to the ticket are left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from core.masking import cover_about, cover_text, cover_ticket
from core.people import Officer, Unit, UnitKind
from core.personal.finding import Searcher
from core.review.hands import hands_in
from core.review.marks import ItemMark, Marks
from core.tickets.fields import FIELDS, Field, as_text
from core.tickets.law.following import GROUNDS_OF_FIELD, ground_words
from core.tickets.law.rule_set import RuleSets
from core.tickets.ticket import Ticket

LEFT_OUT = frozenset({"number", "origin_number", "case_number"})

_LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_NUMERALS = "一二三四五六七八九十"
_SECTION, _BUREAU = "科", "局"
_SERVICE = "(?:镇|街道|乡)?(?:市场监督管理|市场监管|市监|监管|工商)?所"
_OWN_BRIGADE = "[我本](?:大队|队)"
_TITLES = "副?(?:所长|大队长|中队长|队长|科长|主任)|警官|同志"
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Put round what was replaced until its place is known; no text of the office holds them."""
_NUMBER = re.compile(r"[A-Za-z]{0,4}\d{9,}[0-9A-Z]*(?:#\d+)?")
_NO_NUMBER = "（编号略）"
_STARRED = re.compile(r"[0-9A-Za-z@.\-]*\*[0-9A-Za-z@.\-*]*")

Replace = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredField:
    """One field as the reviewer reads it; `covered` are its covered stretches (start, end)."""

    key: str
    group: str
    header: str
    text: str
    covered: tuple[tuple[int, int], ...]


class Covering:
    """One ticket as blind reviewers see it; `text` covers other words about it the same way."""

    def __init__(
        self,
        ticket: Ticket,
        units: Iterable[Unit],
        officers: Iterable[Officer],
        sets: RuleSets,
        *,
        today: date,
    ) -> None:
        """`sets` have the words for grounds, which a ticket keeps as numbers."""
        self._ticket = ticket
        kinds = {unit.name: unit.kind for unit in units}
        self._codes = _Codes(ticket.unit, kinds)
        rules = [
            *_unit_rules(ticket.unit, kinds, self._codes),
            *_officer_rules(ticket, officers, self._codes, today=today),
        ]
        self._replacements = [replace for _, replace in rules]
        # Without any name the pattern is one that is found nowhere.
        self._pattern = re.compile("|".join(f"({pattern})" for pattern, _ in rules) or r"(?!)")
        read = partial(_read_out, cover_ticket(ticket), sets, today)
        self.fields = tuple(self._covered_fields(cover_ticket(ticket), read))

    def text(self, text: str) -> str:
        """`text` with the petitioner covered, names replaced, and numbers of tickets left out."""
        covered = self._marked(cover_about(self._ticket, _NUMBER.sub(_NO_NUMBER, text)))
        return covered.replace(_OPEN, "").replace(_CLOSE, "")

    def _covered_fields(
        self, ticket: Ticket, read: Callable[[Field], str]
    ) -> Iterator[CoveredField]:
        for field in FIELDS:
            if field.key not in LEFT_OUT and not field.is_empty(ticket):
                yield _covered_field(field, self._marked(read(field)))

    def _marked(self, text: str) -> str:
        return self._pattern.sub(self._replaced, text)

    def _replaced(self, found: re.Match[str]) -> str:
        assert found.lastindex is not None  # noqa: S101 -- every alternative is a group
        return f"{_OPEN}{self._replacements[found.lastindex - 1]()}{_CLOSE}"


def open_fields(ticket: Ticket, sets: RuleSets, *, today: date) -> tuple[CoveredField, ...]:
    """One ticket for its own unit and the section: units and officers open, the petitioner not."""
    shown = cover_ticket(ticket)
    return tuple(
        _covered_field(field, _read_out(shown, sets, today, field))
        for field in FIELDS
        if not field.is_empty(shown)
    )


def _read_out(ticket: Ticket, sets: RuleSets, today: date, field: Field) -> str:
    """A value as one reads it: as in the ledger, but grounds with words, no idle seconds."""
    if field.key in GROUNDS_OF_FIELD:
        return ground_words(ticket, field.key, sets, today)
    value = field.get(ticket)
    return as_text(value).removesuffix(":00") if isinstance(value, datetime) else as_text(value)


def _covered_field(field: Field, marked: str) -> CoveredField:
    text, covered = _stretches(marked)
    return CoveredField(
        key=field.key, group=field.group, header=field.header, text=text, covered=covered
    )


def cover_marks(marks: Marks, searcher: Searcher) -> Marks:
    """Marks as they are printed: what a reviewer wrote or quoted of the petitioner is covered."""
    return replace(
        marks,
        items={code: _cover_mark(mark, searcher) for code, mark in marks.items.items()},
        vetoes={code: cover_text(reason, searcher) for code, reason in marks.vetoes.items()},
    )


def _cover_mark(mark: ItemMark, searcher: Searcher) -> ItemMark:
    quotes = tuple(replace(one, text=cover_text(one.text, searcher)) for one in mark.quotes)
    return replace(mark, reason=cover_text(mark.reason, searcher), quotes=quotes)


class _Codes:
    """Letters for units in the order in which they turn up, numerals for their people."""

    def __init__(self, handling_unit: str, kinds: dict[str, UnitKind]) -> None:
        self._kinds = kinds
        self._letters = {handling_unit: _LETTERS[0]}
        self._people: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def letter(self, unit: str) -> str:
        match self._kinds.get(unit):
            case UnitKind.SECTION:
                return _SECTION
            case UnitKind.BUREAU:
                return _BUREAU
        place = len(self._letters)
        return self._letters.setdefault(unit, _LETTERS[place % len(_LETTERS)])

    def unit(self, unit: str, word: str) -> str:
        return self.letter(unit) + word

    def person(self, name: str, unit: str) -> str:
        if name not in self._people:
            letter = self.letter(unit)
            count = self._counts.get(letter, 0)
            self._counts[letter] = count + 1
            numeral = _NUMERALS[count] if count < len(_NUMERALS) else str(count + 1)
            self._people[name] = letter + numeral
        return self._people[name]


def _unit_rules(
    own: str, kinds: dict[str, UnitKind], codes: _Codes
) -> Iterator[tuple[str, Replace]]:
    """Patterns of unit names with what replaces them; a station's place gives it away too."""
    stations = {name for name, kind in kinds.items() if kind is UnitKind.STATION}
    if own.endswith("所"):
        stations.add(own)
    brigades = {name for name, kind in kinds.items() if kind is UnitKind.BRIGADE}
    if own and own not in stations:
        brigades.add(own)
    for name in sorted(brigades, key=_longest_first):
        yield re.escape(name), partial(codes.unit, name, "所")
    if own in brigades:
        yield _OWN_BRIGADE, partial(str, "我所")
    for name in sorted(stations, key=_longest_first):
        place = re.escape(name.removesuffix("所"))
        yield place + _SERVICE, partial(codes.unit, name, "所")
        yield place, partial(codes.unit, name, "地")


def _officer_rules(
    ticket: Ticket, officers: Iterable[Officer], codes: _Codes, *, today: date
) -> Iterator[tuple[str, Replace]]:
    """Patterns of officers' names; surname and title are enough for those named in the ticket."""
    homes = {officer.name: _home(officer, today) for officer in officers}
    named = [name for name in hands_in(ticket) if len(name) >= 2]
    for name in named:
        homes.setdefault(name, ticket.unit)
    for name in sorted(homes, key=_longest_first):
        yield re.escape(name), partial(codes.person, name, homes[name])
    for name in named:
        yield (
            f"{re.escape(name[0])}(?={_TITLES})",
            partial(codes.person, name, homes[name]),
        )


def _home(officer: Officer, today: date) -> str:
    posts = officer.posts_on(today) or officer.posts[-1:]
    return posts[0].unit if posts else ""


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name


def _stretches(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without marks, and the places that were replaced or starred."""
    parts = re.split(f"([{_OPEN}{_CLOSE}])", marked)
    text, spans, start = "", [], 0
    for part in parts:
        if part == _OPEN:
            start = len(text)
        elif part == _CLOSE:
            spans.append((start, len(text)))
        else:
            text += part
    spans += [found.span() for found in _STARRED.finditer(text)]
    return text, tuple(sorted(spans))
