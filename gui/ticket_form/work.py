"""The left of the form's page: the whole form, one question after another, or the report.

The form holds the values in all of them. What belongs to the way of working stands at the foot.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from core.tickets.intake.values import parse
from gui.boxes import at_most, column
from gui.desk import Desk
from gui.forms.form import GREATEST_WIDTH, Form
from gui.ticket_form.foot import Foot
from gui.ticket_form.modes import Modes
from gui.ticket_form.questioning.foot import QuestionFoot
from gui.ticket_form.questioning.view import QuestionView, TicketNow
from gui.ticket_form.report_sheet import ReportSheet
from gui.ticket_form.sheets import SHEETS
from gui.ticket_form.unused import Unused
from storage.dictionary import dictionary
from storage.filling import asking


class Work(QWidget):
    focused = Signal(str)
    """The key of the field that has the focus, in either way of working."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.form = Form(SHEETS, lambda field, text: parse(field, text, dictionary()))
        self.questions = QuestionView(
            self.form, lambda field, text: parse(field, text, dictionary()), asking()
        )
        self.report = ReportSheet(desk)
        self.unused = Unused(desk, self.form)
        self.modes = Modes(desk)
        self.foot = Foot()
        self.question_foot = QuestionFoot()
        self._now: TicketNow | None = None
        self._lay_out()
        self._connect()
        self.modes.sit_down()
        self.arrange()

    def _lay_out(self) -> None:
        holder = at_most(GREATEST_WIDTH, self.unused.card)
        holder.setContentsMargins(20, 8, 26, 0)
        parts = ((one, 1) for one in (self.form, self.questions, self.report))
        self.setLayout(column(holder, *parts, self.foot, self.question_foot, gap=0))

    def _connect(self) -> None:
        self.form.focused.connect(self.focused)
        self.questions.focused.connect(self.focused)
        self.questions.moved.connect(self.arrange)
        self.report.closed.connect(self.arrange)
        self.modes.switched.connect(self._on_switched)
        foot = self.question_foot
        foot.back_button.clicked.connect(lambda _on=False: self.questions.back())
        foot.put_off_button.clicked.connect(lambda _on=False: self.questions.put_off())
        foot.next_button.clicked.connect(lambda _on=False: self.questions.next())

    @property
    def asks(self) -> bool:
        """Whether one question after another is asked."""
        return self.modes.asks

    def begin(self) -> None:
        """Another ticket is open."""
        self.report.leave()
        self.questions.begin()

    def look(self, now: TicketNow) -> None:
        """Take the ticket as it stands; questions are only worked out where they are asked."""
        self._now = now
        if self.asks:
            self.questions.look(now)
        self.arrange()

    def arrange(self) -> None:
        """Show the part that is worked in, and the foot that belongs to it."""
        asks = self.asks
        self.questions.setVisible(asks)
        self.form.setVisible(not asks)
        asking_now = asks and self.questions.questioner.current is not None
        self.question_foot.setVisible(asking_now)
        self.question_foot.back_button.setEnabled(self.questions.questioner.can_go_back)
        self.foot.setVisible(not asking_now)

    def make_room(self) -> None:
        """Leave the place to the report."""
        for part in (self.form, self.questions, self.question_foot):
            part.setVisible(False)
        self.foot.setVisible(True)

    def _on_switched(self) -> None:
        """The same ticket, the same draft; where the focus was is where it goes on."""
        self.form.flush()
        self.report.leave()
        if self._now is not None:
            self.look(self._now)
        if self.asks:
            self.questions.go_to(self.form.current)
        else:
            self._show_field_of_question()

    def _show_field_of_question(self) -> None:
        question = self.questions.questioner.current
        keys = question.keys if question is not None else ()
        for key in (*keys, self.form.current, *self.form.keys):
            if self.form.focus(key):
                return

    def go_to(self, key: str) -> bool:
        """Go to a field: to the question that asks for it, or to its place in the form."""
        self.report.leave()
        if self.asks and self.questions.go_to(key):
            return True
        if self.asks and self.form.can_focus(key):
            self.modes.take_whole()
        return not self.asks and self.form.focus(key)

    def take_proposal(self) -> bool:
        """Take what is proposed where the focus is (Ctrl+J)."""
        return self.questions.take_proposal() if self.asks else self.form.take_proposal()

    def focus_work(self) -> None:
        """Put the focus into what is worked in."""
        (self.questions if self.asks else self.form).setFocus()

    def primary(self) -> QPushButton:
        """The button that Ctrl+Enter presses."""
        if self.question_foot.isVisible():
            return self.question_foot.next_button
        return self.foot.primary()
