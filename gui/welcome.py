"""What is shown where there is no store yet: 看演示, 建新台账, 打开已有; and who begins in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.boxes import column, frame, row
from gui.buttons import button
from gui.labels import label, paragraph, picture

WIDTH = 580


class Welcome(QWidget):
    demo_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.demo = button("看演示", "primary", "graduation-cap")
        self.new = button("建新台账", icon="plus")
        self.existing = button("打开已有…", icon="folder-open")
        rows = (
            (
                self.demo,
                self.demo_wanted,
                "编出来的台账，工单、时限、督查都有，可以随便试。",
            ),
            (
                self.new,
                self.new_wanted,
                "空的，建在本机您的数据文件夹里，可以接着导入表格。",
            ),
            (self.existing, self.open_wanted, "选一个以前建好的台账文件（.db）。"),
        )
        items = []
        for press, wanted, words in rows:
            press.clicked.connect(wanted)
            press.setFixedWidth(132)
            items.append(row(press, (paragraph(words, "second"), 1), gap=16))
        sheet = frame(
            "card",
            column(
                row(picture("scale", "accent-text", 28), label("热线工单评查台", "title"), None),
                label("这台电脑上还没有台账。从哪里开始？", "second"),
                4,
                *items,
                gap=14,
                margins=(28, 24, 28, 26),
            ),
            width=WIDTH,
        )
        self.setLayout(column(None, row(None, sheet, None), None, None))
        self.setFocusProxy(self.demo)


class FirstOfficer(QWidget):
    """Asks who sits here, in a store that knows nobody yet."""

    named = Signal(str, str)
    """Name and unit."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.unit = QLineEdit(unit)
        self.start = button("开始", "primary", "arrow-right", on=self._on_start)
        self._said = label("", "caption", tone="danger")
        fields = []
        for words, field in (("您的姓名", self.name), ("科室", self.unit)):
            caption = label(words, "field", width=76)
            caption.setBuddy(field)
            field.setAccessibleName(words)
            field.returnPressed.connect(self._on_start)
            fields.append(row(caption, field))
        sheet = frame(
            "card",
            column(
                label("谁在用这份台账？", "title"),
                paragraph(
                    "您将以科长兼系统管理员的身份开始，能导入台账、部署督查。所队和人员以后再加。",
                    "second",
                ),
                4,
                *fields,
                self._said,
                row(None, self.start),
                gap=10,
                margins=(28, 24, 28, 22),
            ),
            width=WIDTH,
        )
        self.setLayout(column(None, row(None, sheet, None), None, None))
        self.setFocusProxy(self.name)

    def _on_start(self) -> None:
        name, unit = self.name.text().strip(), self.unit.text().strip()
        if not name:
            self._said.setText("请填写您的姓名，每一步操作都会记下是谁做的。")
            self.name.setFocus()
        elif not unit:
            self._said.setText("请填写科室，部署督查和导入台账归它。")
            self.unit.setFocus()
        else:
            self.named.emit(name, unit)
