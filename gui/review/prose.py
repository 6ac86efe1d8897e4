"""A paragraph of a sheet: wrapped, and never wider than one likes to read."""

from PySide6.QtWidgets import QLabel, QSizePolicy

from gui import theme

MEASURE = 820


class Prose(QLabel):
    """Takes the height that its text needs at the width it may have."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setProperty("role", "second")
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(theme.text_size(MEASURE))

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self.maximumWidth()))
