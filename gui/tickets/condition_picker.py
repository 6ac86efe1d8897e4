"""Puts a condition together: field, operator, value; or takes a typed sentence."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QLineEdit, QStackedWidget, QWidget

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, FIELDS, Field, FieldType
from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, paragraph, set_paragraph

WIDTH = 520
_EMPTY = ("为空", "不为空")

OPERATORS: Mapping[FieldType, tuple[str, ...]] = {
    FieldType.TEXT: ("包含", "为", *_EMPTY),
    FieldType.ENUM: ("为", "不为", *_EMPTY),
    FieldType.BOOL: ("为",),
    FieldType.DATE: ("不早于", "不晚于", *_EMPTY),
    FieldType.DATETIME: ("不早于", "不晚于", *_EMPTY),
    FieldType.INT: ("为", "不小于", "不大于", *_EMPTY),
    FieldType.MONEY: ("不小于", "不大于", *_EMPTY),
    FieldType.LIST: ("包含", *_EMPTY),
    FieldType.EVIDENCE: ("包含", *_EMPTY),
}
"""The operators offered for a field; a typed sentence may use all of the language."""


def choices(field: Field) -> list[str]:
    """The words a field can hold, where it is a closed vocabulary."""
    if field.words is not None:
        return [word.value for word in field.words]
    return ["是", "否"] if field.type is FieldType.BOOL else []


def sentence(field: Field, operator: str, value: str) -> str:
    """The condition as the language writes it; text is quoted."""
    if operator in _EMPTY:
        return f"{field.header} {operator}"
    is_text = field.type in {FieldType.TEXT, FieldType.LIST, FieldType.EVIDENCE}
    return f"{field.header} {operator} {f'“{value}”' if is_text else value}"


class ConditionPicker(QDialog):
    """Shown below the button that asked for it; Enter adds, Esc leaves.

    `read` refuses a sentence that is none of the rule language.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget, read: Callable[[str], object]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._read = read
        self.setProperty("role", "palette")
        self.setAccessibleName("添加条件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field = QComboBox()
        self._operator = QComboBox()
        self._text = QLineEdit()
        self._choice = QComboBox()
        self._value = QStackedWidget()
        self._typed = QLineEdit()
        self._said = paragraph("", "caption")
        self._set_up()
        self.setLayout(
            column(
                label("加一个条件", "section"),
                row((self._field, 3), (self._operator, 2), (self._value, 3)),
                label("或者直接写一句", "field"),
                self._typed,
                self._said,
                row(None, button("加上", "primary", on=self._add)),
                gap=8,
                margins=(16, 14, 16, 14),
            )
        )
        self.setFixedWidth(theme.text_size(WIDTH))
        self._on_field()

    def _set_up(self) -> None:
        self._field.addItems([field.header for field in FIELDS])
        self._field.setEditable(True)
        completer = QCompleter(self._field.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._field.setCompleter(completer)
        self._field.setCurrentText("承办单位")
        for widget, name in (
            (self._field, "栏目"),
            (self._operator, "怎么比"),
            (self._text, "值"),
            (self._choice, "值"),
            (self._typed, "条件句"),
        ):
            widget.setAccessibleName(name)
        self._typed.setPlaceholderText("例如：立案决定 为 不予立案 且 不予立案情形 为空")
        self._value.addWidget(self._text)
        self._value.addWidget(self._choice)
        self._field.currentTextChanged.connect(lambda _text: self._on_field())
        self._operator.currentTextChanged.connect(
            lambda text: self._value.setEnabled(text not in _EMPTY)
        )
        for edit in (self._text, self._typed):
            edit.returnPressed.connect(self._add)

    def _on_field(self) -> None:
        field = BY_HEADER.get(self._field.currentText())
        if field is None:
            return
        self._operator.clear()
        self._operator.addItems(OPERATORS[field.type])
        self._choice.clear()
        self._choice.addItems(choices(field))
        self._value.setCurrentWidget(self._choice if choices(field) else self._text)
        is_date = field.type in {FieldType.DATE, FieldType.DATETIME}
        self._text.setPlaceholderText("2026-11-23" if is_date else "")

    def wanted(self) -> str:
        """The sentence as it stands: the typed one, if there is one."""
        typed = self._typed.text().strip()
        if typed:
            return typed
        field = BY_HEADER.get(self._field.currentText())
        if field is None:
            raise Refusal(f"没有“{self._field.currentText()}”这一栏，请从列表里选。")
        value = self._choice.currentText() if choices(field) else self._text.text().strip()
        if not value and self._operator.currentText() not in _EMPTY:
            raise Refusal(f"请写明“{field.header}”要比的值。")
        return sentence(field, self._operator.currentText(), value)

    def type_sentence(self, text: str) -> None:
        """Take `text` as typed, and add it."""
        self._typed.setText(text)
        self._add()

    @property
    def said(self) -> str:
        """What was answered to the last attempt."""
        return self._said.accessibleName()

    def _add(self) -> None:
        try:
            wanted = self.wanted()
            self._read(wanted)
        except Refusal as refusal:
            set_paragraph(self._said, str(refusal))
            theme.set_state(self._said, "danger", "tone")
            return
        self.picked.emit(wanted)
        self.accept()
