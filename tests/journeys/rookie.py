"""A new officer: knows what happened in the office, and of the form only what the window shows.

The notebook keeps what happened under the words of the office. What is to be written, and where, is
read off the window: the finding a person is led to by F8, its sentence, the guidance beside the
field, and the words of the choices. Where the window does not say it, the journey fails.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from core.tickets.fields import BY_HEADER, BY_KEY
from gui.choices import Choices
from gui.forms.line import LineBox
from gui.main_window import MainWindow
from gui.ticket_form.page import TicketFormPage
from gui.ticket_form.questioning.card import QuestionCard

COVER = "遮盖"
_HEADERS = sorted(BY_HEADER, key=len, reverse=True)


class Rookie:
    def __init__(self, window: MainWindow, qtbot: QtBot, notebook: Mapping[str, str]) -> None:
        self._window, self._qtbot, self._notebook = window, qtbot, notebook
        self.asked: list[str] = []
        """The questions that were put."""
        self.led_to: list[tuple[str, str]] = []
        """Where F8 led, field by field, with the sentence that stood there."""

    @property
    def page(self) -> TicketFormPage:
        assert isinstance(self._window.page, TicketFormPage)
        return self._window.page

    # looking

    def next_finding(self) -> tuple[str, str] | None:
        """Press F8: the field the cursor is in now, and what is said there; None: all is well."""
        page = self.page
        if not page.findings.findings:
            return None
        page.findings.table.go_to(len(page.findings.findings) - 1)  # F8 goes on to the first
        self._press(Qt.Key.Key_F8)
        finding = page.findings.table.current()
        assert finding is not None
        key = page.form.current
        assert page.form.editor(key).isVisible(), f"不在眼前：{finding.message}"
        assert finding.message in [note.sentence for note in page.form.notes_at(key)]
        self.led_to.append((finding.rule, key))
        return key, finding.message

    def guidance(self) -> str:
        """All that guidance says at this field, in its three depths (F2)."""
        said = []
        for _ in range(3):
            self._press(Qt.Key.Key_F2)
            self._qtbot.wait(1)
            labels = self.page.guidance.findChildren(QLabel)
            said += [one.accessibleName() or one.text() for one in labels if one.isVisible()]
        return "\n".join(said)

    def _press(self, key: Qt.Key, typed: Qt.KeyboardModifier | None = None) -> None:
        here = QApplication.focusWidget()
        assert here is not None
        self._qtbot.keyClick(here, key, typed or Qt.KeyboardModifier.NoModifier)

    # putting right

    def put_right(self, until: Callable[[], bool] = lambda: False) -> None:
        """Follow the guidance until nothing is left to do, or `until` holds."""
        for _ in range(40):
            led = None if until() else self.next_finding()
            if led is None:
                return
            self._follow(*led)
            self.page.form.flush()
        raise AssertionError(f"还没改完：{[one.message for one in self.page.findings.findings]}")

    def answer_questions(self) -> None:
        """Answer one question after another (一问一答), until none is left to ask."""
        self._work_by("一问一答")
        for _ in range(40):
            card = self.page.work.questions.card
            if card is None:
                break
            title = card.question.title
            assert title not in self.asked, f"答了又问：{title}　{card.said.text()}"
            self.asked.append(title)
            if self._answer(card):
                self._press(Qt.Key.Key_Return)
            else:
                self.page.work.question_foot.put_off_button.click()
            self._qtbot.wait(20)
        self._work_by("整张表")

    def _work_by(self, name: str) -> None:
        modes = self.page.work.modes
        (press,) = (one for one in modes.findChildren(QPushButton) if one.text() == name)
        press.click()
        self._qtbot.wait(20)

    def _answer(self, card: QuestionCard) -> bool:
        """Answer a question from the notebook; False where it knows nothing about it."""
        answers = _words(card.answers)
        known = self._look_up(card.question.title, answers) if answers else ""
        if answers and not known:
            return False
        if known:
            card.answers.setFocus()
            self._choose(card.answers, known)
            self._qtbot.wait(20)
        written = [self._fill(key, line) for key, line in self._lines_of(card).items()]
        return bool(known) or any(written)

    def _lines_of(self, card: QuestionCard) -> dict[str, LineBox]:
        return {key: line for key, line in card.fields.items() if line.isVisible()}

    def _fill(self, key: str, line: LineBox) -> bool:
        """Write into a field of a question what the notebook has on it."""
        editor = line.fields[0].editor
        offered = _words(editor) if isinstance(editor, QComboBox) else ()
        known = self._look_up(f"{BY_KEY[key].header}　{line.caption_of(key)}", offered)
        if known and isinstance(editor, QComboBox):
            editor.setFocus()
            self._choose(editor, known)
        elif known:
            editor.retype(known)  # type: ignore[attr-defined]  # as every editor of a form
            editor.edited.emit()  # type: ignore[attr-defined]
        return bool(known)

    def _follow(self, key: str, sentence: str) -> None:
        """Do what the sentence asks for: cover, choose, or write."""
        note = next(n for n in self.page.form.notes_at(key) if n.sentence == sentence)
        editor = self.page.form.editor(key)
        if note.offer.startswith(COVER):
            assert COVER in sentence
            self._press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
        elif isinstance(editor, QComboBox):
            self._choose(editor, self._choice(editor, sentence))
        else:
            self._write(self._named_field(key, sentence), self._words_for(key, sentence))

    def _choice(self, editor: QComboBox, sentence: str) -> str:
        """Which choice to take: the one the sentence itself offers, else what the notebook says."""
        offered = _words(editor)
        proposed = re.search(r"可能是(\w+)", sentence)
        if proposed is not None:
            return next(words for words in offered if words.endswith(proposed[1]))
        known = self._look_up(sentence, offered) or self._look_up(self.guidance(), offered)
        assert known, f"看不出选哪个：{sentence} {offered}"
        return known

    def _words_for(self, key: str, sentence: str) -> str:
        asked = re.search(r"换成具体安排：([\w、]+)", sentence)
        if asked is not None:
            return "，".join(self._notebook[one] for one in asked[1].split("、")) + "。"
        moved = re.search(r"请改用(《\w+》)：第\w+条改为(第\w+条)", sentence)
        if moved is not None:
            return moved[1] + moved[2]
        known = self._look_up(sentence) or self._look_up(self.guidance())
        assert known, f"窗口没有说清“{key}”要写什么：{sentence}"
        return known

    def _named_field(self, key: str, sentence: str) -> str:
        """The field to write in: the one with the cursor, or another that is named and wrong."""
        named = [BY_HEADER[header].key for header in _HEADERS if f"{header}（" in sentence]
        wrong = [k for k in named if self._has(k) and self._noted(k) != self._typed(k)]
        return wrong[0] if named and wrong else key

    def _has(self, key: str) -> bool:
        return any(BY_HEADER[header].key == key for header in self._notebook if header in BY_HEADER)

    def _noted(self, key: str) -> str:
        return next(
            fact
            for header, fact in self._notebook.items()
            if header in BY_HEADER and BY_HEADER[header].key == key
        )

    def _typed(self, key: str) -> str:
        return str(self.page.form.editor(key).typed())  # type: ignore[attr-defined]

    def _look_up(self, said: str, offered: Sequence[str] = ()) -> str:
        """What the notebook has on what is asked for, the longest words that fit.

        Where there is something to choose from, only what is offered counts.
        """
        known = {
            about: fact
            for about, fact in self._notebook.items()
            if about in said and (not offered or fact in offered)
        }
        return known[max(known, key=len)] if known else ""

    def _choose(self, editor: QComboBox, words: str) -> None:
        """Press the number of the choice, or take it from the list."""
        place = _words(editor).index(words)
        if isinstance(editor, Choices):
            self._press(Qt.Key(Qt.Key.Key_1 + place))
        else:
            editor.setCurrentIndex(place)
            editor.activated.emit(place)

    def _write(self, key: str, words: str) -> None:
        editor = self.page.form.editor(key)
        if isinstance(editor, QTextEdit):
            editor.selectAll()
        self.page.form.write(key, words)


def _words(editor: QComboBox) -> list[str]:
    """What there is to choose from."""
    return [editor.itemText(place) for place in range(editor.count())]
