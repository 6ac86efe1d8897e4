"""The pages fit the least window, in both schemes and with large type; charts can be read aloud."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from core.figures.charts import Whisker, WhiskerChart
from core.review.covering import CoveredField
from core.review.marks import Quote
from gui import theme
from gui.main_window import LEAST
from gui.page import Page
from gui.review.queue_strip import QueueChips, Spot
from gui.review.ticket_text import TicketText
from gui.review.whiskers import WhiskerView
from storage.database import Store
from tests.gui.review.conftest import PLACES, Seat
from tests.storage.review.samples import SECTION, a_plan, assigned

Dress = Callable[[str, float], None]
FRAME = (theme.size("rail"), 52 + 28)
"""What navigation, top bar and status bar take of a window."""


@pytest.fixture
def under_review(seat: Seat, office: Store) -> Seat:
    """A window on an office with a campaign under way."""
    assigned(office, a_plan(total=5))
    return seat


@pytest.mark.parametrize(
    ("look", "size"),
    [(("light", 1.0), LEAST), (("dark", 1.0), LEAST), (("light", 1.25), (1366, 696))],
)
@pytest.mark.parametrize("name", [place.name for place in PLACES])
def test_a_page_asks_for_no_more_room_than_there_is(
    under_review: Seat, dress: Dress, look: tuple[str, float], size: tuple[int, int], name: str
) -> None:
    dress(*look)
    window = under_review(SECTION)
    window.resize(*size)
    window.go(name)
    page = window.page
    assert isinstance(page, Page)
    QApplication.sendPostedEvents()
    width, height = size
    least = page.minimumSizeHint()
    assert least.width() <= width - FRAME[0]
    assert least.height() <= height - FRAME[1]
    for area in page.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None:
            assert inside.minimumSizeHint().width() <= area.viewport().width(), (
                area.accessibleName()
            )


def chart(faint: bool = False) -> WhiskerChart:  # noqa: FBT001, FBT002
    whisker = Whisker(
        label="九亭所",
        value=Decimal(86),
        low=Decimal(80),
        high=Decimal(92),
        faint=faint,
        figures=("86.00", "6 件", ""),
    )
    return WhiskerChart(
        whiskers=(whisker,),
        heads=("均分", "件数", "备注"),
        reference=Decimal(84),
        sentence="1 个单位的均分与 95% 区间，全局 84.00 分。",
    )


def test_a_chart_says_itself(qtbot: QtBot) -> None:
    view = WhiskerView()
    qtbot.addWidget(view)
    view.show_chart(chart())
    assert view.accessibleName() == "1 个单位的均分与 95% 区间，全局 84.00 分。"
    assert view.accessibleDescription() == "九亭所 86.00，6 件"


def test_few_cases_are_hollow_and_dashed(qtbot: QtBot) -> None:
    pictures = []
    for faint in (False, True):
        view = WhiskerView()
        qtbot.addWidget(view)
        view.resize(600, 100)
        view.show_chart(chart(faint))
        pictures.append(view.grab().toImage())
    assert pictures[0] != pictures[1]


def test_a_long_queue_shows_what_is_near_the_current_ticket(qtbot: QtBot) -> None:
    chips = QueueChips()
    qtbot.addWidget(chips)
    chips.resize(300, 28)
    chips.show_spots([Spot(str(n), "plain", "未评") for n in range(1, 41)], 20)
    chips.show()
    shown = [place for place, _ in chips._places()]
    assert shown[0] == -1
    assert shown[-1] == -2
    assert 20 in shown
    assert chips.accessibleName() == "第 21 件，共 40 件，未评"


RARE = CoveredField(
    key="content",
    group="诉求",
    header="诉求内容",
    text="诉求人张𬭎反映，十一月十二日晚在甲所辖区某店购买酸奶两杯，已过保质期三天。",
    covered=((16, 18),),
)


def test_rare_characters_do_not_shift_the_evidence(qtbot: QtBot) -> None:
    view = TicketText()
    qtbot.addWidget(view)
    view.show_ticket([RARE], [])
    view.select("content", 3, 9)
    assert view.selection() == ("content", 3, 9, RARE.text[3:9])


def test_marks_in_the_text_do_not_count_as_text(qtbot: QtBot) -> None:
    view = TicketText()
    qtbot.addWidget(view)
    quote = Quote(field="content", start=0, end=5, text=RARE.text[:5], sign="+")
    view.show_ticket([RARE], [("B1", quote)])
    assert "+B1" in view.toPlainText()
    view.select("content", 3, 12)
    assert view.selection() == ("content", 3, 12, RARE.text[3:12])


def test_only_what_is_cited_is_shown_on_request(qtbot: QtBot) -> None:
    other = CoveredField(
        key="reply", group="认定答复", header="答复内容", text="已答复", covered=()
    )
    view = TicketText()
    qtbot.addWidget(view)
    quote = Quote(field="reply", start=0, end=3, text="已答复", sign="−")
    view.show_ticket([RARE, other], [("B10", quote)])
    view.show_only_evidence(on=True)
    assert "酸奶" not in view.toPlainText()
    assert "−B10" in view.toPlainText()
