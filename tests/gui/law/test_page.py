"""法规条文: found, read, opened from elsewhere, loaded from a file and looked over before."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.tickets.law.citations import Citation
from gui.desk import Desk
from gui.law.finding import find_law
from gui.law.page import LawPage
from gui.main_window import MainWindow
from gui.navigation import Place
from storage.law_texts import loaded
from tests.gui.conftest import HANDLER, HEAD

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("law", "file-text", "法规条文", "学习", LawPage),)
NEW, OLD = "市场监督管理投诉举报处理办法", "市场监督管理投诉举报处理暂行办法"
STALLS = """\
示例市场摊位管理办法
（2025年3月4日示例局令第7号公布　自2025年5月1日起施行）
第一条　为了管好摊位，制定本办法。
第二条　摊位应当编号。
第四条　本办法自2025年5月1日起施行。
"""


@pytest.fixture
def page(open_window: Opened) -> LawPage:
    window = open_window(PLACES)
    window.go("law")
    assert isinstance(window.page, LawPage)
    return window.page


@pytest.fixture
def section(page: LawPage, open_window: Opened) -> LawPage:
    """The same page with an officer of the section before it."""
    window = page.window()
    assert isinstance(window, MainWindow)
    page.desk.sit_down(HEAD)
    window.go("law")
    assert isinstance(window.page, LawPage)
    return window.page


@pytest.fixture
def stalls(tmp_path: Path) -> Path:
    path = tmp_path / "摊位.txt"
    path.write_text(STALLS, "utf-8")
    return path


def names(page: LawPage) -> list[str]:
    return [line.name for line in page.articles.rows.values]


def card(page: LawPage) -> str:
    return "\n".join(one.accessibleName() or one.text() for one in page.card.findChildren(QLabel))


def is_over(page: LawPage) -> bool:
    return page.sheet is None


def looked_over(page: LawPage, path: Path, qtbot: QtBot) -> None:
    page.read(path)
    qtbot.waitUntil(lambda: page.sheet is not None, timeout=20_000)


def test_the_order_in_force_stands_first_article_by_article(page: LawPage) -> None:
    current = page.acts.current()
    assert current is not None
    assert current.act.title == NEW
    assert names(page)[0] == "第一条"
    assert len(names(page)) == 46


def test_an_article_shows_our_wording_and_the_rules_that_rest_on_it(page: LawPage) -> None:
    page.open((Citation(NEW, 15), None))
    said = card(page)
    assert "七个工作日" in said
    assert "F-015" in said
    assert "原文还没有载入" in said


def test_a_citation_opens_the_version_of_its_day(page: LawPage) -> None:
    page.open((Citation("反不正当竞争法", 16), date(2021, 3, 1)))
    assert "2019 年修正" in card(page)
    page.open((Citation("反不正当竞争法", 20), date(2026, 3, 1)))
    assert "2025 年修订" in card(page)


def test_words_are_looked_for_in_all_acts(page: LawPage) -> None:
    page.words.setText("四十五个工作日")
    found = page.articles.rows.values
    assert {(line.act.title, line.number) for line in found} == {(OLD, 21)}
    page.words.setText("没有这样的字")
    assert page.articles.rows.values == []
    page.words.clear()
    assert len(names(page)) == 46


def test_a_citation_can_be_copied(page: LawPage) -> None:
    page.open((Citation("广告法", 53), None))
    copies = [one for one in page.card.findChildren(QPushButton) if one.text() == "复制引用"]
    copies[-1].click()
    assert QGuiApplication.clipboard().text() == "《中华人民共和国广告法》第五十三条"


def test_a_text_is_looked_over_before_it_is_kept(
    section: LawPage, stalls: Path, qtbot: QtBot
) -> None:
    looked_over(section, stalls, qtbot)
    assert section.sheet is not None
    values = section.sheet.form.values()
    assert (values["title"], values["since"]) == ("示例市场摊位管理办法", date(2025, 5, 1))
    assert section.sheet.doubts == ["没有找到第三条。"]
    with section.desk.store.reading() as connection:
        assert loaded(connection) == []
    section.sheet.keep.click()
    with section.desk.store.reading() as connection:
        [text] = loaded(connection)
    assert (text.act.title, text.source, text.who) == ("示例市场摊位管理办法", "摊位.txt", "许知夏")
    assert is_over(section)
    assert "为了管好摊位，制定本办法。" in card(section)


def test_loading_and_removing_can_be_undone(section: LawPage, stalls: Path, qtbot: QtBot) -> None:
    looked_over(section, stalls, qtbot)
    assert section.sheet is not None
    section.sheet.confirm()
    volume = section.acts.current()
    assert volume is not None
    assert volume.text is not None
    section.remove(volume)
    assert "示例市场摊位管理办法" not in {one.act.title for one in section.acts.rows.values}
    section.desk.undo()
    assert "示例市场摊位管理办法" in {one.act.title for one in section.acts.rows.values}
    section.desk.undo()
    with section.desk.store.reading() as connection:
        assert loaded(connection) == []


def test_what_is_missing_is_said_at_its_field(section: LawPage, stalls: Path, qtbot: QtBot) -> None:
    looked_over(section, stalls, qtbot)
    assert section.sheet is not None
    section.sheet.form.retype({"since": ""})
    section.sheet.confirm()
    assert section.sheet.form.notes_at("since")
    assert "请写施行日期" in section.sheet.form.notes_at("since")[0].sentence
    section.sheet.form.retype({"since": "去年五月"})
    section.sheet.confirm()
    with section.desk.store.reading() as connection:
        assert loaded(connection) == []


def test_a_second_loading_says_what_it_replaces(
    section: LawPage, stalls: Path, qtbot: QtBot
) -> None:
    looked_over(section, stalls, qtbot)
    assert section.sheet is not None
    section.sheet.confirm()
    looked_over(section, stalls, qtbot)
    assert section.sheet is not None
    assert "会替换现有的一份" in section.sheet.said
    assert "摊位.txt" in section.sheet.said


def test_a_file_without_articles_ends_in_a_sentence(
    section: LawPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("请各单位照办。", "utf-8")
    with qtbot.waitSignal(section.desk.refused, timeout=20_000) as refused:
        section.read(path)
    assert "没有找到“第一条”" in str(refused.args)
    assert is_over(section)


def test_only_the_section_may_load(page: LawPage) -> None:
    assert page.actions_shown == []


def test_the_section_is_offered_to_load(section: LawPage) -> None:
    offered = [one.text() for one in section.actions_shown if isinstance(one, QPushButton)]
    assert offered == ["载入原文…"]


def test_a_file_that_comes_home_when_nobody_waits_is_dropped(
    section: LawPage, stalls: Path, qtbot: QtBot
) -> None:
    section.read(stalls)
    desk = section.desk
    desk.sit_down(HANDLER)
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=20_000)
    with desk.store.reading() as connection:
        assert loaded(connection) == []


def test_articles_are_found_from_anywhere(desk: Desk) -> None:
    hits = find_law(desk, "夹带 掉包")
    assert f"《{NEW}》第四十二条" in [hit.title for hit in hits]
    asked: list[object] = []
    desk.asked.connect(lambda page, target: asked.append((page, target)))
    hits[0].go()
    assert asked == [("law", (Citation(NEW, 42), date(2026, 4, 15)))]
    assert find_law(desk, "  ") == ()
