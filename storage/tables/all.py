"""Every table, so that `metadata` is whole: migrations and the schema test import this."""

from storage.tables import clocks, findings, neighbours, office, review, tickets
from storage.tables.columns import metadata

__all__ = ["clocks", "findings", "metadata", "neighbours", "office", "review", "tickets"]
