"""Review forms for units without the program: out as .xlsx, filled in, and taken back."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.errors import Refusal
from core.review.reviews import COVERED, Stage, Task
from storage.database import Store
from storage.review.forms import Filled, make_forms, take_forms
from storage.review.reading import load_campaign, load_reviews, load_tasks
from storage.review.reviews import load_draft
from tests.storage.review.parcel_samples import CAMPAIGN, UNIT, make_template
from tests.storage.review.samples import SECTION, STATIONS
from tests.stores import open_store

FULL = {
    "B1": 8, "B2": 8, "B3": 12, "B4": 15, "B5": 12, "B6": 8,
    "B7": 5, "B8": 8, "B9": 6, "B10": 8, "B11": 6, "B12": 4,
}  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    make_template(folder)
    return folder


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(template / "section.db", tmp_path / "section.db")
    made = open_store(tmp_path / "section.db")
    yield made
    made.close()


@pytest.fixture
def form(store: Store, tmp_path: Path) -> Path:
    target = tmp_path / "评查表.xlsx"
    with store.transaction(who=SECTION, what="发表") as tx:
        make_forms(tx, CAMPAIGN, UNIT, target)
    return target


def own_tasks(store: Store) -> list[Task]:
    with store.reading() as connection:
        found = load_tasks(connection, CAMPAIGN)
    return [one for one in found if one.unit == UNIT and one.stage is not Stage.RECHECK]


def take(store: Store, source: Path) -> Filled:
    with store.transaction(who=SECTION, what="收表") as tx:
        return take_forms(tx, source)


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """The row of each item and veto, by code."""
    return {str(row[0].value): row[0].row for row in sheet.iter_rows() if row[0].value}


def fill(sheet: Worksheet, **less: Any) -> None:
    """Full marks but for the items named, each with a reason."""
    rows = rows_of(sheet)
    for code, most in FULL.items():
        sheet.cell(rows[code], 5).value = less.get(code, most)
        if code in less:
            sheet.cell(rows[code], 7).value = "有缺"


def test_a_filled_in_form_counts_like_a_review_at_the_desk(store: Store, form: Path) -> None:
    book = load_workbook(form)
    tasks = own_tasks(store)
    assert len(book.sheetnames) == len(tasks)
    for sheet in book.worksheets:
        fill(sheet, B3=6)
    first = book.worksheets[0]
    first.cell(rows_of(first)["V5"], 5).value = "是"
    first.cell(rows_of(first)["V5"], 7).value = "超期无事由"
    book.save(form)
    came = take(store, form)
    assert (came.handed_in, came.drafts, came.blank, came.bad) == (len(tasks), 0, 0, ())
    with store.reading() as connection:
        made = load_reviews(connection, load_campaign(connection, CAMPAIGN))
    assert sorted(str(one.score.total) for one in made) == ["59.00"] + ["94.00"] * (len(tasks) - 1)
    assert {one.officer for one in made if one.stage in COVERED} <= {f"{UNIT}评1", f"{UNIT}评2"}


def test_only_the_answers_can_be_changed_and_marks_are_chosen(form: Path) -> None:
    for sheet in load_workbook(form).worksheets:
        assert sheet.protection.sheet
        rows = rows_of(sheet)
        assert sheet.cell(rows["B3"], 4).protection.locked
        assert not sheet.cell(rows["B3"], 5).protection.locked
        assert sheet.column_dimensions["A"].hidden
        choices = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
        assert choices[f"E{rows['B3']}"] == '"12,8,6,4"'


def test_a_form_says_nothing_of_whose_the_blind_tickets_are(store: Store, form: Path) -> None:
    hidden = ["闻人素", "13900000001", "虚构路 9998 号", SECTION]
    for one in own_tasks(store):
        if one.stage in COVERED:
            hidden += [one.ref, one.handling_unit, f"{one.handling_unit}承办"]
    others = {name for name in STATIONS if name != UNIT}
    book = load_workbook(form)
    for sheet in [one for one in book.worksheets if "互评" not in one.title]:
        book.remove(sheet)
    book.save(form)
    with zipfile.ZipFile(form) as archive:
        content = b"\n".join(archive.read(name) for name in archive.namelist())
    for word in {*hidden, *others}:
        for encoding in ("utf-8", "utf-16-le", "gb18030"):
            assert word.encode(encoding) not in content, word


def test_an_unfinished_form_becomes_a_draft_and_bad_cells_are_named(
    store: Store, form: Path
) -> None:
    book = load_workbook(form)
    first, second = book.worksheets[:2]
    rows = rows_of(first)
    first.cell(rows["B1"], 5).value = 4
    first.cell(rows["B1"], 7).value = "晚了一天"
    first.cell(rows["B2"], 5).value = "八分"
    first.cell(rows["B3"], 5).value = 99
    first.cell(rows["B4"], 5).value = 4
    fill(second)
    second.cell(rows["B5"], 5).value = None
    book.save(form)
    came = take(store, form)
    left = len(own_tasks(store)) - 2
    assert (came.handed_in, came.drafts, came.blank) == (0, 2, left)
    assert [str(one).split("：")[0] for one in came.bad] == [
        f"“{first.title}”E{rows['B2']}",
        f"“{first.title}”E{rows['B3']}",
        f"“{first.title}”G{rows['B4']}",
    ]
    task = next(one for one in own_tasks(store) if first.title.endswith(str(one.stage)))
    with store.reading() as connection:
        kept = load_draft(connection, task, task.officer)
    assert kept.item("B1").marks == 4
    assert kept.item("B1").reason == "晚了一天"


def test_a_changed_id_is_noticed_and_nothing_is_taken(store: Store, form: Path) -> None:
    book = load_workbook(form)
    for sheet in book.worksheets:
        fill(sheet)
    one, other = book.worksheets[:2]
    one["A1"].value = str(one["A1"].value).replace(own_tasks(store)[0].alias, "99", 1)
    other["A1"].value = other["A1"].value
    book.save(form)
    with pytest.raises(Refusal, match="编号被改过"):
        take(store, form)
    with store.reading() as connection:
        assert not load_reviews(connection, load_campaign(connection, CAMPAIGN))


def test_the_same_form_again_changes_nothing(store: Store, form: Path) -> None:
    book = load_workbook(form)
    for sheet in book.worksheets:
        fill(sheet)
    book.save(form)
    first = take(store, form)
    again = take(store, form)
    assert again.handed_in == 0
    assert len(again.refused) == first.handed_in
    assert "已经提交并锁定" in again.refused[0]


def test_another_spreadsheet_is_refused(store: Store, tmp_path: Path, form: Path) -> None:
    book = load_workbook(form)
    for sheet in book.worksheets:
        sheet["A1"].value = "台账"
    book.save(tmp_path / "别的.xlsx")
    with pytest.raises(Refusal, match="没有评查表"):
        take(store, tmp_path / "别的.xlsx")
