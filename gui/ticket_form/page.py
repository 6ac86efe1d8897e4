"""工单填报: one ticket, from registering to the callback; judged while it is being written.

The page joins its parts: what was read (`opened`), the form, head, side and foot, what follows from
the ticket as it stands (`judging`), and what is done to it (`writing`).
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from core.personal.remarks import cover_field
from core.tickets.fields import BY_KEY, changed, plain, values_of
from core.tickets.filling.leftovers import Leftover
from core.tickets.guidance.suggestion import GROUP
from core.tickets.intake.values import parse
from core.tickets.lifecycle import Stage
from core.tickets.rules.rulebook import Finding
from core.tickets.ticket import Ticket
from gui.boxes import at_most, box, column, row
from gui.desk import Desk
from gui.forms.derived import WorkedOut
from gui.forms.form import GREATEST_WIDTH, Form
from gui.forms.notes import FieldNote
from gui.forms.proposals import Proposed
from gui.notices import Tone
from gui.page import Page
from gui.ticket_form import writing
from gui.ticket_form.drafts import Drafts
from gui.ticket_form.findings_list import FindingsList
from gui.ticket_form.foot import Foot
from gui.ticket_form.guidance_panel import GuidancePanel
from gui.ticket_form.head import Head
from gui.ticket_form.judging import COVER, Judgement, judge, left_to_do, notes
from gui.ticket_form.law_line import ask_pin, ground_notes, offer_grounds, write_pin
from gui.ticket_form.opened import Opened, is_writable, read_opened, rights, shown
from gui.ticket_form.original import OriginalPopup
from gui.ticket_form.reasons import ask_return, ask_why
from gui.ticket_form.report_sheet import ReportSheet
from gui.ticket_form.sheets import SHEETS
from gui.ticket_form.side import Side
from gui.ticket_form.standing import Standings
from gui.ticket_form.suggesting import Suggesting, defaults, proposed, words_at
from gui.ticket_form.telling import Telling
from gui.ticket_form.unused import Unused
from storage.dictionary import dictionary
from storage.filling import stages


class TicketFormPage(Page):
    title = "登记工单"
    purpose = "一件工单从登记到答复都在这里填，边填边查，改好了送审。"
    folds_navigation = True
    kinds = frozenset(
        {"ticket", "submission", "waiver", "kept_field", "rule_set_pin", "handling_point"}
        | {"paper", "ticket_link", "ticket_apart"}
    )
    keys = (
        ("Ctrl S", "保存"),
        ("Ctrl Enter", "送审"),
        ("F8 / Shift F8", "下一处 / 上一处要改的"),
        ("F1", "在一栏里：为什么问、为什么报"),
        ("F2", "指引看得更深"),
        ("Ctrl J", "采用建议"),
        ("Shift F2", "进入指引，Esc 回到这一栏"),
        ("Alt M", "遮盖这一栏里的个人信息"),
        ("Alt S", "看相似和重复的工单"),
        ("Alt R", "查看处置报告"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ref = ""
        self._opened = Opened(ref="", stored=Ticket(number=""))
        self._may = rights(desk, self._opened)
        self._touched: set[str] = set()
        self._checked = False
        self._judged: Judgement | None = None
        self.form = Form(SHEETS, lambda field, text: parse(field, text, dictionary()))
        self.standings = Standings(self.form)
        self.head = Head()
        self.side = Side(desk)
        self.telling = Telling(desk)
        self.suggesting = Suggesting(desk)
        self.report = ReportSheet(desk)
        self.foot = Foot()
        self.unused = Unused(desk, self.form)
        self.drafts = Drafts(desk, lambda: self.ref, self.form.typed)
        self._esc = QShortcut(QKeySequence("Escape"), self, self.guidance.close_answer)
        self._esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._esc.setEnabled(False)
        self._lay_out()
        self._connect()
        self._set_up_keys()

    def _lay_out(self) -> None:
        holder = at_most(GREATEST_WIDTH, self.unused.card)
        holder.setContentsMargins(20, 8, 26, 0)
        left = column(holder, (self.form, 1), (self.report, 1), self.foot, gap=0)
        work = row((box(left), 1), self.side, gap=0)
        self.setLayout(column(self.head, (box(work), 1), gap=0))

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.touched.connect(self._on_touched)
        self.form.focused.connect(self._tell)
        self.form.proposal_taken.connect(self._on_proposal_taken)
        self.form.proposal_declined.connect(self._on_proposal_declined)
        self.guidance.left.connect(self._back_to_field)
        self.guidance.answering.connect(self._esc.setEnabled)
        self.guidance.article_asked.connect(lambda place: self.desk.go("law", place))
        self.form.offer_taken.connect(self._take_offer)
        self.report.closed.connect(lambda: self.form.setVisible(True))
        self.report.jumped.connect(self.form.focus)
        self.report.taken.connect(self.take_reply)
        self.findings.jumped.connect(self.report.leave)
        self.head.stages.chosen.connect(self.report.leave)
        self.findings.jumped.connect(self.form.focus)
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
            (self.foot.law.pin_button, self._ask_pin),
            (self.foot.papers_button, lambda: self.desk.go("papers", self.ref)),
        ):
            pressed.clicked.connect(lambda _on=False, do=do: do())

    def _set_up_keys(self) -> None:
        for keys, do in (
            ("Ctrl+S", self.save),
            ("F8", lambda: self.findings.step(1)),
            ("Shift+F8", lambda: self.findings.step(-1)),
            ("Alt+Down", lambda: self.findings.step(1)),
            ("Alt+Up", lambda: self.findings.step(-1)),
            ("F2", self.guidance.next_depth),
            ("Ctrl+J", self.form.take_proposal),
            ("Shift+F2", self.guidance.take_focus),
            ("Alt+M", lambda: self.cover(self.form.current)),
            ("Alt+R", self.show_report),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def findings(self) -> FindingsList:
        return self.side.findings

    @property
    def guidance(self) -> GuidancePanel:
        return self.side.guidance

    def regions(self) -> Sequence[QWidget]:
        return (
            self.head.stages,
            self.form,
            self.report,
            self.guidance,
            self.findings,
            self.side.similar,
            self.foot,
        )

    def primary(self) -> QPushButton:
        return self.foot.primary()

    # which ticket

    def open(self, target: object) -> None:
        """Show the ticket with this reference, perhaps at a field; "" is for registering."""
        self.drafts.keep_now()
        self.report.leave()
        ref, field = target if isinstance(target, tuple) else (target, "")
        self.ref = str(ref or "")
        self._touched.clear()
        self._checked = False
        self.suggesting.open(self.ref)
        self.load()
        QTimer.singleShot(0, partial(self._begin, field))

    def _begin(self, field: str) -> None:
        """Go to the field somebody wants filled in, or to where the work on this ticket goes on."""
        if field and self.form.focus(field):
            return
        if self._judged is not None:
            self._go_to_stage(self._judged.stage)

    def load(self) -> None:
        """Read the ticket and the draft, and show both; what is typed now is kept as a draft."""
        self.drafts.keep_now()
        self.telling.forget()
        self._opened = read_opened(self.desk, self.ref)
        if self._opened.is_gone and self.isVisible():
            self.desk.go("tickets")
        self._may = rights(self.desk, self._opened)
        self.form.show_values(values_of(shown(self._opened, self._may)))
        draft = self._opened.draft
        if draft is not None:
            self.form.retype(draft.typed)
            self._touched |= set(draft.typed)
        self._say_state(draft.at if draft else None)
        self._say_heading()
        self._lock()
        self._judge()
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

    def ticket(self) -> Ticket:
        """The ticket as it stands in the form; what cannot be read stays as it was."""
        stored = self._opened.stored
        return changed(stored, self.form.values()) if self._may.sees_petitioner else stored

    def _on_edited(self, keys: frozenset[str]) -> None:
        self._touched |= keys
        self._judge()
        self.side.similar.show_ticket(self.ticket(), may_link=self._may.edits)

    def _judge(self) -> None:
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
        self.findings.show_findings(found, waived, whole=self._checked)
        self.findings.say_rulebook(judged.rulebook)
        self.head.show_judged(judged)
        self.standings.show_ticket(judged.settled)
        self._tell(self.form.current)
        self._suggest(ticket)
        self.unused.look(judged, self._opened, self._may, checked=self._checked)

    def keep_unused(self, left: Leftover) -> bool:
        """Let stand what is in a field that does not apply; that it was is kept."""
        if not self.ref and not self.save():
            return False
        return writing.keep_field(self.desk, self.ref, left)

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

    def show_report(self) -> None:
        """Show the disposal report as the ticket stands, in the place of the form."""
        self.form.flush()
        assert self._judged is not None  # noqa: S101 -- a ticket is shown
        self.form.setVisible(False)
        told = shown(self._opened, self._may)
        ticket = self._judged.settled if self._may.sees_petitioner else told
        may_take = is_writable("reply", self._opened, self._may)
        self.report.show_ticket(ticket, may_take=may_take)

    def take_reply(self, text: str) -> None:
        """Put a reply made from the ticket into its field; the field's undo brings back the old."""
        self.report.leave()
        self.form.write("reply", text)
        self.form.flush()
        self.form.focus("reply")
        self.desk.say("已写入答复内容，请再看一遍；原来的话按 Ctrl Z 找回。", Tone.OK)

    def check(self) -> None:
        """Show everything that would stop a submission, also at fields nobody touched."""
        self.form.flush()
        self._checked = True
        self._judge()
        assert self._judged is not None  # noqa: S101 -- just judged
        errors, warns = left_to_do(self._judged.findings, self._opened.waived)
        if self.unused.left and not errors and not warns:
            self.unused.remind()
        elif errors or warns:
            self.findings.step(1)
            self.desk.say(f"还有 {errors} 处必改，{warns} 处须确认。", Tone.WARN)
        else:
            self.desk.say("没有要改的，可以送审。", Tone.OK)

    def _show_original(self) -> None:
        """What the petitioner said, beside what is being written."""
        told = shown(self._opened, self._may)
        OriginalPopup(self, told).show_above(self.foot.original_button)

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
            self.form.focus("agreed_line_number")
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
        if here is None or not (self.form.isAncestorOf(here) or self.side.isAncestorOf(here)):
            return False
        finding = self.findings.table.current() if self.findings.isAncestorOf(here) else None
        if finding is not None and finding.anchor:
            self._tell(finding.anchor)
        return self.guidance.answer()

    def _back_to_field(self) -> None:
        self.form.focus(self.form.current)

    def _on_refused(self, _sentence: str, key: str) -> None:
        if key and self.isVisible():
            self.form.focus(key)
        elif self.unused.card.isVisible():
            self.unused.card.take_focus()

    def _go_to_stage(self, stage: Stage) -> None:
        """Go to the first thing the stage needs, or to its first field."""
        assert self._judged is not None  # noqa: S101 -- the bar shows what was judged
        needs = self._judged.needs[stage]
        missing = (need.key for need in needs if need.key)
        if needs and not any(need.key for need in needs):
            self.primary().setFocus()
        elif not any(self.form.focus(key) for key in (*missing, *stages().keys(stage))):
            self.form.setFocus()

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

    # writing

    def save(self) -> bool:
        """Keep what stands in the form on the ticket itself."""
        return self._readable("保存工单") and writing.save(
            self.desk, self.ref, self.ticket(), self._written
        )

    def submit(self) -> bool:
        """Save, and hand the ticket to the leader."""
        self._checked = True
        self._judge()
        return self._readable("送审") and writing.hand_in(
            self.desk, self.ref, self.ticket(), self._written
        )

    def _readable(self, what: str) -> bool:
        """Whether all of it can be read; if not, say what cannot, and go there."""
        self.form.flush()
        unreadable = self.form.unreadable()
        if unreadable:
            key, sentence = next(iter(unreadable.items()))
            self.desk.say(f"还不能{what}：{sentence}", Tone.DANGER)
            self.form.focus(key)
            return False
        self.drafts.forget()
        return True

    def _written(self, ref: str) -> None:
        is_new, self.ref = not self.ref, ref
        self.form.show_values(self.form.values())  # nothing is left that a draft would keep
        self.load()
        if is_new:
            self.suggesting.registered(ref)

    def approve(self) -> bool:
        """Agree, as the leader."""
        return writing.agree(self.desk, self.ref)

    def _ask_pin(self) -> None:
        ask_pin(self, self._opened.stored, self.foot.law.pin_button, self.pin)

    def pin(self, rule_set: str, reason: str) -> bool:
        """Let the whole ticket follow a rule set, as the section; "" lets its days decide."""
        return write_pin(self.desk, self.ref, rule_set, reason)

    def _ask_return(self) -> None:
        ask_return(self, self.foot.return_button, self.send_back)

    def send_back(self, reason: str) -> bool:
        """Return the ticket to its handler, as the leader."""
        return writing.give_back(self.desk, self.ref, reason)

    def _take_offer(self, note: FieldNote) -> None:
        if note.offer == COVER:
            self.cover(note.key)
        else:
            self._ask_reason(note)

    def cover(self, key: str) -> None:
        """Cover the personal data in one field; the undo of the field brings them back."""
        self.form.flush()
        leaks = self._judged.leaks.get(key, ()) if self._judged else ()
        if leaks and is_writable(key, self._opened, self._may):
            value = BY_KEY[key].get(cover_field(self.ticket(), key, leaks))
            self.form.write(key, plain(BY_KEY[key], value))
            self.form.flush()

    def _ask_reason(self, note: FieldNote) -> None:
        finding = next(f for f in self.findings.findings if f.message == note.sentence)
        self._ask_why(finding, self.form.editor(note.key))

    def _ask_why(self, finding: Finding, anchor: QWidget) -> None:
        ask_why(self, finding, anchor, partial(self.waive, finding.rule))

    def waive(self, rule: str, reason: str) -> bool:
        """Keep the reason why a warning does not count on this ticket."""
        if not self.ref and not self.save():
            return False
        return writing.waive(self.desk, self.ref, rule, reason)
