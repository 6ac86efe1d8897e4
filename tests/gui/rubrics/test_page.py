from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.people import Role
from core.tickets.rules.versions import VersionState
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.rubrics.home_tasks import to_decide
from gui.rubrics.page import RubricsPage
from gui.rubrics.parts import PartKind
from storage.review.rubric_versions import rubric_in_force, rubric_versions
from tests.gui.conftest import HEAD, an_officer

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("rubrics", "table-2", "评查表", "评查", RubricsPage),)
COLLEAGUE = an_officer("顾念安", ("消保科", Role.SECTION_OFFICER))
KEY = "not_filed"


@pytest.fixture
def page(desk: Desk, open_window: Opened) -> RubricsPage:
    with desk.store.transaction(who="测试", what="加人员") as tx:
        tx.people.save_officer(COLLEAGUE)
    return opened(open_window(PLACES))


def opened(window: MainWindow) -> RubricsPage:
    window.go("rubrics")
    assert isinstance(window.page, RubricsPage)
    return window.page


def sits(page: RubricsPage, desk: Desk, who: object) -> RubricsPage:
    window = page.window()
    assert isinstance(window, MainWindow)
    desk.sit_down(who)  # type: ignore[arg-type]
    return opened(window)


def words(widget: QWidget) -> str:
    QApplication.sendPostedEvents()
    labels = [one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def offered(page: RubricsPage) -> set[str]:
    return {name for name, one in page.foot.buttons.items() if one.isVisibleTo(page)}


def go_to(page: RubricsPage, code: str) -> None:
    at = next(n for n, part in enumerate(page.table.rows.values) if part.code == code)
    page.table.go_to(at)


def write(page: RubricsPage, code: str, **typed: str) -> None:
    """Write into the form of a part as a person does."""
    go_to(page, code)
    form = page.panel.form
    assert form is not None
    for key, text in typed.items():
        form.write(key, text)
    form.flush()


def states(page: RubricsPage) -> dict[str, str]:
    return {part.code: part.state for part in page.table.rows.values if part.state}


def kept(desk: Desk) -> list[VersionState]:
    with desk.store.reading() as connection:
        return [one.state for one in rubric_versions(connection, KEY)]


def test_everybody_who_marks_can_read_how(page: RubricsPage) -> None:
    assert [part.code for part in page.table.rows.values if part.kind is PartKind.ITEM] == [
        f"A{number}" for number in range(1, 15)
    ]
    go_to(page, "A3")
    form = page.panel.form
    assert form is not None
    assert form.typed_at("standard") == "两人以上，针对举报的事实，时段相符。"
    assert form.typed_at("choices").splitlines()[0] == "时段不符 −4"
    assert "F-038　" in words(page.panel)
    assert offered(page) == set()
    page.add_item()
    assert len(page.table.rows.values) == 24


def test_the_strip_shows_the_other_rubrics(page: RubricsPage) -> None:
    page.strip.button(1).click()
    assert page.context == "不属实件评查表"
    go_to(page, "B11")
    form = page.panel.form
    assert form is not None
    assert form.typed_at("cues").count("热线办结钟") == 1


def test_the_section_writes_and_a_colleague_confirms(page: RubricsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    assert offered(page) == {"begin"}
    page.foot.buttons["begin"].click()
    write(page, "A3", full="14")
    assert "合计 102 分，比 100 分多 2 分" in words_of_whole(page)
    assert states(page) == {"": "要改", "A3": "改了"}
    write(page, "A4", full="13")
    assert states(page) == {"A3": "改了", "A4": "改了"}
    assert "A3、A4 不同，按两版评出的分数不能直接比较" in words(page)
    assert page.save()
    assert page.propose("现场核查分量不够")
    assert offered(page) == {"take_back"}
    page = sits(page, desk, COLLEAGUE)
    with desk.store.reading() as connection:
        [task] = to_decide(desk, connection)
    assert "请您确认" in task.title
    assert task.target == KEY
    assert offered(page) == {"send_back", "confirm"}
    assert "满分由“12 分”改为“14 分”" in words_of_whole(page)
    page.foot.buttons["confirm"].click()
    with desk.store.reading() as connection:
        rubric = rubric_in_force(connection, KEY)
    assert (rubric.version, int(rubric.items[2].full)) == ("2026-2", 14)
    assert "顾念安 2026-11-23 确认" in words(page)


def words_of_whole(page: RubricsPage) -> str:
    page.table.go_to(0)
    return words(page.panel)


def test_an_older_version_can_be_read_and_not_written(page: RubricsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    page.begin()
    assert page.versions.count() == 2
    page.versions.setCurrentIndex(1)
    page.versions.activated.emit(1)
    assert offered(page) == set()
    write(page, "A3", full="3")
    page.versions.setCurrentIndex(0)
    page.versions.activated.emit(0)
    assert states(page) == {}
    assert "save" in offered(page)


def test_what_cannot_be_read_is_said_at_its_field_and_holds_the_part(
    page: RubricsPage, desk: Desk
) -> None:
    page = sits(page, desk, HEAD)
    page.begin()
    write(page, "A3", choices="时段不符四分")
    form = page.panel.form
    assert form is not None
    [note] = form.notes_at("choices")
    assert "请写成“时段不符 −4”" in note.sentence
    go_to(page, "A5")
    current = page.table.current()
    assert current is not None
    assert current.code == "A3"
    assert not page.leave()
    form.write("choices", "时段不符 −4")
    assert page.leave()


def test_what_is_still_being_typed_is_not_lost(page: RubricsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    page.begin()
    go_to(page, "A3")
    form = page.panel.form
    assert form is not None
    form.write("standard", "两人以上到场。")
    go_to(page, "A5")
    go_to(page, "A3")
    assert form.typed_at("standard") == "两人以上到场。"
    assert page.leave()  # keeps it
    with desk.store.reading() as connection:
        assert rubric_versions(connection, KEY)[0].rubric.items[2].standard == "两人以上到场。"


def test_items_and_vetoes_come_and_go_by_key(page: RubricsPage, desk: Desk, qtbot: QtBot) -> None:
    page = sits(page, desk, HEAD)
    page.begin()
    go_to(page, "A3")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    current = page.table.current()
    assert current is not None
    assert (current.code, current.place) == ("A15", 3)
    assert states(page)["A15"] == "要改"
    assert "没有写名称、满分标准、处置要点" in words(page.panel)
    page.shift(-1)
    page.remove()
    assert states(page) == {}
    page.add_veto()
    assert states(page) == {"V9": "要改"}
    page.remove()
    page.discard()
    assert kept(desk) == [VersionState.CONFIRMED]


def test_a_rubric_with_faults_is_not_handed_over(page: RubricsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    page.begin()
    write(page, "A1", full="6", when="没有这一栏 为 是")
    assert page.save()
    assert not page.propose("试试")
    assert kept(desk)[0] is VersionState.DRAFT
    assert page.foot.said == "有 3 处要改，改好才能提交。"


def test_sent_back_the_author_is_told(page: RubricsPage, desk: Desk) -> None:
    page = sits(page, desk, HEAD)
    page.begin()
    write(page, "A3", advice="到现场查举报的事。")
    page.save()
    page.propose("写短些")
    page = sits(page, desk, COLLEAGUE)
    assert page.send_back("太短，看不懂")
    page = sits(page, desk, HEAD)
    assert page.foot.said == "被退回。顾念安：太短，看不懂"
    with desk.store.reading() as connection:
        [task] = to_decide(desk, connection)
    assert task.why == "顾念安：太短，看不懂"
