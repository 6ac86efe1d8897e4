"""`Draft`: the review that grows on the desk. Whoever shows a part of it listens to `changed`.

It keeps nothing itself: the page saves it, and hands it in.
"""

from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from core.review import marking
from core.review.marks import ItemMark, Marks, Problem, Quote, open_items, problems, score, so_far
from core.review.recheck import unexplained
from core.review.reviews import Stage
from core.review.rubric import Item, Proposal
from gui.review.opened import Opened

Words = tuple[str, int, int, str]
"""A piece of a ticket's text: field, start, end, text."""


class Draft(QObject):
    changed = Signal(str)
    """Something was answered; carries the code of the item or veto."""

    def __init__(self, opened: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opened = opened
        self.rubric = opened.rubric
        self.marks: Marks = opened.marks

    @property
    def is_locked(self) -> bool:
        """Handed in, or not yet to be begun."""
        return self.opened.handed_in is not None or bool(self.opened.waits_for)

    def item(self, code: str) -> Item:
        found = self.rubric.item(code)
        assert found is not None  # noqa: S101 -- codes come from the rubric itself
        return found

    def mark(self, code: str) -> ItemMark:
        return self.marks.item(code)

    def proposal(self, code: str) -> Proposal | None:
        """The deduction proposed for an item, answered or not."""
        return next((one for one in self.opened.proposals if one.item == code), None)

    def open_proposal(self, code: str) -> Proposal | None:
        """The deduction proposed for an item that nobody has answered yet."""
        found = self.proposal(code)
        if self.is_locked or found is None or marking.is_answered(self.mark(code), found):
            return None
        return found

    # answers

    def give(self, code: str, value: Decimal) -> None:
        self._become(marking.give(self.marks, self.item(code), value, self._own(code)), code)

    def leave_out(self, code: str) -> None:
        self._become(marking.leave_out(self.marks, self.item(code), self._own(code)), code)

    def accept(self, code: str) -> None:
        if proposal := self.open_proposal(code):
            self._become(marking.accept(self.marks, self.item(code), proposal), code)

    def decline(self, code: str) -> None:
        if proposal := self.open_proposal(code):
            self._become(marking.decline(self.marks, self.item(code), proposal), code)

    def explain(self, code: str, reason: str) -> None:
        self._become(marking.explain(self.marks, self.item(code), reason), code)

    def pin_or_turn(self, code: str, words: Words, sign: str = "") -> None:
        """Pin words to an item; words that are pinned to it already get the next sign, or none.

        Without a sign the one that the mark suggests is taken.
        """
        field, start, end, text = words
        item, mark = self.item(code), self.mark(code)
        usual = sign or marking.usual_sign(item, mark)
        new = Quote(field=field, start=start, end=end, text=text, sign=usual)
        old = next((one for one in mark.quotes if marking.is_same_place(one, new)), None)
        if old is None or sign:
            self._become(marking.pin(self.marks, item, new), code)
        else:
            self._become(marking.turn(self.marks, item, old), code)

    def hit(self, veto: str, reason: str = "") -> None:
        self._become(marking.hit(self.marks, veto, reason), veto)

    def rule_out(self, veto: str) -> None:
        self._become(marking.rule_out(self.marks, veto), veto)

    def _own(self, code: str) -> list[Proposal]:
        return [one for one in self.opened.proposals if one.item == code]

    def _become(self, marks: Marks, code: str) -> None:
        if self.is_locked or marks == self.marks:
            return
        self.marks = marks
        self.changed.emit(code)

    # how it stands

    @property
    def quotes(self) -> list[tuple[str, Quote]]:
        """All pinned words with the item they are pinned to, in the rubric's order."""
        return [(i.code, q) for i in self.rubric.items for q in self.mark(i.code).quotes]

    def suspected(self) -> list[Proposal]:
        """The vetoes that the data makes possible, decided or not."""
        return [one for one in self.opened.proposals if one.veto]

    def undecided_vetoes(self) -> list[Proposal]:
        return marking.open_vetoes(self.marks, self.opened.proposals)

    def open_items(self) -> list[Item]:
        return open_items(self.rubric, self.marks)

    def missing(self) -> list[Problem]:
        """What still keeps the review from being handed in, in the order of the desk."""
        found = list(problems(self.rubric, self.marks))
        if self.opened.task.stage is Stage.RECHECK:
            found += unexplained(self.rubric, self.opened.formula, self.marks, self.opened.peers)
        return found + marking.veto_problems(self.rubric, self.marks, self.opened.proposals)

    def total(self) -> Decimal:
        """The marks so far; once all is decided, the total that counts."""
        if self.open_items():
            return so_far(self.marks)
        return score(self.rubric, self.marks).total
