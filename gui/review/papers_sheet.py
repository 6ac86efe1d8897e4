"""Choosing what to print of a campaign: the document, of which unit or ticket, and its heading."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from core.dates import read_date
from core.review.circulars import Circular
from core.review.papers.choosing import ABOUT_ALL, Document, Wanted
from core.review.papers.circular import CircularOrder
from core.review.papers.unit_sheet import units_with_sheet
from core.review.report import TicketResult
from gui.boxes import box, column, row
from gui.buttons import button
from gui.choices import Choices
from gui.combo import Combo
from gui.labels import label
from storage.review.printing import Printable, circular_order

EVERY = "全局"
NEEDS_UNIT = frozenset({Document.UNIT, Document.PROBLEMS, Document.REMEDIES})
HAS_TABLES = frozenset(Document) - {Document.CERTIFICATE}


class PapersSheet(QFrame):
    chosen = Signal()
    """Something else is to be shown."""

    table_asked = Signal()
    every_asked = Signal()
    issue_asked = Signal()
    void_asked = Signal()
    """The circular is to be numbered, or taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("选择督查文书")
        self.document = Choices([(one, str(one)) for one in Document])
        self.unit, self.ticket = Combo(), Combo()
        self.number, self.addressees = QLineEdit(), QLineEdit()
        self.copies, self.due = QLineEdit(), QLineEdit()
        self.due.setPlaceholderText("可以不写")
        self.table_button = button("另存表格（.xlsx）…", on=self.table_asked.emit)
        self.every_button = button("", on=self.every_asked.emit)
        self._issued: Circular | None = None
        self._issued_words = label("", "dense", wrap=True)
        self.issue_button = button("编号发文…", "primary", on=self.issue_asked.emit)
        self.void_button = button("作废这份通报…", "quiet", on=self.void_asked.emit)
        self._found: Printable | None = None
        self._tickets = list[TicketResult]()
        self._order: CircularOrder | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._unit_line = _line("单位", self.unit)
        self._ticket_line = _line("工单", self.ticket)
        self._circular = box(
            column(
                _line("发文字号", self.number),
                _line("主送", self.addressees),
                _line("抄送", self.copies),
                _line("整改期限", self.due),
                gap=8,
            )
        )
        self.setLayout(
            column(
                label("文书", "section"),
                self.document,
                self._unit_line,
                self._ticket_line,
                self._circular,
                self._issued_words,
                row(self.issue_button, self.void_button, None),
                6,
                row(self.table_button, None),
                row(self.every_button, None),
                None,
                gap=10,
                margins=(16, 12, 16, 14),
            )
        )
        for widget, name in ((self.document, "文书"), (self.unit, "单位"), (self.ticket, "工单")):
            widget.setAccessibleName(name)

    def _connect(self) -> None:
        self.document.picked.connect(self._on_document)
        self.unit.activated.connect(lambda _place: self._on_unit())
        self.ticket.activated.connect(lambda _place: self.chosen.emit())
        for field in (self.number, self.addressees, self.copies, self.due):
            field.editingFinished.connect(self._on_heading)

    def show_campaign(
        self,
        found: Printable,
        document: Document | None = None,
        issued: Circular | None = None,
    ) -> None:
        """Offer what this officer may have of a campaign; what was chosen stays where it can.

        `issued` is the circular that was given out.
        """
        self._found, self._issued = found, issued
        if issued is not None:
            at = f"{issued.issued_by} {issued.issued_at:%Y-%m-%d}"
            self._issued_words.setText(f"{issued.number}，{at} 编号。这里印的就是当时的一份。")
        offered = [one for one in Document if found.is_whole or one not in ABOUT_ALL]
        self.document.set_options([(one, str(one)) for one in offered])
        wanted = document or self.document.chosen
        usual = Document.SUMMARY if found.is_whole else Document.UNIT
        self.document.choose(wanted if wanted in offered else usual)
        if self._order is None:
            self._order = circular_order(found.today)
            self.number.setText(self._order.number)
            self.addressees.setText(self._order.addressees)
            self.copies.setText(self._order.copies)
        self._offer_units()

    def choose_ticket(self, ref: str) -> None:
        """Choose a ticket's score sheet."""
        assert self._found is not None  # noqa: S101 -- after `show_campaign`
        self.document.choose(Document.TICKET)
        unit = next((one.unit for one in self._found.report.reviewed if one.ref == ref), "")
        self._offer_units()
        self.unit.setCurrentText(unit)
        self._offer_tickets()
        self.ticket.setCurrentIndex([one.ref for one in self._tickets].index(ref) if unit else -1)

    def _offer_units(self) -> None:
        found = self._found
        assert found is not None  # noqa: S101 -- after `show_campaign`
        before = self.unit.currentText()
        units = list(units_with_sheet(found.report))
        every = [EVERY] if found.is_whole and self._document is not Document.UNIT else []
        self.unit.clear()
        self.unit.addItems([*every, *units])
        self.unit.setCurrentIndex(max(0, self.unit.findText(before)))
        self._offer_tickets()

    def _offer_tickets(self) -> None:
        assert self._found is not None  # noqa: S101 -- after `show_campaign`
        unit = self._unit
        self._tickets = [one for one in self._found.report.reviewed if unit in ("", one.unit)]
        self.ticket.clear()
        self.ticket.addItems([f"{one.ref}　{one.unit}" for one in self._tickets])
        self._refresh()

    @property
    def _document(self) -> Document:
        return self.document.chosen or Document.SUMMARY

    @property
    def _unit(self) -> str:
        text = self.unit.currentText()
        return "" if text == EVERY else text

    def wanted(self) -> Wanted:
        """What is chosen. Refuses a day that cannot be read."""
        document, place = self._document, self.ticket.currentIndex()
        if document is Document.CIRCULAR:
            order = None if self._issued is not None else self.heading()
            return Wanted(document=document, order=order)
        if document is Document.TICKET:
            ref = self._tickets[place].ref if 0 <= place < len(self._tickets) else ""
            return Wanted(document=document, unit=self._unit, ref=ref)
        return Wanted(document=document, unit=self._unit if document in NEEDS_UNIT else "")

    def heading(self) -> CircularOrder:
        """What was written for the circular. Refuses a day that cannot be read."""
        assert self._order is not None  # noqa: S101 -- after `show_campaign`
        until = self.due.text().strip()
        return replace(
            self._order,
            number=self.number.text().strip() or self._order.number,
            addressees=self.addressees.text().strip() or self._order.addressees,
            copies=self.copies.text().strip(),
            due=read_date(until, year=self._order.day.year) if until else None,
        )

    def _on_document(self) -> None:
        if self.document.chosen is None:
            self.document.choose(Document.SUMMARY)
        self._offer_units()
        self.chosen.emit()

    def _on_unit(self) -> None:
        self._offer_tickets()
        self.chosen.emit()

    def _on_heading(self) -> None:
        if self._document is Document.CIRCULAR:
            self.chosen.emit()

    def _refresh(self) -> None:
        """Show only what the document asks for."""
        document = self._document
        is_ticket = document is Document.TICKET
        self._unit_line.setVisible(is_ticket or document in NEEDS_UNIT)
        self._ticket_line.setVisible(is_ticket)
        is_circular, is_issued = document is Document.CIRCULAR, self._issued is not None
        self._circular.setVisible(is_circular and not is_issued)
        self._issued_words.setVisible(is_circular and is_issued)
        may = is_circular and self._found is not None and self._found.may_issue
        self.issue_button.setVisible(may and not is_issued)
        self.void_button.setVisible(may and is_issued)
        self.table_button.setVisible(document in HAS_TABLES)
        self.every_button.setVisible(is_ticket or document in NEEDS_UNIT)
        self.every_button.setText(
            "每件一份，存到文件夹…" if is_ticket else "每个单位一份，存到文件夹…"
        )


def _line(name: str, editor: QWidget) -> QWidget:
    editor.setAccessibleName(name)
    return box(column(label(name, "field"), editor, gap=4))
