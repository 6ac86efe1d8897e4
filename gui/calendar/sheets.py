"""What the page of the calendar asks: days to enter, a year's notice, and settings of clocks."""

from typing import Any

from core.calendar.content import span
from core.dates import read_date
from core.errors import Refusal
from core.tickets.clocks.options import SWITCHES
from core.tickets.fields import Field, FieldType
from core.workdays import Day, DayKind
from gui.forms.description import Asked, Line, sheet

KINDS = tuple((kind.name, kind.value) for kind in DayKind)


def _asked(key: str, name: str, kind: FieldType = FieldType.TEXT, **more: Any) -> Asked:
    return Asked(field=Field("工作日历", name, "", key, kind), label=name, **more)


def _flag(key: str, name: str) -> Asked:
    return _asked(key, name, FieldType.BOOL, options=((True, "是"), (False, "否")))


DAYS = sheet(
    "days",
    "录入几天",
    Line(_asked("first", "第一天", FieldType.DATE, must=True)),
    Line(_asked("last", "最后一天", FieldType.DATE, hint="只有一天就不填")),
    Line(_asked("kind", "这几天", FieldType.ENUM, options=KINDS, must=True)),
    Line(_asked("name", "节日", must=True)),
    Line(_asked("source", "依据", must=True, rows=2, hint="哪份通知，写名称和文号")),
)

SETTINGS = sheet(
    "settings",
    "时限设置",
    Line(_flag("roll_on_holiday_block", "届满日遇整段放假顺延"), tall=True),
    Line(_flag("roll_on_weekend", "届满日遇普通周末也顺延"), tall=True),
    Line(_flag("start_at_earlier", "收到之日取热线登记和区局接收中较早的"), tall=True),
    Line(_asked("workday", "工作日时限，剩几日催", hint="一级、二级、三级，如 3、1、0"), tall=True),
    Line(_asked("natural", "自然日时限，剩几天催", hint="如 10、5、1"), tall=True),
    Line(_asked("hours", "一日的短时限，剩几小时催", hint="如 4、1、0"), tall=True),
    Line(_asked("closes", "下班时间", hint="如 17:00，只用于催办"), tall=True),
)  # fmt: skip

STEPS = ("workday", "natural", "hours")


def parse(field: Field, text: str) -> Any:
    """What was typed, as the field's type wants it."""
    return read_date(text) if field.type is FieldType.DATE else text


def days_of(values: dict[str, Any]) -> tuple[Day, ...]:
    """The days that the form means; refuses what is missing, at its field."""
    first = values.get("first")
    if first is None:
        raise Refusal("请填写第一天。", field="first")
    if not values.get("kind"):
        raise Refusal("请选这几天是放假还是补班。", field="kind")
    last, kind = values.get("last") or first, DayKind[values["kind"]]
    return span(first, last, kind, values.get("name") or "", values.get("source") or "")


def shown(options: dict[str, Any]) -> dict[str, Any]:
    """The settings as the form shows them."""
    steps = {key: "、".join(map(str, options[key])) for key in STEPS}
    return {**{key: options[key] for key in SWITCHES}, **steps, "closes": options["closes"]}


def written(values: dict[str, Any]) -> dict[str, Any]:
    """The settings as they were written."""
    return {
        **{key: bool(values.get(key)) for key in SWITCHES},
        **{key: _numbers(key, values.get(key) or "") for key in STEPS},
        "closes": _time(values.get("closes") or ""),
    }


def _numbers(key: str, text: str) -> list[int]:
    parts = text.replace("，", "、").replace(",", "、").replace(" ", "、").split("、")
    try:
        return [int(part) for part in parts if part]
    except ValueError:
        raise Refusal(f"“{text}”里有不是数的，请写三个数，如 3、1、0。", field=key) from None


def _time(text: str) -> str:
    hour, _, minute = text.strip().replace("：", ":").partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise Refusal("下班时间请写成 17:00 这样。", field="closes")
    return f"{int(hour):02}:{int(minute):02}"
