"""Writes review forms (.xlsx): one sheet for each review, only the answers can be changed."""

from collections.abc import Sequence
from pathlib import Path

from core.review.parcels.answer_form import (
    APPLIES_COLUMN,
    ID_COLUMN,
    MARKS_COLUMN,
    NOT_APPLICABLE,
    REASON_COLUMN,
    YES,
    AnswerForm,
    stops_of,
)
from core.review.rubric import Item, NotApplicable, Veto
from storage.files.ledger.workbook import Book, ExactSheet, written_whole

HEADINGS = ["", "项", "评查内容", "标准", "得分", "不适用", "扣分理由"]
WIDTHS = [2, 6, 22, 58, 9, 9, 44]
HOW = (
    "只填“得分”“不适用”“扣分理由”三栏：得分从下拉里选，也可以填 0 到满分之间的数；扣了分要写理由。"
    "一票否决的选是或否。填好存盘，原样交回消保科，不要改名、加减行。"
)
_ANSWERS = {"locked": False, "text_wrap": True, "valign": "top", "bottom": 4}
_WRAPPED = {"text_wrap": True, "valign": "top"}


def write_forms(path: Path, forms: Sequence[AnswerForm], *, secret: bytes) -> None:
    """Write the forms to `path`; raises Trouble with the sentence where the disk says no."""
    with written_whole(path, {"title": "评查表", "author": "", "comments": ""}) as book:
        book.formats["answer"] = book.workbook.add_format({**_ANSWERS, "num_format": "@"})
        book.formats["marks"] = book.workbook.add_format({**_ANSWERS, "num_format": "0.##"})
        book.formats["wrapped"] = book.workbook.add_format({**_WRAPPED, "num_format": "@"})
        for form in forms:
            _Sheet(book, form).write(secret)


class _Sheet:
    """One sheet being written from the top, as the library asks."""

    def __init__(self, book: Book, form: AnswerForm) -> None:
        self._book = book
        self._form = form
        self._sheet: ExactSheet = book.sheet(form.name)
        self._row = 0

    def write(self, secret: bytes) -> None:
        for column, width in enumerate(WIDTHS):
            hidden = {"hidden": column == ID_COLUMN}
            self._sheet.set_column(column, column, width, None, hidden)
        self._line({0: self._form.key.text(secret), 1: self._form.title}, "notice")
        self._line({1: HOW}, "text")
        self._row += 1
        self._ticket()
        self._row += 1
        self._book.headings(self._sheet, self._row, HEADINGS)
        self._row += 1
        for item in self._form.rubric.items:
            self._item(item)
        for veto in self._form.rubric.vetoes:
            self._veto(veto)
        self._sheet.protect("", {"format_columns": True, "format_rows": True})
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)

    def _line(self, cells: dict[int, str], kind: str = "wrapped") -> None:
        for column, text in cells.items():
            self._book.text(self._sheet, self._row, column, text, kind)
        self._row += 1

    def _ticket(self) -> None:
        for field in self._form.fields:
            self._line({2: field.header, 3: field.text})

    def _item(self, item: Item) -> None:
        standard = f"{item.standard}（{_usual(item)}）" if item.choices else item.standard
        cells = {0: item.code, 1: item.code, 2: f"{item.title}（{item.full} 分）", 3: standard}
        row = self._row
        self._line(cells)
        self._answers(row)
        choices = {"validate": "list", "source": stops_of(item), "error_type": "warning"}
        self._sheet.data_validation(row, MARKS_COLUMN, row, MARKS_COLUMN, choices)
        if item.not_applicable is not NotApplicable.NEVER:
            only = {"validate": "list", "source": [NOT_APPLICABLE]}
            self._sheet.data_validation(row, APPLIES_COLUMN, row, APPLIES_COLUMN, only)

    def _veto(self, veto: Veto) -> None:
        row = self._row
        self._line({0: veto.code, 1: veto.code, 2: "一票否决", 3: veto.title})
        self._answers(row)
        only = {"validate": "list", "source": [YES, "否"]}
        self._sheet.data_validation(row, MARKS_COLUMN, row, MARKS_COLUMN, only)

    def _answers(self, row: int) -> None:
        formats = self._book.formats
        self._sheet.write_blank(row, MARKS_COLUMN, None, formats["marks"])
        self._sheet.write_blank(row, APPLIES_COLUMN, None, formats["answer"])
        self._sheet.write_blank(row, REASON_COLUMN, None, formats["answer"])


def _usual(item: Item) -> str:
    """The usual deductions in a few words."""
    each = (f"{one.label} −{one.minus}{'／处' if one.each else ''}" for one in item.choices)
    return "；".join(each)
