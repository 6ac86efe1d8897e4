"""What is typed for one paper, as the description of a form: its entries, and how it goes out."""

from collections.abc import Mapping
from typing import Any

from core.errors import Refusal
from core.papers.form import Entry, Form
from core.tickets.fields import Field, FieldType, from_plain
from core.tickets.intake.values import parse
from core.tickets.words import NoticeWay
from gui.forms.description import Asked, Line, Sheet, options_of, sheet
from storage.dictionary import dictionary

WAY, REASON = "paper_way", "paper_reason"
FORM_KEYS = frozenset({WAY, REASON})
"""What the form asks besides the entries of the paper."""

GROUP = "文书"
LIST_ROWS = 3
DAY_SHARE = 4
"""In so narrow a panel a day needs more of its line than in the form of a ticket."""
_DAYS = (FieldType.DATE, FieldType.DATETIME)

WAY_FIELD = Field(GROUP, "送达方式", "", WAY, FieldType.ENUM, NoticeWay)
REASON_FIELD = Field(GROUP, "告知理由", "", REASON, FieldType.TEXT)


def sheets_for(form: Form) -> tuple[Sheet, ...]:
    """The entries of the form on one sheet, those it needs first; how it goes out on another."""
    first = sorted(form.entries, key=lambda entry: entry.optional)
    own = sheet("entries", "要填的", *(Line(_asked(entry)) for entry in first))
    way = Asked(field=WAY_FIELD, label="送达方式", must=True, options=options_of(WAY_FIELD))
    reason = Asked(
        field=REASON_FIELD,
        label="告知理由",
        must=True,
        rows=2,
        hint="为什么调解需要让被诉主体知道诉求人是谁",
    )
    out = sheet("out", "送达", Line(way), Line(reason))
    return (own, out) if form.entries else (out,)


def read(field: Field, text: str) -> Any:
    """What was typed as a value; raises Refusal with the sentence to show."""
    return parse(field, text, dictionary())


def field_of(entry: Entry) -> Field:
    return Field(GROUP, entry.label, "", entry.key, entry.type)


def values_typed(form: Form, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a draft as it was typed; what cannot be read is left out."""
    fields = {entry.key: field_of(entry) for entry in form.entries}
    found = {}
    for key, raw in typed.items():
        if key in fields:
            try:
                found[key] = _value(fields[key], raw)
            except Refusal:
                continue
    return found


def _value(field: Field, raw: Any) -> Any:
    if field.type is FieldType.LIST:
        return tuple(line.strip() for line in str(raw).splitlines() if line.strip())
    if field.type is FieldType.TEXT or not isinstance(raw, str):
        return from_plain(field, raw)
    return read(field, raw) if raw.strip() else None


def _asked(entry: Entry) -> Asked:
    return Asked(
        field=field_of(entry),
        label=entry.label,
        hint=entry.hint,
        must=not entry.optional,
        share=DAY_SHARE if entry.type in _DAYS else 1,
        rows=LIST_ROWS if entry.type is FieldType.LIST else entry.rows,
        options=tuple((word, word) for word in entry.options),
    )
