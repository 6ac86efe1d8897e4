"""Review forms filled in with a spreadsheet program (评查表格): what is on them, read back.

One sheet for each review. What tells the program which review it is carries a check value that only
the section can make, so that nobody hands in marks for another ticket.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.errors import Refusal
from core.review.covering import CoveredField
from core.review.marks import ItemMark, Marks, open_items
from core.review.marks_text import read_marks
from core.review.reviews import Stage
from core.review.rubric import Item, NotApplicable, Rubric, Veto
from core.tickets.intake.table import Row, cell_text

MARK = "HTRF1"
ID_COLUMN, MARKS_COLUMN, APPLIES_COLUMN, REASON_COLUMN = 0, 4, 5, 6
"""Columns from 0: the hidden ids, and what the reviewer fills in."""
YES = "是"
NOT_APPLICABLE = "不适用"
_SHORT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKey:
    """Which review a sheet is for."""

    campaign: int
    alias: str
    stage: Stage
    unit: str

    def text(self, secret: bytes) -> str:
        """What stands in the hidden cell of the sheet."""
        parts = (MARK, str(self.campaign), self.alias, self.stage.name, self.unit)
        return "|".join((*parts, self.check(secret)))

    def check(self, secret: bytes) -> str:
        """The check value: nobody without the section's secret can make it for another review."""
        said = f"{self.campaign}|{self.alias}|{self.stage.name}|{self.unit}"
        return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()[:_SHORT]


def key_of(text: str, secret: bytes) -> FormKey | None:
    """The review named in a hidden cell; None where there is none, Refusal where it was changed."""
    parts = text.split("|")
    if parts[0] != MARK:
        return None
    try:
        _, campaign, alias, stage, unit, check = parts
        key = FormKey(campaign=int(campaign), alias=alias, stage=Stage[stage], unit=unit)
    except (ValueError, KeyError):
        key = None
    if key is None or not hmac.compare_digest(check.encode(), key.check(secret).encode()):
        raise Refusal("有一张评查表的编号被改过，或者不是从这份台账发出去的，没有收下。")
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """One sheet to be filled in."""

    key: FormKey
    title: str
    officer: str
    fields: tuple[CoveredField, ...]
    rubric: Rubric

    @property
    def name(self) -> str:
        """What the sheet is called: 工单 04 互评一, 工单 04 自评."""
        return f"工单 {self.key.alias} {self.key.stage}"


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that could not be read, as a spreadsheet program names it."""

    sheet: str
    row: int
    column: int
    reason: str

    def __str__(self) -> str:
        return f"“{self.sheet}”{chr(ord('A') + self.column)}{self.row}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on one sheet; `marks` are without what could not be read."""

    key: FormKey
    marks: Marks
    bad: tuple[BadCell, ...]


def read_answer(name: str, key: FormKey, rows: Iterable[Row], rubric: Rubric) -> Answer:
    """Read the marks on a sheet; what cannot be read is named cell by cell."""
    reader = _Reader(name, rubric)
    for row in rows:
        code = cell_text(row.cell(ID_COLUMN))
        if item := rubric.item(code):
            reader.read_item(item, row)
        elif veto := rubric.veto(code):
            reader.read_veto(veto, row)
    return Answer(key, Marks(items=reader.items, vetoes=reader.vetoes), tuple(reader.bad))


class _Reader:
    """Gathers what stands on one sheet."""

    def __init__(self, name: str, rubric: Rubric) -> None:
        self._name = name
        self._rubric = rubric
        self.items: dict[str, ItemMark] = {}
        self.vetoes: dict[str, str] = {}
        self.bad: list[BadCell] = []

    def read_item(self, item: Item, row: Row) -> None:
        reason = cell_text(row.cell(REASON_COLUMN))
        if cell_text(row.cell(APPLIES_COLUMN)):
            if item.not_applicable is NotApplicable.NEVER:
                self._say(row, APPLIES_COLUMN, f"{item.title}每件都要评，不能选不适用。")
            else:
                self.items[item.code] = ItemMark(applies=False, reason=reason)
            return
        marks = self._marks(item, row)
        if marks is None:
            return
        if marks < item.full and not reason:
            lost = item.full - marks
            self._say(row, REASON_COLUMN, f"{item.title}扣了 {lost} 分，请写明扣分理由。")
        self.items[item.code] = ItemMark(marks=marks, reason=reason)

    def _marks(self, item: Item, row: Row) -> Decimal | None:
        text = cell_text(row.cell(MARKS_COLUMN))
        if not text:
            return None
        try:
            marks = read_marks(item.title, text)
        except Refusal as refusal:
            self._say(row, MARKS_COLUMN, str(refusal))
            return None
        if not 0 <= marks <= item.full:
            self._say(row, MARKS_COLUMN, f"{item.title}应在 0 到 {item.full} 分之间。")
            return None
        return marks

    def read_veto(self, veto: Veto, row: Row) -> None:
        said = cell_text(row.cell(MARKS_COLUMN))
        if said == YES:
            self.vetoes[veto.code] = cell_text(row.cell(REASON_COLUMN))
        elif said not in ("", "否"):
            self._say(row, MARKS_COLUMN, f"“{veto.title}”只能写是或否。")

    def _say(self, row: Row, column: int, reason: str) -> None:
        self.bad.append(BadCell(self._name, row.number, column, reason))


def is_whole(answer: Answer, rubric: Rubric) -> bool:
    """Whether the answer can be handed in as it is."""
    return not answer.bad and not open_items(rubric, answer.marks)


def is_blank(answer: Answer) -> bool:
    """Whether nobody has begun to fill the sheet in."""
    return not (answer.bad or answer.marks.items or answer.marks.vetoes)


def stops_of(item: Item) -> Sequence[str]:
    """The marks to choose from in the drop-down list of an item."""
    return [str(stop.marks) for stop in item.stops()]
