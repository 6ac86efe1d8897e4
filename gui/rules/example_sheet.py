"""One example to write or change: any field of the ledger, today, being handed in, other tickets.

The form is that of the form builder; it asks for the fields that the rule looks at, and for any
other that somebody adds.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from core.dates import read_date
from core.errors import Refusal
from core.tickets.fields import BY_HEADER, FIELDS, Field, FieldType
from core.tickets.intake.values import parse
from core.tickets.rules.example_data import said_example, written
from core.tickets.rules.example_reading import (
    MESSAGE,
    OTHERS,
    SEVERITY,
    SUBMITTING,
    TODAY,
    UNITS,
    example_of,
)
from core.tickets.rules.plain import Data
from core.tickets.rules.rulebook import Severity
from gui.boxes import box, clear, column, row
from gui.buttons import Strip, button
from gui.combo import Combo
from gui.forms.description import Line, Sheet, Track, asks
from gui.forms.form import Form
from gui.labels import label
from gui.rules.examples_card import FIRES, SILENT
from gui.rules.lines import entry
from storage.dictionary import dictionary

_LONG = 3
_LONG_TEXTS = ("内容", "理由", "经过", "说明", "结论", "线索", "请求", "文本", "情况", "意见")
_NOTE = "只填这个例子要用的几栏，别的栏目从右上角加"
_ABOUT = (
    entry(TODAY, TODAY, FieldType.DATE, hint="不写就按规则集定的那一天"),
    entry(SUBMITTING, SUBMITTING, FieldType.BOOL),
    entry(SEVERITY, SEVERITY, Severity),
    entry(MESSAGE, "提示里有", hint="几种情形时，用它分清是哪一种"),
    entry(UNITS, UNITS, FieldType.LIST, rows=2, hint="本局的所、队，一行一个"),
)


@dataclass(slots=True)
class _Level:
    """A ticket being written: the example itself, or another ticket inside it."""

    data: dict[str, Any]
    title: str
    keys: list[str] = field(default_factory=list)
    done: Callable[[dict[str, Any] | None], None] = lambda _data: None


class ExampleSheet(QWidget):
    """Shown in the place of the rule until the example is kept or left."""

    kept = Signal(bool, object)
    """Whether it must fire, and the example as data."""

    dropped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._levels: list[_Level] = []
        self._form: Form | None = None
        self._examples_on = date.min
        self._title = label("", "section")
        self._said = label("", "caption", tone="danger", wrap=True)
        self.side = Strip([FIRES, SILENT])
        self.add_field = Combo()
        written_in = QLineEdit()
        written_in.setPlaceholderText("加一栏")
        self.add_field.setEditable(True)
        self.add_field.addItems([one.header for one in FIELDS])
        self.add_field.setLineEdit(written_in)
        self.add_field.setCurrentIndex(-1)
        self.add_field.setAccessibleName("加一栏")
        self.add_field.activated.connect(lambda _at: self._add_field())
        self._place = QVBoxLayout()
        self._others = QVBoxLayout()
        self._others.setSpacing(2)
        self.keep = button("留下这个例子", "primary", on=self._keep)
        self.drop = button("删掉这个例子", on=self.dropped.emit)
        self.leave = button("不改了", on=self._leave)
        self._lay_out()

    def _lay_out(self) -> None:
        head = row(self._title, self.side, None, self.add_field, gap=10, margins=(20, 10, 16, 6))
        self._more = QFrame()
        self._more.setProperty("role", "surface")
        self._more.setLayout(column(self._others, gap=2, margins=(20, 6, 16, 6)))
        foot = QFrame()
        foot.setProperty("role", "topbar")
        foot.setLayout(
            row(self.drop, (self._said, 1), self.leave, self.keep, gap=8, margins=(20, 8, 16, 8))
        )
        self.setLayout(column(head, (box(self._place), 1), self._more, foot, gap=0))

    def begin(
        self, data: Data, *, fires: bool, keys: Sequence[str], title: str, examples_on: date
    ) -> None:
        """Write an example of a rule that looks at the fields `keys`."""
        self._examples_on = examples_on
        self.side.choose(0 if fires else 1)
        self.drop.setVisible(bool(data))
        self._levels = [_Level(dict(data), title, list(keys), self._give)]
        self._show()

    # the form

    def _show(self) -> None:
        """Show the ticket that is being written, in a form made for its fields."""
        level, inner = self._levels[-1], len(self._levels) > 1
        self._said.setText("")
        self._title.setText(level.title)
        self.side.setVisible(not inner)
        self.keep.setText("留下这件工单" if inner else "留下这个例子")
        self.drop.setEnabled(not inner)
        clear(self._place)
        self._form = Form(_sheets(level, inner=inner), _parse, moves=False)
        self._form.show_values(_shown(level.data, self._examples_on))
        self._place.addWidget(self._form)
        self._show_others(level, inner=inner)

    def _show_others(self, level: _Level, *, inner: bool) -> None:
        clear(self._others)
        self._more.setVisible(not inner)
        if inner:
            return
        others: Sequence[Data] = level.data.get(OTHERS, ())
        for at, one in enumerate(others):
            said = button(f"其他工单 {at + 1}：{said_example(one)[:60]}", "view", "inbox")
            said.clicked.connect(partial(self._open_other, at))
            self._others.addWidget(said)
        add = button("加一件其他工单", "quiet", "plus", on=partial(self._open_other, None))
        self._others.addLayout(row(add, label("库里已有的、规则要对照的工单", "caption"), None))

    def _open_other(self, at: int | None, *_: object) -> None:
        level = self._levels[-1]
        if not self._take():
            return
        others = list(level.data.get(OTHERS, ()))

        def done(data: dict[str, Any] | None) -> None:
            where = slice(len(others), len(others)) if at is None else slice(at, at + 1)
            others[where] = [data] if data else []
            level.data[OTHERS] = others

        one = dict(others[at]) if at is not None else {}
        title = f"其他工单 {(len(others) if at is None else at) + 1}"
        self._levels.append(_Level(one, title, level.keys, done))
        self._show()

    def _add_field(self) -> None:
        wanted = BY_HEADER.get(self.add_field.currentText().strip())
        self.add_field.setCurrentIndex(-1)
        if wanted is None or not self._take():
            return
        level = self._levels[-1]
        if wanted.key not in level.keys:
            level.keys.append(wanted.key)
        self._show()
        assert self._form is not None  # noqa: S101 -- just shown
        self._form.focus(wanted.key)

    @property
    def is_written(self) -> bool:
        """Whether something stands here that nobody has kept."""
        return len(self._levels) > 1 or (self._form is not None and bool(self._form.typed()))

    # taking what was written

    def retype(self, **typed: Any) -> None:
        """Write into the fields of the form, by key."""
        assert self._form is not None  # noqa: S101 -- shown by `begin`
        self._form.retype(typed)

    def _take(self) -> bool:
        """Take over what stands in the form; says what cannot be read."""
        assert self._form is not None  # noqa: S101 -- shown by `begin`
        unreadable = self._form.unreadable()
        if unreadable:
            key, said = next(iter(unreadable.items()))
            self._said.setText(said)
            self._form.focus(key)
            return False
        level = self._levels[-1]
        for key, value in self._form.values().items():
            level.data = _with(level.data, key, value)
        return True

    def _keep(self) -> None:
        if not self._take():
            return
        level = self._levels[-1]
        try:
            example_of(level.data, fires=True, examples_on=self._examples_on)
        except Refusal as refusal:
            self._said.setText(str(refusal))
            return
        self._levels.pop()
        level.done(level.data)
        if self._levels:
            self._show()

    def _give(self, data: dict[str, Any] | None) -> None:
        self.kept.emit(self.side.current == 0, data)

    def _leave(self) -> None:
        self._levels.pop()
        if self._levels:
            self._show()
        else:
            self.left.emit()


_BY_KEY: Mapping[str, Field] = {one.key: one for one in FIELDS}


def _parse(asked: Field, text: str) -> Any:
    return read_date(text) if asked.key == TODAY else parse(asked, text, dictionary())


def _sheets(level: _Level, *, inner: bool) -> tuple[Sheet, ...]:
    """What is asked about the example, then the fields of its ticket in the ledger's order."""
    named = {BY_HEADER[name].key for name in level.data if name in BY_HEADER}
    keys = [one.key for one in FIELDS if one.key in named or one.key in level.keys]
    ticket = Sheet(key="ticket", title="工单", tracks=(Track(lines=_lines(keys)),), note=_NOTE)
    if inner:
        return (ticket,)
    lines = (Line(*_ABOUT[:2], label="什么时候"), Line(*_ABOUT[2:4], label="报成什么"))
    about = Sheet(key="about", title="怎样看", tracks=(Track(lines=(*lines, Line(_ABOUT[4]))),))
    return (ticket, about)


def _lines(keys: Sequence[str]) -> tuple[Line, ...]:
    return tuple(Line(asks(key, rows=_LONG if _is_long(_BY_KEY[key]) else 1)) for key in keys)


def _is_long(asked: Field) -> bool:
    return asked.type is FieldType.TEXT and asked.header.endswith(_LONG_TEXTS)


def _shown(data: Data, examples_on: date) -> dict[str, Any]:
    """The values of an example by key, as a form shows them; what nobody could read is left out."""
    shown: dict[str, Any] = {
        TODAY: data.get(TODAY),
        SUBMITTING: data.get(SUBMITTING),
        SEVERITY: next((one for one in Severity if one.value == data.get(SEVERITY)), None),
        MESSAGE: data.get(MESSAGE, ""),
        UNITS: tuple(data.get(UNITS, ())),
    }
    for name in data:
        if name in BY_HEADER:
            with suppress(Refusal):
                one = example_of({name: data[name]}, fires=True, examples_on=examples_on)
                shown |= one.values
    return shown


def _with(data: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    """The example with one value changed; an empty one is taken out."""
    name = _BY_KEY[key].header if key in _BY_KEY else key
    kept = value if key == SUBMITTING else written(value)
    if kept in (None, "", [], ()) or (key == SUBMITTING and not kept):
        return {other: one for other, one in data.items() if other != name}
    return {**data, name: kept}
