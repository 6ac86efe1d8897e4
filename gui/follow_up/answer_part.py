"""回炉: what the petitioner was unhappy with, the unit's answer, and the leader's name under it."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.figures.words import moment
from core.follow_up.callback import Explanation, Standing
from core.people import Action
from gui.boxes import box, column, row
from gui.buttons import button
from gui.desk import Desk
from gui.follow_up.parts import asked, titled, warning, writing
from gui.labels import label, paragraph
from storage.follow_up.reading import Followed

FIELDS = (
    ("why", "为什么不满意", "对着诉求人说的写，不要另起炉灶。"),
    ("missed", "哪里有疏漏", "没有疏漏的，写明凭什么这样说。"),
    ("remedy", "怎样补救", "谁、什么时候、做什么。"),
)


class AnswerPart(QFrame):
    explained = Signal(str, str, str)
    """Why, what was missed, the remedy."""
    signed = Signal()
    back_asked = Signal()

    def __init__(self, desk: Desk, one: Followed, standing: Standing) -> None:
        super().__init__()
        self._desk, self._one, self._standing = desk, one, standing
        self.boxes: dict[str, QPlainTextEdit] = {}
        self.setLayout(column(*self._parts(), gap=12))

    def written(self) -> bool:
        """Whether something was typed that is not kept."""
        said = self._one.follow_up.explanation
        return any(
            made.toPlainText().strip() != (getattr(said, key) if said else "")
            for key, made in self.boxes.items()
        )

    def _parts(self) -> Iterator[QWidget]:
        unit = self._one.follow_up.ticket.unit
        said = self._one.follow_up.explanation
        if said is not None and said.sent_back:
            yield warning("领导退回，还要再写", said.sent_back)
        if self._standing is Standing.TO_EXPLAIN and self._desk.may(Action.EXPLAIN_CALLBACK, unit):
            yield from self._writing(said)
        elif said is not None:
            yield from self._reading(said, unit)
        else:
            yield paragraph(f"已退回{unit}，等所队说明。", "second")

    def _writing(self, said: Explanation | None) -> Iterator[QWidget]:
        for key, name, hint in FIELDS:
            made = writing(name, getattr(said, key) if said is not None else "")
            self.boxes[key] = made
            yield asked(name, made, hint)
        give = button("交领导签字", "primary", "send", keys="Ctrl Enter", on=self._give)
        yield box(row(None, give))

    def _give(self) -> None:
        self.explained.emit(*(self.boxes[key].toPlainText() for key, _, _ in FIELDS))

    def _reading(self, said: Explanation, unit: str) -> Iterator[QWidget]:
        for key, name, _ in FIELDS:
            yield titled(name, paragraph(getattr(said, key)))
        yield label(f"{said.by}　{moment(said.at)} 写", "caption")
        if said.signed_at is not None:
            yield label(f"{said.signed_by}　{moment(said.signed_at)} 签字", "caption")
        elif self._standing is Standing.TO_SIGN and self._desk.may(Action.SIGN_EXPLANATION, unit):
            sign = button("签字", "primary", "check", keys="Ctrl Enter", on=self.signed.emit)
            back = button("退回重写", on=self.back_asked.emit)
            yield box(row(None, back, sign))
