from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.people import Role
from core.tickets.guidance.points import Origin
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.points.finding import find_points
from gui.points.page import PointsPage
from gui.points.shown import ALL, WAITING, WITHDRAWN
from storage.points import points, proposals
from tests.gui.conftest import HEAD, an_officer

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("points", "bookmark-check", "处置要点", "评查", PointsPage),)
COLLEAGUE = an_officer("顾念安", ("消保科", Role.SECTION_OFFICER))


@pytest.fixture
def page(desk: Desk, open_window: Opened) -> PointsPage:
    with desk.store.transaction(who="测试", what="加人员") as tx:
        tx.people.save_officer(COLLEAGUE)
    return opened(open_window(PLACES))


def opened(window: MainWindow) -> PointsPage:
    window.go("points")
    assert isinstance(window.page, PointsPage)
    return window.page


def sits(page: PointsPage, desk: Desk, who: object) -> PointsPage:
    window = page.window()
    assert isinstance(window, MainWindow)
    desk.sit_down(who)  # type: ignore[arg-type]
    return opened(window)


def words(widget: QWidget) -> str:
    QApplication.sendPostedEvents()  # what was just put in is shown then
    labels = [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def verbs(widget: QWidget) -> list[str]:
    QApplication.sendPostedEvents()
    return [b.text() for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget)]


def numbers(page: PointsPage) -> list[int]:
    return [point.number for point in page.table.rows.values]


def write(page: PointsPage, number: int, **values: object) -> None:
    """Change a point as an officer of the section does."""
    page.open(number)
    point = page.table.current()
    assert point is not None
    page.change(point)
    assert page.editor is not None
    page.editor.form.retype(values)
    page.editor.propose()


def test_points_stand_under_their_themes(page: PointsPage) -> None:
    assert numbers(page) == list(range(1, 37))
    page.themes.light("复合件")
    page.themes.chosen.emit("复合件")
    assert numbers(page) == [23, 24, 25, 26]


def test_points_are_found_by_words_rules_fields_and_articles(page: PointsPage) -> None:
    for wanted, found in (("复秤", 17), ("F-048", 20), ("不予立案批准人", 22), ("第四十一条", 5)):
        page.words.setText(wanted)
        assert found in numbers(page)
    page.words.setText("没有这样的要点")
    assert numbers(page) == []


def test_a_point_shows_what_it_is_tied_to(page: PointsPage) -> None:
    page.open(21)
    said = words(page.card)
    assert "第 21 条" in said
    assert "F-031　轻微已改正却认定不属实" in said
    assert "不予立案情形" in said
    assert "《市场监督管理行政处罚程序规定》第二十条第一款" in said
    assert "随程序" in said


def test_rules_and_articles_of_a_point_are_one_press_away(
    page: PointsPage, desk: Desk, qtbot: QtBot
) -> None:
    page = sits(page, desk, HEAD)
    page.open(17)
    QApplication.sendPostedEvents()
    ways = {b.text(): b for b in page.card.findChildren(QPushButton) if b.isVisibleTo(page.card)}
    with qtbot.waitSignal(desk.asked) as rule:
        ways["看规则"].click()
    assert rule.args == ["rules", "F-032"]
    with qtbot.waitSignal(desk.asked) as article:
        ways["看全文"].click()
    assert article.args[0] == "law"
    assert article.args[1][0].article == 18


def test_a_handler_reads_and_changes_nothing(page: PointsPage) -> None:
    page.open(21)
    assert set(verbs(page.card)) == {"看全文"}
    page.begin_new()
    assert page.editor is None


def test_the_section_proposes_and_a_colleague_confirms(page: PointsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    text = "举报什么就查什么；反映夜间的夜间去。"
    write(page, 17, text=text, reason="第三季度扣分多")
    assert page.editor is None
    assert "由另一位同事确认" in words(page.card)
    assert [verb for verb in verbs(page.card) if not verb.startswith("看")] == ["收回"]
    page = sits(page, desk, COLLEAGUE)
    page.themes.light(WAITING)
    page.themes.chosen.emit(WAITING)
    assert numbers(page) == [17]
    assert "理由：第三季度扣分多" in words(page.card)
    assert page.confirm(17)
    page.open(17)
    said = words(page.card)
    assert "第 2 版　许知夏　2026-11-23　在用　顾念安确认" in said
    assert "不用“证照齐全”代替" in said  # the words before
    with desk.store.reading() as connection:
        assert points(connection)[16].text == text


def test_a_link_to_nothing_is_said_at_its_field(page: PointsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    write(page, 17, fields="核查经历", reason="补栏目")
    assert page.editor is not None
    [note] = page.editor.form.notes_at("fields")
    assert note.sentence == "没有“核查经历”这一栏。是不是“核查经过”？"
    page.editor.form.retype({"fields": "核查经过", "rules": "F-999"})
    page.editor.propose()
    [note] = page.editor.form.notes_at("rules")
    assert "没有规则“F-999”" in note.sentence
    page.editor.form.retype({"rules": "F-032", "reason": ""})
    page.editor.propose()
    assert page.editor.form.notes_at("reason")


def test_a_new_point_comes_from_a_campaign_or_the_section(page: PointsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    page.begin_new()
    assert page.editor is not None
    page.editor.form.retype(
        {"theme": "不属实认定", "text": "同一批次的证据才算数。", "rules": "", "reason": "新增"}
    )
    page.editor.propose()
    with desk.store.reading() as connection:
        [made] = proposals(connection)
    assert (made.point.number, made.point.origin) == (37, Origin.OFFICE)
    page.themes.light(WAITING)
    page.themes.chosen.emit(WAITING)
    assert numbers(page) == [37]


def test_a_withdrawn_point_is_kept_apart(page: PointsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    write(page, 36, reason="停用看看")
    assert page.decline(36)
    page.open(36)
    point = page.table.current()
    assert point is not None
    assert page.propose(replace(point, is_withdrawn=True), "改由回访办法规定")
    page = sits(page, desk, COLLEAGUE)
    assert page.confirm(36)
    page.themes.light(ALL)
    page.themes.chosen.emit(ALL)
    assert 36 not in numbers(page)
    page.themes.light(WITHDRAWN)
    page.themes.chosen.emit(WITHDRAWN)
    assert numbers(page) == [36]
    assert find_points(desk, "属实件全部回访") == []


def test_ctrl_k_finds_points_and_goes_there(page: PointsPage, desk: Desk, qtbot: QtBot) -> None:
    [hit] = find_points(desk, "复秤")
    assert "第 17 条" in hit.detail
    page.words.setText("回访")
    hit.go()
    current = page.table.current()
    assert current is not None
    assert current.number == 17
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.words.hasFocus()
