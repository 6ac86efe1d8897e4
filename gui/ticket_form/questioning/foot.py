"""The foot while one question after another is asked: back, put off, go on."""

from PySide6.QtWidgets import QFrame

from gui.boxes import row
from gui.buttons import button
from gui.labels import label


class QuestionFoot(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setObjectName("question-foot")
        self.back_button = button("上一问", icon="arrow-left", keys="Alt ←")
        self.put_off_button = button("先跳过", "quiet")
        self._state = label("", "caption")
        self.next_button = button("下一问", "primary", "arrow-right", keys="Enter")
        self.setLayout(
            row(
                self.back_button,
                self.put_off_button,
                None,
                self._state,
                self.next_button,
                margins=(20, 8, 16, 8),
            )
        )

    def say_state(self, kept: str) -> None:
        self._state.setText(kept)
