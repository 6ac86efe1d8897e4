"""All clocks of 100,000 open tickets counted again by another calendar, and the board over them."""

import shutil
from datetime import date
from pathlib import Path

from sqlalchemy import func, select, update

from core.calendar.content import Content, span, with_days
from core.calendar.versions import confirm, propose, save_draft
from core.people import Officer, Post, Role
from core.workdays import Day, DayKind
from gui.clocks.board_page import BoardPage
from gui.desk import Desk
from storage.board import Sift, board, days
from storage.calendar import kept_by, shipped
from storage.clock_settings import clock_options
from storage.database import Store
from storage.recounting import moves, recount
from storage.tables.clocks import clock
from storage.tables.tickets import ticket
from tests.bench.lists import NOW
from tests.bench.measuring import Line, median_ms, once_ms, within

RECOUNT, BOARD = 10_000, 200
"""Milliseconds that it may take."""

SECTION = tuple(
    Officer(
        name=name,
        posts=(Post(unit="消保科", role=Role.SECTION_OFFICER, since=date(2020, 1, 1)),),
    )
    for name in ("许知夏", "顾念安")
)


def measure(many: Path, place: Path) -> list[Line]:
    """On a copy of the store in which every ticket is open again."""
    shutil.copy(many, place)
    store = Store.open(place, now=lambda: NOW)
    _open_again(store)
    changed = with_days(shipped(), _typhoons())
    with store.reading() as connection:
        by = kept_by(changed.calendar, clock_options(connection))
        seen = once_ms(lambda: moves(connection, by))
        number = connection.execute(select(func.count()).select_from(clock)).scalar_one()
    found = [
        within("看一次改日历会动哪些期限", seen),
        within(
            f"重算 {number} 只时限并写下", once_ms(lambda: _apply(store, changed)), at_most=RECOUNT
        ),
    ]
    with store.reading() as connection:
        data = median_ms(lambda: board(connection, NOW, Sift(), days(connection, Sift())))
    found.append(within("看板的数据", data, at_most=BOARD))
    page = BoardPage(Desk(store, SECTION[0], lambda: NOW))
    page.resize(1200, 640)
    page.show()
    found.append(within("看板这一页再载入", median_ms(page.load), at_most=BOARD))
    page.close()
    store.close()
    return found


def _open_again(store: Store) -> None:
    with store.transaction(who="程序", what="建量具") as tx:
        tx.connection.execute(update(clock).values(stopped=False, met_on=None))
        tx.connection.execute(update(ticket).values(is_closed=False))


def _typhoons() -> tuple[Day, ...]:
    """A day off in each month, so that nearly every clock moves."""
    return tuple(
        day
        for year in range(2023, 2027)
        for month in range(1, 13)
        for day in span(date(year, month, 25), date(year, month, 25), DayKind.OFF, "停工", "通告")
    )


def _apply(store: Store, changed: Content) -> None:
    first, second = SECTION
    with store.transaction(who=second.name, what="改日历") as tx:
        save_draft(tx.calendars, changed, over=None, by=first, at=NOW)
        propose(tx.calendars, reason="停工。", by=first, at=NOW)
        confirm(tx.calendars, by=second, at=NOW)
        recount(tx)
