"""Looks up what a page shows on a tour: a ticket that says something to whoever looks."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from gui.desk import Desk
from storage.ticket_lists import Wanted, lines, seen_by


def _first(desk: Desk, *asked: Wanted) -> str:
    """The first ticket of the first list that has one; "" where all are empty."""
    with desk.store.reading() as connection:
        for wanted in asked:
            found, _ = lines(connection, wanted, desk.now(), limit=1)
            if found:
                return found[0].ref
    return ""


def _own(desk: Desk) -> str:
    """A ticket of one's own, rather one in which something is still to be put right."""
    seen = replace(seen_by(desk.officer, desk.today), is_closed=False)
    mine = replace(seen, handler=desk.officer.name)
    return _first(desk, replace(mine, has_findings=True), mine, seen)


def _waiting(desk: Desk) -> str:
    """A ticket that waits for the leader's decision."""
    seen = seen_by(desk.officer, desk.today)
    return _first(desk, replace(seen, waits_for_leader=True), replace(seen, is_closed=False))


FINDING: Mapping[str, Callable[[Desk], str]] = {"own": _own, "waiting": _waiting}
