"""Guesses at what an unknown column is, from the likeness of its name and from what stands in it.

A guess is never certain: the wizard shows it as doubtful, the command line says it aloud.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from core.errors import Refusal
from core.tickets.fields import BY_KEY, FIELDS, Field, FieldType
from core.tickets.intake.dictionary import Dictionary, plain
from core.tickets.intake.table import Cell, cell_text
from core.tickets.intake.values import parse

Guess = tuple[str, float, str]
"""Field key, how sure (below any name that is known), and the reason in words."""

LIKE = 0.6
"""From here on two names are alike; below it different things share a word."""

_CLEAR = 0.05
_LONG = frozenset({"content", "reply", "inspect_process", "verdict_reason", "text_to_trader"})
_PERSONS = frozenset({"petitioner_name", "handler", "supervisor", "not_filed_approver"})
_YES_OR_NO = frozenset(map(plain, ("是", "否", "有", "无", "Y", "N", "√", "×", "1", "0")))
_CODE = re.compile(r"[A-Za-z0-9_\-]{6,40}")
_NUMBER_NAME = re.compile(r"编号|单号|编码|流水|序列|号$|id$")
_OTHER_NUMBER = re.compile(r"电话|手机|信用|证|卡|案号|原")


def likely(title: str, cells: Sequence[Cell], dictionary: Dictionary) -> Iterator[Guess]:
    """The fields that a column with an unknown title may be, with reasons."""
    if not cells:
        return
    name = dictionary.bare(title)
    if (by_name := _alike(name, cells, dictionary)) is not None:
        yield by_name
    yield from _by_words(cells, dictionary)
    if _is_number(name, cells):
        yield "number", 0.5, "像：每行一个编号"


def dice(one: str, other: str) -> float:
    """Likeness of two short names, 0 to 1: shared characters and shared pairs, half each."""
    return (_shared(Counter(one), Counter(other)) + _shared(_pairs(one), _pairs(other))) / 2


def _pairs(text: str) -> Counter[str]:
    return Counter(text[place : place + 2] for place in range(len(text) - 1))


def _shared(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _alike(name: str, cells: Sequence[Cell], dictionary: Dictionary) -> Guess | None:
    ranked = sorted(
        (
            (max(dice(name, plain(known)) for known in names), key)
            for key, names in dictionary.names.items()
        ),
        reverse=True,
    )
    fitting = [
        (sure, key) for sure, key in ranked if sure >= LIKE and _looks(key, cells, dictionary)
    ]
    if not fitting or (len(fitting) > 1 and fitting[0][0] - fitting[1][0] < _CLEAR):
        return None
    sure, key = fitting[0]
    return key, sure * 0.6, _reason(BY_KEY[key], cells)


def _by_words(cells: Sequence[Cell], dictionary: Dictionary) -> Iterator[Guess]:
    """Fields all of whose known words make up the column; yes and no alone say nothing."""
    different = {plain(cell_text(cell)) for cell in cells}
    if len(different) < 2 or different <= _YES_OR_NO:
        return
    fitting = [
        field
        for field in FIELDS
        if field.type is FieldType.ENUM and different <= dictionary.words[field.key].keys()
    ]
    if len(fitting) == 1:
        yield fitting[0].key, 0.4, _reason(fitting[0], cells)


def _is_number(name: str, cells: Sequence[Cell]) -> bool:
    texts = [cell_text(cell) for cell in cells]
    codes = sum(bool(_CODE.fullmatch(text)) for text in texts)
    return (
        bool(_NUMBER_NAME.search(name))
        and not _OTHER_NUMBER.search(name)
        and codes >= 0.9 * len(texts)
        and len(set(texts)) >= 0.9 * len(texts)
    )


def _looks(key: str, cells: Sequence[Cell], dictionary: Dictionary) -> bool:
    field = BY_KEY[key]
    readable = sum(_can_be(field, cell, dictionary) for cell in cells)
    return readable >= 0.8 * len(cells) and _LOOKS.get(field.type, _anything)(key, cells)


def _can_be(field: Field, cell: Cell, dictionary: Dictionary) -> bool:
    try:
        return parse(field, cell, dictionary) is not None
    except Refusal:
        return False


def _anything(_key: str, _cells: Sequence[Cell]) -> bool:
    return True


def _as_text(key: str, cells: Sequence[Cell]) -> bool:
    """Long fields hold sentences, names of persons are short, phones are digits."""
    lengths = [len(cell_text(cell)) for cell in cells]
    mean = sum(lengths) / len(lengths)
    if key in _LONG:
        return mean >= 12
    if key in _PERSONS:
        return mean <= 8
    if key == "petitioner_phone":
        return all(any(sign.isdigit() for sign in cell_text(cell)) for cell in cells)
    return True


_LOOKS: Mapping[FieldType, Callable[[str, Sequence[Cell]], bool]] = {FieldType.TEXT: _as_text}


def _reason(field: Field, cells: Sequence[Cell]) -> str:
    match field.type:
        case FieldType.DATETIME | FieldType.DATE:
            return "像：都是日期时间"
        case FieldType.ENUM | FieldType.BOOL:
            different = len({cell_text(cell) for cell in cells})
            return f"像：{different} 种取值都认得"
        case FieldType.INT | FieldType.MONEY:
            return "像：都是数字"
    if field.key in _PERSONS:
        return "像：都是姓名"
    return "像：长文本" if field.key in _LONG else "像：叫法相近"
