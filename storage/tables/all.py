"""Every table, so that `metadata` is whole: migrations and the schema test import this."""

from storage.tables import clocks, neighbours, office, review, tickets
from storage.tables.columns import metadata

__all__ = ["clocks", "metadata", "neighbours", "office", "review", "tickets"]
