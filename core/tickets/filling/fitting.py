"""Which values of a sentence a field can take, and how it keeps them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from core.tickets.fields import EMPTY_VALUES, Field, FieldType, is_empty
from core.tickets.language.tree import Node, type_of
from core.tickets.language.value_types import type_of_field


def misfit(field: Field, node: Node) -> str:
    """Why the value of a sentence cannot stand in the field, or ""."""
    wanted, given = type_of_field(field), type_of(node)
    is_day = field.type is FieldType.DATE and given.is_dated
    if is_day or given == wanted:
        return ""
    return f"“{field.header}”要的是{wanted}，这里算出来的是{given}。"


def fitted(field: Field, value: Any) -> Any:
    """A value of a fitting sentence as the field keeps it; nothing is the field's empty value."""
    if is_empty(value):
        return EMPTY_VALUES.get(field.type)
    match field.type:
        case FieldType.DATE if isinstance(value, datetime):
            return value.date()
        case FieldType.INT:
            return _whole(value)
        case FieldType.MONEY:
            return round(Decimal(value), 2)
        case FieldType.LIST:
            return tuple(map(str, value))
    return value


def _whole(value: Decimal | float) -> int | None:
    """A whole number; anything else is no value for a field that counts."""
    return int(value) if value == int(value) else None
