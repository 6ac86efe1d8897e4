"""Notices: one at a time, the newest; what is done leaves, what is to be seen to stays."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from gui.notice_bar import NoticeBar, history_menu
from gui.notices import Notice, Offer, Tone


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar(moves=False)
    qtbot.addWidget(bar)
    bar.resize(900, 44)
    return bar


DONE = Notice("工单 SJ2026111602533 已受理。", Tone.OK)
LATE = Notice("1 只时限已超期。", Tone.DANGER)


def test_how_long_a_notice_stays() -> None:
    taken_back = Offer("撤销", lambda: None)
    assert Notice("好了。", Tone.OK).seconds == 8
    assert Notice("好了。", Tone.OK, offer=taken_back).seconds == 20
    assert Notice("2027 年放假安排还没有导入。", Tone.WARN).seconds is None
    assert Notice("不能送审。", Tone.DANGER, offer=taken_back).seconds is None


def test_the_bar_is_there_only_while_something_is_said(bar: NoticeBar) -> None:
    assert bar.isHidden()
    bar.say(DONE)
    assert not bar.isHidden()
    bar.close_notice()
    assert bar.isHidden()


def test_what_must_be_seen_to_waits_behind_the_newest(bar: NoticeBar) -> None:
    bar.say(LATE)
    bar.say(DONE)
    assert bar.shown == DONE
    assert "还有 1 条" in _buttons(bar)
    bar.close_notice()
    assert bar.shown == LATE
    assert not any("还有" in words for words in _buttons(bar))


def test_what_is_done_makes_room_for_the_next(bar: NoticeBar) -> None:
    bar.say(DONE)
    bar.say(LATE)
    bar.close_notice()
    assert bar.isHidden()


def test_the_same_thing_said_twice_stands_there_once(bar: NoticeBar) -> None:
    bar.say(LATE)
    bar.say(LATE)
    bar.close_notice()
    assert bar.isHidden()


def test_the_offer_is_taken_once_and_the_notice_goes(bar: NoticeBar) -> None:
    taken: list[str] = []
    take_back = Offer("撤销", lambda: taken.append("撤销"), "Ctrl Z")
    bar.say(Notice("已受理。", Tone.OK, offer=take_back))
    assert "撤销　Ctrl Z" in _buttons(bar)
    bar.offer.click()
    assert taken == ["撤销"]
    assert bar.isHidden()


def test_a_reader_hears_both_sentences(bar: NoticeBar) -> None:
    bar.say(Notice("已受理。", Tone.OK, more="调解 60 日。"))
    assert bar.accessibleName() == "已受理。　调解 60 日。"


def test_a_notice_never_takes_the_focus(qtbot: QtBot, bar: NoticeBar) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    bar.say(LATE)
    assert QApplication.focusWidget() is field


def test_the_bell_lists_what_was_said_lately_newest_first(bar: NoticeBar) -> None:
    assert _lines(history_menu(bar, bar)) == ["打开程序以来还没有提示"]
    bar.say(LATE)
    bar.say(DONE)
    assert _lines(history_menu(bar, bar)) == [DONE.text, LATE.text]


def test_a_long_sentence_is_whole_in_the_tooltip(
    bar: NoticeBar, dress: Callable[[str, float], None]
) -> None:
    dress("light", 1.5)
    long = "工单" * 80 + "。"
    bar.say(Notice(long, Tone.WARN))
    bar.show()
    assert bar.minimumSizeHint().width() < 700
    assert bar.accessibleName() == long


def _buttons(bar: NoticeBar) -> list[str]:
    return [press.text() for press in (bar.others, bar.offer) if not press.isHidden()]


def _lines(menu: QMenu) -> list[str]:
    lines = [action.text() for action in menu.actions()]
    menu.close()
    return lines
