"""指标口径: a draft is written, tried, proposed, and confirmed by somebody else."""

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from core.people import Role
from core.tickets.rules.versions import VersionState
from core.tickets.words import Solved
from gui.desk import Desk
from gui.figures.definitions_page import DefinitionsPage
from tests.gui.conftest import HEAD, an_officer
from tests.samples import a_ticket

OTHER = an_officer("钟离科", ("消保科", Role.SECTION_OFFICER))
SOLVED = 3


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> DefinitionsPage:
    done = {"closed_at": datetime(2026, 10, 13, 16), "received_at": datetime(2026, 10, 9, 9)}
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.people.save_officer(OTHER)
        tx.tickets.save(a_ticket(solved=Solved.EXPLAINED, **done))
    desk.sit_down(HEAD)
    page = DefinitionsPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    page.begin()
    page.table.go_to(SOLVED)
    return page


def state_of(page: DefinitionsPage) -> VersionState:
    return page.version.state


def write(page: DefinitionsPage, key: str, typed: object) -> None:
    page.form.write(key, typed)
    page.form.flush()


def test_a_draft_is_tried_and_a_second_officer_confirms_it(
    page: DefinitionsPage, desk: Desk, qtbot: QtBot
) -> None:
    write(page, "numerators", "办结时间：解决情况 属于 (实际解决, 解释说明)")
    page.try_out()
    qtbot.waitUntil(page.trial.isVisible)
    assert [(one.name, one.unit) for one in page.trial.turns.rows.values] == [
        ("实际解决率", ""),
        ("实际解决率", "九亭所"),
    ]
    assert "两种算法结果一样" in page.trial.said.accessibleName()
    page.propose("市里改了口径")
    assert state_of(page) is VersionState.PROPOSED
    assert not page.buttons["confirm"].isVisible()
    desk.sit_down(OTHER)
    assert page.buttons["confirm"].isVisible()
    page.confirm()
    assert state_of(page) is VersionState.CONFIRMED
    assert page.version.indicators.indicators[SOLVED].numerator.at[0].where == (
        "解决情况 属于 (实际解决, 解释说明)"
    )


def test_a_sentence_that_cannot_be_read_is_named_and_not_proposed(page: DefinitionsPage) -> None:
    write(page, "excluded", "退单件 或 没有这栏 为空")
    assert "实际解决率：" in page._problems.accessibleName()
    assert not page.buttons["propose"].isEnabled()


def test_targets_of_units_are_written_one_a_line(page: DefinitionsPage) -> None:
    write(page, "unit_targets", "九亭所 70\n方松所 65.5")
    page.save()
    saved = page.version.indicators.indicators[SOLVED]
    targets = {unit: str(target) for unit, target in saved.unit_targets}
    assert targets == {"九亭所": "70", "方松所": "65.5"}
    write(page, "unit_targets", "九亭所七十")
    assert page._indicators.indicators[SOLVED] == saved


def test_nothing_to_change_is_said_too(page: DefinitionsPage, qtbot: QtBot) -> None:
    page.try_out()
    qtbot.waitUntil(page.trial.isVisible)
    assert page.trial.said.accessibleName().startswith("2026 年 10 月的数都不变。")
