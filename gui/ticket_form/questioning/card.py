"""One question on the screen: title, why, answers, the fields that follow, the sentence built.

Its editors mirror those of the whole form: what is typed here is written there, and what is said
there of a field is shown here.
"""

from collections.abc import Collection, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from core.tickets.fields import BY_KEY
from core.tickets.filling.asking import Way
from core.tickets.filling.questions import Answer, AskedField, Question
from gui.boxes import column, row
from gui.choices import Choices
from gui.forms.description import Asked, Line, asks
from gui.forms.editors import ChoiceEditor, ComboEditor, Editor, LineEditor, Parse
from gui.forms.form import Form
from gui.forms.line import FieldBox, LineBox
from gui.forms.per_item import PerItemEditor
from gui.labels import label, paragraph
from gui.ticket_form.questioning.sentence_box import Pieces, SentenceBox

BAR_WIDTH = 160
MARGINS = (24, 16, 24, 18)


class QuestionCard(QFrame):
    answered = Signal(object)
    """An `Answer` that was chosen, or None where the choice was taken back."""

    typed = Signal(str)
    """The key of a field that was typed in here."""

    def __init__(self, question: Question, form: Form, parse: Parse) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(question.title)
        self.question = question
        self.proposed = ""
        self._form = form
        self._where = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_WIDTH)
        self.answers = _answers(question.answers)
        self.answers.picked.connect(self._on_picked)
        self.sentence = SentenceBox()
        self.said = label("", "dense", tone="danger", wrap=True)
        self.said.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.fields: dict[str, LineBox] = {}
        for asked in question.fields:
            self._add(asked, parse)
        self._lay_out()

    def _lay_out(self) -> None:
        title = label(self.question.title, "title", wrap=True)
        head = row(self._where, None, self._bar, gap=10)
        whole = column(
            head, 2, title, paragraph(self.question.why, "second"), 4, gap=6, margins=MARGINS
        )
        whole.addWidget(self.answers)
        whole.addSpacing(4)
        whole.addLayout(self._lines)
        whole.addWidget(self.sentence)
        whole.addWidget(self.said)
        self.setLayout(whole)
        self.answers.setVisible(bool(self.question.answers))

    def _add(self, asked: AskedField, parse: Parse) -> None:
        made = LineBox(Line(self._described(asked), tall=True, bare=not asked.label), parse)
        box = made.fields[0]
        editor = cast("Editor", box.editor)
        editor.edited.connect(lambda key=asked.key: self._on_typed(key))
        made.notes.offer_taken.connect(self._form.offer_taken)
        if isinstance(box.editor, LineEditor):
            take = partial(self._form.take_suggested, asked.key)
            box.editor.suggestion_taken.connect(take)
        self.fields[asked.key] = made
        self._lines.addWidget(made)

    def _described(self, asked: AskedField) -> Asked:
        """The field as the form asks for it, but as it is called here."""
        there = self._form.field(asked.key).asked
        words = BY_KEY[asked.key].words
        only = [(word, str(word)) for word in words or () if str(word) in asked.only]
        return asks(
            asked.key,
            asked.label,
            hint=there.hint,
            rows=asked.rows,
            options=only or there.options,
            each_of=there.each_of,
        )

    # as the form stands

    def look(self, keys: Collection[str], way: Way, required: Collection[str]) -> None:
        """Show the fields that apply as they stand in the form, and how far one is."""
        left = f"大约还有 {way.left} 问" if way.left else "最后一问"
        self._where.setText(f"{self.question.stage}　第 {way.place} 问，{left}")
        self._bar.setRange(0, way.place + way.left)
        self._bar.setValue(way.place)
        self._bar.setAccessibleName(self._where.text())
        for key, line in self.fields.items():
            line.show_relevant(keys)
            line.show_required(required)
            self._mirror(line.fields[0])
            line.say_notes()
            line.show_worked_out([one for one in (self._form.worked_out(key).shown,) if one])

    def _mirror(self, mine: FieldBox) -> None:
        theirs = self._form.field(mine.key)
        here, there = mine.editor, theirs.editor
        if isinstance(here, PerItemEditor) and isinstance(there, PerItemEditor):
            here.show_items(there.items)
        if isinstance(here, ChoiceEditor | ComboEditor) and isinstance(
            there, ChoiceEditor | ComboEditor
        ):
            self._offer(here, there)
        typed = self._form.typed_at(mine.key)
        editor = cast("Editor", here)
        if editor.typed() != typed:
            with QSignalBlocker(here):
                editor.retype(typed)
        mine.say(theirs.notes)
        mine.suggest(theirs.suggested)

    def _offer(self, mine: ChoiceEditor | ComboEditor, theirs: ChoiceEditor | ComboEditor) -> None:
        """Offer what the form offers, unless the question offers only some of it."""
        asked = next(
            one for one in self.question.fields if self.fields[one.key].fields[0].editor is mine
        )
        if not asked.only:
            options, stray = theirs.offered
            mine.offer(options, stray=stray)

    def show_answer(self, answer: Answer | None, proposed: Answer | None) -> None:
        """Show which answer stands, and which is proposed."""
        self.answers.choose(None if answer is None else answer.words)
        self.proposed = "" if proposed is None else proposed.words
        self.answers.propose(self.proposed or None)

    def show_sentence(self, pieces: Pieces) -> None:
        """Show the sentence that is being built; nothing where there is none."""
        self.sentence.show_pieces(pieces)
        self.sentence.setVisible(bool(pieces))

    def say(self, sentence: str) -> None:
        """Say below the question why one cannot go on; "" takes it back."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    # what a person does

    def _on_picked(self) -> None:
        answers = {one.words: one for one in self.question.answers}
        self.answered.emit(answers.get(self.answers.chosen or ""))

    def _on_typed(self, key: str) -> None:
        editor = cast("Editor", self.fields[key].fields[0].editor)
        self._form.write(key, editor.typed())
        self.typed.emit(key)

    def first_editor(self) -> QWidget:
        """Where the focus belongs when the question comes up."""
        if self.question.answers:
            return self.answers
        shown = [line.fields[0].editor for line in self.fields.values() if not line.isHidden()]
        return shown[0] if shown else self.answers

    def focus(self, key: str) -> bool:
        """Go to a field of the question, or to the answers that decide it."""
        line = self.fields.get(key)
        target = self.answers if line is None or line.isHidden() else line.fields[0].editor
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return line is not None

    def key_of(self, widget: QWidget | None) -> str:
        """The field to which a widget of the card belongs; of the answers what they decide."""
        while widget is not None and widget is not self:
            if widget is self.answers:
                return next(iter(self.question.keys), "")
            for key, line in self.fields.items():
                if line.fields[0].editor is widget:
                    return key
            widget = widget.parentWidget()
        return ""


def _answers(answers: Sequence[Answer]) -> Choices:
    chips = Choices(
        [(one.words, one.words) for one in answers],
        large=True,
        pictures=[one.icon for one in answers],
    )
    chips.setAccessibleName("回答")
    return chips
