"""The demo's ledger: thirteen months, the desk of today last. `tell` is the way in.

Tickets are told one at a time, so that a hundred thousand need no memory.
"""

from collections.abc import Iterator
from datetime import date

from core.demo.desk import Desk
from core.demo.history import history
from core.demo.material import Material
from core.demo.teller import Teller, Told
from core.workdays import Calendar


def tell(
    material: Material, calendar: Calendar, *, today: date, count: int, seed: str
) -> Iterator[Told]:
    """Exactly `count` tickets, the same for the same day and seed; the desk's come last."""
    teller = Teller(material, calendar, today=today, seed=seed)
    open_count = round(count * material.plan["shares"]["open"])
    desk = list(Desk(teller).rows(count))
    rest = max(0, min(open_count - len(desk), count - len(desk)))
    yield from history(teller, count - len(desk) - rest)
    yield from desk
    yield from Desk(teller).elsewhere(rest)
