"""The first step of an import: where the ledger comes from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, paragraph, picture


class Chooser(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("选文件")
        self.setObjectName("import-file")
        self.button = button("选台账文件…", "primary", "folder-open", keys="Ctrl O")
        what = paragraph(
            "热线系统、科室或所队发来的台账都可以：表头上面有标题、说明、合并单元格没有关系，"
            "列名叫法不同也认得。把文件拖到这里也行。",
            "second",
        )
        what.setFixedWidth(560)
        what.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        safe = label("先试导，看清会新增、更新什么，再导入。空格不会抹掉已有内容。", "caption")
        self.setLayout(
            column(
                28,
                row(None, picture("file-spreadsheet", "text-3", 40), None),
                6,
                row(None, label("导入一份台账", "section"), None),
                row(None, what, None),
                4,
                row(None, self.button, None),
                row(None, safe, None),
                32,
                gap=6,
            )
        )
