"""The keys on the page of parcels: our own with its fingerprint, and the units we trust."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from gui.boxes import box, clear, column, frame, row
from gui.buttons import button
from gui.combo import Combo
from gui.labels import label, paragraph, set_paragraph
from storage.files.parcels import UnitKey


class KeysCard(QFrame):
    named = Signal(str)
    export_asked = Signal()
    import_asked = Signal()
    trusted = Signal(object)
    """A `UnitKey` whose fingerprint was compared and found right."""

    revoked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("公钥")
        self.unit = Combo()
        self.unit.setAccessibleName("这份台账是哪个单位在用")
        self.name_button = button("用它收发", "primary", on=self._name)
        self._naming = box(row(label("单位", "field"), self.unit, self.name_button, None))
        self._said = paragraph("", "second")
        self.export_button = button("导出公钥…", icon="download", on=self.export_asked.emit)
        self.import_button = button("导入对方公钥…", icon="upload", on=self.import_asked.emit)
        self._both = box(row(self.export_button, self.import_button, None))
        self.asking = AskFingerprint()
        self.asking.confirmed.connect(self.trusted)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.setLayout(
            column(
                label("公钥", "section"),
                self._said,
                self._naming,
                self._both,
                self.asking,
                self._lines,
                gap=8,
                margins=(16, 12, 16, 12),
            )
        )

    def _name(self) -> None:
        self.named.emit(self.unit.currentText())

    def show_own(self, key: UnitKey | None, names: Sequence[str]) -> None:
        """Show our own key, or let somebody say whose store this is."""
        self._naming.setVisible(key is None)
        self._both.setVisible(key is not None)
        if key is not None:
            said = f"本台账：{key.name}。公钥指纹 {key.fingerprint}，电话里念给对方核对。"
        else:
            self.unit.clear()
            self.unit.addItems(list(names))
            said = "先选这份台账是哪个单位在用，生成收发用的密钥。"
        set_paragraph(self._said, said)

    def show_trusted(self, keys: Sequence[UnitKey]) -> None:
        clear(self._lines)
        for key in keys:
            revoke = button("作废", "quiet", on=partial(self.revoked.emit, key.name))
            revoke.setAccessibleName(f"作废{key.name}的公钥")
            words = (label(key.name, "field", width=110), (label(key.fingerprint, "dense"), 1))
            self._lines.addWidget(frame("row", row(*words, revoke, margins=(0, 4, 0, 4))))


class AskFingerprint(QFrame):
    """Asks for the fingerprint as it was read out; only the right one confirms the key."""

    confirmed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tint")
        self._key: UnitKey | None = None
        self._said = paragraph("", "second")
        self.field = QLineEdit()
        self.field.setAccessibleName("电话里听到的指纹")
        self.field.setPlaceholderText("电话里听到的指纹，八组，每组四位")
        self.field.returnPressed.connect(self._confirm)
        self.go = button("核对后收下", "primary", on=self._confirm)
        self._wrong = label("", "caption", tone="danger", wrap=True)
        asked = row((self.field, 1), self.go, button("不收了", "quiet", on=self.hide))
        self.setLayout(column(self._said, asked, self._wrong, gap=6, margins=(12, 8, 12, 8)))
        self.hide()

    def ask(self, key: UnitKey) -> None:
        """Begin with the key of a file; its fingerprint is not shown, so that nobody copies it."""
        self._key = key
        said = f"文件里是{key.name}的公钥。打电话请对方念一遍他那边显示的指纹，照听到的输在这里。"
        set_paragraph(self._said, said)
        self.field.clear()
        self._wrong.setText("")
        self.show()
        self.field.setFocus()

    def _confirm(self) -> None:
        if self._key is None:
            return
        if _bare(self.field.text()) != _bare(self._key.fingerprint):
            self._wrong.setText("和文件里的不一致。请再听一遍；还不一致就别收，文件可能被换过。")
            return
        self.hide()
        self.confirmed.emit(self._key)


def _bare(fingerprint: str) -> str:
    return "".join(fingerprint.split()).lower()
