"""About the program (关于): its version, and whose work it stands on under which licence."""

from PySide6.QtWidgets import QTextEdit, QWidget

from gui.buttons import button
from gui.dialogs.window import DialogWindow
from gui.labels import label
from storage import resources

WIDTH, HEIGHT = 560, 260

COMPONENTS = (
    ("Qt for Python（PySide6）", "LGPL 3"),
    ("思源黑体、思源宋体（Noto Sans SC、Noto Serif SC）", "SIL OFL 1.1"),
    ("霞鹜文楷", "SIL OFL 1.1"),
    ("Lucide 图标", "ISC，全文见下"),
    ("SQLAlchemy、Alembic、XlsxWriter、lark、RapidFuzz、platformdirs", "MIT 或 BSD"),
    ("reportlab、pypdfium2", "BSD 或 Apache 2.0"),
    ("python-calamine、charset-normalizer", "MIT"),
)


class AboutDialog(DialogWindow):
    def __init__(self, parent: QWidget, version: str) -> None:
        super().__init__(
            parent, "scale", "accent-text", "热线工单评查台", f"{version}　在本机工作，不连接网络"
        )
        self.set_width(WIDTH)
        lines = [f"{name}：{licence}" for name, licence in COMPONENTS]
        text = QTextEdit()
        text.setReadOnly(True)
        text.setProperty("role", "report")
        text.setPlainText("\n".join([*lines, "", resources.read_text("icons/LICENSE")]))
        text.setFixedHeight(HEIGHT)
        text.setAccessibleName("用到的组件和许可")
        self.body.addWidget(label("用到的组件和许可", "field"))
        self.body.addWidget(text)
        close = button("知道了", "primary", on=self.accept)
        self.set_foot(None, close, focus=close)
