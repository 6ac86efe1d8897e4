"""The status bar: left what protects the data, right rule set, type size, F6; never a message."""

from PySide6.QtWidgets import QFrame

from gui import icons, theme
from gui.boxes import row
from gui.labels import ElidedLabel, label, picture

GAP = "　"


class StatusBar(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "status")
        self.setAccessibleName("状态栏")
        self.setFixedHeight(max(theme.size("statusbar"), theme.text_size(22)))
        self._icon = picture("shield-check", "ok-text", 14)
        self._left = ElidedLabel("caption")
        self._right = label("", "caption")
        self._rule_set = ""
        self.setLayout(
            row(self._icon, self._left, None, self._right, gap=6, margins=(12, 0, 12, 0))
        )
        self._icon.hide()

    def say_store(self, store: str, protection: str, *, demo: bool) -> None:
        """Name the store and what protects it; a demo store is called one, always."""
        words = f"演示台账{GAP}里面的人和事都是编的" if demo else store
        icons.set_icon(self._icon, "info" if demo else "shield-check", "ok-text", 14)
        self._icon.show()
        self._left.say(GAP.join(filter(None, (words, protection))))

    def say_rule_set(self, name: str) -> None:
        self._rule_set = name
        self.refresh()

    @property
    def left(self) -> str:
        return self._left.whole

    @property
    def right(self) -> str:
        return self._right.text()

    @property
    def rule_set(self) -> str:
        return self._rule_set

    def refresh(self) -> None:
        """Say the type size that holds now."""
        percent = int(theme.scale() * 100)
        parts = (
            f"填报规则 {self._rule_set}" if self._rule_set else "",
            f"字号 {percent}%",
            "F6 换区",
        )
        self._right.setText(GAP.join(filter(None, parts)))
