"""工单填报: one ticket, from registering to the callback; judged while it is being written."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from core.masking import cover_ticket
from core.people import Action
from core.tickets.fields import changed, values_of
from core.tickets.handover import approve, send_back, submit
from core.tickets.intake.values import parse
from core.tickets.lifecycle import Decision, Stage, Submission, done_stages, may_edit, stage_of
from core.tickets.rules.rulebook import Finding, Severity
from core.tickets.ticket import Ticket
from core.tickets.writing import amend, register
from gui.ask import AskPopup
from gui.boxes import box, column, frame, row, rule
from gui.buttons import button
from gui.desk import Desk
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import label
from gui.notices import Tone
from gui.page import Page
from gui.ticket_form.clock_strip import ClockStrip
from gui.ticket_form.findings_list import FindingsList
from gui.ticket_form.guidance_panel import GuidancePanel
from gui.ticket_form.judging import Judgement, judge, notes, rules
from gui.ticket_form.sheets import FIRST_FIELD, SHEETS
from gui.ticket_form.stage_bar import StageBar
from storage.dictionary import dictionary
from storage.guidance import guidance
from storage.handling import Waiver, drafts, latest_submission, waivers
from storage.loading import load_by_ref
from storage.transaction import Transaction

PANEL = 340
DRAFT_PAUSE = 400
"""Milliseconds after the last key before what is typed is kept."""


class TicketFormPage(Page):
    title = "登记工单"
    folds_navigation = True
    kinds = frozenset({"ticket", "submission", "waiver"})
    keys = (
        ("Ctrl+S", "保存"),
        ("Ctrl+回车", "送审"),
        ("F8 / Shift+F8", "下一处 / 上一处要改的"),
        ("F2", "指引看得更深"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ref = ""
        self._stored = Ticket(number="")
        self._submission: Submission | None = None
        self._waived: frozenset[str] = frozenset()
        self._touched: set[str] = set()
        self._checked = False
        self._judged: Judgement | None = None
        self.form = Form(SHEETS, lambda field, text: parse(field, text, dictionary()))
        self.stages = StageBar()
        self.strip = ClockStrip()
        self.guidance = GuidancePanel(guidance(), desk.preferences)
        self.findings = FindingsList()
        self._state = label("", "caption")
        self._foot = self._build_foot()
        self._lay_out()
        self._connect()

    def _build_foot(self) -> QFrame:
        self.save_button = button("保存", keys="Ctrl S", on=self.save)
        self.submit_button = button("送分管领导审核", "primary", "send", on=self.submit)
        self.return_button = button("退回修改", icon="undo-2", on=self._ask_return)
        self.approve_button = button("同意", "primary", "circle-check", on=self.approve)
        self.check_button = button("检查全部", icon="list-checks", on=self.check)
        return frame(
            "topbar",
            row(
                self.check_button,
                None,
                self._state,
                self.save_button,
                self.return_button,
                self.submit_button,
                self.approve_button,
                margins=(20, 8, 16, 8),
            ),
        )

    def _lay_out(self) -> None:
        work = column(self.form, gap=0)
        side = frame("panel", column((self.guidance, 5), (self.findings, 4), gap=0), width=PANEL)
        head = box(column(self.stages, rule(), self.strip, rule(), gap=0), "surface")
        left = column((box(work), 1), self._foot, gap=0)
        self.setLayout(column(head, (box(row((box(left), 1), side, gap=0)), 1), gap=0))

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.touched.connect(self._on_touched)
        self.form.focused.connect(self.guidance.show_field)
        self.form.offer_taken.connect(self._ask_reason)
        self.findings.jumped.connect(self.form.focus)
        self.findings.waive_asked.connect(
            lambda finding: self._ask_why(finding, self.findings.waive_button)
        )
        self.stages.chosen.connect(self._go_to_stage)
        self.desk.refused.connect(self._on_refused)
        self._draft_pause = QTimer(self, singleShot=True, interval=DRAFT_PAUSE)
        self._draft_pause.timeout.connect(self._keep_draft)
        for keys, do in (
            ("Ctrl+S", self.save),
            ("F8", lambda: self.findings.step(1)),
            ("Shift+F8", lambda: self.findings.step(-1)),
            ("Alt+Down", lambda: self.findings.step(1)),
            ("Alt+Up", lambda: self.findings.step(-1)),
            ("F2", self.guidance.next_depth),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def regions(self) -> Sequence[QWidget]:
        return (self.stages, self.form, self.guidance, self.findings, self._foot)

    def primary(self) -> QPushButton:
        return self.approve_button if self.approve_button.isVisible() else self.submit_button

    # which ticket

    def open(self, target: object) -> None:
        """Show the ticket with this reference; an empty one is for registering."""
        self._keep_draft_now()
        self.ref = str(target or "")
        self._touched.clear()
        self._checked = False
        self.load()
        first = FIRST_FIELD[stage_of(self._stored)] if self.ref else "number"
        QTimer.singleShot(0, partial(self.form.focus, first))

    def load(self) -> None:
        """Read the ticket and the draft, and show both; what is typed now is kept as a draft."""
        self._keep_draft_now()
        with self.desk.store.reading() as connection:
            found = load_by_ref(connection, [self.ref]) if self.ref else []
            self._submission = latest_submission(connection, self.ref) if found else None
            reasons: list[Waiver] = waivers(connection, self.ref) if found else []
            kept = {draft.ref: draft for draft in drafts(connection, self.desk.officer.name)}
        self._stored = found[0].ticket if found else self._new()
        self._waived = frozenset(one.rule for one in reasons)
        self.form.show_values(values_of(self._shown()))
        draft = kept.get(self.ref)
        if draft is not None:
            self.form.retype(draft.typed)
            self._touched |= set(draft.typed)
        self._say_state(draft.at if draft else None)
        self._head()
        self._lock()
        self._judge()

    def _new(self) -> Ticket:
        unit = next(iter(sorted(self.desk.officer.units_on(self.desk.today))), "")
        own = self.desk.may(Action.SUBMIT_TICKET)
        return Ticket(
            number="", unit=unit if own else "", handler=self.desk.officer.name if own else ""
        )

    def _shown(self) -> Ticket:
        """The ticket as this officer may see it."""
        if self.sees_petitioner:
            return self._stored
        return cover_ticket(self._stored)

    @property
    def sees_petitioner(self) -> bool:
        return not self.ref or self.desk.may(Action.SEE_PETITIONER, self._stored.unit)

    def _head(self) -> None:
        trader = self._stored.trader.trader_name
        self.say_title(trader or ("未登记被诉主体" if self.ref else "登记工单"))
        kind = self._stored.kind.value if self._stored.kind else ""
        self.say_context("　".join(filter(None, (self.ref, kind, self._stored.handler))))

    def _lock(self) -> None:
        """Let each field be written or not, and show the actions that are possible now."""
        unit = self._stored.unit
        edits = self.sees_petitioner and self.desk.may(
            Action.EDIT_TICKET if self.ref else Action.REGISTER_TICKET, unit if self.ref else None
        )
        for key in self.form.keys:
            fixed = key == "number" and self.ref
            writable = edits and may_edit(key, self._submission) and not fixed
            self.form.lock_field(key, on=not writable)
        waiting = self._submission is not None and self._submission.is_waiting
        approves = waiting and self.desk.may(Action.APPROVE_TICKET, unit)
        self.save_button.setVisible(edits and not waiting)
        can_submit = not waiting and edits and self.desk.may(Action.SUBMIT_TICKET, unit or None)
        approved = self._submission is not None and self._submission.decision is Decision.APPROVED
        self.submit_button.setVisible(can_submit and not approved)
        self.approve_button.setVisible(approves)
        self.return_button.setVisible(approves)

    # judging

    def ticket(self) -> Ticket:
        """The ticket as it stands in the form; what cannot be read stays as it was."""
        return changed(self._stored, self.form.values()) if self.sees_petitioner else self._stored

    def _on_edited(self, keys: frozenset[str]) -> None:
        self._touched |= keys
        self._judge()

    def _judge(self) -> None:
        ticket = self.ticket()
        self._judged = judge(self.desk, ticket, self.form.keys, submitting=self._checked)
        found = self._judged.findings
        if not (self.ref or self._checked):
            # While a new ticket is being written, nothing is wrong that nobody has touched.
            found = tuple(one for one in found if self._touched & set(one.fields))
        self.guidance.hold(ticket.received_at.date() if ticket.received_at else None)
        self.form.show_relevant(self._judged.applying)
        self.form.show_notes(notes(found, self._waived))
        self.findings.show_findings(found, self._waived, whole=self._checked)
        self.stages.show_stages(done_stages(ticket), stage_of(ticket))
        self.strip.show_clocks(self._judged.clocks)

    def check(self) -> None:
        """Show everything that would stop a submission, also at fields nobody touched."""
        self.form.flush()
        self._checked = True
        self._judge()
        assert self._judged is not None  # noqa: S101 -- just judged
        left = [f for f in self._judged.findings if f.rule not in self._waived]
        errors = sum(f.severity is Severity.ERROR for f in left)
        warns = sum(f.severity is Severity.WARN for f in left)
        if errors or warns:
            self.findings.step(1)
            self.desk.say(f"还有 {errors} 处必改，{warns} 处须确认。", Tone.WARN)
        else:
            self.desk.say("没有要改的，可以送审。", Tone.OK)

    def _on_refused(self, _sentence: str, key: str) -> None:
        if key and self.isVisible():
            self.form.focus(key)

    def _go_to_stage(self, stage: Stage) -> None:
        self.form.focus(FIRST_FIELD[stage])

    # drafts

    def _on_touched(self, key: str) -> None:
        self._touched.add(key)
        self._draft_pause.start()

    def _keep_draft_now(self) -> None:
        if self._draft_pause.isActive():
            self._draft_pause.stop()
            self._keep_draft()

    def _keep_draft(self) -> None:
        """Keep what is typed; the next look at this ticket begins with it."""
        typed, ref, who = self.form.typed(), self.ref, self.desk.officer.name

        def keep(tx: Transaction) -> datetime:
            if typed:
                tx.handling.keep_draft(who, ref, typed)
            else:
                tx.handling.drop_draft(who, ref)
            return tx.at

        self.desk.do(keep, what="存草稿", then=self._say_state, undo=False)

    def leave(self) -> bool:
        self._keep_draft_now()
        return True

    def _say_state(self, at: datetime | None) -> None:
        waiting = self._submission is not None and self._submission.is_waiting
        if waiting:
            assert self._submission is not None  # noqa: S101 -- said above
            self._state.setText(f"{self._submission.at:%m 月 %d 日 %H:%M} 已送审，等分管领导审核")
        elif at is not None and self.form.typed():
            self._state.setText(f"草稿 {at:%H:%M} 已存")
        else:
            self._state.setText("")

    # writing

    def save(self) -> bool:
        """Keep what stands in the form on the ticket itself."""
        return self._write(lambda _tx, _ticket: None, what="保存工单", done="工单 {ref} 已保存。")

    def submit(self) -> bool:
        """Save, and hand the ticket to the leader."""
        self._checked = True
        self._judge()

        def hand_in(tx: Transaction, ticket: Ticket) -> None:
            found = judge(self.desk, ticket, (), submitting=True).findings
            version = rules().version
            submit(tx.handling, ticket, found, by=self.desk.officer, at=tx.at, rulebook=version)

        done = "工单 {ref} 已送分管领导审核，审核前不能再改。"
        return self._write(hand_in, what="送审", done=done, undo=False)

    def _write(
        self,
        more: Callable[[Transaction, Ticket], None],
        *,
        what: str,
        done: str,
        undo: bool = True,
    ) -> bool:
        self.form.flush()
        self._draft_pause.stop()
        unreadable = self.form.unreadable()
        if unreadable:
            key, sentence = next(iter(unreadable.items()))
            self.desk.say(f"还不能{what}：{sentence}", Tone.DANGER)
            self.form.focus(key)
            return False
        ticket, officer, ref = self.ticket(), self.desk.officer, self.ref

        def write(tx: Transaction) -> Ticket:
            if ref:
                made = amend(tx.tickets, tx.handling, ticket, by=officer, at=tx.at)
            else:
                made = register(tx.tickets, ticket, by=officer, at=tx.at)
            more(tx, made)
            tx.handling.drop_draft(officer.name, ref)
            return made

        return self.desk.do(
            write,
            what=what if ref else "登记工单",
            done=lambda made: done.format(ref=made.ref),
            then=lambda made: self._written(made.ref),
            undo=undo,
        )

    def _written(self, ref: str) -> None:
        if ref != self.ref:
            self.ref = ref
        self.form.show_values(self.form.values())  # nothing is left that a draft would keep
        self.load()

    def approve(self) -> bool:
        """Agree, as the leader."""
        ref, officer = self.ref, self.desk.officer
        return self.desk.do(
            lambda tx: approve(tx.tickets, tx.handling, ref, by=officer, at=tx.at, opinion="同意"),
            what="审核同意",
            done=f"工单 {ref} 审核通过，承办人可以答复告知。",
            undo=False,
        )

    def _ask_return(self) -> None:
        popup = AskPopup(
            self,
            title="退回修改",
            sentence="写明要改什么，承办人会在待办里看到。",
            verb="退回",
            field="退回原因",
            empty="请写明退回原因，承办人要知道改什么。",
        )
        popup.given.connect(self.send_back)
        popup.show_above(self.return_button)

    def send_back(self, reason: str) -> bool:
        """Return the ticket to its handler, as the leader."""
        ref, officer = self.ref, self.desk.officer
        return self.desk.do(
            lambda tx: send_back(tx.tickets, tx.handling, ref, by=officer, at=tx.at, reason=reason),
            what="退回修改",
            done=f"工单 {ref} 已退回承办人。",
            undo=False,
        )

    def _ask_reason(self, note: FieldNote) -> None:
        finding = next(f for f in self.findings.findings if f.message == note.sentence)
        self._ask_why(finding, self.form.editor(note.key))

    def _ask_why(self, finding: Finding, anchor: QWidget) -> None:
        popup = AskPopup(
            self,
            title="确认并写理由",
            sentence=finding.message,
            verb="确认",
            field="理由",
            empty="请写明理由，它会和这件工单一起留存。",
        )
        popup.given.connect(partial(self.waive, finding.rule))
        popup.show_above(anchor)

    def waive(self, rule: str, reason: str) -> bool:
        """Keep the reason why a warning does not count on this ticket."""
        if not self.ref and not self.save():
            return False
        ref = self.ref
        return self.desk.do(
            lambda tx: tx.handling.waive(ref, rule, reason),
            what="确认提示",
            done="理由已留存，随工单一起送审。",
            undo=False,
        )
