"""The flow layout breaks like text."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.flow import FlowLayout


def test_widgets_go_on_in_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    chips = [QLabel(f"条件 {n}") for n in range(6)]
    for chip in chips:
        chip.setFixedSize(80, 20)
    flow = FlowLayout(*chips, gap=6)
    holder.setLayout(flow)
    assert flow.heightForWidth(600) == 20
    assert flow.heightForWidth(260) == 20 + 6 + 20
    assert flow.heightForWidth(100) == 6 * 20 + 5 * 6
    holder.resize(260, 100)
    holder.show()
    qtbot.waitExposed(holder)
    assert [chip.y() for chip in chips] == [0, 0, 0, 26, 26, 26]


def test_hidden_widgets_take_no_room(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    one, other = QLabel("一"), QLabel("二")
    for chip in (one, other):
        chip.setFixedSize(80, 20)
    flow = FlowLayout(one, other)
    holder.setLayout(flow)
    other.hide()
    assert flow.heightForWidth(80) == 20
    flow.takeAt(1)
    assert flow.count() == 1
    assert flow.itemAt(5) is None
