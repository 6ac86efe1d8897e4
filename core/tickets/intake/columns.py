"""Which column of a foreign ledger is which field of ours, and on what ground (对列).

By name first: our own heading, a known synonym, either one after taking brackets and the hotline's
number off. What is left is guessed from likeness of name and content, and marked as doubtful. No
two columns ever go to one field.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.errors import Refusal
from core.tickets.fields import BY_KEY, Field, FieldType
from core.tickets.intake.dictionary import Dictionary, plain
from core.tickets.intake.likeness import likely
from core.tickets.intake.table import Cell, Row, cell_text, is_blank
from core.tickets.intake.values import parse

BETWEEN_LEVELS = "／"
"""Stands between the levels of a heading that is two rows high: 诉求人／姓名."""

SAMPLE = 500
"""How many filled cells of a column are looked at."""

NOT_TAKEN = ""
_OR = re.compile(r"[/、]|或者?")
_WHOLE_GROUPS = ("信息", "情况", "基本信息", "资料", "基本情况")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One column of the file and the field it goes to; `key` is empty when it is left out."""

    column: int
    title: str
    key: str = NOT_TAKEN
    reason: str = "台账没有这一列"
    certain: bool = True
    example: str = ""
    unknown: tuple[str, ...] = ()
    """Writings in the column that its field does not know (认不出的写法)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A reason to take a column for a field; `sure` is from 0 to 1."""

    column: int
    key: str
    sure: float
    reason: str


def match_columns(
    titles: Sequence[str], rows: Iterable[Row], dictionary: Dictionary
) -> tuple[Match, ...]:
    """Propose a field for each column from its title and the first filled cells under it."""
    samples = _samples(titles, rows)
    found = _assigned(
        [
            candidate
            for column, title in enumerate(titles)
            for candidate in named(title, dictionary, column=column)
            if candidate.sure == 1 or _fits(BY_KEY[candidate.key], samples[column], dictionary)
        ]
    )
    taken = {candidate.key for candidate in found.values()}
    left = [
        (column, title)
        for column, title in enumerate(titles)
        if title and column not in found and not _is_ignored(title, dictionary)
    ]
    guesses = (
        Candidate(column=column, key=key, sure=sure, reason=reason)
        for column, title in left
        for key, sure, reason in likely(title, samples[column], dictionary)
        if key not in taken
    )
    found |= _assigned(guesses)
    return tuple(
        _match(column, title, found.get(column), samples[column], dictionary)
        for column, title in enumerate(titles)
    )


def named(title: str, dictionary: Dictionary, *, column: int = 0) -> Iterator[Candidate]:
    """The fields that a title names, best first."""
    levels = [level for level in title.split(BETWEEN_LEVELS) if level.strip()]
    if not levels:
        return
    for joined in _joined(levels):
        yield from _named(joined, dictionary, column)
        for one in _OR.split(joined) if _OR.search(joined) else ():
            for candidate in _named(one, dictionary, column):
                yield replace(candidate, sure=candidate.sure * 0.97)
    if len(levels) > 1:
        # The lower heading alone may mean another group's field: only whole words are trusted.
        for candidate in _named(levels[-1], dictionary, column):
            if candidate.sure > 0.95 or len(levels[-1]) > 2:
                yield replace(candidate, sure=candidate.sure * 0.95)


def _joined(levels: Sequence[str]) -> Iterator[str]:
    yield "".join(levels)
    for ending in _WHOLE_GROUPS:
        if len(levels) > 1 and levels[0].endswith(ending):
            yield levels[0].removesuffix(ending) + "".join(levels[1:])


def _named(name: str, dictionary: Dictionary, column: int) -> Iterator[Candidate]:
    whole = plain(name)
    for key, sure in dictionary.headers.get(whole, ()):
        reason = "同名" if sure == 1 else "常见叫法"
        yield Candidate(column=column, key=key, sure=sure, reason=reason)
    bare = dictionary.bare(name)
    if bare != whole:
        for key, sure in dictionary.headers.get(bare, ()):
            reason = _shortened_reason(whole, dictionary) if sure == 1 else "常见叫法"
            yield Candidate(column=column, key=key, sure=sure * 0.99, reason=reason)


def _shortened_reason(whole: str, dictionary: Dictionary) -> str:
    dropped = next((prefix for prefix in dictionary.prefixes if prefix in whole), "")
    return f"去掉“{dropped}”后同名" if dropped else "去掉括号和符号后同名"


def _assigned(candidates: Iterable[Candidate]) -> dict[int, Candidate]:
    """The surest candidate for each column, each field given once."""
    found: dict[int, Candidate] = {}
    taken: set[str] = set()
    for candidate in sorted(candidates, key=lambda one: (-one.sure, one.column)):
        if candidate.column not in found and candidate.key not in taken:
            found[candidate.column] = candidate
            taken.add(candidate.key)
    return found


def _samples(titles: Sequence[str], rows: Iterable[Row]) -> list[list[Cell]]:
    samples: list[list[Cell]] = [[] for _ in titles]
    for row in rows:
        for column, cell in enumerate(row.cells[: len(titles)]):
            if not is_blank(cell) and len(samples[column]) < SAMPLE:
                samples[column].append(cell)
    return samples


def _fits(field: Field, cells: Sequence[Cell], dictionary: Dictionary) -> bool:
    """Whether most of the cells can be read as values of `field`."""
    refused = sum(not is_readable(field, cell, dictionary) for cell in cells)
    return refused * 2 <= len(cells)


def is_readable(field: Field, cell: Cell, dictionary: Dictionary) -> bool:
    try:
        parse(field, cell, dictionary)
    except Refusal:
        return False
    return True


def _is_ignored(title: str, dictionary: Dictionary) -> bool:
    return plain(title) in dictionary.ignored or dictionary.bare(title) in dictionary.ignored


def _match(
    column: int,
    title: str,
    found: Candidate | None,
    cells: Sequence[Cell],
    dictionary: Dictionary,
) -> Match:
    example = cell_text(cells[0]) if cells else ""
    if found is None:
        return Match(column=column, title=title, example=example)
    return Match(
        column=column,
        title=title,
        key=found.key,
        reason=found.reason,
        certain=found.sure > 0.65,
        example=example,
        unknown=unknown_words(BY_KEY[found.key], cells, dictionary),
    )


def unknown_words(field: Field, cells: Iterable[Cell], dictionary: Dictionary) -> tuple[str, ...]:
    """The different writings in a column of words that its field does not know."""
    if field.type not in {FieldType.ENUM, FieldType.BOOL}:
        return ()
    different = dict.fromkeys(cell_text(cell) for cell in cells)
    return tuple(text for text in different if not is_readable(field, text, dictionary))


def reassigned(
    matches: Sequence[Match], choices: Mapping[int, str], rows: Iterable[Row], words: Dictionary
) -> tuple[Match, ...]:
    """`matches` with the columns in `choices` given by hand to a field, or to none.

    A field that another column held goes to the column chosen; that other column is left out.
    """
    samples = _samples([match.title for match in matches], rows)
    chosen = {key for key in choices.values() if key}
    return tuple(
        _by_hand(match, choices[match.column], samples[match.column], words)
        if match.column in choices
        else replace(match, key=NOT_TAKEN, reason="让给了另一列", certain=True, unknown=())
        if match.key in chosen
        else match
        for match in matches
    )


def _by_hand(match: Match, key: str, cells: Sequence[Cell], words: Dictionary) -> Match:
    unknown = unknown_words(BY_KEY[key], cells, words) if key else ()
    return replace(match, key=key, reason="手工指定", certain=True, unknown=unknown)
