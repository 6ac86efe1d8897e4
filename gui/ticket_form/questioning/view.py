"""One question after another (一问一答): what was answered, the question now, or the end."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.tickets.fields import BY_KEY, plain
from core.tickets.filling.asking import Asking
from core.tickets.filling.logic import Settled
from core.tickets.filling.questions import Answer, Question
from core.tickets.lifecycle import Stage
from gui.forms.editors import Parse
from gui.forms.form import Form
from gui.ticket_form.questioning.card import QuestionCard
from gui.ticket_form.questioning.end_card import EndCard
from gui.ticket_form.questioning.questioner import Questioner
from gui.ticket_form.questioning.recap import Recap
from gui.ticket_form.questioning.sentences import Sentences

GREATEST_WIDTH = 820


@dataclass(frozen=True, slots=True)
class TicketNow:
    """The ticket as it stands, and what may be written and must be filled in."""

    settled: Settled
    writable: Collection[str]
    required: Collection[str]
    stage: Stage
    end: tuple[str, str]
    """What is said when nothing is left to ask: a title, and what comes next."""


class QuestionView(QScrollArea):
    focused = Signal(str)
    """The key of the field that is asked for where the focus is."""

    moved = Signal()
    """Another question is asked now, or none."""

    def __init__(self, form: Form, parse: Parse, asking: Asking) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("form-questions")
        self._form, self._parse = form, parse
        self.questioner = Questioner(asking)
        self.sentences = Sentences(form)
        self.recap = Recap()
        self.end = EndCard()
        self.card: QuestionCard | None = None
        self._now: TicketNow | None = None
        self._begun = False
        self._build()
        self.recap.changed.connect(self.ask)
        self.end.asked_again.connect(self.ask)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus)
        for keys, do in (
            ("Return", self._on_enter),
            ("Enter", self._on_enter),
            ("Alt+Left", self.back),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _build(self) -> None:
        ground, holder = QWidget(), QWidget()
        whole = QHBoxLayout(ground)
        whole.setContentsMargins(20, 10, 14, 12)
        whole.addWidget(holder, 100)
        whole.addStretch(1)
        self.setWidget(ground)
        ground.setAutoFillBackground(False)  # setWidget has just switched it on
        self.viewport().setAutoFillBackground(False)
        holder.setMaximumWidth(GREATEST_WIDTH)
        self._stack = QVBoxLayout(holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(10)
        for part in (self.recap, self.end):
            self._stack.addWidget(part)
        self._stack.addStretch(1)

    # which ticket, and how it stands

    def begin(self) -> None:
        """Another ticket is open: begin with the first question it needs."""
        self._begun = False
        self.questioner.begin()
        self.sentences.begin()
        self.recap.fold()

    def look(self, now: TicketNow) -> None:
        """Take the ticket as it stands, and show what is asked of it now."""
        self._now = now
        self.questioner.look(now.settled, now.writable)
        if not self._begun:
            self._begun = True
            self.questioner.pass_over(now.stage)
            self.questioner.go_on()
        self.sentences.build(self.questioner.asking, now.settled, now.writable)
        self._show()

    def _show(self) -> None:
        question = self.questioner.current
        if question is None or self.card is None or self.card.question is not question:
            self._put_card(question)
        self.recap.show_lines(self.questioner.answered())
        self.end.setVisible(question is None)
        if question is None:
            assert self._now is not None  # noqa: S101 -- `look` comes first
            self.end.show_end(*self._end_words(), self.questioner.waiting())
        else:
            self._show_card()

    def _end_words(self) -> tuple[str, str]:
        assert self._now is not None  # noqa: S101 -- `look` comes first
        waiting = len(self.questioner.waiting())
        if waiting:
            return f"先跳过的还有 {waiting} 问", "答完了再往下办；不急的先存着，明天打开接着问。"
        return self._now.end

    def _show_card(self) -> None:
        card, asker = self.card, self.questioner
        assert card is not None  # noqa: S101 -- there is a question
        assert self._now is not None  # noqa: S101 -- `look` comes first
        keys = [one.key for one in asker.fields]
        sentence = card.question.sentence
        if sentence is not None and not self.sentences.is_own(sentence.key):
            keys = [key for key in keys if key != sentence.key]
        card.look(keys, asker.way, self._now.required)
        card.show_answer(asker.standing, self._proposed_answer(card.question))
        card.show_sentence(self.sentences.pieces(sentence, asker.settled.case))

    def _proposed_answer(self, question: Question) -> Answer | None:
        """The answer that would set just what is proposed for an empty field."""
        asker = self.questioner
        for answer in question.answers:
            given = asker.asking.given(question, answer, asker.settled)
            proposals = (self._form.field(key).suggested for key in given)
            if given and all(one is not None and one.value in given.values() for one in proposals):
                return answer
        return None

    def take_proposal(self) -> bool:
        """Take what is proposed at the field with the focus, or the proposed answer."""
        card = self.card
        if card is None:
            return False
        key = card.key_of(QApplication.focusWidget())
        if key in card.fields and self._form.take_suggested(key):
            return True
        proposed = next((a for a in card.question.answers if a.words == card.proposed), None)
        if proposed is not None:
            self._on_answered(proposed)
        return proposed is not None

    def _put_card(self, question: Question | None) -> None:
        """Put up the card of a question in the place of the one before."""
        if self.card is not None:
            self._stack.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if question is not None:
            self.card = QuestionCard(question, self._form, self._parse)
            self.card.answered.connect(self._on_answered)
            self.card.sentence.edit_asked.connect(self._write_own)
            self._stack.insertWidget(1, self.card)
        self.verticalScrollBar().setValue(0)
        self.moved.emit()
        if question is not None:
            self.focused.emit(next(iter(question.keys)))
        QTimer.singleShot(0, self._focus_first)

    def _focus_first(self) -> None:
        if self.card is not None and self.isVisible():
            self.card.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    # what a person does

    def _on_answered(self, answer: Answer | None) -> None:
        asker = self.questioner
        question = asker.current
        assert question is not None  # noqa: S101 -- its answers were pressed
        before = asker.standing
        asker.said = "" if answer is None else answer.words
        if answer is None:
            for key in before.sets if before is not None else ():
                self._form.empty(key)
        else:
            given = asker.asking.given(question, answer, asker.settled)
            for key, value in given.items():
                self._form.write(key, plain(BY_KEY[key], value))
        self._form.flush()
        self._show()

    def _on_enter(self) -> None:
        """Press the button that has the focus, else go on."""
        here = QApplication.focusWidget()
        if isinstance(here, QAbstractButton):
            here.click()
        else:
            self.next()

    def next(self) -> bool:
        """Go on to the next question, if what must be said was said."""
        self._form.flush()
        card = self.card
        if card is None:
            return True
        wrong = [key for key in card.fields if key in self._form.unreadable()]
        if wrong:
            card.say(self._form.unreadable()[wrong[0]])
            card.focus(wrong[0])
            return False
        if not self.questioner.next():
            missing = self.questioner.missing
            names = "、".join(BY_KEY[key].header for key in missing)
            card.say(f"请填写{names}；现在填不了的，可以先跳过。")
            card.focus(missing[0])
            return False
        self._show()
        return True

    def put_off(self) -> None:
        """Leave the question for later."""
        self._form.flush()
        self.questioner.put_off()
        self._show()

    def back(self) -> None:
        """Ask the question before again."""
        self._form.flush()
        self.questioner.back()
        self._show()

    def ask(self, question: Question) -> None:
        """Ask a certain question now."""
        self._form.flush()
        self.questioner.go_to(question)
        self._show()

    def go_to(self, key: str) -> bool:
        """Ask the question that has a field, and go to the field; False where none has."""
        if not self.questioner.go_to_field(key):
            return False
        self._show()
        if self.card is not None:
            QTimer.singleShot(0, lambda card=self.card: card.focus(key))
        return True

    def _write_own(self) -> None:
        """Write the sentence in other words: it stands in its field from now on."""
        asked = self.questioner.current
        assert asked is not None  # noqa: S101 -- its sentence was pressed
        assert asked.sentence is not None  # noqa: S101 -- see above
        key = asked.sentence.key
        self.sentences.make_own(asked.sentence, self.questioner.settled.case)
        if key not in {one.key for one in asked.fields}:
            own = (q for q in self.questioner.asking.questions.values() if _asks_for(q, key))
            self.questioner.go_to(next(own, asked))
        self._show()
        if self.card is not None:
            QTimer.singleShot(0, lambda card=self.card: card.focus(key))

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.card is not None and new is not None and self.card.isAncestorOf(new):
            key = self.card.key_of(new)
            if key:
                self.focused.emit(key)


def _asks_for(question: Question, key: str) -> bool:
    return any(one.key == key for one in question.fields)
