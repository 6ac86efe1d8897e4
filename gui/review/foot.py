"""The foot of the desk: the marks so far, what is still missing, 暂存 and 提交."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.figures.words import marks as marks_words
from core.figures.words import whole_marks
from core.review.marks import FULL_MARKS
from core.review.marks import score as score_of
from core.review.schedule import day_words
from gui.boxes import row
from gui.buttons import button
from gui.labels import ElidedLabel, label
from gui.review.draft import Draft


class DeskFoot(QFrame):
    keep_pressed = Signal()
    submit_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAccessibleName("合计和提交")
        self.setObjectName("review-foot")
        self._total = label("", "figure")
        self._said = ElidedLabel("caption")
        self.keep = button("暂存", keys="Ctrl S", on=self.keep_pressed.emit)
        self.submit = button("提交这一件", "primary", on=self.submit_pressed.emit)
        self.setLayout(
            row(
                label("当前合计", "field"),
                self._total,
                self._said,
                None,
                self.keep,
                self.submit,
                gap=8,
                margins=(16, 6, 12, 7),
            )
        )

    def show_draft(self, draft: Draft) -> None:
        self._total.setText(_total(draft))
        said, ready = self._standing(draft)
        self._said.say(said)
        locked = draft.is_locked
        self.keep.setVisible(not locked)
        self.submit.setVisible(not locked)
        self.submit.setEnabled(ready)
        self.submit.setAccessibleDescription("" if ready else said)

    @property
    def said(self) -> str:
        return self._said.whole

    @property
    def total(self) -> str:
        return self._total.text()

    @staticmethod
    def _standing(draft: Draft) -> tuple[str, bool]:
        """What stands beside the sum, and whether the review can be handed in."""
        of = f"/ {FULL_MARKS}"
        if draft.opened.handed_in is not None:
            at = draft.opened.handed_in.handed_in_at
            when = f"{day_words(at.date())} {at:%H:%M}"
            return f"{of}，{when} 已提交并锁定，要改请科室先退回", False
        if draft.opened.waits_for:
            return f"{'、'.join(draft.opened.waits_for)}还没有交，齐了再复核", False
        missing = draft.missing()
        if missing:
            return f"{of}，还有 {_missing(draft)}", False
        vetoed = score_of(draft.rubric, draft.marks)
        if vetoed.vetoes:
            before = marks_words(vetoed.original)
            return f"{of}，一票否决，原始分 {before}，评定不合格", True
        return f"{of}，全部评完，可以提交", True


def _missing(draft: Draft) -> str:
    """What is missing, by the number: 9 项未评，1 项否决未定."""
    undecided = len(draft.open_items())
    vetoes = len({one.veto for one in draft.undecided_vetoes()})
    grounds = sum(not reason.strip() for reason in draft.marks.vetoes.values())
    codes = {one.code for one in draft.missing()}
    owed = sum(
        draft.mark(item.code).is_decided and item.code in codes for item in draft.rubric.items
    )
    said = [
        f"{undecided} 项未评" if undecided else "",
        f"{vetoes} 项否决未定" if vetoes else "",
        f"{owed} 项要写理由" if owed else "",
        f"{grounds} 项否决要写依据" if grounds else "",
    ]
    return "，".join(filter(None, said))


def _total(draft: Draft) -> str:
    return whole_marks(draft.total())
