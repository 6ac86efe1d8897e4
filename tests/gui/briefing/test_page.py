"""The briefing page: live figures in the text, doubts, and the way from draft to issue."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from core.briefing.issue import State
from core.people import Officer, Post, Role
from gui.briefing.page import BriefingPage
from gui.desk import Desk
from storage.briefing.issues import issues
from storage.ticket_lists import Wanted
from tests.gui.conftest import HEAD, SINCE
from tests.samples import a_ticket

OFFICER = Officer(
    name="陆科员", posts=(Post(unit="消保科", role=Role.SECTION_OFFICER, since=SINCE),)
)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> BriefingPage:
    with desk.store.transaction(who="测试", what="准备") as tx:
        tx.people.save_officer(OFFICER)
        tx.tickets.save_all(
            [a_ticket(number=f"SJ{n}", received_at=datetime(2026, 11, 2 + n, 9)) for n in range(3)]
        )
    desk.sit_down(OFFICER)
    made = BriefingPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    made.draft("monthly", "2026-11")
    _wait(qtbot, lambda: made.issue is not None)
    return made


def _wait(qtbot: QtBot, ready: Callable[[], bool]) -> None:
    qtbot.waitUntil(ready, timeout=20_000)


def _type_over(page: BriefingPage, said: str, new: str) -> None:
    cursor = page.text.document().find(said)
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionStart())
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
    form = cursor.charFormat()
    cursor.insertText(new, form)


def test_a_figure_opens_its_tickets_and_one_typed_over_is_mended_by_a_button(
    page: BriefingPage, desk: Desk, qtbot: QtBot
) -> None:
    assert page.issue is not None
    text = page.text.paragraphs()
    assert text == list(page.issue.section("overall").paragraphs)
    went: list[object] = []
    desk.asked.connect(lambda _page, target: went.append(target))
    page.open_tickets("接收总量")
    (wanted,) = went
    assert isinstance(wanted, Wanted)
    assert len(wanted.conditions) == 1

    _type_over(page, "3 件", "8")
    assert any("{接收总量=8 件}" in one for one in page.text.paragraphs())
    refused: list[str] = []
    desk.refused.connect(lambda said, _field: refused.append(said))
    page.submit()
    assert any("台账里是 3 件" in one for one in refused)
    _wait(qtbot, page.strip.mend.isVisible)
    page.strip.mend.click()
    assert page.text.paragraphs() == text


def test_from_the_draft_to_the_issue(
    page: BriefingPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page.submit()
    _wait(qtbot, lambda: page.issue is not None and page.issue.state is State.SUBMITTED)
    assert page.text.isReadOnly()
    desk.sit_down(HEAD)
    page.approve()
    _wait(qtbot, lambda: page.issue is not None and page.issue.state is State.APPROVED)
    page.give()
    _wait(qtbot, lambda: page.issue is not None and page.issue.state is State.ISSUED)
    with desk.store.reading() as connection:
        (given,) = issues(connection)
    assert given.number == "〔2026〕第 1 期（总第 1 期）"
    page.export(tmp_path / "对外.pdf", is_outside=True)
    _wait(qtbot, (tmp_path / "对外.pdf").exists)
