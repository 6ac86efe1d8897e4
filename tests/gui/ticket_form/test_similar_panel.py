"""Similar and repeated tickets beside the form."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.tickets.similar.links import LinkKind
from core.tickets.ticket import Ticket
from core.tickets.words import Kind
from gui.ask import AskPopup
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.ticket_form.similar_panel import SimilarPanel
from storage.links import apart_from, links_of
from tests.gui.conftest import HEAD
from tests.gui.ticket_form.test_page import AUDITOR, REF, moment, opened, window, write
from tests.samples import a_ticket

__all__ = ["window"]

CONTENT = "十一月十八日在店内买到过期酸奶两盒，生产日期模糊不清，店方拒绝退款，要求查处。"


def tipoff(number: str = REF, **changes: Any) -> Ticket:
    usual: dict[str, Any] = {"kind": Kind.TIPOFF, "content": CONTENT, "received_at": moment(20)}
    return a_ticket(**{**usual, **changes, "number": number})


def panel(window: MainWindow, *others: Ticket, ours: Ticket | None = None) -> SimilarPanel:
    return opened(window, REF, ours or tipoff(), *others).side.similar


def refs(panel: SimilarPanel) -> list[str]:
    return [one.ref for one in panel.rows]


def test_without_similar_tickets_the_panel_takes_no_room(window: MainWindow) -> None:
    assert not panel(window).isVisible()


def test_the_number_is_seen_while_folded_and_the_fields_that_match_when_unfolded(
    window: MainWindow, qtbot: QtBot
) -> None:
    here = panel(window, tipoff("SJ1", received_at=moment(16)))
    assert here.fold.text() == "相似工单 1 件"
    assert here.table.isHidden() or not here.table.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert here.is_unfolded
    assert here.table.hasFocus()
    said = here.table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "SJ1　11 月 16 日　诉求相似 100 %，同一电话、姓名、地址、经营者"


def test_the_list_follows_what_is_typed(window: MainWindow) -> None:
    far: dict[str, Any] = {
        "petitioner_phone": "13700000002",
        "petitioner_name": "甄示例",
        "petitioner_address": "虚构路 1 号",
    }
    page = opened(window, REF, tipoff(), tipoff("SJ1", trader_name="虚构面馆", **far, content="灯"))
    assert refs(page.side.similar) == []
    write(page, trader_name="虚构面馆")
    assert refs(page.side.similar) == ["SJ1"]


def test_linking_leaves_both_and_can_be_taken_back(window: MainWindow, desk: Desk) -> None:
    here = panel(window, tipoff("SJ1", received_at=moment(16)))
    assert [entry.text()[:2] for entry in here.kinds_menu().actions()] == ["重复", "同一", "补充"]
    assert here.link_current(LinkKind.NEW_FACTS)
    [one] = here.rows
    assert one.link is not None
    assert one.link.earlier == "SJ1"
    assert opened(window, "SJ1").side.similar.rows[0].link == one.link
    desk.undo()
    with desk.store.reading() as connection:
        assert links_of(connection, REF) == []
    assert window.page is not None
    assert opened(window, REF).side.similar.rows[0].link is None


def test_new_facts_move_the_clock_of_the_earlier_ticket(window: MainWindow) -> None:
    here = panel(window, tipoff("SJ1", received_at=moment(2)))
    here.link_current(LinkKind.NEW_FACTS)
    page = opened(window, "SJ1")
    assert page._judged is not None
    [verification] = [one for one in page._judged.clocks if one.code == "R_VERIFY"]
    assert verification.start == moment(20).date()


def test_what_is_not_the_same_is_not_shown_again(window: MainWindow, desk: Desk) -> None:
    here = panel(window, tipoff("SJ1"), tipoff("SJ2"))
    here.look()
    here.table.go_to(refs(here).index("SJ1"))
    here.apart_button.click()
    [popup] = here.findChildren(AskPopup)
    popup.line.returnPressed.emit()
    assert refs(here) == ["SJ2"]
    with desk.store.reading() as connection:
        [kept] = apart_from(connection, REF).values()
    assert (kept.who, kept.reason) == ("陆明远", "")
    assert refs(opened(window, "SJ1").side.similar) == ["SJ2"]


def test_a_ticket_of_another_unit_shows_its_number_and_unit_alone(window: MainWindow) -> None:
    here = panel(window, tipoff("SJ1", unit="中山所"))
    here.look()
    said = here.table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "SJ1　由中山所办"
    assert not here.open_button.isVisible()
    assert here.link_button.isVisible()
    assert "酸奶" not in here._detail.text()


def test_opening_one_shows_it_in_the_form(window: MainWindow, desk: Desk) -> None:
    here = panel(window, tipoff("SJ1"))
    here.look()
    here.open_button.click()
    assert opened(window, "SJ1").ref == "SJ1"


def test_who_only_looks_changes_nothing(window: MainWindow, desk: Desk) -> None:
    panel(window, tipoff("SJ1", content=CONTENT + "联系闻人素。"))
    desk.sit_down(AUDITOR)
    here = opened(window, REF).side.similar
    here.look()
    assert not here.link_button.isVisible()
    assert not here.apart_button.isVisible()
    assert "闻人素" not in here._detail.text()
    desk.sit_down(HEAD)
    assert opened(window, REF).side.similar.link_button.isVisible()
