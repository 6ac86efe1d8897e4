"""The foot of the rule desk: what saving comes to, 存草稿 and 提交生效, and why that is off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from gui.boxes import row
from gui.buttons import button
from gui.labels import ElidedLabel


class RulesFoot(QFrame):
    save_pressed = Signal()
    propose_pressed = Signal()
    discard_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setAccessibleName("保存和提交")
        self._said = ElidedLabel("caption", keeps=120)
        self.discard = button("放弃草稿", "quiet", "undo-2", on=self.discard_pressed.emit)
        self.save = button("存草稿", keys="Ctrl S", on=self.save_pressed.emit)
        self.propose = button("提交生效…", "primary", on=self.propose_pressed.emit)
        self.setLayout(
            row(
                *(self._said, None, self.discard, self.save, self.propose),
                gap=8,
                margins=(20, 8, 16, 8),
            )
        )

    def say(self, said: str, *, can_save: bool, can_propose: bool, has_draft: bool) -> None:
        """Say where the draft stands, and offer what can be done now."""
        self._said.say(said)
        self.discard.setVisible(has_draft)
        self.save.setEnabled(can_save)
        self.propose.setEnabled(can_propose)
        self.propose.setAccessibleDescription("" if can_propose else said)

    @property
    def said(self) -> str:
        return self._said.whole
