"""Every table, so that `metadata` is whole: migrations and the schema test import this."""

from storage.tables import (
    clocks,
    findings,
    guidance,
    law,
    links,
    neighbours,
    office,
    papers,
    parcels,
    review,
    rules,
    tickets,
)
from storage.tables.columns import metadata

__all__ = [
    "clocks",
    "findings",
    "guidance",
    "law",
    "links",
    "metadata",
    "neighbours",
    "office",
    "papers",
    "parcels",
    "review",
    "rules",
    "tickets",
]
