"""One remedy beside the list: what is to be put right, its proof, and what is decided of it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from core.figures.words import day, moment
from core.people import Action, may
from core.review.debrief.remedies import Remedy, RemedyState, may_decide, may_prove
from gui import theme
from gui.boxes import box, clear, column, frame, row, scrolled
from gui.buttons import button
from gui.chips import Chip
from gui.debrief.words import due_words, several
from gui.desk import Desk
from gui.labels import label, paragraph

WIDTH = 360
STATES = {
    RemedyState.OPEN: "near",
    RemedyState.PROVEN: "proposed",
    RemedyState.CLOSED: "done",
}


class RemedyCard(QFrame):
    proven = Signal(object, str)
    signed_off = Signal(object)
    back_asked = Signal(object)
    tickets_asked = Signal(object)
    amend_asked = Signal(object)
    """All of them carry the remedy; `proven` the proof as well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("整改")
        self._desk = desk
        self._shown: Remedy | None = None
        self._amended: Sequence[str] = ()
        self.proof: QPlainTextEdit | None = None
        self._inside = QVBoxLayout()
        self._inside.setSpacing(10)
        self._inside.setContentsMargins(16, 12, 16, 16)
        self.setLayout(column(scrolled(box(self._inside)), gap=0))
        self.setFixedWidth(theme.text_size(WIDTH))

    def show_remedy(self, remedy: Remedy | None, amended: Sequence[str] = ()) -> None:
        """Show a remedy; what was being written for the same one stays.

        `amended` says how owner and day were changed.
        """
        if remedy is not None and (remedy, amended) == (self._shown, self._amended):
            return
        self._shown, self._amended = remedy, amended
        self.proof = None
        clear(self._inside)
        for part in self._parts(remedy) if remedy is not None else _nothing():
            self._inside.addWidget(part)
        self._inside.addStretch(1)

    def written(self) -> bool:
        """Whether somebody has begun to write a proof that is not handed in."""
        shown = self._shown
        if self.proof is None or shown is None:
            return False
        return self.proof.toPlainText().strip() != shown.proof

    def _parts(self, one: Remedy) -> Iterator[QWidget]:
        wanted, today = one.wanted, self._desk.today
        late = one.is_overdue(today)
        state = Chip("超期", "overdue") if late else Chip(one.state.value, STATES[one.state])
        yield box(row(label(f"{wanted.unit}　{wanted.code}", "section"), None, state))
        yield paragraph(wanted.problem, spread=118)
        yield _titled("要做到", paragraph(wanted.demand, "dense"))
        see = button("看每一件", "quiet", on=lambda: self.tickets_asked.emit(one))
        refs = paragraph(several(wanted.refs), "dense")
        yield _titled(f"扣分的工单　{len(wanted.refs)} 件", refs, box(row(see, None)))
        due = f"{day(one.due)}{'　' + due_words(one, today) if late else ''}"
        said = "\n".join((f"{one.owner}　{due}", *self._amended))
        yield _titled("责任人和期限", paragraph(said, "dense"), *self._amending(one))
        yield _titled("出自", paragraph(one.title, "dense"))
        if one.sent_back:
            yield frame(
                "tint",
                column(
                    label("退回，还要再改", "field"),
                    paragraph(one.sent_back, "dense"),
                    gap=2,
                    margins=(12, 8, 12, 10),
                ),
                tone="warn",
            )
        yield from self._course(one)

    def _amending(self, one: Remedy) -> Iterator[QWidget]:
        follows = may(self._desk.officer, Action.FOLLOW_REMEDIES, today=self._desk.today)
        if follows and one.state is RemedyState.OPEN:
            ask = button("改责任人、期限…", "quiet", on=lambda: self.amend_asked.emit(one))
            yield box(row(ask, None))

    def _course(self, one: Remedy) -> Iterator[QWidget]:
        officer, today = self._desk.officer, self._desk.today
        if may_prove(officer, one, today=today):
            yield self._writing(one)
            return
        if one.proof:
            yield _titled("整改情况", paragraph(one.proof, spread=118))
            if one.proven_at is not None:
                said = f"{one.proven_by}　{moment(one.proven_at)} 提交"
                yield label(said, "caption")
        if one.signed_at is not None:
            yield label(f"{one.signed_by}　{moment(one.signed_at)} 销号", "caption")
        if may_decide(officer, one, today=today):
            yield box(
                row(
                    button("销号", "primary", "check", on=lambda: self.signed_off.emit(one)),
                    button("退回再改", on=lambda: self.back_asked.emit(one)),
                    None,
                )
            )

    def _writing(self, one: Remedy) -> QWidget:
        self.proof = QPlainTextEdit(one.proof)
        self.proof.setTabChangesFocus(True)
        self.proof.setAccessibleName("整改情况")
        self.proof.setFixedHeight(theme.text_size(132))
        hint = "写清做了什么、什么时候做的、凭什么可以查到。"
        give = button("提交整改", "primary", "send", keys="Ctrl Enter", on=lambda: self._give(one))
        caption = label("整改情况", "field")
        caption.setBuddy(self.proof)
        return box(column(caption, self.proof, paragraph(hint, "caption"), row(None, give), gap=6))

    def _give(self, one: Remedy) -> None:
        if self.proof is not None:
            self.proven.emit(one, self.proof.toPlainText())


def _nothing() -> Iterator[QWidget]:
    yield paragraph("在左边选一项，这里显示要改什么、谁来改、改得怎样。", "second")


def _titled(title: str, *parts: QWidget) -> QWidget:
    return box(column(label(title, "caption"), *parts, gap=2))
