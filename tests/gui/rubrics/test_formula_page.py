"""The formula in the window: written, proposed, confirmed by a colleague, or sent back."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from core.review.formula_versions import in_force
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.rubrics.formula_page import FormulaPage
from storage.review.formula_versions import formula_versions
from tests.gui.conftest import HEAD
from tests.gui.rubrics.test_page import COLLEAGUE

Opened = Callable[[Sequence[Place]], MainWindow]


@pytest.fixture
def page(desk: Desk, open_window: Opened) -> FormulaPage:
    with desk.store.transaction(who="测试", what="加人员") as tx:
        tx.people.save_officer(COLLEAGUE)
    desk.officer = HEAD
    window = open_window((Place("formula", "calculator", "计分办法", "评查", FormulaPage),))
    window.go("formula")
    assert isinstance(window.page, FormulaPage)
    return window.page


def write(page: FormulaPage, **typed: str) -> None:
    for key, text in typed.items():
        page.form.write(key, text)
    page.form.flush()


def offered(page: FormulaPage) -> set[str]:
    return {name for name, one in page.foot.buttons.items() if one.isVisibleTo(page)}


def sits(page: FormulaPage, who: object) -> FormulaPage:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.desk.sit_down(who)  # type: ignore[arg-type]
    window.go("formula")
    assert isinstance(window.page, FormulaPage)
    return window.page


def weight(page: FormulaPage) -> Decimal:
    with page.desk.store.reading() as connection:
        return in_force(formula_versions(connection)).formula.peer_weight


def test_what_was_written_holds_once_a_colleague_has_confirmed_it(page: FormulaPage) -> None:
    assert offered(page) == set()
    write(page, self_weight="0.1", peer_weight="0.3", recheck_weight="0.6")
    assert offered(page) == {"undo", "propose"}
    assert page.propose("互评也要算进去")
    assert offered(page) == {"take_back"}
    other = sits(page, COLLEAGUE)
    assert offered(other) == {"send_back", "confirm"}
    assert "互评也要算进去" in other.foot.said
    assert weight(other) == 0
    assert other.confirm()
    assert weight(other) == Decimal("0.3")


def test_weights_that_do_not_add_up_are_said_at_their_field(page: FormulaPage) -> None:
    write(page, recheck_weight="0.5")
    assert not page.propose("试")
    assert [note.sentence for note in page.form.notes_at("recheck_weight")] == [
        "三项权重各在 0 到 1 之间，合计应为 1，现在是 0.5。"
    ]
