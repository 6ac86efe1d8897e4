"""Charts on the screen: what is pointed at says its value, what is pressed asks for its tickets."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.figures.series_charts import BarChart, HeatMap, LineChart, Mark, SeriesChart
from gui.series_view import SeriesView

MARKS = tuple(Mark(label=f"{n} 月", value=Decimal(n * 10), opens=f"条件{n}") for n in range(9, 12))
CHARTS = [
    LineChart(marks=MARKS, sentence="趋势", sign=" 件"),
    BarChart(marks=MARKS, sentence="比目标", sign=" 件", target=Decimal(100)),
    HeatMap(columns=("一", "二", "三"), rows=(("九亭所", MARKS),), sentence="热力"),
]


@pytest.mark.parametrize("chart", CHARTS)
def test_marks_answer_to_mouse_and_keys(chart: SeriesChart, qtbot: QtBot) -> None:
    view = SeriesView()
    qtbot.addWidget(view)
    view.resize(500, 160)
    view.show_chart(chart)
    view.show()
    assert view.accessibleName() == chart.sentence
    asked: list[Mark] = []
    view.opened.connect(asked.append)
    at = view.place_of(MARKS[1]).center().toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == [MARKS[1], MARKS[0]]
    assert "100 件" in view.said(MARKS[1])
    assert not view.grab().isNull()


def test_a_mark_without_tickets_asks_for_none(qtbot: QtBot) -> None:
    view = SeriesView()
    qtbot.addWidget(view)
    view.resize(300, 150)
    view.show_chart(LineChart(marks=(Mark(label="1 月", value=None),), sentence=""))
    with qtbot.assertNotEmitted(view.opened):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert "—" in view.said(view.marks[0])
