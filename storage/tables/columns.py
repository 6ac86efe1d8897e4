"""Column types, and the one metadata all tables belong to."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

from core.tickets.fields import Field, FieldType

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Money(TypeDecorator[Decimal]):
    """Yuan with two places, kept as whole fen so that sums and comparisons are exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Any) -> int | None:
        return None if value is None else int(value * 100)

    def process_result_value(self, value: int | None, _dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


_TYPES: dict[FieldType, Callable[[], TypeEngine[Any]]] = {
    FieldType.TEXT: Text,
    FieldType.INT: Integer,
    FieldType.MONEY: Money,
    FieldType.BOOL: Boolean,
    FieldType.DATE: Date,
    FieldType.DATETIME: DateTime,
}


def column(field: Field) -> Column[Any]:
    """The column of one ticket field; text is never NULL: nothing is empty text."""
    if field.words is not None:
        kind: TypeEngine[Any] = Enum(
            field.words, native_enum=False, length=24, create_constraint=False
        )
        return Column(field.key, kind, nullable=True)
    is_text = field.type is FieldType.TEXT
    return Column(field.key, _TYPES[field.type](), nullable=not is_text)
