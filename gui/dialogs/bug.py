"""The dialog for a bug (故障报告): nothing is lost, here is a report to copy, go on working."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTextEdit, QWidget

from core.errors import Trouble
from gui.boxes import row
from gui.buttons import button
from gui.dialogs.trouble import TroubleDialog
from gui.dialogs.window import DialogWindow
from gui.labels import label, picture

WIDTH = 580
REPORT_HEIGHT = 212


class BugDialog(DialogWindow):
    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(
            parent,
            "bug",
            "warn-text",
            "程序出了差错",
            "这一步没有做成，已退回到做之前；您写的字都在。",
        )
        self.set_width(WIDTH)
        self._report = report
        self.remark = QLineEdit()
        self.remark.setPlaceholderText("可以补一句：当时在做什么（不写姓名电话）")
        self.remark.setAccessibleName("补一句当时在做什么，不写姓名电话")
        view = QTextEdit()
        view.setPlainText(report)
        view.setReadOnly(True)
        view.setFixedHeight(REPORT_HEIGHT)
        view.setProperty("role", "report")
        view.setAccessibleName("故障报告")
        promise = label("报告里没有诉求人、经营者的信息，也不会自动发送。", "caption")
        self.body.addWidget(self.remark)
        self.body.addWidget(view)
        self.body.addLayout(row(picture("shield-check", "ok-text", 14), promise, None, gap=6))
        go_on = button("继续工作", "primary", on=self.accept)
        self.copy = button("复制报告", icon="copy", on=self._copy)
        save = button("存成文件…", icon="download", on=self._save)
        self.set_foot(save, None, self.copy, go_on, focus=go_on)

    def whole(self) -> str:
        """The report with what the officer added."""
        remark = self.remark.text().strip()
        return f"{self._report}\n\n补充　{remark}\n" if remark else self._report + "\n"

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.whole())
        self.copy.setText("已复制")

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "存成文件", "故障报告.txt", "文本文件 (*.txt)")
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        try:
            file.write_text(self.whole(), "utf-8")
        except OSError:
            sentence = f"没有写成“{file.name}”。请换一个位置再存；报告还在窗口里，也可以复制。"
            TroubleDialog(self, Trouble(sentence)).open()
