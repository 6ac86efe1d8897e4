"""The papers of a spot check: what each one says. How they look is settled in storage."""
