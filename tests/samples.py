"""Plausible things for tests: a test names only what it is about."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.tickets.fields import FIELDS, Field, FieldType, ticket_of
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import Kind

NOW = datetime(2026, 11, 23, 14, 20)
TODAY = NOW.date()


def a_ticket(**changes: Any) -> Ticket:
    """A complaint of today's world, by field key; `ref` follows the number unless it is given."""
    usual: dict[str, Any] = {
        "number": "SJ2026112300001",
        "kind": Kind.COMPLAINT,
        "received_at": datetime(2026, 11, 20, 9, 30),
        "assigned_at": datetime(2026, 11, 20, 10, 0),
        "unit": "九亭所",
        "handler": "陆明远",
        "trader_name": "松江区云间小满餐饮店",
        "trader_address": "九亭镇虚构路 9999 号",
        "petitioner_name": "闻人素",
        "petitioner_phone": "13900000001",
        "petitioner_address": "九亭镇虚构路 9998 号",
        "content": "十一月十八日在店内用餐后要求退款，店方未答应。",
        "demand": "退还餐费三十六元",
    }
    values = {**usual, **changes}
    ref = values.pop("ref", values["number"])
    return ticket_of(values, ref=ref)


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
_LINE = _TEXT.filter(lambda text: bool(text.strip()))
_MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2027, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)

_VALUES: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: _TEXT,
    FieldType.INT: st.none() | st.integers(1, 15),
    FieldType.MONEY: st.none() | st.decimals(Decimal(0), Decimal(10**8), places=2),
    FieldType.BOOL: st.none() | st.booleans(),
    FieldType.DATE: st.none() | st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    FieldType.DATETIME: st.none() | _MOMENTS,
    FieldType.LIST: st.lists(_LINE, max_size=3).map(tuple),
    FieldType.EVIDENCE: st.lists(st.builds(Evidence, _LINE, _LINE), max_size=3).map(tuple),
}


def values_for(field: Field) -> st.SearchStrategy[Any]:
    """Everything that `field` can hold."""
    if field.words is not None:
        return st.none() | st.sampled_from(list(field.words))
    return _VALUES[field.type]


def tickets(number: str = "SJ2026112300001") -> st.SearchStrategy[Ticket]:
    """Tickets with every field filled at random, all under one number."""
    fields = {f.key: values_for(f) for f in FIELDS if f.key != "number"}
    return st.fixed_dictionaries(fields).map(
        lambda values: ticket_of({"number": number, **values}, ref=number)
    )
