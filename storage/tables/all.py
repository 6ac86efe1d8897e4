"""Every table, so that `metadata` is whole: migrations and the schema test import this."""

from storage.tables import office, tickets
from storage.tables.columns import metadata

__all__ = ["metadata", "office", "tickets"]
