"""Tickets in the window: the list, the form, the import of ledgers."""
