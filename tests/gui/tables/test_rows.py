"""The one item model: what it shows, pages by key, and ticks."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.tables.cells import Column, Counts, Pair, Share, Stack, Tag, Words, said
from gui.tables.model import Rows


class Row(NamedTuple):
    number: str
    trader: str


COLUMNS: tuple[Column[Row], ...] = (
    Column(key="number", title="工单编号", cell=lambda row: row.number, sorts=True, opens=True),
    Column(key="trader", title="被诉主体", cell=lambda row: Words(row.trader, "text"), right=True),
)


def _rows(count: int, start: int = 0) -> list[Row]:
    return [Row(f"SJ{n:04}", f"云间第 {n} 店") for n in range(start, start + count)]


@pytest.fixture
def model() -> Rows[Row]:
    return Rows(COLUMNS, key=lambda row: row.number, ticks=True)


def test_the_model_keeps_qts_rules_while_it_changes(
    model: Rows[Row], qtmodeltester: ModelTester
) -> None:
    model.show(_rows(5), load_more=lambda last: _rows(3, 5) if last.number == "SJ0004" else [])
    qtmodeltester.check(model)  # fetches more by itself, then stays and listens
    assert model.rowCount() == 8
    model.tick([1, 3])
    model.untick_all()
    model.show(_rows(2))
    model.show([])


def test_more_rows_are_asked_for_behind_the_last_one(model: Rows[Row]) -> None:
    asked: list[str] = []

    def more(last: Row) -> Sequence[Row]:
        asked.append(last.number)
        return _rows(2, 3) if last.number == "SJ0002" else []

    model.show(_rows(3), more)
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert [row.number for row in model.values] == [f"SJ{n:04}" for n in range(5)]
    model.fetchMore(QModelIndex())
    assert asked == ["SJ0002", "SJ0004"]
    assert not model.canFetchMore(QModelIndex())


def test_ticks_outlive_a_reload_and_leave_with_their_rows(model: Rows[Row], qtbot: QtBot) -> None:
    model.show(_rows(4))
    model.tick([0, 2])
    with qtbot.waitSignal(model.ticks_changed):
        model.show(_rows(2))
    assert [row.number for row in model.ticked] == ["SJ0000"]
    model.show([*_rows(2, 5), *_rows(1)])
    assert [row.number for row in model.ticked] == ["SJ0000"]


def test_a_reader_hears_cells_heads_and_ticks(model: Rows[Row]) -> None:
    model.show(_rows(1))
    reads = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 1).data(reads) == "SJ0000"
    assert model.index(0, 0).data(reads) == "未勾选"
    model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.index(0, 0).data(reads) == "已勾选"
    heads = [
        model.headerData(section, Qt.Orientation.Horizontal, reads)
        for section in range(model.columnCount())
    ]
    assert heads == ["勾选", "工单编号", "被诉主体"]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("核查", "核查"),
        (Tag("超期 1 日", "overdue"), "超期 1 日"),
        (Pair("云间小满", "夜间噪声"), "云间小满　夜间噪声"),
        (Stack("云间小满", ""), "云间小满"),
        (Counts(((2, "error", "必改"), (0, "warn", "须确认"))), "2 必改"),
        (Share(5, 6), "5 / 6"),
    ],
)
def test_every_cell_can_be_said(cell: object, words: str) -> None:
    assert said(cell) == words  # type: ignore[arg-type]  # one of the kinds of cell
