"""What the figures ask of an officer of the section."""

from datetime import date, datetime

from core.figures import closing, versions
from core.figures.definition import IndicatorSet
from core.figures.period import month
from core.people import Role
from gui.desk import Desk
from gui.figures.home_tasks import FIGURE_SOURCES
from tests.gui.conftest import HEAD, an_officer
from tests.samples import NOW, a_ticket

OTHER = an_officer("钟离科", ("消保科", Role.SECTION_OFFICER))
OCTOBER = month(date(2026, 10, 1))


def asked(desk: Desk) -> list[str]:
    with desk.store.reading() as connection:
        return [task.title for source in FIGURE_SOURCES for task in source(desk, connection)]


def test_what_one_closes_or_proposes_another_is_asked_to_confirm(desk: Desk) -> None:
    desk.sit_down(HEAD)
    with desk.store.transaction(who=HEAD.name, what="封存") as tx:
        tx.people.save_officer(OTHER)
        tx.tickets.save(a_ticket(closed_at=datetime(2026, 10, 13, 16)))
        closing.close(tx.closings, *tx.closings.as_closed(OCTOBER), by=HEAD, at=NOW)
        fewer = IndicatorSet(indicators=tx.indicators.newest_confirmed().indicators.indicators[:3])
        versions.save_draft(tx.indicators, fewer, over=None, by=HEAD, at=NOW)
        known = tx.indicators.known()
        versions.propose(tx.indicators, reason="先算三项", by=HEAD, at=NOW, known=known)
    assert asked(desk) == []
    desk.sit_down(OTHER)
    assert asked(desk) == ["2026 年 10 月的指标封存了，请您确认", "指标口径 2026-2 版，请您确认"]
    with desk.store.transaction(who=OTHER.name, what="退回") as tx:
        versions.send_back(tx.indicators, by=OTHER, at=NOW, opinion="少了八项")
        closing.confirm(tx.closings, OCTOBER.first, by=OTHER, at=NOW)
    assert asked(desk) == []
    desk.sit_down(HEAD)
    assert asked(desk) == ["指标口径的修改被退回"]
