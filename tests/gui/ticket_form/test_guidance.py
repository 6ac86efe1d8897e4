from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, Kind, Verdict
from gui.dialogs.keys import KeysDialog
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.ticket_form.page import TicketFormPage
from tests.samples import a_ticket

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("ticket", "inbox", "工单填报", "", TicketFormPage),)


@pytest.fixture
def window(open_window: Opened) -> MainWindow:
    return open_window(PLACES)


def opened(window: MainWindow, ticket: Ticket) -> TicketFormPage:
    assert window.desk is not None
    with window.desk.store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save_all([ticket])
    window.go("ticket", ticket.ref)
    page = window.page
    assert isinstance(page, TicketFormPage)
    QTest.qWait(1)  # the form goes to the field of its stage by itself
    return page


def tipoff(**changes: Any) -> Ticket:
    return a_ticket(kind=Kind.TIPOFF, clue="店内没有明码标价。", **changes)


def words(widget: QWidget) -> str:
    """All that a person reads in a widget."""
    QApplication.sendPostedEvents()  # what was just put in is shown then
    labels = [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def at(page: TicketFormPage, key: str, depth: int) -> str:
    page.form.focus(key)
    page.guidance.depths.button(depth).click()
    return words(page.guidance)


def test_three_depths_go_from_a_line_to_the_law(window: MainWindow) -> None:
    page = opened(window, tipoff(filing=Filing.NOT_FILED))
    line = at(page, "not_filed_ground", 0)
    assert "没有证据、不该罚、不归管、过时效是 A 类" in line
    assert line.count("别这样写") == 1
    examples = at(page, "not_filed_ground", 1)
    assert examples.count("别这样写\n") == 2
    law = at(page, "not_filed_ground", 2)
    assert "《市场监督管理行政处罚程序规定》第二十条第一款" in law
    assert "有四种情形可以不予立案" in law  # our wording of the article
    assert "不予立案先分清两类" in law  # the handling point of the rule that fires


def test_a_ticket_of_2021_is_told_its_own_law(window: MainWindow) -> None:
    then = a_ticket(
        received_at=datetime(2021, 3, 1, 9),
        assigned_at=datetime(2021, 3, 1, 10),
        acceptance=Acceptance.DECLINED,
    )
    page = opened(window, then)
    assert "1 至 6" in at(page, "decline_ground", 0)
    assert "暂行办法》第十五条" in at(page, "decline_ground", 2)


def test_f2_goes_deeper_and_the_depth_is_remembered(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, a_ticket())
    page.form.focus("reply")
    first = page.guidance.depths.current
    qtbot.keyClick(page.form.editor("reply"), Qt.Key.Key_F2)
    assert page.guidance.depths.current == (first + 1) % 3
    assert window.desk is not None
    assert window.desk.preferences.read("guidance-depth") == page.guidance.depths.current


def test_shift_f2_moves_into_the_guidance_and_esc_back(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, a_ticket())
    page.form.focus("reply")
    qtbot.keyClick(page.form.editor("reply"), Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    here = QApplication.focusWidget()
    assert here is not None
    assert page.guidance.isAncestorOf(here)
    qtbot.keyClick(here, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.form.editor("reply")


def test_f1_at_a_field_answers_why_in_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, tipoff(filing=Filing.NOT_FILED))
    page.form.focus("not_filed_ground")
    qtbot.keyClick(page.form.editor("not_filed_ground"), Qt.Key.Key_F1)
    assert not window.findChildren(KeysDialog)
    assert page.guidance.heading == "为什么：不予立案情形"
    answer = words(page.guidance)
    assert "请选择不予立案属于哪种情形" in answer
    assert "工单类型 是 举报" in answer
    assert "不予立案情形 为空" in answer
    assert "为什么问这一栏" in answer
    assert "立案决定 是 不予立案" in answer
    qtbot.keyClick(page.form.editor("not_filed_ground"), Qt.Key.Key_Escape)
    assert page.guidance.heading == "不予立案情形"


def test_the_answer_follows_what_is_typed_and_leaves_with_the_field(window: MainWindow) -> None:
    page = opened(window, a_ticket(verdict=Verdict.UNSUBSTANTIATED))
    page.form.focus("evidence")
    assert page.answer_why()
    assert "不属实件要有佐证" in words(page.guidance)
    page.form.retype({"evidence": [["照片", "11 月 20 日价目表"], ["台账", "进货"]]})
    page.form.editor("evidence").edited.emit()  # type: ignore[attr-defined]
    page.form.flush()
    assert page.guidance.is_answering
    assert "不属实件要有佐证" not in words(page.guidance)
    page.form.focus("reply")
    assert not page.guidance.is_answering


def test_f1_elsewhere_is_the_help_on_keys(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, a_ticket())
    page.head.stages.setFocus()
    with qtbot.waitSignal(window.help_asked):
        qtbot.keyClick(page.head.stages, Qt.Key.Key_F1)
    assert not page.guidance.is_answering


def test_how_often_a_field_cost_marks_is_said_beside_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.review.shortfalls import FieldLoss  # noqa: PLC0415 -- only here

    lost = {"reply": FieldLoss("2026 年 9 月不属实件督查", 7)}
    monkeypatch.setattr("gui.ticket_form.telling.losses", lambda _connection, _unit: lost)
    page = opened(window, a_ticket())
    assert "2026 年 9 月不属实件督查，本所在这里被扣 7 次分。" in at(page, "reply", 0)
    assert "被扣" not in at(page, "content", 0)


PRIVATE = ("闻人素", "13900000001", "虚构路 9998 号")


def tooltips(widget: QWidget) -> list[str]:
    """Every tooltip in a window: of its widgets, and of the cells of its tables."""
    said = [one.toolTip() for one in widget.findChildren(QWidget)]
    for view in widget.findChildren(QAbstractItemView):
        model = view.model()
        cells = [
            model.index(row, column)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
        said += [str(model.data(one, Qt.ItemDataRole.ToolTipRole) or "") for one in cells]
    return [one for one in said if one]


def test_no_tooltip_holds_anything_of_the_petitioner(window: MainWindow) -> None:
    leaking = tipoff(
        petitioner_phone="",
        text_to_trader="闻人素（13900000001，虚构路 9998 号）反映你店没有明码标价。",
        reply="闻人素您好，您的电话 13900000001 我们记下了。",
        acceptance=Acceptance.ACCEPTED,
        content="我是闻人素，电话 13900000001，要求退款并查处。",
    )
    page = opened(window, leaking)
    page.check()
    for depth in range(3):
        at(page, "text_to_trader", depth)
    page.answer_why()
    QApplication.sendPostedEvents()
    said = tooltips(window)
    assert any("依据：" in one for one in said)  # findings have tooltips, and they were looked at
    assert [one for one in said for secret in PRIVATE if secret in one] == []
    assert not any(secret in window.windowTitle() for secret in PRIVATE)
