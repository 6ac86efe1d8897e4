"""The types of values in the rule language, and which ticket field has which."""

from dataclasses import dataclass
from enum import StrEnum

from core.tickets.fields import Field, FieldType


class Sort(StrEnum):
    """The value is what the office calls it in messages."""

    TEXT = "文本"
    NUMBER = "数"
    FLAG = "是否"
    DAY = "日期"
    TIME = "时间"
    WORD = "选项"
    LIST = "列表"
    EVIDENCE = "佐证"
    WORDS = "词表"
    TABLE = "数表"


@dataclass(frozen=True, slots=True)
class ValueType:
    """A sort of value; for `WORD` also the closed vocabulary it comes from."""

    sort: Sort
    words: type[StrEnum] | None = None

    @property
    def is_dated(self) -> bool:
        """Whether 早于 and 晚于 apply."""
        return self.sort in {Sort.DAY, Sort.TIME}

    @property
    def is_listed(self) -> bool:
        """Whether it has elements."""
        return self.sort in {Sort.LIST, Sort.EVIDENCE}

    def __str__(self) -> str:
        return self.sort.value


TEXT = ValueType(Sort.TEXT)
NUMBER = ValueType(Sort.NUMBER)
FLAG = ValueType(Sort.FLAG)
DAY = ValueType(Sort.DAY)
TIME = ValueType(Sort.TIME)
LIST = ValueType(Sort.LIST)
EVIDENCE = ValueType(Sort.EVIDENCE)
WORDS = ValueType(Sort.WORDS)
TABLE = ValueType(Sort.TABLE)

_OF_FIELD = {
    FieldType.TEXT: TEXT,
    FieldType.INT: NUMBER,
    FieldType.MONEY: NUMBER,
    FieldType.BOOL: FLAG,
    FieldType.DATE: DAY,
    FieldType.DATETIME: TIME,
    FieldType.LIST: LIST,
    FieldType.EVIDENCE: EVIDENCE,
}


def word_type(words: type[StrEnum]) -> ValueType:
    """The type of the words of one closed vocabulary."""
    return ValueType(Sort.WORD, words)


def type_of_field(field: Field) -> ValueType:
    """The type a ticket field has in a sentence."""
    return word_type(field.words) if field.words else _OF_FIELD[field.type]
