"""What is asked when a clock is suspended, goes on, is extended, or a day is entered."""

from typing import Any

from core.dates import read_date
from core.errors import Refusal
from core.tickets.fields import Field, FieldType
from core.tickets.timing import DAYS
from gui.forms.description import Asked, Line, Sheet, sheet

PAUSE, RESUME, EXTEND, DAY = range(4)
NAMES = ("暂停", "恢复", "延长", "录日期")
VERBS = ("从这天起扣除", "从次日起续算", "记下延长", "记下日期")


def _asked(key: str, name: str, kind: FieldType = FieldType.TEXT, **more: Any) -> Asked:
    return Asked(field=Field("时限", name, "", key, kind), label=name, **more)


_DAYS = tuple(DAYS.items())

SHEETS: tuple[Sheet, ...] = (
    sheet(
        "pause",
        "暂停：首尾两日都不计",
        Line(_asked("first", "第一天", FieldType.DATE, must=True), tall=True),
        Line(_asked("last", "最后一天", FieldType.DATE, hint="没有结束就不填"), tall=True),
        Line(_asked("proof", "凭据", must=True, rows=2, hint="检测委托书的日期和编号"), tall=True),
    ),
    sheet(
        "resume",
        "恢复：次日起续算",
        Line(_asked("last", "最后一天", FieldType.DATE, must=True), tall=True),
        Line(_asked("proof", "凭据", must=True, rows=2, hint="报告签收单的日期"), tall=True),
    ),
    sheet(
        "extend",
        "延长：原期限内批准",
        Line(_asked("approved_on", "批准日期", FieldType.DATE, must=True), tall=True),
        Line(_asked("approved_by", "批准人", must=True), tall=True),
        Line(_asked("reason", "理由", must=True, rows=2), tall=True),
    ),
    sheet(
        "day",
        "台账里没有的日期",
        Line(_asked("key", "哪个日期", FieldType.ENUM, options=_DAYS, must=True), tall=True),
        Line(_asked("day", "日期", FieldType.DATE, hint="不填就是取消"), tall=True),
    ),
)


def parse(field: Field, text: str) -> Any:
    return read_date(text) if field.type is FieldType.DATE else text


def needed(values: dict[str, Any], key: str, said: str) -> Any:
    """The value of a field that must be there; refuses at the field."""
    value = values.get(key)
    if not value:
        raise Refusal(said, field=key)
    return value
