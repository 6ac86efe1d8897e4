"""One part of a rubric beside the list: its form, what is wrong with it, what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.errors import Refusal
from core.review.rubric import Rubric
from core.review.rubric_changes import Difference
from core.review.rubric_faults import Fault
from core.review.rubric_text import source_name
from gui.boxes import clear, column
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import paragraph
from gui.rubrics.parts import Part, PartKind
from gui.rubrics.sheets import SHEETS, values_of, written


class PartPanel(QWidget):
    edited = Signal(object)
    """The rubric as it now stands."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("评查表的一项")
        self._part: Part | None = None
        self.forms = {kind: Form([made], lambda _f, text: text) for kind, made in SHEETS.items()}
        self._faces = QStackedWidget()
        for form in self.forms.values():
            self._faces.addWidget(form)
            form.edited.connect(lambda _keys: self._on_edited())
        self._said = QVBoxLayout()
        self._said.setContentsMargins(24, 8, 20, 4)
        self._said.setSpacing(4)
        self.setLayout(column(self._said, (self._faces, 1), gap=0))

    @property
    def form(self) -> Form | None:
        """The form of the part that is shown."""
        return self.forms[self._part.kind] if self._part is not None else None

    def show_part(self, part: Part | None, *, can_write: bool) -> None:
        """Show a part; without right or reason to write the form can only be read."""
        if part is None or part.kind is PartKind.HEADING:
            return
        self._part = part
        form = self.forms[part.kind]
        form.show_values(values_of(part))
        form.show_notes(())
        form.lock(on=not can_write)
        self._faces.setCurrentWidget(form)

    @property
    def key(self) -> tuple[PartKind, int]:
        """Which part is shown."""
        return self._part.key if self._part is not None else (PartKind.WHOLE, 0)

    def go_on_with(self, rubric: Rubric) -> None:
        """Go on with the same part in the rubric as it now is."""
        if self._part is not None:
            self._part = replace(self._part, rubric=rubric)

    def say(
        self,
        faults: Sequence[Fault],
        changes: Sequence[Difference],
        rules: Mapping[str, str],
    ) -> None:
        """Say what is wrong with this part, what it was before, and what its cues are about."""
        clear(self._said)
        if self._part is None:
            return
        whole, code = self._part.kind is PartKind.WHOLE, self._part.code
        for fault in faults:
            if whole or fault.code == code:
                self._said.addWidget(paragraph(fault.sentence, "dense", tone="danger"))
        for one in changes:
            if whole or one.code == code:
                self._said.addWidget(paragraph(f"{one.said}。", "dense"))
        if not whole:
            self._say_cues(rules)

    def _say_cues(self, rules: Mapping[str, str]) -> None:
        assert self._part is not None  # noqa: S101 -- `say` has looked
        code = self._part.code
        cues = [cue for cue in self._part.rubric.cues if code in (cue.item, cue.veto)]
        said = [
            f"{name}　{rules[name]}"
            for name in dict.fromkeys(source_name(cue.source) for cue in cues)
            if name in rules
        ]
        if said:
            self._said.addWidget(paragraph("程序提议的规则：" + "；".join(said), "caption"))

    def flush(self) -> bool:
        """Take over what is still being typed; False where a field cannot be read."""
        form = self.form
        if form is not None:
            form.flush()
            return self._read(form) is not None
        return True

    def _on_edited(self) -> None:
        form = self.form
        rubric = self._read(form) if form is not None else None
        if rubric is not None:
            self.edited.emit(rubric)

    def _read(self, form: Form) -> Rubric | None:
        assert self._part is not None  # noqa: S101 -- a form is shown for a part
        try:
            rubric = written(self._part, form.values())
        except Refusal as refusal:
            form.show_notes([FieldNote(refusal.field, "error", str(refusal))])
            return None
        form.show_notes(())
        return rubric
