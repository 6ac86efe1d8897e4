from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.tickets.fields import changed
from gui.desk import Desk
from gui.importing.page import ImportPage
from gui.main_window import MainWindow
from gui.navigation import Place
from storage.loading import load_by_ref, stream
from tests.gui.conftest import HEAD

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("import", "file-spreadsheet", "台账导入", "", ImportPage),)
HEADS = ("12345工单编号", "业务类型", "主办单位", "内容描述", "被投诉企业", "受理时间", "备用")
ROWS = (
    ("SJ1", "投诉", "九亭所", "要求退款", "云间小满餐饮店", "2026年11月2日", "x"),
    ("SJ2", "举报", "九亭所", "反映无照", "九峰家电维修部", "2026/11/3 9:05", "y"),
    ("SJ3", "投诉", "九亭所", "要求换货", "云间小满餐饮店", "2026-13-03", "z"),
    ("SJ1", "投诉", "九亭所", "第二次出现", "云间小满餐饮店", "2026-11-04", ""),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return written(tmp_path / "热线台账.xlsx", ROWS)


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某区热线工单台账"])
    sheet.append(HEADS)
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


@pytest.fixture
def page(desk: Desk, open_window: Opened) -> ImportPage:
    desk.sit_down(HEAD)
    shown = open_window(PLACES).page
    assert isinstance(shown, ImportPage)
    return shown


def read(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    page.tally = None
    page.read(path)
    qtbot.waitUntil(lambda: page.tally is not None, timeout=20000)


def take_in(page: ImportPage, qtbot: QtBot) -> None:
    page.import_button.click()
    qtbot.waitUntil(lambda: page.proposal is None, timeout=20000)


def refs(desk: Desk) -> list[str]:
    with desk.store.reading() as connection:
        return [one.ticket.ref for one in stream(connection)]


def test_the_dry_run_says_what_would_happen_and_writes_nothing(
    page: ImportPage, ledger: Path, desk: Desk, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    read(page, ledger, qtbot)
    names = ("added", "updated", "unchanged", "rejected")
    assert [page.result.figure(name) for name in names] == ["2", "0", "0", "2"]
    assert page.import_button.text() == "导入 2 件"
    assert [problems[0].row for problems in page.result.rejected.rows.values] == [5, 6]
    qtmodeltester.check(page.result.rejected.rows)
    qtmodeltester.check(page.mapping.columns.rows)
    assert refs(desk) == []


def test_an_import_is_one_step_and_goes_back_as_one(
    page: ImportPage, ledger: Path, desk: Desk, qtbot: QtBot
) -> None:
    read(page, ledger, qtbot)
    take_in(page, qtbot)
    assert refs(desk) == ["SJ1", "SJ2"]
    with qtbot.waitSignal(desk.changed):
        desk.undo()
    assert refs(desk) == []


def test_a_column_is_given_to_another_field_by_hand(
    page: ImportPage, ledger: Path, desk: Desk, qtbot: QtBot
) -> None:
    read(page, ledger, qtbot)
    page.tally = None
    page.map_column(HEADS.index("备用"), "category")
    qtbot.waitUntil(lambda: page.tally is not None, timeout=20000)
    page.keep_profile()
    take_in(page, qtbot)
    with desk.store.reading() as connection:
        assert load_by_ref(connection, ["SJ1"])[0].ticket.category == "x"
    read(page, ledger, qtbot)
    assert page.proposal is not None
    assert page.proposal.layout.profile == "热线台账"


def test_a_conflict_waits_for_a_choice(
    page: ImportPage, ledger: Path, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, ledger, qtbot)
    take_in(page, qtbot)
    with desk.store.transaction(who="陆明远", what="改") as tx:
        tx.tickets.save(changed(tx.tickets.get("SJ1"), {"content": "所里改过的"}))
    newer = written(
        tmp_path / "新.xlsx",
        [("SJ1", "投诉", "九亭所", "热线改过的", "云间小满餐饮店", "2026-11-02", "x")],
    )
    read(page, newer, qtbot)
    [conflict] = page.result.conflicts.rows.values
    assert (conflict.ledger, conflict.store) == ("热线改过的", "所里改过的")
    assert not page.import_button.isEnabled()
    page.result.conflicts.opened.emit(conflict)
    assert page.import_button.isEnabled()
    take_in(page, qtbot)
    with desk.store.reading() as connection:
        assert load_by_ref(connection, ["SJ1"])[0].ticket.claim.content == "热线改过的"


def test_a_file_that_is_no_ledger_is_answered_with_a_sentence(
    page: ImportPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    with qtbot.waitSignal(desk.trouble, timeout=20000) as said:
        page.read(bad)
    assert "坏.xlsx" in str(said.args[0])
    assert page.proposal is None


def test_rows_that_were_not_taken_can_be_saved_with_their_reasons(
    page: ImportPage, ledger: Path, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    read(page, ledger, qtbot)
    with qtbot.waitSignal(desk.notice, timeout=20000):
        page.save_rejected(tmp_path / "退.xlsx")
    assert (tmp_path / "退.xlsx").stat().st_size > 0
