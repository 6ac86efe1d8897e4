"""A form being filled in: for whom, what it lacks, its entries, and how it goes out."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.papers.drafting import Draft, Missing
from core.papers.facts import Reader, shares_petitioner
from core.papers.form import Form as PaperForm
from core.papers.issuing import Order
from core.papers.verifying import faults
from gui.boxes import box, clear, column, row
from gui.choices import Choices
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import label, paragraph, set_paragraph
from gui.papers.entries import FORM_KEYS, REASON, WAY, read, sheets_for
from gui.papers.missing import MissingStrip
from gui.papers.opened import Begun

SHARES = {
    True: "被诉主体会从这份文书知道诉求人是谁，只写调解需要的。",
    False: "",
}
KEEPS = "这份文书给被诉主体，里面没有诉求人和诉求内容。"


class DraftingPanel(QWidget):
    edited = Signal()
    """Something was typed; 400 ms after the last key."""

    reader_chosen = Signal(object)
    """The paper is to be for this `Reader`."""

    field_asked = Signal(str)
    """The key of a field of the ticket that is to be filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("要填的")
        self._form: PaperForm | None = None
        self._reader = Reader.FILE
        self.entries: Form | None = None
        self.readers = Choices(())
        self.readers.setAccessibleName("给谁")
        self.readers.picked.connect(self._choose_reader)
        self.missing = MissingStrip()
        self.missing.asked.connect(self._go_to)
        self._title = label("", "section", wrap=True)
        self._mark = label("", "caption")
        self._told = paragraph("", "caption")
        self._to = box(row(label("给谁", "field"), (self.readers, 1), gap=12))
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        head = column(
            self._title, self._mark, self._to, self._told, self.missing, gap=6,
            margins=(20, 10, 16, 4),
        )  # fmt: skip
        self.setLayout(column(head, (self._inside, 1), gap=0))

    def begin(self, begun: Begun) -> None:
        """Show a form for one reader, with what is proposed and what was typed before."""
        form = begun.form
        self._form, self._reader = form, begun.reader
        self._title.setText(form.title)
        self._mark.setText(form.mark)
        self.readers.set_options([(reader, str(reader)) for reader in form.readers])
        self.readers.choose(begun.reader)
        self._to.setVisible(len(form.readers) > 1)
        self._build(form)
        assert self.entries is not None  # noqa: S101 -- just built
        self.entries.show_values(begun.proposed)
        self.entries.retype(begun.typed)

    def _build(self, form: PaperForm) -> None:
        clear(self._inside)
        self.entries = Form(sheets_for(form), read)
        self.entries.edited.connect(lambda _keys: self.edited.emit())
        self._inside.addWidget(self.entries, 1)

    def order(self) -> Order:
        """The paper as it is asked for now."""
        assert self.entries is not None and self._form is not None  # noqa: S101, PT018 -- begun
        values = self.entries.values()
        return Order(
            form=self._form,
            reader=self._reader,
            entries={key: value for key, value in values.items() if key not in FORM_KEYS},
            way=values.get(WAY),
            reason=values.get(REASON) or "",
        )

    def show_draft(self, draft: Draft) -> None:
        """Say what the paper lacks and what its reader learns; ask only what this needs."""
        assert self.entries is not None  # noqa: S101 -- begun
        self.missing.show_missing(draft.missing)
        found = faults(draft.form, self.order().entries)
        self.entries.show_notes(FieldNote(key, "error", said) for key, said in found.items())
        shares = shares_petitioner(type(draft.facts))
        to_trader = draft.reader is Reader.TRADER
        told = SHARES[shares] or (KEEPS if to_trader else "")
        set_paragraph(self._told, told)
        self._told.setVisible(bool(told))
        keys = {entry.key for entry in draft.form.entries}
        keys |= {WAY} if draft.reader is not Reader.FILE else set()
        self.entries.show_relevant(keys | ({REASON} if shares else set()))

    def typed(self) -> Mapping[str, Any]:
        """What was typed over what was proposed, as a draft keeps it."""
        return self.entries.typed() if self.entries is not None else {}

    def unreadable(self) -> str:
        """The sentence on the first entry that cannot be read, "" where all can."""
        assert self.entries is not None  # noqa: S101 -- begun
        self.entries.flush()
        found = self.entries.unreadable()
        for key, sentence in found.items():
            self.entries.focus(key)
            return sentence
        return ""

    def focus(self, key: str) -> None:
        if self.entries is not None:
            self.entries.focus(key)

    def _choose_reader(self) -> None:
        if self.readers.chosen is None:
            self.readers.choose(self._reader)
        elif self.readers.chosen is not self._reader:
            self.reader_chosen.emit(self.readers.chosen)

    def _go_to(self, missing: Missing) -> None:
        if missing.entry:
            self.focus(missing.entry)
        else:
            self.field_asked.emit(missing.field)
