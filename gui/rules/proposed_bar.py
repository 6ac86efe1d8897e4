"""A version that waits for a second officer: who proposed it, why, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.tickets.rules.versions import RulebookVersion
from gui.boxes import row
from gui.buttons import button
from gui.chips import Chip
from gui.labels import ElidedLabel


class ProposedBar(QFrame):
    diff_asked = Signal(object)
    confirmed = Signal(object)
    return_asked = Signal(object)
    """All carry the version."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", "info")
        self.setAccessibleName("待确认的版本")
        self._version: RulebookVersion | None = None
        self._said = ElidedLabel("", keeps=120)
        self.diff = button("看改动", icon="git-compare", on=lambda: self._emit(self.diff_asked))
        self.send_back = button("退回…", icon="undo-2", on=lambda: self._emit(self.return_asked))
        self.confirm = button(
            "确认生效", "primary", "circle-check", on=lambda: self._emit(self.confirmed)
        )
        self.setLayout(
            row(
                *(
                    Chip("待确认", "warn"),
                    self._said,
                    None,
                    self.diff,
                    self.send_back,
                    self.confirm,
                ),
                gap=10,
                margins=(20, 6, 16, 6),
            )
        )

    def show_version(self, version: RulebookVersion | None, *, may_decide: bool) -> None:
        """Show a version, or nothing; only another officer than its authors may decide."""
        self._version = version
        self.setVisible(version is not None)
        if version is None:
            return
        self._said.say(said_proposal(version, may_decide=may_decide))
        self.confirm.setVisible(may_decide)
        self.send_back.setVisible(may_decide)

    @property
    def said(self) -> str:
        return self._said.whole

    def _emit(self, signal: object) -> None:
        if self._version is not None:
            signal.emit(self._version)  # type: ignore[attr-defined]  # one of the signals above


def said_proposal(version: RulebookVersion, *, may_decide: bool) -> str:
    """第 4 版，程知远提交，自 2026-12-01 起，在办的也用；理由：……."""
    since = f"自 {version.effective_from} 起" if version.effective_from else "确认当天生效"
    also = "，在办的也用" if version.covers_open else ""
    waits = "" if may_decide else "。等另一个人确认"
    return (
        f"{version.name}，{version.proposed_by}提交，{since}{also}；理由：{version.reason}{waits}"
    )
