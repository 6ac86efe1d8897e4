"""Every table, so that `metadata` is whole: migrations and the schema test import this."""

from storage.tables import (
    appeals,
    clocks,
    debrief,
    figures,
    findings,
    follow_up,
    guidance,
    law,
    links,
    neighbours,
    office,
    papers,
    parcels,
    review,
    rubrics,
    rules,
    tickets,
)
from storage.tables.columns import metadata

__all__ = [
    "appeals",
    "clocks",
    "debrief",
    "figures",
    "findings",
    "follow_up",
    "guidance",
    "law",
    "links",
    "metadata",
    "neighbours",
    "office",
    "papers",
    "parcels",
    "review",
    "rubrics",
    "rules",
    "tickets",
]
