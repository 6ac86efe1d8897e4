"""Marks as JSON: what the store keeps, parcels carry and `campaign review --file` reads."""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import Refusal
from core.review.marks import ItemMark, Marks, Quote


def plain(marks: Marks) -> dict[str, Any]:
    """Marks as JSON holds them; what is empty is left out."""
    return {
        "items": {code: _plain_item(mark) for code, mark in sorted(marks.items.items())},
        "vetoes": [{"code": code, "reason": why} for code, why in sorted(marks.vetoes.items())],
        "cleared": sorted(marks.cleared),
    }


def _plain_item(mark: ItemMark) -> dict[str, Any]:
    full: dict[str, Any] = {
        "marks": None if mark.marks is None else str(mark.marks),
        "not_applicable": not mark.applies,
        "reason": mark.reason,
        "accepted": list(mark.accepted),
        "declined": list(mark.declined),
        "quotes": [
            {"field": q.field, "start": q.start, "end": q.end, "text": q.text, "sign": q.sign}
            for q in mark.quotes
        ],
    }
    return {key: value for key, value in full.items() if value}


def marks_of(data: Any) -> Marks:
    """Read marks; vetoes may be codes alone. Refuses what cannot be read, naming the place."""
    whole = data if isinstance(data, dict) else {"items": []}
    _refuse_unknown(whole, ("items", "vetoes", "cleared"), "")
    items, vetoes = whole.get("items", {}), whole.get("vetoes", [])
    if not isinstance(items, dict) or not isinstance(vetoes, list):
        raise Refusal('评分文件应写成 {"items": {"B1": {…}}, "vetoes": [ ]} 的样子。')
    return Marks(
        items={code: _item(code, mark) for code, mark in items.items()},
        vetoes=dict(map(_veto, vetoes)),
        cleared=frozenset(map(str, whole.get("cleared", []))),
    )


_ITEM_KEYS = ("marks", "not_applicable", "reason", "accepted", "declined", "quotes")


def _refuse_unknown(data: dict[str, Any], known: Sequence[str], place: str) -> None:
    """Refuse words that mean nothing here: a slip of the pen must not pass for full marks."""
    for key in data:
        if key not in known:
            where = f"{place} 里的“{key}”" if place else f"“{key}”"
            raise Refusal(f"评分文件{where}没有这个键，能写的是 {'、'.join(known)}。", field=place)


def _item(code: str, data: Any) -> ItemMark:
    quotes = data.get("quotes", []) if isinstance(data, dict) else ""
    if not isinstance(quotes, list) or not all(map(_is_quote, quotes)):
        raise Refusal(f'{code} 应写成 {{"marks": "8", "reason": "…"}} 的样子。', field=code)
    _refuse_unknown(data, _ITEM_KEYS, code)
    marks = data.get("marks")
    return ItemMark(
        marks=None if marks is None else read_marks(code, marks),
        applies=not data.get("not_applicable", False),
        reason=str(data.get("reason", "")),
        accepted=tuple(map(str, data.get("accepted", ()))),
        declined=tuple(map(str, data.get("declined", ()))),
        quotes=tuple(Quote(**quote) for quote in quotes),
    )


def _is_quote(data: Any) -> bool:
    return isinstance(data, dict) and data.keys() == {one.name for one in fields(Quote)}


def read_marks(code: str, text: object) -> Decimal:
    """The marks of an item from what was written; refuses what is no number of two places."""
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        number = Decimal("NaN")
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -2:
        raise Refusal(f"{code} 的分数“{text}”读不懂，请写成最多两位小数的数。", field=code)
    return number


def _veto(data: Any) -> tuple[str, str]:
    if isinstance(data, dict):
        return str(data.get("code", "")), str(data.get("reason", ""))
    return str(data), ""
