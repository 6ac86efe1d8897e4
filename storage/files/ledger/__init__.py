"""Ledgers as files: reading them in a guarded process, writing them with nothing lost."""
