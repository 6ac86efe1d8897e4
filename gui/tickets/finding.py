"""Tickets and traders for Ctrl+K."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from gui.desk import Desk
from gui.hits import Hit
from storage.ticket_lists import Order, lines, seen_by

MOST = 12


def find_tickets(desk: Desk, words: str) -> Sequence[Hit]:
    """The tickets the officer may see that hold all of the words, newest first."""
    if not words.strip():
        return ()
    wanted = replace(seen_by(desk.officer, desk.today), words=words)
    with desk.store.reading() as connection:
        found, _ = lines(
            connection, wanted, desk.now(), order=Order.RECEIVED, descending=True, limit=MOST
        )
    return [
        Hit("工单", one.ref, partial(desk.go, "ticket", one.ref), one.trader or one.matter, "inbox")
        for one in found
    ]
