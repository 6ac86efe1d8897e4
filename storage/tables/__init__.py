"""The tables, described once for queries and migrations; rows never leave `storage`.

Plain Core tables: values come out of `core`, and one description (`core.tickets.fields`) gives the
columns of a ticket, so there are no mapped classes to keep in step with it (docs/decisions.md).
"""
