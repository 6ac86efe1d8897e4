"""规则台: the rulebook's rules, edited, tried on examples and past tickets, and put into force."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.people import Action
from core.tickets.fields import BY_HEADER
from core.tickets.rules.editing import new_rule, next_id, with_example, with_reason
from core.tickets.rules.example_data import example_from, fields_of
from core.tickets.rules.mutants import Mutant
from core.tickets.rules.mutation import MutationResult
from core.tickets.rules.plain import tidy
from core.tickets.rules.trial import Trial
from core.tickets.rules.versions import Proposal, RulebookVersion
from gui import theme
from gui.ask import AskPopup
from gui.boxes import at_most, box, column, row, scrolled
from gui.desk import Desk
from gui.dialogs.window import confirm as ask_first
from gui.forms.form import GREATEST_WIDTH
from gui.notices import Offer, Tone
from gui.page import Page
from gui.rules.deciding import agree, give_up_draft, hand_over, keep_draft, refuse
from gui.rules.draft import Draft, Reading
from gui.rules.example_sheet import ExampleSheet
from gui.rules.foot import RulesFoot
from gui.rules.opened import Opened, open_rules
from gui.rules.propose_sheet import ProposeSheet
from gui.rules.proposed_bar import ProposedBar
from gui.rules.rule_list import WORDS, RuleList
from gui.rules.rule_view import RuleView
from gui.rules.standing import Standing, standing
from gui.rules.trying import start_check, start_check_of_all, start_trial
from gui.rules.words_view import WordsView
from storage.loading import load_by_ref
from storage.rules.trial import TrialScope

SETTLED = 500
"""Milliseconds after an edit before a rule is checked by mutation."""

KEPT = 20_000
"""Milliseconds after the last edit before the draft is kept without being asked."""


class RulesPage(Page):
    title = "规则台"
    purpose = "填报规则一句一句写在这里：改、举例、在旧工单上试，由第二个人确认后生效。"
    kinds = frozenset({"rulebook"})
    folds_navigation = True
    keys = (
        ("Alt+/", "补全：可用的词"),
        ("F5", "在旧工单上试"),
        ("Ctrl+S", "存草稿"),
        ("Ctrl+回车", "提交生效"),
        ("Ctrl+F", "搜规则"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.draft: Draft | None = None
        self._opened: Opened | None = None
        self._over = ""
        self._example: tuple[bool, int] | None = None
        self.list = RuleList()
        self.bar = ProposedBar()
        self.view = RuleView()
        self.words = WordsView()
        self.example = ExampleSheet()
        self.proposing = ProposeSheet()
        self.foot = RulesFoot()
        self.stack = QStackedWidget()
        self._settled = QTimer(self, singleShot=True, interval=SETTLED)
        self._kept = QTimer(self, singleShot=True, interval=KEPT)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        sheet = box(column(at_most(GREATEST_WIDTH, self.proposing), None, margins=(16, 12, 16, 12)))
        self._propose_page = scrolled(sheet)
        for page in (self.view, self.words, self.example, self._propose_page):
            self.stack.addWidget(page)
        right = column(self.bar, (self.stack, 1), self.foot, gap=0)
        self.setLayout(row(self.list, (box(right), 1), gap=0))
        self.bar.hide()

    def _connect(self) -> None:
        self.list.rule_chosen.connect(self.show_rule)
        self.list.words_chosen.connect(self.show_words)
        self.list.new_asked.connect(self.add_rule)
        self.view.changed.connect(self._on_edited)
        self.view.examples.opened.connect(self._open_example)
        self.view.examples.add_asked.connect(partial(self._open_example, True, None))
        self.view.examples.take_asked.connect(self._ask_ticket)
        self.view.scope.delete_asked.connect(self.delete_rule)
        self.view.scope.restore_asked.connect(self.restore_rule)
        self.view.trial.asked.connect(self.try_out)
        self.view.trial.ticket_asked.connect(lambda ref: self.desk.go("ticket", ref))
        self.view.trial.rule_asked.connect(self.show_rule)
        self.view.mutation.all_asked.connect(self.check_all)
        self.view.mutation.reason_asked.connect(self._ask_reason)
        self.view.mutation.rule_asked.connect(self.show_rule)
        self._connect_sheets()

    def _connect_sheets(self) -> None:
        self.words.changed.connect(self._on_edited)
        self.example.kept.connect(self._keep_example)
        self.example.dropped.connect(self._drop_example)
        self.example.left.connect(self._show_work)
        self.foot.save_pressed.connect(self.save)
        self.foot.propose_pressed.connect(self.begin_proposal)
        self.foot.discard_pressed.connect(self._ask_discard)
        self.proposing.proposed.connect(self.propose)
        self.proposing.left.connect(self._show_work)
        self.bar.confirmed.connect(self.confirm)
        self.bar.return_asked.connect(self._ask_return)
        self.desk.refused.connect(self._on_refused)
        self._settled.timeout.connect(self._check)
        self._kept.timeout.connect(lambda: self.keep(said=False))
        for keys, do in (
            ("Ctrl+S", self.save),
            ("F5", self.view.trial.ask),
            ("Ctrl+F", self.list.search.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        return (self.list, self.bar, self.stack, self.foot)

    def begin_at(self) -> QWidget:
        return self.list.table

    # what is shown

    def load(self) -> None:
        """Read the versions; what is being edited here and not kept yet stays."""
        with self.desk.store.reading() as connection:
            opened = open_rules(connection, self.desk.today)
        self._opened = opened
        if self.draft is None or not self.draft.is_unsaved:
            self._begin(opened)
        self.say_context(
            f"填报规则 {len(opened.base_data['rules'])} 条，现行{opened.in_force.name}"
        )
        self._show_proposed()
        self._show_again()

    def _begin(self, opened: Opened) -> None:
        """Edit what the store has, unless that is what is edited already."""
        self._over = opened.over
        old = self.draft
        if old is not None and old.begins_like(opened.data, opened.base_data):
            old.saved()
            return
        self.draft = Draft(opened.data, opened.base_data, self)
        if old is not None:
            old.deleteLater()
        if old is None:
            self.list.table.setFocus()
        first = str(self.draft.rules[0]["id"]) if self.draft.rules else ""
        here = self.view.id if self.draft.rule(self.view.id) else first
        self.list.show_rules(self.draft, {})
        if self.stack.currentWidget() is self.words:
            self.show_words(self.words.part)
        elif here:
            self.show_rule(here)

    def open(self, target: object) -> None:
        """Show a rule by its number, or the version that waits to be confirmed."""
        if isinstance(target, str) and self.draft is not None and self.draft.rule(target):
            self.show_rule(target)

    def show_rule(self, id_: str) -> None:
        """Show a rule, or the names where it is one of them."""
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        if id_.startswith("名称"):
            self.show_words("names")
            return
        self._flush()
        self.view.show_rule(self.draft, id_)
        self.list.go_to(id_)
        self._show_work(self.view)
        self._settled.start()

    def show_words(self, part: str) -> None:
        """Show the names, word lists or number tables."""
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        if part in WORDS:
            self._flush()
            self.words.show_part(self.draft, part)
            self.list.go_to(part)
            self._show_work(self.words)

    def _show_work(self, page: QWidget | None = None) -> None:
        """Show the rule or the words again, with the foot below."""
        if page is None:
            page = self.words if self.list.is_at_words else self.view
        self.stack.setCurrentWidget(page)
        self.foot.show()
        self.say_standing()

    def _show_sheet(self, page: QWidget) -> None:
        self._flush()
        self.stack.setCurrentWidget(page)
        self.foot.hide()

    def _show_proposed(self) -> None:
        assert self._opened is not None  # noqa: S101 -- called after reading
        waiting = self._opened.proposed
        version = waiting[0] if waiting else None
        self.bar.show_version(version, may_decide=version is not None and self.may_decide(version))

    def may_decide(self, version: RulebookVersion) -> bool:
        """Whether whoever sits here may confirm it: the second officer, not one of its authors."""
        own = self.desk.officer.name in {*version.authors, version.proposed_by}
        return self.desk.may(Action.CONFIRM_RULES) and not own

    def _show_again(self) -> None:
        if self.draft is not None:
            self.list.show_rules(self.draft, {})
            self.view.show_again()
            self.say_standing()

    # editing

    def _on_edited(self) -> None:
        assert self.draft is not None  # noqa: S101 -- somebody edits it
        self.list.show_rules(self.draft, {})
        self.list.go_to(
            self.view.id if self.stack.currentWidget() is self.view else self.words.part
        )
        self.say_standing()
        self._settled.start()
        self._kept.start()

    def say_standing(self) -> Standing | None:
        """Say in the foot how far the draft has come, and offer what can be done."""
        if self.draft is None or self._opened is None:
            return None
        found = standing(self.draft, self._opened)
        decides = self.bar.isVisibleTo(self) and self.bar.confirm.isVisibleTo(self)
        theme.set_state(self.foot.propose, "" if decides else "primary", "kind")
        self.foot.say(
            found.said,
            can_save=self.draft.is_unsaved,
            can_propose=found.can_propose,
            has_draft=self._opened.draft is not None or self.draft.is_unsaved,
        )
        return found

    def add_rule(self) -> None:
        """Begin a new rule in the group of the one that is shown."""
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        self._flush()
        group = str(self.view.rule.get("group", ""))
        made = new_rule(next_id(self.draft.rules), group)
        self.draft.add(made)
        self.show_rule(made["id"])
        self._on_edited()
        self.view.cases.box.editor.setFocus()

    def delete_rule(self) -> None:
        """Take the rule out of the draft; until the draft is confirmed it checks on."""
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        gone, rule_data = self.view.id, self.view.rule
        ids = [str(one["id"]) for one in self.draft.rules]
        at = ids.index(gone)
        rest = ids[:at] + ids[at + 1 :]
        self.draft.delete(gone)
        if rest:
            self.show_rule(rest[min(at, len(rest) - 1)])
        self._on_edited()
        title = rule_data.get("title", "")
        self.desk.say(
            f"草稿里已删掉 {gone}“{title}”，生效以前照旧检查。",
            Tone.OK,
            offer=self._offer_back(dict(rule_data)),
        )

    def _offer_back(self, rule_data: dict[str, object]) -> Offer:
        def back() -> None:
            assert self.draft is not None  # noqa: S101 -- it was deleted from the draft
            self.draft.add(rule_data)
            self.show_rule(str(rule_data["id"]))
            self._on_edited()

        return Offer("放回去", back)

    def restore_rule(self) -> None:
        """Make the rule again what it is in the version in force."""
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        self.draft.restore(self.view.id)
        self.view.show_rule(self.draft, self.view.id)
        self._on_edited()

    # examples

    def _open_example(self, fires: bool, at: int | None) -> None:  # noqa: FBT001 -- a slot
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        examples = self.view.rule.get("fires" if fires else "silent", ())
        data = {} if at is None else examples[at]
        self._write_example(data, fires=fires, at=at)

    def _write_example(self, data: dict[str, object], *, fires: bool, at: int | None) -> None:
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        self._example = None if at is None else (fires, at)
        number = "" if at is None else f"第 {at + 1} 个"
        self.example.begin(
            data,
            fires=fires,
            keys=self._keys(),
            title=f"{self.view.id} 的{number}例子",
            examples_on=self.draft.examples_on,
        )
        self.example.drop.setVisible(at is not None)
        self._show_sheet(self.example)

    def _keys(self) -> list[str]:
        """The fields that an example of the rule is likely to need."""
        read = self.view.reading.rule
        if read is not None:
            return sorted({"kind", *fields_of(read)})
        named = self.view.rule.get("fields", ())
        return [BY_HEADER[name].key for name in named if name in BY_HEADER]

    def _keep_example(self, fires: bool, data: dict[str, object]) -> None:  # noqa: FBT001
        edited = self.view.rule
        if self._example is not None and self._example[0] is not fires:
            was, at = self._example
            edited = with_example(edited, None, fires=was, at=at)
            self._example = None
        place = self._example[1] if self._example else None
        self.view.put(with_example(edited, data, fires=fires, at=place))
        self._show_work()

    def _drop_example(self) -> None:
        if self._example is not None:
            fires, at = self._example
            self.view.put(with_example(self.view.rule, None, fires=fires, at=at))
        self._show_work()

    def _ask_ticket(self) -> None:
        self._ask(
            self.view.examples.take,
            self.take_ticket,
            title="从工单取例子",
            sentence="写工单编号。取来的是这条规则要看的几栏，诉求人信息先遮盖。",
            verb="取来",
            field="工单编号",
            empty="请写工单编号。",
        )

    def take_ticket(self, ref: str) -> None:
        """Begin an example with what stands on a ticket, personal data covered."""
        with self.desk.store.reading() as connection:
            found = load_by_ref(connection, [ref])
        if not found:
            self.desk.say(f"没有工单 {ref}，请核对编号。", Tone.DANGER)
            return
        data = example_from(found[0].ticket, self._keys())
        self._write_example(data, fires=True, at=None)

    # trying out

    def try_out(self, scope: TrialScope, whole: bool) -> None:  # noqa: FBT001 -- a slot
        """Run the draft over past tickets beside the version in force (F5)."""
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        self._flush()
        if not whole and self.view.reading.rule is None:
            self.desk.say(f"还不能试：{_first_fault(self.view.reading)}", Tone.DANGER)
            return
        only = None if whole else self.view.id
        start_trial(self.desk, self.draft.rulebook(), only, scope, partial(self._show_trial, only))

    def _show_trial(self, only: str | None, trial: Trial, seconds: float) -> None:
        if only in (None, self.view.id):
            self.view.trial.show_trial(trial, seconds=seconds, whole=only is None)

    def _check(self) -> None:
        """Check the rule that is shown by mutation, as far as it can be read."""
        if self.draft is None or self.view.reading.rule is None:
            self.view.mutation.forget()
            return
        data = tidy(self.view.rule)
        vocabulary, day = self.draft.vocabulary, self.draft.examples_on

        def show(found: MutationResult) -> None:
            if tidy(self.view.rule) == data:
                self.view.mutation.show_result(found)

        start_check(self.desk, data, vocabulary, day, show)

    def check_all(self) -> None:
        """Check every rule of the draft by mutation."""
        assert self.draft is not None  # noqa: S101 -- the page has loaded
        self._flush()
        problems = self.draft.problems(one["id"] for one in self.draft.rules)
        unread = [id_ for id_ in problems if self.draft.reading(id_).rule is None]
        if unread or self.draft.words_problem:
            said = "、".join(unread) or "共用的词"
            self.desk.say(f"还不能检查：{said}有写错的地方，先改好。", Tone.DANGER)
            return
        start_check_of_all(self.desk, tidy(self.draft.data), self.view.mutation.show_all)

    def _ask_reason(self, mutant: Mutant, anchor: QWidget) -> None:
        self._ask(
            anchor,
            partial(self._settle, mutant),
            title="写明为什么一样",
            sentence=f"{mutant}。改了以后，规则报的还是那些工单，为什么？",
            verb="写上",
            field="为什么一样",
            empty="请写理由。没有理由的，应当补一个会变样的例子。",
        )

    def _settle(self, mutant: Mutant, reason: str) -> None:
        self.view.put(with_reason(self.view.rule, mutant.called, reason))

    # keeping, proposing, deciding

    def save(self) -> bool:
        """Keep the draft (Ctrl+S)."""
        return self.keep(said=True)

    def keep(self, *, said: bool) -> bool:
        """Keep the draft if there is something to keep; True unless it was refused."""
        self._flush()
        self._kept.stop()
        if self.draft is None or not self.draft.is_unsaved:
            return True
        draft = self.draft

        def kept(version: RulebookVersion) -> None:
            self._over = version.fingerprint
            draft.saved()
            self.load()

        return keep_draft(self.desk, draft.data, self._over, kept, said=said)

    def begin_proposal(self) -> None:
        """Open the sheet on which the draft is handed over."""
        found = self.say_standing()
        if found is None or not found.can_propose or not self.keep(said=False):
            return
        assert self._opened is not None  # noqa: S101 -- the page has loaded
        title = f"提交第 {self._opened.next_number} 版"
        self._show_sheet(self._propose_page)
        self.proposing.begin(title, found.changes, self.desk.today)

    def propose(self, proposal: Proposal) -> None:
        """Hand the draft over."""
        if hand_over(self.desk, proposal):
            self._show_work()

    def confirm(self, version: RulebookVersion) -> None:
        """Bring a version into force, as the second officer."""
        agree(self.desk, version)

    def _ask_return(self, version: RulebookVersion) -> None:
        self._ask(
            self.bar.send_back,
            partial(refuse, self.desk, version),
            title=f"退回{version.name}",
            sentence="写明要改什么，写规则的人会看到。",
            verb="退回",
            field="退回原因",
            empty="请写退回原因，写规则的人要知道改什么。",
        )

    def _ask_discard(self) -> None:
        assert self._opened is not None  # noqa: S101 -- the page has loaded
        ask_first(
            self,
            "放弃规则草稿？",
            "草稿里的改动都会丢掉，现行的规则不变。",
            yes="放弃草稿",
            no="留着",
            do=self.discard,
        )

    def discard(self) -> None:
        """Give up the draft and what is not kept of it, and show what is in force."""
        assert self._opened is not None  # noqa: S101 -- the page has loaded
        self._kept.stop()
        if self.draft is not None:
            self.draft.saved()
        if self._opened.draft is None:
            self.draft = None
            self.load()
        else:
            give_up_draft(self.desk, self._opened.draft)

    def _on_refused(self, sentence: str, field: str) -> None:
        if self.isVisible() and self.stack.currentWidget() is self._propose_page:
            self.proposing.say(sentence, field)

    # leaving

    def leave(self) -> bool:
        """Keep what was edited; a draft that another has changed meanwhile is said, not lost."""
        self.keep(said=False)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep(said=False)
        super().hideEvent(event)

    def _flush(self) -> None:
        self.view.flush()
        self.words.flush()

    def _ask(self, anchor: QWidget, then: Callable[[str], object], **words: Any) -> None:
        popup = AskPopup(self, **words)
        popup.given.connect(then)
        popup.show_above(anchor)


def _first_fault(reading: Reading) -> str:
    return str(reading.faults[0]) if reading.faults else ""
