"""The one table: by keyboard and mouse, what stays after a reload, how it is drawn."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui import theme
from gui.preferences import Preferences
from gui.tables.cells import Column, Counts, Pair, Share, Stack, Tag, Words
from gui.tables.view import HEIGHTS, LEAST_STRETCH, Table

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Row(NamedTuple):
    number: str
    state: str


COLUMNS: tuple[Column[Row], ...] = (
    Column(key="number", title="工单编号", cell=lambda row: row.number, opens=True, width=132),
    Column(key="what", title="诉求", cell=lambda row: Pair(row.number, "退款"), stretch=True),
    Column(key="clock", title="时限", cell=lambda row: Tag("剩 2 日", row.state), sorts=True),
    Column(key="found", title="问题", cell=lambda _row: Counts(((2, "error", "必改"),))),
    Column(key="two", title="两行", cell=lambda _row: Stack("一", "二"), hidden=True),
    Column(key="share", title="进度", cell=lambda _row: Share(1, 3)),
    Column(key="kind", title="类型", cell=lambda _row: Words("举报", icon="flag"), right=True),
)


def _rows(count: int) -> list[Row]:
    states = ("overdue", "today", "paused", "calm")
    return [Row(f"SJ{n:04}", states[n % 4]) for n in range(count)]


@pytest.fixture
def table(qtbot: QtBot) -> Table[Row]:
    table: Table[Row] = Table("工单", COLUMNS, key=lambda row: row.number, ticks=True)
    qtbot.addWidget(table)
    table.resize(900, 420)
    table.show_rows(_rows(30))
    table.show()
    qtbot.waitExposed(table)
    table.activateWindow()
    table.setFocus()
    return table


def _ticked(table: Table[Row]) -> list[str]:
    return [row.number for row in table.ticked()]


def test_the_first_row_is_current_as_soon_as_the_table_has_the_focus(table: Table[Row]) -> None:
    assert table.current() == _rows(1)[0]


def test_enter_opens_space_previews_x_ticks(table: Table[Row], qtbot: QtBot) -> None:
    table.go_to(3)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Key.Key_Return)
    with qtbot.waitSignal(table.previewed) as previewed:
        qtbot.keyClick(table, Key.Key_Space)
    assert opened.args == previewed.args == [_rows(4)[3]]
    with qtbot.waitSignal(table.ticked_changed) as ticked:
        qtbot.keyClick(table, Key.Key_X)
    assert ticked.args == [1]
    assert _ticked(table) == ["SJ0003"]


def test_shift_and_the_arrows_tick_a_range_and_take_it_back(
    table: Table[Row], qtbot: QtBot
) -> None:
    table.go_to(5)
    for _ in range(3):
        qtbot.keyClick(table, Key.Key_Down, SHIFT)
    assert _ticked(table) == ["SJ0005", "SJ0006", "SJ0007", "SJ0008"]
    qtbot.keyClick(table, Key.Key_Up, SHIFT)
    assert _ticked(table) == ["SJ0005", "SJ0006", "SJ0007"]


def test_control_a_ticks_all_and_escape_none(table: Table[Row], qtbot: QtBot) -> None:
    qtbot.keyClick(table, Key.Key_A, CONTROL)
    assert len(_ticked(table)) == 30
    qtbot.keyClick(table, Key.Key_Escape)
    assert _ticked(table) == []


def test_home_and_end_go_to_the_first_and_last_row(table: Table[Row], qtbot: QtBot) -> None:
    qtbot.keyClick(table, Key.Key_End)
    assert table.currentIndex().row() == 29
    qtbot.keyClick(table, Key.Key_Home)
    assert table.currentIndex().row() == 0


def test_letters_are_not_swallowed_by_an_input_method(table: Table[Row]) -> None:
    assert not table.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def _click(table: Table[Row], qtbot: QtBot, row: int, section: int) -> None:
    spot = table.visualRect(table.rows.index(row, section)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_one_click_on_the_number_opens_and_one_on_the_box_ticks(
    table: Table[Row], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.opened) as opened:
        _click(table, qtbot, 2, 1)
    assert opened.args == [_rows(3)[2]]
    _click(table, qtbot, 4, 0)
    assert _ticked(table) == ["SJ0004"]
    with qtbot.assertNotEmitted(table.opened):
        _click(table, qtbot, 6, 2)
    assert table.current() == _rows(7)[6]


def test_a_reload_keeps_the_current_row_by_its_number(table: Table[Row]) -> None:
    table.go_to(7)
    table.show_rows(_rows(30)[5:])
    assert table.current() == _rows(8)[7]
    assert table.currentIndex().row() == 2


def test_when_the_current_row_is_gone_there_is_none(table: Table[Row], qtbot: QtBot) -> None:
    table.go_to(1)
    with qtbot.waitSignal(table.current_changed) as told:
        table.show_rows(_rows(30)[5:])
    assert told.args == [None]
    assert table.current() is None


def test_only_heads_that_sort_ask_for_sorting(table: Table[Row], qtbot: QtBot) -> None:
    head = table.horizontalHeader()

    def press(section: int) -> None:
        spot = QPoint(head.sectionViewportPosition(section) + 20, head.height() // 2)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    asked: list[tuple[str, bool]] = []
    table.sort_wanted.connect(lambda key, down: asked.append((key, down)))
    for section in (1, 3, 3, 3):
        press(section)
    assert asked == [("clock", False), ("clock", True), ("clock", False)]


def test_the_column_menu_hides_and_shows(table: Table[Row]) -> None:
    menu = table.column_menu()
    by_name = {action.text(): action for action in menu.actions()}
    assert not by_name["两行"].isChecked()
    by_name["两行"].setChecked(True)
    by_name["进度"].setChecked(False)
    assert not table.isColumnHidden(5)
    assert table.isColumnHidden(6)
    assert "按时限排列" in by_name
    menu.close()


def test_the_choice_of_columns_is_there_again_next_time(qtbot: QtBot) -> None:
    preferences = Preferences()
    tables: list[Table[Row]] = []
    for _ in range(2):
        made: Table[Row] = Table("工单", COLUMNS, key=lambda row: row.number)
        qtbot.addWidget(made)
        made.remember_in(preferences, "tickets")
        tables.append(made)
        made.setColumnHidden(3, True)
    assert tables[1].isColumnHidden(3)


def test_rows_and_columns_grow_with_the_type_size(
    table: Table[Row], dress: Callable[[str, float], None]
) -> None:
    assert table.rowHeight(0) == HEIGHTS["row"]
    before = table.columnWidth(1)
    dress("light", 1.5)
    assert table.rowHeight(0) > HEIGHTS["row"]
    assert table.columnWidth(1) == round(before * 1.5)


def test_the_ring_goes_round_the_whole_row_while_the_table_has_the_focus(
    table: Table[Row], qtbot: QtBot
) -> None:
    table.go_to(3)
    qtbot.waitUntil(table.hasFocus)
    image = table.viewport().grab().toImage()
    top = table.rowViewportPosition(3)
    focus = theme.colour("focus")
    assert image.pixelColor(0, top + 10) == focus
    assert image.pixelColor(400, top) == focus
    assert image.pixelColor(400, top + table.rowHeight(3) - 1) == focus
    table.clearFocus()
    assert table.viewport().grab().toImage().pixelColor(400, top) != focus


def test_ticked_rows_are_tinted_and_rows_end_in_one_hairline(table: Table[Row]) -> None:
    table.clearFocus()
    table.rows.tick([1])
    image = table.viewport().grab().toImage()
    for row, ground in ((0, "surface"), (1, "selection")):
        bottom = table.rowViewportPosition(row) + table.rowHeight(row) - 1
        assert image.pixelColor(300, bottom) == theme.colour("line")
        assert image.pixelColor(300, bottom - 1) == theme.colour(ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_cell_is_painted_in_both_schemes(
    table: Table[Row], dress: Callable[[str, float], None], scheme: str
) -> None:
    table.setColumnHidden(5, False)
    table.set_row_height("roomy")
    dress(scheme, 1.0)
    image = table.viewport().grab().toImage()
    colours = {
        image.pixelColor(x, table.rowViewportPosition(1) + 24).name() for x in range(image.width())
    }
    assert len(colours) > 20


def test_the_stretching_column_takes_what_is_left_and_keeps_its_least_width(
    table: Table[Row], qtbot: QtBot
) -> None:
    table.resize(1200, 400)
    qtbot.wait(1)
    assert table.horizontalHeader().length() == table.viewport().width()
    table.setColumnHidden(6, True)
    assert table.horizontalHeader().length() == table.viewport().width()
    table.resize(400, 400)
    qtbot.wait(1)
    assert table.columnWidth(2) == LEAST_STRETCH
