"""Jobs of the rule desk: a trial on past tickets, and the mutation check of one rule or of all."""

from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.errors import Refusal
from core.tickets.rules.editing import with_reason, without_reasons
from core.tickets.rules.mutants import Mutant
from core.tickets.rules.mutation import MutationResult, check_rule, check_rulebook
from core.tickets.rules.plain import tidy
from core.tickets.rules.trial import Bench, Trial
from gui.ask import AskPopup
from gui.desk import Desk
from gui.jobs import Progress
from gui.notices import Tone
from gui.rules.rule_view import RuleView
from gui.rules.workbench import Workbench
from storage.judging import example_surroundings
from storage.rules import rulebooks
from storage.rules.trial import TrialScope, run_trial

SETTLED = 500
"""Milliseconds after an edit before a rule is checked by mutation."""


class Trying(QObject):
    """Runs what takes longer than a moment, and shows it on the sheets of the rule.

    Another officer may have sat down before a job is done; the page is gone then.
    """

    def __init__(self, desk: Desk, bench: Workbench, view: RuleView) -> None:
        super().__init__(view)
        self._desk, self._bench, self._view = desk, bench, view
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._settled.timeout.connect(self.check)
        view.trial.asked.connect(self.try_out)
        view.mutation.all_asked.connect(self.check_all)
        view.mutation.drop_asked.connect(self.drop_idle)
        view.mutation.reason_asked.connect(self._ask_reason)

    def settle(self) -> None:
        """Check the rule that is shown as soon as nobody edits it any more."""
        self._settled.start()

    def try_out(self, scope: TrialScope, whole: bool) -> None:  # noqa: FBT001 -- a slot
        """Run the draft over past tickets beside the version in force (F5)."""
        self._view.flush()
        if not whole and self._view.reading.rule is None:
            first = str(self._view.reading.faults[0])
            self._desk.say(f"还不能试：{first}", Tone.DANGER)
            return
        store, now = self._desk.store, self._desk.now()
        then, only = self._bench.draft.rulebook(), None if whole else self._view.id

        def run(progress: Progress) -> tuple[Trial, float]:
            began = perf_counter()
            with store.reading() as connection:
                in_force = rulebooks(connection).current(now.date())
                bench = Bench(in_force, then, only=None if only is None else {only})
                trial = run_trial(connection, bench, scope, now, progress)
            return trial, perf_counter() - began

        self._desk.jobs.start(
            run,
            partial(self._show_trial, only),
            title="正在旧工单上试",
            cancelling="取消后什么也没有变，工单和规则都不动。",
        )

    def _show_trial(self, only: str | None, found: tuple[Trial, float]) -> None:
        if isValid(self) and only in (None, self._view.id):
            trial, seconds = found
            self._view.trial.show_trial(trial, seconds=seconds, whole=only is None)

    def check(self) -> None:
        """Check the rule that is shown by mutation, as far as it can be read."""
        if not self._bench.is_open or self._view.reading.rule is None:
            self._view.mutation.forget()
            return
        data, draft = tidy(self._view.rule), self._bench.draft
        vocabulary, day = draft.vocabulary, draft.examples_on

        def run(_progress: Progress) -> MutationResult | None:
            try:
                return check_rule(data, vocabulary, example_surroundings, examples_on=day)
            except Refusal:
                return None

        def show(found: MutationResult | None) -> None:
            if found is not None and isValid(self) and tidy(self._view.rule) == data:
                self._view.mutation.show_result(found)

        self._desk.jobs.start(run, show)

    def check_all(self) -> None:
        """Check every rule and every name of the draft by mutation."""
        self._view.flush()
        draft = self._bench.draft
        ids = [str(one["id"]) for one in draft.rules]
        unread = [id_ for id_ in ids if draft.reading(id_).rule is None]
        if unread or draft.words_problem:
            said = "、".join(unread) or "共用的词"
            self._desk.say(f"还不能检查：{said}有写错的地方，先改好。", Tone.DANGER)
            return
        data = tidy(draft.data)
        self._desk.jobs.start(
            lambda progress: list(check_rulebook(data, example_surroundings, progress)),
            lambda found: self._view.mutation.show_all(found) if isValid(self) else None,
            title="正在把规则一处一处改错，看例子发现不发现",
            cancelling="取消后什么也没有变。",
        )

    def _ask_reason(self, mutant: Mutant, anchor: QWidget) -> None:
        popup = AskPopup(
            self._view,
            title="写明为什么一样",
            sentence=f"{mutant}。改了以后，规则报的还是那些工单，为什么？",
            verb="写上",
            field="为什么一样",
            empty="请写理由。没有理由的，应当补一个会变样的例子。",
        )
        popup.given.connect(partial(self.give_reason, mutant))
        popup.show_above(anchor)

    def give_reason(self, mutant: Mutant, reason: str) -> None:
        """Write down why a change that no example notices changes nothing."""
        self._view.put(with_reason(self._view.rule, mutant.called, reason))

    def drop_idle(self) -> None:
        """Take out the reasons for changes that are noticed, or are none any more."""
        result = self._view.mutation.result
        if result is not None:
            self._view.put(without_reasons(self._view.rule, result.idle))
