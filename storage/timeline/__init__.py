"""The time line of a ticket, read from the audit trail and what lies beside it."""
