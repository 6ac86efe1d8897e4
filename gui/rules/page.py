"""规则台: the rulebook's rules, edited, tried on examples and past tickets, and put into force."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.tickets.rules.deciding import Proposal
from core.tickets.rules.differences import differences
from core.tickets.rules.editing import new_rule, next_id
from core.tickets.rules.plain import Data
from core.tickets.rules.versions import RulebookVersion
from gui import theme
from gui.ask import AskPopup
from gui.boxes import at_most, box, column, row, scrolled
from gui.buttons import button
from gui.desk import Desk
from gui.dialogs.window import confirm as ask_first
from gui.forms.form import GREATEST_WIDTH
from gui.labels import label
from gui.notices import Offer, Tone
from gui.page import Page
from gui.rules.deciding import agree, refuse
from gui.rules.diff_view import DiffView
from gui.rules.example_sheet import ExampleSheet
from gui.rules.example_work import ExampleWork
from gui.rules.foot import RulesFoot
from gui.rules.history import History
from gui.rules.overrides_view import OverridesView
from gui.rules.overrides_view import Page as OverridesPage
from gui.rules.propose_sheet import ProposeSheet
from gui.rules.proposed_bar import ProposedBar
from gui.rules.rule_list import OVERRIDES, WORDS, RuleList
from gui.rules.rule_view import RuleView
from gui.rules.taking_in import KINDS, TakingIn, write_out
from gui.rules.trying import Trying
from gui.rules.words_view import WordsView
from gui.rules.workbench import Workbench
from storage.rules import rulebook_data
from storage.rules.overrides import (
    OverridePlace,
    OverridesWanted,
    hit_counts,
    override_counts,
    overrides,
)


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
        self.bench = Workbench(desk, self)
        self.list = RuleList()
        self.bar = ProposedBar()
        self.view = RuleView()
        self.view.setObjectName("rule-view")
        self.words = WordsView()
        self.overrides = OverridesView(self._overrides)
        self.example = ExampleSheet()
        self.proposing = ProposeSheet()
        self.changes = DiffView()
        self.history = History(self._data)
        self.taking_in = TakingIn()
        self.foot = RulesFoot()
        self.stack = QStackedWidget()
        self.trying = Trying(desk, self.bench, self.view)
        self.examples = ExampleWork(desk, self.view, self.example)
        self._hits: dict[str, int] = {}
        self.act(button("版本历史", icon="history", on=self.show_history))
        self._lay_out()
        self._connect_work()
        self._connect_versions()
        self._set_up_keys()

    def _lay_out(self) -> None:
        both = box(column(self.proposing, label("改了什么", "section"), self.changes, gap=10))
        sheet = box(column(at_most(GREATEST_WIDTH, both), None, margins=(16, 12, 16, 12)))
        self._propose_page = scrolled(sheet)
        self._sheets = (self.example, self._propose_page, self.history, self.taking_in)
        for page in (self.view, self.words, self.overrides, *self._sheets):
            self.stack.addWidget(page)
        right = column(self.bar, (self.stack, 1), self.foot, gap=0)
        self.setLayout(row(self.list, (box(right), 1), gap=0))
        self.bar.hide()

    def _connect_work(self) -> None:
        self.bench.renewed.connect(self._show_anew)
        self.bench.kept.connect(self._on_standing)
        self.list.rule_chosen.connect(self.show_rule)
        self.list.part_chosen.connect(self.show_part)
        self.list.new_asked.connect(self.add_rule)
        self.view.changed.connect(self._on_edited)
        self.view.scope.delete_asked.connect(self.delete_rule)
        self.view.scope.restore_asked.connect(self.restore_rule)
        self.view.trial.ticket_asked.connect(self._go_to_ticket)
        self.view.trial.rule_asked.connect(self.show_rule)
        self.view.mutation.rule_asked.connect(self.show_rule)
        self.words.changed.connect(self._on_edited)
        self.overrides.ticket_asked.connect(self._go_to_ticket)
        self.examples.begun.connect(partial(self._show_sheet, self.example))
        self.examples.resumed.connect(self.show_rule)
        self.examples.finished.connect(self._show_work)

    def _connect_versions(self) -> None:
        self.list.export_asked.connect(self._ask_where_to_export)
        self.list.import_asked.connect(self._ask_what_to_import)
        self.taking_in.taken.connect(self._take_in)
        self.taking_in.left.connect(self._show_work)
        self.history.left.connect(self._show_work)
        self.history.taken.connect(self.begin_from)
        self.foot.save_pressed.connect(self.save)
        self.foot.propose_pressed.connect(self.begin_proposal)
        self.foot.discard_pressed.connect(self._ask_discard)
        self.proposing.proposed.connect(self.propose)
        self.proposing.left.connect(self._show_work)
        self.bar.diff_asked.connect(self.show_history)
        self.bar.confirmed.connect(partial(agree, self.desk))
        self.bar.return_asked.connect(self._ask_return)
        self.desk.refused.connect(self._on_refused)

    def _set_up_keys(self) -> None:
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

    # reading

    def load(self) -> None:
        """Read the versions, and what the rules found lately."""
        with self.desk.store.reading() as connection:
            self._hits = hit_counts(connection, self.desk.today)
            counts = override_counts(connection, OverridesWanted())
        self.list.say_overridden(sum(counts.values()))
        self.bench.load()
        opened = self.bench.opened
        self.say_context(
            f"填报规则 {len(opened.base_data['rules'])} 条，现行{opened.in_force.name}"
        )
        waiting = opened.waiting
        decides = waiting is not None and self.bench.may_decide(waiting)
        self.bar.show_version(waiting, may_decide=decides)
        self.list.show_rules(self.bench.draft, self._hits)
        self.view.show_again()
        if self.stack.currentWidget() is self.history:
            self.history.show_versions(opened)
        self.say_standing()

    def _data(self, number: int) -> Data:
        with self.desk.store.reading() as connection:
            return rulebook_data(connection, number)

    def _overrides(self, rule: str, after: OverridePlace | None) -> OverridesPage:
        with self.desk.store.reading() as connection:
            return overrides(connection, OverridesWanted(rule=rule), after=after)

    # what is shown

    def open(self, target: object) -> None:
        """Show a rule by its number, or a version by its own in the history."""
        match target:
            case str() if self.bench.draft.rule(target) is not None:
                self.show_rule(target)
            case int():
                self.show_history(target)

    def _show_anew(self) -> None:
        """Another draft is edited: show the rule of the same number, or the first."""
        draft, here = self.bench.draft, self.view.id
        if not here:
            self.list.table.setFocus()
        self.list.show_rules(draft, self._hits)
        ids = [str(one["id"]) for one in draft.rules]
        if here not in ids:
            here = ids[0] if ids else ""
        if here:
            self.view.show_rule(draft, here)
            self.list.go_to(here)
            self.trying.settle()
        if self.list.part in WORDS:
            self.words.show_part(draft, self.list.part)
        self.say_standing()

    def show_rule(self, id_: str) -> None:
        """Show a rule, or the names where it is one of them."""
        if id_.startswith("名称"):
            self.show_part("names")
            return
        self.flush()
        self.view.show_rule(self.bench.draft, id_)
        self.list.go_to(id_)
        self._show_work()
        self.trying.settle()

    def show_part(self, part: str) -> None:
        """Show names, word lists, number tables, or the overridden warnings."""
        self.flush()
        if part == OVERRIDES:
            with self.desk.store.reading() as connection:
                counts = override_counts(connection, OverridesWanted())
            self.overrides.show_overrides(self.bench.draft.rules, counts)
        else:
            self.words.show_part(self.bench.draft, part)
        self.list.go_to(part)
        self._show_work()

    def _show_work(self) -> None:
        """Show what the current line of the list leads to, with the foot below."""
        part = self.list.part
        page = self.words if part in WORDS else self.overrides if part else self.view
        self.stack.setCurrentWidget(page)
        self.foot.show()
        self.say_standing()

    def _show_sheet(self, page: QWidget) -> None:
        self.flush()
        self.stack.setCurrentWidget(page)
        self.foot.hide()

    def show_history(self, at: object = None) -> None:
        """Show all versions and what differs between them; `at` is one, or its number."""
        self._show_sheet(self.history)
        number = at.number if isinstance(at, RulebookVersion) else at
        self.history.show_versions(
            self.bench.opened, at=number if isinstance(number, int) else None
        )

    def _go_to_ticket(self, ref: str) -> None:
        self.desk.go("ticket", ref)

    # editing

    def _on_edited(self) -> None:
        self.list.show_rules(self.bench.draft, self._hits)
        if not self.list.part:
            self.list.go_to(self.view.id)
        self.say_standing()
        self.trying.settle()
        self.bench.edited()

    def _on_standing(self) -> None:
        self.view.show_again()
        self.say_standing()

    def say_standing(self) -> None:
        """Say in the foot how far the draft has come, and offer what can be done."""
        found = self.bench.standing()
        decides = self.bar.isVisibleTo(self) and self.bar.confirm.isVisibleTo(self)
        theme.set_state(self.foot.propose, "" if decides else "primary", "kind")
        self.foot.say(
            found.said,
            can_save=self.bench.draft.is_unsaved,
            can_propose=found.can_propose,
            has_draft=self.bench.opened.draft is not None or self.bench.draft.is_unsaved,
        )

    def add_rule(self) -> None:
        """Begin a new rule in the group of the one that is shown."""
        self.flush()
        made = new_rule(next_id(self.bench.draft.rules), str(self.view.rule.get("group", "")))
        self._put_in(made)
        self.view.cases.box.editor.setFocus()

    def _put_in(self, rule: Data) -> None:
        self.bench.draft.add(rule)
        self.list.show_rules(self.bench.draft, self._hits)
        self.show_rule(str(rule["id"]))
        self._on_edited()

    def delete_rule(self) -> None:
        """Take the rule out of the draft; until the draft is confirmed it goes on checking."""
        gone, data = self.view.id, self.view.rule
        ids = [str(one["id"]) for one in self.bench.draft.rules]
        at = ids.index(gone)
        self.bench.draft.delete(gone)
        self.list.show_rules(self.bench.draft, self._hits)
        beside = ids[at + 1 : at + 2] or ids[:at][-1:]
        if beside:
            self.show_rule(beside[0])
        self._on_edited()
        said = f"草稿里已删掉 {gone}“{data.get('title', '')}”，新版生效以前照旧检查。"
        self.desk.say(said, Tone.OK, offer=Offer("放回去", partial(self._put_in, data)))

    def restore_rule(self) -> None:
        """Make the rule again what it is in the version that the draft began from."""
        self.bench.draft.restore(self.view.id)
        self.view.show_rule(self.bench.draft, self.view.id)
        self._on_edited()

    def flush(self) -> None:
        """Take over what is still being written; an example half written is put aside."""
        if self.stack.currentWidget() is self.example:
            self.examples.put_aside()
        if self.bench.is_open:
            self.view.flush()
            self.words.flush()

    # keeping and proposing

    def save(self) -> bool:
        """Keep the draft (Ctrl+S)."""
        self.flush()
        return self.bench.keep(said=True)

    def begin_proposal(self) -> None:
        """Open the sheet on which the draft is handed over."""
        self.flush()
        found = self.bench.standing()
        if found.can_propose and self.bench.keep(said=False):
            self._show_sheet(self._propose_page)
            opened = self.bench.opened
            title = f"提交第 {opened.next_number} 版"
            self.proposing.begin(title, found.changes, self.desk.today)
            changes = differences(opened.base_data, self.bench.draft.data)
            self.changes.show_differences(changes, none="只改了规则的先后。")

    def propose(self, proposal: Proposal) -> None:
        """Hand the draft over."""
        if self.bench.propose(proposal):
            self._show_work()

    def _ask_return(self, version: RulebookVersion) -> None:
        popup = AskPopup(
            self,
            title=f"退回{version.name}",
            sentence="写明要改什么，写规则的人会看到。",
            verb="退回",
            field="退回原因",
            empty="请写退回原因，写规则的人要知道改什么。",
        )
        popup.given.connect(partial(refuse, self.desk, version))
        popup.show_above(self.bar.send_back)

    def _ask_discard(self) -> None:
        ask_first(
            self,
            "放弃规则草稿？",
            "草稿里的改动都会丢掉，现行的规则不变。",
            yes="放弃草稿",
            no="留着",
            do=self.bench.discard,
        )

    def _on_refused(self, sentence: str, field: str) -> None:
        if self.isVisible() and self.stack.currentWidget() is self._propose_page:
            self.proposing.say(sentence, field)

    # other rulebooks

    def begin_from(self, version: RulebookVersion) -> None:
        """Edit what a version has, as the draft; nothing of it is in force by that."""
        self.bench.take(self._data(version.number))
        self._show_work()
        self.desk.say(f"草稿现在是{version.name}的内容，改好再提交。", Tone.OK)

    def _ask_where_to_export(self) -> None:
        self.flush()
        suggested = Path.home() / f"填报规则-{self.desk.today:%Y%m%d}.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, "导出规则", str(suggested), KINDS)
        if name:
            self.export_to(Path(name))

    def export_to(self, target: Path) -> None:
        """Write what is edited here to a spreadsheet."""
        opened = self.bench.opened
        label = opened.base.label if self.bench.draft.is_like_base else "草稿"
        write_out(self.desk, target, self.bench.draft.data, label)

    def _ask_what_to_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选规则表格", str(Path.home()), KINDS)
        if name:
            self.import_from(Path(name))

    def import_from(self, path: Path) -> None:
        """Read a spreadsheet, and show what it would change of the draft."""
        self._show_sheet(self.taking_in)
        self.taking_in.start(self.desk, path, self.bench.draft.data)

    def _take_in(self, data: Data) -> None:
        self.bench.take(data)
        self._show_work()
        self.desk.say("草稿已换成表格里的规则，改动还没有提交。", Tone.OK)

    # leaving

    def leave(self) -> bool:
        """Keep what was edited; where another changed the draft meanwhile it is said."""
        self.flush()
        if self.bench.is_open:
            self.bench.keep(said=False)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        self.leave()
        super().hideEvent(event)
