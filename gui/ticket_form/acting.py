"""What is done to the ticket that is open: saved, handed in, decided on, checked, covered."""

from functools import partial

from PySide6.QtWidgets import QWidget

from core.personal.remarks import cover_field
from core.tickets.fields import BY_KEY, changed, plain
from core.tickets.filling.leftovers import Leftover
from core.tickets.life.table import Move
from core.tickets.rules.rulebook import Finding
from core.tickets.ticket import Ticket
from gui.desk import Desk
from gui.forms.notes import FieldNote
from gui.moves.offering import ask_move, move_menu, show_above
from gui.moves.popup import MovePopup
from gui.notices import Tone
from gui.page import Page
from gui.ticket_form import writing
from gui.ticket_form.drafts import Drafts
from gui.ticket_form.findings_list import FindingsList
from gui.ticket_form.judging import COVER, Judgement, left_to_do
from gui.ticket_form.law_line import ask_pin, write_pin
from gui.ticket_form.opened import Opened, is_writable, rights, shown
from gui.ticket_form.original import OriginalPopup
from gui.ticket_form.reasons import ask_return, ask_why
from gui.ticket_form.side import Side
from gui.ticket_form.work import Work

NOTHING_YET = "边填边查，要改的会列在这里。填完按“检查全部”。"
CLEAN = "没有要改的，可以送审。"


class ActingPage(Page):
    """A page before one ticket, with everything that can be done to it.

    Whoever shows the ticket says how it is judged again, and what follows once it was written.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ref = ""
        self._opened = Opened(ref="", stored=Ticket(number=""))
        self._may = rights(desk, self._opened)
        self._checked = False
        self._judged: Judgement | None = None
        self.work = Work(desk)
        self.side = Side(desk)
        self.form, self.report = self.work.form, self.work.report
        self.foot, self.unused = self.work.foot, self.work.unused
        self.drafts = Drafts(desk, lambda: self.ref, self.form.typed)

    @property
    def findings(self) -> FindingsList:
        return self.side.findings

    def ticket(self) -> Ticket:
        """The ticket as it stands in the form; what cannot be read stays as it was."""
        stored = self._opened.stored
        return changed(stored, self.form.values()) if self._may.sees_petitioner else stored

    def judge_again(self) -> None:
        """Work out what follows from the ticket as it stands, and show it."""
        raise NotImplementedError

    def written(self, ref: str) -> None:
        """The ticket was written, under this reference."""
        raise NotImplementedError

    def keep_unused(self, left: Leftover) -> bool:
        """Let stand what is in a field that does not apply; that it was is kept."""
        if not self.ref and not self.save():
            return False
        return writing.keep_field(self.desk, self.ref, left)

    def show_report(self) -> None:
        """Show the disposal report as the ticket stands, in the place of the form."""
        self.form.flush()
        assert self._judged is not None  # noqa: S101 -- a ticket is shown
        self.work.make_room()
        told = shown(self._opened, self._may)
        ticket = self._judged.ticket if self._may.sees_petitioner else told
        may_take = is_writable("reply", self._opened, self._may)
        self.report.show_ticket(ticket, may_take=may_take)

    def take_reply(self, text: str) -> None:
        """Put a reply made from the ticket into its field; the field's undo brings back the old."""
        self.report.leave()
        self.form.write("reply", text)
        self.form.flush()
        self.work.go_to("reply")
        self.desk.say("已写入答复内容，请再看一遍；原来的话按 Ctrl Z 找回。", Tone.OK)

    # writing

    def save(self) -> bool:
        """Keep what stands in the form on the ticket itself."""
        return self._readable("保存工单") and writing.save(
            self.desk, self.ref, self.ticket(), self.written
        )

    def submit(self) -> bool:
        """Save, and hand the ticket to the leader."""
        self._checked = True
        self.judge_again()
        return self._readable("送审") and writing.hand_in(
            self.desk, self.ref, self.ticket(), self.written
        )

    def _readable(self, what: str) -> bool:
        """Whether all of it can be read; if not, say what cannot, and go there."""
        self.form.flush()
        unreadable = self.form.unreadable()
        if unreadable:
            key, sentence = next(iter(unreadable.items()))
            self.desk.say(f"还不能{what}：{sentence}", Tone.DANGER)
            self.work.go_to(key)
            return False
        self.drafts.forget()
        return True

    def approve(self) -> bool:
        """Agree, as whoever the ticket waits for: leader, section or bureau leader."""
        move = self._may.agrees_by
        return move is not None and writing.agree(self.desk, self.ref, move)

    def ask_for(self, move: Move) -> MovePopup:
        """Ask for what a move needs, above the button that offered it."""
        asked = move is self._may.refuses_by
        anchor = self.foot.return_button if asked else self.foot.moves_button
        return ask_move(self, self.desk, anchor, move, [self.ref], unit=self._opened.stored.unit)

    def _show_moves(self) -> None:
        if not self.drafts_are_kept():
            return
        show_above(move_menu(self, self.offered_moves(), self.ask_for), self.foot.moves_button)

    def offered_moves(self) -> tuple[Move, ...]:
        """What the menu of moves lists now."""
        return self._may.offered

    def drafts_are_kept(self) -> bool:
        """Whether nothing is typed that a move would leave behind; if not, say so."""
        self.form.flush()
        if not self._may.saves or not self.form.typed():
            return True
        self.desk.say("有没有保存的内容。先按“存草稿”保存到工单上，再办流转。", Tone.WARN)
        return False

    def _ask_pin(self) -> None:
        ask_pin(self, self._opened.stored, self.foot.law.pin_button, self.pin)

    def pin(self, rule_set: str, reason: str) -> bool:
        """Let the whole ticket follow a rule set, as the section; "" lets its days decide."""
        return write_pin(self.desk, self.ref, rule_set, reason)

    def _ask_return(self) -> None:
        if self._may.refuses_by is Move.SEND_BACK:
            ask_return(self, self.foot.return_button, self.send_back)
        elif self._may.refuses_by is not None:
            self.ask_for(self._may.refuses_by)

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

    def check(self) -> None:
        """Show everything that would stop a submission, also at fields nobody touched."""
        self.form.flush()
        self._checked = True
        self.judge_again()
        assert self._judged is not None  # noqa: S101 -- just judged
        errors, warns = left_to_do(self._judged.findings, self._opened.waived)
        if self.unused.left and not errors and not warns:
            self.unused.remind()
        elif errors or warns:
            self.findings.step(1)
            self.desk.say(f"还有 {errors} 处必改，{warns} 处须确认。", Tone.WARN)
        else:
            self.desk.say(self.clean_words(), Tone.OK)

    def clean_words(self) -> str:
        """What is said where nothing was found."""
        if self._opened.is_waiting:
            return "没有查出要改的。"
        return CLEAN if self._checked else NOTHING_YET

    def step(self, by: int) -> None:
        """Jump to the next finding (1) or the one before (-1), or say that there is none."""
        if self.findings.findings:
            self.findings.step(by)
        else:
            self.desk.say(self.clean_words())

    def _show_original(self) -> None:
        """What the petitioner said, beside what is being written."""
        told = shown(self._opened, self._may)
        OriginalPopup(self, told).show_above(self.foot.original_button)
