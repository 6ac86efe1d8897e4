"""What the current item of the rubric unfolds to: stops, proposal, other reviewers, the reason."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.figures.words import whole_marks
from core.review.marking import SIGNS, proposed_marks
from core.review.rubric import Item, NotApplicable
from gui import theme
from gui.boxes import column, row
from gui.labels import label
from gui.review.draft import Draft
from gui.review.item_parts import Advice, OtherMark, Reason
from gui.review.others import others_of, side_by_side
from gui.review.stops import Pick, Stops

OTHER, NOT_APPLICABLE = "别的分…", "不适用"
INDENT = 36


class ItemBody(QWidget):
    left = Signal(int)
    """The reviewer has done with the reason: 1 to the next open item, 0 back to the list."""

    def __init__(self, draft: Draft, item: Item) -> None:
        super().__init__()
        self._draft, self._item = draft, item
        self.stops = Stops()
        self.stops.picked.connect(self.pick)
        self._hint = label("", "caption")
        self.other = OtherMark(item)
        self.other.given.connect(self._give_other)
        self.other.hide()
        self.advice = Advice()
        self.advice.answered.connect(self._answer)
        self.reason = Reason()
        self.reason.setText(draft.mark(item.code).reason)
        self.reason.textEdited.connect(lambda text: self._draft.explain(item.code, text))
        self.reason.left.connect(self.left)
        self._owed = label("", "caption", tone="warn", wrap=True)
        self._quotes = label("", "caption", wrap=True)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        item, others = self._item, others_of(self._item.code, self._draft.opened.seen)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        parts = column(
            label(item.standard, "dense", wrap=True),
            label(_choices(item), "caption", wrap=True),
            *([label(f"例：{item.example}", "caption", wrap=True)] if item.example else []),
            row(self.stops, self.other, None, self._hint, gap=8),
            self.advice,
            *([side_by_side(others)] if others else []),
            self._quotes,
            self.reason,
            self._owed,
            gap=6,
            margins=(16 + theme.text_size(INDENT), 0, 12, 10),
        )
        inside.addLayout(parts)

    # answering

    def picks(self) -> list[Pick]:
        """What the keys 1 to 9 stand for, in their order."""
        item, mark = self._item, self._draft.mark(self._item.code)
        values = {stop.marks for stop in item.stops()}
        proposal = self._draft.proposal(item.code)
        wanted = proposed_marks(item, proposal) if proposal is not None else None
        if wanted is not None:
            values.add(wanted)
        if mark.marks is not None:
            values.add(mark.marks)
        found = [Pick(whole_marks(value), value) for value in sorted(values, reverse=True)]
        if item.not_applicable is not NotApplicable.NEVER:
            found.append(Pick(NOT_APPLICABLE, leaves_out=True))
        return [*found, Pick(OTHER)]

    def pick(self, place: int) -> None:
        """Take the pick with that key; the first is 0."""
        picks = self.picks()
        if self._draft.is_locked or place >= len(picks):
            return
        chosen = picks[place]
        if chosen.leaves_out:
            self._draft.leave_out(self._item.code)
        elif chosen.marks is not None:
            self._draft.give(self._item.code, chosen.marks)
        else:
            self.other.show()
            self.other.setFocus()

    def _give_other(self, value: Decimal) -> None:
        self._draft.give(self._item.code, value)
        self.other.hide()
        self.left.emit(0)

    def _answer(self, accepted: bool) -> None:  # noqa: FBT001 -- a slot
        if accepted:
            self._draft.accept(self._item.code)
        else:
            self._draft.decline(self._item.code)

    # showing

    def refresh(self) -> None:
        code, locked = self._item.code, self._draft.is_locked
        mark, picks = self._draft.mark(code), self.picks()
        proposal = self._draft.open_proposal(code)
        chosen = next(
            (n for n, one in enumerate(picks) if mark.is_decided and _is(one, mark.marks)), -1
        )
        proposed = -1
        if proposal is not None:
            wanted = proposed_marks(self._item, proposal)
            proposed = next(n for n, one in enumerate(picks) if _is(one, wanted))
        self.stops.setEnabled(not locked)
        self.stops.show_picks(picks, chosen=chosen, proposed=proposed)
        self._hint.setText("" if locked else f"按 1 到 {len(picks)} 选分，Enter 下一项")
        self.advice.show_proposal(proposal)
        if self.reason.text() != mark.reason:
            self.reason.setText(mark.reason)
            self.reason.setCursorPosition(0)
        self.reason.setReadOnly(locked)
        self.reason.setVisible(not locked or bool(mark.reason))
        quotes = "　".join(f"{SIGNS[one.sign]}：“{_short(one.text)}”" for one in mark.quotes)
        _say(self._quotes, f"依据原文　{quotes}" if quotes else "")
        owed = next((one for one in self._draft.missing() if one.code == code), None)
        _say(self._owed, owed.sentence if owed and mark.is_decided and not locked else "")


def _say(target: QLabel, text: str) -> None:
    target.setText(text)
    target.setVisible(bool(text))


def _is(pick: Pick, marks: Decimal | None) -> bool:
    return pick.leaves_out if marks is None else pick.marks == marks


def _choices(item: Item) -> str:
    """What is taken off for what (扣分：没有联系 8 分；……)."""
    said = "；".join(
        f"{one.label}{'，每处' if one.each else ''} {whole_marks(one.minus)} 分"
        for one in item.choices
    )
    return f"扣分：{said}。" if said else "没有固定的扣分档，按实际情况扣分。"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 18 else flat[:17] + "……"
