"""Sentences built from answers: written into their field while nobody has put them otherwise."""

from collections.abc import Collection

from core.tickets.case import Case
from core.tickets.fields import BY_KEY
from core.tickets.filling.asking import Asking
from core.tickets.filling.logic import Settled
from core.tickets.filling.questions import Sentence
from gui.forms.form import Form

BLANK = "＿＿"
"""What stands for a gap once somebody writes the sentence out."""


class Sentences:
    def __init__(self, form: Form) -> None:
        self._form = form
        self._built: dict[str, str] = {}
        self._own: set[str] = set()

    def begin(self) -> None:
        """Another ticket: what stands in its fields is looked at anew."""
        self._built.clear()
        self._own.clear()

    def is_own(self, key: str) -> bool:
        """Whether the field holds words of somebody's own."""
        return key in self._own

    def build(self, asking: Asking, settled: Settled, writable: Collection[str]) -> None:
        """Write every sentence that is whole into its field, as long as it is ours to write."""
        sentences = {
            one.sentence.key: one.sentence
            for one in asking.applying(settled, writable)
            if one.sentence is not None and one.sentence.key in writable
        }
        for key, sentence in sentences.items():
            self._build(key, sentence.whole(settled.case), settled)

    def _build(self, key: str, whole: str, settled: Settled) -> None:
        stands = str(BY_KEY[key].get(settled.case.ticket)).strip()
        ours = self._built.get(key, "")
        if stands and stands not in (ours, whole):
            self._own.add(key)
            return
        if not stands and not ours and key in self._own:
            self._own.discard(key)
        if key not in self._own:
            self._built[key] = whole
            if stands != whole:
                self._form.write(key, whole)

    def pieces(self, sentence: Sentence | None, case: Case) -> tuple[tuple[str, bool], ...]:
        """What is shown of a sentence; nothing where somebody wrote words of their own."""
        return () if sentence is None or self.is_own(sentence.key) else sentence.pieces(case)

    def make_own(self, sentence: Sentence, case: Case) -> None:
        """Put the sentence into its field as it is, blanks for its gaps, for somebody to go on."""
        text = "".join(BLANK if waits else words for words, waits in sentence.pieces(case))
        self._own.add(sentence.key)
        self._built.pop(sentence.key, None)
        self._form.write(sentence.key, text)
        self._form.flush()
