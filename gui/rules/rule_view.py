"""One rule, sheet below sheet: conditions, message, scope, examples, trial, mutation check."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from core.tickets.rules.editing import case_count
from core.tickets.rules.plain import Data
from gui.boxes import at_most, box, column, scrolled
from gui.forms.form import GREATEST_WIDTH
from gui.rules.case_card import CaseCard
from gui.rules.draft import Draft, Reading
from gui.rules.examples_card import ExamplesCard
from gui.rules.message_card import MessageCard
from gui.rules.mutation_card import MutationCard
from gui.rules.scope_card import ScopeCard
from gui.rules.trial_card import TrialCard


class RuleView(QWidget):
    changed = Signal()
    """The rule was edited; the draft has it already."""

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.id = ""
        self.at = 0
        self.cases = CaseCard()
        self.message = MessageCard()
        self.scope = ScopeCard()
        self.examples = ExamplesCard()
        self.trial = TrialCard()
        self.mutation = MutationCard()
        sheets = box(
            column(
                *(self.cases, self.message, self.examples, self.trial, self.mutation, self.scope),
                None,
                gap=10,
            )
        )
        ground = box(column(at_most(GREATEST_WIDTH, sheets), margins=(16, 10, 16, 12)))
        self.area: QScrollArea = scrolled(ground)
        self.setLayout(column(self.area))
        for card in (self.cases, self.message, self.scope):
            card.changed.connect(self.put)
        self.cases.case_chosen.connect(self.go_to_case)

    @property
    def rule(self) -> Data:
        """The rule as the draft has it."""
        found = self._draft.rule(self.id) if self._draft is not None else None
        return found or {}

    @property
    def examples_on(self) -> date:
        """Which day is today in examples that name none."""
        assert self._draft is not None  # noqa: S101 -- shown before it is asked
        return self._draft.examples_on

    @property
    def reading(self) -> Reading:
        assert self._draft is not None  # noqa: S101 -- shown before it is asked
        return self._draft.reading(self.id)

    def show_rule(self, draft: Draft, id_: str) -> None:
        """Show a rule; figures of another one are forgotten."""
        if (draft, id_) != (self._draft, self.id):
            self.at = 0
            self.area.verticalScrollBar().setValue(0)
            self.trial.forget()
            self.mutation.forget()
        self._draft, self.id = draft, id_
        self.show_again()

    def show_again(self) -> None:
        """Show what the draft says now; what is being written stays."""
        if self._draft is None or not self.rule:
            return
        self.at = min(self.at, case_count(self.rule) - 1)
        self.cases.show_rule(self._draft, self.rule, self.at)
        self.message.show_rule(self._draft, self.rule, self.at)
        self.scope.show_rule(self._draft, self.rule)
        self.examples.show_examples(self.rule, self.reading)

    def go_to_case(self, at: int) -> None:
        self.message.flush()
        self.at = at
        self.show_again()

    def put(self, rule: Data) -> None:
        """Put an edited rule into the draft, and show what follows from it."""
        assert self._draft is not None  # noqa: S101 -- shown before it is edited
        before, self.id = self.id, str(rule.get("id", "")) or self.id
        self._draft.put(before, rule)
        self.trial.forget()
        self.show_again()
        self.changed.emit()

    def flush(self) -> None:
        """Take over what is still being written."""
        for card in (self.cases, self.message, self.scope):
            card.flush()
