"""工单填报: one ticket, from registering to the callback; judged while it is being written.

The page joins its parts: what was read (`opened`), the form, head, side and foot, what follows from
the ticket as it stands (`judging`), and what is done to it (`acting`).
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from core.tickets.fields import values_of
from core.tickets.guidance.suggestion import GROUP
from core.tickets.lifecycle import Stage
from core.tickets.ticket import Ticket
from gui.boxes import box, column, row
from gui.desk import Desk
from gui.forms.derived import WorkedOut
from gui.forms.proposals import Proposed
from gui.ticket_form.acting import ActingPage
from gui.ticket_form.ending import end_words
from gui.ticket_form.guidance_panel import GuidancePanel
from gui.ticket_form.head import Head
from gui.ticket_form.judging import Judgement, judge, notes
from gui.ticket_form.law_line import ground_notes, offer_grounds
from gui.ticket_form.opened import is_writable, read_opened, rights, shown
from gui.ticket_form.questioning.view import TicketNow
from gui.ticket_form.sights import note_sight
from gui.ticket_form.standing import Standings
from gui.ticket_form.suggesting import Suggesting, defaults, proposed, words_at
from gui.ticket_form.telling import Telling
from storage.filling import stages


class TicketFormPage(ActingPage):
    title = "登记工单"
    purpose = "一件工单从登记到答复都在这里填，边填边查，改好了送审。"
    folds_navigation = True
    kinds = frozenset(
        {
            "ticket",
            "submission",
            "waiver",
            "kept_field",
            "rule_set_pin",
            "handling_point",
            "movement",
        }
        | {"paper", "ticket_link", "ticket_apart", "timing", "calendar", "setting"}
    )
    keys = (
        ("Alt G", "流转：分派、退单、移送、阶段性答复"),
        ("Ctrl S", "保存"),
        ("Ctrl Enter", "送审"),
        ("F8 / Shift F8", "下一处 / 上一处要改的"),
        ("F1", "在一栏里：为什么问、为什么报"),
        ("F2", "指引看得更深"),
        ("Ctrl J", "采用建议"),
        ("1–9 / Enter / Alt ←", "一问一答：选回答，下一问，上一问"),
        ("Shift F2", "进入指引，Esc 回到这一栏"),
        ("Alt M", "遮盖这一栏里的个人信息"),
        ("Alt S", "看相似和重复的工单"),
        ("Alt R", "查看处置报告"),
        ("Ctrl T", "时限为什么是这一天；暂停、恢复、延长"),
        ("Alt H", "看时间线"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._touched: set[str] = set()
        self._at = ""
        self.head = Head()
        self.standings = Standings(self.form)
        self.telling = Telling(desk)
        self.suggesting = Suggesting(desk)
        self._esc = QShortcut(QKeySequence("Escape"), self, self.guidance.close_answer)
        self._esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._esc.setEnabled(False)
        work = row((self.work, 1), self.side, gap=0)
        self.setLayout(column(self.head, (box(work), 1), gap=0))
        self.act(self.work.modes)
        self._connect()
        self._set_up_keys()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.touched.connect(self._on_touched)
        self.work.focused.connect(self._on_focused)
        self.form.proposal_taken.connect(self._on_proposal_taken)
        self.form.proposal_declined.connect(self._on_proposal_declined)
        self.guidance.left.connect(self._back_to_field)
        self.guidance.answering.connect(self._esc.setEnabled)
        self.guidance.article_asked.connect(lambda place: self.desk.go("law", place))
        self.form.offer_taken.connect(self._take_offer)
        self.report.jumped.connect(self.work.go_to)
        self.report.taken.connect(self.take_reply)
        self.findings.jumped.connect(self.work.go_to)
        self.findings.waive_asked.connect(
            lambda finding: self._ask_why(finding, self.findings.waive_button)
        )
        self.head.stages.chosen.connect(self._go_to_stage)
        self.drafts.kept.connect(self._say_state)
        self.unused.kept.connect(self.keep_unused)
        self.desk.refused.connect(self._on_refused)
        for pressed, do in (
            (self.foot.original_button, self._show_original),
            (self.foot.report_button, self.show_report),
            (self.foot.check_button, self.check),
            (self.foot.save_button, self.save),
            (self.foot.submit_button, self.submit),
            (self.foot.approve_button, self.approve),
            (self.foot.return_button, self._ask_return),
            (self.foot.moves_button, self._show_moves),
            (self.foot.law.pin_button, self._ask_pin),
            (self.foot.history_button, self.show_history),
            (self.foot.papers_button, lambda: self.desk.go("papers", self.ref)),
        ):
            pressed.clicked.connect(lambda _on=False, do=do: do())

    def _set_up_keys(self) -> None:
        for keys, do in (
            ("Ctrl+S", self.save),
            ("F8", lambda: self.step(1)),
            ("Shift+F8", lambda: self.step(-1)),
            ("Alt+Down", lambda: self.step(1)),
            ("Alt+Up", lambda: self.step(-1)),
            ("F2", self.guidance.next_depth),
            ("Ctrl+J", self.work.take_proposal),
            ("Shift+F2", self.guidance.take_focus),
            ("Alt+M", lambda: self.cover(self._at)),
            ("Alt+R", self.show_report),
            ("Alt+G", self._show_moves),
            ("Ctrl+T", self._show_clocks),
            ("Alt+H", self.show_history),
        ):
            # Also with the focus in the top bar, where the way of working is chosen.
            QShortcut(QKeySequence(keys), self, do)

    def _show_clocks(self) -> None:
        if self.ref:
            self.desk.go("ticket-clocks", self.ref)
        else:
            self.desk.say("先保存这件工单，再看时限怎么数。")

    @property
    def guidance(self) -> GuidancePanel:
        return self.side.guidance

    def regions(self) -> Sequence[QWidget]:
        return (
            self.head.stages,
            self.work,
            self.report,
            self.guidance,
            self.findings,
            self.side.similar,
            self.foot,
        )

    def primary(self) -> QPushButton:
        return self.work.primary()

    # which ticket

    def open(self, target: object) -> None:
        """Show the ticket with this reference, perhaps at a field; "" is for registering."""
        self.drafts.keep_now()
        ref, field = target if isinstance(target, tuple) else (target, "")
        self.ref = str(ref or "")
        self._touched.clear()
        self._checked = False
        self.suggesting.open(self.ref)
        self.work.begin()
        self.load()
        QTimer.singleShot(0, partial(self._begin, field))

    def _begin(self, field: str) -> None:
        """Go to the field somebody wants filled in, or to where the work on this ticket goes on."""
        note_sight(self.desk, self._opened, self._may)
        if field and self.work.go_to(field):
            return
        if self._judged is not None and not self.work.asks:
            self._go_to_stage(self._judged.stage)

    def load(self) -> None:
        """Read the ticket and the draft, and show both; what is typed now is kept as a draft."""
        self.drafts.keep_now()
        self.telling.forget()
        self._opened = read_opened(self.desk, self.ref)
        if self._opened.is_gone and self.isVisible():
            self.desk.go("tickets")
        self._may = rights(self.desk, self._opened)
        self._checked = self._checked or self._opened.is_waiting
        self.form.show_values(values_of(shown(self._opened, self._may)))
        draft = self._opened.draft
        if draft is not None:
            self.form.retype(draft.typed)
            self._touched |= set(draft.typed)
        self._say_state(draft.at if draft else None)
        self._say_heading()
        self._lock()
        self.judge_again()
        self.side.similar.show_ticket(self.ticket(), may_link=self._may.edits, again=True)

    def _say_heading(self) -> None:
        stored = self._opened.stored
        trader = stored.trader.trader_name
        self.say_title(trader or ("未登记被诉主体" if self.ref else "登记工单"))
        kind = stored.kind.value if stored.kind else ""
        self.say_context("　".join(filter(None, (self.ref, kind, stored.handler))))

    def _lock(self) -> None:
        """Let each field be written or not, and show the actions that are possible now."""
        for key in self.form.keys:
            self.form.lock_field(key, on=not is_writable(key, self._opened, self._may))
        self.foot.offer(self._opened, self._may)
        self.foot.offer_papers(self._opened, self._may)

    # judging

    def _on_edited(self, keys: frozenset[str]) -> None:
        self._touched |= keys
        self.judge_again()
        self.side.similar.show_ticket(self.ticket(), may_link=self._may.edits)

    def judge_again(self) -> None:
        ticket, judged = self._settled()
        self._judged = judged
        found = judged.findings
        if not (self.ref or self._checked):
            # While a new ticket is being written, nothing is wrong that nobody has touched.
            found = tuple(one for one in found if self._touched & set(one.fields))
        waived = self._opened.waived
        self._show_law(ticket)
        self.form.show_relevant(frozenset(self.form.keys) - judged.hidden)
        self.form.show_required(judged.required)
        chosen = ground_notes(ticket, self.desk.today)
        self.form.show_notes([*notes(found, waived, judged.leaks), *chosen])
        worked_out = [WorkedOut(one.key, one.name, one.text, one.how) for one in judged.derived]
        self.form.show_worked_out(worked_out)
        self.findings.show_findings(found, waived, clean=self.clean_words())
        self.findings.say_rulebook(judged.rulebook)
        self.head.show_judged(judged)
        self.standings.show_ticket(judged.ticket)
        self._tell(self._at)
        self._suggest(ticket)
        self.unused.look(judged, self._opened, self._may, checked=self._checked)
        self.work.look(self._as_it_stands(judged))

    def _as_it_stands(self, judged: Judgement) -> TicketNow:
        """What is asked, and what may be answered, of the ticket as it stands."""
        keys = (key for key in self.form.keys if is_writable(key, self._opened, self._may))
        writable = frozenset(keys) - judged.hidden
        end = end_words(self._opened, self._may, judged)
        return TicketNow(judged.settled, writable, judged.required, judged.stage, end)

    def _settled(self) -> tuple[Ticket, Judgement]:
        """The ticket and what follows from it, defaults of a new ticket put in."""
        while True:
            ticket = self.ticket()
            judged = judge(self.desk, ticket, submitting=self._checked)
            put = {} if self.ref else self._to_put_in(judged)
            if not put:
                return ticket, judged
            self.form.put_in(put)

    def _to_put_in(self, judged: Judgement) -> dict[str, Any]:
        """Defaults for fields of a new ticket that nobody has touched."""
        return {
            key: proposal.value
            for key, proposal in judged.proposals.items()
            if proposal.puts and key not in self._touched
        }

    def _show_law(self, ticket: Ticket) -> None:
        """Let everything speak under the law that the ticket follows."""
        today, may_pin = self.desk.today, self._may.pins
        offer_grounds(self.form, ticket, today)
        self.foot.law.show_law(ticket, self._opened.pin, today, may_pin=may_pin)

    # guidance

    def _suggest(self, ticket: Ticket) -> None:
        """Show what the text suggests, as long as the ticket may be written."""
        found = self.suggesting.on(ticket) if self._may.saves else ()
        self.form.show_proposals(proposed(found))
        self.form.point_out(words_at(found))
        judged = self._judged
        writable = (k for k in self.form.keys if is_writable(k, self._opened, self._may))
        self.form.suggest(defaults(judged.proposals, writable) if judged is not None else ())

    def _on_proposal_taken(self, taken: Proposed) -> None:
        if taken.ident[0] == GROUP:
            self.work.go_to("agreed_line_number")
            self._on_proposal_declined(taken)

    def _on_proposal_declined(self, unwanted: Proposed) -> None:
        self.suggesting.decline(self.ref, unwanted.ident)
        self._suggest(self.ticket())

    def _tell(self, key: str) -> None:
        """Say what belongs to a field, as the ticket stands."""
        found = self._judged.findings if self._judged is not None else ()
        self.guidance.show_told(self.telling.at(key, self.ticket(), found))

    def answer_why(self) -> bool:
        """Answer 为什么 at the field where the focus is, or at the finding that is chosen."""
        here = QApplication.focusWidget()
        if here is None or not (self.work.isAncestorOf(here) or self.side.isAncestorOf(here)):
            return False
        finding = self.findings.table.current() if self.findings.isAncestorOf(here) else None
        if finding is not None and finding.anchor:
            self._tell(finding.anchor)
        return self.guidance.answer()

    def _on_focused(self, key: str) -> None:
        self._at = key
        self._tell(key)

    def _back_to_field(self) -> None:
        self.work.go_to(self._at)

    def _on_refused(self, _sentence: str, key: str) -> None:
        if key and self.isVisible():
            self.work.go_to(key)
        elif self.unused.card.isVisible():
            self.unused.card.take_focus()

    def _go_to_stage(self, stage: Stage) -> None:
        """Go to the first thing the stage needs, or to its first field."""
        assert self._judged is not None  # noqa: S101 -- the bar shows what was judged
        needs = self._judged.needs[stage]
        missing = (need.key for need in needs if need.key)
        if needs and not any(need.key for need in needs):
            # A leader's consent cannot be taken back: it is never one key away from opening.
            start = self.foot.check_button if self._may.approves else self.foot.primary()
            start.setFocus()
        elif not any(self.work.go_to(key) for key in (*missing, *stages().keys(stage))):
            self.work.focus_work()

    def show_history(self) -> None:
        """Leave for the time line of the ticket; what is typed is kept as a draft."""
        if self.ref:
            self.desk.go("timeline", self.ref)

    # drafts

    def _on_touched(self, key: str) -> None:
        self._touched.add(key)
        self.drafts.due()

    def leave(self) -> bool:
        self.drafts.keep_now()
        return True

    def _say_state(self, at: datetime | None) -> None:
        kept = f"草稿 {at:%H:%M} 已存" if at is not None and self.form.typed() else ""
        self.foot.say_state(self._opened, kept)
        self.work.question_foot.say_state(kept)

    def written(self, ref: str) -> None:
        is_new, self.ref = not self.ref, ref
        self.form.show_values(self.form.values())  # nothing is left that a draft would keep
        self.load()
        if is_new:
            self.suggesting.registered(ref)
