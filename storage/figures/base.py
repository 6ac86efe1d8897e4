"""The narrow rows that figures are counted in, kept beside the tickets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert

from core.tickets.fields import BY_KEY
from storage.conditions.elements import Home
from storage.tables.figures import BASE_KEYS, figure_base

if TYPE_CHECKING:
    from storage.loading import Stored

CHUNK = 500

BASE = Home(figure_base, figure_base.c.ticket_id, {key: figure_base.c[key] for key in BASE_KEYS})
"""Conditions over the narrow rows."""

_FIELDS = tuple(BY_KEY[key] for key in BASE_KEYS)


def keep_base(connection: Connection, stored: Sequence["Stored"]) -> None:
    """Put the rows of these tickets in the place of what was kept of them."""
    for begin in range(0, len(stored), CHUNK):
        some = stored[begin : begin + CHUNK]
        ids = [one.id for one in some]
        connection.execute(delete(figure_base).where(figure_base.c.ticket_id.in_(ids)))
    if stored:
        connection.execute(insert(figure_base), [_row(one) for one in stored])


def _row(one: "Stored") -> dict[str, Any]:
    return {"ticket_id": one.id} | {field.key: field.get(one.ticket) for field in _FIELDS}
