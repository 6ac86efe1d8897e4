"""Where the headings of a sheet stand: below titles and notes, one row high or more (表头)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.tickets.intake.columns import BETWEEN_LEVELS, named
from core.tickets.intake.dictionary import Dictionary
from core.tickets.intake.table import Cell, Row, Span, cell_text, is_blank

LOOKED_AT = 40
"""How many rows from the top may be titles and notes."""

DEEPEST = 3
_FEW = 2
_LONGEST = 30
_LIKE_DATA = re.compile(r"[\d\s.,:/年月日时分秒%+\-￥¥]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The rows of the headings, first to last, and each column's title, empty where it has none."""

    first: int
    last: int
    titles: tuple[str, ...]


def propose(rows: Sequence[Row], merged: Sequence[Span], words: Dictionary) -> Heading | None:
    """The most likely heading among the top rows of a sheet, or None where nothing looks like one.

    The rows that name most of our columns win; where hardly any is known, the first full row of
    short texts is taken.
    """
    top = rows[:LOOKED_AT]
    best: Heading | None = None
    most = 0.0
    for heading in _possible(top, merged):
        known = _known(heading, words)
        if known > most + 0.01:
            best, most = heading, known
    return best if most >= _FEW else _by_shape(top, merged) or best


def heading_at(
    rows: Sequence[Row], merged: Sequence[Span], first: int, last: int
) -> Heading | None:
    """The heading that stands in the rows a person named; None when they are blank."""
    chosen = [row for row in rows if first <= row.number <= last]
    return _heading(chosen, merged) if chosen else None


def _possible(top: Sequence[Row], merged: Sequence[Span]) -> Iterator[Heading]:
    """Every run of up to three rows, lower ones first among the equally high."""
    for depth in range(1, DEEPEST + 1):
        for place in range(len(top) - depth + 1):
            run = top[place : place + depth]
            if run[-1].number - run[0].number == depth - 1:
                yield _heading(run, merged)


def _heading(run: Sequence[Row], merged: Sequence[Span]) -> Heading:
    width = max(len(row.cells) for row in run)
    titles = (_title(run, merged, column) for column in range(width))
    return Heading(first=run[0].number, last=run[-1].number, titles=tuple(titles))


def _title(run: Sequence[Row], merged: Sequence[Span], column: int) -> str:
    levels: list[str] = []
    for place, row in enumerate(run):
        below = any(not is_blank(lower.cell(column)) for lower in run[place + 1 :])
        level = cell_text(_shown(run, row, merged, column, reach=below))
        if level and level not in levels[-1:]:
            levels.append(level)
    return BETWEEN_LEVELS.join(levels)


def _shown(
    run: Sequence[Row], row: Row, merged: Sequence[Span], column: int, *, reach: bool
) -> Cell:
    """What a person sees in a cell of the heading: its own text or that of the merged cell.

    Where nothing is merged (a CSV file) a heading reaches right over the blank cells that have
    headings below them.
    """
    if not is_blank(row.cell(column)):
        return row.cell(column)
    for span in merged:
        if span.top <= row.number <= span.bottom and span.left <= column <= span.right:
            above = next((one for one in run if one.number == span.top), row)
            return above.cell(span.left)
    if reach and not merged:
        return next((c for c in reversed(row.cells[:column]) if not is_blank(c)), None)
    return None


def _known(heading: Heading, words: Dictionary) -> float:
    """How many of our fields the titles name, surer names counting more."""
    best: dict[str, float] = {}
    for title in heading.titles:
        for candidate in named(title, words):
            best[candidate.key] = max(best.get(candidate.key, 0), candidate.sure)
            break
    return sum(best.values())


def _by_shape(top: Sequence[Row], merged: Sequence[Span]) -> Heading | None:
    filled = [sum(not is_blank(cell) for cell in row.cells) for row in top]
    if not filled:
        return None
    for row, count in zip(top, filled, strict=True):
        if count >= 0.6 * max(filled) and _is_all_titles(row):
            return _heading([row], merged)
    return None


def _is_all_titles(row: Row) -> bool:
    texts = [cell_text(cell) for cell in row.cells if not is_blank(cell)]
    short = sum(
        isinstance(cell, str) and len(cell.strip()) <= _LONGEST and not _LIKE_DATA.fullmatch(cell)
        for cell in row.cells
        if not is_blank(cell)
    )
    return short >= 0.8 * len(texts) and len(set(texts)) == len(texts)
